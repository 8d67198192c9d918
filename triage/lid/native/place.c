/* Where a fragment stands in its text, as triage.lid.bounds finds it in Python; the written rule stands there. */

#include "text.h"

static int
is_sign_at(const Text *text, Py_ssize_t i, int sign)
{
    return (sign_of(text->rules, text->points[i]) & sign) != 0;
}

/* Place a fragment that fills its lines: without blanks and bullets at the edges. */
static void
fill_lines(const Text *text, Py_ssize_t first, Py_ssize_t last, Py_ssize_t before, Py_ssize_t after, Found *found)
{
    const Py_UCS4 *points = text->points;
    Py_ssize_t start = first, end = last;
    while (start > before && points[start - 1] != '\n' && points[start - 1] != '\r') {
        start--;
    }
    while (end < after && points[end] != '\n' && points[end] != '\r') {
        end++;
    }
    while (start < first && is_sign_at(text, start, BULLET)) {
        start++;
    }
    while (end > last && is_sign_at(text, end - 1, EDGE_BLANK)) {
        end--;
    }
    found->start = start;
    found->end = end;
}

/* Tell whether a closing bracket has its opening one between two places. */
static int
closes(const Text *text, Py_UCS4 point, Py_ssize_t first, Py_ssize_t last)
{
    for (Py_ssize_t k = 0; k < text->rules->pairs; k++) {
        for (Py_ssize_t i = first; text->rules->closers[k] == point && i < last; i++) {
            if (text->points[i] == text->rules->openers[k]) {
                return 1;
            }
        }
    }
    return 0;
}

/* Return where a number or a code ends that begins at a place, or -1: `$2,500`, `4:00`, `A4`, `7%`. */
static Py_ssize_t
end_of_number(const Py_UCS4 *points, Py_ssize_t at, Py_ssize_t until)
{
    int has_digit = 0;
    at += at < until && (points[at] == '$' || points[at] == 0xa3 || points[at] == 0x20ac);
    Py_ssize_t first = at;
    for (; at < until; at++) {
        int joins = points[at] == '.' || points[at] == ',' || points[at] == ':' || points[at] == '/' || points[at] == '-';
        if (joins ? at == first || at + 1 >= until || !is_ascii_alnum(points[at + 1]) : !is_ascii_alnum(points[at])) {
            break;
        }
        if (joins && points[at] != '-' && !has_digit) {
            return -1;
        }
        has_digit |= is_ascii_digit(points[at]);
    }
    return has_digit ? at + (at < until && (points[at] == '%' || points[at] == 0xb0)) : -1;
}

static Py_ssize_t
end_of_blanks(const Py_UCS4 *points, Py_ssize_t at, Py_ssize_t until)
{
    while (at < until && (points[at] == ' ' || points[at] == '\t' || points[at] == 0xa0)) {
        at++;
    }
    return at;
}

/* Return where the numbers end that follow a place, the place itself if there are none. */
static Py_ssize_t
behind_numbers(const Text *text, Py_ssize_t last, Py_ssize_t after)
{
    for (;;) {
        Py_ssize_t start = end_of_blanks(text->points, last, after);
        Py_ssize_t end = start > last ? end_of_number(text->points, start, after) : -1;
        if (end < 0) {
            return last;
        }
        last = end;
    }
}

/* Return where the numbers begin that lead to a place, the place itself if there are none. */
static Py_ssize_t
before_numbers(const Text *text, Py_ssize_t before, Py_ssize_t first)
{
    const Py_UCS4 *points = text->points;
    Py_ssize_t near = first - (Py_ssize_t)text->rules->limits.NEAR_NUMBERS;
    for (Py_ssize_t start = near > before ? near : before; start < first; start++) {
        if (start > 0 && !Py_UNICODE_ISSPACE(points[start - 1])) {
            continue;
        }
        Py_ssize_t at = start;
        while (at >= 0 && at < first) {
            Py_ssize_t end = end_of_number(points, at, first);
            at = end < 0 ? -1 : end_of_blanks(points, end, first);
            at = at == end ? -1 : at;
        }
        if (at == first) {
            return start;
        }
    }
    return first;
}

void
place(const Text *text, const Bounds *bounds, Found *found)
{
    const Word *words = text->words;
    Py_ssize_t first = words[bounds->start].start, last = words[bounds->end - 1].end;
    Py_ssize_t before = bounds->start > 0 ? words[bounds->start - 1].end : 0;
    Py_ssize_t after = bounds->end < text->count ? words[bounds->end].start : text->size;
    found->fills_lines = bounds->fills_lines;
    found->quoted = bounds->quoted;
    if (bounds->fills_lines) {
        fill_lines(text, first, last, before, after, found);
        return;
    }
    float sentence = (float)text->rules->params.price_sentence;
    first = words[bounds->start].price <= sentence ? before_numbers(text, before, first) : first;
    last = words[bounds->end].price <= sentence ? behind_numbers(text, last, after) : last;
    while (first > before && is_sign_at(text, first - 1, OPENING)) {
        first--;
    }
    while (last < after && (is_sign_at(text, last, FINAL) || closes(text, text->points[last], first, last))) {
        last++;
    }
    found->start = first;
    found->end = last;
}
