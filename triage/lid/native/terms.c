/* What tells terms, identifiers, titles and organisations from speech, as triage.lid.terms does in Python. */

#include "text.h"

/* A letter as Python's patterns have it: no digit, no underscore. */
static int
is_letter(Py_UCS4 point)
{
    return Py_UNICODE_ISALNUM(point) && !Py_UNICODE_ISDECIMAL(point);
}

/* Return how many hyphens between two letters there are in a stretch. */
Py_ssize_t
count_hyphens(const Text *text, const Stretch *stretch)
{
    Py_ssize_t end = text->words[stretch->end - 1].end, count = 0;
    for (Py_ssize_t i = text->words[stretch->start].start + 1; i + 1 < end; i++) {
        count += text->points[i] == '-' && is_letter(text->points[i - 1]) && is_letter(text->points[i + 1]);
    }
    return count;
}

/* Tell whether a bracket opens shortly before a stretch and does not close before it. */
int
in_brackets(const Text *text, const Stretch *stretch)
{
    Py_ssize_t at = text->words[stretch->start].start, most = (Py_ssize_t)text->rules->limits.NEAR_BRACKET;
    for (Py_ssize_t i = at - 1; i >= 0 && i >= at - most; i--) {
        int sign = sign_of(text->rules, text->points[i]);
        if (sign & (BRACKET | CLOSING_BRACKET)) {
            return (sign & BRACKET) != 0;
        }
    }
    return 0;
}

/* Return at how many ends of a stretch with a capital the sentence just goes on: a title or a name does that. */
int
runs_on(const Text *text, const Stretch *stretch)
{
    const Word *words = text->words;
    float none = (float)text->rules->params.price_none;
    Py_ssize_t start = stretch->start, end = stretch->end;
    if (!words[start].capital) {
        return 0;
    }
    return (start > 0 && words[start].price >= none && !words[start - 1].capital) +
           (end < text->count && words[end].price >= none && !words[end].capital);
}

/* Tell whether a word is an abbreviation in brackets. */
static int
is_in_brackets(const Text *text, const Word *word)
{
    return word->traits & text->rules->bits.UPPER && word->start > 0 && word->end < text->size &&
           sign_of(text->rules, text->points[word->start - 1]) & BRACKET &&
           sign_of(text->rules, text->points[word->end]) & CLOSING_BRACKET;
}

/* Tell whether a stretch ends with its abbreviation in brackets, or one follows. */
int
is_abbreviated(const Text *text, const Stretch *stretch)
{
    const Word *last = &text->words[stretch->end - 1];
    return (stretch->end - stretch->start > 1 && is_in_brackets(text, last)) ||
           (stretch->end < text->count && is_in_brackets(text, last + 1));
}

/* Tell whether a sign stands between two places, on one line. */
static int
has_sign(const Text *text, Py_ssize_t start, Py_ssize_t end, int sign)
{
    while (start < end && text->points[start] != '\n' && !(sign_of(text->rules, text->points[start]) & sign)) {
        start++;
    }
    return start < end && text->points[start] != '\n';
}

/* Tell whether a stretch ends with names in brackets, as behind the title of a work; agencies sign captions so. */
int
names_creator(const Text *text, const Stretch *stretch)
{
    const Word *words = text->words;
    const TraitBits *bits = &text->rules->bits;
    Py_ssize_t last = stretch->end - 1, most = (Py_ssize_t)text->rules->limits.MOST_CREATORS;
    Py_ssize_t until = stretch->end < text->count ? words[stretch->end].start : text->size;
    if (!has_sign(text, words[last].end, until, CLOSING_BRACKET)) {
        return 0;
    }
    for (Py_ssize_t at = last; at > stretch->start && at > last - most; at--) {
        if (words[at].traits & bits->CREDIT || !(words[at].traits & (bits->CAPITAL | bits->PARTICLE))) {
            return 0;
        }
        for (Py_ssize_t i = words[at - 1].end; i < words[at].start; i++) {
            if (sign_of(text->rules, text->points[i]) & BRACKET) {
                return 1;
            }
        }
    }
    return 0;
}

int
has_credit(const Text *text, Py_ssize_t start, Py_ssize_t end)
{
    while (start < end && !(text->words[start].traits & text->rules->bits.CREDIT)) {
        start++;
    }
    return start < end;
}

/* Return how many signs of code stand on the lines of a stretch. */
Py_ssize_t
count_code(const Text *text, const Stretch *stretch)
{
    const Py_UCS4 *points = text->points;
    Py_ssize_t at = text->words[stretch->start].start, last = text->words[stretch->end - 1].end, count = 0;
    while (at > 0 && points[at - 1] != '\n') {
        at--;
    }
    for (; at < text->size && (at < last || points[at] != '\n'); at++) {
        int is_and = points[at] == '&' && at + 1 < text->size && points[at + 1] == '&';
        count += is_and || sign_of(text->rules, points[at]) & CODE_SIGN;
        at += is_and;
    }
    return count;
}
