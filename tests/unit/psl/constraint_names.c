/* psl/constraint_names.h */
#include "psl/constraint_names.h"

#include "psl/judging.h"

/* The names of all primary keys, other indexes, foreign keys and defaults, in this order, parted by
 * blanks. */
static Text names_of(Scene *scene, const char *provider, const char *blocks)
{
    const Datamodel *datamodel = &schema_of(scene, provider, NULL, blocks)->datamodel;
    Buffer out = BUFFER(scene->arena);
    for (int is_key = 1; is_key >= 0; is_key--) {
        for (list_each(const Index, index, &datamodel->indexes)) {
            if ((index->kind == INDEX_PRIMARY_KEY) != is_key)
                continue;
            index_constraint_name(datamodel, index, &out);
            buffer_add_char(&out, ' ');
        }
    }
    for (list_each(const Relation, relation, &datamodel->relations)) {
        relation_constraint_name(datamodel, relation, &out);
        buffer_add_char(&out, ' ');
    }
    for (list_each(const Field, field, &datamodel->fields)) {
        if (!field->default_value || field->in_type)
            continue;
        default_constraint_name(datamodel, field, &out);
        buffer_add_char(&out, ' ');
    }
    return text_trim(buffer_text(&out));
}

static void made_of_database_names(void **state)
{
    static const struct {
        const char *provider, *blocks, *names;
    } cases[] = {
        {"postgresql", "model A {\n  id Int @id\n  b Int @unique\n}\n", "A_pkey A_b_key"},
        {"postgresql",
         "model A {\n  id Int @id @map(\"i\")\n  b Int @map(\"bb\")\n  @@index([b, id])\n"
         "  @@unique([id, b])\n  @@map(\"t\")\n}\n",
         "t_pkey t_bb_i_idx t_i_bb_key"},
        {"mysql", "model A {\n  id Int @id\n  b String\n  @@fulltext([b])\n}\n", "A_pkey A_b_idx"},
        {"postgresql",
         "model A {\n  id Int @id\n  bs B[]\n}\nmodel B {\n  id Int @id\n  c Int @map(\"d\")\n"
         "  a A @relation(fields: [c], references: [id])\n}\n",
         "A_pkey B_pkey B_d_fkey"},
        {"sqlserver", "model A {\n  id Int @id\n  b Int @default(1) @map(\"c\")\n}\n",
         "A_pkey A_c_df"},
        {"mongodb",
         "type T {\n  x Int @map(\"y\")\n}\nmodel A {\n  id Int @id @map(\"_id\")\n  t T\n"
         "  @@index([t.x, id])\n}\n",
         "A_pkey A_t_y__id_idx"},
        /* without columns */
        {"postgresql", "model A {\n  id Int @id\n  b B\n  @@index([])\n}\nmodel B {\n}\n",
         "A_pkey A__idx A__fkey"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Text found = names_of(*state, cases[i].provider, cases[i].blocks);
        expect(text_is(found, cases[i].names), "%s: %.*s", cases[i].blocks, TEXT_ARG(found));
    }
}

static void written_ones_stay(void **state)
{
    assert_text(
        names_of(*state, "sqlserver",
                 "model A {\n  id Int @id(map: \"p\")\n  b Int @unique(map: \"u\")\n"
                 "  c Int @default(1, map: \"d\")\n  bs B[]\n  @@index([b], map: \"i\")\n}\n"
                 "model B {\n  id Int @id\n  aid Int\n"
                 "  a A @relation(fields: [aid], references: [id], map: \"f\")\n}\n"),
        "p B_pkey u i f d");
}

#define TEN "xxxxxxxxxx"
#define SIXTY TEN TEN TEN TEN TEN TEN

/* PostgreSQL takes 63 bytes: the ending stays, what is before it is cut. */
static void long_ones_are_cut(void **state)
{
    Scene *scene = *state;
    Text blocks = text_format(scene->arena,
                              "model A {\n  id Int @id\n  b Int\n  @@index([b])\n"
                              "  @@map(\"%s\")\n}\n",
                              SIXTY "abc");
    Text names = names_of(scene, "postgresql", text_cstr(scene->arena, blocks));
    Text key = text_cut(&names, ' ');
    assert_text(key, TEN TEN TEN TEN TEN "xxxxxxxx_pkey");
    assert_int_equal(key.length, 63);
    assert_text(names, TEN TEN TEN TEN TEN "xxxxxxxxx_idx");
    assert_int_equal(names.length, 63);
}

static void characters_are_not_cut_in_two(void **state)
{
    Scene *scene = *state;
    Buffer table = BUFFER(scene->arena);
    for (int i = 0; i < 40; i++)
        buffer_add_string(&table, "\xC3\xA4");
    Text blocks = text_format(scene->arena,
                              "model A {\n  id Int @id\n  b Int @unique\n"
                              "  @@map(\"%.*s\")\n}\n",
                              TEXT_ARG(buffer_text(&table)));
    Text names = names_of(scene, "postgresql", text_cstr(scene->arena, blocks));
    Text key = text_cut(&names, ' ');
    assert_int_equal(key.length, 58 + 5); /* 29 characters of two bytes */
    assert_int_equal(names.length, 58 + 4);
    assert_true(text_ends_with(names, "\xC3\xA4_key"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(made_of_database_names),
        TEST(written_ones_stay),
        TEST(long_ones_are_cut),
        TEST(characters_are_not_cut_in_two),
    };
    return RUN_TESTS(tests);
}
