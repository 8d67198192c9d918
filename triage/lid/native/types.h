/* The table of word types: each is scored once. */

#ifndef TRIAGE_TYPES_H
#define TRIAGE_TYPES_H

#include "tables.h"

/* What is known of a word type, its scores aside.
   hash: that of its letters; two words with one hash of 64 bits are taken for one.
   fold: the hash of its letters in lower case.   weight: how much its vote counts inside a sentence.
   bound: the most that its vote may weigh, wherever it stands.   traits: bits of triage.lid.traits.Trait. */
typedef struct {
    uint64_t hash, fold;
    float weight, bound;
    unsigned traits;
} Type;

/* A place in the table of types: the last bits of a hash, and the row. */
typedef struct {
    uint32_t hash;
    int32_t row; /* -1: a free place */
} Slot;

typedef struct {
    const Rules *rules;
    const Tables *tables;
    Slot *slots;
    size_t mask;
    Py_ssize_t used;
    Buffer known, scores;   /* types, and their log-likelihoods: [used, stride] */
    Buffer small, composed; /* one word in lower case, and as the tables spell it */
} Types;

int types_open(Types *types, const Rules *rules, const Tables *tables);
void types_close(Types *types);
/* Forget all types, so that a long run keeps its memory; rows are void then. */
int types_clear(Types *types);
/* Score a word that has no row yet and return its row; -1 with an error set. Runs no Python code. */
Py_ssize_t add_type(Types *types, const Py_UCS4 *points, Py_ssize_t length, uint64_t hash);

static inline const Type *
type_at(const Types *types, Py_ssize_t row)
{
    return (const Type *)types->known.items + row;
}

/* Return the row of a word by its hash, -1 if it has none. */
static inline Py_ssize_t
find_type(const Types *types, uint64_t hash)
{
    for (size_t at = hash & types->mask; types->slots[at].row >= 0; at = (at + 1) & types->mask) {
        const Slot *slot = &types->slots[at];
        if (slot->hash == (uint32_t)hash && type_at(types, slot->row)->hash == hash) {
            return slot->row;
        }
    }
    return -1;
}

static inline const float *
scores_at(const Types *types, Py_ssize_t row)
{
    return (const float *)types->scores.items + row * types->tables->stride;
}

/* Return the traits of a word as it is written and in lower case. */
unsigned find_traits(const Rules *rules, const Py_UCS4 *points, Py_ssize_t length, const Py_UCS4 *small,
                     Py_ssize_t small_length, uint64_t fold);

#endif
