/* The features of a stretch and what the guard makes of them, as triage.lid.features and .confidence do in Python. */

#include "text.h"

/* What is counted over the words of a stretch. Votes are nats; the nucleus are words that are no names and join none. */
typedef struct {
    double votes, nucleus_votes;
    Py_ssize_t nucleus, letters, function, particles, capitals, names, strong, common, latin, foreign, unlisted,
        established;
    unsigned marked; /* traits of the words that speak for the embedded language, or count wherever they stand */
    int institution;
} Tally;

/* Return the traits of a word, that of one in a line all in capitals as if it were in lower case. */
static unsigned
unshout(const Text *text, const Word *word)
{
    const TraitBits *bits = &text->rules->bits;
    return is_shouted(text, word) ? word->traits & ~(bits->CAPITAL | bits->UPPER) : word->traits;
}

static Tally
tally(const Text *text, const Stretch *stretch)
{
    const Limits *limits = &text->rules->limits;
    const TraitBits *bits = &text->rules->bits;
    Tally t = {0};
    for (Py_ssize_t i = stretch->start; i < stretch->end; i++) {
        const Word *word = &text->words[i];
        unsigned traits = unshout(text, word);
        double embedded = score_of(text, i, stretch->column);
        double vote = embedded - (double)score_of(text, i, text->wanted.matrix);
        t.votes += vote;
        if (!(traits & (bits->CAPITAL | bits->PARTICLE | bits->AGENCY)) && !word->name) {
            t.nucleus++;
            t.nucleus_votes += vote;
            t.letters += word->end - word->start;
            t.function += embedded > limits->FUNCTION_LOG && vote > limits->CLEAR_VOTE;
        }
        if (traits & bits->CAPITAL) {
            t.capitals++;
            t.strong += vote > limits->STRONG_VOTE;
            t.common += vote > limits->COMMON_VOTE && embedded > limits->COMMON_LOG;
            t.institution |= (traits & bits->INSTITUTION) != 0;
        }
        t.institution |= traits & bits->LEGAL && traits & (bits->UPPER | bits->MIXED);
        t.particles += traits & bits->PARTICLE && !word->name;
        t.names += word->name;
        t.latin += (traits & bits->LATIN) != 0;
        t.foreign += (traits & bits->FOREIGN) != 0;
        t.established += word->phrase && !(word->traits & bits->AGENCY);
        t.unlisted += embedded < limits->LISTED_LOG;
        t.marked |= vote > limits->MARKED_VOTE ? traits : traits & (bits->CREDIT | bits->STREET);
    }
    return t;
}

/* Return how many characters part two items of a list at a place: 1, 3 for a dot between blanks, 0 for none. */
static Py_ssize_t
break_at(const Text *text, Py_ssize_t i, Py_ssize_t end)
{
    if (sign_of(text->rules, text->points[i]) & ITEM_BREAK) {
        return 1;
    }
    return text->points[i] == ' ' && i + 2 < end && sign_of(text->rules, text->points[i + 1]) & ITEM_DOT &&
                   text->points[i + 2] == ' '
               ? 3
               : 0;
}

/* The items of a list: how many, the words in the longest, and how many begin with a capital or no letter. */
typedef struct {
    Py_ssize_t count, longest, opened;
} Items;

static void
add_item(const Text *text, Py_ssize_t start, Py_ssize_t end, Items *items)
{
    Py_ssize_t words = 0;
    int is_inside = 0;
    while (start < end && Py_UNICODE_ISSPACE(text->points[start])) {
        start++;
    }
    for (Py_ssize_t i = start; i < end; i++) {
        int is_blank = Py_UNICODE_ISSPACE(text->points[i]);
        words += !is_blank && !is_inside;
        is_inside = !is_blank;
    }
    items->count++;
    items->longest = words > items->longest ? words : items->longest;
    items->opened += start == end || Py_UNICODE_ISUPPER(text->points[start]) || !Py_UNICODE_ISALPHA(text->points[start]);
}

static Items
list_items(const Text *text, const Stretch *stretch)
{
    Py_ssize_t at = text->words[stretch->start].start, end = text->words[stretch->end - 1].end;
    Items items = {0};
    for (Py_ssize_t i = at; i < end;) {
        Py_ssize_t size = break_at(text, i, end);
        if (size > 0) {
            add_item(text, at, i, &items);
            at = i + size;
        }
        i += size > 0 ? size : 1;
    }
    add_item(text, at, end, &items);
    return items;
}

