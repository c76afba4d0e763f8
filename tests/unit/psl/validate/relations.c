/* psl/validate/relations.c */
#include "psl/judging.h"

static void references(void **state)
{
    static const Judged cases[] = {
        {"postgresql", NULL,
         "model A {\nid Int @id\nx Int\ny Int?\nb B @relation(fields: [x], references: [id])\n\n}\nmodel B {\nid Int @id\nz Int @unique\nu Int\nv Int\ns String @unique\n@@unique([u, v])\nas A[]\n\n}\n",
         ""},
        {"postgresql", NULL,
         "model A {\nid Int @id\nx Int\ny Int?\nb B @relation(fields: [x], references: [z])\n\n}\nmodel B {\nid Int @id\nz Int @unique\nu Int\nv Int\ns String @unique\n@@unique([u, v])\nas A[]\n\n}\n",
         ""},
        {"postgresql", NULL,
         "model A {\nid Int @id\nx Int\ny Int?\nb B @relation(fields: [x], references: [u])\n\n}\nmodel B {\nid Int @id\nz Int @unique\nu Int\nv Int\ns String @unique\n@@unique([u, v])\nas A[]\n\n}\n",
         "E b B @relation(fields: [x], references: [u])"},
        {"postgresql", NULL,
         "model A {\nid Int @id\nx Int\ny Int?\nb B @relation(fields: [id, x], references: [v, u])\n\n}\nmodel B {\nid Int @id\nz Int @unique\nu Int\nv Int\ns String @unique\n@@unique([u, v])\nas A[]\n\n}\n",
         ""},
        {"sqlite", NULL,
         "model A {\nid Int @id\nx Int\ny Int?\nb B @relation(fields: [id, x], references: [v, u])\n\n}\nmodel B {\nid Int @id\nz Int @unique\nu Int\nv Int\ns String @unique\n@@unique([u, v])\nas A[]\n\n}\n",
         ""},
        {"sqlserver", NULL,
         "model A {\nid Int @id\nx Int\ny Int?\nb B @relation(fields: [id, x], references: [v, u])\n\n}\nmodel B {\nid Int @id\nz Int @unique\nu Int\nv Int\ns String @unique\n@@unique([u, v])\nas A[]\n\n}\n",
         "E b B @relation(fields: [id, x], references: [v, u])"},
        {"postgresql", NULL,
         "model A {\nid Int @id\nx Int\ny Int?\nb B @relation(fields: [x, id], references: [id])\n\n}\nmodel B {\nid Int @id\nz Int @unique\nu Int\nv Int\ns String @unique\n@@unique([u, v])\nas A[]\n\n}\n",
         "E @relation(fields: [x, id], references: [id])"},
        {"postgresql", NULL,
         "model A {\nid Int @id\nx Int\ny Int?\nb B @relation(fields: [x], references: [s])\n\n}\nmodel B {\nid Int @id\nz Int @unique\nu Int\nv Int\ns String @unique\n@@unique([u, v])\nas A[]\n\n}\n",
         "E b B @relation(fields: [x], references: [s])"},
    };
    judge(*state, cases, COUNT(cases));
}

static void required_fields(void **state)
{
    static const Judged cases[] = {
        {"postgresql", NULL,
         "model A {\nid Int @id\nx Int\ny Int?\nb B @relation(fields: [y], references: [id])\n\n}\nmodel B {\nid Int @id\nz Int @unique\nu Int\nv Int\ns String @unique\n@@unique([u, v])\nas A[]\n\n}\n",
         "E b B @relation(fields: [y], references: [id])"},
        {"postgresql", NULL,
         "model A {\nid Int @id\nx Int\ny Int?\nb B? @relation(fields: [y], references: [id])\n\n}\nmodel B {\nid Int @id\nz Int @unique\nu Int\nv Int\ns String @unique\n@@unique([u, v])\nas A[]\n\n}\n",
         ""},
        {"postgresql", NULL,
         "model A {\nid Int @id\nx Int\ny Int?\nb B? @relation(fields: [x], references: [id])\n\n}\nmodel B {\nid Int @id\nz Int @unique\nu Int\nv Int\ns String @unique\n@@unique([u, v])\nas A[]\n\n}\n",
         ""},
        {"postgresql", NULL,
         "model A {\nid Int @id\nx Int\ny Int?\nb B @relation(fields: [x], references: [id], onDelete: SetNull)\n\n}\nmodel B {\nid Int @id\nz Int @unique\nu Int\nv Int\ns String @unique\n@@unique([u, v])\nas A[]\n\n}\n",
         "W b B @relation(fields: [x], references: [id], onDelete: SetNull)"},
        {"mysql", NULL,
         "model A {\nid Int @id\nx Int\ny Int?\nb B @relation(fields: [x], references: [id], onDelete: SetNull)\n\n}\nmodel B {\nid Int @id\nz Int @unique\nu Int\nv Int\ns String @unique\n@@unique([u, v])\nas A[]\n\n}\n",
         "E b B @relation(fields: [x], references: [id], onDelete: SetNull)"},
        {"postgresql", "relationMode = \"prisma\"",
         "model A {\nid Int @id\nx Int\ny Int?\nb B @relation(fields: [x], references: [id], onUpdate: SetNull)\n@@index([x])\n}\nmodel B {\nid Int @id\nz Int @unique\nu Int\nv Int\ns String @unique\n@@unique([u, v])\nas A[]\n\n}\n",
         "E b B @relation(fields: [x], references: [id], onUpdate: SetNull)"},
        {"postgresql", NULL,
         "model A {\nid Int @id\nx Int\ny Int?\nb B? @relation(fields: [y], references: [id], onDelete: SetNull)\n\n}\nmodel B {\nid Int @id\nz Int @unique\nu Int\nv Int\ns String @unique\n@@unique([u, v])\nas A[]\n\n}\n",
         ""},
    };
    judge(*state, cases, COUNT(cases));
}

static void both_ends(void **state)
{
    static const Judged cases[] = {
        {"postgresql", NULL,
         "model A {\nid Int @id\nx Int\ny Int?\nb B @relation(fields: [x], references: [id])\n\n}\nmodel B {\nid Int @id\nz Int @unique\nu Int\nv Int\ns String @unique\n@@unique([u, v])\n\n\n}\n",
         "E b B @relation(fields: [x], references: [id])"},
        {"postgresql", NULL,
         "model A {\nid Int @id\nx Int\ny Int?\n\n\n}\nmodel B {\nid Int @id\nz Int @unique\nu Int\nv Int\ns String @unique\n@@unique([u, v])\nas A[]\n\n}\n",
         "E as A[]"},
        {"postgresql", NULL,
         "model A {\nid Int @id\nx Int\ny Int?\nb B?\n\n}\nmodel B {\nid Int @id\nz Int @unique\nu Int\nv Int\ns String @unique\n@@unique([u, v])\n\n\n}\n",
         "E b B?"},
        {"postgresql", NULL,
         "model A {\nid Int @id\nx Int\ny Int?\nb B @relation(\"R\", fields: [x], references: [id])\n\n}\nmodel B {\nid Int @id\nz Int @unique\nu Int\nv Int\ns String @unique\n@@unique([u, v])\nas A[] @relation(\"Q\")\n\n}\n",
         "E b B @relation(\"R\", fields: [x], references: [id]) ; E as A[] @relation(\"Q\")"},
    };
    judge(*state, cases, COUNT(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(references),
        TEST(required_fields),
        TEST(both_ends),
    };
    return RUN_TESTS(tests);
}
