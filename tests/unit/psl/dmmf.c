/* psl/dmmf.h */
#include "psl/dmmf.h"

#include <string.h>

#include "dialect/providers.h"
#include "support.h"

/* ---- writing it ---- */

static Text schema_text(Scene *scene, const char *provider, const char *blocks)
{
    return text_format(scene->arena,
                       "datasource db {\n  provider = \"%s\"\n  url = \"x://\"\n}\n"
                       "generator g {\n  provider = \"x\"\n  previewFeatures = [\"views\"]\n}\n%s",
                       provider, blocks);
}

/* The document without line ends and indentation, with ' for ". */
static Text document_of(Scene *scene, const char *provider, const char *blocks)
{
    SchemaFile file = {TEXT("schema.prisma"), schema_text(scene, provider, blocks)};
    SchemaFiles files = {&file, 1, 1};
    SchemaOptions options = {.providers = dialect_providers};
    Schema *schema = NEW(scene->arena, Schema);
    assert_succeeds(schema_read(scene->arena, &files, &options, schema, &scene->error),
                    &scene->error);
    for (list_each(const Diagnostic, diagnostic, &schema->diagnostics.list))
        expect(diagnostic->severity != SEVERITY_ERROR, "%.*s in\n%s", TEXT_ARG(diagnostic->message),
               blocks);
    Buffer out = BUFFER(scene->arena);
    JsonWriter json = JSON_WRITER(&out);
    json_begin_object(&json, NULL);
    dmmf_write(&json, &schema->datamodel);
    json_end_object(&json);
    Buffer line = BUFFER(scene->arena);
    Text rest = buffer_text(&out);
    while (rest.data) {
        Text part = text_trim(text_cut(&rest, '\n'));
        for (size_t i = 0; i < part.length; i++)
            buffer_add_char(&line, part.data[i] == '"' ? '\'' : part.data[i]);
    }
    return buffer_text(&line);
}

/* What stands between two parts of a text. */
static Text between(Text text, const char *before, const char *behind)
{
    ptrdiff_t start = text_find(text, before);
    expect(start >= 0, "no %s in %.*s", before, TEXT_ARG(text));
    Text rest = text_slice(text, (size_t)start + strlen(before), text.length);
    ptrdiff_t end = text_find(rest, behind);
    expect(end >= 0, "no %s in %.*s", behind, TEXT_ARG(rest));
    return text_slice(rest, 0, (size_t)end);
}

static void has(Text text, const char *part)
{
    expect(text_contains(text, part), "no %s in %.*s", part, TEXT_ARG(text));
}

static void lacks(Text text, const char *part)
{
    expect(!text_contains(text, part), "%s in %.*s", part, TEXT_ARG(text));
}

/* ---- fields ---- */

static void an_empty_schema(void **state)
{
    assert_text(document_of(*state, "sqlite", ""),
                "{'datamodel': {'enums': [],'models': [],'types': [],'indexes': []}}");
}

static void a_whole_model(void **state)
{
    assert_text(document_of(*state, "sqlite", "model M {\n  id Int @id\n}\n"),
                "{'datamodel': {'enums': [],'models': [{'name': 'M','dbName': null,"
                "'schema': null,'fields': [{'name': 'id','kind': 'scalar','isList': false,"
                "'isRequired': true,'isUnique': false,'isId': true,'isReadOnly': false,"
                "'hasDefaultValue': false,'type': 'Int','nativeType': null,"
                "'isGenerated': false,'isUpdatedAt': false}],'primaryKey': null,"
                "'uniqueFields': [],'uniqueIndexes': [],'isGenerated': false}],'types': [],"
                "'indexes': [{'model': 'M','type': 'id','isDefinedOnField': true,"
                "'fields': [{'name': 'id'}]}]}}");
}

