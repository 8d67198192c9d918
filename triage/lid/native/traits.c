/* Traits: what a word is by its letters, as triage.lid.traits finds it in Python. The lists come from there. */

#include "types.h"

static int
is_all_upper(const Py_UCS4 *points, Py_ssize_t length)
{
    int cased = 0;
    for (Py_ssize_t i = 0; i < length; i++) {
        if (Py_UNICODE_ISLOWER(points[i]) || Py_UNICODE_ISTITLE(points[i])) {
            return 0;
        }
        cased |= Py_UNICODE_ISUPPER(points[i]);
    }
    return cased;
}

/* Tell whether a small letter is followed by a capital, both of Latin-1. */
static int
has_inner_capital(const Py_UCS4 *points, Py_ssize_t length)
{
    for (Py_ssize_t i = 1; i < length; i++) {
        Py_UCS4 small = points[i - 1], large = points[i];
        int is_large = (large >= 'A' && large <= 'Z') || (large >= 0xc0 && large <= 0xde && large != 0xd7);
        if (is_large && ((small >= 'a' && small <= 'z') || (small >= 0xdf && small <= 0xff && small != 0xf7))) {
            return 1;
        }
    }
    return 0;
}

static unsigned
find_case(const Rules *rules, const Py_UCS4 *points, Py_ssize_t length)
{
    unsigned traits = points[0] > rules->latin_ends ? rules->bits.FOREIGN : 0;
    if (Py_UNICODE_ISUPPER(points[0])) {
        traits |= rules->bits.CAPITAL;
        if (length > 1 && is_all_upper(points, length)) {
            return traits | rules->bits.UPPER;
        }
    }
    if (length == 1) {
        return points[0] < rules->ideographs ? traits | rules->bits.LETTER : traits;
    }
    return has_inner_capital(points, length) ? traits | rules->bits.MIXED : traits;
}

/* Return the traits of a word by the stems in it and its endings, `small` in lower case, `written` letters long. */
static unsigned
find_letters(const Rules *rules, const Py_UCS4 *small, Py_ssize_t length, Py_ssize_t written)
{
    unsigned traits = 0;
    for (Py_ssize_t i = 0; length > rules->short_stem && i <= length - START; i++) {
        traits |= find_stems(&rules->inside, small + i, length - i);
    }
    if (written >= rules->short_stem) {
        traits |= find_stems(&rules->starts, small, length);
    }
    for (Py_ssize_t i = 0; i < rules->endings.count; i++) {
        const Stem *ending = &rules->endings.stems[i];
        if (ending->length <= length && stands_at(ending, small + length - ending->length, ending->length)) {
            traits |= ending->traits;
        }
    }
    return traits;
}

unsigned
find_traits(const Rules *rules, const Py_UCS4 *points, Py_ssize_t length, const Py_UCS4 *small,
            Py_ssize_t small_length, uint64_t fold)
{
    unsigned listed = (unsigned)map_get(&rules->listed, fold) & ~(unsigned)LISTED_BIT;
    unsigned traits = listed | find_case(rules, points, length) | find_letters(rules, small, small_length, length);
    return traits & rules->bits.OFFICE ? traits & ~rules->bits.ROLE : traits;
}
