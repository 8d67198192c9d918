/* How the words of a text are written, as triage.lid.marks finds it in Python. */

#include "text.h"

static void
mark_capitals(Text *text)
{
    const Rules *rules = text->rules;
    const TraitBits *bits = &rules->bits;
    for (Py_ssize_t i = 0; i < text->count; i++) {
        Word *word = &text->words[i];
        const Type *type = type_at(text->types, word->row);
        int capital = (type->traits & bits->CAPITAL) != 0, upper = (type->traits & bits->UPPER) != 0;
        int initial = word->price <= (float)rules->params.price_sentence;
        word->traits = type->traits;
        word->weight = type->weight;
        word->capital = (char)capital;
        word->name = (char)(capital && (!initial || upper));
        word->phrase = 0;
        if (capital && initial && !(type->traits & (bits->UPPER | bits->MIXED))) {
            word->weight = (float)rules->params.initial_weight;
        }
    }
}

/* A line all in capitals: capitals make no name. */
static void
mark_shouted(Text *text)
{
    const Params *p = &text->rules->params;
    Word *words = text->words;
    for (Py_ssize_t start = 0, end; start < text->count; start = end) {
        Py_ssize_t upper = 0;
        for (end = start; end == start || (end < text->count && words[end].price != (float)p->price_line); end++) {
            upper += (words[end].traits & text->rules->bits.UPPER) != 0;
        }
        if ((double)(end - start) >= p->least_shouted && (double)upper / (double)(end - start) > p->shouted_share) {
            for (Py_ssize_t i = start; i < end; i++) {
                words[i].name = 0;
                words[i].weight = (float)p->initial_weight;
            }
        }
    }
}

/* Particles between two capitalised words belong to the name. */
static void
mark_joined(Text *text)
{
    Word *words = text->words;
    Py_ssize_t last = -1;
    for (Py_ssize_t i = 0; i < text->count; i++) {
        if (words[i].capital) {
            for (Py_ssize_t k = last + 1; last >= 0 && k < i; k++) {
                words[k].name = 1;
                words[k].weight = (float)text->rules->params.capital_weight;
            }
            last = i;
        } else if (!(words[i].traits & text->rules->bits.PARTICLE)) {
            last = -1;
        }
    }
}

static int
stands_here(const Text *text, const struct Phrase *phrase, Py_ssize_t i)
{
    const uint64_t *folds = text->rules->phrases.words + phrase->at;
    if (i + phrase->length > text->count) {
        return 0;
    }
    for (Py_ssize_t k = 0; k < phrase->length; k++) {
        if (type_at(text->types, text->words[i + k].row)->fold != folds[k]) {
            return 0;
        }
    }
    return 1;
}

/* The established phrases, the longest at each word. */
static void
mark_phrases(Text *text)
{
    const Phrases *phrases = &text->rules->phrases;
    for (Py_ssize_t i = 0; i < text->count; i++) {
        if (!(text->words[i].traits & text->rules->bits.PHRASE)) {
            continue;
        }
        int32_t at = map_get(&phrases->first, type_at(text->types, text->words[i].row)->fold);
        while (at != 0 && !stands_here(text, &phrases->items[at - 1], i)) {
            at = phrases->items[at - 1].next;
        }
        for (Py_ssize_t k = 0; at != 0 && k < phrases->items[at - 1].length; k++) {
            text->words[i + k].weight = (float)text->rules->params.phrase_weight;
            text->words[i + k].phrase = 1;
        }
    }
}

void
mark_words(Text *text)
{
    mark_capitals(text);
    mark_shouted(text);
    mark_joined(text);
    mark_phrases(text);
}