/* Types and defaults on PostgreSQL, and how the defaults are told. */
static const struct {
    const char *field, *told;
} defaults[] = {
    {"Int @default(5)", "5"},
    {"Int @default(-0)", "0"},
    {"Int @default(007)", "7"},
    {"Int @default(9223372036854775807)", "9223372036854776000"},
    {"BigInt @default(9223372036854775807)", "'9223372036854775807'"},
    {"BigInt @default(-05)", "'-5'"},
    {"Float @default(1.50)", "1.5"},
    {"Float @default(0.3)", "0.30000000000000004"},
    {"Float @default(0.0000001)", "1e-7"},
    {"Decimal @default(1)", "1"},
    {"Decimal @default(\"1e3\")", "1000"},
    {"Boolean @default(true)", "true"},
    {"Boolean @default(false)", "false"},
    {"String @default(\"a\\nb\")", "'a\\nb'"},
    {"String @default(\"\")", "''"},
    {"Json @default(\"[1,  2]\")", "'[1,  2]'"},
    {"Bytes @default(\"YQ==\")", "'YQ=='"},
    {"DateTime @default(\"2020-01-01T00:00:00Z\")", "'2020-01-01T00:00:00+00:00'"},
    {"DateTime @default(\"2020-01-01 00:00:00.000z\")", "'2020-01-01T00:00:00+00:00'"},
    {"DateTime @default(\"2020-01-01T00:00:00.1-00:00\")", "'2020-01-01T00:00:00.100+00:00'"},
    {"DateTime @default(\"2020-01-01T00:00:00.1234+01:30\")", "'2020-01-01T00:00:00.123400+01:30'"},
    {"DateTime @default(\"2020-01-01T00:00:00.1234567891-01:30\")",
     "'2020-01-01T00:00:00.123456789-01:30'"},
    {"DateTime @default(\"2020-01-01T00:00:00.0000000001Z\")", "'2020-01-01T00:00:00+00:00'"},
    {"DateTime @default(\"2020-01-01T00:00:00\xE2\x88\x92"
     "02:00\")",
     "'2020-01-01T00:00:00-02:00'"},
    {"E @default(B)", "'B'"},
    {"E[] @default([A, B])", "['A','B']"},
    {"Int[] @default([])", "[]"},
    {"BigInt[] @default([1])", "['1']"},
    {"Decimal[] @default([1.5, \"2\"])", "[1.5,2]"},
    {"DateTime @default(now())", "{'name': 'now','args': []}"},
    {"Int @default(autoincrement())", "{'name': 'autoincrement','args': []}"},
    {"String @default(uuid())", "{'name': 'uuid','args': [4]}"},
    {"String @default(uuid(7))", "{'name': 'uuid','args': [7]}"},
    {"String @default(cuid())", "{'name': 'cuid','args': [1]}"},
    {"String @default(cuid(2))", "{'name': 'cuid','args': [2]}"},
    {"String @default(ulid())", "{'name': 'ulid','args': []}"},
    {"String @default(nanoid())", "{'name': 'nanoid','args': []}"},
    {"String @default(nanoid(12))", "{'name': 'nanoid','args': [12]}"},
    {"Int[] @default(dbgenerated())", "{'name': 'dbgenerated','args': []}"},
    {"E @default(dbgenerated(\"f()\"))", "{'name': 'dbgenerated','args': ['f()']}"},
};

static void what_defaults_are_told_as(void **state)
{
    Scene *scene = *state;
    for (size_t i = 0; i < COUNT(defaults); i++) {
        Text blocks = text_format(scene->arena,
                                  "enum E {\n  A\n  B @map(\"b\")\n}\n"
                                  "model M {\n  id Int @id\n  x %s\n}\n",
                                  defaults[i].field);
        Text field = between(document_of(scene, "postgresql", blocks.data), "{'name': 'x'",
                             ",'isGenerated'");
        has(field, "'hasDefaultValue': true");
        Text told =
            between(text_format(scene->arena, "%.*s#", TEXT_ARG(field)), "'default': ", "#");
        assert_text(told, defaults[i].told);
    }
    has(document_of(scene, "cockroachdb",
                    "model M {\n  id Int @id @default(sequence(start: 5, cache: 2))\n}\n"),
        "'default': {'name': 'sequence','args': []}");
    has(document_of(scene, "mongodb",
                    "model M {\n  id String @id @default(auto()) @map(\"_id\") @db.ObjectId\n}\n"),
        "'nativeType': ['ObjectId',[]],'default': {'name': 'auto','args': []}");
}

