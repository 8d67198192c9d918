/* Word types: finds them by their letters, and fills in what is known of a new one. */

#include "types.h"

#define FIRST_SLOTS 4096
#define FIRST_TYPES 16384 /* room for so many is taken at once: memory that is not touched costs nothing, copying does */

/* A word spelled in another way. */
typedef struct {
    const Py_UCS4 *points;
    Py_ssize_t length;
} Letters;

/* Letters with a lower case of one letter each, of which nothing is composed of others: most of the text there is. */
static int
is_simple(Py_UCS4 point)
{
    return point < 0x300   ? point != 0x130                    /* İ has a lower case of two */
           : point < 0x530 ? point >= 0x400 && (point < 0x483 || point > 0x489)
                           : (point >= 0x620 && point <= 0x64a) || (point >= 0x4e00 && point <= 0x9fff);
}

static int
copy_letters(Buffer *buffer, PyObject *text, Letters *letters)
{
    letters->length = PyUnicode_GET_LENGTH(text);
    Py_UCS4 *points = buffer_need(buffer, letters->length + 1, sizeof *points);
    letters->points = points;
    return points == NULL || PyUnicode_AsUCS4(text, points, letters->length + 1, 1) == NULL ? -1 : 0;
}

/* Spell a word in lower case, and that composed, by Python's own methods. Called as they are here, they make nothing that
   the collector follows, so that no finalizer and no other thread comes in between. */
static int
fold_any(Types *self, const Py_UCS4 *points, Py_ssize_t length, Letters *small, Letters *composed)
{
    PyObject *word = PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, points, length);
    PyObject *lower = word == NULL ? NULL : PyObject_VectorcallMethod(self->rules->lower, &word, 1, NULL);
    PyObject *arguments[] = {self->rules->form, lower};
    PyObject *normal = lower == NULL ? NULL : PyObject_Vectorcall(self->rules->fold, arguments, 2, NULL);
    int failed = normal == NULL || copy_letters(&self->small, lower, small) < 0 ||
                 copy_letters(&self->composed, normal, composed) < 0;
    Py_XDECREF(word);
    Py_XDECREF(lower);
    Py_XDECREF(normal);
    return failed ? -1 : 0;
}

/* Spell a word in lower case if its letters are simple; 0 if they are not. */
static int
fold_simple(const Py_UCS4 *points, Py_ssize_t length, Py_UCS4 *small)
{
    for (Py_ssize_t i = 0; i < length; i++) {
        if (!is_simple(points[i])) {
            return 0;
        }
        small[i] = points[i] >= 'a' && points[i] <= 'z' ? points[i] : Py_UNICODE_TOLOWER(points[i]);
    }
    return 1;
}

static int
fold_word(Types *self, const Py_UCS4 *points, Py_ssize_t length, Letters *small, Letters *composed)
{
    Py_UCS4 *letters = buffer_need(&self->small, length + 1, sizeof *letters);
    if (letters == NULL) {
        return -1;
    }
    if (!fold_simple(points, length, letters)) {
        return fold_any(self, points, length, small, composed);
    }
    *small = *composed = (Letters){letters, length};
    return 0;
}

