/* introspect/names.c */
#include "introspect/draft.h"
#include "introspect/pulling.h"

static void only_letters_digits_and_underscores_stay(void **state)
{
    static const struct {
        const char *database, *name;
    } cases[] = {
        {"users", "users"},
        {"user-data", "user_data"},
        {"2nd_user", "nd_user"},
        {"__users", "users"},
        {"Straße", "Stra_e"}, /* one underscore a character, not a byte */
        {"a b\nc", "a_b_c"},
        {"42", ""},
        {"", ""},
        {"日本", ""},
    };
    Scene *scene = *state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_text(name_sanitized(scene->arena, text_from(cases[i].database)), cases[i].name);
}

static void names_that_cannot_stand_in_a_schema_are_mapped(void **state)
{
    static const Pulling rows[] = {
        {"postgresql", "model A {\n id Int @id\n @@map(`user-data`)\n}", "",
         "model user_data {\n  id Int @id\n\n  @@map(`user-data`)\n}"},
        {"postgresql", "model A {\n id Int @id @map(`1 id`)\n}", "",
         "model A {\n  id Int @id @map(`1 id`)\n}"},
        /* a word of the language or of the client */
        {"postgresql", "model A {\n id Int @id\n @@map(`await`)\n}", "",
         "/// This model has been renamed to 'Renamedawait' during introspection, because the "
         "original name 'await' is reserved.\n"
         "model Renamedawait {\n  id Int @id\n\n  @@map(`await`)\n}"},
        /* within a block nothing is reserved */
        {"postgresql", "model A {\n id Int @id @map(`await`)\n}", "",
         "model A {\n  await Int @id\n}"},
        {"postgresql",
         "model A {\n id Int @id\n e E\n}\nenum E {\n a @map(`in-use`)\n b @map(``)\n}", "",
         "model A {\n  id Int @id\n  e  E\n}\n\n"
         "enum E {\n  in_use           @map(`in-use`)\n  EMPTY_ENUM_VALUE @map(``)\n}"},
    };
    assert_pulled(*state, rows, COUNT(rows));
}

static void what_has_no_name_is_a_comment(void **state)
{
    static const Pulling rows[] = {
        {"postgresql", "model A {\n id Int @id\n a Int @map(`42`)\n}", "",
         "model A {\n  id Int @id\n"
         "  /// This field was commented out because of an invalid name. Please provide a valid "
         "one that matches [a-zA-Z][a-zA-Z0-9_]*\n"
         "  // 42 Int @map(`42`)\n}"},
        {"postgresql", "model A {\n id Int @id\n e E\n}\nenum E {\n a\n b @map(`+`)\n}", "",
         "model A {\n  id Int @id\n  e  E\n}\n\nenum E {\n  a\n  // + @map(`+`)\n}"},
    };
    assert_pulled(*state, rows, COUNT(rows));
}

static void names_that_are_there_twice_have_their_namespace(void **state)
{
    static const Pulling rows[] = {
        {"postgresql",
         "schemas = [`a`, `b`]\n--\n"
         "model U {\n id Int @id\n @@map(`users`)\n @@schema(`a`)\n}\n"
         "model V {\n id Int @id\n @@map(`users`)\n @@schema(`b`)\n}\n"
         "model W {\n id Int @id\n @@schema(`b`)\n}",
         "schemas = [`a`, `b`]\n--\nmodel Gone {\n id Int @id\n @@schema(`a`)\n}",
         "model a_users {\n  id Int @id\n\n  @@map(`users`)\n  @@schema(`a`)\n}\n\n"
         "model b_users {\n  id Int @id\n\n  @@map(`users`)\n  @@schema(`b`)\n}\n\n"
         "model W {\n  id Int @id\n\n  @@schema(`b`)\n}"},
        /* the name that one of them has been given is free of it */
        {"postgresql",
         "schemas = [`a`, `b`]\n--\n"
         "model U {\n id Int @id\n @@map(`users`)\n @@schema(`a`)\n}\n"
         "model V {\n id Int @id\n @@map(`users`)\n @@schema(`b`)\n}",
         "schemas = [`a`, `b`]\n--\n"
         "model Person {\n id Int @id\n @@map(`users`)\n @@schema(`a`)\n}",
         "model Person {\n  id Int @id\n\n  @@map(`users`)\n  @@schema(`a`)\n}\n\n"
         "model users {\n  id Int @id\n\n  @@schema(`b`)\n}"},
    };
    assert_pulled(*state, rows, COUNT(rows));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(only_letters_digits_and_underscores_stay),
        TEST(names_that_cannot_stand_in_a_schema_are_mapped),
        TEST(what_has_no_name_is_a_comment),
        TEST(names_that_are_there_twice_have_their_namespace),
    };
    return RUN_TESTS(tests);
}
