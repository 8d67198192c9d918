/* The gate and the weights, as triage.lid.gate and triage.lid.block do them in Python. */

#include "native.h"

static int
check_rows(const Array *rows, Py_ssize_t count)
{
    const Py_ssize_t *items = rows->view.buf;
    for (Py_ssize_t i = 0; i < rows->count; i++) {
        if (items[i] < 0 || items[i] >= count) {
            PyErr_SetString(PyExc_IndexError, "a row that the evidence has not");
            return -1;
        }
    }
    return 0;
}

/* Return the most that a stretch of some words gains in any one language. */
WIDE static float
rise_of(const float *scores, const float *bounds, const Py_ssize_t *rows, Py_ssize_t count, Py_ssize_t languages,
        Py_ssize_t matrix, float *restrict gains, float *restrict best)
{
    memset(gains, 0, (size_t)languages * sizeof *gains);
    memset(best, 0, (size_t)languages * sizeof *best);
    for (Py_ssize_t i = 0; i < count; i++) {
        const float *restrict row = scores + rows[i] * languages;
        float own = row[matrix], weight = bounds[rows[i]];
        for (Py_ssize_t c = 0; c < languages; c++) {
            float gain = gains[c] + (row[c] - own) * weight;
            gains[c] = gain > 0.0f ? gain : 0.0f;
            best[c] = gains[c] > best[c] ? gains[c] : best[c];
        }
    }
    float most = 0.0f;
    for (Py_ssize_t c = 0; c < languages; c++) {
        most = best[c] > most ? best[c] : most;
    }
    return most;
}

/* rise(scores, bounds, rows, starts, matrix, languages) -> [segments] */
PyObject *
native_rise(PyObject *Py_UNUSED(module), PyObject *args)
{
    enum { SCORES, BOUNDS, ROWS, STARTS, COUNT };
    static const Py_ssize_t sizes[COUNT] = {sizeof(float), sizeof(float), sizeof(Py_ssize_t), sizeof(Py_ssize_t)};
    PyObject *objects[COUNT], *result = NULL;
    Array arrays[COUNT];
    Py_ssize_t matrix, languages;
    if (!PyArg_ParseTuple(args, "OOOOnn", &objects[SCORES], &objects[BOUNDS], &objects[ROWS], &objects[STARTS],
                          &matrix, &languages) ||
        arrays_open(arrays, objects, sizes, COUNT) < 0) {
        return NULL;
    }
    const Py_ssize_t *rows = arrays[ROWS].view.buf, *starts = arrays[STARTS].view.buf;
    Py_ssize_t segments = arrays[STARTS].count;
    float *sums = PyMem_Malloc(2 * (size_t)languages * sizeof(float));
    if (sums == NULL) {
        PyErr_NoMemory();
    } else if (matrix < 0 || matrix >= languages || arrays[SCORES].count != arrays[BOUNDS].count * languages) {
        PyErr_SetString(PyExc_ValueError, "scores and bounds do not fit together");
    } else if (check_rows(&arrays[ROWS], arrays[BOUNDS].count) == 0) {
        result = PyBytes_FromStringAndSize(NULL, segments * (Py_ssize_t)sizeof(float));
    }
    for (Py_ssize_t k = 0; result != NULL && k < segments; k++) {
        Py_ssize_t start = starts[k] + 1, end = k + 1 < segments ? starts[k + 1] : arrays[ROWS].count;
        ((float *)PyBytes_AS_STRING(result))[k] =
            rise_of(arrays[SCORES].view.buf, arrays[BOUNDS].view.buf, rows + start, end - start, languages, matrix, sums,
                    sums + languages);
    }
    PyMem_Free(sums);
    arrays_close(arrays, COUNT);
    return result;
}

/* The words of one segment while their weights are found; see triage.lid.block.Block. */
typedef struct {
    Py_ssize_t count;
    const float *prices;
    uint16_t *traits;
    float *weights;
    char *capital, *name;
    unsigned short is_capital, is_upper, is_mixed, is_particle, is_phrase;
    float line, sentence, initial_weight, capital_weight;
    Py_ssize_t least_shouted;
    double shouted_share;
} Marks;

static void
mark_capitals(Marks *m)
{
    for (Py_ssize_t i = 0; i < m->count; i++) {
        int capital = (m->traits[i] & m->is_capital) != 0, upper = (m->traits[i] & m->is_upper) != 0;
        int initial = m->prices[i] <= m->sentence;
        m->capital[i] = (char)capital;
        m->name[i] = (char)(capital && (!initial || upper));
        if (capital && initial && !(m->traits[i] & (m->is_upper | m->is_mixed))) {
            m->weights[i] = m->initial_weight;
        }
    }
}

