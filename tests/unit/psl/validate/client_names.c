/* psl/validate/client_names.c */
#include "psl/judging.h"

static void given_once_in_a_model(void **state)
{
    static const Judged cases[] = {
        {"postgresql", NULL,
         "model A {\na Int\nb Int\nc Int\n@@id([a, b], name: \"x\")\n@@unique([b, c], name: \"x\")\n}\n",
         "E name: \"x\" ; E name: \"x\""},
        {"postgresql", NULL,
         "model A {\nid Int @id\na Int\nb Int\nc Int\n@@unique([a, b], name: \"x\")\n@@unique([b, c], name: \"y\")\n}\n",
         ""},
    };
    judge(*state, cases, COUNT(cases));
}

static void not_those_of_fields(void **state)
{
    static const Judged cases[] = {
        {"postgresql", NULL,
         "model A {\nid Int @id\na Int\nb Int\n@@unique([a, b], name: \"id\")\n}\n", "E model A {"},
        {"postgresql", NULL, "model A {\na Int\nb Int\nc Int\n@@id([a, b], name: \"c\")\n}\n",
         "E model A {"},
        {"postgresql", NULL, "model A {\nid Int @id\na Int\nb Int\na_b Int\n@@unique([a, b])\n}\n",
         "E @@unique([a, b])"},
        {"postgresql", NULL, "model A {\na Int\nb Int\na_b Int\n@@id([a, b], name: \"x\")\n}\n",
         "E @@id([a, b], name: \"x\")"},
        {"postgresql", NULL, "model A {\nid Int @id\na Int\nb Int\na_b Int\n@@index([a, b])\n}\n",
         ""},
        {"postgresql", NULL, "model A {\nid Int @id\na Int\na_ Int\n@@unique([a])\n}\n", ""},
    };
    judge(*state, cases, COUNT(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(given_once_in_a_model),
        TEST(not_those_of_fields),
    };
    return RUN_TESTS(tests);
}
