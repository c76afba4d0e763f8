#include "cli/going_back.h"

#include <stdio.h>

#include "base/clock.h"
#include "base/interrupt.h"
#include "cli/keeping.h"

/* --- before --- */

/* What is told of a plan. */
typedef struct Outlook {
    Session *session;
    const DownPlan *plan;
    KeptEntries *kept; /* for each item: what it puts back */
    bool loses;
} Outlook;

static bool read_kept(Outlook *outlook, Error *error)
{
    const Session *session = outlook->session;
    const DownPlan *plan = outlook->plan;
    outlook->kept = NEW_ARRAY(session->context->arena, KeptEntries, plan->items.count);
    for (size_t i = 0; i < plan->items.count; i++)
        if (!keep_list(session->context->arena, session->database, &plan->items.items[i].rows,
                       &outlook->kept[i], error))
            return false;
    return true;
}

static void write_entry(Context *context, const KeepEntry *entry, int64_t rows)
{
    if (!context->json)
        return;
    json_begin_object(&context->writer, NULL);
    keeping_write(&context->writer, entry);
    json_add_number(&context->writer, "rows", rows);
    json_end_object(&context->writer);
}

static void tell_kept(Context *context, const KeptEntries *kept)
{
    if (context->json)
        json_begin_array(&context->writer, "kept");
    for (list_each(const KeptEntry, entry, kept)) {
        if (entry->is_leftover || entry->is_superseded)
            continue;
        say(context, "      puts back %.*s (%.*s kept)\n",
            TEXT_ARG(keeping_shown(context->arena, &entry->entry)),
            TEXT_ARG(counted(context->arena, (size_t)entry->rows, "row")));
        write_entry(context, &entry->entry, entry->rows);
    }
    if (context->json)
        json_end_array(&context->writer);
}

/* What its script says of itself. */
static void tell_flaws(Context *context, const DownItem *item)
{
    TextList flaws = down_script_flaws(context->arena, &item->script);
    for (list_each(const Text, flaw, &flaws))
        say(context, "      not as before: %.*s\n", TEXT_ARG(*flaw));
    if (context->json)
        write_texts(&context->writer, "notAsBefore", &flaws);
}

static void tell_item(const Outlook *outlook, size_t place)
{
    Context *context = outlook->session->context;
    const DownItem *item = &outlook->plan->items.items[place];
    say(context, "  %.*s%s\n", TEXT_ARG(item->migration->name),
        item->script.is_ours ? "" : " (its down.sql was written or edited by hand)");
    if (context->json) {
        json_begin_object(&context->writer, NULL);
        json_add_text(&context->writer, "name", item->migration->name);
        json_add_bool(&context->writer, "edited", !item->script.is_ours);
    }
    tell_flaws(context, item);
    tell_kept(context, &outlook->kept[place]);
    if (context->json)
        json_end_object(&context->writer);
}

static const char *verb_of(const KeepEntry *entry)
{
    return entry->kind == KEEP_COLUMNS ? "values of" : "rows of";
}

/* What the scripts lose is what would have to be kept. */
static bool tell_loss(Outlook *outlook, const KeepEntry *entry, Error *error)
{
    const Session *session = outlook->session;
    Context *context = session->context;
    int64_t rows;
    int64_t bytes;
    if (!keep_measure(context->arena, session->database, entry, &rows, &bytes, error))
        return false;
    if (rows == 0)
        return true;
    outlook->loses = true;
    say(context, "  • %s %.*s (%.*s%s)\n", verb_of(entry),
        TEXT_ARG(keeping_shown(context->arena, entry)),
        TEXT_ARG(counted(context->arena, (size_t)rows, "row")),
        entry->kind == KEEP_ROWS ? " at most" : "");
    write_entry(context, entry, rows);
    return true;
}

