/* Scorer: the log-likelihoods of word types, as triage.lid.scoring computes them in Python. */

#include "native.h"

#define POINT_BITS 21
#define FREE INT64_MIN
#define BLANK ((int64_t)' ')

/* A packed n-gram and its row. */
typedef struct {
    int64_t key;
    int32_t row;
} Gram;

typedef struct {
    PyObject_HEAD
    Array steps, listed, blocks, within, columns, word_steps;
    Gram *grams;
    size_t mask;
    Py_ssize_t languages, words_per_block;
    float nats_per_step, clip;
    double unlisted, temper;
    int32_t *sums;
    double *fit;
} Scorer;

static size_t
place_of(int64_t key, size_t mask)
{
    uint64_t mixed = (uint64_t)key * 0x9e3779b97f4a7c15u; /* Fibonacci hashing */
    return (size_t)(mixed >> 32) & mask;
}

static int
index_grams(Scorer *self, const int64_t *keys, const Py_ssize_t *rows, Py_ssize_t count)
{
    size_t size = 1;
    while (size <= (size_t)count + (size_t)count / 2) { /* one place at least stays free */
        size *= 2;
    }
    self->grams = PyMem_Malloc(size * sizeof(Gram));
    if (self->grams == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    self->mask = size - 1;
    for (size_t i = 0; i < size; i++) {
        self->grams[i].key = FREE;
    }
    for (Py_ssize_t i = 0; i < count; i++) {
        size_t at = place_of(keys[i], self->mask);
        while (self->grams[at].key != FREE) {
            at = (at + 1) & self->mask;
        }
        self->grams[at] = (Gram){keys[i], (int32_t)rows[i]};
    }
    return 0;
}

/* Return the row of an n-gram, -1 for an unknown one. */
static Py_ssize_t
find_gram(const Scorer *self, int64_t key)
{
    for (size_t at = place_of(key, self->mask); self->grams[at].key != FREE; at = (at + 1) & self->mask) {
        if (self->grams[at].key == key) {
            return self->grams[at].row;
        }
    }
    return -1;
}

/* Return the steps of a character after the two before it, or after what of them is known. */
static const uint8_t *
find_steps(const Scorer *self, int64_t before, int64_t last, int64_t point)
{
    int64_t two = last << POINT_BITS | point;
    Py_ssize_t row = find_gram(self, before < 0 ? two : before << 2 * POINT_BITS | two);
    row = row < 0 && before >= 0 ? find_gram(self, two) : row;
    row = row < 0 ? find_gram(self, point) : row;
    Py_ssize_t unknown = self->steps.count / self->languages - 1;
    return (const uint8_t *)self->steps.view.buf + (row < 0 ? unknown : row) * self->languages;
}

/* Sum up the steps of a word's letters and of the blank after it. */
static void
sum_steps(Scorer *self, PyObject *word)
{
    Py_ssize_t length = PyUnicode_GET_LENGTH(word), languages = self->languages;
    int64_t before = -1, last = BLANK; /* the first letter has one character of context */
    int32_t *restrict sums = self->sums;
    memset(sums, 0, (size_t)languages * sizeof *sums);
    for (Py_ssize_t i = 0; i <= length; i++) {
        int64_t point = i < length ? (int64_t)PyUnicode_READ_CHAR(word, i) : BLANK;
        const uint8_t *restrict steps = find_steps(self, before, last, point);
        for (Py_ssize_t c = 0; c < languages; c++) {
            sums[c] += steps[c];
        }
        before = last;
        last = point;
    }
}

/* Turn the sums into scores: what the letters say of a word that no list has. */
static void
weigh_letters(Scorer *self, float *restrict scores)
{
    Py_ssize_t languages = self->languages;
    const uint8_t *listed = self->listed.view.buf;
    double *restrict fit = self->fit, top = -HUGE_VAL, nats = -(double)self->nats_per_step;
    for (Py_ssize_t c = 0; c < languages; c++) {
        fit[c] = (double)self->sums[c] * nats;
        top = fit[c] > top ? fit[c] : top;
    }
    for (Py_ssize_t c = 0; c < languages; c++) {
        double unlisted = self->unlisted + self->temper * (fit[c] - top);
        scores[c] = (float)(listed[c] || unlisted > fit[c] ? unlisted : fit[c]);
    }
}

static Py_ssize_t
entry_start(const Scorer *self, Py_ssize_t row)
{
    const uint32_t *blocks = self->blocks.view.buf;
    return (Py_ssize_t)blocks[row / self->words_per_block] + ((const uint8_t *)self->within.view.buf)[row];
}

/* Raise the scores to the log-frequencies of a listed word. */
static int
enter_lists(Scorer *self, Py_ssize_t row, float *scores)
{
    if (row < 0 || row + 1 >= self->within.count) {
        PyErr_SetString(PyExc_IndexError, "no word has that row");
        return -1;
    }
    Py_ssize_t until = entry_start(self, row + 1);
    for (Py_ssize_t i = entry_start(self, row); i < until && i < self->columns.count; i++) {
        uint8_t column = ((const uint8_t *)self->columns.view.buf)[i];
        float log = (float)((const uint8_t *)self->word_steps.view.buf)[i] * -self->nats_per_step;
        if (column < self->languages && log > scores[column]) {
            scores[column] = log;
        }
    }
    return 0;
}

static void
clip_scores(const Scorer *self, float *restrict scores)
{
    float floor = scores[0];
    for (Py_ssize_t c = 1; c < self->languages; c++) {
        floor = scores[c] > floor ? scores[c] : floor;
    }
    floor -= self->clip;
    for (Py_ssize_t c = 0; c < self->languages; c++) {
        scores[c] = scores[c] > floor ? scores[c] : floor;
    }
}

static int
score_word(Scorer *self, PyObject *word, Py_ssize_t row, float *scores)
{
    if (!PyUnicode_Check(word)) {
        PyErr_SetString(PyExc_TypeError, "a word must be a str");
        return -1;
    }
    sum_steps(self, word);
    weigh_letters(self, scores);
    if (row >= 0 && enter_lists(self, row, scores) < 0) {
        return -1;
    }
    clip_scores(self, scores);
    return 0;
}

/* score(words, rows) -> the scores of folded words, rows -1 where no list has them: [words, languages] */
static PyObject *
scorer_score(Scorer *self, PyObject *args)
{
    PyObject *words, *object, *result = NULL;
    Array rows;
    if (!PyArg_ParseTuple(args, "O!O", &PyList_Type, &words, &object) ||
        array_open(&rows, object, sizeof(Py_ssize_t), 0) < 0) {
        return NULL;
    }
    Py_ssize_t count = PyList_GET_SIZE(words);
    if (rows.count != count) {
        PyErr_SetString(PyExc_ValueError, "one row a word is wanted");
    } else {
        result = PyByteArray_FromStringAndSize(NULL, count * self->languages * (Py_ssize_t)sizeof(float));
    }
    for (Py_ssize_t i = 0; result != NULL && i < count; i++) {
        float *scores = (float *)PyByteArray_AS_STRING(result) + i * self->languages;
        if (score_word(self, PyList_GET_ITEM(words, i), ((Py_ssize_t *)rows.view.buf)[i], scores) < 0) {
            Py_CLEAR(result);
        }
    }
    array_close(&rows);
    return result;
}

static int
open_tables(Scorer *self, PyObject *const *objects)
{
    Array *const arrays[] = {&self->steps, &self->listed, &self->blocks, &self->within, &self->columns,
                             &self->word_steps};
    const Py_ssize_t sizes[] = {1, 1, sizeof(uint32_t), 1, 1, 1};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        if (array_open(arrays[i], objects[i], sizes[i], 0) < 0) {
            return -1;
        }
    }
    self->languages = self->listed.count;
    self->sums = PyMem_Malloc((size_t)self->languages * sizeof(int32_t));
    self->fit = PyMem_Malloc((size_t)self->languages * sizeof(double));
    if (self->sums == NULL || self->fit == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    return 0;
}

/* Scorer((keys, order), (steps, listed), (blocks, within, columns, word_steps),
          (words_per_block, nats_per_step, clip, unlisted, temper)) */
static int
scorer_init(Scorer *self, PyObject *args, PyObject *Py_UNUSED(keywords))
{
    PyObject *objects[6], *keys_object, *order_object;
    if (self->grams != NULL) {
        PyErr_SetString(PyExc_RuntimeError, "a scorer is made once");
        return -1;
    }
    if (!PyArg_ParseTuple(args, "(OO)(OO)(OOOO)(nffdd)", &keys_object, &order_object, &objects[0], &objects[1],
                          &objects[2], &objects[3], &objects[4], &objects[5], &self->words_per_block,
                          &self->nats_per_step, &self->clip, &self->unlisted, &self->temper) ||
        open_tables(self, objects) < 0) {
        return -1;
    }
    Array keys, order;
    if (array_open(&keys, keys_object, sizeof(int64_t), 0) < 0) {
        return -1;
    }
    int failed = array_open(&order, order_object, sizeof(Py_ssize_t), 0) < 0;
    if (!failed) {
        failed = index_grams(self, keys.view.buf, order.view.buf, keys.count) < 0;
        array_close(&order);
    }
    array_close(&keys);
    return failed ? -1 : 0;
}

static void
scorer_free(Scorer *self)
{
    PyTypeObject *type = Py_TYPE(self);
    Array *const arrays[] = {&self->steps, &self->listed, &self->blocks, &self->within, &self->columns,
                             &self->word_steps};
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++) {
        array_close(arrays[i]);
    }
    PyMem_Free(self->grams);
    PyMem_Free(self->sums);
    PyMem_Free(self->fit);
    type->tp_free(self);
    Py_DECREF(type);
}

static PyMethodDef scorer_methods[] = {
    {"score", (PyCFunction)scorer_score, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot scorer_slots[] = {
    {Py_tp_doc, "Scorer(ngrams, models, lists, numbers): scores words by their letters and the word lists."},
    {Py_tp_init, (void *)scorer_init},
    {Py_tp_new, (void *)PyType_GenericNew},
    {Py_tp_dealloc, (void *)scorer_free},
    {Py_tp_methods, scorer_methods},
    {0, NULL},
};

PyType_Spec scorer_spec = {
    .name = "triage.lid._speed.Scorer",
    .basicsize = sizeof(Scorer),
    .flags = Py_TPFLAGS_DEFAULT,
    .slots = scorer_slots,
};
