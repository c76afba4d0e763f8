/* base/file.h */
#include "base/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support.h"

static void resolving_paths(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    static const struct {
        const char *folder, *path, *resolved;
    } cases[] = {
        {"/a/b", "c", "/a/b/c"},
        {"/a/b", "/c", "/c"},
        {"/a/b", "../c", "/a/c"},
        {"/a/b", "./c/./d/", "/a/b/c/d"},
        {"/a/b", "../../..", "/"},
        {"/", "..", "/"},
        {"/", "a//b", "/a/b"},
        {"/a", "", "/a"},
        {"/a/", ".", "/a"},
        {"a", "b", "a/b"},
        {"a", "..", "."},
        {"a", "../..", ".."},
        {".", "a", "a"},
        {"", "a", "a"},
        {"", "", "."},
        {"../a", "../b", "../b"},
        {"../a", "../../b", "../../b"},
        {"a/../../b", "c", "../b/c"},
        {"/a", "b/../../../c", "/c"},
        {"/a", "//c//", "/c"},
        {"/a", "...", "/a/..."},
        {"/a", ".b", "/a/.b"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        Text resolved = path_resolve(arena, text_from(cases[i].folder), text_from(cases[i].path));
        expect(text_is(resolved, cases[i].resolved), "'%s' from '%s' is '%.*s'", cases[i].path,
               cases[i].folder, TEXT_ARG(resolved));
        assert_int_equal(resolved.data[resolved.length], '\0');
    }
}

static void parts_of_paths(void **state)
{
    (void)state;
    static const struct {
        const char *path, *parent, *name;
    } cases[] = {
        {"a/b", "a", "b"},  {"a", ".", "a"}, {"/", "/", ""},        {"/a", "/", "a"},
        {"a/b/", "a", "b"}, {"", ".", ""},   {"/a/b//", "/a", "b"}, {".", ".", "."},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        expect(text_is(path_parent(text_from(cases[i].path)), cases[i].parent), "'%s'",
               cases[i].path);
        Text name = path_name(text_from(cases[i].path));
        while (text_ends_with(name, "/"))
            name.length--;
        expect(text_is(name, cases[i].name), "'%s'", cases[i].path);
    }
    assert_true(path_is_absolute(TEXT("/a")));
    assert_false(path_is_absolute(TEXT("a/")));
    assert_false(path_is_absolute(TEXT("")));
}

static void showing_paths(void **state)
{
    (void)state;
    assert_text(path_shown(TEXT("/a/b"), TEXT("/a/b/c/d")), "c/d");
    assert_text(path_shown(TEXT("/a/b"), TEXT("/a/bc")), "/a/bc");
    assert_text(path_shown(TEXT("/a/b"), TEXT("/a/b")), "/a/b");
    assert_text(path_shown(TEXT("/a/b"), TEXT("/x")), "/x");
}

static void reading_files_of_many_sizes(void **state)
{
    Scene *scene = *state;
    static const size_t sizes[] = {0, 1, 63, 4095, 4096, 4097, 100000, 1000003};
    for (size_t i = 0; i < COUNT(sizes); i++) {
        char *data = arena_alloc(scene->arena, sizes[i] + 1);
        for (size_t j = 0; j < sizes[i]; j++)
            data[j] = (char)(j * 31 % 256);
        Text content;
        Text path = scene_write(scene, "file", (Text){data, sizes[i]});
        assert_succeeds(file_read(scene->arena, path, &content, &scene->error), &scene->error);
        assert_true(text_equal(content, (Text){data, sizes[i]}));
        assert_int_equal(content.data[content.length], '\0');
        int descriptor = open(path.data, O_RDONLY);
        assert_succeeds(
            file_read_descriptor(scene->arena, descriptor, TEXT("x"), &content, &scene->error),
            &scene->error);
        assert_int_equal(close(descriptor), 0);
        assert_true(text_equal(content, (Text){data, sizes[i]}));
    }
}

static void files_whose_size_is_not_told(void **state)
{
    Scene *scene = *state;
    Text content;
    assert_succeeds(file_read(scene->arena, TEXT("/proc/self/status"), &content, &scene->error),
                    &scene->error);
    assert_true(text_starts_with(content, "Name:"));
}

static void what_cannot_be_read(void **state)
{
    Scene *scene = *state;
    Text content;
    FolderEntries entries = {0};
    Text file = scene_write(scene, "file", TEXT("x"));
    assert_fails(file_read(scene->arena, scene_path(scene, "none"), &content, &scene->error),
                 &scene->error, ERROR_D1007);
    assert_fails(file_read(scene->arena, scene->folder, &content, &scene->error), &scene->error,
                 ERROR_D1007);
    assert_fails(folder_list(scene->arena, file, &entries, &scene->error), &scene->error,
                 ERROR_D1007);
    assert_fails(file_read_descriptor(scene->arena, -1, TEXT("x"), &content, &scene->error),
                 &scene->error, ERROR_D1007);
}

static void kinds_of_files(void **state)
{
    Scene *scene = *state;
    Text file = scene_write(scene, "file", TEXT(""));
    Text link = scene_path(scene, "link");
    Text dangling = scene_path(scene, "dangling");
    assert_int_equal(symlink(scene->folder.data, link.data), 0);
    assert_int_equal(symlink("nowhere", dangling.data), 0);
    assert_true(file_is_file(file) && file_exists(file) && !file_is_folder(file));
    assert_true(file_is_folder(link) && file_exists(link) && !file_is_file(link));
    assert_false(file_exists(dangling));
    Buffer long_path = BUFFER(scene->arena);
    for (size_t i = 0; i < 3000; i++)
        buffer_add_string(&long_path, "/x");
    assert_false(file_exists(buffer_text(&long_path)));
}

static void listing_a_folder(void **state)
{
    Scene *scene = *state;
    static const char *const names[] = {"-", ".hidden", "10", "9", "B", "_", "a", "\xC3\xA4"};
    for (size_t i = COUNT(names); i > 0; i--)
        scene_write(scene, names[(i * 5) % COUNT(names)], TEXT(""));
    assert_int_equal(mkdir(scene_path(scene, "folder").data, 0777), 0);
    assert_int_equal(symlink("folder", scene_path(scene, "link").data), 0);
    assert_int_equal(symlink("none", scene_path(scene, "nothing").data), 0);
    FolderEntries entries = {0};
    assert_succeeds(folder_list(scene->arena, scene->folder, &entries, &scene->error),
                    &scene->error);
    assert_int_equal(entries.count, COUNT(names) + 3);
    static const char *const sorted[] = {"-", ".hidden", "10",   "9",       "B",       "_",
                                         "a", "folder",  "link", "nothing", "\xC3\xA4"};
    for (size_t i = 0; i < COUNT(sorted); i++) {
        const FolderEntry *entry = &entries.items[i];
        assert_text(entry->name, sorted[i]);
        bool folder = text_is(entry->name, "folder") || text_is(entry->name, "link");
        bool neither = text_is(entry->name, "nothing");
        assert_int_equal(entry->is_folder, folder);
        assert_int_equal(entry->is_file, !folder && !neither);
    }
}

static void making_folders(void **state)
{
    Scene *scene = *state;
    Text deep = scene_path(scene, "a/b/c");
    assert_succeeds(folder_make(scene->arena, deep, &scene->error), &scene->error);
    assert_true(file_is_folder(deep));
    assert_succeeds(folder_make(scene->arena, deep, &scene->error), &scene->error);
    Text file = scene_write(scene, "file", TEXT(""));
    assert_fails(folder_make(scene->arena, scene_path(scene, "file/x"), &scene->error),
                 &scene->error, ERROR_D1021);
    assert_fails(folder_make(scene->arena, file, &scene->error), &scene->error, ERROR_D1021);
}

static void replacing_a_file(void **state)
{
    Scene *scene = *state;
    struct stat info;
    Text content;
    FolderEntries entries = {0};
    Text file = scene_write(scene, "in/file", TEXT("before"));
    Text link = scene_path(scene, "link");
    assert_int_equal(chmod(file.data, 0640), 0);
    assert_int_equal(symlink("in/file", link.data), 0);
    assert_succeeds(file_replace(scene->arena, link, TEXT("after\n"), &scene->error),
                    &scene->error);
    assert_succeeds(file_read(scene->arena, file, &content, &scene->error), &scene->error);
    assert_text(content, "after\n");
    assert_int_equal(stat(file.data, &info), 0);
    assert_int_equal(info.st_mode & 07777, 0640);
    assert_int_equal(lstat(link.data, &info), 0);
    assert_true(S_ISLNK(info.st_mode));
    assert_succeeds(folder_list(scene->arena, path_parent(file), &entries, &scene->error),
                    &scene->error);
    assert_int_equal(entries.count, 1); /* nothing is left beside it */
}

static void what_cannot_be_replaced(void **state)
{
    Scene *scene = *state;
    FolderEntries entries = {0};
    Text file = scene_path(scene, "missing");
    assert_fails(file_replace(scene->arena, file, TEXT("x"), &scene->error), &scene->error,
                 ERROR_D1021);
    scene_write(scene, "folder/file", TEXT("x"));
    assert_fails(file_replace(scene->arena, scene_path(scene, "folder"), TEXT("x"), &scene->error),
                 &scene->error, ERROR_D1021);
    assert_succeeds(folder_list(scene->arena, scene->folder, &entries, &scene->error),
                    &scene->error);
    assert_int_equal(entries.count, 1);
}

static void the_working_folder(void **state)
{
    Scene *scene = *state;
    Text before = path_working_folder(scene->arena);
    assert_true(path_is_absolute(before));
    assert_int_equal(chdir(scene->folder.data), 0);
    assert_same_text(path_working_folder(scene->arena), scene->folder);
    assert_int_equal(chdir(before.data), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(resolving_paths),
        TEST(parts_of_paths),
        TEST(showing_paths),
        TEST(reading_files_of_many_sizes),
        TEST(files_whose_size_is_not_told),
        TEST(what_cannot_be_read),
        TEST(kinds_of_files),
        TEST(listing_a_folder),
        TEST(making_folders),
        TEST(replacing_a_file),
        TEST(what_cannot_be_replaced),
        TEST(the_working_folder),
    };
    return RUN_TESTS(tests);
}
