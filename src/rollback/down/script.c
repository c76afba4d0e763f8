#include "rollback/down/script.h"

#include "base/digest.h"
#include "base/file.h"
#include "sql/findings.h"
#include "sql/rules.h"

/* --- what the script says of itself --- */

#define TITLE "-- Takes back "
#define SIGNATURE "-- dunlin: migration "
#define SIGNATURE_SCRIPT ", script "

/* Of what a migration does, that which loses data. */
static const char *const losses[FINDING_KINDS] = {
    [FINDING_DROP_COLUMN] = "the values of the column",
    [FINDING_DROP_TABLE] = "the rows of the table",
    [FINDING_RISKY_CAST] = "what its change of type takes from the values of the column",
    [FINDING_IMPOSSIBLE_CAST] = "what its change of type makes of the values of the column",
    [FINDING_RECREATE_COLUMN] = "the values of the column",
    [FINDING_RECREATE_REQUIRED] = "the values of the column",
};

/* A name in a comment, which ends with its line. */
static const char *in_a_line(Arena *arena, Text name)
{
    char *copy = text_cstr(arena, name);
    for (size_t i = 0; i < name.length; i++)
        if (copy[i] == '\n' || copy[i] == '\r')
            copy[i] = ' ';
    return copy;
}

static const char *name_of(Arena *arena, const Steps *steps, const Finding *finding)
{
    Text table = finding_table_name(steps, finding);
    Text column = finding_column_name(steps, finding);
    return in_a_line(arena, column.length
                                ? text_format(arena, "%.*s.%.*s", TEXT_ARG(table), TEXT_ARG(column))
                                : table);
}

/* Lists what the migration loses; false when that is nothing. */
static bool add_losses(Buffer *out, const Steps *forward)
{
    Findings findings = findings_of(out->arena, forward);
    bool found = false;
    for (list_each(const Finding, finding, &findings.items)) {
        if (!losses[finding->kind])
            continue;
        if (!found)
            buffer_add_string(out, "--\n-- Without data that was kept, it does not bring back:\n");
        found = true;
        buffer_add_string(out, "--   ");
        buffer_add_format(out, "%s %s\n", losses[finding->kind],
                          name_of(out->arena, forward, finding));
    }
    return found;
}

#define FLAWS "--\n-- After it, this is not what it was before:\n"
#define FLAW "--   "

static void add_flaws(Buffer *out, const TextList *flaws)
{
    if (flaws->count)
        buffer_add_string(out, FLAWS);
    for (list_each(const Text, flaw, flaws))
        buffer_add_format(out, FLAW "%s\n", in_a_line(out->arena, *flaw));
}

TextList down_script_flaws(Arena *arena, const DownScript *script)
{
    TextList flaws = {0};
    ptrdiff_t start = text_find(script->text, FLAWS);
    if (start < 0)
        return flaws;
    Text rest = text_slice(script->text, (size_t)start + sizeof FLAWS - 1, script->text.length);
    while (text_starts_with(rest, FLAW)) {
        Text line = text_cut(&rest, '\n');
        list_add(arena, &flaws, text_slice(line, sizeof FLAW - 1, line.length));
    }
    return flaws;
}

/* 16 digits that tell texts apart, however their lines end. */
static Text mark_of(Arena *arena, Text text)
{
    Digester *digester = digester_new(arena);
    while (text.length) {
        Text line = text_cut(&text, '\n');
        if (line.length && line.data[line.length - 1] == '\r')
            line.length--;
        digester_add(digester, line);
        digester_add(digester, TEXT("\n"));
    }
    return text_slice(digest_hex(arena, digester_end(digester)), 0, 16);
}

/* --- its statements --- */

/* True when the column is not there before the way back, or is made anew by it. */
static bool comes_back(const Steps *backward, uint32_t column)
{
    uint32_t before = backward->new.columns[column];
    return before == NONE || backward->changes[before].cast == CAST_IMPOSSIBLE;
}

/* Takes one out of the indexes of a table: it becomes the last one, and that goes. */
static void take_index(SqlSchema *room, SqlTable *table, uint32_t place)
{
    SqlIndex *indexes = &room->indexes.items[table->first_index];
    SqlIndex taken = indexes[place];
    uint32_t number = table->first_index + place;
    for (table->index_count--; place < table->index_count; place++)
        indexes[place] = indexes[place + 1];
    indexes[place] = taken;
    if (table->primary_key == number)
        table->primary_key = NONE;
    else if (table->primary_key != NONE && table->primary_key > number)
        table->primary_key--;
}

