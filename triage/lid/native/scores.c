/* Scorer: the log-likelihoods of word types, as triage.lid.scoring computes them in Python. */

#include "grams.h"

#define POINT_BITS 21
#define LANES 8 /* numbers compared at a time */
#define BLANK ((int64_t)' ')

typedef struct {
    PyObject_HEAD
    Array steps, listed, blocks, within, columns, word_steps;
    Grams grams;
    Py_ssize_t languages, words_per_block;
    float nats_per_step, clip;
    double unlisted, temper;
    int32_t *sums;
    double *most; /* what the letters alone may say: nothing where a word that the list lacks is unlisted */
} Scorer;

/* Return the steps of a character after the two before it, or after what of them is known. */
static const uint8_t *
find_steps(const Scorer *self, int64_t before, int64_t last, int64_t point)
{
    int64_t two = last << POINT_BITS | point;
    Py_ssize_t row = grams_find(&self->grams, before < 0 ? two : before << 2 * POINT_BITS | two);
    row = row < 0 && before >= 0 ? grams_find(&self->grams, two) : row;
    row = row < 0 ? grams_find(&self->grams, point) : row;
    Py_ssize_t unknown = self->steps.count / self->languages - 1;
    return (const uint8_t *)self->steps.view.buf + (row < 0 ? unknown : row) * self->languages;
}

WIDE static void
add_steps(int32_t *restrict sums, const uint8_t *restrict steps, Py_ssize_t languages)
{
    for (Py_ssize_t c = 0; c < languages; c++) {
        sums[c] += steps[c];
    }
}

/* Sum up the steps of a word's letters and of the blank after it. */
static void
sum_steps(Scorer *self, PyObject *word)
{
    Py_ssize_t length = PyUnicode_GET_LENGTH(word), languages = self->languages;
    int64_t before = -1, last = BLANK; /* the first letter has one character of context */
    memset(self->sums, 0, (size_t)languages * sizeof *self->sums);
    for (Py_ssize_t i = 0; i <= length; i++) {
        int64_t point = i < length ? (int64_t)PyUnicode_READ_CHAR(word, i) : BLANK;
        add_steps(self->sums, find_steps(self, before, last, point), languages);
        before = last;
        last = point;
    }
}

/* Turn the sums into scores: what the letters say of a word that no list has. */
WIDE static void
weigh_letters(const Scorer *self, float *restrict scores)
{
    Py_ssize_t languages = self->languages;
    const int32_t *restrict sums = self->sums;
    const double *restrict most = self->most;
    double nats = -(double)self->nats_per_step, base = self->unlisted, temper = self->temper;
    int32_t least = sums[0];
    for (Py_ssize_t c = 1; c < languages; c++) {
        least = sums[c] < least ? sums[c] : least;
    }
    double top = (double)least * nats;
    for (Py_ssize_t c = 0; c < languages; c++) {
        double fit = (double)sums[c] * nats, unlisted = base + temper * (fit - top);
        fit = fit < most[c] ? fit : most[c];
        scores[c] = (float)(unlisted > fit ? unlisted : fit);
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

WIDE static void
clip_scores(const Scorer *self, float *restrict scores)
{
    float best[LANES], floor = scores[0];
    Py_ssize_t c = 0, languages = self->languages;
    for (size_t k = 0; k < LANES; k++) {
        best[k] = scores[0];
    }
    for (; c + LANES <= languages; c += LANES) {
        for (size_t k = 0; k < LANES; k++) {
            best[k] = scores[c + k] > best[k] ? scores[c + k] : best[k];
        }
    }
    for (; c < languages; c++) {
        floor = scores[c] > floor ? scores[c] : floor;
    }
    for (size_t k = 0; k < LANES; k++) {
        floor = best[k] > floor ? best[k] : floor;
    }
    floor -= self->clip;
    for (c = 0; c < languages; c++) {
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

/* fill(words, rows, scores, first): fill in the scores of folded words, whose rows are -1 where no list has them */
static PyObject *
scorer_fill(Scorer *self, PyObject *args)
{
    PyObject *words, *rows, *object;
    Array scores;
    Py_ssize_t first;
    if (!PyArg_ParseTuple(args, "O!O!On", &PyList_Type, &words, &PyList_Type, &rows, &object, &first) ||
        array_open(&scores, object, sizeof(float), 1) < 0) {
        return NULL;
    }
    Py_ssize_t count = PyList_GET_SIZE(words), i = 0;
    if (PyList_GET_SIZE(rows) != count || first < 0 || (first + count) * self->languages > scores.count) {
        PyErr_SetString(PyExc_ValueError, "one row a word is wanted, and room for their scores");
    } else {
        float *items = (float *)scores.view.buf + first * self->languages;
        for (; i < count; i++) {
            Py_ssize_t row = PyLong_AsSsize_t(PyList_GET_ITEM(rows, i));
            if ((row == -1 && PyErr_Occurred()) ||
                score_word(self, PyList_GET_ITEM(words, i), row, items + i * self->languages) < 0) {
                break;
            }
        }
    }
    array_close(&scores);
    return PyErr_Occurred() ? NULL : Py_NewRef(Py_None);
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
    self->most = PyMem_Malloc((size_t)self->languages * sizeof(double));
    if (self->sums == NULL || self->most == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    for (Py_ssize_t c = 0; c < self->languages; c++) {
        self->most[c] = ((const uint8_t *)self->listed.view.buf)[c] ? -HUGE_VAL : HUGE_VAL;
    }
    return 0;
}

/* Scorer((keys, order), (steps, listed), (blocks, within, columns, word_steps),
          (words_per_block, nats_per_step, clip, unlisted, temper)) */
static int
scorer_init(Scorer *self, PyObject *args, PyObject *Py_UNUSED(keywords))
{
    PyObject *objects[6], *keys_object, *order_object;
    if (self->grams.items != NULL) {
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
        failed = grams_index(&self->grams, keys.view.buf, order.view.buf, keys.count) < 0;
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
    PyMem_Free(self->grams.items);
    PyMem_Free(self->sums);
    PyMem_Free(self->most);
    type->tp_free(self);
    Py_DECREF(type);
}

static PyMethodDef scorer_methods[] = {
    {"fill", (PyCFunction)scorer_fill, METH_VARARGS, NULL},
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
