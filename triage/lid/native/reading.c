/* Splits texts into words, and prices the switches between them, as triage.lid.tokens and .decode do in Python. */

#include "words.h"

int
reading_open(Reading *reading, Words *words, PyObject *text, PyObject *fresh)
{
    memset(reading, 0, sizeof *reading);
    if (!PyUnicode_Check(text)) {
        PyErr_SetString(PyExc_TypeError, "a text must be a str");
        return -1;
    }
    reading->words = words;
    reading->text = text;
    reading->fresh = fresh;
    reading->size = PyUnicode_GET_LENGTH(text);
    reading->points = PyUnicode_AsUCS4Copy(text);
    return reading->points == NULL ? -1 : 0;
}

void
reading_close(Reading *reading)
{
    PyMem_Free(reading->points);
    ints_free(&reading->spans);
}

static inline int
class_of(const Words *words, Py_UCS4 point)
{
    return point < PLANE ? words->classes[point] : 0;
}

/* Find the words of `text[start:end]`: runs of letters, single ideographs. */
static int
find_spans(Reading *reading, Py_ssize_t start, Py_ssize_t end)
{
    const Words *words = reading->words;
    const Py_UCS4 *points = reading->points;
    for (Py_ssize_t i = start; i < end;) {
        Py_ssize_t first = i;
        int class = class_of(words, points[i++]);
        if (class == 0) {
            continue;
        }
        while (class == LETTER && i < end && class_of(words, points[i]) == LETTER) {
            i++;
        }
        if (ints_push(&reading->spans, first) < 0 || ints_push(&reading->spans, i) < 0) {
            return -1;
        }
    }
    return 0;
}

int
find_rows(Reading *reading, Ints *rows)
{
    for (Py_ssize_t i = 0; i < reading->spans.size; i += 2) {
        Py_ssize_t start = reading->spans.items[i], end = reading->spans.items[i + 1];
        int is_fresh;
        Py_ssize_t row = find_row(reading->words, reading->points + start, end - start, &is_fresh);
        if (row < 0 || ints_push(rows, row) < 0) {
            return -1;
        }
        if (is_fresh) {
            PyObject *word = PyUnicode_Substring(reading->text, start, end);
            int failed = word == NULL || PyList_Append(reading->fresh, word) < 0;
            Py_XDECREF(word);
            if (failed) {
                return -1;
            }
        }
    }
    return 0;
}

int
find_in_text(Words *self, PyObject *text, Ints *rows, PyObject *fresh)
{
    Reading reading;
    int failed = reading_open(&reading, self, text, fresh) < 0 || find_spans(&reading, 0, reading.size) < 0 ||
                 find_rows(&reading, rows) < 0;
    reading_close(&reading);
    return failed ? -1 : 0;
}

static int
is_word_point(Py_UCS4 point)
{
    return point == '_' || Py_UNICODE_ISALNUM(point);
}

static int
is_lower_ascii(const Reading *reading, Py_ssize_t i)
{
    return i < reading->size && reading->points[i] >= 'a' && reading->points[i] <= 'z';
}

/* Tell whether a character begins or joins what is no word: triage.lid.tokens._SIGN. */
static int
is_sign(const Reading *reading, Py_ssize_t i)
{
    const Py_UCS4 *points = reading->points;
    switch (points[i]) {
    case '@':
    case '#':
    case '/':
    case '\\':
    case '_':
        return 1;
    case '.':
        return i + 1 < reading->size && is_word_point(points[i + 1]);
    case '-':
        return (i == 0 || Py_UNICODE_ISSPACE(points[i - 1])) &&
               (is_lower_ascii(reading, i + 1) ||
                (i + 1 < reading->size && points[i + 1] == '-' && is_lower_ascii(reading, i + 2)));
    default:
        return points[i] < 128 ? points[i] >= '0' && points[i] <= '9' : Py_UNICODE_ISDECIMAL(points[i]);
    }
}

static int
is_blank(Py_UCS4 point)
{
    return point == ' ' || point == '\n' || point == '\t' || point == '\r' || point == 0xa0;
}

