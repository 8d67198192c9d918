/* What the files of triage.lid._speed share. The module does what triage.lid.reference does in Python, and gives the same
   fragments; every number and every list comes from Python. */

#ifndef TRIAGE_NATIVE_H
#define TRIAGE_NATIVE_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <math.h>
#include <stddef.h>
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

static inline int
is_ascii_letter(Py_UCS4 point)
{
    return (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z');
}

static inline int
is_ascii_digit(Py_UCS4 point)
{
    return point >= '0' && point <= '9';
}

static inline int
is_ascii_alnum(Py_UCS4 point)
{
    return is_ascii_letter(point) || is_ascii_digit(point);
}

/* The hash of a word, triage.lid.table.hash_word: begun, a letter added, ended. */
#define HASH_START 0xcbf29ce484222325u

static inline uint64_t
hash_add(uint64_t hash, Py_UCS4 point)
{
    return (hash ^ point) * 0x100000001b3u;
}

static inline uint64_t
hash_end(uint64_t hash)
{
    hash = (hash ^ hash >> 33) * 0xff51afd7ed558ccdu;
    return hash ^ hash >> 33;
}

static inline uint64_t
hash_points(const Py_UCS4 *points, Py_ssize_t length)
{
    uint64_t hash = HASH_START;
    for (Py_ssize_t i = 0; i < length; i++) {
        hash = hash_add(hash, points[i]);
    }
    return hash_end(hash);
}

/* Memory that grows and is used again; the items begin a cache line. */
typedef struct {
    void *items, *base;
    size_t bytes;
} Buffer;

/* Return memory for so many items, what was in it kept; NULL with MemoryError set. */
void *buffer_need(Buffer *buffer, Py_ssize_t count, size_t size);
void buffer_free(Buffer *buffer);

/* A borrowed view of a C-contiguous buffer of bytes. */
typedef struct {
    Py_buffer view;
} Bytes;

int bytes_open(Bytes *bytes, PyObject *object);
void bytes_close(Bytes *bytes);

/* Integers by 64-bit hashes, in a table with open addressing. */
typedef struct {
    struct {
        uint64_t key;
        int32_t value; /* 0: free */
    } *slots;
    size_t mask, used;
} Map;

/* Make room for so many keys; 0, or -1 with MemoryError set. */
int map_make(Map *map, Py_ssize_t count);
void map_free(Map *map);
/* Set the value, not 0, of a key; there must be room. */
void map_put(Map *map, uint64_t key, int32_t value);

/* Return where a key is looked for first. */
static inline size_t
map_start(const Map *map, uint64_t key)
{
    return (size_t)(key * 0x9e3779b97f4a7c15u >> 32) & map->mask; /* Fibonacci hashing: some keys are no hashes */
}

/* Have fetched what a key is looked for in first. */
static inline void
map_expect(const Map *map, uint64_t key)
{
    prefetch(&map->slots[map_start(map, key)], 1);
}

/* Return the place of a key, or where it would be. */
static inline size_t
map_place(const Map *map, uint64_t key)
{
    size_t at = map_start(map, key);
    while (map->slots[at].value != 0 && map->slots[at].key != key) {
        at = (at + 1) & map->mask;
    }
    return at;
}

/* Return the value of a key, 0 if it has none. */
static inline int32_t
map_get(const Map *map, uint64_t key)
{
    return map->slots[map_place(map, key)].value;
}

/* Read one number by its name from an object or a module; -1.0 with an error set. */
double read_number(PyObject *object, const char *name);
/* Return the 64-bit hash of a str; 0 with an error set where it is none. */
uint64_t hash_text(PyObject *text);

#endif
