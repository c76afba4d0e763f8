/* sql/rename.h */
#include "sql/rename.h"

#include "sql/diffing.h"
#include "sql/external.h"

#define USER(name) "model " name " {\n  id Int @id\n  mail String\n  age Int?\n  bio String?\n}\n"
#define POST(owner) \
    "model Post {\n  id Int @id\n  title String\n  owner_id Int\n  owner " owner \
    " @relation(fields: [owner_id], references: [id])\n}\n"
#define OWNER(name) "model " name " {\n  id Int @id\n  mail String\n  posts Post[]\n}\n"
#define JOINED(a, b) \
    "model " a " {\n  id Int @id\n  x Int\n  y Int\n  o " b "[]\n}\n" \
    "model " b " {\n  id Int @id\n  z String\n  o " a "[]\n}\n"

/* What is taken for renamed, in the order in which it is found, with its likeness. */
static void guesses(void **state)
{
    static const struct {
        const char *provider, *before, *after, *renames;
    } cases[] = {
        {"postgresql", "a Int", "a Int", ""},
        {"postgresql", "firstName String", "first_name String",
         "column A.firstName -> first_name 100\n"},
        {"sqlite", "firstName String", "first_name String",
         "column A.firstName -> first_name 100\n"},
        {"postgresql", "aaa Int", "bbb Int", "column A.aaa -> bbb 70\n"},
        /* another type, a list, a counter cannot be the same */
        {"postgresql", "name Int", "name_ String", ""},
        {"postgresql", "name Int", "name_ Int[]", ""},
        {"postgresql", "name Int", "name_ Int @default(autoincrement())", ""},
        {"postgresql", "name Unsupported(\"a\")", "name_ Unsupported(\"b\")", ""},
        /* what else speaks against it: nulls, defaults, keys, the place */
        {"postgresql", "aaaa Int", "bbbb Int?", ""},
        {"postgresql", "aaaa Int", "bbbb Int @default(1)", ""},
        {"postgresql", "aaaa Int", "bbbb Int @unique", ""},
        {"postgresql", "aaaa Int\nx Int", "x Int\nbbbb Int", ""},
        /* the likelier one wins */
        {"postgresql", "user_name String", "name String\nuserName String",
         "column A.user_name -> userName 100\n"},
        {"postgresql", USER("User"), USER("Person"), "table User -> Person 79\n"},
        {"postgresql", USER("User"), USER("Users"), "table User -> Users 95\n"},
        {"postgresql", USER("User"), "model Other {\n  id Int @id\n  x Int\n}\n", ""},
        {"postgresql", OWNER("User") POST("User"), OWNER("Account") POST("Account"),
         "table User -> Account 90\n"},
        /* a join table when what it joins is the same; perhaps the other way round */
        {"postgresql", JOINED("A", "B"), JOINED("C", "B"),
         "table A -> C 75\ntable _AToB -> _BToC 90\n"},
        {"postgresql", "enum E {\n  X\n  Y\n}\n", "enum F {\n  X\n  Y\n}\n", "enum E -> F 85\n"},
        {"postgresql", "enum E {\n  X\n  Y\n}\n", "enum F {\n  V\n  W\n}\n", ""},
        {"postgresql", "enum E {\n  X\n  NEW\n}\n", "enum E {\n  X\n  NEWER\n}\n",
         "value E.NEW -> NEWER 84\n"},
        {"postgresql", "enum E {\n  X\n  A\n}\n", "enum E {\n  X\n  B\n}\n", ""},
        /* columns of an enum that was renamed, too */
        {"postgresql", "enum E {\n  X\n  Y\n}\nmodel A {\n  id Int @id\n  state E\n}\n",
         "enum F {\n  X\n  Y\n}\nmodel A {\n  id Int @id\n  the_state F\n}\n",
         "enum E -> F 85\ncolumn A.state -> the_state 86\n"},
    };
    size_t wrong = 0;
    for (size_t i = 0; i < COUNT(cases); i++) {
        Comparison *comparison =
            comparison_of(*state, cases[i].provider, cases[i].before, cases[i].after);
        Text found = guess_renames(*state, comparison);
        if (text_is(found, cases[i].renames))
            continue;
        wrong++;
        print_error("%s => %s: %.*s\n", cases[i].before, cases[i].after, TEXT_ARG(found));
    }
    assert_int_equal(wrong, 0);
}

