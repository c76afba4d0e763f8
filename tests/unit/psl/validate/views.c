/* psl/validate/views.c */
#include "psl/judging.h"

static void are_no_tables(void **state)
{
    static const Judged cases[] = {
        {"postgresql", NULL, "view V {\n  id Int\n}\n", ""},
        {"-postgresql", NULL, "view V {\n  id Int\n}\n", "E view V {"},
        {"postgresql", NULL, "view V {\n  id Int @id\n}\n", "E @id"},
        {"postgresql", NULL,
         "view V {\n  id Int @unique\n  a Int\n  @@unique([id, a], name: \"n\")\n}\n", ""},
        {"postgresql", NULL,
         "view V {\n  id Int @unique(map: \"x\")\n  a Int @unique(sort: Desc)\n  b Int @unique(clustered: true)\n  @@unique([a(sort: Asc), b(sort: Asc)])\n  @@index([a], map: \"x\")\n}\n",
         "E @unique(map: \"x\") ; E @unique(sort: Desc) ; E @unique(clustered: true) ; E @@index([a], map: \"x\") ; E @@index([a], map: \"x\") ; E @@unique([a(sort: Asc), b(sort: Asc)]) ; E @@unique([a(sort: Asc), b(sort: Asc)])"},
        {"postgresql", NULL,
         "view V {\n  id Int @unique\n  as A[]\n}\nmodel A {\nid Int @id\nvs V[]\n}\n",
         "E vs V[] ; E as A[] ; E vs V[]"},
        {"postgresql", NULL,
         "view V {\n  id Int @unique\n  as A[]\n}\nmodel A {\nid Int @id\nb Int\nv V @relation(fields: [b], references: [id])\n}\n",
         ""},
    };
    judge(*state, cases, COUNT(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(are_no_tables),
    };
    return RUN_TESTS(tests);
}
