/* The gate, as triage.lid.gate: only texts in which some stretch stands out are looked at closely. */

#include "text.h"

#define AHEAD 4 /* types lie all over the table: one is fetched while those before it are counted */
/* What has gained so much stands out by far; no vote carries it out of 16 bits. */
#define ENOUGH (INT16_MAX - MOST_GRADE * MOST_SHARES)

/* Return the most that a stretch of the words gains in any one language, in units of triage.lid.gate, up to ENOUGH. */
WIDE static int
rise_of(const Text *text, int16_t *restrict gains, int16_t *restrict best)
{
    Py_ssize_t lanes = text->types->lanes, count = text->count;
    memset(gains, 0, (size_t)lanes * sizeof *gains);
    memset(best, 0, (size_t)lanes * sizeof *best);
    for (Py_ssize_t i = 0; i < count; i++) {
        const Type *type = type_of(text, i);
        const uint8_t *restrict grades = type->grades;
        if (i + AHEAD < count) {
            prefetch(type_of(text, i + AHEAD), (Py_ssize_t)text->types->size);
        }
        int16_t own = grades[text->wanted.matrix], weight = type->bound;
        for (Py_ssize_t c = 0; c < lanes; c++) {
            int16_t vote = (int16_t)((int16_t)(grades[c] - own) * weight), gain = (int16_t)(gains[c] + vote);
            gain = gain > 0 ? gain : 0;
            gain = gain < ENOUGH ? gain : ENOUGH;
            gains[c] = gain;
            best[c] = gain > best[c] ? gain : best[c];
        }
    }
    int most = 0;
    for (Py_ssize_t c = 0; c < lanes; c++) {
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
    int has_lines = is_short || PyUnicode_FindChar(text->text, '\n', 0, text->size, 1) >= 0;
    double unit = (double)text->types->nats_per_grade / (double)text->rules->shares;
    return (has_lines ? p->rise_lines : p->rise_inline) / unit;
}

int
stands_out(Text *text)
{
    int16_t gains[MOST_LANGUAGES + CACHE_LINE], best[MOST_LANGUAGES + CACHE_LINE];
    return (double)rise_of(text, gains, best) > least_rise(text);
}
