/* Splits texts into words and what is no word, as triage.lid.tokens does in Python. */

#include "text.h"

static int
push_other(Text *text, Py_ssize_t start, int is_number)
{
    text->others = buffer_need(&text->others_buffer, text->others_count + 1, sizeof *text->others);
    if (text->others == NULL) {
        return -1;
    }
    text->others[text->others_count++] = (Other){start, is_number};
    return 0;
}

static int
is_word_point(Py_UCS4 point)
{
    return point == '_' || Py_UNICODE_ISALNUM(point);
}

static int
is_lower_ascii(const Text *text, Py_ssize_t i)
{
    return i < text->size && text->points[i] >= 'a' && text->points[i] <= 'z';
}

static int
is_digit(Py_UCS4 point)
{
    return point < 128 ? is_ascii_digit(point) : Py_UNICODE_ISDECIMAL(point);
}

/* Tell whether a character begins or joins what is no word: triage.lid.tokens._SIGN. */
static int
is_sign(const Text *text, Py_ssize_t i)
{
    const Py_UCS4 *points = text->points;
    switch (points[i]) {
    case '@':
    case '#':
    case '/':
    case '\\':
    case '_':
        return 1;
    case '.':
        return i + 1 < text->size && is_word_point(points[i + 1]);
    case '-':
        return (i == 0 || Py_UNICODE_ISSPACE(points[i - 1])) &&
               (is_lower_ascii(text, i + 1) ||
                (i + 1 < text->size && points[i + 1] == '-' && is_lower_ascii(text, i + 2)));
    default:
        return is_digit(points[i]);
    }
}

static int
is_blank(Py_UCS4 point)
{
    return point == ' ' || point == '\n' || point == '\t' || point == '\r' || point == 0xa0;
}

/* Let Python find what is no word in an odd chunk: `find_others(text, start, end)` gives (start, end, kind) each. What is
   between are words. */
static int
split_odd(Text *text, Py_ssize_t start, Py_ssize_t end)
{
    const Rules *rules = text->rules;
    PyObject *found = PyObject_CallFunction(rules->find_others, "Onn", text->text, start, end);
    Py_ssize_t at = start;
    int failed = found == NULL || !PyList_Check(found);
    for (Py_ssize_t k = 0; !failed && k < PyList_GET_SIZE(found); k++) {
        PyObject *kind;
        Py_ssize_t first, last;
        if (!PyArg_ParseTuple(PyList_GET_ITEM(found, k), "nnO", &first, &last, &kind) || first < at || last < first ||
            last > end) {
            failed = 1;
            break;
        }
        int is_number = PySequence_Contains(rules->number_kinds, kind);
        failed = is_number < 0 || push_other(text, first, is_number) < 0 || find_between(text, at, first) < 0;
        at = last;
    }
    failed = failed || find_between(text, at, end) < 0;
    Py_XDECREF(found);
    if (failed && !PyErr_Occurred()) {
        PyErr_SetString(PyExc_ValueError, "what is no word must lie in its chunk, in order");
    }
    return failed ? -1 : 0;
}

/* Take the numbers of a plain chunk: digits, joined by single hyphens. */
static int
split_numbers(Text *text, Py_ssize_t start, Py_ssize_t end)
{
    const Py_UCS4 *points = text->points;
    for (Py_ssize_t i = start; i < end; i++) {
        if (!is_ascii_digit(points[i])) {
            continue;
        }
        if (push_other(text, i, 1) < 0) {
            return -1;
        }
        while (i + 1 < end && (is_ascii_digit(points[i + 1]) ||
                               (points[i + 1] == '-' && i + 2 < end && is_ascii_digit(points[i + 2])))) {
            i++;
        }
    }
    return 0;
}

/* Take the codes between full stops. */
static int
split_codes(Text *text, Py_ssize_t start, Py_ssize_t end)
{
    int failed = 0;
    for (Py_ssize_t i = start; i < end && !failed; i++) {
        failed = (i == start || text->points[i - 1] == '.') && push_other(text, i, 1) < 0;
    }
    return failed ? -1 : 0;
}

/* Split a chunk between blanks that may hold what is no word. */
static int
split_chunk(Text *text, Py_ssize_t start, Py_ssize_t end)
{
    Py_ssize_t first, last;
    switch (read_chunk(text, start, end, &first, &last)) {
    case NUMBERS:
        return split_numbers(text, start, end);
    case CODE:
        return push_other(text, first, 1);
    case CODES:
        return split_codes(text, first, last);
    case OTHER:
        return push_other(text, first, 0);
    case WORDS:
        return find_between(text, first, last);
    default:
        return split_odd(text, start, end);
    }
}

/* Read the characters into an array of their own, for all that looks at some of them. */
static int
read_points(Text *text)
{
    Py_UCS4 *points = buffer_need(&text->points_buffer, text->size + 1, sizeof *points);
    text->points = points;
    return points == NULL || PyUnicode_AsUCS4(text->text, points, text->size + 1, 1) == NULL ? -1 : 0;
}

int
split_words(Text *text)
{
    Py_ssize_t at = 0, size = text->size;
    if (begin_words(text) < 0 || read_points(text) < 0) {
        return -1;
    }
    for (Py_ssize_t i = 0; i < size; i++) {
        if (!is_sign(text, i)) {
            continue;
        }
        Py_ssize_t start = i, end = i + 1;
        while (start > at && !is_blank(text->points[start - 1])) {
            start--;
        }
        while (end < size && !Py_UNICODE_ISSPACE(text->points[end])) {
            end++;
        }
        if (find_between(text, at, start) < 0 || split_chunk(text, start, end) < 0) {
            return -1;
        }
        at = end;
        i = end - 1;
    }
    return find_between(text, at, size);
}