/* In another namespace it is another thing. */
static void namespaces_keep_things_apart(void **state)
{
    static const char before[] = "schemas = [`s`, `t`]\n--\nmodel A {\n  id Int @id\n  x Int\n"
                                 "  @@schema(`s`)\n}\nenum E {\n  X\n  @@schema(`s`)\n}\n";
    static const char after[] = "schemas = [`s`, `t`]\n--\nmodel B {\n  id Int @id\n  x Int\n"
                                "  @@schema(`t`)\n}\nenum F {\n  X\n  @@schema(`t`)\n}\n";
    assert_text(guess_renames(*state, comparison_of(*state, "postgresql", before, after)), "");
}

/* What others look after is no candidate, on either side. */
static void external_things_are_passed_over(void **state)
{
    static const char before[] =
        USER("User") "enum E {\n  X\n  Y\n}\nmodel A {\n  id Int @id\n  aaa Int\n}\n";
    static const char after[] =
        USER("Users") "enum F {\n  X\n  Y\n}\nmodel A {\n  id Int @id\n  aab Int\n}\n";
    static const char *const external[][2] = {
        {"public.User", "public.E"}, {"public.Users", "public.F"}, {"public.A", "public.none"}};
    static const char *const renames[] = {"column A.aaa -> aab 90\n", "column A.aaa -> aab 90\n",
                                          "enum E -> F 85\ntable User -> Users 95\n"};
    Scene *scene = *state;
    for (size_t i = 0; i < COUNT(external); i++) {
        Comparison *comparison = comparison_of(scene, "postgresql", before, after);
        TextList tables = {0};
        TextList enums = {0};
        list_add(scene->arena, &tables, text_from(external[i][0]));
        list_add(scene->arena, &enums, text_from(external[i][1]));
        SqlSchema marked[2];
        for (int side = 0; side < 2; side++) {
            marked[side] = *comparison->schemas[side];
            sql_mark_external(&marked[side], rules_of("postgresql"), &tables, &enums);
            comparison->schemas[side] = &marked[side];
        }
        assert_text(guess_renames(scene, comparison), renames[i]);
    }
}

/* Everything that is conceivable is told, the likeliest first; but nothing twice. */
static void in_the_order_of_likeness(void **state)
{
    Scene *scene = *state;
    Comparison *comparison = comparison_of(scene, "postgresql", "k Int\nmail String\nx Int?",
                                           "y Int\ne_mail String\nz Int?");
    Renames found = renames_find(scene->arena, comparison, RENAME_COLUMN);
    assert_int_equal(found.count, 3);
    assert_text(found.items[0].old_name, "mail");
    assert_text(found.items[0].new_name, "e_mail");
    assert_true(found.items[0].likeness > found.items[1].likeness);
    assert_true(found.items[1].likeness >= found.items[2].likeness);
    for (size_t i = 0; i < found.count; i++)
        assert_text(found.items[i].owner, "A");
    assert_int_equal(comparison->counterparts[0].columns[found.items[0].before], NONE);
    rename_accept(comparison, &found.items[0]);
    assert_int_equal(comparison->counterparts[0].columns[found.items[0].before],
                     found.items[0].after);
    assert_int_equal(comparison->counterparts[1].columns[found.items[0].after],
                     found.items[0].before);
}

