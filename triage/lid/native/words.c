/* Words: the table of word types; numbers them as triage.lid.kernel.PythonTypes does. */

#include "words.h"

#define FIRST_SLOTS 4096
static uint64_t
hash_points(const Py_UCS4 *points, Py_ssize_t length)
{
    uint64_t hash = 0xcbf29ce484222325u; /* FNV-1a, a code point at a time */
    for (Py_ssize_t i = 0; i < length; i++) {
        hash = (hash ^ points[i]) * 0x100000001b3u;
    }
    return hash ^ hash >> 29;
}

static int
allocate_slots(Words *self, size_t count)
{
    Slot *slots = PyMem_Malloc(count * sizeof(Slot));
    if (slots == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    for (size_t i = 0; i < count; i++) {
        slots[i].row = -1;
    }
    for (size_t i = 0; self->slots != NULL && i <= self->mask; i++) {
        Slot *old = &self->slots[i];
        if (old->row >= 0) {
            size_t at = old->hash & (count - 1);
            while (slots[at].row >= 0) {
                at = (at + 1) & (count - 1);
            }
            slots[at] = *old;
        }
    }
    PyMem_Free(self->slots);
    self->slots = slots;
    self->mask = count - 1;
    return 0;
}

static int
reserve_points(Words *self, Py_ssize_t length)
{
    size_t needed = self->filled + (size_t)length;
    if (needed <= self->capacity) {
        return 0;
    }
    size_t capacity = needed > 2 * self->capacity ? needed : 2 * self->capacity;
    Py_UCS4 *arena = capacity > UINT32_MAX ? NULL : PyMem_Realloc(self->arena, capacity * sizeof(Py_UCS4));
    if (arena == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    self->arena = arena;
    self->capacity = capacity;
    return 0;
}

Py_ssize_t
find_row(Words *self, const Py_UCS4 *points, Py_ssize_t length, int *is_fresh)
{
    uint64_t hash = hash_points(points, length);
    size_t at = hash & self->mask;
    *is_fresh = 0;
    for (; self->slots[at].row >= 0; at = (at + 1) & self->mask) {
        Slot *slot = &self->slots[at];
        if (slot->hash == hash && slot->length == (uint32_t)length &&
            memcmp(self->arena + slot->at, points, (size_t)length * sizeof(Py_UCS4)) == 0) {
            return slot->row;
        }
    }
    if (reserve_points(self, length) < 0) {
        return -1;
    }
    if (length > 0) {
        memcpy(self->arena + self->filled, points, (size_t)length * sizeof(Py_UCS4));
    }
    self->slots[at] = (Slot){hash, (uint32_t)self->filled, (uint32_t)length, self->used};
    self->filled += (size_t)length;
    *is_fresh = 1;
    if (2 * (size_t)++self->used > self->mask && allocate_slots(self, 2 * (self->mask + 1)) < 0) {
        return -1;
    }
    return self->used - 1;
}

/* find(texts) -> (rows, starts, fresh): the rows of all words, a break before each text. */
static PyObject *
words_find(Words *self, PyObject *texts)
{
    Ints rows = {0}, starts = {0};
    PyObject *result = NULL, *fresh = PyList_New(0), *sequence = PySequence_Fast(texts, "texts must be a sequence");
    if (fresh == NULL || sequence == NULL) {
        goto done;
    }
    for (Py_ssize_t k = 0; k < PySequence_Fast_GET_SIZE(sequence); k++) {
        if (ints_push(&starts, rows.size) < 0 || ints_push(&rows, 0) < 0 ||
            find_in_text(self, PySequence_Fast_GET_ITEM(sequence, k), &rows, fresh) < 0) {
            goto done;
        }
    }
    result = Py_BuildValue("(NNO)", ints_bytes(&rows), ints_bytes(&starts), fresh);
done:
    ints_free(&rows);
    ints_free(&starts);
    Py_XDECREF(fresh);
    Py_XDECREF(sequence);
    return result;
}

static int
number_word(Words *self, PyObject *word, Ints *rows, PyObject *fresh)
{
    int is_fresh = 0;
    Py_UCS4 *points = PyUnicode_Check(word) ? PyUnicode_AsUCS4Copy(word) : NULL;
    if (points == NULL) {
        if (!PyErr_Occurred()) {
            PyErr_SetString(PyExc_TypeError, "a word must be a str");
        }
        return -1;
    }
    Py_ssize_t row = find_row(self, points, PyUnicode_GET_LENGTH(word), &is_fresh);
    PyMem_Free(points);
    return row < 0 || ints_push(rows, row) < 0 || (is_fresh && PyList_Append(fresh, word) < 0) ? -1 : 0;
}

/* number(words) -> (rows, fresh) */
static PyObject *
words_number(Words *self, PyObject *words)
{
    Ints rows = {0};
    PyObject *result = NULL, *fresh = PyList_New(0), *sequence = PySequence_Fast(words, "words must be a sequence");
    if (fresh != NULL && sequence != NULL) {
        Py_ssize_t k = 0, count = PySequence_Fast_GET_SIZE(sequence);
        while (k < count && number_word(self, PySequence_Fast_GET_ITEM(sequence, k), &rows, fresh) == 0) {
            k++;
        }
        result = k < count ? NULL : Py_BuildValue("(NO)", ints_bytes(&rows), fresh);
    }
    ints_free(&rows);
    Py_XDECREF(fresh);
    Py_XDECREF(sequence);
    return result;
}

static void
forget_calls(Rules *rules)
{
    Py_CLEAR(rules->split_chunk);
    Py_CLEAR(rules->word_kind);
    Py_CLEAR(rules->price_gap);
    Py_CLEAR(rules->is_abbreviation);
    Py_CLEAR(rules->find_phrases);
}

static void
keep_calls(Rules *rules)
{
    Py_INCREF(rules->split_chunk);
    Py_INCREF(rules->word_kind);
    Py_INCREF(rules->price_gap);
    Py_INCREF(rules->is_abbreviation);
    Py_INCREF(rules->find_phrases);
}

/* Words(classes, (split_chunk, word_kind, price_gap, is_abbreviation, find_phrases), (line, sentence, none, blank),
         (capital, upper, mixed, particle, phrase, second, alone),
         (initial_weight, capital_weight, phrase_weight, name_loss), (least_shouted, shouted_share)) */
static int
words_init(Words *self, PyObject *args, PyObject *Py_UNUSED(keywords))
{
    Array classes;
    PyObject *object;
    Rules r;
    int is_fresh;
    if (self->slots != NULL) {
        PyErr_SetString(PyExc_RuntimeError, "a table of words is made once");
        return -1;
    }
    if (!PyArg_ParseTuple(args, "O(OOOOO)(ffff)(HHHHHHH)(ffff)(nd)", &object, &r.split_chunk, &r.word_kind,
                          &r.price_gap, &r.is_abbreviation, &r.find_phrases, &r.line, &r.sentence, &r.none, &r.blank,
                          &r.is_capital, &r.is_upper, &r.is_mixed, &r.is_particle, &r.is_phrase, &r.is_second,
                          &r.is_alone, &r.initial_weight, &r.capital_weight, &r.phrase_weight, &r.name_loss,
                          &r.least_shouted, &r.shouted_share) ||
        array_open(&classes, object, 1, 0) < 0) {
        return -1;
    }
    memcpy(self->classes, classes.view.buf, (size_t)(classes.count < PLANE ? classes.count : PLANE));
    array_close(&classes);
    self->rules = r;
    keep_calls(&self->rules);
    /* Row 0 is the break between texts. */
    return allocate_slots(self, FIRST_SLOTS) < 0 || find_row(self, NULL, 0, &is_fresh) < 0 ? -1 : 0;
}

static void
words_free(Words *self)
{
    PyTypeObject *type = Py_TYPE(self);
    PyMem_Free(self->slots);
    PyMem_Free(self->arena);
    forget_calls(&self->rules);
    type->tp_free(self);
    Py_DECREF(type);
}

static Py_ssize_t
words_length(Words *self)
{
    return self->used;
}

static PyMethodDef words_methods[] = {
    {"find", (PyCFunction)words_find, METH_O, NULL},
    {"number", (PyCFunction)words_number, METH_O, NULL},
    {"look", (PyCFunction)words_look, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot words_slots[] = {
    {Py_tp_doc, "Words(classes, ...): finds words and numbers their types; 1 a letter, 2 an ideograph, 0 neither."},
    {Py_tp_init, (void *)words_init},
    {Py_tp_new, (void *)PyType_GenericNew},
    {Py_tp_dealloc, (void *)words_free},
    {Py_tp_methods, words_methods},
    {Py_sq_length, (void *)words_length},
    {0, NULL},
};

PyType_Spec words_spec = {
    .name = "triage.lid._speed.Words",
    .basicsize = sizeof(Words),
    .flags = Py_TPFLAGS_DEFAULT,
    .slots = words_slots,
};