/* Do the effects drop the table, or columns that the entry has of it? */
static bool drop_again(const SqlSyntax *syntax, const Effects *effects, const KeepEntry *entry)
{
    for (list_each(const Effect, effect, effects)) {
        bool same_table = effect_same_name(syntax, effect->table, entry->table);
        if (effect->kind == EFFECT_DROP_NAMESPACE ||
            (effect->kind == EFFECT_DROP_TABLE && same_table))
            return true;
        for (list_each(const KeepColumn, column, &entry->columns))
            if (effect->kind == EFFECT_DROP_COLUMN && same_table && column->is_lost &&
                effect_same_name(syntax, effect->column, column->name))
                return true;
    }
    return false;
}

static void tell_dropped_again(Outlook *outlook, const KeptEntry *entry)
{
    Context *context = outlook->session->context;
    outlook->loses = true;
    say(context, "%sWhat is kept of %.*s (%.*s) comes back, and is dropped again.%s\n",
        out_style(context, STYLE_WARNING), TEXT_ARG(keeping_shown(context->arena, &entry->entry)),
        TEXT_ARG(counted(context->arena, (size_t)entry->rows, "row")),
        out_style(context, STYLE_PLAIN));
    write_entry(context, &entry->entry, entry->rows);
}

/* What one script puts back, and a later one drops, is neither kept nor there any more. */
static void tell_lost_again(Outlook *outlook)
{
    Arena *arena = outlook->session->context->arena;
    const SqlSyntax *syntax = &outlook->session->connection.dialect->syntax;
    size_t count = outlook->plan->items.count;
    Effects *effects = NEW_ARRAY(arena, Effects, count);
    for (size_t i = 0; i < count; i++) {
        Effects all = effects_of(arena, syntax, outlook->plan->items.items[i].script.text);
        effects[i] = effects_of_rows_before(arena, syntax, &all);
    }
    for (size_t i = 0; i < count; i++)
        for (list_each(const KeptEntry, entry, &outlook->kept[i])) {
            bool again = false;
            for (size_t j = i + 1; j < count; j++)
                again = again || drop_again(syntax, &effects[j], &entry->entry);
            if (again && entry->rows > 0)
                tell_dropped_again(outlook, entry);
        }
}

static bool tell_losses(Outlook *outlook, Error *error)
{
    const Session *session = outlook->session;
    Context *context = session->context;
    KeepCatalog catalog;
    KeepPlan lost;
    Text scripts = down_scripts(context->arena, outlook->plan);
    bool done = true;
    if (!keep_plan_read(context->arena, session->database, scripts, &catalog, &lost, error))
        return false;
    if (lost.entries.count + lost.flaws.count)
        say(context, "\n%sThis may lose what is there now:%s\n", out_style(context, STYLE_WARNING),
            out_style(context, STYLE_PLAIN));
    if (context->json)
        json_begin_array(&context->writer, "loses");
    for (list_each(const KeepEntry, entry, &lost.entries))
        done = done && tell_loss(outlook, entry, error);
    tell_lost_again(outlook);
    if (context->json)
        json_end_array(&context->writer);
    outlook->loses = outlook->loses || lost.is_uncertain;
    for (list_each(const Text, flaw, &lost.flaws))
        say(context, "  • %.*s\n", TEXT_ARG(*flaw));
    if (context->json) {
        json_add_bool(&context->writer, "uncertain", lost.is_uncertain);
        write_texts(&context->writer, "flaws", &lost.flaws);
    }
    return done;
}

bool going_back_tell(Session *session, const DownPlan *plan, bool *loses, Error *error)
{
    Context *context = session->context;
    Outlook outlook = {.session = session, .plan = plan};
    if (!read_kept(&outlook, error))
        return false;
    say(context, "To be taken back, in this order:\n");
    if (context->json)
        json_begin_array(&context->writer, "plan");
    for (size_t i = 0; i < plan->items.count; i++)
        tell_item(&outlook, i);
    if (context->json)
        json_end_array(&context->writer);
    bool done = tell_losses(&outlook, error);
    *loses = outlook.loses;
    return done;
}

/* --- while --- */

