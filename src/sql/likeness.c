#include "sql/likeness.h"

enum { LONGEST = 128 };

/* The letters that have to be added, removed or exchanged to make one of the other. */
static size_t edit_distance(Text a, Text b)
{
    size_t row[LONGEST + 1];
    for (size_t j = 0; j <= b.length; j++)
        row[j] = j;
    for (size_t i = 1; i <= a.length; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= b.length; j++) {
            size_t exchanged = diagonal + (to_lower(a.data[i - 1]) != to_lower(b.data[j - 1]));
            size_t other = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;
            diagonal = row[j];
            row[j] = exchanged < other ? exchanged : other;
        }
    }
    return row[b.length];
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* Cuts the first word off a name in camelCase, snake_case or with digits. */
static Text next_word(Text *rest)
{
    while (rest->length && !is_letter(rest->data[0]))
        *rest = text_slice(*rest, 1, rest->length);
    size_t end = 0;
    while (end < rest->length && is_letter(rest->data[end]) &&
           (end == 0 || !is_upper(rest->data[end]) || is_upper(rest->data[end - 1])))
        end++;
    Text word = text_slice(*rest, 0, end);
    *rest = text_slice(*rest, end, rest->length);
    return word;
}

static size_t count_words(Text text)
{
    size_t count = 0;
    while (next_word(&text).length)
        count++;
    return count;
}

static bool has_word(Text text, Text word)
{
    for (Text other = next_word(&text); other.length; other = next_word(&text))
        if (text_equal_ignoring_case(other, word))
            return true;
    return false;
}

int names_likeness(Text a, Text b)
{
    size_t longer = a.length > b.length ? a.length : b.length;
    if (longer == 0 || longer > LONGEST)
        return text_equal(a, b) ? 100 : 0;
    int letters = (int)(100 - 100 * edit_distance(a, b) / longer);
    size_t words = count_words(a) > count_words(b) ? count_words(a) : count_words(b);
    size_t common = 0;
    Text rest = a;
    for (Text word = next_word(&rest); word.length; word = next_word(&rest))
        common += has_word(b, word);
    int shared = words ? (int)(100 * common / words) : 0;
    return letters > shared ? letters : shared;
}