/* Let Python split an odd chunk: `split_chunk(text, start, end)` gives (start, end, kind) each. */
static int
split_odd(Reading *reading, Py_ssize_t start, Py_ssize_t end, PyObject *others)
{
    const Rules *rules = &reading->words->rules;
    PyObject *found = PyObject_CallFunction(rules->split_chunk, "Onn", reading->text, start, end);
    if (found == NULL || !PyList_Check(found)) {
        Py_XDECREF(found);
        return -1;
    }
    int failed = 0;
    for (Py_ssize_t k = 0; !failed && k < PyList_GET_SIZE(found); k++) {
        PyObject *token = PyList_GET_ITEM(found, k), *kind;
        Py_ssize_t first, last;
        failed = !PyArg_ParseTuple(token, "nnO", &first, &last, &kind);
        if (!failed && kind != rules->word_kind) {
            failed = PyList_Append(others, token) < 0;
        } else if (!failed) {
            failed = first < 0 || last > reading->size || ints_push(&reading->spans, first) < 0 ||
                     ints_push(&reading->spans, last) < 0;
        }
    }
    Py_DECREF(found);
    return failed ? -1 : 0;
}

int
split_text(Reading *reading, PyObject *others)
{
    Py_ssize_t at = 0, size = reading->size;
    for (Py_ssize_t i = 0; i < size; i++) {
        if (!is_sign(reading, i)) {
            continue;
        }
        Py_ssize_t start = i, end = i + 1;
        while (start > at && !is_blank(reading->points[start - 1])) {
            start--;
        }
        while (end < size && !Py_UNICODE_ISSPACE(reading->points[end])) {
            end++;
        }
        if (find_spans(reading, at, start) < 0 || split_odd(reading, start, end, others) < 0) {
            return -1;
        }
        at = end;
        i = end - 1;
    }
    return find_spans(reading, at, size);
}

/* Ask Python for the price of the gap between two words; NaN on error. */
static double
ask_price(const Reading *reading, Py_ssize_t start, Py_ssize_t end)
{
    PyObject *gap = PyUnicode_Substring(reading->text, start, end);
    PyObject *price = gap == NULL ? NULL : PyObject_CallOneArg(reading->words->rules.price_gap, gap);
    double value = price == NULL ? -1.0 : PyFloat_AsDouble(price);
    Py_XDECREF(gap);
    Py_XDECREF(price);
    return PyErr_Occurred() ? Py_NAN : value;
}

/* Ask Python whether a word is an abbreviation; -1 on error. */
static int
ask_abbreviation(const Reading *reading, Py_ssize_t start, Py_ssize_t end)
{
    PyObject *word = PyUnicode_Substring(reading->text, start, end);
    PyObject *answer = word == NULL ? NULL : PyObject_CallOneArg(reading->words->rules.is_abbreviation, word);
    int is = answer == NULL ? -1 : PyObject_IsTrue(answer);
    Py_XDECREF(word);
    Py_XDECREF(answer);
    return is;
}

int
price_words(const Reading *reading, float *prices)
{
    const Rules *rules = &reading->words->rules;
    const Py_ssize_t *spans = reading->spans.items;
    Py_ssize_t count = reading->spans.size / 2;
    prices[0] = prices[count] = rules->line;
    for (Py_ssize_t i = 1; i < count; i++) {
        Py_ssize_t start = spans[2 * i - 1], end = spans[2 * i];
        if (end - start == 1 && reading->points[start] == ' ') {
            prices[i] = rules->blank;
            continue;
        }
        double price = ask_price(reading, start, end);
        if (Py_IS_NAN(price)) {
            return -1;
        }
        prices[i] = (float)price;
        /* A full stop behind an abbreviation ends no sentence. */
        if (prices[i] == rules->sentence && reading->points[start] == '.') {
            int is_abbreviation = ask_abbreviation(reading, spans[2 * i - 2], start);
            if (is_abbreviation < 0) {
                return -1;
            }
            prices[i] = is_abbreviation ? rules->none : prices[i];
        }
    }
    return 0;
}

PyObject *
list_spans(const Reading *reading, int offset)
{
    const Py_ssize_t *spans = reading->spans.items;
    PyObject *list = PyList_New(reading->spans.size / 2);
    for (Py_ssize_t i = 0; list != NULL && i < PyList_GET_SIZE(list); i++) {
        PyObject *item = offset < 0 ? PyUnicode_Substring(reading->text, spans[2 * i], spans[2 * i + 1])
                                    : PyLong_FromSsize_t(spans[2 * i + offset]);
        if (item == NULL) {
            Py_CLEAR(list);
        } else {
            PyList_SET_ITEM(list, i, item);
        }
    }
    return list;
}
