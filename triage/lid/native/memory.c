/* Memory that the files share: buffers, views of Python's bytes, maps from hashes to integers. */

#include "native.h"

void *
buffer_need(Buffer *buffer, Py_ssize_t count, size_t size)
{
    if ((size_t)count > PY_SSIZE_T_MAX / (4 * size)) {
        PyErr_NoMemory();
        return NULL;
    }
    size_t needed = (size_t)count * size;
    if (needed > buffer->bytes || buffer->items == NULL) {
        size_t bytes = needed > 2 * buffer->bytes ? needed + CACHE_LINE : 2 * buffer->bytes;
        char *base = PyMem_Malloc(bytes + CACHE_LINE);
        if (base == NULL) {
            PyErr_NoMemory();
            return NULL;
        }
        char *items = base + (CACHE_LINE - (uintptr_t)base % CACHE_LINE);
        if (buffer->items != NULL) {
            memcpy(items, buffer->items, buffer->bytes);
        }
        PyMem_Free(buffer->base);
        *buffer = (Buffer){items, base, bytes};
    }
    return buffer->items;
}

void
buffer_free(Buffer *buffer)
{
    PyMem_Free(buffer->base);
    *buffer = (Buffer){0};
}

int
bytes_open(Bytes *bytes, PyObject *object)
{
    if (PyObject_GetBuffer(object, &bytes->view, PyBUF_SIMPLE) < 0) {
        bytes->view.obj = NULL;
        return -1;
    }
    return 0;
}

void
bytes_close(Bytes *bytes)
{
    if (bytes->view.obj != NULL) {
        PyBuffer_Release(&bytes->view);
    }
}

int
map_make(Map *map, Py_ssize_t count)
{
    size_t size = 4;
    while (size < (size_t)count + (size_t)count / 2 + 2) { /* a third of the places stays free */
        size *= 2;
    }
    map->slots = PyMem_Calloc(size, sizeof *map->slots);
    if (map->slots == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    map->mask = size - 1;
    map->used = 0;
    return 0;
}

void
map_free(Map *map)
{
    PyMem_Free(map->slots);
    map->slots = NULL;
}

void
map_put(Map *map, uint64_t key, int32_t value)
{
    size_t at = map_place(map, key);
    map->slots[at].key = key;
    map->slots[at].value = value;
}

double
read_number(PyObject *object, const char *name)
{
    PyObject *number = PyObject_GetAttrString(object, name);
    double value = number == NULL ? -1.0 : PyFloat_AsDouble(number);
    Py_XDECREF(number);
    return value;
}

uint64_t
hash_text(PyObject *text)
{
    Py_UCS4 *points = PyUnicode_Check(text) ? PyUnicode_AsUCS4Copy(text) : NULL;
    if (points == NULL) {
        if (!PyErr_Occurred()) {
            PyErr_SetString(PyExc_TypeError, "a word must be a str");
        }
        return 0;
    }
    uint64_t hash = hash_points(points, PyUnicode_GET_LENGTH(text));
    PyMem_Free(points);
    return hash;
}
