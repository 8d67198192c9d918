/* What a chunk between blanks is, where that shows at a glance. */

#include "text.h"

/* Tell whether a character may stand before or after a number or a code and joins nothing. */
static int
is_edge(const Text *text, Py_ssize_t i)
{
    switch (text->points[i]) {
    case '.':
    case ',':
    case ':':
    case ';':
    case '!':
    case '?':
    case '\'':
    case '%':
    case '&':
    case '$':
    case 0xa3: /* pounds */
    case 0xb0: /* degrees */
    case 0x20ac: /* euros */
        return 1;
    default:
        return (sign_of(text->rules, text->points[i]) & QUOTE) != 0;
    }
}

/* Tell whether a chunk is numbers and the punctuation of prose: `2021,` or `($3,400)`. */
static int
is_plain_number(const Text *text, Py_ssize_t start, Py_ssize_t end)
{
    for (Py_ssize_t i = start; i < end; i++) {
        if (!is_ascii_digit(text->points[i]) && text->points[i] != '-' && !is_edge(text, i)) {
            return 0;
        }
    }
    return 1;
}

/* What ASCII letters and digits are joined by in a chunk, and its items between full stops. */
typedef struct {
    Py_ssize_t digits, stops, hyphens, slashes, ats, longest;
    int undigited, after_stop; /* an item begins with no digit; the last one are two to five small letters */
} Joints;

/* Read a chunk of letters and digits joined by single characters; 0 if it is no such. */
static int
read_joints(const Py_UCS4 *points, Py_ssize_t length, Joints *j)
{
    Py_ssize_t run = 0, small = 0;
    *j = (Joints){0};
    for (Py_ssize_t i = 0; i < length; i++) {
        Py_UCS4 point = points[i];
        if (is_ascii_alnum(point)) {
            j->digits += is_ascii_digit(point);
            j->undigited |= (i == 0 || points[i - 1] == '.') && !is_ascii_digit(point);
            small += point >= 'a' && point <= 'z';
            run++;
            j->longest = run > j->longest ? run : j->longest;
            continue;
        }
        j->stops += point == '.';
        j->hyphens += point == '-';
        j->slashes += point == '/';
        j->ats += point == '@';
        if (run == 0 || (point != '.' && point != '-' && point != '/' && point != '@')) {
            return 0;
        }
        run = small = 0;
    }
    j->after_stop = j->stops > 0 && points[length - run - 1] == '.' && small == run && run >= 2 && run <= 5;
    return run > 0;
}

/* Tell whether a handle follows its sign: letters, digits, what joins them. */
static int
is_handle(const Py_UCS4 *points, Py_ssize_t length)
{
    for (Py_ssize_t i = 0; i < length; i++) {
        int is_word = is_ascii_alnum(points[i]) || points[i] == '_';
        if (!is_word && (i + 1 == length || (points[i] != '.' && points[i] != '-'))) {
            return 0;
        }
    }
    return length > 0;
}

/* Tell whether a full stop stands behind the at sign of an address. */
static int
is_host(const Py_UCS4 *points, Py_ssize_t length)
{
    Py_ssize_t i = length - 1;
    while (points[i] != '@' && points[i] != '.') {
        i--;
    }
    return points[i] == '.';
}

/* Tell what the characters between the edges of a chunk are, or that only the pattern tells. */
static int
read_joined(const Py_UCS4 *points, Py_ssize_t length)
{
    Joints j;
    if (points[0] == '@' || points[0] == '#') {
        return is_handle(points + 1, length - 1) ? OTHER : ODD;
    }
    if (!read_joints(points, length, &j)) {
        return length == 1 && points[0] == '/' ? WORDS : ODD;
    }
    if (length > 4 && points[0] == 'w' && points[1] == 'w' && points[2] == 'w' && points[3] == '.') {
        return OTHER; /* whatever follows */
    }
    if (j.ats > 0) { /* name@host.org */
        return j.ats == 1 && j.slashes == 0 && is_host(points, length) ? OTHER : ODD;
    }
    if (j.slashes > 0) { /* km/h, north/south-east */
        return j.slashes == 1 && j.stops == 0 && j.digits == 0 ? WORDS : ODD;
    }
    if (j.stops > 0) {
        if (j.hyphens > 0) {
            return ODD;
        }
        /* example.org; 1.2bn, a code each; U.S */
        return j.after_stop ? CODE : !j.undigited ? CODES : j.digits == 0 && j.longest == 1 ? WORDS : ODD;
    }
    return j.digits > 0 ? CODE : ODD; /* F-15E */
}

int
read_chunk(const Text *text, Py_ssize_t start, Py_ssize_t end, Py_ssize_t *first, Py_ssize_t *last)
{
    if (is_plain_number(text, start, end)) {
        return NUMBERS;
    }
    Py_ssize_t until = end;
    while (start < end && text->points[start] != '.' && is_edge(text, start)) {
        start++;
    }
    while (end > start && is_edge(text, end - 1)) {
        end--;
    }
    *first = start;
    *last = end;
    int is_call = end + 1 < until && text->points[end] == '(' && text->points[end + 1] == ')';
    return start < end && !is_call ? read_joined(text->points + start, end - start) : ODD;
}
