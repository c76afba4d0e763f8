/* sql/snapshot.h */
#include "sql/snapshot.h"

#include "dialect/providers.h"
#include "sql/diffing.h"
#include "sql/snapshot_fields.h"

static Text written(Arena *arena, const Snapshot *snapshot)
{
    Buffer out = BUFFER(arena);
    snapshot_write(&out, snapshot);
    return buffer_text(&out);
}

static Snapshot read_back(Scene *scene, Text document)
{
    Snapshot snapshot;
    assert_succeeds(snapshot_read(scene->arena, document, dialect_providers, SNAPSHOT_WHOLE,
                                  &snapshot, &scene->error),
                    &scene->error);
    return snapshot;
}

static const char all_of_it[] =
    "schemas = [`s`, `public`]\nextensions = [x(version: `1.0`)]\n--\n"
    "model A {\n  id Int @id @default(autoincrement())\n  name String @default(`a'b`) "
    "@db.VarChar(191)\n  price Decimal? @default(1.50) @db.Decimal(10, 2)\n  tags String[] "
    "@default([`a`, `b`])\n  kind E @default(X)\n  kinds E[]\n  at DateTime @default(now())\n  u "
    "String @default(dbgenerated(`f()`))\n  raw Unsupported(`point`)?\n  bytes Bytes "
    "@default(`/wA=`)\n  bId Int\n  b B @relation(fields: [bId], references: [id], onDelete: "
    "Cascade)\n  @@unique([name, kind])\n  @@index([tags], type: Gin, map: `by tags`)\n  "
    "@@schema(`s`)\n}\n"
    "model B {\n  id Int\n  x Int\n  as A[]\n  @@id([id, x])\n  @@unique([id])\n  "
    "@@schema(`public`)\n}\n"
    "enum E {\n  X\n  Y @map(`y y`)\n  @@schema(`s`)\n}\n";

static void what_is_read_is_what_was_written(void **state)
{
    Scene *scene = *state;
    Snapshot snapshot = {.provider = TEXT("postgresql"),
                         .key = TEXT("k"),
                         .server = TEXT("15.1"),
                         .schema = *sql_schema_of(scene, "postgresql", all_of_it)};
    SqlObject objects[] = {
        {OBJECT_NAMESPACE, OBJECT_NONE, 0, TEXT(""), TEXT(""), TEXT("s"), TEXT("")},
        {OBJECT_TABLE, OBJECT_NONE, 0, TEXT("s"), TEXT(""), TEXT("A"), TEXT("")},
        {OBJECT_INDEX, OBJECT_TABLE, TRAIT_EXPRESSION, TEXT("s"), TEXT("A"), TEXT("i\n\"\xff"),
         TEXT("USING btree (lower(name))")},
        {OBJECT_CHECK, OBJECT_TABLE, 0, TEXT("s"), TEXT("A"), TEXT("c"), TEXT("CHECK (true)")},
        {OBJECT_CHECK, OBJECT_DOMAIN, 0, TEXT("s"), TEXT("A"), TEXT("c"), TEXT("CHECK (true)")},
    };
    for (size_t i = 0; i < COUNT(objects); i++)
        list_add(scene->arena, &snapshot.schema.objects, objects[i]);
    Text document = written(scene->arena, &snapshot);
    Snapshot again = read_back(scene, document);
    assert_same_text(written(scene->arena, &again), document);
    assert_same_text(again.key, snapshot.key);
    assert_same_text(again.server, snapshot.server);
    assert_int_equal(again.schema.objects.count, COUNT(objects));
    assert_int_equal(again.schema.objects.items[4].owner_kind, OBJECT_DOMAIN);
    assert_same_text(again.schema.objects.items[2].name, objects[2].name);
    /* Foreign keys are linked to their tables, and native types are those of the product. */
    Comparison comparison = sql_compare(scene->arena, &snapshot.schema, &again.schema);
    Steps steps;
    steps_between(scene->arena, &comparison, rules_of("postgresql"), STEPS_FORWARD, &steps);
    assert_int_equal(steps.items.count, 0);
    assert_int_equal(again.schema.tables.items[0].first_foreign_key, 0);

    assert_succeeds(snapshot_read(scene->arena, document, dialect_providers,
                                  SNAPSHOT_WITHOUT_OBJECTS, &again, &scene->error),
                    &scene->error);
    assert_int_equal(again.schema.objects.count, 0);
    assert_int_equal(again.schema.tables.count, 2);

    assert_succeeds(snapshot_read(scene->arena, document, dialect_providers, SNAPSHOT_HEAD, &again,
                                  &scene->error),
                    &scene->error);
    assert_int_equal(again.schema.tables.count, 0);
    assert_text(again.provider, "postgresql");
    assert_null(again.rows.data);
}

