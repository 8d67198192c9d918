/* The compiled tables, and what they say of a word. */

#ifndef TRIAGE_TABLES_H
#define TRIAGE_TABLES_H

#include "rules.h"

#define MOST_LANGUAGES 128 /* a column has seven bits */
#define LANES 8 /* numbers added or compared at a time; rows are padded to whole lanes */

typedef struct {
    Bytes words, ngrams;
    const uint8_t *starts, *records; /* see tools/build_lid.py */
    size_t records_size;
    Map rows; /* of packed n-grams, from 1 */
    const uint8_t *steps;
    Py_ssize_t count, languages, stride;
    double *most; /* what the letters alone may say: nothing where a word that the list lacks is unlisted */
    int32_t *sums;
    double nats_per_step;
} Tables;

/* Take the maps of words.bin and ngrams.bin, and for each language whether it has a list; 0, or -1 with an error set. */
int tables_open(Tables *tables, PyObject *words, PyObject *ngrams, PyObject *listed, double nats_per_step);
void tables_close(Tables *tables);
/* Fill in the log-likelihoods of a word, as the tables spell it: [stride]; the lanes beyond the languages say nothing. */
void score_word(const Tables *tables, const Params *params, const Py_UCS4 *points, Py_ssize_t length, float *scores);

#endif
