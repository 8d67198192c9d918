/* Reads the numbers and lists that identification goes by. */

#include "rules.h"

static int
read_numbers(Rules *rules, PyObject *params, PyObject *limits, PyObject *bits)
{
    double value;
#define READ(field, object, name)                                                                                        \
    if ((value = read_number(object, #name)) == -1.0 && PyErr_Occurred()) {                                              \
        return -1;                                                                                                       \
    }                                                                                                                    \
    rules->field.name = (TYPE)value;
#define TYPE double
#define FIELD(name) READ(params, params, name)
    PARAMETERS(FIELD)
#undef FIELD
#define FIELD(name) READ(limits, limits, name)
    LIMITS(FIELD)
#undef FIELD
#undef TYPE
#define TYPE unsigned
#define FIELD(name) READ(bits, bits, name)
    TRAITS(FIELD)
#undef FIELD
#undef TYPE
#undef READ
    rules->case_mask = rules->bits.CAPITAL | rules->bits.UPPER | rules->bits.MIXED | rules->bits.LETTER;
    return 0;
}

/* Read a sequence of floats; NULL with an error set. */
static double *
read_doubles(PyObject *list, Py_ssize_t *count)
{
    double *items = PyMem_Calloc((size_t)PyList_GET_SIZE(list) + 1, sizeof *items);
    *count = PyList_GET_SIZE(list);
    for (Py_ssize_t i = 0; items != NULL && i < *count; i++) {
        items[i] = PyFloat_AsDouble(PyList_GET_ITEM(list, i));
    }
    return items == NULL ? (double *)PyErr_NoMemory() : items;
}

static float *
read_floats(PyObject *list, Py_ssize_t least)
{
    Py_ssize_t count;
    double *numbers = read_doubles(list, &count);
    float *items = numbers == NULL ? NULL : PyMem_Calloc((size_t)count + 1, sizeof *items);
    for (Py_ssize_t i = 0; items != NULL && i < count; i++) {
        items[i] = (float)numbers[i];
    }
    if (numbers != NULL && items == NULL) {
        PyErr_NoMemory();
    }
    PyMem_Free(numbers);
    if (items != NULL && count < least) {
        PyErr_SetString(PyExc_ValueError, "a weight is wanted for every way to capitalise a word");
    }
    return items;
}

/* Read {word: traits}. */
static int
read_listed(Rules *rules, PyObject *dict)
{
    PyObject *word, *traits;
    Py_ssize_t at = 0;
    if (map_make(&rules->listed, PyDict_GET_SIZE(dict)) < 0) {
        return -1;
    }
    while (PyDict_Next(dict, &at, &word, &traits)) {
        map_put(&rules->listed, hash_text(word), (int32_t)PyLong_AsLong(traits) | LISTED_BIT);
    }
    return PyErr_Occurred() ? -1 : 0;
}

static int
read_abbreviations(Rules *rules, PyObject *list)
{
    if (map_make(&rules->abbreviations, PyList_GET_SIZE(list)) < 0) {
        return -1;
    }
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list); i++) {
        map_put(&rules->abbreviations, hash_text(PyList_GET_ITEM(list, i)), 1);
    }
    return PyErr_Occurred() ? -1 : 0;
}

static Py_ssize_t
count_words(PyObject *list)
{
    Py_ssize_t count = 0;
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list); i++) {
        PyObject *phrase = PyList_GET_ITEM(list, i);
        count += PyTuple_Check(phrase) ? PyTuple_GET_SIZE(phrase) : 0;
    }
    return count;
}

