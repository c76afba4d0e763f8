/* rollback/down/script.h */
#include "rollback/down/script.h"

#include "../../history/place.h"
#include "sql/diffing.h"

/* Behind the two lines that say what the script is. */
static Text down_of(Scene *scene, const Change *row)
{
    DownScriptRequest request = {.name = TEXT("1_a"),
                                 .migration = TEXT("UP"),
                                 .comparison =
                                     comparison_of(scene, row->provider, row->before, row->after),
                                 .rules = rules_of(row->provider)};
    Text script = down_script(scene->arena, &request);
    assert_text(text_cut(&script, '\n'), "-- Takes back 1_a.");
    text_cut(&script, '\n');
    return script;
}

static void assert_downs(Scene *scene, const Change *rows, size_t count)
{
    size_t wrong = 0;
    for (size_t i = 0; i < count; i++) {
        Text script = down_of(scene, &rows[i]);
        if (text_equal(script, with_quotes(scene, rows[i].script)))
            continue;
        wrong++;
        print_error("%s => %s:\n%.*s\n", rows[i].before, rows[i].after, TEXT_ARG(script));
    }
    assert_int_equal(wrong, 0);
}

/* Positions of these words in the script, which come one behind the other. */
static void assert_order(Scene *scene, const Change *row, const char *const *words)
{
    Text script = down_of(scene, row);
    for (; *words; words++) {
        Text word = with_quotes(scene, *words);
        ptrdiff_t at = text_find(script, text_cstr(scene->arena, word));
        expect(at >= 0, "%s not in (the rest of):\n%.*s", *words, TEXT_ARG(script));
        script = text_slice(script, (size_t)at + word.length, script.length);
    }
}

#define LOSES(what) "--\n-- Without data that was kept, it does not bring back:\n--   " what "\n"
#define MARK "\n" KEPT_DATA_MARK "\n"

static void what_was_added_goes(void **state)
{
    static const Change rows[] = {
        {"postgresql", "a Int?", "a Int?", "--\n-- There is nothing to take back.\n"},
        {"sqlite", "a Int?", "a Int?\n@@index([a])", "\n-- DropIndex\nDROP INDEX `A_a_idx`;\n"},
    };
    static const Change column = {"postgresql", "", "b Int?", NULL};
    assert_downs(*state, rows, COUNT(rows));
    assert_order(*state, &column,
                 (const char *[]){"\n/*\n  Warnings:\n", "All the data in the column will be lost",
                                  "*/\n\n-- AlterTable\nALTER TABLE `A` DROP COLUMN `b`;\n", NULL});
}

static void what_needs_values_waits_for_them(void **state)
{
    static const Change rows[] = {
        {"postgresql", "a Int", "",
         LOSES(
             "the values of the column A.a") "\n-- AlterTable\nALTER TABLE `A` ADD COLUMN     `a` INTEGER;\n" MARK
                                             "\n-- AlterTable\nALTER TABLE `A` ALTER COLUMN `a` SET NOT NULL;\n"},
        {"postgresql", "a String", "a Int",
         LOSES(
             "the values of the column A.a") "\n-- AlterTable\nALTER TABLE `A` ALTER COLUMN `a` SET DATA TYPE TEXT;\n" MARK},
        {"postgresql", "a Int", "a Int?",
         "\n-- AlterTable\nALTER TABLE `A` ALTER COLUMN `a` SET NOT NULL;\n"},
        {"postgresql",
         "model A {\n  id Int @id\n  b B[]\n}\nmodel B {\n  id Int @id\n  a Int\n"
         "  of A @relation(fields: [a], references: [id])\n}",
         "model A {\n  id Int @id\n}",
         LOSES(
             "the rows of the table B") "\n-- CreateTable\nCREATE TABLE `B` (\n    `id` INTEGER NOT NULL,\n"
                                        "    `a` INTEGER NOT NULL,\n\n    CONSTRAINT `B_pkey` PRIMARY KEY (`id`)\n);\n" MARK
                                        "\n-- AddForeignKey\nALTER TABLE `B` ADD CONSTRAINT `B_a_fkey` FOREIGN KEY (`a`) "
                                        "REFERENCES `A`(`id`) ON DELETE RESTRICT ON UPDATE CASCADE;\n"},
    };
    assert_downs(*state, rows, COUNT(rows));
}

