/* The rows of packed n-grams, in a table with open addressing. */

#include "grams.h"

#define FREE INT64_MIN

static size_t
place_of(int64_t key, size_t mask)
{
    uint64_t mixed = (uint64_t)key * 0x9e3779b97f4a7c15u; /* Fibonacci hashing */
    return (size_t)(mixed >> 32) & mask;
}

int
grams_index(Grams *self, const int64_t *keys, const Py_ssize_t *rows, Py_ssize_t count)
{
    size_t size = 1;
    while (size <= (size_t)count + (size_t)count / 2) { /* one place at least stays free */
        size *= 2;
    }
    self->items = PyMem_Malloc(size * sizeof(Gram));
    if (self->items == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    self->mask = size - 1;
    for (size_t i = 0; i < size; i++) {
        self->items[i].key = FREE;
    }
    for (Py_ssize_t i = 0; i < count; i++) {
        size_t at = place_of(keys[i], self->mask);
        while (self->items[at].key != FREE) {
            at = (at + 1) & self->mask;
        }
        self->items[at] = (Gram){keys[i], (int32_t)rows[i]};
    }
    return 0;
}

Py_ssize_t
grams_find(const Grams *self, int64_t key)
{
    for (size_t at = place_of(key, self->mask); self->items[at].key != FREE; at = (at + 1) & self->mask) {
        if (self->items[at].key == key) {
            return self->items[at].row;
        }
    }
    return -1;
}
