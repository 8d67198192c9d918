/* The table of word types: each is scored once. */

#ifndef TRIAGE_TYPES_H
#define TRIAGE_TYPES_H

#include "tables.h"

#define MOST_GRADE 255
#define LONGEST_FRESH LETTERS_AT_ONCE /* letters of a word that is asked for together with others */

/* What is known of a word type, in whole cache lines.
   hash: that of its letters; two words with one hash of 64 bits are taken for one.
   fold: the hash of its letters in lower case.   traits: bits of triage.lid.traits.Trait.
   weight: how much its vote counts inside a sentence.
   bound: the most that its vote may weigh, wherever it stands, in shares.
   floor: the least that it may say (nats).
   grades: [lanes] how far its log-likelihoods lie above that, see triage.lid.scoring; 0 beyond the languages. */
typedef struct {
    uint64_t hash, fold;
    float weight, floor;
    unsigned traits;
    int16_t bound;
    uint8_t grades[];
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
    size_t mask, size; /* `size`: of a type (bytes) */
    Py_ssize_t used, lanes;
    float nats_per_grade;
    Buffer known;           /* [used] types */
    Buffer small, composed; /* one word in lower case, and as the tables spell it */
} Types;

int types_open(Types *types, const Rules *rules, const Tables *tables);
void types_close(Types *types);
/* Forget all types, so that a long run keeps its memory; rows are void then. */
int types_clear(Types *types);
/* Score a word that has no row yet and return its row; -1 with an error set. Runs no Python code. */
Py_ssize_t add_type(Types *types, const Py_UCS4 *points, Py_ssize_t length, uint64_t hash);

/* A word that has no row yet, asked for together with others; short, of simple letters, as most are. */
typedef struct {
    uint64_t hash;
    Py_ssize_t length, place; /* `place`: for the caller */
    Py_UCS4 points[LONGEST_FRESH], small[LONGEST_FRESH];
    Query query;
} Fresh;

/* Begin to ask for a word whose hash and letters are filled in; 0 if it is none of these. */
int begin_fresh(const Types *types, Fresh *fresh);
/* Score the word when its query has found what there is; like add_type. */
Py_ssize_t add_fresh(Types *types, const Fresh *fresh);

static inline const Type *
type_at(const Types *types, Py_ssize_t row)
{
    return (const Type *)((const char *)types->known.items + (size_t)row * types->size);
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

/* Have fetched where a word is looked for by its hash. */
static inline void
expect_slot(const Types *types, uint64_t hash)
{
    prefetch(&types->slots[hash & types->mask], 1);
}

/* Have fetched what is known of a word. */
static inline void
expect_type(const Types *types, uint64_t hash)
{
    const Slot *slot = &types->slots[hash & types->mask];
    if (slot->row >= 0) {
        prefetch(type_at(types, slot->row), (Py_ssize_t)types->size);
    }
}

/* Return the log-likelihood of a type in a language (nats). */
static inline float
score_at(const Types *types, const Type *type, Py_ssize_t column)
{
    return type->floor + (float)type->grades[column] * types->nats_per_grade;
}

/* Return the traits of a word as it is written and in lower case. */
unsigned find_traits(const Rules *rules, const Py_UCS4 *points, Py_ssize_t length, const Py_UCS4 *small,
                     Py_ssize_t small_length, uint64_t fold);

#endif
