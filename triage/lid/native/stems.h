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
/* Return the traits of the stems with a like start that begin at a place in a word, `left` letters before its end. */
unsigned follow_chain(const Stems *stems, uint32_t start, const Py_UCS4 *points, Py_ssize_t left);

static inline uint32_t
start_of(const Py_UCS4 *points)
{
    return ((points[0] * 31 + points[1]) * 31 + points[2]) * 2654435761u >> 18;
}

/* Return the traits of the stems that begin at a place in a word; their first letters sort out most places. */
static inline unsigned
find_stems(const Stems *stems, const Py_UCS4 *points, Py_ssize_t left)
{
    uint32_t start = left >= START ? start_of(points) : 0;
    return left >= START && stems->filter[start / 8] & 1 << start % 8 ? follow_chain(stems, start, points, left) : 0;
}

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
