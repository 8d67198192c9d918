/* Splits texts into words, as triage.lid.tokens does in Python. */

#include "text.h"

#define AHEAD 6 /* what is known of a word is fetched while those before it are looked up */
#define FRESH_AT_ONCE 8

/* Make room for so many words, and for the price behind the last. */
static int
reserve_words(Text *text, Py_ssize_t count)
{
    text->words = buffer_need(&text->words_buffer, count + 1, sizeof *text->words);
    text->words_capacity = (Py_ssize_t)(text->words_buffer.bytes / sizeof *text->words) - 1;
    return text->words == NULL ? -1 : 0;
}

static inline int
push_word(Text *text, Py_ssize_t start, Py_ssize_t end, uint64_t hash)
{
    if (text->count >= text->words_capacity && reserve_words(text, text->count + 1) < 0) {
        return -1;
    }
    Word *word = &text->words[text->count++];
    word->start = start;
    word->end = end;
    word->hash = hash;
    return 0;
}

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

/* Find the words between two places of characters of one width: runs of letters, single ideographs. */
static inline int
find_in(Text *text, int kind, const void *data, Py_ssize_t start, Py_ssize_t end)
{
    const Rules *rules = text->rules;
    for (Py_ssize_t i = start; i < end;) {
        Py_ssize_t first = i;
        Py_UCS4 point = PyUnicode_READ(kind, data, i++);
        int class = class_of(rules, point);
        if (class == 0) {
            continue;
        }
        uint64_t hash = hash_add(HASH_START, point);
        while (class == LETTER && i < end) {
            point = PyUnicode_READ(kind, data, i);
            if (class_of(rules, point) != LETTER) {
                break;
            }
            hash = hash_add(hash, point);
            i++;
        }
        hash = hash_end(hash);
        expect_slot(text->types, hash);
        if (push_word(text, first, i, hash) < 0) {
            return -1;
        }
    }
    return 0;
}

static int
find_between(Text *text, Py_ssize_t start, Py_ssize_t end)
{
    return find_in(text, PyUnicode_4BYTE_KIND, text->points, start, end);
}

static int
begin(Text *text)
{
    text->count = text->others_count = 0;
    return reserve_words(text, 0);
}

int
find_words(Text *text, PyObject *object)
{
    if (!PyUnicode_Check(object)) {
        PyErr_SetString(PyExc_TypeError, "a text must be a str");
        return -1;
    }
    text->text = object;
    text->size = PyUnicode_GET_LENGTH(object);
    text->points = NULL;
    if (begin(text) < 0) {
        return -1;
    }
    const void *data = PyUnicode_DATA(object);
    switch (PyUnicode_KIND(object)) { /* a loop for each width */
    case PyUnicode_1BYTE_KIND:
        return find_in(text, PyUnicode_1BYTE_KIND, data, 0, text->size);
    case PyUnicode_2BYTE_KIND:
        return find_in(text, PyUnicode_2BYTE_KIND, data, 0, text->size);
    default:
        return find_in(text, PyUnicode_4BYTE_KIND, data, 0, text->size);
    }
}

/* Return the letters of a word; NULL with MemoryError set. */
static const Py_UCS4 *
letters_of(Text *text, const Word *word)
{
    if (text->points != NULL) {
        return text->points + word->start;
    }
    Py_UCS4 *letters = buffer_need(&text->letters_buffer, word->end - word->start, sizeof *letters);
    for (Py_ssize_t i = word->start; letters != NULL && i < word->end; i++) {
        letters[i - word->start] = PyUnicode_READ_CHAR(text->text, i);
    }
    return letters;
}

/* Words that have no row yet, asked for together. */
typedef struct {
    Fresh items[FRESH_AT_ONCE];
    Py_ssize_t count;
} Group;

