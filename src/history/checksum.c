#include "history/checksum.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/file.h"
#include "base/utf8.h"

Text checksum_of(Arena *arena, Text script)
{
    return digest_hex(arena, digest_of(&script, 1));
}

typedef enum LineEnds {
    LINE_ENDS_AS_THEY_ARE,
    LINE_ENDS_LF,
    LINE_ENDS_CRLF,
} LineEnds;

/* Feeds a piece with each CRLF as LF, or each LF as CRLF. `pending_cr` carries a CR at the end of
 * one piece over to the next. */
static void add_converted(Digester *digester, Text piece, LineEnds ends, bool *pending_cr)
{
    size_t plain = 0;
    if (piece.length == 0)
        return;
    if (*pending_cr && piece.data[0] != '\n')
        digester_add(digester, TEXT("\r"));
    *pending_cr = false;
    for (size_t i = 0; i < piece.length; i++) {
        bool skip_cr = ends == LINE_ENDS_LF && piece.data[i] == '\r' &&
                       (i + 1 == piece.length || piece.data[i + 1] == '\n');
        bool add_cr = ends == LINE_ENDS_CRLF && piece.data[i] == '\n';
        if (!skip_cr && !add_cr)
            continue;
        digester_add(digester, text_slice(piece, plain, i));
        plain = i + (skip_cr ? 1 : 0);
        *pending_cr = skip_cr && i + 1 == piece.length;
        if (add_cr)
            digester_add(digester, TEXT("\r"));
    }
    digester_add(digester, text_slice(piece, plain, piece.length));
}

static bool equals(Arena *arena, Digest digest, Text stored)
{
    bool padded = stored.length == (size_t)DIGEST_SIZE * 2;
    return text_equal(padded ? digest_hex(arena, digest) : digest_hex_unpadded(arena, digest),
                      stored);
}

static bool matches_text(Arena *arena, Text script, LineEnds ends, Text stored)
{
    bool pending_cr = false;
    Digester *digester = digester_new(arena);
    if (ends == LINE_ENDS_AS_THEY_ARE)
        digester_add(digester, script);
    else
        add_converted(digester, script, ends, &pending_cr);
    if (pending_cr)
        digester_add(digester, TEXT("\r"));
    return equals(arena, digester_end(digester), stored);
}

/* The digest of an open file from its start; false when reading fails. */
static bool digest_descriptor(Arena *arena, int descriptor, LineEnds ends, Digest *digest)
{
    enum { PIECE = 32 * 1024 };
    static char piece[PIECE]; /* one thread, and nothing is kept in it between calls */
    size_t size = sizeof piece;
    Digester *digester = digester_new(arena);
    bool pending_cr = false;
    off_t at = 0;
    for (;;) {
        ssize_t got = pread(descriptor, piece, size, at);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return false;
        Text text = {piece, (size_t)got};
        if (ends == LINE_ENDS_AS_THEY_ARE)
            digester_add(digester, text);
        else
            add_converted(digester, text, ends, &pending_cr);
        at += got;
        if ((size_t)got < size)
            break; /* a regular file gives less only at its end */
    }
    if (pending_cr)
        digester_add(digester, TEXT("\r"));
    *digest = digester_end(digester);
    return true;
}

bool checksum_matches_text(Arena *arena, Text script, Text stored)
{
    bool matches = false;
    ArenaMark mark = arena_mark(arena);
    for (int ends = LINE_ENDS_AS_THEY_ARE; ends <= LINE_ENDS_CRLF && !matches; ends++)
        matches = matches_text(arena, script, (LineEnds)ends, stored);
    arena_rewind(arena, mark);
    return matches;
}

/* The rare last question: was the text hashed after bytes that are no UTF-8 had been replaced? */
static bool matches_replaced(Arena *arena, Text path, Text stored, bool *matches, Error *error)
{
    Text content;
    if (!file_read(arena, path, &content, error))
        return false;
    *matches = false;
    if (utf8_first_invalid(content) < 0)
        return true;
    *matches = checksum_matches_text(arena, utf8_replace_invalid(arena, content), stored);
    return true;
}

static bool matches_descriptor(Arena *arena, int descriptor, Text stored, bool *matches)
{
    for (int ends = LINE_ENDS_AS_THEY_ARE; ends <= LINE_ENDS_CRLF && !*matches; ends++) {
        Digest digest;
        if (!digest_descriptor(arena, descriptor, (LineEnds)ends, &digest))
            return false;
        *matches = equals(arena, digest, stored);
    }
    return true;
}

bool checksum_matches_file(Arena *arena, Text path, Text stored, bool *matches, Error *error)
{
    *matches = false;
    ArenaMark mark = arena_mark(arena);
    int descriptor = open(text_cstr(arena, path), O_RDONLY | O_CLOEXEC);
    bool done = descriptor >= 0 && matches_descriptor(arena, descriptor, stored, matches);
    int problem = errno;
    if (descriptor >= 0)
        close(descriptor);
    arena_rewind(arena, mark);
    if (!done)
        return fail(error, ERROR_D1007, "'%.*s' could not be read: %s", TEXT_ARG(path),
                    strerror(problem)); // NOLINT(concurrency-mt-unsafe)
    if (*matches || stored.length == 0)
        return true;
    mark = arena_mark(arena);
    done = matches_replaced(arena, path, stored, matches, error);
    if (done)
        arena_rewind(arena, mark);
    return done;
}

bool checksum_matches_at(Arena *arena, int folder, Text name, Text stored)
{
    static const char script[] = "/migration.sql";
    char path[PATH_MAX];
    bool matches = false;
    if (name.length + sizeof script > sizeof path)
        return false;
    memcpy(path, name.data, name.length);
    memcpy(path + name.length, script, sizeof script);
    int descriptor = openat(folder, path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    ArenaMark mark = arena_mark(arena);
    Digest digest;
    if (digest_descriptor(arena, descriptor, LINE_ENDS_AS_THEY_ARE, &digest))
        matches = equals(arena, digest, stored);
    arena_rewind(arena, mark);
    close(descriptor);
    return matches;
}
