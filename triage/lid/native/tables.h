/* The compiled tables, and what they say of a word. */

#ifndef TRIAGE_TABLES_H
#define TRIAGE_TABLES_H

#include "rules.h"

#define MOST_LANGUAGES 128 /* a column has seven bits */
#define MOST_LETTERS 256   /* the steps of so many, and of the blank after them, add up to 16 bits */
#define LETTERS_AT_ONCE 24 /* looked for together */
#define LANES 8 /* numbers added or compared at a time; rows are padded to whole lanes */

typedef struct {
    Bytes words, ngrams;
    const uint8_t *starts, *records; /* see tools/build_lid.py */
    size_t records_size;
    Map rows; /* of packed n-grams, from 1 */
    const uint8_t *steps;
    Py_ssize_t count, languages, stride;
    double *most; /* what the letters alone may say: nothing where a word that the list lacks is unlisted */
    double nats_per_step;
} Tables;

/* Take the maps of words.bin and ngrams.bin, and for each language whether it has a list; 0, or -1 with an error set. */
int tables_open(Tables *tables, PyObject *words, PyObject *ngrams, PyObject *listed, double nats_per_step);
void tables_close(Tables *tables);

/* A word, and where the tables have it. They are far larger than the caches of a processor: what is asked for in three
   steps, some words at a time, is on its way while the others are worked on. */
typedef struct {
    const Py_UCS4 *points; /* as the tables spell it */
    Py_ssize_t length;
    uint64_t hash, keys[LETTERS_AT_ONCE];
    const uint8_t *rows[LETTERS_AT_ONCE]; /* the steps of its first letters */
    size_t at, until;                     /* its record is among these */
} Query;

void begin_query(const Tables *tables, Query *query, const Py_UCS4 *points, Py_ssize_t length);
void find_query(const Tables *tables, Query *query);
/* Fill in the log-likelihoods of the word: [stride], nothing in the lanes beyond the languages. Return the least that it
   may say. */
float score_query(const Tables *tables, const Query *query, const Params *params, float *scores);

#endif
