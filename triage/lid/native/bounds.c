/* Where a fragment begins and ends, as triage.lid.bounds finds it in Python; the written rule stands there. */

#include "text.h"

static int
is_one_of(float price, const double *prices, int count)
{
    for (int k = 0; k < count; k++) {
        if (price == (float)prices[k]) {
            return 1;
        }
    }
    return 0;
}

void
unit(const Text *text, Py_ssize_t *start, Py_ssize_t *end, const double *prices, int count)
{
    while (*start > 0 && !is_one_of(text->words[*start].price, prices, count)) {
        --*start;
    }
    while (*end < text->count && !is_one_of(text->words[*end].price, prices, count)) {
        ++*end;
    }
}

/* Tell whether words may belong to either language: names, or such that the matrix explains hardly better. */
static int
are_neutral(const Text *text, Py_ssize_t start, Py_ssize_t end, Py_ssize_t column)
{
    for (Py_ssize_t i = start; i < end; i++) {
        const Word *word = &text->words[i];
        /* a word of a line all in capitals is no name for that */
        int is_name = word->capital && !is_shouted(text, word);
        float vote = score_of(text, i, column) - score_of(text, i, text->wanted.matrix);
        if (!is_name && (double)vote <= -text->rules->params.neutral_vote) {
            return 0;
        }
    }
    return 1;
}

/* Return where the line ends before a place: the place of its newline, -1 for the first line. */
static Py_ssize_t
line_before(const Text *text, Py_ssize_t at)
{
    while (--at >= 0 && text->points[at] != '\n') {
    }
    return at;
}

static int
all_capital(const Text *text, Py_ssize_t start, Py_ssize_t end)
{
    while (start < end && text->words[start].capital) {
        start++;
    }
    return start == end;
}

/* Return where a stretch ends without whole lines of names at its end, unless the line before runs on. */
static Py_ssize_t
drop_name_lines(const Text *text, const Stretch *stretch)
{
    const Word *words = text->words;
    Py_ssize_t end = stretch->end;
    for (Py_ssize_t at = stretch->end - 1; at > stretch->start; at--) {
        if (words[at].price == (float)text->rules->params.price_line) {
            Py_ssize_t line = line_before(text, words[at - 1].end);
            if (!all_capital(text, at, end) || (double)(words[at - 1].end - line) > text->rules->params.wrapped_line) {
                break;
            }
            end = at;
        }
    }
    return end;
}

/* Return where a range starts without a label such as `FOTO:`. */
static Py_ssize_t
drop_label(const Text *text, Py_ssize_t start, Py_ssize_t end)
{
    const Word *words = text->words;
    if (end - start > 1 && words[start].traits & text->rules->bits.CREDIT) {
        Py_ssize_t at = words[start].end;
        while (at < words[start + 1].start && Py_UNICODE_ISSPACE(text->points[at])) {
            at++;
        }
        if (at < words[start + 1].start && (text->points[at] == ':' || text->points[at] == 0xff1a)) {
            return start + 1;
        }
    }
    return start;
}

/* Tell whether what stands between two words parts a credit from a caption. */
static int
parts_credit(const Text *text, Py_ssize_t start, Py_ssize_t end)
{
    const Py_UCS4 *points = text->points;
    for (Py_ssize_t i = start; i < end; i++) {
        int blank_after = i + 1 < end && Py_UNICODE_ISSPACE(points[i + 1]);
        if (sign_of(text->rules, points[i]) & CREDIT_BREAK || (points[i] == '.' && blank_after) ||
            (points[i] == '-' && blank_after && i > start && Py_UNICODE_ISSPACE(points[i - 1]))) {
            return 1;
        }
    }
    return 0;
}

/* Tell whether a slash between blanks stands between two words. */
static int
has_slash(const Text *text, Py_ssize_t start, Py_ssize_t end)
{
    const Py_UCS4 *points = text->points;
    for (Py_ssize_t i = start + 1; i + 1 < end; i++) {
        if (points[i] == '/' && Py_UNICODE_ISSPACE(points[i - 1]) && Py_UNICODE_ISSPACE(points[i + 1])) {
            return 1;
        }
    }
    return 0;
}