/* A key or a unique index has to wait for the values of columns that come back: they are put in one
 * by one. */
static void take_keys(SqlSchema *room, const Steps *backward)
{
    for (uint32_t i = 0; i < room->tables.count; i++) {
        SqlTable *table = &room->tables.items[i];
        for (uint32_t place = table->index_count; place-- > 0;) {
            const SqlIndex *index = &room->indexes.items[table->first_index + place];
            bool waits = false;
            for (uint32_t c = 0; c < index->column_count; c++)
                waits |= comes_back(backward, sql_index_columns(room, index)[c].column);
            if (waits && backward->new.tables[i] != NONE &&
                (index->kind == INDEX_UNIQUE || index->kind == INDEX_PRIMARY_KEY))
                take_index(room, table, place);
        }
    }
}

/* The schema before the migration as it is while data is put back: columns that then want a value
 * in every row do without. */
static SqlSchema with_room(Arena *arena, const Steps *backward)
{
    SqlSchema room = *backward->after;
    Findings findings = findings_of(arena, backward);
    list_own(arena, &room.columns);
    list_own(arena, &room.tables);
    list_own(arena, &room.indexes);
    for (list_each(const Finding, finding, &findings.items)) {
        FindingKind kind = finding->kind;
        if (kind == FINDING_ADD_REQUIRED || kind == FINDING_ADD_REQUIRED_DEFAULT ||
            kind == FINDING_MAKE_REQUIRED || kind == FINDING_RECREATE_REQUIRED)
            room.columns.items[finding->after].type.arity = COLUMN_NULLABLE;
    }
    take_keys(&room, backward);
    return room;
}

/* When a step is done. Indexes and foreign keys wait for the data; and foreign keys for the unique
 * indexes of both halves of the way. */
typedef enum Phase {
    PHASE_MAKING,
    PHASE_INDEXES,
    PHASE_FOREIGN_KEYS,
} Phase;

static Phase phase_of(const Step *step)
{
    return step->kind < STEP_CREATE_INDEX       ? PHASE_MAKING
           : step->kind == STEP_ADD_FOREIGN_KEY ? PHASE_FOREIGN_KEYS
                                                : PHASE_INDEXES;
}

/* A table that is redefined gets all its indexes. */
static bool comes_with_table(const Step *step, const Steps *all, const Steps *redefining)
{
    return redefining && step->kind == STEP_CREATE_INDEX &&
           redefining->is_redefined[all->after->indexes.items[step->after].table];
}

/* Appends the steps of a phase, without those that come with the tables that `redefining` makes
 * anew. */
static void add_steps(Buffer *out, const Steps *all, Phase phase, const Steps *redefining)
{
    Steps part = *all;
    part.items.items = NULL;
    part.items.count = part.items.capacity = 0;
    for (list_each(const Step, step, &all->items))
        if (phase_of(step) == phase && !comes_with_table(step, all, redefining))
            list_add(out->arena, &part.items, *step);
    if (part.items.count == 0)
        return;
    buffer_add_char(out, '\n');
    render_script(out->arena, &part, out);
}

typedef struct WayBack {
    const SqlRules *rules;
    Steps forward;
    SqlSchema room; /* the schema before, with room for data that is put back */
    Comparison into;
    Comparison out_of;
    Steps to_room;   /* from behind the migration */
    Steps from_room; /* to before the migration */
} WayBack;

static void find_way(Arena *arena, const DownScriptRequest *request, WayBack *way)
{
    const SqlRules *rules = request->rules;
    const Comparison *comparison = request->comparison;
    Steps backward;
    way->rules = rules->in_transaction ? rules->in_transaction : rules;
    steps_between(arena, comparison, way->rules, STEPS_FORWARD, &way->forward);
    steps_between(arena, comparison, way->rules, STEPS_BACKWARD, &backward);
    way->room = with_room(arena, &backward);
    way->into = *comparison;
    way->into.schemas[0] = &way->room;
    way->out_of = sql_compare(arena, &way->room, comparison->schemas[0]);
    steps_between(arena, &way->into, way->rules, STEPS_BACKWARD, &way->to_room);
    steps_between(arena, &way->out_of, way->rules, STEPS_FORWARD, &way->from_room);
}

