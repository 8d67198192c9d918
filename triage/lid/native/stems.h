/* Stems that are looked for in words. */

#ifndef TRIAGE_STEMS_H
#define TRIAGE_STEMS_H

#include "native.h"

#define START 3           /* letters of a stem that sort out most words */
#define FILTER_BITS 16384 /* two hundred stems leave one place in eighty set */
#define CHAINS 256

typedef struct {
    Py_UCS4 *points;
    Py_ssize_t length;
    unsigned short traits;
    Py_ssize_t next; /* of those with a like start, from 1; 0 for none */
} Stem;

typedef struct {
    Stem *stems;
    Py_ssize_t count;
    uint8_t filter[FILTER_BITS / 8];
    Py_ssize_t heads[CHAINS];
} Stems;

/* Read [(stem, traits)]; 0, or -1 with an error set. */
int read_stems(Stems *stems, PyObject *list);
void free_stems(Stems *stems);
/* Return the traits of the stems that begin at a place in a word, `left` letters before its end. */
unsigned find_stems(const Stems *stems, const Py_UCS4 *points, Py_ssize_t left);

/* Tell whether a stem begins at a place in a word; most differ in the first letter, so no call compares them. */
static inline int
stands_at(const Stem *stem, const Py_UCS4 *points, Py_ssize_t left)
{
    Py_ssize_t i = 0;
    while (i < stem->length && i < left && stem->points[i] == points[i]) {
        i++;
    }
    return i == stem->length;
}

#endif
