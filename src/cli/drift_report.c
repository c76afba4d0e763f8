#include "cli/drift_report.h"

typedef enum DriftState {
    DRIFT_MISSING,
    DRIFT_UNEXPECTED,
    DRIFT_DIFFERENT,
} DriftState;

static const char *const state_names[] = {
    [DRIFT_MISSING] = "missing",
    [DRIFT_UNEXPECTED] = "unexpected",
    [DRIFT_DIFFERENT] = "different",
};

static DriftState state_of(const Difference *difference)
{
    return !difference->actual     ? DRIFT_MISSING
           : !difference->expected ? DRIFT_UNEXPECTED
                                   : DRIFT_DIFFERENT;
}

static const SqlObject *object_of(const Difference *difference)
{
    return difference->expected ? difference->expected : difference->actual;
}

/* A definition behind a word that is as wide as all of them; further lines stand below. */
static void say_definition(const Context *context, const char *word, Text definition)
{
    definition = text_trim(definition);
    while (definition.length) {
        Text line = text_cut(&definition, '\n');
        say(context, "            %-10s%.*s\n", word, TEXT_ARG(line));
        word = "";
    }
}

static void say_difference(Context *context, const Difference *difference)
{
    static const Style styles[] = {
        [DRIFT_MISSING] = STYLE_BAD,
        [DRIFT_UNEXPECTED] = STYLE_WARNING,
        [DRIFT_DIFFERENT] = STYLE_WARNING,
    };
    DriftState state = state_of(difference);
    const SqlObject *object = object_of(difference);
    Text path = sql_object_path(context->arena, object);
    bool is_on_part = object->kind == OBJECT_COMMENT && object->name.length;
    say(context, "%s%-12s%s%s %s%s%.*s\n", out_style(context, styles[state]), state_names[state],
        out_style(context, STYLE_PLAIN), sql_object_word(object->kind),
        is_on_part ? sql_object_word(object->owner_kind) : "", is_on_part ? " " : "",
        TEXT_ARG(path));
    if (difference->expected)
        say_definition(context, "history:", difference->expected->definition);
    if (difference->actual)
        say_definition(context, "database:", difference->actual->definition);
}

static void say_script(const Context *context, const char *what, Text script)
{
    say(context, "\n%s%s%s\n\n", out_style(context, STYLE_BOLD), what,
        out_style(context, STYLE_PLAIN));
    while (script.length) {
        Text line = text_cut(&script, '\n');
        say(context, "%s%.*s\n", line.length ? "  " : "", TEXT_ARG(line));
    }
}

void drift_report(Context *context, const Drift *drift, const ObjectRules *rules)
{
    for (list_each(const Difference, difference, &drift->differences))
        if (!difference->is_part)
            say_difference(context, difference);
    say_script(context, "To make the database what the history says (read it before you run it):",
               drift_repair(context->arena, drift, rules, REPAIR_DATABASE));
    say_script(context, "To take over what the database has, as a new migration:",
               drift_repair(context->arena, drift, rules, REPAIR_HISTORY));
}

static void write_difference(JsonWriter *json, Arena *arena, const Difference *difference)
{
    const SqlObject *object = object_of(difference);
    json_begin_object(json, NULL);
    json_add_string(json, "state", state_names[state_of(difference)]);
    json_add_string(json, "kind", sql_object_word(object->kind));
    json_add_text(json, "path", sql_object_path(arena, object));
    json_add_string(json, "of", sql_object_word(object->owner_kind));
    if (difference->expected)
        json_add_text(json, "history", difference->expected->definition);
    else
        json_add_null(json, "history");
    if (difference->actual)
        json_add_text(json, "database", difference->actual->definition);
    else
        json_add_null(json, "database");
    json_end_object(json);
}

void drift_write(Context *context, const Drift *drift, const ObjectRules *rules)
{
    JsonWriter *json = &context->writer;
    json_add_string(json, "status", drift->count ? "drift" : "inSync");
    json_begin_array(json, "differences");
    for (list_each(const Difference, difference, &drift->differences))
        if (!difference->is_part)
            write_difference(json, context->arena, difference);
    json_end_array(json);
    json_add_number(json, "ignored", (int64_t)drift->ignored);
    json_begin_object(json, "repair");
    json_add_text(json, "database", drift_repair(context->arena, drift, rules, REPAIR_DATABASE));
    json_add_text(json, "history", drift_repair(context->arena, drift, rules, REPAIR_HISTORY));
    json_end_object(json);
}
