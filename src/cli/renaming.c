#include "cli/renaming.h"

#include "base/file.h"

static Text qualified(Arena *arena, Text owner, Text name)
{
    return owner.length ? text_format(arena, "%.*s.%.*s", TEXT_ARG(owner), TEXT_ARG(name)) : name;
}

/* "column User.name -> title", as a file of renames has it. */
static Text as_line(Arena *arena, const Rename *rename)
{
    Text old = qualified(arena, rename->owner, rename->old_name);
    return text_format(arena, "%s %.*s -> %.*s", rename_kind_name(rename->kind), TEXT_ARG(old),
                       TEXT_ARG(rename->new_name));
}

static void accept(Context *context, Comparison *comparison, const Rename *rename, Renames *renames)
{
    rename_accept(comparison, rename);
    list_add(context->arena, renames, *rename);
}

/* --- guessed and asked --- */

static bool is_wanted(Context *context, bool asks, const Rename *rename, bool *wanted, Error *error)
{
    if (!asks) {
        *wanted = rename->likeness >= RENAME_LIKELY;
        return true;
    }
    Text old = qualified(context->arena, rename->owner, rename->old_name);
    return ask(context, wanted, error, "Was the %s %.*s renamed to %.*s? (%d %% alike)",
               rename_kind_name(rename->kind), TEXT_ARG(old), TEXT_ARG(rename->new_name),
               rename->likeness);
}

/* Join tables are alike when what they join is the same, so tables are looked for again until there
 * are no more. */
static bool find_renames(Context *context, bool asks, Comparison *comparison, Renames *renames,
                         Error *error)
{
    for (int kind = 0; kind < RENAME_KINDS; kind++) {
        size_t before = renames->count;
        Renames found = renames_find(context->arena, comparison, (RenameKind)kind);
        for (list_each(const Rename, rename, &found)) {
            bool wanted = false;
            if (!is_wanted(context, asks, rename, &wanted, error))
                return false;
            if (!wanted)
                continue;
            accept(context, comparison, rename, renames);
            note(context, "Renamed: %.*s (%d %% alike)\n",
                 TEXT_ARG(as_line(context->arena, rename)), rename->likeness);
        }
        if (kind == RENAME_TABLE && renames->count > before)
            kind--;
    }
    return true;
}

/* --- from a file --- */

static bool find_kind(Text word, RenameKind *kind)
{
    for (int i = 0; i < RENAME_KINDS; i++) {
        if (!text_is(word, rename_kind_name((RenameKind)i)))
            continue;
        *kind = (RenameKind)i;
        return true;
    }
    return false;
}

/* The names of owner and thing are parted by a dot; as either may have one inside, each is tried.
 */
static bool find_named(const Comparison *comparison, RenameKind kind, Text old, Text new,
                       Rename *rename)
{
    if (kind == RENAME_TABLE || kind == RENAME_ENUM)
        return rename_named(comparison, kind, TEXT(""), old, new, rename);
    for (size_t i = 0; i < old.length; i++)
        if (old.data[i] == '.' && rename_named(comparison, kind, text_slice(old, 0, i),
                                               text_slice(old, i + 1, old.length), new, rename))
            return true;
    return false;
}

static bool read_line_of_file(Context *context, Text line, Comparison *comparison, Renames *renames,
                              Error *error)
{
    Text rest = line;
    Text word = text_cut(&rest, ' ');
    RenameKind kind = RENAME_TABLE;
    Rename rename;
    ptrdiff_t arrow = text_find(rest, "->");
    if (!find_kind(word, &kind) || arrow < 0) {
        fail(error, ERROR_D1023, "'%.*s' is no rename", TEXT_ARG(line));
        return error_hint(error, "write: table OLD -> NEW, column TABLE.OLD -> NEW, "
                                 "enum OLD -> NEW, or value ENUM.OLD -> NEW");
    }
    Text old = text_trim(text_slice(rest, 0, (size_t)arrow));
    Text new = text_trim(text_slice(rest, (size_t)arrow + 2, rest.length));
    if (!find_named(comparison, kind, old, new, &rename)) {
        fail(error, ERROR_D1023, "'%.*s' does not fit the two schemas", TEXT_ARG(line));
        return error_hint(error, "names are those in the database; the old one has to be gone, and "
                                 "the new one has to be new");
    }
    accept(context, comparison, &rename, renames);
    return true;
}

/* Lines of renames; empty ones and comments (#) are passed over. Tables and enums come first,
 * wherever they stand. */
static bool read_file(Context *context, Text path, Comparison *comparison, Renames *renames,
                      Error *error)
{
    Text content;
    if (!file_read(context->arena, path_resolve(context->arena, context->folder, path), &content,
                   error))
        return error_hint(error, "--renames is ask, guess, none, or a file");
    for (int pass = 0; pass < 2; pass++) {
        Text rest = content;
        for (size_t number = 1; rest.length; number++) {
            Text line = text_trim(text_cut(&rest, '\n'));
            bool is_inner = text_starts_with(line, "column ") || text_starts_with(line, "value ");
            if (line.length == 0 || line.data[0] == '#' || is_inner != (pass == 1))
                continue;
            if (!read_line_of_file(context, line, comparison, renames, error)) {
                error->file = path;
                error->line = number;
                return false;
            }
        }
    }
    return true;
}

bool renaming_apply(Context *context, Text mode, Comparison *comparison, Renames *renames,
                    Error *error)
{
    if (mode.length == 0 || text_is(mode, "none"))
        return true;
    if (text_is(mode, "guess"))
        return find_renames(context, false, comparison, renames, error);
    if (!text_is(mode, "ask"))
        return read_file(context, mode, comparison, renames, error);
    if (context->can_prompt)
        return find_renames(context, true, comparison, renames, error);
    fail(error, ERROR_D1011, "--renames ask has questions, and nobody can answer here");
    return error_hint(error, "run it in a terminal, or give --renames guess or --renames FILE");
}

Text renaming_mode(const Context *context, Text given, bool may_ask)
{
    if (given.length)
        return given;
    return may_ask && context->can_prompt ? TEXT("ask") : TEXT("none");
}
