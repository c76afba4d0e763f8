#include "data/seed.h"

#include "base/buffer.h"
#include "base/file.h"

TextList seed_words(Arena *arena, Text command, const TextList *more)
{
    TextList words = {0};
    Buffer word = BUFFER(arena);
    bool open = false;
    for (size_t i = 0; i <= command.length; i++) {
        char c = i < command.length ? command.data[i] : ' ';
        bool kept = c == '\\' && i + 1 < command.length && command.data[i + 1] == ' ';
        if (kept)
            c = command.data[++i];
        if (is_space(c) && !kept) {
            if (open)
                list_add(arena, &words, text_copy(arena, buffer_text(&word)));
            open = false;
            buffer_clear(&word);
            continue;
        }
        open = true;
        buffer_add_char(&word, c);
    }
    for (list_each(Text, extra, more))
        list_add(arena, &words, *extra);
    return words;
}

static Text path_with_local_programs(Arena *arena, Text folder, const Environment *environment)
{
    Buffer path = BUFFER(arena);
    for (;;) {
        Text programs = path_resolve(arena, folder, TEXT("node_modules/.bin"));
        if (file_is_folder(programs))
            buffer_add_format(&path, "%.*s:", TEXT_ARG(programs));
        if (folder.length <= 1)
            break;
        folder = path_parent(folder);
    }
    const Text *rest = environment_get(environment, "PATH");
    buffer_add(&path, rest ? *rest : TEXT("/usr/local/bin:/usr/bin:/bin"));
    return buffer_text(&path);
}

bool seed_run(Arena *arena, const TextList *words, Text folder, const Environment *environment,
              bool quiet_output, ProcessEnd *end, Error *error)
{
    Environment own = {MAP(arena)};
    for (list_each(MapEntry, entry, &environment->variables.entries))
        environment_set(&own, entry->key, *(const Text *)entry->value);
    environment_set(&own, TEXT("PATH"), path_with_local_programs(arena, folder, environment));
    return process_run(arena, words, &own, quiet_output, end, error);
}
