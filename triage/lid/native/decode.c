/* The decoder, as triage.lid.decode does it in Python: the same sums in the same order. */

#include "words.h"

/* A text being searched. */
typedef struct {
    Search by;
    float *sums; /* [words + 1, languages] */
    float *least, *best;
    PyObject *found;
} State;

typedef struct {
    Py_ssize_t start, end, column;
    float gain;
} Stretch;

WIDE static void
sum_votes(State *s)
{
    Py_ssize_t languages = s->by.languages;
    memset(s->sums, 0, (size_t)languages * sizeof(float));
    for (Py_ssize_t i = 0; i < s->by.count; i++) {
        const float *restrict row = s->by.scores + s->by.rows[i] * languages;
        const float *restrict before = s->sums + i * languages;
        float *restrict after = s->sums + (i + 1) * languages;
        float own = row[s->by.matrix], weight = s->by.weights[i];
        float loss = s->by.name[i] ? s->by.name_loss : 1.0f;
        for (Py_ssize_t c = 0; c < languages; c++) {
            float vote = (row[c] - own) * weight, of_name = vote * loss;
            after[c] = before[c] + (of_name > vote ? of_name : vote);
        }
    }
}

static float
entry_at(const State *s, Py_ssize_t i, Py_ssize_t c)
{
    return s->sums[i * s->by.languages + c] + s->by.prices[i] - s->by.priors[c];
}

/* Fill in for each language the best gain of a stretch within words `low` to `high`. */
WIDE static void
find_gains(State *s, Py_ssize_t low, Py_ssize_t high)
{
    Py_ssize_t languages = s->by.languages;
    float *restrict least = s->least, *restrict best = s->best;
    const float *restrict priors = s->by.priors;
    for (Py_ssize_t c = 0; c < languages; c++) {
        least[c] = HUGE_VALF;
        best[c] = -HUGE_VALF;
    }
    for (Py_ssize_t i = low; i < high; i++) {
        const float *restrict sums = s->sums + i * languages, *restrict after = sums + languages;
        float price = s->by.prices[i], leaving = s->by.prices[i + 1];
        for (Py_ssize_t c = 0; c < languages; c++) {
            float entry = sums[c] + price - priors[c];
            least[c] = entry < least[c] ? entry : least[c];
            float gain = after[c] - leaving - least[c];
            best[c] = gain > best[c] ? gain : best[c];
        }
    }
}

/* Return the first word after which a stretch in a language has gained so much. */
static Py_ssize_t
end_of(const State *s, Py_ssize_t low, Py_ssize_t high, Py_ssize_t c, float gain)
{
    float least = HUGE_VALF;
    for (Py_ssize_t i = low; i < high; i++) {
        float entry = entry_at(s, i, c);
        least = entry < least ? entry : least;
        if (s->sums[(i + 1) * s->by.languages + c] - s->by.prices[i + 1] - least == gain) {
            return i + 1;
        }
    }
    return high;
}

static Stretch
best_stretch(State *s, Py_ssize_t low, Py_ssize_t high)
{
    find_gains(s, low, high);
    Stretch best = {low, high, 0, s->best[0]};
    for (Py_ssize_t c = 1; c < s->by.languages; c++) {
        best.gain = s->best[c] > best.gain ? s->best[c] : best.gain;
    }
    /* Of equal ones the first to end counts, then the first language. */
    best.end = high + 1;
    for (Py_ssize_t c = 0; c < s->by.languages; c++) {
        if (s->best[c] == best.gain) {
            Py_ssize_t end = end_of(s, low, high, c, best.gain);
            if (end < best.end) {
                best.end = end;
                best.column = c;
            }
        }
    }
    float least = HUGE_VALF;
    for (Py_ssize_t i = low; i < best.end; i++) {
        float entry = entry_at(s, i, best.column);
        if (entry < least) {
            least = entry;
            best.start = i;
        }
    }
    return best;
}

static int
append(State *s, Stretch stretch)
{
    PyObject *item = Py_BuildValue("(nnnd)", stretch.start, stretch.end, stretch.column, (double)stretch.gain);
    int failed = item == NULL || PyList_Append(s->found, item) < 0;
    Py_XDECREF(item);
    return failed ? -1 : 0;
}

/* Find the words inside a stretch that it pays most to leave, one staying on each side; return what it gains. */
static float
find_leave(const State *s, Stretch whole, Py_ssize_t *start, Py_ssize_t *end)
{
    const float *sums = s->sums + whole.column;
    float leave = -HUGE_VALF, most = 0.0f;
    Py_ssize_t leaving = 0;
    for (Py_ssize_t i = whole.start + 1; i < whole.end - 1; i++) {
        float left = sums[i * s->by.languages] - s->by.prices[i];
        if (left > leave) {
            leave = left;
            leaving = i;
        }
        float loss = leave - (sums[(i + 1) * s->by.languages] + s->by.prices[i + 1]);
        if (loss > most) {
            most = loss;
            *start = leaving;
            *end = i + 1;
        }
    }
    return most;
}

static Stretch
part_of(const State *s, Py_ssize_t start, Py_ssize_t end, Py_ssize_t c)
{
    const float *sums = s->sums + c;
    float gain = sums[end * s->by.languages] - sums[start * s->by.languages] - s->by.prices[start] - s->by.prices[end];
    return (Stretch){start, end, c, gain};
}

/* Leave a stretch for some words inside where that pays. The larger part is left to the loop, so that a long text does
   not fill the stack. */
static int
split(State *s, Stretch whole)
{
    Py_ssize_t start, end;
    while (whole.gain > 0.0f) {
        if (find_leave(s, whole, &start, &end) <= 0.0f) {
            return append(s, whole);
        }
        Stretch first = part_of(s, whole.start, start, whole.column);
        Stretch second = part_of(s, end, whole.end, whole.column);
        int first_is_small = first.end - first.start < second.end - second.start;
        if (split(s, first_is_small ? first : second) < 0) {
            return -1;
        }
        whole = first_is_small ? second : first;
    }
    return 0;
}

static int
search_between(State *s, Py_ssize_t low, Py_ssize_t high)
{
    while (low < high) {
        Stretch best = best_stretch(s, low, high);
        if ((double)best.gain < s->by.least_gain) {
            return 0;
        }
        if (split(s, best) < 0) {
            return -1;
        }
        if (best.start - low < high - best.end) {
            if (search_between(s, low, best.start) < 0) {
                return -1;
            }
            low = best.end;
        } else {
            if (search_between(s, best.end, high) < 0) {
                return -1;
            }
            high = best.start;
        }
    }
    return 0;
}

PyObject *
find_stretches(const Search *search)
{
    Py_ssize_t languages = search->languages, count = search->count;
    State s = {.by = *search};
    s.sums = PyMem_Malloc((size_t)(count + 3) * (size_t)languages * sizeof(float));
    if (s.sums == NULL) {
        return PyErr_NoMemory();
    }
    s.found = PyList_New(0);
    if (s.found != NULL) {
        s.least = s.sums + (count + 1) * languages;
        s.best = s.least + languages;
        sum_votes(&s);
        if (search_between(&s, 0, count) < 0) {
            Py_CLEAR(s.found);
        }
    }
    PyMem_Free(s.sums);
    return s.found;
}
