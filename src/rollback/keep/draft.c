#include "rollback/keep/planning.h"
#include "rollback/row_tables.h"

void keep_planner_add_flaw(KeepPlanner *planner, Text line)
{
    for (list_each(const Text, flaw, &planner->plan->flaws))
        if (text_equal(*flaw, line))
            return;
    list_add(planner->arena, &planner->plan->flaws, line);
}

Text keep_planner_shown(const KeepPlanner *planner, const CatalogTable *table)
{
    bool usual = text_equal(table->namespace_name, planner->catalog->usual_namespace);
    return row_table_shown(planner->arena, usual ? TEXT("") : table->namespace_name, table->name);
}

static void begin_drafts(KeepPlanner *planner)
{
    const KeepCatalog *catalog = planner->catalog;
    planner->tables = NEW_ARRAY(planner->arena, TableDraft, catalog->tables.count);
    for (size_t i = 0; i < catalog->tables.count; i++) {
        const CatalogTable *table = &catalog->tables.items[i];
        TableDraft *draft = &planner->tables[i];
        *draft = (TableDraft){.space_now = table->namespace_name,
                              .name_now = table->name,
                              .has_triggers = table->has_triggers};
        draft->columns = NEW_ARRAY(planner->arena, ColumnDraft, table->columns.count);
        for (size_t j = 0; j < table->columns.count; j++)
            draft->columns[j].now = table->columns.items[j].name;
    }
}

/* ---- effects ---- */

static Text without_arguments(Text type)
{
    ptrdiff_t open = text_find_char(type, '(');
    return text_trim(open < 0 ? type : text_slice(type, 0, (size_t)open));
}

/* A change of type that loses nothing, and that is undone by casting back: whole numbers and texts
 * that get more room; a type of one's own that becomes another one, as an enum that is exchanged,
 * is told by its labels. To text there is no such way back. */
static bool loses_nothing(const CatalogColumn *column, const Effect *effect)
{
    static const char *const wider[][2] = {
        {"smallint", "integer"}, {"smallint", "int"},           {"smallint", "bigint"},
        {"integer", "bigint"},   {"character varying", "text"},
    };
    if (!effect->is_cast)
        return false;
    if (column->is_own_type)
        return text_starts_with(effect->becomes, "\"");
    for (size_t i = 0; i < sizeof wider / sizeof *wider; i++)
        if (text_is(without_arguments(column->type), wider[i][0]) &&
            text_equal_ignoring_case(effect->becomes, text_from(wider[i][1])))
            return true;
    return text_equal_ignoring_case(column->type, effect->becomes);
}

/* From another type to text there is a cast, and none back. */
static bool becomes_text(const CatalogColumn *column, const Effect *effect)
{
    static const char *const texts[] = {"text", "varchar",   "character varying",
                                        "char", "character", "citext"};
    bool was = false;
    bool is = false;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        Text text = text_from(texts[i]);
        was = was || text_equal_ignoring_case(without_arguments(column->type), text);
        is = is || text_equal_ignoring_case(without_arguments(effect->becomes), text);
    }
    return is && !was;
}

/* Which column of the new table a column was copied to. */
static const EffectColumn *copy_of(const KeepPlanner *planner, const Effect *effect, Text column)
{
    for (list_each(const EffectColumn, copied, &effect->columns))
        if (copied->from.length && effect_same_name(planner->syntax, copied->from, column))
            return copied;
    return NULL;
}

static void rebuild(KeepPlanner *planner, const Effect *effect, uint32_t number)
{
    const CatalogTable *table = &planner->catalog->tables.items[number];
    TableDraft *draft = &planner->tables[number];
    /* Only where the new table gets the old one's name is nothing deleted that refers to it, and
     * does a way back know that its rows are there. */
    draft->is_dropped = !effect_same_name(planner->syntax, effect->becomes, table->name);
    if (draft->is_dropped) {
        draft->is_gone = true;
        return;
    }
    draft->name_now = effect->becomes;
    if (effect->becomes_space.length)
        draft->space_now = effect->becomes_space;
    for (size_t i = 0; i < table->columns.count; i++) {
        const CatalogColumn *column = &table->columns.items[i];
        ColumnDraft *change = &draft->columns[i];
        if (change->is_gone)
            continue;
        const EffectColumn *copy = copy_of(planner, effect, column->name);
        change->is_gone = copy == NULL;
        if (!copy)
            continue;
        change->now = copy->name;
        change->is_updated = change->is_updated || copy->replaces_null;
        change->is_retyped =
            change->is_retyped || !text_equal_ignoring_case(copy->type, column->type);
    }
}