static void what_else_fields_say(void **state)
{
    Text text = document_of(*state, "postgresql",
                            "model M {\n"
                            "  id Int @id\n"
                            "  a  String? @map(\"\") @db.VarChar( 05 )\n"
                            "  b  Decimal @db.Decimal(10, 2)\n"
                            "  c  DateTime @updatedAt\n"
                            "  d  Int[]\n"
                            "}\n");
    has(text, "'name': 'a','dbName': '','kind': 'scalar','isList': false,'isRequired': false");
    has(text, "'nativeType': ['VarChar',['05']]");
    has(text, "'nativeType': ['Decimal',['10','2']]");
    has(text, "'type': 'DateTime','nativeType': null,'isGenerated': false,'isUpdatedAt': true");
    has(text, "'name': 'd','kind': 'scalar','isList': true,'isRequired': true");
}

static void ignored_and_unsupported_fields_are_left_out(void **state)
{
    Text text = document_of(*state, "postgresql",
                            "model M {\n"
                            "  id Int @id\n"
                            "  gone_a Int @ignore\n"
                            "  gone_b Unsupported(\"circle\")\n"
                            "  gone_c Ignored[] @ignore\n"
                            "  @@index([gone_a])\n"
                            "}\n"
                            "model Ignored {\n"
                            "  id Int @id\n"
                            "  m M @relation(fields: [id], references: [id])\n"
                            "  @@ignore\n"
                            "}\n");
    lacks(text, "{'name': 'gone_a','kind'");
    lacks(text, "gone_b");
    lacks(text, "gone_c");
    lacks(text, "Ignored");
    has(text, "'type': 'normal','isDefinedOnField': false,'fields': [{'name': 'gone_a'}]");
}

/* ---- relations ---- */

static void relations(void **state)
{
    Text text = document_of(*state, "postgresql",
                            "model b {\n"
                            "  id Int @id\n"
                            "  one A[]\n"
                            "  two A[] @relation(\"named\")\n"
                            "}\n"
                            "model A {\n"
                            "  id Int @id\n"
                            "  x  Int\n"
                            "  y  Int\n"
                            "  p  b @relation(fields: [x], references: [id])\n"
                            "  q  b @relation(\"named\", fields: [y], references: [id],"
                            " onDelete: NoAction, onUpdate: Cascade)\n"
                            "}\n");
    /* Without a name it is made of both models', sorted by bytes. */
    has(text, "'kind': 'object','isList': true,'isRequired': true,'isUnique': false,"
              "'isId': false,'isReadOnly': false,'hasDefaultValue': false,'type': 'A',"
              "'nativeType': null,'relationName': 'ATob','relationFromFields': [],"
              "'relationToFields': [],'isGenerated': false");
    has(text, "'relationName': 'ATob','relationFromFields': ['x'],'relationToFields': ['id'],"
              "'isGenerated': false");
    /* Actions only where they are written. */
    has(text, "'relationName': 'named','relationFromFields': ['y'],'relationToFields': ['id'],"
              "'relationOnDelete': 'NoAction','relationOnUpdate': 'Cascade','isGenerated'");
    has(between(text, "{'name': 'x'", "}"), "'isReadOnly': true");
}

/* ---- ids, uniques, indexes ---- */

