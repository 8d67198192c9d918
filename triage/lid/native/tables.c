/* The log-likelihoods of word types, as triage.lid.scoring computes them in Python. */

#include "tables.h"

#define POINT_BITS 21
#define BUCKET_BITS 18
#define BUCKETS ((size_t)1 << BUCKET_BITS)
#define LAST_ENTRY 0x80
#define PRINT_BYTES 4
#define HEADER_BYTES 8
#define KEY_BYTES 8
#define THREE_POINTS (((uint64_t)1 << 3 * POINT_BITS) - 1)
#define BLANK ((uint64_t)' ')

static uint32_t
read_u32(const uint8_t *at)
{
    return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

static uint64_t
read_u64(const uint8_t *at)
{
    return (uint64_t)read_u32(at) | (uint64_t)read_u32(at + 4) << 32;
}

static int
wrong_tables(const char *what)
{
    PyErr_Format(PyExc_ValueError, "the language tables are damaged: %s", what);
    return -1;
}

static int
open_words(Tables *self, PyObject *words)
{
    if (bytes_open(&self->words, words) < 0) {
        return -1;
    }
    size_t header = (BUCKETS + 1) * sizeof(uint32_t);
    if ((size_t)self->words.view.len < header) {
        return wrong_tables("words");
    }
    self->starts = self->words.view.buf;
    self->records = self->starts + header;
    self->records_size = (size_t)self->words.view.len - header;
    return 0;
}

static int
open_ngrams(Tables *self, PyObject *ngrams)
{
    if (bytes_open(&self->ngrams, ngrams) < 0) {
        return -1;
    }
    const uint8_t *data = self->ngrams.view.buf;
    Py_ssize_t size = self->ngrams.view.len;
    self->count = size < HEADER_BYTES ? 0 : (Py_ssize_t)read_u32(data);
    Py_ssize_t stride = size < HEADER_BYTES ? 0 : (Py_ssize_t)read_u32(data + 4);
    Py_ssize_t keys = HEADER_BYTES + self->count * KEY_BYTES, start = (keys + CACHE_LINE - 1) / CACHE_LINE * CACHE_LINE;
    if (stride != self->stride || size != start + (self->count + 1) * stride) {
        return wrong_tables("n-grams");
    }
    self->steps = data + start; /* each row begins a cache line, or shares one with others */
    if (map_make(&self->rows, self->count) < 0) {
        return -1;
    }
    for (Py_ssize_t i = 0; i < self->count; i++) {
        map_put(&self->rows, read_u64(data + HEADER_BYTES + i * KEY_BYTES), (int32_t)i + 1);
    }
    return 0;
}

int
tables_open(Tables *self, PyObject *words, PyObject *ngrams, PyObject *listed, double nats_per_step)
{
    self->languages = PyTuple_GET_SIZE(listed);
    self->stride = (self->languages + LANES - 1) / LANES * LANES;
    self->nats_per_step = (double)(float)nats_per_step; /* as stored in numpy arrays */
    self->most = PyMem_Calloc((size_t)self->stride + 1, sizeof *self->most);
    if (self->most == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    for (Py_ssize_t c = 0; c < self->languages; c++) {
        int has_list = PyObject_IsTrue(PyTuple_GET_ITEM(listed, c));
        if (has_list < 0) {
            return -1;
        }
        self->most[c] = has_list ? -HUGE_VAL : HUGE_VAL;
    }
    return self->languages == 0 || self->languages > MOST_LANGUAGES ? wrong_tables("languages")
           : open_words(self, words) < 0 || open_ngrams(self, ngrams) < 0 ? -1
                                                                          : 0;
}

void
tables_close(Tables *self)
{
    bytes_close(&self->words);
    bytes_close(&self->ngrams);
    map_free(&self->rows);
    PyMem_Free(self->most);
}

/* Return the row of an n-gram, or that of the longest one that it ends with. */
static Py_ssize_t
find_row(const Tables *self, uint64_t key)
{
    int32_t row = map_get(&self->rows, key);
    for (int points = 2; row == 0 && points > 0; points--) {
        row = map_get(&self->rows, key & (((uint64_t)1 << points * POINT_BITS) - 1));
    }
    return row == 0 ? self->count : row - 1;
}

WIDE static void
add_steps(uint16_t *restrict sums, const uint8_t *restrict steps, Py_ssize_t stride)
{
    for (Py_ssize_t c = 0; c < stride; c++) {
        sums[c] = (uint16_t)(sums[c] + steps[c]);
    }
}

static uint64_t
next_key(uint64_t key, const Py_UCS4 *points, Py_ssize_t length, Py_ssize_t i)
{
    return (key << POINT_BITS | (i < length ? points[i] : BLANK)) & THREE_POINTS;
}

static const uint8_t *
steps_of(const Tables *self, uint64_t key)
{
    return self->steps + find_row(self, key) * self->stride;
}

/* Return how many of the characters of a word, the blank after it among them, are looked for in steps. */
static Py_ssize_t
count_keys(const Query *query)
{
    return query->length < LETTERS_AT_ONCE ? query->length + 1 : LETTERS_AT_ONCE;
}

/* Return the entry that says where the bucket of a word begins. */
static const uint8_t *
entry_of(const Tables *self, uint64_t hash)
{
    return self->starts + (hash >> (64 - BUCKET_BITS)) * sizeof(uint32_t);
}

void
begin_query(const Tables *self, Query *query, const Py_UCS4 *points, Py_ssize_t length)
{
    query->points = points;
    query->length = length < MOST_LETTERS ? length : MOST_LETTERS;
    query->hash = hash_points(points, query->length);
    prefetch(entry_of(self, query->hash), 1);
    uint64_t key = BLANK; /* the first letter has one character of context */
    for (Py_ssize_t i = 0; i < count_keys(query); i++) {
        query->keys[i] = key = next_key(key, points, query->length, i);
        map_expect(&self->rows, key);
    }
}

void
find_query(const Tables *self, Query *query)
{
    const uint8_t *start = entry_of(self, query->hash);
    query->at = read_u32(start);
    query->until = read_u32(start + sizeof(uint32_t));
    query->until = query->until < self->records_size ? query->until : self->records_size;
    prefetch(self->records + query->at, query->at < query->until ? (Py_ssize_t)(query->until - query->at) : 0);
    for (Py_ssize_t i = 0; i < count_keys(query); i++) {
        query->rows[i] = steps_of(self, query->keys[i]);
        prefetch(query->rows[i], self->stride);
    }
}

/* Sum up the steps of a word's letters and of the blank after it. */
static void
sum_steps(const Tables *self, const Query *query, uint16_t *sums)
{
    Py_ssize_t count = count_keys(query);
    uint64_t key = query->keys[count - 1];
    memset(sums, 0, (size_t)self->stride * sizeof *sums);
    for (Py_ssize_t i = 0; i < count; i++) {
        add_steps(sums, query->rows[i], self->stride);
    }
    for (Py_ssize_t i = count; i <= query->length; i++) {
        key = next_key(key, query->points, query->length, i);
        add_steps(sums, steps_of(self, key), self->stride);
    }
}

/* Turn the sums into scores: what the letters say of a word that no list has. */
WIDE static void
weigh_letters(const Tables *self, const Params *params, const uint16_t *restrict sums, float *restrict scores)
{
    const double *restrict most = self->most;
    double nats = -self->nats_per_step, base = params->unlisted, temper = params->temper;
    int32_t least = sums[0];
    for (Py_ssize_t c = 1; c < self->languages; c++) {
        least = sums[c] < least ? sums[c] : least;
    }
    double top = (double)least * nats;
    for (Py_ssize_t c = 0; c < self->stride; c++) {
        double fit = (double)sums[c] * nats, unlisted = base + temper * (fit - top);
        fit = fit < most[c] ? fit : most[c];
        scores[c] = (float)(unlisted > fit ? unlisted : fit);
    }
}

/* Raise the scores of the languages that list a word to its log-frequency there. */
static void
enter_lists(const Tables *self, const Query *query, float *scores)
{
    size_t at = query->at, until = query->until;
    float step = -(float)self->nats_per_step;
    while (at + PRINT_BYTES + 2 <= until) {
        int is_it = read_u32(self->records + at) == (uint32_t)query->hash;
        uint8_t column = 0;
        for (at += PRINT_BYTES; !(column & LAST_ENTRY) && at + 2 <= until; at += 2) {
            column = self->records[at];
            float log = (float)self->records[at + 1] * step;
            Py_ssize_t c = column & ~LAST_ENTRY;
            if (is_it && c < self->languages && log > scores[c]) {
                scores[c] = log;
            }
        }
        if (is_it) {
            return;
        }
    }
}

/* Return the best of some scores. */
WIDE static float
best_of(const float *restrict scores, Py_ssize_t stride)
{
    float best[LANES];
    for (size_t k = 0; k < LANES; k++) {
        best[k] = scores[k];
    }
    for (Py_ssize_t c = LANES; c < stride; c += LANES) {
        for (size_t k = 0; k < LANES; k++) {
            best[k] = scores[c + (Py_ssize_t)k] > best[k] ? scores[c + (Py_ssize_t)k] : best[k];
        }
    }
    for (size_t k = 1; k < LANES; k++) {
        best[0] = best[k] > best[0] ? best[k] : best[0];
    }
    return best[0];
}

float
score_query(const Tables *self, const Query *query, const Params *params, float *scores)
{
    uint16_t sums[MOST_LANGUAGES];
    sum_steps(self, query, sums);
    weigh_letters(self, params, sums, scores);
    enter_lists(self, query, scores);
    for (Py_ssize_t c = self->languages; c < self->stride; c++) {
        scores[c] = -HUGE_VALF;
    }
    return best_of(scores, self->stride) - (float)params->clip;
}
