/* Names the language of a fragment, as triage.lid.naming does in Python. */

#include "text.h"

WIDE static void
add_grades(float *restrict sums, const uint8_t *restrict grades, float weight, Py_ssize_t stride)
{
    for (Py_ssize_t c = 0; c < stride; c++) {
        sums[c] += (float)grades[c] * weight;
    }
}

/* Tell whether a language's word list has a fair share of a fragment's words; short fragments are not asked. */
static int
is_attested(const Text *text, const Bounds *bounds, Py_ssize_t column)
{
    const Rules *rules = text->rules;
    unsigned asked = rules->bits.CAPITAL | rules->bits.LETTER | rules->bits.FOREIGN;
    Py_ssize_t lower = 0, listed = 0;
    for (Py_ssize_t i = bounds->start; i < bounds->end; i++) {
        if (!(text->words[i].traits & asked)) {
            lower++;
            listed += (double)score_of(text, i, column) > rules->limits.LISTED_LOG;
        }
    }
    return (double)lower < rules->params.attested_words || (double)listed >= rules->params.attested_share * (double)lower;
}

void
name_language(Text *text, const Stretch *stretch, const Bounds *bounds, Found *found)
{
    const Tables *tables = text->types->tables;
    Py_ssize_t stride = tables->stride, column = stretch->column, second = -1;
    float *sums = text->sums + (text->count + 1) * stride; /* behind the votes there is room for some numbers */
    memset(sums, 0, (size_t)stride * sizeof *sums);
    for (Py_ssize_t i = bounds->start; i < bounds->end; i++) {
        add_grades(sums, type_of(text, i)->grades, text->words[i].weight * text->types->nats_per_grade, stride);
    }
    for (Py_ssize_t c = 0; c < stride; c++) {
        sums[c] += text->wanted.priors[c];
    }
    for (Py_ssize_t c = 0; c < tables->languages; c++) {
        if (c != column && c != text->wanted.matrix && (second < 0 || sums[c] > sums[second])) {
            second = c;
        }
    }
    found->column = column;
    found->runner_up = second >= 0 && sums[second] > sums[column] - (float)text->rules->params.close ? second : -1;
    if (tables->most[column] < 0.0 && !is_attested(text, bounds, column)) {
        found->runner_up = column;
        found->column = -1;
    }
}
