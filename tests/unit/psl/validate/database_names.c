/* psl/validate/database_names.c */
#include "psl/judging.h"

static void of_models(void **state)
{
    static const Judged cases[] = {
        {"postgresql", NULL,
         "model A {\nid Int @id(map: \"p\")\n@@map(\"B\")\n}\nmodel B {\nid Int @id\n}\n",
         "E @@map(\"B\")"},
        {"postgresql", NULL,
         "model A {\nid Int @id(map: \"p\")\n@@map(\"X\")\n}\nmodel B {\nid Int @id\n@@map(\"X\")\n}\n",
         "E @@map(\"X\")"},
        {"postgresql", NULL, "view V {\n  id Int\n  @@map(\"A\")\n}\nmodel A {\nid Int @id\n}\n",
         "E @@map(\"A\")"},
        {"postgresql", "schemas = [\"a\", \"b\"]",
         "model A {\nid Int @id\n@@map(\"X\")\n@@schema(\"a\")\n}\nmodel B {\nid Int @id\n@@map(\"X\")\n@@schema(\"b\")\n}\n",
         ""},
    };
    judge(*state, cases, COUNT(cases));
}

static void of_enums(void **state)
{
    static const Judged cases[] = {
        {"postgresql", NULL, "enum A {\n  X\n  @@map(\"B\")\n}\nenum B {\n  X\n}\n", "E enum B {"},
        {"sqlserver", NULL, "enum A {\n  X\n}\n", "E enum A {"},
    };
    judge(*state, cases, COUNT(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(of_models),
        TEST(of_enums),
    };
    return RUN_TESTS(tests);
}
