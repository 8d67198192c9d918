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

typedef struct {
    PyObject_HEAD
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

/* Return the row of a word, a new one (and `*is_fresh`) for a type not seen before; -1 on error. */
Py_ssize_t find_row(Words *self, const Py_UCS4 *points, Py_ssize_t length, int *is_fresh);

/* Find the words of a text: append their rows, and the words of new types to `fresh`. */
int find_in_text(Words *self, PyObject *text, Ints *rows, PyObject *fresh);

PyObject *words_read(Words *self, PyObject *args);

#endif
