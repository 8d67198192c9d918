/* A text being looked at: its words, how they are written, the stretches in other languages. */

#ifndef TRIAGE_TEXT_H
#define TRIAGE_TEXT_H

#include "types.h"

/* A word: where it stands (code points), its hash, its row, how it is written, and the price of a switch before it
   (nats). The one behind the last has a price alone. See triage.lid.marks. */
typedef struct {
    Py_ssize_t start, end;
    uint64_t hash;
    int32_t row;
    unsigned traits;
    float weight, price;
    char capital, name, phrase;
} Word;

/* A token that is no word. */
typedef struct {
    Py_ssize_t start;
    int is_number;
} Other;

/* Words `start` to `end`, best explained by the language in a column, with the gain after the prices. */
typedef struct {
    Py_ssize_t start, end, column;
    float gain;
} Stretch;

/* Words `start` to `end`, and how they sit in the text. */
typedef struct {
    Py_ssize_t start, end;
    int fills_lines, quoted;
} Bounds;

/* A fragment; `column` is -1 where its language cannot be told, `runner_up` -1 where there is none. */
typedef struct {
    Py_ssize_t start, end, column, runner_up;
    double posterior;
    float gain;
    int fills_lines, quoted;
} Found;

/* What a text is looked at for: see triage.lid.finder. */
typedef struct {
    Py_ssize_t matrix;
    const float *priors; /* [stride] */
    double min_confidence;
} Wanted;

typedef struct {
    Types *types;
    const Rules *rules;
    PyObject *text;
    const Py_UCS4 *points; /* NULL until the text is looked at closely */
    Py_ssize_t size, count, words_capacity, others_count, stretches_count, found_count;
    Wanted wanted;
    Word *words;
    Other *others;
    Stretch *stretches;
    Found *found;
    float *sums; /* [words + 1, stride] votes before each word */
    Buffer points_buffer, letters_buffer, words_buffer, others_buffer;
    Buffer stretches_buffer, found_buffer, sums_buffer, taken_buffer;
} Text;

static inline const Type *
type_of(const Text *text, Py_ssize_t i)
{
    return type_at(text->types, text->words[i].row);
}

/* Return the log-likelihood of a word in a language (nats). */
static inline float
score_of(const Text *text, Py_ssize_t i, Py_ssize_t column)
{
    return score_at(text->types, type_of(text, i), column);
}

/* Tell whether a word is in capitals because its line is: other words in capitals are names. */
static inline int
is_shouted(const Text *text, const Word *word)
{
    return word->traits & text->rules->bits.UPPER && !word->name;
}

/* Tell whether a switch costs one price at both ends of a range of words. */
static inline int
is_edged(const Text *text, Py_ssize_t start, Py_ssize_t end, double price)
{
    return text->words[start].price == (float)price && text->words[end].price == (float)price;
}

/* words.c: begin without words; find all words of a text fast, or those between two places; look the words up. 0, or -1 on
   error. */
int begin_words(Text *text);
int find_words(Text *text, PyObject *object);
int find_between(Text *text, Py_ssize_t start, Py_ssize_t end);
int look_up(Text *text);

/* shapes.c: what a chunk between blanks is. The pattern of triage.lid.tokens says the same in a hundred times as long: what
   only it tells is ODD. CODES are several parted by full stops, OTHER counts for no number, WORDS are nothing else. */
enum { ODD, NUMBERS, CODE, CODES, OTHER, WORDS };
/* `first` and `last` become the places of what stands between the edges of the chunk. */
int read_chunk(const Text *text, Py_ssize_t start, Py_ssize_t end, Py_ssize_t *first, Py_ssize_t *last);

/* chunks.c: read the characters of a text, and split its words from what is none. */
int split_words(Text *text);

/* prices.c */
void price_words(Text *text);

/* marks.c */
void mark_words(Text *text);

/* gate.c: tell whether some stretch gains enough to be looked for. */
int stands_out(Text *text);

/* decode.c: fill in the stretches, strongest first. */
int find_stretches(Text *text);

/* bounds.c */
Bounds snap(const Text *text, const Stretch *stretch);
void unit(const Text *text, Py_ssize_t *start, Py_ssize_t *end, const double *prices, int count);

/* place.c: fill in where the fragment begins and ends. */
void place(const Text *text, const Bounds *bounds, Found *found);

/* terms.c */
Py_ssize_t count_hyphens(const Text *text, const Stretch *stretch);
int in_brackets(const Text *text, const Stretch *stretch);
int runs_on(const Text *text, const Stretch *stretch);
int is_abbreviated(const Text *text, const Stretch *stretch);
Py_ssize_t count_code(const Text *text, const Stretch *stretch);
int names_creator(const Text *text, const Stretch *stretch);
int has_credit(const Text *text, Py_ssize_t start, Py_ssize_t end);

/* features.c: the posterior of a stretch, by the guard. */
double judge(const Text *text, const Stretch *stretch);

/* naming.c: fill in the language and the runner-up. */
void name_language(Text *text, const Stretch *stretch, const Bounds *bounds, Found *found);

#endif
