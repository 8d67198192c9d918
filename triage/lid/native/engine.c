/* Engine: finds the fragments of texts, as triage.lid.reference does in Python. */

#include "text.h"

#define MOST_TYPES 60000 /* kept for this many word types, about 8 MB; then the table starts anew */

typedef struct {
    PyObject_HEAD
    Rules rules;
    Tables tables;
    Types types;
} Engine;

static void
text_close(Text *text)
{
    Buffer *const buffers[] = {&text->points_buffer, &text->letters_buffer, &text->words_buffer, &text->others_buffer,
                               &text->stretches_buffer, &text->found_buffer, &text->sums_buffer, &text->taken_buffer};
    for (size_t i = 0; i < sizeof buffers / sizeof *buffers; i++) {
        buffer_free(buffers[i]);
    }
}

/* Tell whether a stretch has too few letters to be evidence, in a script where words have several. */
static int
is_tiny(const Text *text, const Stretch *stretch)
{
    Py_ssize_t letters = 0;
    for (Py_ssize_t i = stretch->start; i < stretch->end; i++) {
        if (text->words[i].traits & text->rules->bits.FOREIGN) {
            return 0;
        }
        letters += text->words[i].end - text->words[i].start;
    }
    return (double)letters < text->rules->params.least_letters;
}

/* Tell whether a stronger stretch has grown over words; if not, take them. */
static int
is_taken(const Bounds *bounds, Bounds *taken, Py_ssize_t *count)
{
    for (Py_ssize_t i = 0; i < *count; i++) {
        if (bounds->start < taken[i].end && taken[i].start < bounds->end) {
            return 1;
        }
    }
    taken[(*count)++] = *bounds;
    return 0;
}

static int
by_place(const void *one, const void *other)
{
    const Found *a = one, *b = other;
    return a->start != b->start ? (a->start > b->start) - (a->start < b->start) : (a->end > b->end) - (a->end < b->end);
}

/* Fill in the fragments among the stretches, in order; they do not overlap. */
static int
choose_fragments(Text *text)
{
    Py_ssize_t taken_count = 0;
    Bounds *taken = buffer_need(&text->taken_buffer, text->stretches_count + 1, sizeof *taken);
    text->found = buffer_need(&text->found_buffer, text->stretches_count + 1, sizeof *text->found);
    if (taken == NULL || text->found == NULL) {
        return -1;
    }
    for (Py_ssize_t k = 0; k < text->stretches_count; k++) {
        const Stretch *stretch = &text->stretches[k];
        if (is_tiny(text, stretch)) {
            continue;
        }
        Bounds bounds = snap(text, stretch);
        if (is_taken(&bounds, taken, &taken_count)) {
            continue;
        }
        double posterior = judge(text, stretch);
        if (posterior < text->wanted.min_confidence) {
            continue;
        }
        Found *found = &text->found[text->found_count++];
        found->posterior = posterior;
        found->gain = stretch->gain;
        name_language(text, stretch, &bounds, found);
        place(text, &bounds, found);
    }
    qsort(text->found, (size_t)text->found_count, sizeof *text->found, by_place);
    return 0;
}

/* Fill in the fragments of a text. No Python code runs while rows are in use, so none of them can become void. */
static int
find_fragments(Engine *self, Text *text, PyObject *object)
{
    text->found_count = 0;
    if (text->wanted.matrix < 0 ||
        (self->types.used > MOST_TYPES && types_clear(&self->types) < 0)) {
        return PyErr_Occurred() ? -1 : 0;
    }
    if (find_words(text, object) < 0 || look_up(text) < 0) {
        return -1;
    }
    if (text->count == 0 || !stands_out(text)) {
        return 0;
    }
    if (split_words(text) < 0 || look_up(text) < 0) {
        return -1;
    }
    price_words(text);
    mark_words(text);
    return find_stretches(text) < 0 ? -1 : choose_fragments(text);
}

/* Append (text, start, end, column, runner_up, posterior, gain, fills_lines, quoted) for each fragment. */
static int
tell(const Text *text, Py_ssize_t number, PyObject *list)
{
    for (Py_ssize_t i = 0; i < text->found_count; i++) {
        const Found *f = &text->found[i];
        PyObject *item = Py_BuildValue("(nnnnnddOO)", number, f->start, f->end, f->column, f->runner_up, f->posterior,
                                       (double)f->gain, f->fills_lines ? Py_True : Py_False,
                                       f->quoted ? Py_True : Py_False);
        int failed = item == NULL || PyList_Append(list, item) < 0;
        Py_XDECREF(item);
        if (failed) {
            return -1;
        }
    }
    return 0;
}