static void change_column(KeepPlanner *planner, const Effect *effect, uint32_t number)
{
    const CatalogTable *table = &planner->catalog->tables.items[number];
    ColumnDraft *columns = planner->tables[number].columns;
    if (effect->kind == EFFECT_UPDATE && effect->column.length == 0)
        for (size_t i = 0; i < table->columns.count; i++)
            columns[i].is_updated = true;
    uint32_t place = keep_catalog_column(table, planner->syntax, effect->column);
    if (place == NO_CATALOG_TABLE)
        return;
    if (effect->kind == EFFECT_DROP_COLUMN)
        columns[place].is_gone = true;
    else if (effect->kind == EFFECT_RENAME_COLUMN)
        columns[place].now = effect->becomes;
    else if (effect->kind == EFFECT_UPDATE)
        columns[place].is_updated = true;
    else if (effect->kind == EFFECT_CHANGE_TYPE &&
             !loses_nothing(&table->columns.items[place], effect)) {
        columns[place].is_retyped = true;
        columns[place].is_made_text = becomes_text(&table->columns.items[place], effect);
    }
}

static void tell_insert(KeepPlanner *planner, const CatalogTable *table)
{
    keep_planner_add_flaw(
        planner, text_format(planner->arena,
                             "rows that it inserts into %.*s are not taken back, unless its down "
                             "script does it",
                             TEXT_ARG(keep_planner_shown(planner, table))));
}

static void change_table(KeepPlanner *planner, const Effect *effect, uint32_t number)
{
    TableDraft *draft = &planner->tables[number];
    EffectKind kind = effect->kind;
    if (kind == EFFECT_DROP_TABLE) {
        draft->is_gone = true;
        draft->is_dropped = true;
    } else if (kind == EFFECT_REBUILD_TABLE) {
        rebuild(planner, effect, number);
    } else if (kind == EFFECT_RENAME_TABLE) {
        if (effect->becomes.length)
            draft->name_now = effect->becomes;
        if (effect->becomes_space.length)
            draft->space_now = effect->becomes_space;
    } else if (kind == EFFECT_DELETE) {
        draft->loses_rows = true;
        draft->is_truncated = draft->is_truncated || effect->cascade;
    } else if (kind == EFFECT_INSERT) {
        draft->gets_rows = true;
        tell_insert(planner, &planner->catalog->tables.items[number]);
    } else if (kind == EFFECT_CREATE_TRIGGER) {
        draft->has_triggers = true;
    } else {
        change_column(planner, effect, number);
    }
}

static void change_namespace(KeepPlanner *planner, const Effect *effect)
{
    for (size_t i = 0; i < planner->catalog->tables.count; i++) {
        if (!effect_same_name(planner->syntax, planner->catalog->tables.items[i].namespace_name,
                              effect->namespace_name))
            continue;
        if (effect->kind == EFFECT_DROP_NAMESPACE)
            planner->tables[i].is_gone = planner->tables[i].is_dropped = true;
        else
            planner->tables[i].space_now = effect->becomes;
    }
}

/* DROP TYPE … CASCADE: the columns of that type go. */
static void drop_type(KeepPlanner *planner, const Effect *effect)
{
    Text space =
        effect->namespace_name.length ? effect->namespace_name : planner->catalog->usual_namespace;
    Text type = text_format(planner->arena, "%.*s.%.*s", TEXT_ARG(space), TEXT_ARG(effect->name));
    for (size_t i = 0; effect->cascade && i < planner->catalog->tables.count; i++) {
        const CatalogTable *table = &planner->catalog->tables.items[i];
        for (size_t j = 0; j < table->columns.count; j++)
            if (text_equal(table->columns.items[j].type_name, type))
                planner->tables[i].columns[j].is_gone = true;
    }
}

static void add_unknown(KeepPlanner *planner, const Effect *effect)
{
    bool call = effect->name.length > 0 && effect->kind == EFFECT_UNKNOWN;
    if (call && !map_get(&planner->catalog->harmful, effect->name))
        return;
    planner->plan->is_uncertain = true;
    keep_planner_add_flaw(
        planner, call
                     ? text_format(planner->arena, "what its call of %.*s() changes cannot be told",
                                   TEXT_ARG(effect->name))
                     : text_format(planner->arena, "what its statement %zu changes cannot be told",
                                   effect->statement + 1));
}

