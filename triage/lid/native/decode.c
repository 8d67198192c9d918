/* The decoder, as triage.lid.decode does it in Python: the same sums in the same order. */

#include "text.h"

static int
push_stretch(Text *text, Stretch stretch)
{
    text->stretches = buffer_need(&text->stretches_buffer, text->stretches_count + 1, sizeof *text->stretches);
    if (text->stretches == NULL) {
        return -1;
    }
    text->stretches[text->stretches_count++] = stretch;
    return 0;
}

WIDE static void
sum_votes(Text *text)
{
    Py_ssize_t stride = text->types->tables->stride;
    float name_loss = (float)text->rules->params.name_loss;
    memset(text->sums, 0, (size_t)stride * sizeof(float));
    for (Py_ssize_t i = 0; i < text->count; i++) {
        const uint8_t *restrict row = type_of(text, i)->grades;
        const float *restrict before = text->sums + i * stride;
        float *restrict after = text->sums + (i + 1) * stride;
        float weight = text->words[i].weight * text->types->nats_per_grade;
        int own = row[text->wanted.matrix];
        float loss = text->words[i].name ? name_loss : 1.0f;
        for (Py_ssize_t c = 0; c < stride; c++) {
            float vote = (float)(row[c] - own) * weight, of_name = vote * loss;
            after[c] = before[c] + (of_name > vote ? of_name : vote);
        }
    }
}

static float
entry_at(const Text *text, Py_ssize_t i, Py_ssize_t c)
{
    return text->sums[i * text->types->tables->stride + c] + text->words[i].price - text->wanted.priors[c];
}

/* Fill in for each language the best gain of a stretch within words `low` to `high`. */
WIDE static void
find_gains(const Text *text, Py_ssize_t low, Py_ssize_t high, float *restrict least, float *restrict best)
{
    Py_ssize_t stride = text->types->tables->stride;
    const float *restrict priors = text->wanted.priors;
    for (Py_ssize_t c = 0; c < stride; c++) {
        least[c] = HUGE_VALF;
        best[c] = -HUGE_VALF;
    }
    for (Py_ssize_t i = low; i < high; i++) {
        const float *restrict sums = text->sums + i * stride, *restrict after = sums + stride;
        float price = text->words[i].price, leaving = text->words[i + 1].price;
        for (Py_ssize_t c = 0; c < stride; c++) {
            float entry = sums[c] + price - priors[c];
            least[c] = entry < least[c] ? entry : least[c];
            float gain = after[c] - leaving - least[c];
            best[c] = gain > best[c] ? gain : best[c];
        }
    }
}

/* Return the first word after which a stretch in a language has gained so much. */
static Py_ssize_t
end_of(const Text *text, Py_ssize_t low, Py_ssize_t high, Py_ssize_t c, float gain)
{
    Py_ssize_t stride = text->types->tables->stride;
    float least = HUGE_VALF;
    for (Py_ssize_t i = low; i < high; i++) {
        float entry = entry_at(text, i, c);
        least = entry < least ? entry : least;
        if (text->sums[(i + 1) * stride + c] - text->words[i + 1].price - least == gain) {
            return i + 1;
        }
    }
    return high;
}

static Stretch
best_stretch(const Text *text, Py_ssize_t low, Py_ssize_t high)
{
    Py_ssize_t languages = text->types->tables->languages, stride = text->types->tables->stride;
    float *least = text->sums + (text->count + 1) * stride, *gains = least + stride; /* behind the sums */
    find_gains(text, low, high, least, gains);
    Stretch best = {low, high + 1, 0, gains[0]};
    for (Py_ssize_t c = 1; c < languages; c++) {
        best.gain = gains[c] > best.gain ? gains[c] : best.gain;
    }
    /* Of equal ones the first to end counts, then the first language. */
    for (Py_ssize_t c = 0; c < languages; c++) {
        if (gains[c] == best.gain) {
            Py_ssize_t end = end_of(text, low, high, c, best.gain);
            if (end < best.end) {
                best.end = end;
                best.column = c;
            }
        }
    }
    float entry, lowest = HUGE_VALF;
    for (Py_ssize_t i = low; i < best.end; i++) {
        if ((entry = entry_at(text, i, best.column)) < lowest) {
            lowest = entry;
            best.start = i;
        }
    }
    return best;
}

/* Find the words inside a stretch that it pays most to leave, one staying on each side; return what it gains. */
static float
find_leave(const Text *text, Stretch whole, Py_ssize_t *start, Py_ssize_t *end)
{
    Py_ssize_t stride = text->types->tables->stride, leaving = 0;
    const float *sums = text->sums + whole.column;
    float leave = -HUGE_VALF, most = 0.0f;
    for (Py_ssize_t i = whole.start + 1; i < whole.end - 1; i++) {
        float left = sums[i * stride] - text->words[i].price;
        if (left > leave) {
            leave = left;
            leaving = i;
        }
        float loss = leave - (sums[(i + 1) * stride] + text->words[i + 1].price);
        if (loss > most) {
            most = loss;
            *start = leaving;
            *end = i + 1;
        }
    }
    return most;
}

static Stretch
part_of(const Text *text, Py_ssize_t start, Py_ssize_t end, Py_ssize_t c)
{
    Py_ssize_t stride = text->types->tables->stride;
    const float *sums = text->sums + c;
    float gain = sums[end * stride] - sums[start * stride] - text->words[start].price - text->words[end].price;
    return (Stretch){start, end, c, gain};
}

/* Leave a stretch for some words inside where that pays; a part that gains nothing is none. The larger part is left to the
   loop, so that a long text does not fill the stack. */
static int
split(Text *text, Stretch whole)
{
    Py_ssize_t start, end;
    while (find_leave(text, whole, &start, &end) > 0.0f) {
        Stretch first = part_of(text, whole.start, start, whole.column);
        Stretch second = part_of(text, end, whole.end, whole.column);
        int first_is_small = first.end - first.start < second.end - second.start;
        Stretch small = first_is_small ? first : second;
        whole = first_is_small ? second : first;
        if (small.gain > 0.0f && split(text, small) < 0) {
            return -1;
        }
        if (whole.gain <= 0.0f) {
            return 0;
        }
    }
    return push_stretch(text, whole);
}

static int
search_between(Text *text, Py_ssize_t low, Py_ssize_t high)
{
    while (low < high) {
        Stretch best = best_stretch(text, low, high);
        if ((double)best.gain < text->rules->params.least_gain) {
            return 0;
        }
        if (split(text, best) < 0) {
            return -1;
        }
        if (best.start - low < high - best.end) {
            if (search_between(text, low, best.start) < 0) {
                return -1;
            }
            low = best.end;
        } else {
            if (search_between(text, best.end, high) < 0) {
                return -1;
            }
            high = best.start;
        }
    }
    return 0;
}

static int
by_gain(const void *one, const void *other)
{
    const Stretch *a = one, *b = other;
    return a->gain != b->gain ? (a->gain < b->gain ? 1 : -1) : (a->start > b->start) - (a->start < b->start);
}

int
find_stretches(Text *text)
{
    Py_ssize_t stride = text->types->tables->stride;
    text->stretches_count = 0;
    text->sums = buffer_need(&text->sums_buffer, (text->count + 3) * stride, sizeof(float));
    if (text->sums == NULL) {
        return -1;
    }
    sum_votes(text);
    if (search_between(text, 0, text->count) < 0) {
        return -1;
    }
    if (text->stretches_count > 1) {
        qsort(text->stretches, (size_t)text->stretches_count, sizeof *text->stretches, by_gain);
    }
    return 0;
}