/* A blank line, and a section that is not of steps. */
static void add_section(Buffer *out, Text sql)
{
    if (sql.length == 0)
        return;
    buffer_add_char(out, '\n');
    buffer_add(out, sql);
    if (sql.data[sql.length - 1] != '\n')
        buffer_add_char(out, '\n');
}

static void add_statements(Buffer *out, const DownScriptRequest *request, const WayBack *way,
                           bool has_losses)
{
    bool by_steps = request->instead.length == 0;
    add_section(out, request->first);
    add_section(out, request->instead);
    if (by_steps)
        add_steps(out, &way->to_room, PHASE_MAKING, NULL);
    if (has_losses)
        buffer_add_string(out, "\n" KEPT_DATA_MARK "\n");
    if (by_steps) {
        add_steps(out, &way->from_room, PHASE_MAKING, NULL);
        add_steps(out, &way->to_room, PHASE_INDEXES, &way->from_room);
        add_steps(out, &way->from_room, PHASE_INDEXES, NULL);
        add_steps(out, &way->to_room, PHASE_FOREIGN_KEYS, NULL);
        add_steps(out, &way->from_room, PHASE_FOREIGN_KEYS, NULL);
    }
    add_section(out, request->beyond);
}

Text down_script(Arena *arena, const DownScriptRequest *request)
{
    WayBack way;
    Buffer text = BUFFER(arena);
    find_way(arena, request, &way);
    bool is_empty = way.forward.items.count + way.to_room.items.count + request->beyond.length +
                        request->instead.length ==
                    0;
    if (is_empty)
        buffer_add_string(&text, "--\n-- There is nothing to take back.\n");
    bool has_losses = add_losses(&text, &way.forward);
    add_flaws(&text, &request->flaws);
    Findings findings = findings_of(arena, &way.to_room);
    if (findings.items.count)
        buffer_add_char(&text, '\n');
    findings_add_header(&text, &findings);
    add_statements(&text, request, &way, has_losses);

    Text body = buffer_text(&text);
    return text_format(arena, TITLE "%s.\n" SIGNATURE "%.*s" SIGNATURE_SCRIPT "%.*s\n%.*s",
                       in_a_line(arena, request->name),
                       TEXT_ARG(mark_of(arena, request->migration)), TEXT_ARG(mark_of(arena, body)),
                       TEXT_ARG(body));
}

/* --- its file --- */

static Text path_of(Arena *arena, Text migrations_folder, Text name)
{
    return path_resolve(arena, path_resolve(arena, migrations_folder, name), TEXT("down.sql"));
}

/* Reads what the script says of itself. */
static void read_signature(Arena *arena, Text migration, DownScript *script)
{
    Text rest = script->text;
    Text title = text_cut(&rest, '\n');
    Text line = text_trim(text_cut(&rest, '\n'));
    if (!text_starts_with(title, TITLE) || !text_starts_with(line, SIGNATURE))
        return;
    line = text_slice(line, strlen(SIGNATURE), line.length);
    Text made_for = text_cut(&line, ',');
    Text wanted = text_format(arena, " script %.*s", TEXT_ARG(mark_of(arena, rest)));
    script->is_ours = text_equal(line, wanted);
    script->is_outdated = script->is_ours && !text_equal(made_for, mark_of(arena, migration));
}

bool down_script_read(Arena *arena, const MigrationsFolder *folder, const Migration *migration,
                      DownScript *script, Error *error)
{
    *script = (DownScript){.path = path_of(arena, folder->path, migration->name)};
    if (!file_is_file(script->path))
        return true;
    if (!file_read(arena, script->path, &script->text, error))
        return false;
    Migration checked = {.name = migration->name, .script = script->text};
    if (!migration_check_bytes(&checked, script->path, error))
        return false;
    ptrdiff_t mark = text_find(script->text, KEPT_DATA_MARK);
    script->mark = mark < 0 ? script->text.length : (size_t)mark + strlen(KEPT_DATA_MARK);
    read_signature(arena, migration->script, script);
    return true;
}

bool down_script_write(Arena *arena, Text migrations_folder, Text name, Text script, Error *error)
{
    return file_write(arena, path_of(arena, migrations_folder, name), script, error);
}
