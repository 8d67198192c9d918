/* Finds the words of a text and looks them up, as triage.lid.tokens and .evidence do in Python. */

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

int
find_between(Text *text, Py_ssize_t start, Py_ssize_t end)
{
    return find_in(text, PyUnicode_4BYTE_KIND, text->points, start, end);
}

int
begin_words(Text *text)
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
    if (begin_words(text) < 0) {
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

static void
read_letters(const Text *text, const Word *word, Py_UCS4 *letters)
{
    for (Py_ssize_t i = word->start; i < word->end; i++) {
        letters[i - word->start] = PyUnicode_READ_CHAR(text->text, i);
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
    if (letters != NULL) {
        read_letters(text, word, letters);
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
    read_letters(text, word, fresh->points);
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