/* Read the priors of the languages; those of the lanes beyond are never best. */
static int
read_priors(const Tables *tables, PyObject *sequence, float *priors)
{
    if (PyTuple_GET_SIZE(sequence) != tables->languages) {
        PyErr_SetString(PyExc_ValueError, "a prior is wanted for every language");
        return -1;
    }
    for (Py_ssize_t c = 0; c < tables->stride; c++) {
        priors[c] = c < tables->languages ? (float)PyFloat_AsDouble(PyTuple_GET_ITEM(sequence, c)) : -HUGE_VALF;
    }
    return PyErr_Occurred() ? -1 : 0;
}

/* Tell whether an engine was made as it should; if not, say so. */
static int
is_ready(const Engine *self)
{
    if (self->types.slots == NULL) {
        PyErr_SetString(PyExc_RuntimeError, "this engine was not made with its rules and tables");
    }
    return self->types.slots != NULL;
}

/* Look for the fragments of one of some texts and tell them. */
static int
find_one(Engine *self, Text *text, PyObject *object, PyObject *column, Py_ssize_t number, PyObject *list)
{
    text->wanted.matrix = PyLong_AsSsize_t(column);
    if (text->wanted.matrix >= self->tables.languages) {
        PyErr_SetString(PyExc_IndexError, "no language has that column");
    }
    /* A long document can be interrupted between two texts. */
    return PyErr_Occurred() || PyErr_CheckSignals() < 0 || find_fragments(self, text, object) < 0
               ? -1
               : tell(text, number, list);
}

/* find(texts, columns, priors, min_confidence) -> the fragments of all texts; a column of -1 is one to pass over. */
static PyObject *
engine_find(Engine *self, PyObject *args)
{
    PyObject *texts, *columns, *priors_object;
    float priors[MOST_LANGUAGES];
    Text text = {.types = &self->types, .rules = &self->rules, .wanted = {.priors = priors}};
    if (!is_ready(self) ||
        !PyArg_ParseTuple(args, "O!O!O!d", &PyList_Type, &texts, &PyList_Type, &columns, &PyTuple_Type, &priors_object,
                          &text.wanted.min_confidence) ||
        read_priors(&self->tables, priors_object, priors) < 0) {
        return NULL;
    }
    /* Copies, since Python code may change the lists meanwhile: that of a signal handler, another thread's. */
    texts = PyList_AsTuple(texts);
    columns = PyList_AsTuple(columns);
    PyObject *list = texts == NULL || columns == NULL ? NULL : PyList_New(0);
    for (Py_ssize_t k = 0; list != NULL && k < PyTuple_GET_SIZE(texts) && k < PyTuple_GET_SIZE(columns); k++) {
        if (find_one(self, &text, PyTuple_GET_ITEM(texts, k), PyTuple_GET_ITEM(columns, k), k, list) < 0) {
            Py_CLEAR(list);
        }
    }
    text_close(&text);
    Py_XDECREF(texts);
    Py_XDECREF(columns);
    return list;
}

/* Add up the votes of the words of a text for each language as its own; see triage.lid.matrix. */
static int
add_votes(Engine *self, Text *text, PyObject *object, double *votes, Py_ssize_t *foreign)
{
    Py_ssize_t languages = self->tables.languages;
    float least = -(float)self->rules.params.matrix_clip;
    if ((self->types.used > MOST_TYPES && types_clear(&self->types) < 0) || find_words(text, object) < 0 ||
        look_up(text) < 0) {
        return -1;
    }
    for (Py_ssize_t i = 0; i < text->count; i++) {
        const Type *type = type_of(text, i);
        for (Py_ssize_t c = 0; c < languages; c++) {
            float loss = (float)(type->grades[c] - MOST_GRADE) * self->types.nats_per_grade;
            votes[c] += (double)((loss > least ? loss : least) * type->weight);
        }
        *foreign += (type->traits & self->rules.bits.FOREIGN) != 0;
    }
    return 0;
}

