#include "history/migration_name.h"

#include "base/buffer.h"
#include "support.h"

static void expect_slug(const char *name, const char *slug)
{
    Arena *arena = arena_new();
    assert_text(migration_name_slug(arena, text_from(name)), slug);
    arena_free(arena);
}

static void words_are_parted_by_underscores(void **state)
{
    (void)state;
    expect_slug("Add Users Table", "add_users_table");
    expect_slug("addUsersTable", "add_users_table");
    expect_slug("init-1", "init_1");
    expect_slug("_x__y_", "x_y");
    expect_slug("  a  b ", "a_b");
    expect_slug("v1.2.3", "v1_2_3");
}

static void capitals_begin_words(void **state)
{
    (void)state;
    expect_slug("HTTPServer2Go", "http_server2_go");
    expect_slug("userAPIs", "user_apis");
    expect_slug("ABC12", "abc_12");
    expect_slug("APIKey", "api_key");
}

static void apostrophes_of_one_word_vanish(void **state)
{
    (void)state;
    expect_slug("don't stop", "dont_stop");
    expect_slug("user's", "users");
    expect_slug("a 'quoted' word", "a_quoted_word");
}

static void letters_are_written_in_ascii(void **state)
{
    (void)state;
    expect_slug("Über Größe & co", "ueber_groesse_and_co");
    expect_slug("café", "cafe");
    expect_slug("cafe\xcc\x81", "cafe");
    expect_slug("Новый пользователь", "noviy_polzovatel");
    expect_slug("日本", "");
    expect_slug("", "");
    expect_slug("\xff\xfe", "");
}

static void names_are_cut_at_200_bytes(void **state)
{
    (void)state;
    Arena *arena = arena_new();
    Buffer long_name = BUFFER(arena);
    for (int i = 0; i < 300; i++)
        buffer_add_char(&long_name, 'a');
    assert_int_equal(migration_name_slug(arena, buffer_text(&long_name)).length, 200);
    arena_free(arena);
}

static void folders_begin_with_the_time(void **state)
{
    (void)state;
    Arena *arena = arena_new();
    int64_t time = 1706702400123; /* 2024-01-31 12:00:00.123 UTC */
    assert_text(migration_folder_name(arena, time, TEXT("init")), "20240131120000_init");
    assert_text(migration_folder_name(arena, time, TEXT("")), "20240131120000");
    arena_free(arena);
}

static void empty_words_are_known(void **state)
{
    (void)state;
    assert_true(migration_name_says_nothing(TEXT("update")));
    assert_true(migration_name_says_nothing(TEXT("fix")));
    assert_true(migration_name_says_nothing(TEXT("changes")));
    assert_false(migration_name_says_nothing(TEXT("fix_user_email")));
    assert_false(migration_name_says_nothing(TEXT("init")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_parted_by_underscores),
        cmocka_unit_test(capitals_begin_words),
        cmocka_unit_test(apostrophes_of_one_word_vanish),
        cmocka_unit_test(letters_are_written_in_ascii),
        cmocka_unit_test(names_are_cut_at_200_bytes),
        cmocka_unit_test(folders_begin_with_the_time),
        cmocka_unit_test(empty_words_are_known),
    };
    return RUN_TESTS(tests);
}
