/* rollback/backup/manifest.h */
#include "rollback/backup/manifest.h"

#include "base/digest.h"
#include "support.h"

static BackupManifest example(Scene *scene)
{
    BackupManifest manifest = {
        .program = TEXT("dunlin 1.0"),
        .tool = TEXT("pg_dump 15.18"),
        .provider = TEXT("postgresql"),
        .server = TEXT("15.18"),
        .database = TEXT("shöp \"1\""),
        .location = TEXT("127.0.0.1:5432"),
        .identity = {TEXT("42"), TEXT("shop"), TEXT("an-id")},
        .encoding = TEXT("UTF8"),
        .file = TEXT("shop.dump"),
        .size = INT64_C(5000000000),
        .digest = TEXT("00ff"),
        .started = INT64_C(1795303823817),
        .milliseconds = 430,
        .content = {.head = TEXT("2024_a"), .applied = 3, .schema = TEXT("{\n\"a\":1}\n")},
    };
    list_add(scene->arena, &manifest.content.tables,
             (BackupTable){TEXT("public"), TEXT("User"), 1204});
    list_add(scene->arena, &manifest.content.tables, (BackupTable){TEXT(""), TEXT("b"), 0});
    return manifest;
}

static Text written(Scene *scene)
{
    Buffer out = BUFFER(scene->arena);
    BackupManifest manifest = example(scene);
    manifest_write(&out, &manifest);
    return buffer_text(&out);
}

static bool read(Scene *scene, Text document, BackupManifest *manifest)
{
    scene->error = (Error){.arena = scene->arena};
    return manifest_read(scene->arena, document, TEXT("shop.dump.json"), manifest, &scene->error);
}

static void what_is_written_is_read(void **state)
{
    Scene *scene = *state;
    BackupManifest manifest;
    assert_succeeds(read(scene, written(scene), &manifest), &scene->error);
    BackupManifest expected = example(scene);
    assert_same_text(manifest.program, expected.program);
    assert_same_text(manifest.database, expected.database);
    assert_same_text(manifest.identity.server, expected.identity.server);
    assert_same_text(manifest.identity.history, expected.identity.history);
    assert_same_text(manifest.content.schema, expected.content.schema);
    assert_int_equal(manifest.size, expected.size);
    assert_int_equal(manifest.started, expected.started);
    assert_int_equal(manifest.content.applied, 3);
    assert_int_equal(manifest.content.rows, 1204);
    assert_int_equal(manifest.content.tables.count, 2);
    assert_text(manifest.content.tables.items[0].name_space, "public");
    assert_text(manifest.content.tables.items[1].name, "b");
}

static void every_flipped_bit_is_noticed(void **state)
{
    Scene *scene = *state;
    Text document = written(scene);
    for (size_t i = 0; i < document.length; i++) {
        for (int bit = 0; bit < 8; bit++) {
            BackupManifest manifest;
            char *copy = text_cstr(scene->arena, document);
            copy[i] ^= (char)(1 << bit);
            assert_fails(read(scene, (Text){copy, document.length}, &manifest), &scene->error,
                         ERROR_D1043);
        }
    }
}

static void every_beginning_is_noticed(void **state)
{
    Scene *scene = *state;
    Text document = written(scene);
    for (size_t length = 0; length < document.length; length++) {
        BackupManifest manifest;
        Text cut = text_copy(scene->arena, text_slice(document, 0, length));
        assert_fails(read(scene, cut, &manifest), &scene->error, ERROR_D1043);
    }
}

/* Any text, with a checksum that holds. */
static Text sealed(Scene *scene, const char *body)
{
    Text before = text_from(body);
    Text digest = digest_hex(scene->arena, digest_of(&before, 1));
    return text_format(scene->arena, "%s  \"checksum\": \"%.*s\"\n}\n", body, TEXT_ARG(digest));
}

static void what_only_looks_like_one(void **state)
{
    Scene *scene = *state;
    static const struct {
        const char *body;
        ErrorCode code;
    } cases[] = {
        {"", ERROR_D1043},
        {"{\n", ERROR_D1043},
        {"[\n", ERROR_D1043},
        {"{\"format\": \"1\",\n", ERROR_D1043},
        {"{\"format\": 1,\n", ERROR_D1043},
        {"{\"format\": 2,\n", ERROR_D1044},
        {"{\"format\": 99, \"other\": [],\n", ERROR_D1044},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        BackupManifest manifest;
        assert_fails(read(scene, sealed(scene, cases[i].body), &manifest), &scene->error,
                     cases[i].code);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_is_written_is_read),
        TEST(every_flipped_bit_is_noticed),
        TEST(every_beginning_is_noticed),
        TEST(what_only_looks_like_one),
    };
    return RUN_TESTS(tests);
}
