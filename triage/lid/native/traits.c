/* Traits: what words are by their letters, as triage.lid.traits finds it in Python. The lists come from there. */

#include "stems.h"

#define SHORT_WORD 64

typedef struct {
    PyObject_HEAD
    PyObject *listed;
    Stems inside, starts, endings;
    unsigned short is_capital, is_upper, is_mixed, is_letter, is_foreign;
    Py_ssize_t short_stem;
    unsigned int latin_ends, ideographs;
    unsigned short case_mask;
    Array weights, bounds; /* by the traits that say how a word is capitalised */
} Traits;

static int
is_all_upper(const Py_UCS4 *points, Py_ssize_t length)
{
    int cased = 0;
    for (Py_ssize_t i = 0; i < length; i++) {
        if (Py_UNICODE_ISLOWER(points[i]) || Py_UNICODE_ISTITLE(points[i])) {
            return 0;
        }
        cased |= Py_UNICODE_ISUPPER(points[i]);
    }
    return cased;
}

/* Tell whether a small letter is followed by a capital, both of Latin-1. */
static int
has_inner_capital(const Py_UCS4 *points, Py_ssize_t length)
{
    for (Py_ssize_t i = 1; i < length; i++) {
        Py_UCS4 small = points[i - 1], large = points[i];
        int is_large = (large >= 'A' && large <= 'Z') || (large >= 0xc0 && large <= 0xde && large != 0xd7);
        if (is_large && ((small >= 'a' && small <= 'z') || (small >= 0xdf && small <= 0xff && small != 0xf7))) {
            return 1;
        }
    }
    return 0;
}

static unsigned
find_case(const Traits *self, const Py_UCS4 *points, Py_ssize_t length)
{
    unsigned traits = points[0] > self->latin_ends ? self->is_foreign : 0;
    if (Py_UNICODE_ISUPPER(points[0])) {
        traits |= self->is_capital;
        if (length > 1 && is_all_upper(points, length)) {
            return traits | self->is_upper;
        }
    }
    if (length == 1) {
        return points[0] < self->ideographs ? traits | self->is_letter : traits;
    }
    return has_inner_capital(points, length) ? traits | self->is_mixed : traits;
}

/* Return the traits of a word by its letters in lower case; the lists are asked by the caller. */
static unsigned
find_letters(const Traits *self, const Py_UCS4 *points, Py_ssize_t length, Py_ssize_t written)
{
    unsigned traits = 0;
    for (Py_ssize_t i = 0; length > self->short_stem && i <= length - START; i++) {
        traits |= find_stems(&self->inside, points + i, length - i);
    }
    if (written >= self->short_stem) {
        traits |= find_stems(&self->starts, points, length);
    }
    for (Py_ssize_t i = 0; i < self->endings.count; i++) {
        const Stem *ending = &self->endings.stems[i];
        if (ending->length <= length && stands_at(ending, points + length - ending->length, ending->length)) {
            traits |= ending->traits;
        }
    }
    return traits;
}

/* Copy a word; into `buffer` if it fits. */
static Py_UCS4 *
copy_word(PyObject *word, Py_UCS4 *buffer)
{
    if (PyUnicode_GET_LENGTH(word) >= SHORT_WORD) {
        return PyUnicode_AsUCS4Copy(word);
    }
    return PyUnicode_AsUCS4(word, buffer, SHORT_WORD, 0);
}

/* Return the traits of a word as it is written and in lower case; -1 on error. */
static long
traits_of(const Traits *self, PyObject *word, PyObject *lower)
{
    if (!PyUnicode_Check(word) || !PyUnicode_Check(lower) || PyUnicode_GET_LENGTH(word) == 0) {
        PyErr_SetString(PyExc_TypeError, "a word must be a str, and not empty");
        return -1;
    }
    PyObject *listed = PyDict_GetItemWithError(self->listed, lower);
    if (listed == NULL && PyErr_Occurred()) {
        return -1;
    }
    long traits = listed == NULL ? 0 : PyLong_AsLong(listed);
    Py_UCS4 buffer[SHORT_WORD], small_buffer[SHORT_WORD];
    Py_UCS4 *points = copy_word(word, buffer), *small = points == NULL ? NULL : copy_word(lower, small_buffer);
    if (small != NULL) {
        Py_ssize_t written = PyUnicode_GET_LENGTH(word);
        traits |= (long)find_case(self, points, written);
        traits |= (long)find_letters(self, small, PyUnicode_GET_LENGTH(lower), written);
    } else {
        traits = -1;
    }
    PyMem_Free(points == buffer ? NULL : points);
    PyMem_Free(small == small_buffer ? NULL : small);
    return traits;
}