/* What could not be put back, or is not as it was. */
static void tell_restored(Context *context, const RestoredEntry *entry)
{
    const struct {
        int64_t count;
        const char *words;
    } rest[] = {
        {entry->newer, "values changed since, which stay as they are"},
        {entry->gone, "rows deleted since, whose values stay kept"},
        {entry->refused, "rows that cannot come back, since a row that they need is gone or their "
                         "key is taken, and that stay kept"},
        {entry->loosened,
         "rows that refer to nothing now, since what they referred to is gone, and that stay "
         "kept as they were"},
        {entry->added, "rows added since, which have no kept value"},
    };
    say(context, "      put back: %.*s, %lld\n",
        TEXT_ARG(keeping_shown(context->arena, &entry->kept->entry)), (long long)entry->restored);
    for (size_t i = 0; i < sizeof rest / sizeof *rest; i++)
        if (rest[i].count)
            say(context, "        %s%s: %lld%s\n", out_style(context, STYLE_WARNING), rest[i].words,
                (long long)rest[i].count, out_style(context, STYLE_PLAIN));
    if (entry->superseded)
        say(context,
            "        %sa later run of the migration has kept it anew, which is put back: this "
            "stays kept%s\n",
            out_style(context, STYLE_WARNING), out_style(context, STYLE_PLAIN));
    else if (entry->missing)
        say(context,
            "        %sit is not there any more: nothing was put back, and all stays "
            "kept%s\n",
            out_style(context, STYLE_WARNING), out_style(context, STYLE_PLAIN));
}

static void write_restored(JsonWriter *json, const RestoredEntry *entry)
{
    json_begin_object(json, NULL);
    keeping_write(json, &entry->kept->entry);
    json_add_number(json, "restored", entry->restored);
    json_add_number(json, "newer", entry->newer);
    json_add_number(json, "gone", entry->gone);
    json_add_number(json, "refused", entry->refused);
    json_add_number(json, "loosened", entry->loosened);
    json_add_number(json, "added", entry->added);
    json_add_bool(json, "missing", entry->missing);
    json_add_bool(json, "superseded", entry->superseded);
    json_end_object(json);
}

void going_back_tell_restored(Context *context, const KeepReport *report)
{
    if (context->json)
        json_begin_array(&context->writer, "restored");
    for (list_each(const RestoredEntry, entry, &report->entries)) {
        tell_restored(context, entry);
        if (context->json)
            write_restored(&context->writer, entry);
    }
    if (context->json)
        json_end_array(&context->writer);
}

static void tell_done(Context *context, const DownItem *item, const KeepReport *report,
                      int64_t milliseconds)
{
    JsonWriter *json = &context->writer;
    say(context, "  %staken back%s %.*s %s(%lld ms)%s\n", out_style(context, STYLE_GOOD),
        out_style(context, STYLE_PLAIN), TEXT_ARG(item->migration->name),
        out_style(context, STYLE_DIM), (long long)milliseconds, out_style(context, STYLE_PLAIN));
    if (context->json) {
        json_begin_object(json, NULL);
        json_add_text(json, "name", item->migration->name);
        json_add_number(json, "milliseconds", milliseconds);
    }
    going_back_tell_restored(context, report);
    fflush(stdout);
    if (context->json)
        json_end_object(json);
}

static bool take_back(Session *session, const DownPlan *plan, const DownItem *item, Error *error)
{
    Context *context = session->context;
    KeepReport report;
    if (interrupt_requested()) {
        fail(error, ERROR_D1017, "stopped before migration '%.*s' was taken back",
             TEXT_ARG(item->migration->name));
        return error_hint(error, "go on with:\n  dunlin migrate down");
    }
    int64_t begun = clock_monotonic();
    if (!down_run(context->arena, plan, item, &report, error))
        return false;
    tell_done(context, item, &report, clock_monotonic() - begun);
    return true;
}

bool going_back_run(Session *session, const DownPlan *plan, Error *error)
{
    Context *context = session->context;
    bool done = true;
    say(context, "\n");
    if (context->json)
        json_begin_array(&context->writer, "takenBack");
    for (list_each(const DownItem, item, &plan->items))
        done = done && take_back(session, plan, item, error);
    if (context->json)
        json_end_array(&context->writer);
    return done;
}