/* Read the phrases, tuples of words; they come shortest first, so that the longest stands first in its chain. */
static int
read_phrases(Phrases *phrases, PyObject *list)
{
    Py_ssize_t at = 0;
    phrases->words = PyMem_Calloc((size_t)count_words(list) + 1, sizeof *phrases->words);
    phrases->items = PyMem_Calloc((size_t)PyList_GET_SIZE(list) + 1, sizeof *phrases->items);
    if (phrases->words == NULL || phrases->items == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    if (map_make(&phrases->first, PyList_GET_SIZE(list)) < 0) {
        return -1;
    }
    for (Py_ssize_t i = 0; i < PyList_GET_SIZE(list); i++) {
        PyObject *phrase = PyList_GET_ITEM(list, i);
        if (!PyTuple_Check(phrase) || PyTuple_GET_SIZE(phrase) == 0) {
            PyErr_SetString(PyExc_TypeError, "a phrase must be a tuple of words");
            return -1;
        }
        struct Phrase *item = &phrases->items[i];
        *item = (struct Phrase){at, PyTuple_GET_SIZE(phrase), 0};
        for (Py_ssize_t k = 0; k < item->length; k++) {
            phrases->words[at++] = hash_text(PyTuple_GET_ITEM(phrase, k));
        }
        item->next = map_get(&phrases->first, phrases->words[item->at]);
        map_put(&phrases->first, phrases->words[item->at], (int32_t)i + 1);
    }
    return PyErr_Occurred() ? -1 : 0;
}

static int
read_classes(Rules *rules, PyObject *classes, PyObject *signs)
{
    if (PyBytes_GET_SIZE(classes) != PLANE || PyList_GET_SIZE(signs) != SIGN_CLASSES) {
        PyErr_SetString(PyExc_ValueError, "a class is wanted for each character of the first plane, and 16 of signs");
        return -1;
    }
    memcpy(rules->classes, PyBytes_AS_STRING(classes), PLANE);
    for (Py_ssize_t k = 0; k < SIGN_CLASSES; k++) {
        PyObject *text = PyList_GET_ITEM(signs, k);
        for (Py_ssize_t i = 0; PyUnicode_Check(text) && i < PyUnicode_GET_LENGTH(text); i++) {
            Py_UCS4 point = PyUnicode_READ_CHAR(text, i);
            if (point < PLANE) {
                rules->signs[point] |= (uint16_t)(1 << k);
            }
        }
    }
    return 0;
}

static int
read_pairs(Rules *rules, PyObject *closers, PyObject *openers)
{
    rules->pairs = PyUnicode_GET_LENGTH(closers);
    if (PyUnicode_GET_LENGTH(openers) != rules->pairs) {
        PyErr_SetString(PyExc_ValueError, "brackets come in pairs");
        return -1;
    }
    rules->closers = PyUnicode_AsUCS4Copy(closers);
    rules->openers = PyUnicode_AsUCS4Copy(openers);
    return rules->closers == NULL || rules->openers == NULL ? -1 : 0;
}

/* Make sure that the gate can count the votes in 16 bits. */
static int
check_bounds(const Rules *r)
{
    int is_fine = r->shares > 0;
    for (unsigned i = 0; i <= r->case_mask; i++) {
        is_fine &= r->bounds[i] >= 0.0f && r->bounds[i] <= MOST_SHARES;
    }
    if (!is_fine) {
        PyErr_SetString(PyExc_ValueError, "no vote may weigh more than 40 shares");
    }
    return is_fine ? 0 : -1;
}

/* rules = (params, limits, bits), (bias, weights), (listed, abbreviations, phrases), (inside, starts, endings),
           (short_stem, english, latin_ends, ideographs), (shares, weights, bounds), (classes, signs), (closers, openers),
           (find_others, number_kinds, fold) */
int
rules_read(Rules *r, PyObject *rules)
{
    PyObject *params, *limits, *bits, *guard, *listed, *abbreviations, *phrases, *inside, *starts, *endings, *weights,
        *bounds, *classes, *signs, *closers, *openers;
    if (!PyArg_ParseTuple(rules, "(OOO)(dO!)(O!O!O!)(O!O!O!)(nnII)(nO!O!)(SO!)(UU)(OOO)", &params, &limits, &bits,
                          &r->guard.bias, &PyList_Type, &guard, &PyDict_Type, &listed, &PyList_Type, &abbreviations,
                          &PyList_Type, &phrases, &PyList_Type, &inside, &PyList_Type, &starts, &PyList_Type, &endings,
                          &r->short_stem, &r->english, &r->latin_ends, &r->ideographs, &r->shares, &PyList_Type,
                          &weights, &PyList_Type, &bounds, &classes, &PyList_Type, &signs, &closers, &openers, &r->find_others,
                          &r->number_kinds, &r->fold)) {
        r->find_others = r->number_kinds = r->fold = NULL;
        return -1;
    }
    Py_INCREF(r->find_others);
    Py_INCREF(r->number_kinds);
    Py_INCREF(r->fold);
    r->lower = PyUnicode_InternFromString("lower");
    r->form = PyUnicode_InternFromString("NFC");
    if (r->lower == NULL || r->form == NULL || read_numbers(r, params, limits, bits) < 0 || read_listed(r, listed) < 0 ||
        read_abbreviations(r, abbreviations) < 0 || read_phrases(&r->phrases, phrases) < 0 ||
        read_stems(&r->inside, inside) < 0 || read_stems(&r->starts, starts) < 0 ||
        read_stems(&r->endings, endings) < 0 || read_classes(r, classes, signs) < 0 ||
        read_pairs(r, closers, openers) < 0) {
        return -1;
    }
    r->guard.weights = read_doubles(guard, &r->guard.count);
    r->weights = read_floats(weights, (Py_ssize_t)r->case_mask + 1);
    r->bounds = read_floats(bounds, (Py_ssize_t)r->case_mask + 1);
    return PyErr_Occurred() ? -1 : check_bounds(r);
}

void
rules_free(Rules *r)
{
    Py_CLEAR(r->find_others);
    Py_CLEAR(r->number_kinds);
    Py_CLEAR(r->fold);
    Py_CLEAR(r->lower);
    Py_CLEAR(r->form);
    map_free(&r->listed);
    map_free(&r->abbreviations);
    map_free(&r->phrases.first);
    PyMem_Free(r->phrases.words);
    PyMem_Free(r->phrases.items);
    PyMem_Free(r->guard.weights);
    PyMem_Free(r->weights);
    PyMem_Free(r->bounds);
    PyMem_Free(r->closers);
    PyMem_Free(r->openers);
    free_stems(&r->inside);
    free_stems(&r->starts);
    free_stems(&r->endings);
}