static void keys(void **state)
{
    Text text = document_of(*state, "postgresql",
                            "model M {\n"
                            "  a Int\n"
                            "  b Int @unique\n"
                            "  c Int\n"
                            "  @@id([a])\n"
                            "  @@index([c])\n"
                            "  @@unique([c])\n"
                            "  @@unique([b, c], name: \"n\", map: \"m\")\n"
                            "}\n"
                            "model N {\n"
                            "  a Int\n"
                            "  b Int\n"
                            "  @@id([a, b], name: \"k\", map: \"km\")\n"
                            "}\n");
    has(between(text, "{'name': 'a'", "}"), "'isUnique': false,'isId': true");
    has(between(text, "{'name': 'c'", "}"), "'isUnique': true,'isId': false");
    has(text,
        "'primaryKey': {'name': null,'fields': ['a']},"
        "'uniqueFields': [['c'],['b','c']],"
        "'uniqueIndexes': [{'name': null,'fields': ['c']},{'name': 'n','fields': ['b','c']}]");
    has(text, "'primaryKey': {'name': 'k','fields': ['a','b']}");
    /* First what fields say; then the block's, by kind. */
    assert_text(between(text, "'indexes': [", "]}}"),
                "{'model': 'M','type': 'id','isDefinedOnField': false,'fields': [{'name': 'a'}]},"
                "{'model': 'M','type': 'unique','isDefinedOnField': true,"
                "'fields': [{'name': 'b'}]},"
                "{'model': 'M','type': 'normal','isDefinedOnField': false,"
                "'fields': [{'name': 'c'}]},"
                "{'model': 'M','type': 'unique','isDefinedOnField': false,"
                "'fields': [{'name': 'c'}]},"
                "{'model': 'M','type': 'unique','isDefinedOnField': false,'name': 'n',"
                "'dbName': 'm','fields': [{'name': 'b'},{'name': 'c'}]},"
                "{'model': 'N','type': 'id','isDefinedOnField': false,'name': 'k',"
                "'dbName': 'km','fields': [{'name': 'a'},{'name': 'b'}]}");
}

static void what_indexes_say(void **state)
{
    Text text = document_of(*state, "postgresql",
                            "model M {\n"
                            "  id Int @id\n"
                            "  s  String\n"
                            "  u  String @db.Uuid\n"
                            "  @@index([s(sort: Desc), id(sort: Asc)], name: \"old\")\n"
                            "  @@index([id], type: Hash, map: \"h\")\n"
                            "  @@index([s(ops: TextOps)], type: SpGist)\n"
                            "  @@index([s(ops: raw(\"my_ops\"))], type: Gist, map: \"g\")\n"
                            "  @@index([u(ops: UuidMinMaxMultiOps)], type: Brin)\n"
                            "}\n");
    has(text, "'dbName': 'old','fields': [{'name': 's','sortOrder': 'desc'},"
              "{'name': 'id','sortOrder': 'asc'}]");
    has(text, "'dbName': 'h','algorithm': 'Hash','fields'");
    has(text, "'algorithm': 'SpGist','fields': [{'name': 's','operatorClass': 'TextOps'}]");
    has(text,
        "'dbName': 'g','algorithm': 'Gist','fields': [{'name': 's','operatorClass': 'my_ops'}]");
    has(text, "'operatorClass': 'BitMinMaxOps'"); /* so the reference */
    text = document_of(*state, "sqlserver",
                       "model M {\n"
                       "  id Int @id(clustered: false)\n"
                       "  x  Int\n"
                       "  @@index([x], clustered: true)\n"
                       "}\n");
    has(text, "'type': 'id','isDefinedOnField': true,'clustered': false,");
    has(text, "'type': 'normal','isDefinedOnField': false,'clustered': true,");
    text = document_of(*state, "mysql",
                       "model M {\n"
                       "  id Int @id\n"
                       "  s  String @db.Text\n"
                       "  @@index([s(length: 5, sort: Desc)])\n"
                       "  @@fulltext([s], map: \"f\")\n"
                       "}\n");
    has(text, "{'name': 's','sortOrder': 'desc','length': 5}");
    has(text, "'type': 'fulltext'");
}