/* Files that are kept say the same to later versions, unless the format has another number. */
static void the_format_stays(void **state)
{
    Scene *scene = *state;
    Snapshot snapshot = {
        .provider = TEXT("sqlite"),
        .key = TEXT("k"),
        .server = TEXT("3.40.1"),
        .rows = TEXT("INSERT"),
        .schema = *sql_schema_of(scene, "sqlite", "  a String? @default(`x`)\n  @@unique([a])\n")};
    list_add(
        scene->arena, &snapshot.schema.objects,
        (SqlObject){OBJECT_COLUMN, OBJECT_TABLE, 0, TEXT(""), TEXT("A"), TEXT("a"), TEXT("TEXT")});
    Text document = written(scene->arena, &snapshot);
    ptrdiff_t kinds = text_find(document, "\"kinds\"");
    assert_text(
        text_slice(document, 0, (size_t)kinds),
        "{\"snapshot\":2,\n\"provider\":\"sqlite\",\n\"key\":\"k\",\n\"server\":\"3.40.1\",\n\"rows\":\"INSERT\",\n"
        "\"version\":6,\n\"usualNamespace\":\"public\",\n\"hasUsualNamespace\":false,\n\"isLive\":false,\n"
        "\"namespaces\":{\"fields\":[\"name\"],\"rows\":[]},\n"
        "\"enums\":{\"fields\":[\"name\",\"namespace\",\"first_value\",\"value_count\"],"
        "\"rows\":[]},\n\"enum_values\":{\"fields\":[\"name\"],\"rows\":[]},\n"
        "\"sequences\":{\"fields\":[\"name\",\"start\",\"increment\",\"least\",\"most\",\"cache\","
        "\"is_virtual\"],\"rows\":[]},\n"
        "\"extensions\":{\"fields\":[\"name\",\"schema\",\"version\",\"is_relocatable\"],\"rows\":"
        "[]},\n"
        "\"tables\":{\"fields\":[\"name\",\"namespace\",\"first_column\",\"column_count\","
        "\"first_index\",\"index_count\",\"primary_key\"],\"rows\":[\n[\"A\",null,0,2,0,2,0]]},\n"
        "\"columns\":{\"fields\":[\"name\",\"table\",\"type\",\"is_autoincrement\","
        "\"has_client_default\",\"default_value\"],\"rows\":[\n"
        "[\"id\",0,[0,0,null],false,false,null],\n"
        "[\"a\",0,[4,1,null],false,false,[0,[0,\"x\"]]]]},\n"
        "\"indexes\":{\"fields\":[\"name\",\"table\",\"first_column\",\"column_count\",\"kind\","
        "\"algorithm\",\"predicate\",\"has_unspoken_predicate\"],\"rows\":[\n"
        "[\"\",0,0,1,0,1,null,false],\n[\"A_a_key\",0,1,1,1,1,null,false]]},\n"
        "\"index_columns\":{\"fields\":[\"column\",\"sort\",\"operator_class\","
        "\"operator_class_is_default\"],\"rows\":[\n[0,0,null,false],\n[1,0,null,false]]},\n"
        "\"foreign_keys\":{\"fields\":[\"name\",\"table\",\"referenced_table\",\"first_column\","
        "\"column_count\",\"on_delete\",\"on_update\"],\"rows\":[]},\n"
        "\"foreign_key_columns\":{\"fields\":[\"column\",\"referenced_column\"],\"rows\":[]},\n"
        "\"views\":{\"fields\":[\"name\",\"namespace\",\"first_column\",\"column_count\","
        "\"definition\"],\"rows\":[]},\n"
        "\"view_columns\":{\"fields\":[\"name\",\"table\",\"type\",\"is_autoincrement\","
        "\"has_client_default\",\"default_value\"],\"rows\":[]},\n");
    assert_true(text_ends_with(document, "\"objects\":[\n[16,\"\",\"A\",\n"
                                         "[19,0,\"a\",\"TEXT\"]]]}\n"));
}

static Text random_text(Arena *arena, Dice *dice)
{
    Buffer out = BUFFER(arena);
    for (uint64_t left = dice_roll(dice, 6); left > 0; left--)
        buffer_add_char(&out, (char)dice_roll(dice, 256));
    Text text = buffer_text(&out);
    return text.data ? text : TEXT("");
}

static void random_type(Arena *arena, Dice *dice, ColumnType *type)
{
    const Provider *provider = dialect_providers[0];
    type->family = (unsigned)dice_roll(dice, FAMILY_UNSUPPORTED + 1);
    type->arity = (ColumnArity)dice_roll(dice, COLUMN_LIST + 1);
    if (type->family == FAMILY_UNSUPPORTED)
        type->text = random_text(arena, dice);
    else if (type->family != FAMILY_ENUM)
        type->native = &provider->native_types[dice_roll(dice, 20)];
    for (type->argument_count = 0; type->argument_count < dice_roll(dice, 3);)
        type->arguments[type->argument_count++] = (uint32_t)dice_roll(dice, 1u << 31);
}

