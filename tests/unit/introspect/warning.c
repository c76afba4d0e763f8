/* introspect/warning.h */
#include "introspect/warning.h"

#include "support.h"

static void each_kind_is_a_paragraph(void **state)
{
    Scene *scene = *state;
    Warnings warnings = {0};
    Buffer out = BUFFER(scene->arena);
    warnings_write(&warnings, "// ", &out);
    assert_text(buffer_text(&out), "");
    list_add(scene->arena, &warnings.list,
             (Warning){.kind = WARNING_CHECKS, .owner = TEXT("A"), .name = TEXT("positive")});
    list_add(scene->arena, &warnings.list,
             (Warning){.kind = WARNING_UNSUPPORTED_TYPES,
                       .owner = TEXT("A"),
                       .name = TEXT("place"),
                       .detail = TEXT("point")});
    list_add(scene->arena, &warnings.list,
             (Warning){.kind = WARNING_CHECKS, .owner = TEXT("B"), .name = TEXT("small")});
    warnings_write(&warnings, "// ", &out);
    assert_text(buffer_text(&out),
                "// These fields have types that Prisma Client does not support:\n"
                "//   - A.place (point)\n"
                "\n"
                "// These check constraints cannot be said in a Prisma schema:\n"
                "//   - A.positive\n"
                "//   - B.small\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(each_kind_is_a_paragraph)};
    return RUN_TESTS(tests);
}