/* Keys and unique indexes would be in the way of values that are put in one by one. */
static void keys_wait_for_their_values(void **state)
{
    static const char id[] = "model A {\n  id Int @id @default(autoincrement())\n}";
    static const char key[] = "model A {\n  key String @id\n}";
    static const Change postgres = {"postgresql", id, key, NULL};
    static const Change sqlite = {"sqlite", id, key, NULL};
    static const Change unique = {"postgresql", "a Int? @unique", "", NULL};
    static const Change unique_sqlite = {"sqlite", "a Int @unique", "", NULL};
    assert_order(
        *state, &postgres,
        (const char *[]){"ADD COLUMN     `id` SERIAL", KEPT_DATA_MARK, "PRIMARY KEY (`id`)", NULL});
    assert_order(*state, &sqlite,
                 (const char *[]){"    `id` INTEGER\n);", KEPT_DATA_MARK,
                                  "`id` INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT",
                                  "INSERT INTO `new_A` (`id`) SELECT `id` FROM `A`", NULL});
    assert_order(*state, &unique,
                 (const char *[]){"ADD COLUMN", KEPT_DATA_MARK, "CREATE UNIQUE INDEX", NULL});
    assert_order(*state, &unique_sqlite,
                 (const char *[]){"ADD COLUMN `a` INTEGER;", KEPT_DATA_MARK, "CREATE TABLE `new_A`",
                                  "CREATE UNIQUE INDEX", NULL});
    Text script = down_of(*state, &unique_sqlite);
    ptrdiff_t first = text_find(script, "CREATE UNIQUE INDEX");
    script = text_slice(script, (size_t)first + 1, script.length);
    assert_true(text_find(script, "CREATE UNIQUE INDEX") < 0);
}

/* A value that is added could not be used before the commit; the order of the values comes back. */
static void enums_are_exchanged(void **state)
{
    static const Change added = {
        "postgresql", "model A {\n  id Int @id\n  e E @default(X)\n}\nenum E {\n  X\n  Y\n}",
        "model A {\n  id Int @id\n  e E @default(X)\n}\nenum E {\n  X\n  Y\n  Z\n}", NULL};
    static const Change removed = {
        "postgresql", "model A {\n  id Int @id\n  e E @default(X)\n}\nenum E {\n  X\n  Y\n  Z\n}",
        "model A {\n  id Int @id\n  e E @default(X)\n}\nenum E {\n  X\n  Z\n}", NULL};
    assert_order(*state, &added, (const char *[]){"AS ENUM ('X', 'Y');", "USING", NULL});
    assert_order(*state, &removed, (const char *[]){"AS ENUM ('X', 'Y', 'Z');", "USING", NULL});
    assert_true(text_find(down_of(*state, &added), "COMMIT") < 0);
    assert_true(text_find(down_of(*state, &removed), "ADD VALUE") < 0);
}

/* --- files --- */

static DownScript read_of(Scene *scene, const char *migration)
{
    DownScript script;
    Migration of = {.name = TEXT("1_a"), .script = text_from(migration), .read = true};
    place_write(scene, "1_a", migration);
    assert_succeeds(
        down_script_read(scene->arena, place_folder(scene), &of, &script, &scene->error),
        &scene->error);
    return script;
}

static void write_of(Scene *scene, Text script)
{
    assert_succeeds(down_script_write(scene->arena, place_folder(scene)->path, TEXT("1_a"), script,
                                      &scene->error),
                    &scene->error);
}

static void whose_it_is_and_what_for(void **state)
{
    Scene *scene = *state;
    DownScriptRequest request = {
        .name = TEXT("1_a"),
        .migration = TEXT("UP\n"),
        .comparison = comparison_of(scene, "postgresql", "a Int", ""),
        .rules = rules_of("postgresql"),
        .flaws = {0},
    };
    list_add(scene->arena, &request.flaws, TEXT("a comment\non A"));
    Text script = down_script(scene->arena, &request);
    assert_null(read_of(scene, "UP\n").text.data);
    write_of(scene, script);
    assert_true(text_find(script, "--   a comment on A\n") > 0);

    DownScript read = read_of(scene, "UP\n");
    assert_true(read.is_ours && !read.is_outdated);
    assert_true(
        text_starts_with(text_slice(read.text, read.mark, read.text.length), "\n\n-- AlterTable"));
    read = read_of(scene, "UP\r\n"); /* the lines of a checkout on Windows */
    assert_true(read.is_ours && !read.is_outdated);
    read = read_of(scene, "UP AND AWAY\n");
    assert_true(read.is_ours && read.is_outdated);

    write_of(scene, text_format(scene->arena, "%.*s-- more\n", TEXT_ARG(script)));
    read = read_of(scene, "UP AND AWAY\n");
    assert_true(!read.is_ours && !read.is_outdated);
    write_of(scene, TEXT("DROP TABLE a;"));
    read = read_of(scene, "UP\n");
    assert_true(!read.is_ours && read.mark == read.text.length);
}

static void what_is_no_script(void **state)
{
    Scene *scene = *state;
    DownScript script;
    Migration of = {.name = TEXT("1_a"), .script = TEXT("UP"), .read = true};
    place_write(scene, "1_a", "UP");
    write_of(scene, TEXT("SELECT '\xff'"));
    assert_fails(down_script_read(scene->arena, place_folder(scene), &of, &script, &scene->error),
                 &scene->error, ERROR_D1008);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_was_added_goes),        TEST(what_needs_values_waits_for_them),
        TEST(keys_wait_for_their_values), TEST(enums_are_exchanged),
        TEST(whose_it_is_and_what_for),   TEST(what_is_no_script),
    };
    return RUN_TESTS(tests);
}