/* Give the words of a group their rows, and begin another. */
static int
add_group(Text *text, Group *group)
{
    for (Py_ssize_t k = 0; k < group->count; k++) {
        find_query(text->types->tables, &group->items[k].query);
    }
    for (Py_ssize_t k = 0; k < group->count; k++) {
        const Fresh *fresh = &group->items[k];
        Py_ssize_t row = find_type(text->types, fresh->hash); /* it may be in the group twice */
        if (row < 0 && (row = add_fresh(text->types, fresh)) < 0) {
            return -1;
        }
        text->words[fresh->place].row = (int32_t)row;
    }
    group->count = 0;
    return 0;
}

/* Take a word without a row into a group; 0 if it cannot be. */
static int
join_group(Text *text, Group *group, Py_ssize_t i)
{
    const Word *word = &text->words[i];
    Fresh *fresh = &group->items[group->count];
    fresh->length = word->end - word->start;
    if (fresh->length >= LONGEST_FRESH) {
        return 0;
    }
    for (Py_ssize_t k = 0; k < fresh->length; k++) {
        fresh->points[k] = PyUnicode_READ_CHAR(text->text, word->start + k);
    }
    fresh->hash = word->hash;
    fresh->place = i;
    return begin_fresh(text->types, fresh);
}

/* Give a word that has no row one, now or with its group. */
static int
add_word(Text *text, Group *group, Py_ssize_t i)
{
    Word *word = &text->words[i];
    if (join_group(text, group, i)) {
        group->count++;
        return group->count < FRESH_AT_ONCE ? 0 : add_group(text, group);
    }
    const Py_UCS4 *letters = letters_of(text, word);
    Py_ssize_t row = letters == NULL ? -1 : add_type(text->types, letters, word->end - word->start, word->hash);
    word->row = (int32_t)row;
    return row < 0 ? -1 : 0;
}

int
look_up(Text *text)
{
    Group group;
    group.count = 0;
    for (Py_ssize_t i = 0; i < text->count; i++) {
        if (i + AHEAD < text->count) {
            expect_type(text->types, text->words[i + AHEAD].hash);
        }
        Py_ssize_t row = find_type(text->types, text->words[i].hash);
        text->words[i].row = (int32_t)row;
        if (row < 0 && add_word(text, &group, i) < 0) {
            return -1;
        }
    }
    return add_group(text, &group);
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
    return point < 128 ? point >= '0' && point <= '9' : Py_UNICODE_ISDECIMAL(point);
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

/* Tell whether a chunk is numbers and the punctuation of prose: `2021,` or `(3,400)`. */
static int
is_plain_number(const Text *text, Py_ssize_t start, Py_ssize_t end)
{
    for (Py_ssize_t i = start; i < end; i++) {
        switch (text->points[i]) {
        case '.':
        case ',':
        case ':':
        case ';':
        case '-':
        case '(':
        case ')':
        case '"':
        case '\'':
        case '%':
        case '!':
        case '?':
            break;
        default:
            if (text->points[i] > '9' || text->points[i] < '0') {
                return 0;
            }
        }
    }
    return 1;
}

/* Take the numbers of a plain chunk: digits, joined by single hyphens. */
static int
split_numbers(Text *text, Py_ssize_t start, Py_ssize_t end)
{
    const Py_UCS4 *points = text->points;
    for (Py_ssize_t i = start; i < end; i++) {
        if (!is_digit(points[i])) {
            continue;
        }
        if (push_other(text, i, 1) < 0) {
            return -1;
        }
        while (i + 1 < end &&
               (is_digit(points[i + 1]) || (points[i + 1] == '-' && i + 2 < end && is_digit(points[i + 2])))) {
            i++;
        }
    }
    return 0;
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
    if (begin(text) < 0 || read_points(text) < 0) {
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
        if (find_between(text, at, start) < 0 ||
            (is_plain_number(text, start, end) ? split_numbers(text, start, end) : split_odd(text, start, end)) < 0) {
            return -1;
        }
        at = end;
        i = end - 1;
    }
    return find_between(text, at, size);
}