/* ---- the other blocks ---- */

static void enums(void **state)
{
    Text text = document_of(*state, "postgresql",
                            "/// of E\nenum E {\n"
                            "  A\n"
                            "  /// of B\n  B @map(\"b\") /// too\n"
                            "  @@map(\"e\")\n"
                            "}\n"
                            "enum F {\n  X\n}\n"
                            "model M {\n  id E @id\n}\n");
    has(text, "'enums': [{'name': 'E','values': [{'name': 'A','dbName': null},"
              "{'name': 'B','dbName': 'b','documentation': 'of B\\ntoo'}],'dbName': 'e',"
              "'documentation': 'of E'},{'name': 'F','values': [{'name': 'X','dbName': null}],"
              "'dbName': null}]");
    has(text, "'kind': 'enum',");
    has(text, "'type': 'E',");
}

static void views_come_behind_models(void **state)
{
    Text text = document_of(*state, "postgresql",
                            "view V {\n  id Int @unique\n  @@map(\"v\")\n}\n"
                            "view Gone {\n  id Int @unique\n  @@ignore\n}\n"
                            "model M {\n  id Int @id\n  @@map(\"m\")\n}\n");
    lacks(text, "Gone");
    has(text, "'models': [{'name': 'M','dbName': 'm',");
    has(text, ",{'name': 'V','dbName': 'v',");
    has(text, "'indexes': [{'model': 'M',");
}

static void composite_types(void **state)
{
    Text text = document_of(*state, "mongodb",
                            "/// of T\n"
                            "type T {\n"
                            "  a Int @default(1) @map(\"x\") @db.Long\n"
                            "  b Unsupported(\"q\")\n"
                            "  c U? /// of c\n"
                            "}\n"
                            "type U {\n  a Float\n}\n"
                            "model M {\n"
                            "  id String @id @map(\"_id\")\n"
                            "  t T[]\n"
                            "  v T\n"
                            "  @@index([v.c.a(sort: Desc)])\n"
                            "  @@unique([v.a])\n"
                            "}\n");
    assert_text(between(text, "'types': [", ",{'name': 'U'"),
                "{'name': 'T','dbName': null,'schema': null,'fields': ["
                "{'name': 'a','dbName': 'x','kind': 'scalar','isList': false,'isRequired': true,"
                "'isUnique': false,'isId': false,'isReadOnly': false,'hasDefaultValue': true,"
                "'type': 'Int','nativeType': ['Long',[]],'default': 1},"
                "{'name': 'c','kind': 'object','isList': false,'isRequired': false,"
                "'isUnique': false,'isId': false,'isReadOnly': false,'hasDefaultValue': false,"
                "'type': 'U','nativeType': null,'documentation': 'of c'}],"
                "'primaryKey': null,'uniqueFields': [],'uniqueIndexes': [],"
                "'documentation': 'of T'}");
    has(text, "{'name': 'v.c.a','sortOrder': 'desc'}");
    has(text, "{'name': 'v.a'}");
    has(text, "'uniqueFields': [['a']]");
    /* The reference's mistake: the unique on the first field of T makes the first of M unique. */
    has(between(text, "{'name': 'v'", "}"), "'isUnique': false");
    text = document_of(*state, "mongodb",
                       "type T {\n  a Int\n  b Int\n}\n"
                       "model M {\n  id String @id @map(\"_id\")\n  t T\n  @@unique([t.b])\n}\n");
    has(between(text, "{'name': 't'", "}"), "'isUnique': true");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(an_empty_schema),
        TEST(a_whole_model),
        TEST(what_defaults_are_told_as),
        TEST(what_else_fields_say),
        TEST(ignored_and_unsupported_fields_are_left_out),
        TEST(relations),
        TEST(keys),
        TEST(what_indexes_say),
        TEST(enums),
        TEST(views_come_behind_models),
        TEST(composite_types),
    };
    return RUN_TESTS(tests);
}
