/* The rows of packed n-grams. */

#ifndef TRIAGE_GRAMS_H
#define TRIAGE_GRAMS_H

#include "native.h"

/* A packed n-gram and its row. */
typedef struct {
    int64_t key;
    int32_t row;
} Gram;

typedef struct {
    Gram *items;
    size_t mask;
} Grams;

/* Take n-grams in; 0, or -1 with MemoryError set. The items are freed by the caller. */
int grams_index(Grams *self, const int64_t *keys, const Py_ssize_t *rows, Py_ssize_t count);
/* Return the row of an n-gram, -1 for an unknown one. */
Py_ssize_t grams_find(const Grams *self, int64_t key);

#endif
