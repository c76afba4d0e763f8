#include "dialect/providers.h"

#include <string.h>

#include "support.h"

static const Provider *find(const char *name)
{
    return provider_find(dialect_providers, text_from(name));
}

static void finds_by_name(void **state)
{
    (void)state;
    static const char *const names[] = {"postgresql", "mysql",   "sqlite",
                                        "sqlserver",  "mongodb", "cockroachdb"};
    for (size_t i = 0; i < COUNT(names); i++)
        expect(find(names[i]) && strcmp(find(names[i])->names[0], names[i]) == 0, "%s", names[i]);
    assert_ptr_equal(find("postgres"), find("postgresql"));
    assert_null(find("mariadb"));
    assert_null(find("PostgreSQL"));
    assert_null(find(""));
}

/* Whether the names of the defaults are in the tables, with their arguments cut off. */
static void defaults_are_native_types(void **state)
{
    (void)state;
    for (const Provider *const *provider = dialect_providers; *provider; provider++) {
        for (int scalar = 0; scalar < SCALAR_COUNT; scalar++) {
            const char *written = (*provider)->default_native_types[scalar];
            if (!written)
                continue;
            Text rest = text_from(written);
            const NativeType *type = provider_native_type(*provider, text_cut(&rest, '('));
            expect(type, "%s of %s", written, (*provider)->product);
            expect(type->scalars & SCALAR_BIT(scalar), "%s of %s", written, (*provider)->product);
        }
    }
}

static void tables_are_whole(void **state)
{
    (void)state;
    for (const Provider *const *provider = dialect_providers; *provider; provider++) {
        const Provider *p = *provider;
        expect(p->product && p->url_prefixes && p->url_prefixes[0], "%s", p->names[0]);
        expect(p->relation_modes >> p->default_relation_mode & 1, "%s", p->names[0]);
        expect(p->index_algorithms & INDEX_BIT(INDEX_BTREE), "%s", p->names[0]);
        for (const NativeType *type = p->native_types; type && type->name; type++)
            expect(type->scalars && (!type->arguments || !type->optional), "%s", type->name);
        for (const OperatorClass *class = p->operator_classes; class && class->name; class ++)
            for (const char *const *type = class->native_types; *type; type++)
                expect(provider_native_type(p, text_from(*type)), "%s of %s", *type, class->name);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_by_name),
        cmocka_unit_test(defaults_are_native_types),
        cmocka_unit_test(tables_are_whole),
    };
    return RUN_TESTS(tests);
}
