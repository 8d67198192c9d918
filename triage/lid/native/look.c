/* A close look at one text: its words, how they are written, and the stretches in other languages. */

#include "words.h"

enum { TRAITS, WEIGHTS, CAPITAL, NAME, PHRASE, PRICES, COLUMNS };

/* A text being looked at. The columns, bytes with an item per word, go to Python if there is something to tell. */
typedef struct {
    Reading reading;
    Ints rows;
    Marks marks;
    PyObject *columns[COLUMNS];
    PyObject *words; /* made when first needed */
    PyObject *others, *fresh;
} Look;

static int
look_open(Look *look, Words *words, PyObject *text)
{
    memset(look, 0, sizeof *look);
    look->others = PyList_New(0);
    look->fresh = PyList_New(0);
    return look->others == NULL || look->fresh == NULL ||
                   reading_open(&look->reading, words, text, look->fresh) < 0 ||
                   split_text(&look->reading, look->others) < 0 || find_rows(&look->reading, &look->rows) < 0
               ? -1
               : 0;
}

static void
look_close(Look *look)
{
    reading_close(&look->reading);
    ints_free(&look->rows);
    for (size_t i = 0; i < COLUMNS; i++) {
        Py_XDECREF(look->columns[i]);
    }
    Py_XDECREF(look->words);
    Py_XDECREF(look->others);
    Py_XDECREF(look->fresh);
}

static int
make_columns(Look *look)
{
    static const Py_ssize_t sizes[COLUMNS] = {sizeof(uint16_t), sizeof(float), 1, 1, 1, sizeof(float)};
    Py_ssize_t count = look->rows.size;
    char *items[COLUMNS];
    for (size_t i = 0; i < COLUMNS; i++) {
        look->columns[i] = PyBytes_FromStringAndSize(NULL, (i == PRICES ? count + 1 : count) * sizes[i]);
        if (look->columns[i] == NULL) {
            return -1;
        }
        items[i] = PyBytes_AS_STRING(look->columns[i]);
    }
    memset(items[PHRASE], 0, (size_t)count);
    look->marks = (Marks){count,          (float *)items[PRICES], (uint16_t *)items[TRAITS], (float *)items[WEIGHTS],
                          items[CAPITAL], items[NAME],            items[PHRASE]};
    return price_words(&look->reading, (float *)items[PRICES]);
}

/* Tell whether a phrase may begin with a word, by its first two. */
static int
begins_phrase(const Marks *m, const Rules *rules, Py_ssize_t i)
{
    return (m->traits[i] & rules->is_phrase) != 0 &&
           ((m->traits[i] & rules->is_alone) != 0 || (i + 1 < m->count && m->traits[i + 1] & rules->is_second));
}

/* Return the words with which a phrase may begin, in a list. */
static PyObject *
list_starts(const Marks *m, const Rules *rules)
{
    PyObject *list = PyList_New(0);
    for (Py_ssize_t i = 0; list != NULL && i < m->count; i++) {
        if (begins_phrase(m, rules, i)) {
            PyObject *at = PyLong_FromSsize_t(i);
            if (at == NULL || PyList_Append(list, at) < 0) {
                Py_CLEAR(list);
            }
            Py_XDECREF(at);
        }
    }
    return list;
}

static PyObject *
words_of(Look *look)
{
    if (look->words == NULL) {
        look->words = list_spans(&look->reading, -1);
    }
    return look->words;
}

static int
mark_phrase(const Marks *m, float weight, PyObject *item)
{
    Py_ssize_t i = PyLong_AsSsize_t(item);
    if (i < 0 || i >= m->count) {
        if (!PyErr_Occurred()) {
            PyErr_SetString(PyExc_IndexError, "a phrase has a word that the text has not");
        }
        return -1;
    }
    m->phrase[i] = 1;
    m->weights[i] = weight;
    return 0;
}

/* Let Python find the established phrases, where there may be some. */
static int
mark_phrases(Look *look, const Rules *rules)
{
    const Marks *m = &look->marks;
    PyObject *starts = list_starts(m, rules), *found = NULL;
    int failed = starts == NULL;
    if (!failed && PyList_GET_SIZE(starts) > 0) {
        PyObject *words = words_of(look);
        found = words == NULL ? NULL : PyObject_CallFunctionObjArgs(rules->find_phrases, words, starts, NULL);
        failed = found == NULL || !PyList_Check(found);
        for (Py_ssize_t k = 0; !failed && k < PyList_GET_SIZE(found); k++) {
            failed = mark_phrase(m, rules->phrase_weight, PyList_GET_ITEM(found, k)) < 0;
        }
    }
    Py_XDECREF(starts);
    Py_XDECREF(found);
    return failed ? -1 : 0;
}

