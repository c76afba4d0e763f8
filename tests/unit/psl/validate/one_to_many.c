/* psl/validate/one_to_many.c */
#include "psl/judging.h"

static void sides(void **state)
{
    static const Judged cases[] = {
        {"postgresql", NULL,
         "model A {\nid Int @id\nx Int\ny Int?\nb B\n\n}\nmodel B {\nid Int @id\nz Int @unique\nu Int\nv Int\ns String @unique\n@@unique([u, v])\nas A[]\n\n}\n",
         "E b B ; E b B"},
        {"postgresql", NULL,
         "model A {\nid Int @id\nx Int\ny Int?\nb B @relation(fields: [x])\n\n}\nmodel B {\nid Int @id\nz Int @unique\nu Int\nv Int\ns String @unique\n@@unique([u, v])\nas A[]\n\n}\n",
         "E b B @relation(fields: [x])"},
        {"postgresql", NULL,
         "model A {\nid Int @id\nx Int\ny Int?\nb B @relation(references: [id])\n\n}\nmodel B {\nid Int @id\nz Int @unique\nu Int\nv Int\ns String @unique\n@@unique([u, v])\nas A[]\n\n}\n",
         "E b B @relation(references: [id])"},
        {"postgresql", NULL,
         "model A {\nid Int @id\nx Int\ny Int?\nb B @relation(fields: [x], references: [id])\n\n}\nmodel B {\nid Int @id\nz Int @unique\nu Int\nv Int\ns String @unique\n@@unique([u, v])\nas A[] @relation(fields: [z], references: [id])\n\n}\n",
         "E as A[] @relation(fields: [z], references: [id])"},
        {"postgresql", NULL,
         "model A {\nid Int @id\nx Int\ny Int?\nb B @relation(fields: [x], references: [id])\n\n}\nmodel B {\nid Int @id\nz Int @unique\nu Int\nv Int\ns String @unique\n@@unique([u, v])\nas A[] @relation(onDelete: Cascade)\n\n}\n",
         "E as A[] @relation(onDelete: Cascade)"},
    };
    judge(*state, cases, COUNT(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(sides),
    };
    return RUN_TESTS(tests);
}
