/* The table of word types, and a text being read. */

#ifndef TRIAGE_WORDS_H
#define TRIAGE_WORDS_H

#include "native.h"

#define PLANE 0x10000 /* character classes are given for the Basic Multilingual Plane; others are no letters */

enum { LETTER = 1, IDEOGRAPH = 2 };

/* A word type: where its characters stand in the arena, and its row. */
typedef struct {
    uint64_t hash;
    uint32_t at;
    uint32_t length;
    Py_ssize_t row; /* -1: a free slot */
} Slot;

/* What the words of a text are read by; see triage/lid/speed.py. */
typedef struct {
    PyObject *split_chunk, *word_kind, *price_gap, *is_abbreviation, *find_phrases;
    float line, sentence, none, blank;
    unsigned short is_capital, is_upper, is_mixed, is_particle, is_phrase, is_second, is_alone;
    float initial_weight, capital_weight, phrase_weight, name_loss;
    Py_ssize_t least_shouted;
    double shouted_share;
} Rules;

typedef struct {
    PyObject_HEAD
    Rules rules;
    unsigned char classes[PLANE];
    Slot *slots;
    size_t mask;
    Py_ssize_t used;
    Py_UCS4 *arena;
    size_t filled, capacity;
} Words;

/* One text being read, and what is found in it. */
typedef struct {
    Words *words;
    PyObject *text;
    Py_UCS4 *points;
    Py_ssize_t size;
    Ints spans; /* start and end of each word, in turn */
    PyObject *fresh;
} Reading;

/* How the words of a text are written; see triage.lid.marks. */
typedef struct {
    Py_ssize_t count;
    const float *prices;
    uint16_t *traits;
    float *weights;
    char *capital, *name, *phrase;
} Marks;

/* What a search for stretches goes by; see triage.lid.decode. */
typedef struct {
    Py_ssize_t count, languages, matrix;
    const Py_ssize_t *rows;
    const float *scores, *weights, *prices, *priors;
    const char *name;
    float name_loss;
    double least_gain;
} Search;

/* Return the row of a word, a new one (and `*is_fresh`) for a type not seen before; -1 on error. */
Py_ssize_t find_row(Words *self, const Py_UCS4 *points, Py_ssize_t length, int *is_fresh);

/* Find the words of a text: append their rows, and the words of new types to `fresh`. */
int find_in_text(Words *self, PyObject *text, Ints *rows, PyObject *fresh);

int reading_open(Reading *reading, Words *words, PyObject *text, PyObject *fresh);
void reading_close(Reading *reading);
/* Find the words; append the tokens that are none to `others`. */
int split_text(Reading *reading, PyObject *others);
/* Append the rows of the words found; words of new types to `fresh`. */
int find_rows(Reading *reading, Ints *rows);
/* Fill in the prices of a switch before each word and after the last. */
int price_words(const Reading *reading, float *prices);
/* Return the words of a reading, or with an offset of 0 or 1 their starts or ends. */
PyObject *list_spans(const Reading *reading, int offset);

/* Fill in the marks from traits and weights as they are inside a sentence; phrases are left out. */
void mark_words(const Marks *marks, const Rules *rules);

/* Return the stretches in a list of (start, end, column, gain), in no order. */
PyObject *find_stretches(const Search *search);

/* look(text, (scores, traits, weights, bounds), (matrix, priors, least_gain) or None) -> (what is found or None, fresh) */
PyObject *words_look(Words *self, PyObject *args);

#endif