static void take_effect(KeepPlanner *planner, const Effect *effect)
{
    static const EffectKind of_rows[] = {EFFECT_INSERT, EFFECT_UPDATE, EFFECT_DELETE};
    if (effect->kind == EFFECT_DROP_NAMESPACE || effect->kind == EFFECT_RENAME_NAMESPACE) {
        change_namespace(planner, effect);
    } else if (effect->kind == EFFECT_DROP_TYPE) {
        drop_type(planner, effect);
    } else if (effect->kind == EFFECT_UNKNOWN ||
               (effect->kind == EFFECT_DROP_EXTENSION && effect->cascade)) {
        add_unknown(planner, effect);
    } else if (effect->table.length && effect->kind != EFFECT_CREATE_TABLE) {
        uint32_t number = keep_catalog_find(planner->catalog, planner->syntax,
                                            effect->namespace_name, effect->table);
        if (number != NO_CATALOG_TABLE)
            change_table(planner, effect, number);
        for (size_t i = 0; number == NO_CATALOG_TABLE && i < 3; i++)
            if (effect->kind == of_rows[i] && !text_is(effect->table, "_prisma_migrations"))
                add_unknown(planner, effect); /* a view, or what an extension looks after */
    }
}

/* ---- what follows by foreign keys ---- */

static bool set(bool *flag)
{
    bool news = !*flag;
    *flag = true;
    return news;
}

static bool change_referring(const KeepPlanner *planner, uint32_t number,
                             const CatalogReference *reference)
{
    const CatalogTable *table = &planner->catalog->tables.items[number];
    bool news = false;
    for (list_each(const Text, name, &reference->columns)) {
        uint32_t place = keep_catalog_column(table, planner->syntax, *name);
        if (place != NO_CATALOG_TABLE)
            news = set(&planner->tables[number].columns[place].is_updated) || news;
    }
    return news;
}

static bool is_referenced_updated(const KeepPlanner *planner, const CatalogReference *reference)
{
    const CatalogTable *table = &planner->catalog->tables.items[reference->table];
    for (list_each(const Text, name, &reference->referenced)) {
        uint32_t place = keep_catalog_column(table, planner->syntax, *name);
        if (place != NO_CATALOG_TABLE &&
            planner->tables[reference->table].columns[place].is_updated)
            return true;
    }
    return false;
}

static bool follow_reference(const KeepPlanner *planner, uint32_t number,
                             const CatalogReference *reference)
{
    const TableDraft *referenced = &planner->tables[reference->table];
    TableDraft *draft = &planner->tables[number];
    bool deletes = referenced->loses_rows || (referenced->is_dropped && planner->sql->drops_delete);
    bool news = false;
    if (deletes && reference->on_delete == CATALOG_CASCADE)
        news = set(&draft->loses_rows);
    if (deletes && reference->on_delete == CATALOG_SET)
        news = change_referring(planner, number, reference) || news;
    if (referenced->is_truncated) {
        news = set(&draft->is_truncated) || news;
        draft->loses_rows = true;
    }
    if (reference->on_update != CATALOG_NOTHING && is_referenced_updated(planner, reference))
        news = change_referring(planner, number, reference) || news;
    return news;
}

static void follow_references(const KeepPlanner *planner)
{
    bool news = true;
    while (news) {
        news = false;
        for (uint32_t i = 0; i < planner->catalog->tables.count; i++)
            for (list_each(const CatalogReference, reference,
                           &planner->catalog->tables.items[i].references))
                news = follow_reference(planner, i, reference) || news;
    }
}

static bool is_of_key(const KeepPlanner *planner, const CatalogTable *table, Text column)
{
    for (list_each(const CatalogKey, key, &table->keys))
        for (list_each(const Text, name, &key->columns))
            if (effect_same_name(planner->syntax, *name, column))
                return true;
    return false;
}

/* A row that is deleted and inserted again (REPLACE does it, too) is there behind the script, with
 * other values. */
static void find_replaced(const KeepPlanner *planner)
{
    for (size_t i = 0; i < planner->catalog->tables.count; i++) {
        const CatalogTable *table = &planner->catalog->tables.items[i];
        const TableDraft *draft = &planner->tables[i];
        for (size_t j = 0; draft->loses_rows && draft->gets_rows && j < table->columns.count; j++)
            if (!is_of_key(planner, table, table->columns.items[j].name))
                draft->columns[j].is_updated = true;
    }
}

void keep_planner_draft(KeepPlanner *planner, const Effects *effects)
{
    begin_drafts(planner);
    for (list_each(const Effect, effect, effects))
        take_effect(planner, effect);
    follow_references(planner);
    find_replaced(planner);
}
