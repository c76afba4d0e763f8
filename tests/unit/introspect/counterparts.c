/* introspect/counterparts.c */
#include "introspect/pulling.h"

static void names_and_comments_stay(void **state)
{
    static const Pulling rows[] = {
        {"postgresql", "model users {\n id Int @id\n mail String\n}",
         "/// Somebody.\n/// Two lines.\nmodel User {\n id Int @id\n /// where to\n"
         " address String @map(`mail`)\n @@map(`users`)\n}",
         "/// Somebody.\n/// Two lines.\nmodel User {\n  id      Int    @id\n  /// where to\n"
         "  address String @map(`mail`)\n\n  @@map(`users`)\n}"},
        /* without @@map a name is the database's, and a model of another table is gone */
        {"postgresql", "model users {\n id Int @id\n}", "model User {\n id Int @id\n}",
         "model users {\n  id Int @id\n}"},
        {"postgresql", "model A {\n id Int @id\n e E\n}\nenum E {\n a\n b\n}",
         "/// Kinds.\nenum Kind {\n /// the first\n FIRST @map(`a`)\n @@map(`E`)\n}",
         "model A {\n  id Int  @id\n  e  Kind\n}\n\n"
         "/// Kinds.\nenum Kind {\n  /// the first\n  FIRST @map(`a`)\n  b\n\n  @@map(`E`)\n}"},
    };
    assert_pulled(*state, rows, COUNT(rows));
}

static void the_order_of_blocks_stays(void **state)
{
    static const Pulling rows[] = {
        /* new ones behind those that were there, in the database's order */
        {"postgresql",
         "model A {\n id Int @id\n}\nmodel B {\n id Int @id\n}\nmodel C {\n id Int @id\n}\n"
         "model D {\n id Int @id\n}",
         "model D {\n id Int @id\n}\nmodel B {\n id Int @id\n}",
         "model D {\n  id Int @id\n}\n\nmodel B {\n  id Int @id\n}\n\n"
         "model A {\n  id Int @id\n}\n\nmodel C {\n  id Int @id\n}"},
        /* but the order of fields is the database's */
        {"postgresql", "model A {\n id Int @id\n a Int\n b Int\n}",
         "model A {\n b Int\n a Int\n id Int @id\n}",
         "model A {\n  id Int @id\n  a  Int\n  b  Int\n}"},
    };
    assert_pulled(*state, rows, COUNT(rows));
}

static void what_only_the_client_knows_stays(void **state)
{
    static const Pulling rows[] = {
        {"postgresql", "model A {\n id String @id\n at DateTime\n a Int\n}",
         "model A {\n id String @id @default(cuid(2))\n at DateTime @updatedAt\n a Int @ignore\n}",
         "model A {\n  id String   @id @default(cuid(2))\n  at DateTime @updatedAt\n"
         "  a  Int      @ignore\n}"},
        {"postgresql", "model A {\n id Int @id\n}", "model A {\n id Int @id\n @@ignore\n}",
         "model A {\n  id Int @id\n\n  @@ignore\n}"},
        {"postgresql", "model A {\n a Int\n b Int\n c Int\n @@id([a, b])\n @@unique([b, c])\n}",
         "model A {\n a Int\n b Int\n c Int\n @@id([a, b], name: `both`)\n"
         " @@unique([b, c], name: `pair`)\n}",
         "model A {\n  a Int\n  b Int\n  c Int\n\n  @@id([a, b], name: `both`)\n"
         "  @@unique([b, c], name: `pair`)\n}"},
        /* a default of the database's takes the place of the client's */
        {"postgresql", "model A {\n id String @id @default(`x`)\n}",
         "model A {\n id String @id @default(uuid())\n}",
         "model A {\n  id String @id @default(`x`)\n}"},
    };
    assert_pulled(*state, rows, COUNT(rows));
}

static void a_block_is_that_of_its_namespace(void **state)
{
    static const Pulling rows[] = {
        {"postgresql",
         "schemas = [`a`, `b`]\n--\nmodel T {\n id Int @id\n @@schema(`a`)\n}\n"
         "model U {\n id Int @id\n @@map(`T`)\n @@schema(`b`)\n}",
         "schemas = [`a`, `b`]\n--\nmodel OfB {\n id Int @id\n @@map(`T`)\n @@schema(`b`)\n}\n"
         "model OfA {\n id Int @id\n @@map(`T`)\n @@schema(`a`)\n}",
         "model OfB {\n  id Int @id\n\n  @@map(`T`)\n  @@schema(`b`)\n}\n\n"
         "model OfA {\n  id Int @id\n\n  @@map(`T`)\n  @@schema(`a`)\n}"},
    };
    assert_pulled(*state, rows, COUNT(rows));
}

static void kept_names_are_told(void **state)
{
    Scene *scene = *state;
    const SqlSchema *live =
        database_of(scene, "postgresql", "model a {\n id Int @id\n e E\n}\nenum E {\n x\n}");
    const Introspection *pulled =
        pull(scene, "postgresql", live,
             "model A {\n key Int @id @map(`id`)\n e Kind\n @@map(`a`)\n}\n"
             "enum Kind {\n X @map(`x`)\n @@map(`E`)\n}");
    assert_text(warnings_of(scene, pulled), "keptModelNames A\nkeptFieldNames A.key\n"
                                            "keptEnumNames Kind\nkeptEnumValueNames Kind.X");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(names_and_comments_stay),
        TEST(the_order_of_blocks_stays),
        TEST(what_only_the_client_knows_stays),
        TEST(a_block_is_that_of_its_namespace),
        TEST(kept_names_are_told),
    };
    return RUN_TESTS(tests);
}
