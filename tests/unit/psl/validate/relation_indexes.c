/* psl/validate/relation_indexes.c */
#include "psl/judging.h"

/* With relationMode = "prisma". */
static void hint(void **state)
{
    static const Judged cases[] = {
        {"postgresql", "relationMode = \"prisma\"",
         "model A {\nid Int @id\nx Int\ny Int?\nb B @relation(fields: [x], references: [id])\n\n}\nmodel B {\nid Int @id\nz Int @unique\nu Int\nv Int\ns String @unique\n@@unique([u, v])\nas A[]\n\n}\n",
         "W @relation(fields: [x], references: [id])"},
        {"postgresql", NULL,
         "model A {\nid Int @id\nx Int\ny Int?\nb B @relation(fields: [x], references: [id])\n\n}\nmodel B {\nid Int @id\nz Int @unique\nu Int\nv Int\ns String @unique\n@@unique([u, v])\nas A[]\n\n}\n",
         ""},
        {"postgresql", "relationMode = \"prisma\"",
         "model A {\nid Int @id\nx Int\ny Int?\nb B @relation(fields: [x], references: [id])\n@@index([x])\n}\nmodel B {\nid Int @id\nz Int @unique\nu Int\nv Int\ns String @unique\n@@unique([u, v])\nas A[]\n\n}\n",
         ""},
        {"postgresql", "relationMode = \"prisma\"",
         "model A {\nid Int @id\nx Int\ny Int?\nb B @relation(fields: [x], references: [id])\n@@index([x, y])\n}\nmodel B {\nid Int @id\nz Int @unique\nu Int\nv Int\ns String @unique\n@@unique([u, v])\nas A[]\n\n}\n",
         ""},
        {"postgresql", "relationMode = \"prisma\"",
         "model A {\nid Int @id\nx Int\ny Int?\nb B @relation(fields: [x], references: [id])\n@@index([y, x])\n}\nmodel B {\nid Int @id\nz Int @unique\nu Int\nv Int\ns String @unique\n@@unique([u, v])\nas A[]\n\n}\n",
         "W @relation(fields: [x], references: [id])"},
        {"postgresql", "relationMode = \"prisma\"",
         "model A {\nid Int @id\nx Int\ny Int?\nb B @relation(fields: [id], references: [id])\n\n}\nmodel B {\nid Int @id\nz Int @unique\nu Int\nv Int\ns String @unique\n@@unique([u, v])\na A?\n\n}\n",
         ""},
        {"postgresql", "relationMode = \"prisma\"",
         "model A {\nid Int @id\nx Int\ny Int?\nb B @relation(fields: [x, id], references: [u, v])\n@@unique([x, id, y])\n@@index([x])\n}\nmodel B {\nid Int @id\nz Int @unique\nu Int\nv Int\ns String @unique\n@@unique([u, v])\nas A[]\n\n}\n",
         ""},
        {"mongodb", NULL,
         "model A {\nid Int @id @map(\"_id\")\nx Int\nb B @relation(fields: [x], references: [id])\n}\nmodel B {\nid Int @id @map(\"_id\")\nas A[]\n}\n",
         ""},
    };
    judge(*state, cases, COUNT(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(hint),
    };
    return RUN_TESTS(tests);
}
