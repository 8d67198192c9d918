/* Stems that are looked for in words: a filter on their first letters sorts out most places. */

#include "stems.h"

void
free_stems(Stems *stems)
{
    for (Py_ssize_t i = 0; i < stems->count; i++) {
        PyMem_Free(stems->stems[i].points);
    }
    PyMem_Free(stems->stems);
    stems->stems = NULL;
    stems->count = 0;
}

int
read_stems(Stems *stems, PyObject *list)
{
    Py_ssize_t count = PyList_GET_SIZE(list);
    stems->stems = PyMem_Calloc((size_t)count + 1, sizeof(Stem));
    if (stems->stems == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    for (stems->count = 0; stems->count < count; stems->count++) {
        Stem *stem = &stems->stems[stems->count];
        PyObject *text;
        if (!PyArg_ParseTuple(PyList_GET_ITEM(list, stems->count), "UH", &text, &stem->traits) ||
            (stem->points = PyUnicode_AsUCS4Copy(text)) == NULL) {
            return -1;
        }
        stem->length = PyUnicode_GET_LENGTH(text);
        if (stem->length >= START) {
            uint32_t at = start_of(stem->points);
            stems->filter[at / 8] |= (uint8_t)(1 << at % 8);
            stem->next = stems->heads[at % CHAINS];
            stems->heads[at % CHAINS] = stems->count + 1;
        }
    }
    return 0;
}

unsigned
follow_chain(const Stems *stems, uint32_t start, const Py_UCS4 *points, Py_ssize_t left)
{
    unsigned traits = 0;
    for (Py_ssize_t k = stems->heads[start % CHAINS]; k > 0; k = stems->stems[k - 1].next) {
        const Stem *stem = &stems->stems[k - 1];
        traits |= stands_at(stem, points, left) ? stem->traits : 0;
    }
    return traits;
}
