/* psl/validate/relation_fields.c */
#include "psl/judging.h"

/* The first one ends it all. */
static void told_apart(void **state)
{
    static const Judged cases[] = {
        {"postgresql", NULL,
         "model A {\nid Int @id\nb1 B\nb2 B\n@@index([])\n}\nmodel B {\nid Int\nas A[]\n}\n",
         "E b1 B"},
        {"postgresql", NULL,
         "model A {\nid Int @id\nb1 B @relation(\"R\")\nb2 B @relation(\"R\")\n}\nmodel B {\nid Int @id\nas A[]\n}\n",
         "E b1 B @relation(\"R\")"},
        {"postgresql", NULL,
         "model A {\nid Int @id\nx Int\nb1 B @relation(\"AToB\", fields: [x], references: [id])\nb2 B @relation(fields: [x], references: [id])\n}\nmodel B {\nid Int @id\n}\n",
         "E b1 B @relation(\"AToB\", fields: [x], references: [id])"},
        {"postgresql", NULL, "model A {\nid Int @id\na A\nb A\n}\n", "E a A"},
        {"postgresql", NULL,
         "model A {\nid Int @id\nx Int\na A @relation(\"R\", fields: [x], references: [id], onDelete: NoAction, onUpdate: NoAction)\nb A[] @relation(\"R\")\n}\n",
         ""},
        {"postgresql", NULL,
         "model A {\nid Int @id\na A @relation(\"R\")\nb A @relation(\"R\")\nc A @relation(\"R\")\n}\n",
         "E a A @relation(\"R\")"},
    };
    judge(*state, cases, COUNT(cases));
}

static void ignored_models(void **state)
{
    static const Judged cases[] = {
        {"postgresql", NULL,
         "model A {\nid Int @id\nx Int\nb B @relation(fields: [x], references: [id])\n}\nmodel B {\nid Int @id\nas A[]\n@@ignore\n}\n",
         "E b B @relation(fields: [x], references: [id])"},
        {"postgresql", NULL,
         "model A {\nid Int @id\nx Int\nb B @relation(fields: [x], references: [id]) @ignore\n}\nmodel B {\nid Int @id\nas A[]\n@@ignore\n}\n",
         ""},
    };
    judge(*state, cases, COUNT(cases));
}

static void actions_of_products(void **state)
{
    static const Judged cases[] = {
        {"postgresql", NULL,
         "model A {\nid Int @id\nx Int\ny Int?\nb B @relation(fields: [x], references: [id], onDelete: SetDefault, onUpdate: Restrict)\n@@index([x])\n}\nmodel B {\nid Int @id\nz Int @unique\nu Int\nv Int\ns String @unique\n@@unique([u, v])\nas A[]\n\n}\n",
         ""},
        {"postgresql", "relationMode = \"prisma\"",
         "model A {\nid Int @id\nx Int\ny Int?\nb B @relation(fields: [x], references: [id], onDelete: SetDefault, onUpdate: Restrict)\n@@index([x])\n}\nmodel B {\nid Int @id\nz Int @unique\nu Int\nv Int\ns String @unique\n@@unique([u, v])\nas A[]\n\n}\n",
         "E onDelete: SetDefault"},
        {"sqlserver", NULL,
         "model A {\nid Int @id\nx Int\ny Int?\nb B @relation(fields: [x], references: [id], onDelete: SetDefault, onUpdate: Restrict)\n@@index([x])\n}\nmodel B {\nid Int @id\nz Int @unique\nu Int\nv Int\ns String @unique\n@@unique([u, v])\nas A[]\n\n}\n",
         "E onUpdate: Restrict"},
        {"mysql", NULL,
         "model A {\nid Int @id\nx Int\ny Int?\nb B @relation(fields: [x], references: [id], onDelete: SetDefault, onUpdate: Restrict)\n@@index([x])\n}\nmodel B {\nid Int @id\nz Int @unique\nu Int\nv Int\ns String @unique\n@@unique([u, v])\nas A[]\n\n}\n",
         "W onDelete: SetDefault"},
        {"sqlite", NULL,
         "model A {\nid Int @id\nx Int\ny Int?\nb B @relation(fields: [x], references: [id], onDelete: SetDefault, onUpdate: Restrict)\n@@index([x])\n}\nmodel B {\nid Int @id\nz Int @unique\nu Int\nv Int\ns String @unique\n@@unique([u, v])\nas A[]\n\n}\n",
         ""},
        {"cockroachdb", NULL,
         "model A {\nid Int @id\nx Int\ny Int?\nb B @relation(fields: [x], references: [id], onDelete: SetDefault, onUpdate: Restrict)\n@@index([x])\n}\nmodel B {\nid Int @id\nz Int @unique\nu Int\nv Int\ns String @unique\n@@unique([u, v])\nas A[]\n\n}\n",
         ""},
    };
    judge(*state, cases, COUNT(cases));
}

static void names_of_foreign_keys(void **state)
{
    static const Judged cases[] = {
        {"postgresql", NULL,
         "model A {\nid Int @id\nx Int\ny Int?\nb B @relation(fields: [x], references: [id], map: \"k\")\n\n}\nmodel B {\nid Int @id\nz Int @unique\nu Int\nv Int\ns String @unique\n@@unique([u, v])\nas A[]\n\n}\n",
         ""},
        {"sqlite", NULL,
         "model A {\nid Int @id\nx Int\ny Int?\nb B @relation(fields: [x], references: [id], map: \"k\")\n\n}\nmodel B {\nid Int @id\nz Int @unique\nu Int\nv Int\ns String @unique\n@@unique([u, v])\nas A[]\n\n}\n",
         "E @relation(fields: [x], references: [id], map: \"k\")"},
    };
    judge(*state, cases, COUNT(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(told_apart),
        TEST(ignored_models),
        TEST(actions_of_products),
        TEST(names_of_foreign_keys),
    };
    return RUN_TESTS(tests);
}