/* A line all in capitals: capitals make no name. */
static void
mark_shouted(Marks *m)
{
    for (Py_ssize_t start = 0, end; start < m->count; start = end) {
        Py_ssize_t upper = 0;
        for (end = start; end == start || (end < m->count && m->prices[end] != m->line); end++) {
            upper += (m->traits[end] & m->is_upper) != 0;
        }
        if (end - start >= m->least_shouted && (double)upper / (double)(end - start) > m->shouted_share) {
            for (Py_ssize_t i = start; i < end; i++) {
                m->name[i] = 0;
                m->weights[i] = m->initial_weight;
            }
        }
    }
}

/* Particles between two capitalised words belong to the name. */
static void
mark_joined(Marks *m)
{
    Py_ssize_t last = -1;
    for (Py_ssize_t i = 0; i < m->count; i++) {
        if (m->capital[i]) {
            for (Py_ssize_t k = last + 1; last >= 0 && k < i; k++) {
                m->name[k] = 1;
                m->weights[k] = m->capital_weight;
            }
            last = i;
        } else if (!(m->traits[i] & m->is_particle)) {
            last = -1;
        }
    }
}

static PyObject *
list_phrases(const Marks *m)
{
    PyObject *list = PyList_New(0);
    for (Py_ssize_t i = 0; list != NULL && i < m->count; i++) {
        if (m->traits[i] & m->is_phrase) {
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
mark_words(Marks *m, const Py_ssize_t *rows, const uint16_t *traits, const float *weights)
{
    PyObject *of_traits = PyBytes_FromStringAndSize(NULL, m->count * (Py_ssize_t)sizeof(uint16_t));
    PyObject *of_weights = PyByteArray_FromStringAndSize(NULL, m->count * (Py_ssize_t)sizeof(float));
    PyObject *capital = PyBytes_FromStringAndSize(NULL, m->count), *name = PyBytes_FromStringAndSize(NULL, m->count);
    PyObject *phrases = NULL;
    if (of_traits != NULL && of_weights != NULL && capital != NULL && name != NULL) {
        m->traits = (uint16_t *)PyBytes_AS_STRING(of_traits);
        m->weights = (float *)PyByteArray_AS_STRING(of_weights);
        m->capital = PyBytes_AS_STRING(capital);
        m->name = PyBytes_AS_STRING(name);
        for (Py_ssize_t i = 0; i < m->count; i++) {
            m->traits[i] = traits[rows[i]];
            m->weights[i] = weights[rows[i]];
        }
        mark_capitals(m);
        mark_shouted(m);
        mark_joined(m);
        phrases = list_phrases(m);
    }
    PyObject *result = phrases == NULL ? NULL : PyTuple_Pack(5, of_traits, of_weights, capital, name, phrases);
    Py_XDECREF(of_traits);
    Py_XDECREF(of_weights);
    Py_XDECREF(capital);
    Py_XDECREF(name);
    Py_XDECREF(phrases);
    return result;
}

/* mark(rows, prices, traits, weights, (capital, upper, mixed, particle, phrase),
        (line, sentence, initial_weight, capital_weight, least_shouted, shouted_share))
   -> (traits, weights, capital, name, where phrases may begin) of the words */
PyObject *
native_mark(PyObject *Py_UNUSED(module), PyObject *args)
{
    enum { ROWS, PRICES, TRAITS, WEIGHTS, COUNT };
    static const Py_ssize_t sizes[COUNT] = {sizeof(Py_ssize_t), sizeof(float), sizeof(uint16_t), sizeof(float)};
    PyObject *objects[COUNT], *result = NULL;
    Array arrays[COUNT];
    Marks m;
    if (!PyArg_ParseTuple(args, "OOOO(HHHHH)(ffffnd)", &objects[ROWS], &objects[PRICES], &objects[TRAITS],
                          &objects[WEIGHTS], &m.is_capital, &m.is_upper, &m.is_mixed, &m.is_particle, &m.is_phrase,
                          &m.line, &m.sentence, &m.initial_weight, &m.capital_weight, &m.least_shouted,
                          &m.shouted_share) ||
        arrays_open(arrays, objects, sizes, COUNT) < 0) {
        return NULL;
    }
    m.count = arrays[ROWS].count;
    m.prices = arrays[PRICES].view.buf;
    if (arrays[PRICES].count != m.count + 1 || arrays[TRAITS].count != arrays[WEIGHTS].count) {
        PyErr_SetString(PyExc_ValueError, "words and prices do not fit together");
    } else if (check_rows(&arrays[ROWS], arrays[TRAITS].count) == 0) {
        result = mark_words(&m, arrays[ROWS].view.buf, arrays[TRAITS].view.buf, arrays[WEIGHTS].view.buf);
    }
    arrays_close(arrays, COUNT);
    return result;
}
