#include "base/transliteration.h"

#include <string.h>

#include "base/utf8.h"

typedef struct Spelling {
    const char *ascii;
    const char *letters;
    bool is_sequence; /* the letters together; else each of them */
} Spelling;

static const Spelling spellings[] = {
#define TRANSLITERATION(ascii, letters) {ascii, letters, false},
#define SEQUENCE(ascii, letters) {ascii, letters, true},
#include "base/transliteration.def"
#undef TRANSLITERATION
#undef SEQUENCE
};

/* The spelling of what the text begins with, which is not ASCII; `length` is how much of it that
 * is. NULL when it has none. Sequences come first in the table. */
static const char *spelling_of(Text text, size_t character, size_t *length)
{
    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++) {
        const Spelling *spelling = &spellings[i];
        Text letters = text_from(spelling->letters);
        if (spelling->is_sequence) {
            *length = letters.length;
            if (text_starts_with(text, spelling->letters))
                return spelling->ascii;
        } else if (memmem(letters.data, letters.length, text.data, character)) {
            *length = character;
            return spelling->ascii;
        }
    }
    return NULL;
}

void transliterate(Buffer *out, Text text)
{
    size_t length;
    for (size_t at = 0; at < text.length; at += length) {
        Text rest = text_slice(text, at, text.length);
        const char *spelling = NULL;
        length = utf8_length(rest, 0);
        if (length == 0)
            length = 1; /* not UTF-8 */
        else if (length > 1)
            spelling = spelling_of(rest, length, &length);
        if (spelling)
            buffer_add_string(out, spelling);
        else
            buffer_add(out, text_slice(rest, 0, length));
    }
}