/* Return how many numbers and codes stand in a stretch or near it. */
static Py_ssize_t
count_numbers(const Text *text, const Stretch *stretch)
{
    double low = (double)text->words[stretch->start].start - text->rules->limits.NEAR_BEFORE;
    double high = (double)text->words[stretch->end - 1].end + text->rules->limits.NEAR_AFTER;
    Py_ssize_t count = 0;
    for (Py_ssize_t i = 0; i < text->others_count; i++) {
        const Other *other = &text->others[i];
        count += other->is_number && low <= (double)other->start && (double)other->start < high;
    }
    return count;
}

static double
at_most(double value, double most)
{
    return value < most ? value : most;
}

static double
at_least_0(double value)
{
    return value > 0.0 ? value : 0.0;
}

/* Fill in the features, in the order of triage.lid.features.NAMES; return how many there are. */
static Py_ssize_t
describe(const Text *text, const Stretch *stretch, double *features)
{
    const Limits *limits = &text->rules->limits;
    const TraitBits *bits = &text->rules->bits;
    const Params *params = &text->rules->params;
    Tally t = tally(text, stretch);
    Items items = list_items(text, stretch);
    Py_ssize_t low = stretch->start, high = stretch->end;
    unit(text, &low, &high, &params->price_line, 1);
    double n = (double)(stretch->end - stretch->start), rest = (double)(stretch->start - low + high - stretch->end);
    double weight = log1p(at_least_0(t.nucleus_votes)), commas = (double)(items.count - 1);
    double numbers = at_most((double)count_numbers(text, stretch), limits->MOST_NUMBERS);
    int fills = is_edged(text, stretch->start, stretch->end, params->price_line);
    int role = (t.marked & bits->ROLE) != 0, is_list = commas > 0 && (double)items.longest <= limits->NAME_ITEM;
    double term = fills || n > limits->LONGEST_TERM ? 0.0 : (limits->LONGEST_TERM - n) / limits->LONGEST_TERM;
    const double all[] = {
        log1p(at_least_0((double)stretch->gain)),
        at_most((double)stretch->gain, limits->MOST_GAIN) / limits->NATS,
        t.votes / n,
        weight,
        at_most((double)t.nucleus, limits->MOST_NUCLEUS) / limits->MOST,
        fills ? 0.0 : weight,
        log1p((double)t.letters),
        t.nucleus == 0,
        at_most((double)t.function, limits->MOST),
        (double)t.particles / n,
        (double)t.capitals / n,
        (double)t.names / n,
        at_most((double)t.strong, limits->MOST_STRONG),
        at_most((double)t.common, limits->MOST),
        role,
        role && t.nucleus == 0,
        (t.marked & bits->CAPTION) != 0,
        (t.marked & bits->CREDIT) != 0,
        !role && t.institution,
        numbers > 0 && (t.marked & bits->STREET) != 0,
        (double)t.latin / n,
        2 * (double)t.foreign > n,
        n <= limits->SHORT_STRETCH ? (double)t.unlisted / n : 0.0,
        is_list && items.count > 2 && (double)items.longest <= limits->SHORT_ITEM,
        is_list ? (double)items.opened / (double)items.count : 0.0,
        at_least_0(commas - 1) / n,
        numbers,
        fills,
        is_edged(text, stretch->start, stretch->end, params->price_quote),
        rest / (rest + n),
        stretch->column == text->rules->english ? term : 0.0,
        in_brackets(text, stretch) ? term : 0.0,
        (double)count_hyphens(text, stretch) / n,
        t.nucleus == 0 && has_credit(text, low, high),
        runs_on(text, stretch),
        is_abbreviated(text, stretch),
        (double)t.established / n,
        fills && names_creator(text, stretch),
        at_most((double)count_code(text, stretch), limits->MOST_CODE),
    };
    memcpy(features, all, sizeof all);
    return (Py_ssize_t)(sizeof all / sizeof *all);
}

#define MOST_FEATURES 64
#define MOST_LOGIT 30.0

double
judge(const Text *text, const Stretch *stretch)
{
    const Guard *guard = &text->rules->guard;
    double features[MOST_FEATURES], sum = 0.0;
    Py_ssize_t count = describe(text, stretch, features);
    for (Py_ssize_t i = 0; i < count && i < guard->count; i++) {
        sum += features[i] * guard->weights[i];
    }
    double logit = guard->bias + sum;
    logit = logit > MOST_LOGIT ? MOST_LOGIT : logit < -MOST_LOGIT ? -MOST_LOGIT : logit;
    return 1.0 / (1.0 + exp(-logit));
}
