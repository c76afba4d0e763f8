/* project/package_json.h */
#include "project/package_json.h"

#include "base/file.h"
#include "support.h"

static bool read_from(Scene *scene, const char *folder, PackageJson *package)
{
    return package_json_read(scene->arena, scene_path(scene, folder), package, &scene->error);
}

static void the_nearest_one_counts(void **state)
{
    Scene *scene = *state;
    PackageJson package;
    scene_write(scene, "package.json", TEXT("{\"prisma\": {\"schema\": \"a.prisma\"}}"));
    scene_write(scene, "x/y/.keep", TEXT(""));
    assert_succeeds(read_from(scene, "x/y", &package), &scene->error);
    assert_same_text(package.folder, scene->folder);
    assert_text(package.schema, "a.prisma");
    scene_write(scene, "x/package.json", TEXT("{}"));
    assert_succeeds(read_from(scene, "x/y", &package), &scene->error);
    assert_same_text(package.folder, scene_path(scene, "x"));
    assert_text(package.schema, "");
    /* the generated client has one of its own, which is passed over */
    scene_write(scene, "x/y/package.json", TEXT("{\"name\": \".prisma/client\"}"));
    assert_succeeds(read_from(scene, "x/y", &package), &scene->error);
    assert_same_text(package.folder, scene_path(scene, "x"));
}

static void none_is_no_error(void **state)
{
    Scene *scene = *state;
    PackageJson package;
    assert_succeeds(read_from(scene, ".", &package), &scene->error);
    assert_int_equal(package.prisma_major, 0);
    assert_text(package.seed, "");
}

static void the_version_of_prisma(void **state)
{
    Scene *scene = *state;
    static const struct {
        const char *json;
        int major;
    } cases[] = {
        {"{\"dependencies\": {\"prisma\": \"^6.19.0\"}}", 6},
        {"{\"devDependencies\": {\"prisma\": \"7.1.0\"}}", 7},
        {"{\"dependencies\": {\"@prisma/client\": \"~5.2\"}}", 5},
        {"{\"peerDependencies\": {\"prisma\": \">=6 <7\"}}", 6},
        {"{\"devDependencies\": {\"prisma\": \"npm:prisma@6.2.1\"}}", 6},
        {"{\"devDependencies\": {\"prisma\": \"v7\"}}", 7},
        {"{\"devDependencies\": {\"prisma\": \"7.0.0-dev.5\"}}", 7},
        {"{\"devDependencies\": {\"prisma\": \"latest\"}}", 0},
        {"{\"devDependencies\": {\"prisma\": \"*\"}, "
         "\"dependencies\": {\"@prisma/client\": \"6.1.0\"}}",
         6},
        {"{\"dependencies\": {\"prisma\": \"5\"}, \"devDependencies\": {\"prisma\": \"6\"}}", 6},
        {"{\"dependencies\": {\"prisma\": 6}}", 0},
        {"{\"dependencies\": [\"prisma\"]}", 0},
        {"{\"dependencies\": {\"prisma\": \"99999999999999999999\"}}", 9999},
        {"{}", 0},
        {"[]", 0},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        PackageJson package;
        scene_write(scene, "package.json", text_from(cases[i].json));
        assert_succeeds(read_from(scene, ".", &package), &scene->error);
        bool huge = cases[i].major == 9999 && package.prisma_major >= 1000;
        expect(huge || package.prisma_major == cases[i].major, "%s: %d", cases[i].json,
               package.prisma_major);
    }
}

static void the_prisma_key(void **state)
{
    Scene *scene = *state;
    PackageJson package;
    scene_write(scene, "package.json",
                TEXT("{\"prisma\": {\"schema\": \"db/\", \"seed\": \"node seed.js\", \"x\": 1}}"));
    assert_succeeds(read_from(scene, ".", &package), &scene->error);
    assert_text(package.schema, "db/");
    assert_text(package.seed, "node seed.js");
}

static void what_is_not_valid(void **state)
{
    Scene *scene = *state;
    static const struct {
        const char *json;
        size_t line;
    } cases[] = {
        {"", 0},
        {"{\n  \"a\": 1,\n}", 3},
        {"{\"prisma\": {\"schema\": 1}}", 0},
        {"{\"prisma\": {\"seed\": [\"node\"]}}", 0},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        PackageJson package;
        Text path = scene_write(scene, "package.json", text_from(cases[i].json));
        assert_fails(read_from(scene, ".", &package), &scene->error, ERROR_D1003);
        assert_same_text(scene->error.file, path);
        if (cases[i].line)
            assert_int_equal(scene->error.line, cases[i].line);
    }
}

/* npm and Node.js read a file with a byte order mark. */
static void a_byte_order_mark(void **state)
{
    Scene *scene = *state;
    PackageJson package;
    scene_write(scene, "package.json", TEXT("\xEF\xBB\xBF{\"prisma\": {\"seed\": \"x\"}}"));
    assert_succeeds(read_from(scene, ".", &package), &scene->error);
    assert_text(package.seed, "x");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_nearest_one_counts), TEST(none_is_no_error),  TEST(the_version_of_prisma),
        TEST(the_prisma_key),         TEST(what_is_not_valid), TEST(a_byte_order_mark),
    };
    return RUN_TESTS(tests);
}
