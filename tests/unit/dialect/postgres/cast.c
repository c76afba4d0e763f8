/* dialect/postgres/cast.h */
#include "dialect/postgres/cast.h"

#include "sql/diffing.h"

/* Types, and what they are called in the table below. */
static const struct {
    const char *name, *field;
} types[] = {
    {"SmallInt", "Int @db.SmallInt"},
    {"Integer", "Int"},
    {"BigInt", "BigInt"},
    {"Oid", "Int @db.Oid"},
    {"Decimal", "Decimal @db.Decimal"},
    {"Decimal(3,0)", "Decimal @db.Decimal(3, 0)"},
    {"Decimal(10,2)", "Decimal @db.Decimal(10, 2)"},
    {"Decimal(65,30)", "Decimal"},
    {"Money", "Decimal @db.Money"},
    {"Real", "Float @db.Real"},
    {"Double", "Float"},
    {"Text", "String"},
    {"VarChar", "String @db.VarChar"},
    {"VarChar(4)", "String @db.VarChar(4)"},
    {"VarChar(11)", "String @db.VarChar(11)"},
    {"VarChar(32)", "String @db.VarChar(32)"},
    {"VarChar(400)", "String @db.VarChar(400)"},
    {"Char", "String @db.Char"},
    {"Char(1)", "String @db.Char(1)"},
    {"Char(5)", "String @db.Char(5)"},
    {"Char(40)", "String @db.Char(40)"},
    {"Citext", "String @db.Citext"},
    {"Inet", "String @db.Inet"},
    {"Uuid", "String @db.Uuid"},
    {"Xml", "String @db.Xml"},
    {"Bit", "String @db.Bit"},
    {"Bit(4)", "String @db.Bit(4)"},
    {"VarBit", "String @db.VarBit"},
    {"VarBit(4)", "String @db.VarBit(4)"},
    {"VarBit(5)", "String @db.VarBit(5)"},
    {"Json", "Json @db.Json"},
    {"JsonB", "Json"},
    {"ByteA", "Bytes"},
    {"Boolean", "Boolean"},
    {"Timestamp", "DateTime @db.Timestamp"},
    {"Timestamp(3)", "DateTime"},
    {"Timestamp(6)", "DateTime @db.Timestamp(6)"},
    {"Timestamptz", "DateTime @db.Timestamptz"},
    {"Timestamptz(3)", "DateTime @db.Timestamptz(3)"},
    {"Date", "DateTime @db.Date"},
    {"Time", "DateTime @db.Time"},
    {"Time(3)", "DateTime @db.Time(3)"},
    {"Timetz", "DateTime @db.Timetz"},
    {"circle", "Unsupported(`circle`)"},
    {"box", "Unsupported(`box`)"},
    {"Integer[]", "Int[]"},
    {"Text[]", "String[]"},
};

/* What each type can become, safely or at a risk; nothing else. "=" is what counts as the same
 * type. */
