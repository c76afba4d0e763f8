#include "cli/recovering.h"

#include "base/clock.h"

static const char *const words[WAY_COUNT] = {
    [WAY_RETRY] = "retry",
    [WAY_FINISH] = "finish",
    [WAY_UNDO] = "undo",
    [WAY_RESTORE] = "restore",
};

const char *way_word(Way way)
{
    return words[way];
}

Way way_of(Text word)
{
    Way way = WAY_RETRY;
    while (way < WAY_COUNT && !text_is(word, words[way]))
        way++;
    return way;
}

static const char *const fates[] = {
    [FATE_DONE] = "in place",
    [FATE_NOT_DONE] = "not in place",
    [FATE_UNKNOWN] = "not known",
};
static const char *const fate_marks[] = {
    [FATE_DONE] = "✓", [FATE_NOT_DONE] = "·", [FATE_UNKNOWN] = "?"};
static const Style fate_styles[] = {
    [FATE_DONE] = STYLE_GOOD, [FATE_NOT_DONE] = STYLE_DIM, [FATE_UNKNOWN] = STYLE_WARNING};

/* The first lines of the log: the database's words. */
static void tell_log(Context *context, Text log)
{
    enum { LINES = 4 };
    for (int i = 0; i < LINES && log.data && text_trim(log).length; i++) {
        Text line = text_cut(&log, '\n');
        if (line.length == 0)
            break;
        say(context, "  %.*s\n", TEXT_ARG(line));
    }
}

static void tell_statements(Context *context, const Recovery *recovery)
{
    enum { SHOWN = 60 };
    say(context, "\nWhat of its %.*s is in the database:\n",
        TEXT_ARG(counted(context->arena, recovery->statements.count, "statement")));
    for (size_t i = 0; i < recovery->statements.count; i++) {
        const RecoverStatement *statement = &recovery->statements.items[i];
        Text shown = statement_shown(context->arena, statement->sql, SHOWN);
        say(context, "  %s%s%s %zu  %.*s  %s(line %zu: %s)%s\n",
            out_style(context, fate_styles[statement->fate]), fate_marks[statement->fate],
            out_style(context, STYLE_PLAIN), i + 1, TEXT_ARG(shown), out_style(context, STYLE_DIM),
            statement->line, fates[statement->fate], out_style(context, STYLE_PLAIN));
    }
    if (!recovery->fits)
        say(context, "What is there is not what a beginning of the script makes: something else "
                     "has changed it, or the file.\n");
    else if (!recover_is_known(recovery))
        say(context, "Of statements that only change rows, nothing in the catalog tells whether "
                     "they ran.\n");
    if (recovery->fits && recovery->left.count)
        say(context, "In the schema, %.*s from before.\n",
            TEXT_ARG(text_format(
                context->arena, "%.*s",
                TEXT_ARG(counted(context->arena, recovery->left.count, "difference")))));
}

static void write_recovery(JsonWriter *json, const Recovery *recovery)
{
    json_add_text(json, "migration", recovery->row->name);
    json_add_text(json, "log", recovery->row->logs);
    json_add_bool(json, "edited", recovery->is_edited);
    json_add_bool(json, "interrupted", recovery->is_interrupted);
    json_add_number(json, "otherFailures", (int64_t)recovery->others);
    json_add_bool(json, "isBeginning", recovery->fits);
    json_add_number(json, "inPlaceAtLeast", (int64_t)recovery->least);
    json_add_number(json, "inPlaceAtMost", (int64_t)recovery->most);
    json_begin_array(json, "statements");
    for (list_each(const RecoverStatement, statement, &recovery->statements)) {
        json_begin_object(json, NULL);
        json_add_number(json, "line", (int64_t)statement->line);
        json_add_text(json, "sql", statement->sql);
        json_add_string(json, "state",
                        statement->fate == FATE_DONE       ? "done"
                        : statement->fate == FATE_NOT_DONE ? "notDone"
                                                           : "unknown");
        json_end_object(json);
    }
    json_end_array(json);
}

