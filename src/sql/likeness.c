#include "sql/likeness.h"

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
    if (longer == 0 || longer > TEXT_DISTANCE_LONGEST)
        return text_equal(a, b) ? 100 : 0;
    int letters = (int)(100 - 100 * text_distance(a, b) / longer);
    size_t words = count_words(a) > count_words(b) ? count_words(a) : count_words(b);
    size_t common = 0;
    Text rest = a;
    for (Text word = next_word(&rest); word.length; word = next_word(&rest))
        common += has_word(b, word);
    int shared = words ? (int)(100 * common / words) : 0;
    return letters > shared ? letters : shared;
}