static void named(void **state)
{
    static const char before[] = "enum E {\n  X\n  OLD\n}\nenum F {\n  X\n}\n"
                                 "model A {\n  id Int @id\n  a Int\n  s String\n}\n" USER("T");
    static const char after[] =
        "enum E {\n  X\n  NEW\n}\nenum G {\n  Y\n}\n"
        "model A {\n  id Int @id\n  b Int\n  c Int\n  s String\n}\n" USER("U");
    static const struct {
        RenameKind kind;
        const char *owner, *old_name, *new_name;
        bool fits;
    } cases[] = {
        {RENAME_COLUMN, "A", "a", "b", true},
        {RENAME_COLUMN, "A", "a", "c", true},
        {RENAME_COLUMN, "A", "b", "a", false},
        {RENAME_COLUMN, "A", "a", "s", false}, /* which is an old one */
        {RENAME_COLUMN, "A", "s", "b", false},
        {RENAME_COLUMN, "A", "x", "b", false},
        {RENAME_COLUMN, "B", "a", "b", false},
        {RENAME_COLUMN, "T", "mail", "mail", false}, /* the table is not the same yet */
        {RENAME_TABLE, "", "T", "U", true},
        {RENAME_TABLE, "", "A", "U", false},
        {RENAME_TABLE, "", "T", "A", false},
        {RENAME_ENUM, "", "F", "G", true},
        {RENAME_ENUM, "", "E", "G", false},
        {RENAME_ENUM_VALUE, "E", "OLD", "NEW", true},
        {RENAME_ENUM_VALUE, "E", "X", "NEW", false},
        {RENAME_ENUM_VALUE, "F", "X", "Y", false},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Comparison *comparison = comparison_of(*state, "postgresql", before, after);
        Rename rename;
        bool fits =
            rename_named(comparison, cases[i].kind, text_from(cases[i].owner),
                         text_from(cases[i].old_name), text_from(cases[i].new_name), &rename);
        expect(fits == cases[i].fits, "%s %s.%s -> %s", rename_kind_name(cases[i].kind),
               cases[i].owner, cases[i].old_name, cases[i].new_name);
        expect(!fits || rename.likeness == 100, "%s", cases[i].old_name);
    }
}

/* A table that is asked for by name, and a join table whose sides change with it. */
static void a_named_join_table_is_swapped(void **state)
{
    Scene *scene = *state;
    Comparison *comparison = comparison_of(scene, "postgresql", JOINED("A", "B"), JOINED("C", "B"));
    Rename rename;
    assert_true(rename_named(comparison, RENAME_TABLE, TEXT(""), TEXT("A"), TEXT("C"), &rename));
    assert_false(rename.is_swapped);
    rename_accept(comparison, &rename);
    assert_true(
        rename_named(comparison, RENAME_TABLE, TEXT(""), TEXT("_AToB"), TEXT("_BToC"), &rename));
    assert_true(rename.is_swapped);
    rename_accept(comparison, &rename);
    uint32_t a = sql_table_find_column(comparison->schemas[0], rename.before, TEXT("A"));
    uint32_t b = sql_table_find_column(comparison->schemas[1], rename.after, TEXT("B"));
    assert_int_equal(comparison->counterparts[0].columns[a], b);
    assert_int_equal(comparison->counterparts[1].columns[b], a);
}

static void names_of_kinds(void **state)
{
    (void)state;
    assert_string_equal(rename_kind_name(RENAME_TABLE), "table");
    assert_string_equal(rename_kind_name(RENAME_COLUMN), "column");
    assert_string_equal(rename_kind_name(RENAME_ENUM), "enum");
    assert_string_equal(rename_kind_name(RENAME_ENUM_VALUE), "value");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(guesses),
        TEST(external_things_are_passed_over),
        TEST(namespaces_keep_things_apart),
        TEST(in_the_order_of_likeness),
        TEST(named),
        TEST(a_named_join_table_is_swapped),
        TEST(names_of_kinds),
    };
    return RUN_TESTS(tests);
}