void recovery_tell(Context *context, const Recovery *recovery)
{
    const HistoryRow *row = recovery->row;
    Text time = clock_format(context->arena, row->started_at);
    say(context, "\nThe migration %s%.*s%s, begun at %.19s UTC, %s.\n",
        out_style(context, STYLE_BOLD), TEXT_ARG(row->name), out_style(context, STYLE_PLAIN),
        time.data, recovery->is_interrupted ? "was interrupted" : "has failed");
    tell_log(context, text_trim(row->logs));
    if (recovery->is_edited)
        say(context, "Its file was edited since: what follows is about the file as it is now.\n");
    tell_statements(context, recovery);
    if (recovery->others)
        say(context, "%.*s failed, too: run this command again afterwards.\n",
            TEXT_ARG(counted(context->arena, recovery->others, "other migration")));
    if (context->json)
        write_recovery(&context->writer, recovery);
}

/* --- the ways --- */

static void tell_script(Context *context, Text script)
{
    for (Text rest = text_trim(script); rest.data;) {
        Text line = text_cut(&rest, '\n');
        if (line.length || rest.data)
            say(context, "       %.*s\n", TEXT_ARG(line));
    }
}

static Text way_shown(Context *context, const Recovery *recovery, const Ways *ways, Way way)
{
    size_t left = recovery->statements.count - ways->from;
    switch (way) {
    case WAY_RETRY:
        return TEXT("mark it as rolled back, and run it again");
    case WAY_FINISH:
        if (left == 0)
            return TEXT("all of it is in place: mark it as applied");
        if (left == 1)
            return text_format(context->arena, "run statement %zu, and mark it as applied",
                               ways->from + 1);
        return text_format(context->arena, "run statements %zu to %zu, and mark it as applied",
                           ways->from + 1, recovery->statements.count);
    case WAY_UNDO:
        return ways->undo.script.length
                   ? TEXT("take back what is in place, and mark it as rolled back:")
                   : TEXT("mark it as rolled back");
    case WAY_RESTORE:
    case WAY_COUNT:
        break;
    }
    return TEXT("put a backup back (--backup FILE): what was written since is lost");
}

void ways_tell(Context *context, const Recovery *recovery, const Ways *ways)
{
    JsonWriter *json = &context->writer;
    say(context, "\nWays out, the safest first:\n");
    for (Way way = WAY_RETRY; way < WAY_COUNT; way++) {
        if (ways->why_not[way])
            say(context, "  %s%-8s not now: %s%s\n", out_style(context, STYLE_DIM), words[way],
                ways->why_not[way], out_style(context, STYLE_PLAIN));
        else
            say(context, "  %s%-8s%s %.*s\n", out_style(context, STYLE_BOLD), words[way],
                out_style(context, STYLE_PLAIN), TEXT_ARG(way_shown(context, recovery, ways, way)));
        if (way != WAY_UNDO || ways->why_not[way])
            continue;
        tell_script(context, ways->undo.script);
        for (list_each(const Text, lost, &ways->undo.lost))
            say(context, "       %s!%s %.*s\n", out_style(context, STYLE_WARNING),
                out_style(context, STYLE_PLAIN), TEXT_ARG(*lost));
    }
    if (!context->json)
        return;
    json_begin_array(json, "ways");
    for (Way way = WAY_RETRY; way < WAY_COUNT; way++) {
        json_begin_object(json, NULL);
        json_add_string(json, "strategy", words[way]);
        json_add_bool(json, "possible", !ways->why_not[way]);
        json_add_text_or_null(json, "why", text_from(ways->why_not[way]));
        if (way == WAY_UNDO && !ways->why_not[way]) {
            json_add_text(json, "script", ways->undo.script);
            write_texts(json, "lost", &ways->undo.lost);
        }
        json_end_object(json);
    }
    json_end_array(json);
}
