/* The gate, as triage.lid.gate: only texts in which some stretch stands out are looked at closely. */

#include "text.h"

#define AHEAD 4 /* rows lie all over the evidence: one is fetched while those before it are counted */

/* Return the most that a stretch of the words gains in any one language. */
WIDE static float
rise_of(const Text *text, float *restrict gains, float *restrict best)
{
    Py_ssize_t stride = text->types->tables->stride, count = text->count;
    memset(gains, 0, (size_t)stride * sizeof *gains);
    memset(best, 0, (size_t)stride * sizeof *best);
    for (Py_ssize_t i = 0; i < count; i++) {
        const float *restrict row = scores_of(text, i);
        if (i + AHEAD < count) {
            prefetch(scores_of(text, i + AHEAD), stride * (Py_ssize_t)sizeof *row);
        }
        float own = row[text->wanted.matrix], weight = type_at(text->types, text->words[i].row)->bound;
        for (Py_ssize_t c = 0; c < stride; c++) {
            float gain = gains[c] + (row[c] - own) * weight;
            gains[c] = gain > 0.0f ? gain : 0.0f;
            best[c] = gains[c] > best[c] ? gains[c] : best[c];
        }
    }
    float most = 0.0f;
    for (Py_ssize_t c = 0; c < stride; c++) {
        most = best[c] > most ? best[c] : most;
    }
    return most;
}

/* Return what a stretch must gain; see triage.lid.gate.least_rise. */
static double
least_rise(const Text *text)
{
    const Params *p = &text->rules->params;
    int is_short = (double)text->size < p->short_text;
    return is_short || PyUnicode_FindChar(text->text, '\n', 0, text->size, 1) >= 0 ? p->rise_lines : p->rise_inline;
}

int
stands_out(Text *text)
{
    float gains[MOST_LANGUAGES], best[MOST_LANGUAGES];
    return rise_of(text, gains, best) > (float)least_rise(text);
}
