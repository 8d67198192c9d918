/* The module, and the arrays that its files share. */

#include "native.h"

#define FIRST_CAPACITY 64

int
ints_push(Ints *ints, Py_ssize_t value)
{
    if (ints->size == ints->capacity) {
        Py_ssize_t capacity = ints->capacity ? 2 * ints->capacity : FIRST_CAPACITY;
        Py_ssize_t *items = PyMem_Realloc(ints->items, (size_t)capacity * sizeof(Py_ssize_t));
        if (items == NULL) {
            PyErr_NoMemory();
            return -1;
        }
        ints->items = items;
        ints->capacity = capacity;
    }
    ints->items[ints->size++] = value;
    return 0;
}

void
ints_free(Ints *ints)
{
    PyMem_Free(ints->items);
    ints->items = NULL;
}

PyObject *
ints_bytes(const Ints *ints)
{
    return PyBytes_FromStringAndSize((const char *)ints->items, ints->size * (Py_ssize_t)sizeof(Py_ssize_t));
}

int
array_open(Array *array, PyObject *object, Py_ssize_t item_size, int writable)
{
    int flags = PyBUF_C_CONTIGUOUS | PyBUF_FORMAT | (writable ? PyBUF_WRITABLE : 0);
    if (PyObject_GetBuffer(object, &array->view, flags) < 0) {
        array->view.obj = NULL;
        return -1;
    }
    /* Bytes hold items of any size. */
    if (array->view.itemsize != item_size && array->view.itemsize != 1) {
        PyErr_Format(PyExc_ValueError, "an array of items of %zd bytes is wanted, not %zd", item_size,
                     array->view.itemsize);
        PyBuffer_Release(&array->view);
        return -1;
    }
    array->count = array->view.len / item_size;
    return 0;
}

void
array_close(Array *array)
{
    if (array->view.obj != NULL) {
        PyBuffer_Release(&array->view);
    }
}

int
arrays_open(Array *arrays, PyObject *const *objects, const Py_ssize_t *sizes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (array_open(&arrays[i], objects[i], sizes[i], 0) < 0) {
            while (i > 0) {
                array_close(&arrays[--i]);
            }
            return -1;
        }
    }
    return 0;
}

void
arrays_close(Array *arrays, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        array_close(&arrays[i]);
    }
}

static PyMethodDef methods[] = {
    {"rise", native_rise, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static int
add_type(PyObject *module, PyType_Spec *spec)
{
    PyObject *type = PyType_FromSpec(spec);
    if (type == NULL) {
        return -1;
    }
    int failed = PyModule_AddType(module, (PyTypeObject *)type);
    Py_DECREF(type);
    return failed;
}

static int
execute(PyObject *module)
{
    return add_type(module, &words_spec) < 0 || add_type(module, &scorer_spec) < 0 ||
                   add_type(module, &traits_spec) < 0
               ? -1
               : 0;
}

static PyModuleDef_Slot slots[] = {
    {Py_mod_exec, (void *)execute},
    {0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "triage.lid._speed",
    .m_doc = "What costs most time in triage.lid, in C; triage.lid.speed chooses between this and Python.",
    .m_methods = methods,
    .m_slots = slots,
};

PyMODINIT_FUNC
PyInit__speed(void)
{
    return PyModuleDef_Init(&definition);
}
