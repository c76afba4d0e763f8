/* psl/validate/schemas.c */
#include "psl/judging.h"

static void listed_and_said(void **state)
{
    static const Judged cases[] = {
        {"postgresql", "schemas = [\"a\", \"b\"]",
         "model A {\nid Int @id\n@@schema(\"a\")\n}\nenum E {\n  X\n  @@schema(\"b\")\n}\n", ""},
        {"postgresql", "schemas = [\"a\", \"b\"]",
         "model A {\nid Int @id\n}\nenum E {\n  X\n}\nview V {\n  id Int\n}\n",
         "E model A { ; E view V { ; E enum E {"},
        {"postgresql", "schemas = [\"a\", \"b\"]",
         "model A {\nid Int @id\n@@schema(\"c\")\n}\nenum E {\n  X\n  @@schema(\"c\")\n}\n",
         "E \"c\" ; E \"c\""},
        {"postgresql", NULL, "model A {\nid Int @id\n@@schema(\"c\")\n}\n", "E \"c\""},
        {"mysql", NULL, "model A {\nid Int @id\n@@schema(\"c\")\n}\n", "E \"c\""},
        {"sqlite", "schemas = [\"a\"]", "model A {\nid Int\n}\n", "E [\"a\"]"},
    };
    judge(*state, cases, COUNT(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(listed_and_said),
    };
    return RUN_TESTS(tests);
}