/* Return some numbers in a list. */
static PyObject *
list_doubles(const double *items, Py_ssize_t count)
{
    PyObject *list = PyList_New(0);
    for (Py_ssize_t i = 0; list != NULL && i < count; i++) {
        PyObject *item = PyFloat_FromDouble(items[i]);
        if (item == NULL || PyList_Append(list, item) < 0) {
            Py_CLEAR(list);
        }
        Py_XDECREF(item);
    }
    return list;
}

/* weigh(texts) -> (votes, words, words in other scripts than Latin) */
static PyObject *
engine_weigh(Engine *self, PyObject *list)
{
    double votes[MOST_LANGUAGES] = {0};
    Py_ssize_t words = 0, foreign = 0;
    int failed = 0;
    Text text = {.types = &self->types, .rules = &self->rules};
    if (!is_ready(self) || !PyList_Check(list)) {
        return PyErr_Occurred() ? NULL : PyErr_Format(PyExc_TypeError, "texts must be a list");
    }
    PyObject *texts = PyList_AsTuple(list); /* as in find */
    for (Py_ssize_t k = 0; texts != NULL && !failed && k < PyTuple_GET_SIZE(texts); k++) {
        failed = PyErr_CheckSignals() < 0 || add_votes(self, &text, PyTuple_GET_ITEM(texts, k), votes, &foreign) < 0;
        words += text.count;
    }
    text_close(&text);
    PyObject *result = texts == NULL || failed ? NULL : list_doubles(votes, self->tables.languages);
    Py_XDECREF(texts);
    return result == NULL ? NULL : Py_BuildValue("(Nnn)", result, words, foreign);
}

/* Engine(rules, words, ngrams, listed, nats_per_step): rules as triage.lid.compiled gives them, the maps of the tables. */
static int
engine_init(Engine *self, PyObject *args, PyObject *Py_UNUSED(keywords))
{
    PyObject *rules, *words, *ngrams, *listed;
    double nats_per_step;
    if (self->rules.find_others != NULL) { /* read before, if only in part */
        PyErr_SetString(PyExc_RuntimeError, "an engine is made once");
        return -1;
    }
    return !PyArg_ParseTuple(args, "O!OOO!d", &PyTuple_Type, &rules, &words, &ngrams, &PyTuple_Type, &listed,
                             &nats_per_step) ||
                   rules_read(&self->rules, rules) < 0 ||
                   tables_open(&self->tables, words, ngrams, listed, nats_per_step) < 0 ||
                   types_open(&self->types, &self->rules, &self->tables) < 0
               ? -1
               : 0;
}

static void
engine_free(Engine *self)
{
    PyTypeObject *type = Py_TYPE(self);
    rules_free(&self->rules);
    tables_close(&self->tables);
    types_close(&self->types);
    type->tp_free(self);
    Py_DECREF(type);
}

static PyMethodDef engine_methods[] = {
    {"find", (PyCFunction)engine_find, METH_VARARGS, NULL},
    {"weigh", (PyCFunction)engine_weigh, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot engine_slots[] = {
    {Py_tp_doc, "Engine(rules, words, ngrams, listed, nats_per_step): finds fragments."},
    {Py_tp_init, (void *)engine_init},
    {Py_tp_new, (void *)PyType_GenericNew},
    {Py_tp_dealloc, (void *)engine_free},
    {Py_tp_methods, engine_methods},
    {0, NULL},
};

static PyType_Spec engine_spec = {
    .name = "triage.lid._speed.Engine",
    .basicsize = sizeof(Engine),
    .flags = Py_TPFLAGS_DEFAULT,
    .slots = engine_slots,
};

static int
module_fill(PyObject *module)
{
    PyObject *type = PyType_FromSpec(&engine_spec);
    int failed = type == NULL || PyModule_AddObjectRef(module, "Engine", type) < 0;
    Py_XDECREF(type);
    return failed ? -1 : 0;
}

static PyModuleDef_Slot module_slots[] = {
    {Py_mod_exec, (void *)module_fill},
    {0, NULL},
};

static struct PyModuleDef module_definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "triage.lid._speed",
    .m_doc = "Language identification, compiled; see native/.",
    .m_slots = module_slots,
};

PyMODINIT_FUNC
PyInit__speed(void)
{
    return PyModuleDef_Init(&module_definition);
}