static int
mark_look(Look *look, const Rules *rules, const uint16_t *traits, const float *weights)
{
    const Marks *m = &look->marks;
    for (Py_ssize_t i = 0; i < m->count; i++) {
        m->traits[i] = traits[look->rows.items[i]];
        m->weights[i] = weights[look->rows.items[i]];
    }
    mark_words(m, rules);
    return mark_phrases(look, rules);
}

/* Return ((words, starts, ends, others), prices, rows, (traits, weights, capital, name, phrase), stretches). */
static PyObject *
tell(Look *look, PyObject *stretches)
{
    PyObject *words = words_of(look), **columns = look->columns;
    return words == NULL ? NULL
                         : Py_BuildValue("((ONNO)ON(OOOOO)O)", words, list_spans(&look->reading, 0),
                                         list_spans(&look->reading, 1), look->others, columns[PRICES],
                                         ints_bytes(&look->rows), columns[TRAITS], columns[WEIGHTS], columns[CAPITAL],
                                         columns[NAME], columns[PHRASE], stretches);
}

/* Search if there is a search, and tell what was found; None where nothing was. */
static PyObject *
search_look(Look *look, Search *search, const Array *scores, const Array *priors)
{
    PyObject *result = NULL, *stretches;
    if (priors == NULL) {
        stretches = PyList_New(0);
    } else {
        search->count = look->rows.size;
        search->rows = look->rows.items;
        search->scores = scores->view.buf;
        search->priors = priors->view.buf;
        search->prices = look->marks.prices;
        search->weights = look->marks.weights;
        search->name = look->marks.name;
        stretches = find_stretches(search);
    }
    if (stretches != NULL) {
        int is_empty = priors != NULL && PyList_GET_SIZE(stretches) == 0;
        result = is_empty ? Py_NewRef(Py_None) : tell(look, stretches);
        Py_DECREF(stretches);
    }
    return result;
}

/* Look at a text; the arrays are scores, traits, weights and, if there is a search, priors. */
static PyObject *
look_at(Words *self, PyObject *text, Search *search, const Array *arrays, const Array *priors)
{
    Look look;
    PyObject *found = NULL;
    search->name_loss = self->rules.name_loss;
    if (look_open(&look, self, text) == 0) {
        if (PyList_GET_SIZE(look.fresh) > 0) {
            found = Py_NewRef(Py_None);
        } else if (self->used > arrays[1].count) {
            PyErr_SetString(PyExc_IndexError, "a row that the evidence has not");
        } else if (make_columns(&look) == 0 &&
                   mark_look(&look, &self->rules, arrays[1].view.buf, arrays[2].view.buf) == 0) {
            found = search_look(&look, search, &arrays[0], priors);
        }
    }
    PyObject *result = found == NULL ? NULL : Py_BuildValue("(NO)", found, look.fresh);
    look_close(&look);
    return result;
}

PyObject *
words_look(Words *self, PyObject *args)
{
    static const Py_ssize_t sizes[] = {sizeof(float), sizeof(uint16_t), sizeof(float), sizeof(float)};
    PyObject *objects[4], *bounds, *text, *by, *result = NULL;
    Array a[4];
    Search search = {0};
    if (!PyArg_ParseTuple(args, "U(OOOO)O", &text, &objects[0], &objects[1], &objects[2], &bounds, &by)) {
        return NULL;
    }
    size_t count = by == Py_None ? 3 : 4;
    if ((count == 4 && !PyArg_ParseTuple(by, "nOd", &search.matrix, &objects[3], &search.least_gain)) ||
        arrays_open(a, objects, sizes, count) < 0) {
        return NULL;
    }
    search.languages = count == 4 ? a[3].count : 0;
    if (a[1].count != a[2].count || (count == 4 && (a[0].count != a[1].count * search.languages || search.matrix < 0 ||
                                                    search.matrix >= search.languages))) {
        PyErr_SetString(PyExc_ValueError, "scores, traits, weights and priors do not fit together");
    } else {
        result = look_at(self, text, &search, a, count == 4 ? &a[3] : NULL);
    }
    arrays_close(a, count);
    return result;
}
