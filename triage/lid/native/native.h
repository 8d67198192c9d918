/* What the files of triage.lid._speed share. The module does on one document at a time what triage/lid does in Python,
   bit for bit; every number comes from Python. All buffers are little C arrays owned by the caller. */

#ifndef TRIAGE_NATIVE_H
#define TRIAGE_NATIVE_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

/* Loops over all languages are compiled twice, and the one for the processor at hand is taken when the module is loaded.
   Both round alike: nothing is contracted (setup.py). */
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && defined(__GLIBC__)
#define WIDE __attribute__((target_clones("avx2", "default")))
#else
#define WIDE
#endif

#define CACHE_LINE 64

/* Have memory fetched that is needed soon. */
static inline void
prefetch(const void *items, Py_ssize_t bytes)
{
#if defined(__GNUC__)
    for (Py_ssize_t i = 0; i < bytes; i += CACHE_LINE) {
        __builtin_prefetch((const char *)items + i);
    }
#else
    (void)items;
    (void)bytes;
#endif
}

/* A growing array of integers. */
typedef struct {
    Py_ssize_t *items;
    Py_ssize_t size;
    Py_ssize_t capacity;
} Ints;

/* Append; 0, or -1 with MemoryError set. */
int ints_push(Ints *ints, Py_ssize_t value);
void ints_free(Ints *ints);
/* The array as bytes of Py_ssize_t (numpy's intp). */
PyObject *ints_bytes(const Ints *ints);

/* A borrowed view of a C-contiguous buffer of items of one size. */
typedef struct {
    Py_buffer view;
    Py_ssize_t count;
} Array;

/* Take a view; 0, or -1 with ValueError set where the item size is another. */
int array_open(Array *array, PyObject *object, Py_ssize_t item_size, int writable);
void array_close(Array *array);
/* Take several views, or none of them. */
int arrays_open(Array *arrays, PyObject *const *objects, const Py_ssize_t *sizes, size_t count);
void arrays_close(Array *arrays, size_t count);

extern PyType_Spec words_spec;
extern PyType_Spec scorer_spec;
extern PyType_Spec traits_spec;

PyObject *native_rise(PyObject *module, PyObject *args);

#endif
