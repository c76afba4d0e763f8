/* Relation fields: for each foreign key one on either side, for each join table, too. */
#include "introspect/draft.h"

#include "psl/constraint_names.h"

/* What is known of relations before they are named. */
typedef struct Relating {
    Draft *draft;
    const SqlSchema *live;
    Map pairs;      /* of tables; the value is an uint32_t: how many relations they have */
    bool *repeated; /* by foreign key: an earlier one says the same */
} Relating;

/* --- which relations need a name --- */

/* What stands for a pair of tables, in whichever order. */
static Text pair_key(Arena *arena, uint32_t a, uint32_t b)
{
    uint32_t *pair = NEW_ARRAY(arena, uint32_t, 2);
    pair[0] = a < b ? a : b;
    pair[1] = a < b ? b : a;
    return (Text){(const char *)pair, 2 * sizeof *pair};
}

static void count_pair(Relating *in, uint32_t a, uint32_t b, uint32_t times)
{
    Arena *arena = in->draft->arena;
    Text key = pair_key(arena, a, b);
    uint32_t *count = map_get(&in->pairs, key);
    if (!count) {
        count = NEW(arena, uint32_t);
        map_set(&in->pairs, key, count);
    }
    *count += times;
}

static bool is_ambiguous(const Relating *in, uint32_t a, uint32_t b)
{
    const uint32_t *count = map_get(&in->pairs, pair_key(in->draft->arena, a, b));
    return count && *count > 1;
}

static Text base_name(const Relating *in, uint32_t table)
{
    return in->draft->models.items[in->draft->model_of_table[table]].base_name;
}

static const SqlForeignKeyColumn *key_columns(const Relating *in, const SqlForeignKey *key)
{
    return &in->live->foreign_key_columns.items[key->first_column];
}

/* The name that the column's field would have if it were new. */
static Text column_base_name(const Relating *in, uint32_t column)
{
    return name_sanitized(in->draft->arena, in->live->columns.items[column].name);
}

/* True when a column has the name that the relation field would have. */
static bool has_column_named(const Relating *in, const SqlForeignKey *key)
{
    Text name = base_name(in, key->referenced_table);
    for (uint32_t i = 0; i < key->column_count; i++)
        if (text_equal(column_base_name(in, key_columns(in, key)[i].column), name))
            return true;
    return false;
}

static bool keys_are_same(const Relating *in, const SqlForeignKey *a, const SqlForeignKey *b)
{
    return a->referenced_table == b->referenced_table && a->column_count == b->column_count &&
           memcmp(key_columns(in, a), key_columns(in, b),
                  a->column_count * sizeof(SqlForeignKeyColumn)) == 0;
}

static void count_key(Relating *in, uint32_t place)
{
    const SqlForeignKey *key = &in->live->foreign_keys.items[place];
    for (uint32_t i = in->live->tables.items[key->table].first_foreign_key; i != place;
         i = in->live->foreign_keys.items[i].next)
        if (keys_are_same(in, &in->live->foreign_keys.items[i], key))
            in->repeated[place] = true;
    if (!in->repeated[place])
        count_pair(in, key->table, key->referenced_table, has_column_named(in, key) ? 2 : 1);
}

static void count_pairs(Relating *in)
{
    for (uint32_t i = 0; i < in->live->tables.count; i++) {
        JoinTable join;
        if (in->draft->model_of_table[i] == NONE && join_table_read(in->draft, i, &join)) {
            count_pair(in, join.table_a, join.table_b, 1);
            continue;
        }
        for (uint32_t key = in->live->tables.items[i].first_foreign_key; key != NONE;
             key = in->live->foreign_keys.items[key].next)
            count_key(in, key);
    }
}

/* --- foreign keys --- */

static DraftModel *model_of(const Relating *in, uint32_t table)
{
    return &in->draft->models.items[in->draft->model_of_table[table]];
}

static void add_field(const Relating *in, uint32_t table, uint32_t type, DraftRelationField field)
{
    field.type = in->draft->model_of_table[type];
    list_add(in->draft->arena, &model_of(in, table)->relations, field);
}

