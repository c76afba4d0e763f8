/* describe/postgres/type.h */
#include "describe/postgres/type.h"

#include "dialect/providers.h"
#include "sql/schema_text.h"
#include "support.h"

static ColumnType type_of(CatalogType type, int64_t modifier, bool is_required)
{
    catalog_type_resolve(provider_find(dialect_providers, TEXT("postgresql")), &type);
    return catalog_column_type(&type, modifier, is_required);
}

/* The type in SQL; lists with "[]" behind them. */
static Text shown(Arena *arena, const ColumnType *type)
{
    Buffer out = BUFFER(arena);
    if (type->family == FAMILY_UNSUPPORTED)
        buffer_add_format(&out, "unsupported %.*s", TEXT_ARG(type->text));
    else
        sql_add_native_type(&out, type);
    if (type->arity == COLUMN_LIST)
        buffer_add_string(&out, "[]");
    return buffer_text(&out);
}

static void names_and_modifiers(void **state)
{
    static const struct {
        const char *name;
        bool is_list;
        int64_t modifier;
        const char *sql;
    } cases[] = {
        {"int4", false, -1, "INTEGER"},
        {"_int8", true, -1, "BIGINT[]"},
        {"varchar", false, -1, "VARCHAR"},
        {"varchar", false, 24, "VARCHAR(20)"},
        {"_varchar", true, 24, "VARCHAR(20)[]"},
        {"bpchar", false, 5, "CHAR(1)"},
        {"char", false, -1, "CHAR"},
        {"bit", false, 8, "BIT(8)"},
        {"varbit", false, -1, "VARBIT"},
        {"numeric", false, -1, "DECIMAL"},
        {"numeric", false, (10 << 16 | 2) + 4, "DECIMAL(10,2)"},
        {"_numeric", true, (10 << 16 | 0) + 4, "DECIMAL(10,0)[]"},
        {"numeric", false, (5 << 16 | 2046) + 4, "DECIMAL(5,2046)"},
        {"_numeric", true, (5 << 16 | 2046) + 4, "DECIMAL[]"},
        {"timestamp", false, -1, "TIMESTAMP(6)"},
        {"timestamp", false, 0, "TIMESTAMP(0)"},
        {"_timestamptz", true, -1, "TIMESTAMPTZ[]"},
        {"_time", true, 3, "TIME(3)[]"},
        {"date", false, -1, "DATE"},
        {"interval", false, 3, "unsupported interval"},
        {"_interval", true, -1, "unsupported _interval[]"},
        {"name", false, -1, "unsupported name"},
        {"int2vector", true, -1, "unsupported int2vector[]"},
    };
    Arena *arena = ((Scene *)*state)->arena;
    for (size_t i = 0; i < COUNT(cases); i++) {
        ColumnType type = type_of((CatalogType){.name = text_from(cases[i].name),
                                                .is_list = cases[i].is_list,
                                                .enumeration = NONE},
                                  cases[i].modifier, false);
        Text found = shown(arena, &type);
        expect(text_is(found, cases[i].sql), "%s %lld: %.*s", cases[i].name,
               (long long)cases[i].modifier, TEXT_ARG(found));
    }
}

static void domains(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    CatalogType domain = {.name = TEXT("varchar"),
                          .is_domain = true,
                          .is_required = true,
                          .domain_modifier = 13,
                          .enumeration = NONE};
    ColumnType type = type_of(domain, -1, false);
    assert_text(shown(arena, &type), "VARCHAR(9)");
    assert_int_equal(type.arity, COLUMN_REQUIRED);
    domain.name = TEXT("_varchar");
    domain.is_list = true;
    type = type_of(domain, -1, false);
    assert_text(shown(arena, &type), "VARCHAR[]");
    assert_int_equal(type.arity, COLUMN_LIST);
}

static void enums(void **state)
{
    (void)state;
    ColumnType type = type_of((CatalogType){.name = TEXT("text"), .enumeration = 3}, -1, true);
    assert_int_equal(type.family, FAMILY_ENUM);
    assert_int_equal(type.enumeration, 3);
    assert_int_equal(type.arity, COLUMN_REQUIRED);
    assert_null(type.native);
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(names_and_modifiers), TEST(domains), TEST(enums)};
    return RUN_TESTS(tests);
}