static Value random_value(Arena *arena, Dice *dice, int depth) // NOLINT(misc-no-recursion)
{
    Value value = {.kind = (ValueKind)dice_roll(dice, VALUE_LIST + (depth < 3))};
    if (value.kind != VALUE_LIST) {
        value.text = random_text(arena, dice);
        return value;
    }
    value.item_count = (uint32_t)dice_roll(dice, 3);
    Value *items = NEW_ARRAY(arena, Value, value.item_count);
    for (uint32_t i = 0; i < value.item_count; i++)
        items[i] = random_value(arena, dice, depth + 1);
    value.items = items;
    return value;
}

static const ColumnDefault *random_default(Arena *arena, Dice *dice)
{
    ColumnDefault *value = NEW(arena, ColumnDefault);
    value->kind = (DefaultKind)dice_roll(dice, DEFAULT_UNKNOWN + 1);
    value->sequence = NONE;
    if (value->kind == DEFAULT_VALUE)
        value->value = random_value(arena, dice, 0);
    else if (value->kind == DEFAULT_EXPRESSION)
        value->expression = random_text(arena, dice);
    return dice_roll(dice, 2) ? value : NULL;
}

static void random_field(Arena *arena, Dice *dice, const SnapshotField *field, void *row)
{
    void *member = (char *)row + field->offset;
    switch (field->kind) {
    case FIELD_IS_TEXT:
        *(Text *)member = dice_roll(dice, 4) ? random_text(arena, dice) : (Text){0};
        break;
    case FIELD_IS_PLACE:
    case FIELD_IS_FIRST:
    case FIELD_IS_LENGTH:
        *(uint32_t *)member = 0; /* every list has something in it, but no run has */
        break;
    case FIELD_MAY_BE_NONE:
        *(uint32_t *)member = dice_roll(dice, 2) ? 0 : NONE;
        break;
    case FIELD_IS_CHOICE:
        *(unsigned *)member = (unsigned)dice_roll(dice, field->limit);
        break;
    case FIELD_IS_NUMBER:
        *(int64_t *)member = (int64_t)(dice_roll(dice, UINT32_MAX) << 33);
        break;
    case FIELD_IS_BOOL:
        *(bool *)member = dice_roll(dice, 2);
        break;
    case FIELD_IS_TYPE:
        random_type(arena, dice, member);
        break;
    case FIELD_IS_DEFAULT:
        *(const ColumnDefault **)member = random_default(arena, dice);
        break;
    }
}

static void random_snapshot(Arena *arena, Dice *dice, Snapshot *snapshot)
{
    *snapshot = (Snapshot){.provider = TEXT("postgresql"), .key = random_text(arena, dice)};
    snapshot->server = random_text(arena, dice);
    snapshot->schema.version = PRISMA_7;
    snapshot->schema.usual_namespace = random_text(arena, dice);
    for (int which = 0; which < SNAPSHOT_LISTS; which++) {
        const SnapshotListForm *form = &snapshot_lists[which];
        AnyList list = {.count = 1 + dice_roll(dice, 3)};
        list.items = arena_alloc(arena, list.count * form->item_size);
        list.capacity = list.count;
        for (size_t i = 0; i < list.count; i++)
            for (const SnapshotField *field = form->fields; field->name; field++)
                random_field(arena, dice, field, (char *)list.items + i * form->item_size);
        memcpy((char *)&snapshot->schema + form->offset, &list, sizeof list);
    }
    for (uint64_t left = dice_roll(dice, 5); left > 0; left--)
        list_add(arena, &snapshot->schema.objects,
                 (SqlObject){.kind = (uint8_t)(1 + dice_roll(dice, OBJECT_KIND_COUNT - 1)),
                             .owner_kind = (uint8_t)dice_roll(dice, 2),
                             .traits = (uint8_t)dice_roll(dice, 8),
                             .namespace = TEXT(""),
                             .owner = random_text(arena, dice),
                             .name = random_text(arena, dice),
                             .definition = random_text(arena, dice)});
}

static void anything_can_be_written_and_read(void **state)
{
    Scene *scene = *state;
    Dice dice = {1};
    for (int i = 0; i < 300; i++) {
        Snapshot snapshot;
        random_snapshot(scene->arena, &dice, &snapshot);
        Text document = written(scene->arena, &snapshot);
        Snapshot again = read_back(scene, document);
        assert_same_text(written(scene->arena, &again), document);
    }
}