static Text joined(Arena *arena, Text a, const char *between, Text b)
{
    return text_format(arena, "%.*s%s%.*s", TEXT_ARG(a), between, TEXT_ARG(b));
}

/* "posts_author_idTousers", or "postsTousers" where that is clear enough. */
static Text name_of_key(const Relating *in, const SqlForeignKey *key, bool ambiguous)
{
    Buffer name = BUFFER(in->draft->arena);
    buffer_add(&name, base_name(in, key->table));
    for (uint32_t i = 0; ambiguous && i < key->column_count; i++) {
        buffer_add_char(&name, '_');
        buffer_add(&name, column_base_name(in, key_columns(in, key)[i].column));
    }
    buffer_add_string(&name, "To");
    buffer_add(&name, base_name(in, key->referenced_table));
    return buffer_text(&name);
}

static bool is_optional(const Relating *in, const SqlForeignKey *key)
{
    for (uint32_t i = 0; i < key->column_count; i++) {
        uint32_t column = key_columns(in, key)[i].column;
        if (in->live->columns.items[column].type.arity != COLUMN_REQUIRED)
            return true;
    }
    return false;
}

/* The names that both ends and the relation get when they are new. */
static void name_ends(const Relating *in, const SqlForeignKey *key, DraftRelationField *forward,
                      DraftRelationField *back)
{
    Arena *arena = in->draft->arena;
    bool ambiguous = is_ambiguous(in, key->table, key->referenced_table);
    bool is_self = key->table == key->referenced_table;
    Text relation = name_of_key(in, key, ambiguous);
    forward->name = base_name(in, key->referenced_table);
    back->name = base_name(in, key->table);
    if (ambiguous) {
        forward->name = joined(arena, forward->name, "_", relation);
        back->name = joined(arena, back->name, "_", relation);
    }
    if (is_self)
        back->name = joined(arena, TEXT("other"), "_", back->name);
    if (ambiguous || is_self)
        forward->relation = back->relation = relation;
}

static Text present_name(const Relating *in, uint32_t relation_field)
{
    const Datamodel *present = in->draft->present;
    uint32_t field = present->relation_fields.items[relation_field].field;
    return field_name(present, &present->fields.items[field]);
}

static void keep_ends(const Relating *in, const Relation *present, DraftRelationField *a,
                      DraftRelationField *b)
{
    a->name = present_name(in, present->field_a);
    b->name = present_name(in, present->field_b);
    a->relation = b->relation = present->name;
}

static Text usual_constraint(const Relating *in, const SqlForeignKey *key)
{
    TextList columns = {0};
    for (uint32_t i = 0; i < key->column_count; i++)
        list_add(in->draft->arena, &columns,
                 in->live->columns.items[key_columns(in, key)[i].column].name);
    return usual_foreign_key_name(in->draft->arena, in->draft->config->provider,
                                  in->live->tables.items[key->table].name, &columns);
}

static void relate_by_key(const Relating *in, uint32_t place)
{
    const SqlForeignKey *key = &in->live->foreign_keys.items[place];
    const Relation *present = counterpart_of_foreign_key(in->draft, key);
    const DraftModel *from = model_of(in, key->table);
    const DraftModel *to = model_of(in, key->referenced_table);
    bool is_unique = foreign_key_is_unique(in->live, key);
    DraftRelationField forward = {.foreign_key = place,
                                  .arity = is_optional(in, key) ? ARITY_OPTIONAL : ARITY_REQUIRED};
    DraftRelationField back = {.foreign_key = NONE,
                               .arity = is_unique ? ARITY_OPTIONAL : ARITY_LIST};
    if (present) {
        keep_ends(in, present, &forward, &back);
        forward.constraint =
            in->draft->present->relation_fields.items[present->field_a].mapped_name;
    } else {
        name_ends(in, key, &forward, &back);
    }
    if (text_is_none(forward.constraint) && key->name.length &&
        !text_equal(key->name, usual_constraint(in, key)))
        forward.constraint = key->name;
    /* The client has to leave alone what leads to a model that it leaves alone. */
    forward.is_ignored = !from->is_ignored && to->is_ignored;
    back.is_ignored = !to->is_ignored && from->lacks_identifier;
    add_field(in, key->table, key->referenced_table, forward);
    add_field(in, key->referenced_table, key->table, back);
}