static int
allocate_slots(Types *self, size_t count)
{
    Slot *slots = PyMem_Malloc(count * sizeof(Slot));
    if (slots == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    for (size_t i = 0; i < count; i++) {
        slots[i].row = -1;
    }
    PyMem_Free(self->slots);
    self->slots = slots;
    self->mask = count - 1;
    return 0;
}

static void
enter_slot(Types *self, uint64_t hash, Py_ssize_t row)
{
    size_t at = hash & self->mask;
    while (self->slots[at].row >= 0) {
        at = (at + 1) & self->mask;
    }
    self->slots[at] = (Slot){(uint32_t)hash, (int32_t)row};
}

/* Make room for one more type. */
static int
reserve(Types *self)
{
    if (self->used >= INT32_MAX) {
        PyErr_NoMemory();
        return -1;
    }
    if (buffer_need(&self->known, self->used + 1, self->size) == NULL) {
        return -1;
    }
    if (2 * (size_t)self->used > self->mask) {
        if (allocate_slots(self, 2 * (self->mask + 1)) < 0) {
            return -1;
        }
        for (Py_ssize_t row = 0; row < self->used; row++) {
            enter_slot(self, type_at(self, row)->hash, row);
        }
    }
    return 0;
}

/* Grade scores above a floor; what is below it says no more than that. */
WIDE static void
grade(const float *restrict scores, uint8_t *restrict grades, Py_ssize_t stride, float floor, float per_nat)
{
    for (Py_ssize_t c = 0; c < stride; c++) {
        float above = (scores[c] - floor) * per_nat + 0.5f;
        grades[c] = (uint8_t)(int)(above > 0.0f ? above : 0.0f);
    }
}

/* Enter a word and what the tables say of it. */
static Py_ssize_t
enter(Types *self, Letters written, uint64_t hash, Letters small, uint64_t fold, const Query *query)
{
    if (reserve(self) < 0) {
        return -1;
    }
    const Rules *rules = self->rules;
    Type *type = (Type *)type_at(self, self->used);
    float scores[MOST_LANGUAGES];
    type->hash = hash;
    type->fold = fold;
    type->traits = find_traits(rules, written.points, written.length, small.points, small.length, fold);
    type->weight = rules->weights[type->traits & rules->case_mask];
    type->bound = (int16_t)rules->bounds[type->traits & rules->case_mask];
    type->floor = score_query(self->tables, query, &rules->params, scores);
    memset(type->grades, 0, (size_t)self->lanes);
    grade(scores, type->grades, self->tables->stride, type->floor, 1.0f / self->nats_per_grade);
    enter_slot(self, hash, self->used);
    return self->used++;
}

Py_ssize_t
add_type(Types *self, const Py_UCS4 *points, Py_ssize_t length, uint64_t hash)
{
    Letters small, composed;
    Query query;
    if (fold_word(self, points, length, &small, &composed) < 0) {
        return -1;
    }
    begin_query(self->tables, &query, composed.points, composed.length);
    find_query(self->tables, &query);
    return enter(self, (Letters){points, length}, hash, small, hash_points(small.points, small.length), &query);
}

int
begin_fresh(const Types *self, Fresh *fresh)
{
    if (!fold_simple(fresh->points, fresh->length, fresh->small)) {
        return 0;
    }
    begin_query(self->tables, &fresh->query, fresh->small, fresh->length);
    map_expect(&self->rules->listed, fresh->query.hash);
    return 1;
}

Py_ssize_t
add_fresh(Types *self, const Fresh *fresh)
{
    Letters written = {fresh->points, fresh->length}, small = {fresh->small, fresh->length};
    return enter(self, written, fresh->hash, small, fresh->query.hash, &fresh->query);
}

int
types_clear(Types *self)
{
    if (allocate_slots(self, FIRST_SLOTS) < 0) {
        return -1;
    }
    self->used = 0;
    return 0;
}

int
types_open(Types *self, const Rules *rules, const Tables *tables)
{
    self->rules = rules;
    self->tables = tables;
    size_t head = offsetof(Type, grades), size = head + (size_t)tables->stride;
    self->size = (size + CACHE_LINE - 1) / CACHE_LINE * CACHE_LINE;
    self->lanes = (Py_ssize_t)(self->size - head);
    self->nats_per_grade = (float)rules->params.clip / MOST_GRADE;
    return buffer_need(&self->known, FIRST_TYPES, self->size) == NULL ? -1 : types_clear(self);
}

void
types_close(Types *self)
{
    PyMem_Free(self->slots);
    self->slots = NULL;
    buffer_free(&self->known);
    buffer_free(&self->small);
    buffer_free(&self->composed);
}