/* Fill in what is known of words from a row on: traits, weights, bounds. */
static int
fill_rows(const Traits *self, PyObject *words, PyObject *lower, const Array *arrays, Py_ssize_t first)
{
    const float *weights = self->weights.view.buf, *bounds = self->bounds.view.buf;
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(words); i++) {
        long traits = traits_of(self, PyList_GET_ITEM(words, i), PyList_GET_ITEM(lower, i));
        if (traits < 0) {
            return -1;
        }
        long at = traits & self->case_mask;
        ((uint16_t *)arrays[0].view.buf)[first + i] = (uint16_t)traits;
        ((float *)arrays[1].view.buf)[first + i] = weights[at];
        ((float *)arrays[2].view.buf)[first + i] = bounds[at];
    }
    return 0;
}

/* fill(words, lower, traits, weights, bounds, first): words are given as they are written and in lower case */
static PyObject *
traits_fill(Traits *self, PyObject *args)
{
    enum { COUNT = 3 };
    static const Py_ssize_t sizes[COUNT] = {sizeof(uint16_t), sizeof(float), sizeof(float)};
    PyObject *words, *lower, *objects[COUNT];
    Array arrays[COUNT];
    Py_ssize_t first;
    if (!PyArg_ParseTuple(args, "O!O!OOOn", &PyList_Type, &words, &PyList_Type, &lower, &objects[0], &objects[1],
                          &objects[2], &first) ||
        arrays_open(arrays, objects, sizes, COUNT) < 0) {
        return NULL;
    }
    Py_ssize_t count = PyList_GET_SIZE(words);
    int failed = PyList_GET_SIZE(lower) != count || first < 0;
    for (size_t i = 0; i < COUNT; i++) {
        failed |= arrays[i].view.readonly || first + count > arrays[i].count;
    }
    if (failed) {
        PyErr_SetString(PyExc_ValueError, "every word is wanted in lower case too, and room for what is known of it");
    } else {
        failed = fill_rows(self, words, lower, arrays, first) < 0;
    }
    arrays_close(arrays, COUNT);
    return failed ? NULL : Py_NewRef(Py_None);
}

/* Traits(listed, (inside, starts, endings), (capital, upper, mixed, letter, foreign),
          (short_stem, latin_ends, ideographs), (weights, bounds)) */
static int
traits_init(Traits *self, PyObject *args, PyObject *Py_UNUSED(keywords))
{
    PyObject *listed, *inside, *starts, *endings, *by_case[2];
    static const Py_ssize_t sizes[] = {sizeof(float), sizeof(float)};
    Array arrays[2];
    if (self->listed != NULL) {
        PyErr_SetString(PyExc_RuntimeError, "traits are given once");
        return -1;
    }
    if (!PyArg_ParseTuple(args, "O!(O!O!O!)(HHHHH)(nII)(OO)", &PyDict_Type, &listed, &PyList_Type, &inside, &PyList_Type,
                          &starts, &PyList_Type, &endings, &self->is_capital, &self->is_upper, &self->is_mixed,
                          &self->is_letter, &self->is_foreign, &self->short_stem, &self->latin_ends,
                          &self->ideographs, &by_case[0], &by_case[1]) ||
        arrays_open(arrays, by_case, sizes, 2) < 0) {
        return -1;
    }
    self->weights = arrays[0];
    self->bounds = arrays[1];
    self->case_mask = self->is_capital | self->is_upper | self->is_mixed | self->is_letter;
    if (arrays[0].count <= self->case_mask || arrays[1].count <= self->case_mask) {
        PyErr_SetString(PyExc_ValueError, "a weight and a bound are wanted for every way to capitalise a word");
        return -1;
    }
    self->listed = Py_NewRef(listed);
    return read_stems(&self->inside, inside) < 0 || read_stems(&self->starts, starts) < 0 ||
                   read_stems(&self->endings, endings) < 0
               ? -1
               : 0;
}

static void
traits_free(Traits *self)
{
    PyTypeObject *type = Py_TYPE(self);
    Py_XDECREF(self->listed);
    array_close(&self->weights);
    array_close(&self->bounds);
    free_stems(&self->inside);
    free_stems(&self->starts);
    free_stems(&self->endings);
    type->tp_free(self);
    Py_DECREF(type);
}

static PyMethodDef traits_methods[] = {
    {"fill", (PyCFunction)traits_fill, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot traits_slots[] = {
    {Py_tp_doc, "Traits(listed, stems, masks, limits): finds what words are by their letters."},
    {Py_tp_init, (void *)traits_init},
    {Py_tp_new, (void *)PyType_GenericNew},
    {Py_tp_dealloc, (void *)traits_free},
    {Py_tp_methods, traits_methods},
    {0, NULL},
};

PyType_Spec traits_spec = {
    .name = "triage.lid._speed.Traits",
    .basicsize = sizeof(Traits),
    .flags = Py_TPFLAGS_DEFAULT,
    .slots = traits_slots,
};
