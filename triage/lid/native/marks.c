/* The gate and the marks, as triage.lid.gate and triage.lid.marks do them in Python. */

#include "words.h"

#define AHEAD 4 /* rows lie all over the evidence: one is fetched while those before it are counted */

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
        if (i + AHEAD < count) {
            prefetch(scores + rows[i + AHEAD] * languages, languages * (Py_ssize_t)sizeof *scores);
        }
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

static void
mark_capitals(const Marks *m, const Rules *rules)
{
    for (Py_ssize_t i = 0; i < m->count; i++) {
        int capital = (m->traits[i] & rules->is_capital) != 0, upper = (m->traits[i] & rules->is_upper) != 0;
        int initial = m->prices[i] <= rules->sentence;
        m->capital[i] = (char)capital;
        m->name[i] = (char)(capital && (!initial || upper));
        if (capital && initial && !(m->traits[i] & (rules->is_upper | rules->is_mixed))) {
            m->weights[i] = rules->initial_weight;
        }
    }
}

/* A line all in capitals: capitals make no name. */
static void
mark_shouted(const Marks *m, const Rules *rules)
{
    for (Py_ssize_t start = 0, end; start < m->count; start = end) {
        Py_ssize_t upper = 0;
        for (end = start; end == start || (end < m->count && m->prices[end] != rules->line); end++) {
            upper += (m->traits[end] & rules->is_upper) != 0;
        }
        if (end - start >= rules->least_shouted && (double)upper / (double)(end - start) > rules->shouted_share) {
            for (Py_ssize_t i = start; i < end; i++) {
                m->name[i] = 0;
                m->weights[i] = rules->initial_weight;
            }
        }
    }
}

/* Particles between two capitalised words belong to the name. */
static void
mark_joined(const Marks *m, const Rules *rules)
{
    Py_ssize_t last = -1;
    for (Py_ssize_t i = 0; i < m->count; i++) {
        if (m->capital[i]) {
            for (Py_ssize_t k = last + 1; last >= 0 && k < i; k++) {
                m->name[k] = 1;
                m->weights[k] = rules->capital_weight;
            }
            last = i;
        } else if (!(m->traits[i] & rules->is_particle)) {
            last = -1;
        }
    }
}

void
mark_words(const Marks *m, const Rules *rules)
{
    mark_capitals(m, rules);
    mark_shouted(m, rules);
    mark_joined(m, rules);
}