static const struct {
    const char *from, *same, *safe, *risky;
} casts[] = {
    {"SmallInt", "",
     "Integer BigInt Decimal Decimal(3,0) Decimal(10,2) Decimal(65,30) Real Double "
     "Text VarChar VarChar(4) VarChar(11) VarChar(32) VarChar(400) Char(5) "
     "Char(40)",
     "Char Char(1) circle box"},
    {"Integer", "",
     "BigInt Decimal Decimal(65,30) Real Double Text VarChar VarChar(11) "
     "VarChar(32) VarChar(400) Char(40)",
     "SmallInt Decimal(3,0) Decimal(10,2) VarChar(4) Char Char(1) Char(5) circle "
     "box"},
    {"BigInt", "",
     "Decimal Decimal(65,30) Real Double Text VarChar VarChar(32) VarChar(400) "
     "Char(40)",
     "SmallInt Integer Decimal(3,0) Decimal(10,2) VarChar(4) VarChar(11) Char "
     "Char(1) Char(5) circle box"},
    {"Oid", "", "Integer BigInt Text VarChar VarChar(4) VarChar(11) VarChar(32) VarChar(400)",
     "circle box"},
    {"Decimal", "", "Text VarChar",
     "SmallInt Integer BigInt Decimal(3,0) Decimal(10,2) Decimal(65,30) Real "
     "Double VarChar(4) VarChar(11) VarChar(32) VarChar(400) Char Char(1) Char(5) "
     "Char(40) circle box"},
    {"Decimal(3,0)", "",
     "Integer BigInt Decimal Decimal(10,2) Decimal(65,30) Text VarChar VarChar(4) "
     "VarChar(11) VarChar(32) VarChar(400) Char(5) Char(40)",
     "SmallInt Real Double Char Char(1) circle box"},
    {"Decimal(10,2)", "", "Decimal Decimal(65,30) Text VarChar VarChar(32) VarChar(400) Char(40)",
     "SmallInt Integer BigInt Decimal(3,0) Real Double VarChar(4) VarChar(11) Char "
     "Char(1) Char(5) circle box"},
    {"Decimal(65,30)", "", "Decimal Text VarChar VarChar(400)",
     "SmallInt Integer BigInt Decimal(3,0) Decimal(10,2) Real Double VarChar(4) "
     "VarChar(11) VarChar(32) Char Char(1) Char(5) Char(40) circle box"},
    {"Money", "", "Text VarChar VarChar(4) VarChar(11) VarChar(32) VarChar(400) Citext",
     "SmallInt Integer BigInt Oid Decimal Decimal(3,0) Decimal(10,2) "
     "Decimal(65,30) Real Double Char Char(1) Char(5) Char(40) Inet Uuid Xml Bit "
     "Bit(4) VarBit VarBit(4) VarBit(5) Json JsonB ByteA Boolean Timestamp "
     "Timestamp(3) Timestamp(6) Timestamptz Timestamptz(3) Date Time Time(3) "
     "Timetz circle box"},
    {"Real", "", "Double Text VarChar VarChar(400)",
     "SmallInt Integer BigInt Decimal Decimal(3,0) Decimal(10,2) Decimal(65,30) "
     "VarChar(4) VarChar(11) VarChar(32) Char Char(1) Char(5) Char(40) circle box"},
    {"Double", "", "Text VarChar VarChar(400)",
     "SmallInt Integer BigInt Decimal Decimal(3,0) Decimal(10,2) Decimal(65,30) "
     "Real VarChar(4) VarChar(11) VarChar(32) Char Char(1) Char(5) Char(40) circle "
     "box"},
    {"Text", "", "VarChar Citext",
     "VarChar(4) VarChar(11) VarChar(32) VarChar(400) Char Char(1) Char(5) "
     "Char(40) circle box"},
    {"VarChar", "", "Text",
     "VarChar(4) VarChar(11) VarChar(32) VarChar(400) Char Char(1) Char(5) "
     "Char(40) circle box"},
    {"VarChar(4)", "", "Text VarChar VarChar(11) VarChar(32) VarChar(400) Char(5) Char(40)",
     "Char Char(1) circle box"},
    {"VarChar(11)", "", "Text VarChar VarChar(32) VarChar(400) Char(40)",
     "VarChar(4) Char Char(1) Char(5) circle box"},
    {"VarChar(32)", "", "Text VarChar VarChar(400) Char(40)",
     "VarChar(4) VarChar(11) Char Char(1) Char(5) circle box"},
    {"VarChar(400)", "", "Text VarChar",
     "VarChar(4) VarChar(11) VarChar(32) Char Char(1) Char(5) Char(40) circle box"},
    {"Char", "",
     "Text VarChar VarChar(4) VarChar(11) VarChar(32) VarChar(400) Char(1) Char(5) "
     "Char(40)",
     "circle box"},
    {"Char(1)", "",
     "Text VarChar VarChar(4) VarChar(11) VarChar(32) VarChar(400) Char Char(5) "
     "Char(40)",
     "circle box"},
    {"Char(5)", "", "Text VarChar VarChar(11) VarChar(32) VarChar(400) Char(40)",
     "VarChar(4) Char Char(1) circle box"},
    {"Char(40)", "", "Text VarChar VarChar(400)",
     "VarChar(4) VarChar(11) VarChar(32) Char Char(1) Char(5) circle box"},
    {"Citext", "", "Text VarChar VarChar(4) VarChar(11) VarChar(32) VarChar(400)",
     "SmallInt Integer BigInt Oid Decimal Decimal(3,0) Decimal(10,2) "
     "Decimal(65,30) Money Real Double Char Char(1) Char(5) Char(40) Inet Uuid Xml "
     "Bit Bit(4) VarBit VarBit(4) VarBit(5) Json JsonB ByteA Boolean Timestamp "
     "Timestamp(3) Timestamp(6) Timestamptz Timestamptz(3) Date Time Time(3) "
     "Timetz circle box"},
    {"Inet", "", "Text VarChar VarChar(4) VarChar(11) VarChar(32) VarChar(400) Citext",
     "circle box"},
    {"Uuid", "", "Text VarChar VarChar(32) VarChar(400) Char(40)", "circle box"},
    {"Xml", "", "Text VarChar",
     "VarChar(4) VarChar(11) VarChar(32) VarChar(400) Char Char(1) Char(5) "
     "Char(40) circle box"},
    {"Bit", "",
     "Text VarChar VarChar(4) VarChar(11) VarChar(32) VarChar(400) Char Char(1) "
     "Char(5) Char(40) VarBit VarBit(4) VarBit(5)",
     "circle box"},
    {"Bit(4)", "",
     "Text VarChar VarChar(4) VarChar(11) VarChar(32) VarChar(400) Char(5) "
     "Char(40) VarBit VarBit(4) VarBit(5)",
     "circle box"},
    {"VarBit", "", "Text VarChar",
     "VarChar(4) VarChar(11) VarChar(32) VarChar(400) Char Char(1) Char(5) "
     "Char(40) Bit Bit(4) circle box"},
    {"VarBit(4)", "",
     "Text VarChar VarChar(4) VarChar(11) VarChar(32) VarChar(400) Char(5) "
     "Char(40) VarBit VarBit(5)",
     "Char Char(1) Bit Bit(4) circle box"},
    {"VarBit(5)", "", "Text VarChar VarChar(11) VarChar(32) VarChar(400) Char(5) Char(40) VarBit",
     "VarChar(4) Char Char(1) Bit Bit(4) circle box"},
    {"Json", "", "Text VarChar JsonB",
     "VarChar(4) VarChar(11) VarChar(32) VarChar(400) Char Char(1) Char(5) "
     "Char(40) circle box"},
    {"JsonB", "", "Text VarChar Json",
     "VarChar(4) VarChar(11) VarChar(32) VarChar(400) Char Char(1) Char(5) "
     "Char(40) circle box"},
    {"ByteA", "", "Text VarChar",
     "VarChar(4) VarChar(11) VarChar(32) VarChar(400) Char(5) Char(40) circle box"},
    {"Boolean", "",
     "Text VarChar VarChar(4) VarChar(11) VarChar(32) VarChar(400) Char(5) "
     "Char(40)",
     "circle box"},
    {"Timestamp", "Timestamp(3) Timestamp(6)",
     "Text VarChar VarChar(32) VarChar(400) Char(40) Timestamptz Timestamptz(3) "
     "Date Time Time(3) Timetz",
     "circle box"},
    {"Timestamp(3)", "Timestamp",
     "Text VarChar VarChar(32) VarChar(400) Char(40) Timestamp(6) Timestamptz "
     "Timestamptz(3) Date Time Time(3) Timetz",
     "circle box"},
    {"Timestamp(6)", "Timestamp",
     "Text VarChar VarChar(32) VarChar(400) Char(40) Timestamp(3) Timestamptz "
     "Timestamptz(3) Date Time Time(3) Timetz",
     "circle box"},
    {"Timestamptz", "Timestamptz(3)",
     "Text VarChar VarChar(32) VarChar(400) Char(40) Timestamp Timestamp(3) "
     "Timestamp(6) Date Time Time(3) Timetz",
     "circle box"},
    {"Timestamptz(3)", "Timestamptz",
     "Text VarChar VarChar(32) VarChar(400) Char(40) Timestamp Timestamp(3) "
     "Timestamp(6) Date Time Time(3) Timetz",
     "circle box"},
    {"Date", "",
     "Text VarChar VarChar(32) VarChar(400) Char(40) Timestamp Timestamp(3) "
     "Timestamp(6) Timestamptz Timestamptz(3)",
     "circle box"},
    {"Time", "Time(3)", "Text VarChar VarChar(32) VarChar(400) Char(40) Timetz", "circle box"},
    {"Time(3)", "Time", "Text VarChar VarChar(32) VarChar(400) Char(40) Timetz", "circle box"},
    {"Timetz", "", "Text VarChar VarChar(32) VarChar(400) Char(40) Time Time(3)", "circle box"},
    {"circle", "box", "",
     "SmallInt Integer BigInt Oid Decimal Decimal(3,0) Decimal(10,2) "
     "Decimal(65,30) Money Real Double Text VarChar VarChar(4) VarChar(11) "
     "VarChar(32) VarChar(400) Char Char(1) Char(5) Char(40) Citext Inet Uuid Xml "
     "Bit Bit(4) VarBit VarBit(4) VarBit(5) Json JsonB ByteA Boolean Timestamp "
     "Timestamp(3) Timestamp(6) Timestamptz Timestamptz(3) Date Time Time(3) "
     "Timetz"},
    {"box", "circle", "",
     "SmallInt Integer BigInt Oid Decimal Decimal(3,0) Decimal(10,2) "
     "Decimal(65,30) Money Real Double Text VarChar VarChar(4) VarChar(11) "
     "VarChar(32) VarChar(400) Char Char(1) Char(5) Char(40) Citext Inet Uuid Xml "
     "Bit Bit(4) VarBit VarBit(4) VarBit(5) Json JsonB ByteA Boolean Timestamp "
     "Timestamp(3) Timestamp(6) Timestamptz Timestamptz(3) Date Time Time(3) "
     "Timetz"},
    {"Integer[]", "", "Text VarChar Text[]",
     "VarChar(4) VarChar(11) VarChar(32) VarChar(400) Char Char(1) Char(5) "
     "Char(40)"},
    {"Text[]", "", "Text VarChar",
     "VarChar(4) VarChar(11) VarChar(32) VarChar(400) Char Char(1) Char(5) "
     "Char(40)"},
};

