/* The price of a switch of language between two words, as triage.lid.gaps finds it in Python. */

#include "text.h"

/* What a gap holds. */
typedef struct {
    int signs, blank, hyphen;
    int edges; /* the signs of its first and last character that is no blank */
} Gap;

/* Return where a run of digits joined by single signs ends: 2.5, 10:30, 2021-05-01; `i` where there is but one. */
static Py_ssize_t
skip_number(const Text *text, Py_ssize_t i, Py_ssize_t end)
{
    Py_ssize_t at = i, whole = i;
    while (at < end && Py_UNICODE_ISDECIMAL(text->points[at])) {
        at++;
    }
    while (at + 1 < end && strchr(".,:/-", text->points[at] < 128 ? (int)text->points[at] : 'x') != NULL &&
           text->points[at] != 0 && Py_UNICODE_ISDECIMAL(text->points[at + 1])) {
        for (at++; at < end && Py_UNICODE_ISDECIMAL(text->points[at]); at++) {
        }
        whole = at;
    }
    return whole;
}

/* Return where an address such as https://… ends, which begins at `i`; `i` where there is none. */
static Py_ssize_t
skip_address(const Text *text, Py_ssize_t i, Py_ssize_t end)
{
    Py_ssize_t at = i;
    int found = 0;
    for (; at < end && !Py_UNICODE_ISSPACE(text->points[at]); at++) {
        found |= at > i && at + 3 < end && text->points[at] == ':' && text->points[at + 1] == '/' &&
                 text->points[at + 2] == '/' && !Py_UNICODE_ISSPACE(text->points[at + 3]);
    }
    return found ? at : i;
}

/* Look at a gap; an address or a number counts as one character that says nothing. */
static Gap
look_at(const Text *text, Py_ssize_t start, Py_ssize_t end)
{
    Gap gap = {0};
    Py_ssize_t no_address = start; /* up to here there is none */
    int last = 0, is_first = 1;
    for (Py_ssize_t i = start; i < end;) {
        Py_UCS4 point = text->points[i];
        if (Py_UNICODE_ISSPACE(point)) {
            gap.blank = 1;
            i++;
            continue;
        }
        Py_ssize_t after = i < no_address ? i : skip_address(text, i, end);
        if (after == i && i >= no_address) {
            for (no_address = i; no_address < end && !Py_UNICODE_ISSPACE(text->points[no_address]); no_address++) {
            }
        }
        after = after == i && Py_UNICODE_ISDECIMAL(point) ? skip_number(text, i, end) : after;
        last = after > i ? 0 : sign_of(text->rules, point);
        gap.hyphen |= after == i && point == '-';
        gap.signs |= last;
        gap.edges |= is_first ? last : 0;
        is_first = 0;
        i = after > i ? after : i + 1;
    }
    gap.edges |= last;
    return gap;
}

static int
has_newline(const Text *text, Py_ssize_t start, Py_ssize_t end)
{
    for (Py_ssize_t i = start; i < end; i++) {
        if (text->points[i] == '\n' || text->points[i] == '\r') {
            return 1;
        }
    }
    return 0;
}

static double
price_gap(const Text *text, Py_ssize_t start, Py_ssize_t end)
{
    const Params *p = &text->rules->params;
    if (has_newline(text, start, end)) {
        return p->price_line;
    }
    Gap gap = look_at(text, start, end);
    if (gap.signs & ENDS_UNSPACED) {
        return p->price_sentence;
    }
    if (gap.signs & COMMA_UNSPACED) {
        return p->price_comma;
    }
    if (!gap.blank) {
        return gap.signs & QUOTE ? p->price_quote : end > start ? p->price_joined : p->price_none;
    }
    if (gap.signs & ENDS_SENTENCE) {
        return p->price_sentence;
    }
    if (gap.signs & QUOTE || gap.edges & APOSTROPHE) {
        return p->price_quote;
    }
    return gap.signs & COMMA || gap.hyphen ? p->price_comma : p->price_none;
}

/* Tell whether a word is an initial or an abbreviation. */
static int
is_abbreviation(const Text *text, const Word *word)
{
    return word->end - word->start == 1 ||
           map_get(&text->rules->abbreviations, type_at(text->types, word->row)->fold) != 0;
}

void
price_words(Text *text)
{
    const Params *p = &text->rules->params;
    Word *words = text->words;
    words[0].price = words[text->count].price = (float)p->price_line;
    for (Py_ssize_t i = 1; i < text->count; i++) {
        Py_ssize_t start = words[i - 1].end, end = words[i].start;
        if (end - start == 1 && text->points[start] == ' ') {
            words[i].price = (float)p->price_none;
            continue;
        }
        words[i].price = (float)price_gap(text, start, end);
        /* A full stop behind an abbreviation ends no sentence. */
        if (words[i].price == (float)p->price_sentence && text->points[start] == '.' &&
            is_abbreviation(text, &words[i - 1])) {
            words[i].price = (float)p->price_none;
        }
    }
}