/* A document with a hole, or with one byte for another: it is refused, or it is whole. */
static void damage(void **state)
{
    Scene *scene = *state;
    Dice dice = {2};
    for (int i = 0; i < 3000; i++) {
        ArenaMark mark = arena_mark(scene->arena);
        Snapshot snapshot;
        random_snapshot(scene->arena, &dice, &snapshot);
        Text document = written(scene->arena, &snapshot);
        char *bytes = text_cstr(scene->arena, document);
        size_t place = dice_roll(&dice, document.length);
        if (dice_roll(&dice, 4) == 0)
            document.length = place;
        else
            bytes[place] = "0123456789[]{},:\"nt"[dice_roll(&dice, 18)];
        Error error = {.arena = scene->arena};
        if (snapshot_read(scene->arena, (Text){bytes, document.length}, dialect_providers,
                          SNAPSHOT_WHOLE, &snapshot, &error))
            sql_compare(scene->arena, &snapshot.schema, &snapshot.schema);
        else
            assert_int_equal(error.code, ERROR_D1030);
        arena_rewind(scene->arena, mark);
    }
}

static void refusals(void **state)
{
    Scene *scene = *state;
    Snapshot snapshot = {.provider = TEXT("postgresql"),
                         .schema = *sql_schema_of(scene, "postgresql", all_of_it)};
    Text document = written(scene->arena, &snapshot);
    static const char *const rows[][2] = {
        {"\"snapshot\":2", "\"snapshot\":1"},
        {"\"snapshot\"", "\"snapshots\""},
        {"\"postgresql\"", "\"oracle\""},
        {"\"VarChar\",191", "\"VarChar2\",191"},
        {"\"VarChar\",191", "\"VarChar\",191,2,3"},
        {"\"rows\":[\n[\"E\",1,0,2]", "\"rows\":[\n[\"E\",1,0,3]"},   /* values that are not */
        {"\"rows\":[\n[\"E\",1,0,2]", "\"rows\":[\n[\"E\",2,0,2]"},   /* a namespace */
        {"\"rows\":[\n[\"E\",1,0,2]", "\"rows\":[\n[\"E\",1,0]"},     /* too little */
        {"\"rows\":[\n[\"E\",1,0,2]", "\"rows\":[\n[\"E\",1,0,2,0]"}, /* too much */
        {"[\"id\",0,", "[\"id\",1,"},                                 /* another table's column */
        {"\"version\":6", "\"version\":5"},
        {"\"name\",\"table\",\"type\"", "\"name\",\"type\",\"table\""},
        {"]}\n", "]} x"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        Buffer out = BUFFER(scene->arena);
        ptrdiff_t place = text_find(document, rows[i][0]);
        expect(place >= 0, "%s", rows[i][0]);
        buffer_add(&out, text_slice(document, 0, (size_t)place));
        buffer_add_string(&out, rows[i][1]);
        buffer_add(&out, text_slice(document, (size_t)place + strlen(rows[i][0]), document.length));
        assert_fails(snapshot_read(scene->arena, buffer_text(&out), dialect_providers,
                                   SNAPSHOT_WHOLE, &snapshot, &scene->error),
                     &scene->error, ERROR_D1030);
    }
}

/* The order of objects says nothing, that of columns does. */
static void what_is_the_same(void **state)
{
    Scene *scene = *state;
    SqlObject objects[] = {
        {OBJECT_TABLE, OBJECT_NONE, 0, TEXT(""), TEXT(""), TEXT("A"), TEXT("")},
        {OBJECT_CHECK, OBJECT_TABLE, 0, TEXT(""), TEXT("A"), TEXT("c"), TEXT("CHECK (true)")},
    };
    SqlObject turned[] = {objects[1], objects[0]};
    SqlObject other[] = {objects[0], objects[1]};
    other[1].definition = TEXT("CHECK (false)");
    SqlSchema one = *sql_schema_of(scene, "sqlite", "  a Int\n  b Int\n");
    SqlSchema two = one;
    SqlSchema three = *sql_schema_of(scene, "sqlite", "  b Int\n  a Int\n");
    one.objects.items = objects;
    one.objects.count = two.objects.count = three.objects.count = COUNT(objects);
    two.objects.items = turned;
    assert_true(snapshot_is_same(scene->arena, &one, &two));
    two.objects.items = other;
    assert_false(snapshot_is_same(scene->arena, &one, &two));
    three.objects.items = objects;
    assert_false(snapshot_is_same(scene->arena, &one, &three));
    two = one;
    two.objects.count = 1;
    assert_false(snapshot_is_same(scene->arena, &one, &two));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_is_read_is_what_was_written),
        TEST(the_format_stays),
        TEST(anything_can_be_written_and_read),
        TEST(damage),
        TEST(refusals),
        TEST(what_is_the_same),
    };
    return RUN_TESTS(tests);
}