/* The names of the types with that cast, parted by blanks; the type itself is left out. */
static Text casts_to(Scene *scene, const SqlSchema *schema, uint32_t from, Cast wanted)
{
    Buffer out = BUFFER(scene->arena);
    for (uint32_t to = 0; to < COUNT(types); to++) {
        /* the first column is the id */
        Cast cast = postgres_cast((SchemaColumn){schema, from + 1}, (SchemaColumn){schema, to + 1});
        if (cast != wanted || to == from)
            continue;
        buffer_add_string(&out, out.length ? " " : "");
        buffer_add_string(&out, types[to].name);
    }
    return buffer_text(&out);
}

static const SqlSchema *all_types(Scene *scene)
{
    Buffer fields = BUFFER(scene->arena);
    for (size_t i = 0; i < COUNT(types); i++)
        buffer_add_format(&fields, "c%zu %s\n", i, types[i].field);
    return sql_schema_of(scene, "postgresql", text_cstr(scene->arena, buffer_text(&fields)));
}

static void the_table(void **state)
{
    Scene *scene = *state;
    const SqlSchema *schema = all_types(scene);
    size_t wrong = 0;
    assert_int_equal(COUNT(casts), COUNT(types));
    for (uint32_t i = 0; i < COUNT(types); i++) {
        Text same = casts_to(scene, schema, i, CAST_NONE);
        Text safe = casts_to(scene, schema, i, CAST_SAFE);
        Text risky = casts_to(scene, schema, i, CAST_RISKY);
        if (strcmp(casts[i].from, types[i].name) == 0 && text_is(same, casts[i].same) &&
            text_is(safe, casts[i].safe) && text_is(risky, casts[i].risky))
            continue;
        wrong++;
        print_error("{\"%s\", \"%.*s\", \"%.*s\", \"%.*s\"},\n", types[i].name, TEXT_ARG(same),
                    TEXT_ARG(safe), TEXT_ARG(risky));
    }
    assert_int_equal(wrong, 0);
}

static void a_type_is_itself(void **state)
{
    const SqlSchema *schema = all_types(*state);
    for (uint32_t i = 1; i < COUNT(types); i++)
        expect(postgres_cast((SchemaColumn){schema, i}, (SchemaColumn){schema, i}) == CAST_NONE,
               "%s", types[i - 1].name);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_table),
        TEST(a_type_is_itself),
    };
    return RUN_TESTS(tests);
}
