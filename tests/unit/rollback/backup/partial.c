/* rollback/backup/partial.h */
#include "rollback/backup/partial.h"

#include <unistd.h>

#include "base/file.h"
#include "support.h"

static size_t count_files(Scene *scene)
{
    FolderEntries entries = {0};
    assert_succeeds(folder_list(scene->arena, scene->folder, &entries, &scene->error),
                    &scene->error);
    return entries.count;
}

static void make(Scene *scene, Partial *partial)
{
    assert_succeeds(partial_make(scene->arena, scene->folder, TEXT("a.db"), partial, &scene->error),
                    &scene->error);
}

static void a_whole_file_takes_its_place(void **state)
{
    Scene *scene = *state;
    Partial partial;
    Text content;
    Text path = scene_write(scene, "a.db", TEXT("old"));
    make(scene, &partial);
    assert_int_equal(write(partial.descriptor, "new", 3), 3);
    assert_succeeds(file_read(scene->arena, path, &content, &scene->error), &scene->error);
    assert_text(content, "old");
    assert_succeeds(partial_publish(scene->arena, &partial, path, &scene->error), &scene->error);
    partial_discard(scene->arena, &partial); /* nothing any more */
    assert_succeeds(file_read(scene->arena, path, &content, &scene->error), &scene->error);
    assert_text(content, "new");
    assert_int_equal(count_files(scene), 1);
}

static void what_is_discarded_goes_with_what_is_beside(void **state)
{
    Scene *scene = *state;
    Partial partial;
    make(scene, &partial);
    Text wal = text_format(scene->arena, "%.*s-wal", TEXT_ARG(partial.path));
    assert_succeeds(file_write(scene->arena, wal, TEXT("x"), &scene->error), &scene->error);
    partial_discard(scene->arena, &partial);
    assert_int_equal(count_files(scene), 0);
}

static void only_what_nobody_makes_is_cleaned(void **state)
{
    Scene *scene = *state;
    Partial made;
    Partial left;
    make(scene, &made);
    make(scene, &left);
    Text path = text_format(scene->arena, "%.*s-journal", TEXT_ARG(left.path));
    assert_succeeds(file_write(scene->arena, path, TEXT("x"), &scene->error), &scene->error);
    scene_write(scene, "another.db", TEXT("somebody's"));
    close(left.descriptor); /* as when its program was killed */
    partial_clean(scene->arena, scene->folder);
    assert_false(file_exists(left.path));
    assert_false(file_exists(path));
    assert_true(file_exists(made.path));
    assert_int_equal(count_files(scene), 2);
    partial_discard(scene->arena, &made);
}

static void where_nothing_can_be_made(void **state)
{
    Scene *scene = *state;
    Partial partial;
    assert_fails(
        partial_make(scene->arena, scene_path(scene, "none"), TEXT("a"), &partial, &scene->error),
        &scene->error, ERROR_D1021);
    partial_clean(scene->arena, scene_path(scene, "none"));
    assert_fails(partial_write(scene->arena, scene_path(scene, "none/a"), TEXT("x"), &scene->error),
                 &scene->error, ERROR_D1021);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_whole_file_takes_its_place),
        TEST(what_is_discarded_goes_with_what_is_beside),
        TEST(only_what_nobody_makes_is_cleaned),
        TEST(where_nothing_can_be_made),
    };
    return RUN_TESTS(tests);
}