/* Return where a range ends without a credit: names behind a break, an agency or a credit word among them. Behind a slash
   between blanks they need none. */
static Py_ssize_t
drop_credit(const Text *text, Py_ssize_t start, Py_ssize_t end)
{
    const Word *words = text->words;
    Py_ssize_t cut = end;
    int credited = 0;
    for (Py_ssize_t at = end - 1; at > start; at--) {
        int is_credit = (words[at].traits & text->rules->bits.CREDIT) != 0;
        credited |= is_credit;
        if (!words[at].capital && !is_credit) {
            break;
        }
        Py_ssize_t from = words[at - 1].end, until = words[at].start;
        if ((credited && parts_credit(text, from, until)) || has_slash(text, from, until)) {
            cut = at;
        }
    }
    return cut;
}

/* Tell whether a quotation mark stands right before a word. */
static int
opens_quotation(const Text *text, Py_ssize_t at)
{
    Py_ssize_t start = text->words[at].start;
    return start > 0 && sign_of(text->rules, text->points[start - 1]) & QUOTE;
}

/* Tell whether a quotation mark stands right behind the word before a place. */
static int
closes_quotation(const Text *text, Py_ssize_t at)
{
    Py_ssize_t end = text->words[at - 1].end;
    return end < text->size && sign_of(text->rules, text->points[end]) & QUOTE;
}

/* Return what some words say for a language against the matrix, names aside. */
static double
sum_votes_of(const Text *text, Py_ssize_t start, Py_ssize_t end, Py_ssize_t column)
{
    double sum = 0.0;
    for (Py_ssize_t i = start; i < end; i++) {
        sum += text->words[i].capital
                   ? 0.0
                   : (double)(score_of(text, i, column) - score_of(text, i, text->wanted.matrix));
    }
    return sum;
}

/* Leave out what leads to a quotation that ends the range, or follows one that begins it, if it is in the matrix
   language: to switch at the edge of a line costs less than at the mark. */
static void
keep_quotation(const Text *text, Py_ssize_t *start, Py_ssize_t *end, Py_ssize_t column)
{
    float quote = (float)text->rules->params.price_quote;
    Py_ssize_t first = *start + 1, last = *end - 1;
    while (first < *end && text->words[first].price != quote) {
        first++;
    }
    while (last > *start && text->words[last].price != quote) {
        last--;
    }
    if (first >= *end) {
        return;
    }
    if (closes_quotation(text, *end) && opens_quotation(text, last) && sum_votes_of(text, *start, last, column) <= 0.0) {
        *start = last;
    } else if (opens_quotation(text, *start) && closes_quotation(text, first) &&
               sum_votes_of(text, first, *end, column) <= 0.0) {
        *end = first;
    }
}

Bounds
snap(const Text *text, const Stretch *stretch)
{
    const Params *p = &text->rules->params;
    const double levels[][3] = {
        {p->price_line, p->price_quote}, {p->price_line, p->price_quote, p->price_sentence}, {p->price_line}};
    static const int counts[] = {2, 3, 1};
    Py_ssize_t start = stretch->start, end = drop_name_lines(text, stretch);
    keep_quotation(text, &start, &end, stretch->column);
    double most = p->most_names_per_word * (double)(end - start);
    for (size_t k = 0; k < sizeof counts / sizeof *counts; k++) {
        Py_ssize_t low = start, high = end;
        unit(text, &low, &high, levels[k], counts[k]);
        if ((double)(start - low + high - end) <= most && are_neutral(text, low, start, stretch->column) &&
            are_neutral(text, end, high, stretch->column)) {
            start = low;
            end = high;
        }
    }
    Py_ssize_t first = drop_label(text, start, end);
    end = drop_credit(text, start, end);
    first = first < end ? first : end - 1; /* a label and a credit leave nothing between them */
    return (Bounds){first, end, is_edged(text, first, end, p->price_line), is_edged(text, first, end, p->price_quote)};
}
