/* The numbers and lists that identification goes by, read from Python once. */

#ifndef TRIAGE_RULES_H
#define TRIAGE_RULES_H

#include "stems.h"

#define MOST_SHARES 40 /* the most that a vote may weigh */
#define PLANE 0x10000 /* character classes are given for the Basic Multilingual Plane; others are no letters */

enum { LETTER = 1, IDEOGRAPH = 2 };

/* Fields of triage.lid.params.PARAMS. */
#define PARAMETERS(X)                                                                                                    \
    X(clip) X(unlisted) X(temper) X(phrase_weight) X(name_loss) X(initial_weight) X(capital_weight) X(price_line)        \
    X(price_sentence) X(price_quote) X(price_comma) X(price_none) X(price_joined) X(short_text) X(rise_lines)            \
    X(rise_inline) X(least_gain) X(least_letters) X(most_names_per_word) X(neutral_vote) X(least_shouted)                \
    X(shouted_share) X(attested_words) X(attested_share) X(wrapped_line) X(close) X(matrix_clip)

/* Constants of triage.lid.limits. */
#define LIMITS(X)                                                                                                        \
    X(FUNCTION_LOG) X(COMMON_LOG) X(LISTED_LOG) X(STRONG_VOTE) X(COMMON_VOTE) X(MARKED_VOTE) X(CLEAR_VOTE)               \
    X(SHORT_STRETCH) X(SHORT_ITEM) X(LONGEST_TERM) X(MOST_CREATORS) X(NAME_ITEM) X(NEAR_BEFORE) X(NEAR_AFTER) X(NEAR_BRACKET) X(NEAR_NUMBERS) X(MOST)    \
    X(MOST_GAIN) X(NATS) X(MOST_STRONG) X(MOST_NUCLEUS) X(MOST_NUMBERS) X(MOST_CODE)

/* Bits of triage.lid.traits.Trait. */
#define TRAITS(X)                                                                                                        \
    X(CAPITAL) X(UPPER) X(MIXED) X(LETTER) X(PARTICLE) X(STREET) X(CREDIT) X(ROLE) X(CAPTION) X(INSTITUTION) X(LATIN)    \
    X(PHRASE) X(FOREIGN) X(LEGAL) X(AGENCY) X(OFFICE)

typedef struct {
#define FIELD(name) double name;
    PARAMETERS(FIELD)
#undef FIELD
} Params;

typedef struct {
#define FIELD(name) double name;
    LIMITS(FIELD)
#undef FIELD
} Limits;

typedef struct {
#define FIELD(name) unsigned name;
    TRAITS(FIELD)
#undef FIELD
} TraitBits;

/* Classes of characters, bits of one number, in the order in which triage.lid.compiled gives them. */
#define SIGN_CLASSES 16
enum {
    ENDS_SENTENCE = 1 << 0,
    ENDS_UNSPACED = 1 << 1,  /* in a script without blanks */
    COMMA_UNSPACED = 1 << 2, /* separates without a blank */
    QUOTE = 1 << 3,
    APOSTROPHE = 1 << 4,
    COMMA = 1 << 5,
    OPENING = 1 << 6, /* begins a sentence: an inverted mark */
    FINAL = 1 << 7,   /* ends a sentence, and belongs to it */
    BULLET = 1 << 8,
    EDGE_BLANK = 1 << 9,
    CREDIT_BREAK = 1 << 10,
    ITEM_BREAK = 1 << 11, /* separates the items of a list */
    ITEM_DOT = 1 << 12,   /* does so between blanks */
    BRACKET = 1 << 13,
    CLOSING_BRACKET = 1 << 14,
    CODE_SIGN = 1 << 15
};

/* The guard: a logistic model. */
typedef struct {
    double bias;
    double *weights;
    Py_ssize_t count;
} Guard;

/* The established phrases, by the hashes of their words; those with one first word form a chain, longest first. */
typedef struct {
    uint64_t *words;
    struct Phrase {
        Py_ssize_t at, length;
        int32_t next; /* from 1; 0 for none */
    } *items;
    Py_ssize_t count;
    Map first; /* of each first word its longest phrase, from 1 */
} Phrases;

typedef struct {
    Params params;
    Limits limits;
    TraitBits bits;
    Guard guard;
    Phrases phrases;
    Map listed;        /* traits of words by the hash of their lower case, plus LISTED_BIT */
    Map abbreviations; /* words whose full stop ends no sentence */
    Stems inside, starts, endings;
    Py_ssize_t short_stem, english; /* the column of English, -1 if there is none */
    Py_ssize_t shares;              /* of a weight, in which `bounds` are counted */
    Py_UCS4 latin_ends, ideographs;
    unsigned case_mask;
    float *weights, *bounds; /* by the traits that say how a word is capitalised; see triage.lid.traits */
    unsigned char classes[PLANE];
    uint16_t signs[PLANE];
    Py_UCS4 *closers, *openers; /* brackets that come in pairs */
    Py_ssize_t pairs;
    PyObject *find_others, *number_kinds, *fold; /* asked about what is rare */
    PyObject *lower, *form;                      /* the name of str.lower, and that of the composed form */
} Rules;

/* Kept with the traits of a listed word, so that no word has 0. */
#define LISTED_BIT 0x10000

/* Read the rules from an object with an attribute for each; 0, or -1 with an error set. */
int rules_read(Rules *rules, PyObject *object);
void rules_free(Rules *rules);

static inline int
class_of(const Rules *rules, Py_UCS4 point)
{
    return point < PLANE ? rules->classes[point] : 0;
}

static inline int
sign_of(const Rules *rules, Py_UCS4 point)
{
    return point < PLANE ? rules->signs[point] : 0;
}

#endif