/* --- join tables --- */

/* "posts" of the other side, with the relation's name behind it where there are several, and the
 * side where both are the same. */
static Text end_of_join(const Relating *in, uint32_t other, Text relation, bool ambiguous,
                        const char *side)
{
    Buffer name = BUFFER(in->draft->arena);
    buffer_add(&name, base_name(in, other));
    if (ambiguous)
        buffer_add_format(&name, "_%.*s", TEXT_ARG(relation));
    buffer_add_string(&name, side);
    return buffer_text(&name);
}

/* The table's name without the underscore that it begins with. */
static Text name_of_join(const Relating *in, uint32_t table)
{
    Text name = in->live->tables.items[table].name;
    return text_slice(name, 1, name.length);
}

static void name_ends_of_join(const Relating *in, uint32_t table, const JoinTable *join,
                              DraftRelationField *a, DraftRelationField *b)
{
    /* Prisma names the ends by the places of the tables and hands the names out by A and B, which
     * is another order only where the tables are in several namespaces. */
    bool in_place = join->table_a <= join->table_b;
    uint32_t first = in_place ? join->table_a : join->table_b;
    uint32_t second = in_place ? join->table_b : join->table_a;
    Text relation = name_of_join(in, table);
    Text usual = joined(in->draft->arena, base_name(in, first), "To", base_name(in, second));
    bool ambiguous = is_ambiguous(in, first, second);
    bool is_self = first == second;
    a->name = end_of_join(in, second, relation, ambiguous, is_self ? "_A" : "");
    b->name = end_of_join(in, first, relation, ambiguous, is_self ? "_B" : "");
    if (relation.length && (ambiguous || is_self || !text_equal(relation, usual)))
        a->relation = b->relation = relation;
}

static void relate_by_join_table(const Relating *in, uint32_t table, const JoinTable *join)
{
    /* Which end of a model's relation with itself is A's cannot be told. */
    bool is_self = join->table_a == join->table_b;
    const Relation *present = is_self ? NULL : counterpart_of_join_table(in->draft, table);
    DraftRelationField a = {.foreign_key = NONE, .arity = ARITY_LIST};
    DraftRelationField b = a;
    if (present) {
        keep_ends(in, present, &a, &b);
        a.relation = b.relation = name_of_join(in, table); /* also where it was not written */
    } else {
        name_ends_of_join(in, table, join, &a, &b);
    }
    add_field(in, join->table_a, join->table_b, a);
    add_field(in, join->table_b, join->table_a, b);
    Text name_a = model_of(in, join->table_a)->name.text;
    Text name_b = model_of(in, join->table_b)->name.text;
    if (text_compare(name_a, name_b) > 0)
        draft_warn(in->draft, (Warning){.kind = WARNING_REVERSED_RELATIONS,
                                        .name = joined(in->draft->arena, name_a, ", ", name_b)});
}

static void relate_by_keys(const Relating *in, uint32_t table)
{
    uint32_t key = in->live->tables.items[table].first_foreign_key;
    for (; key != NONE; key = in->live->foreign_keys.items[key].next)
        if (!in->repeated[key])
            relate_by_key(in, key);
}

void relate_models(Draft *draft)
{
    Relating in = {.draft = draft,
                   .live = draft->live,
                   .pairs = MAP(draft->arena),
                   .repeated = NEW_ARRAY(draft->arena, bool, draft->live->foreign_keys.count)};
    JoinTable join;
    count_pairs(&in);
    for (uint32_t i = 0; i < draft->live->tables.count; i++)
        if (draft->model_of_table[i] != NONE)
            relate_by_keys(&in, i);
    for (uint32_t i = 0; i < draft->live->tables.count; i++)
        if (draft->model_of_table[i] == NONE && join_table_read(draft, i, &join))
            relate_by_join_table(&in, i, &join);
}
