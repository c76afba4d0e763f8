/* psl/validate/one_to_one.c */
#include "psl/judging.h"

static void sides(void **state)
{
    static const Judged cases[] = {
        {"postgresql", NULL,
         "model A {\nid Int @id\nx Int\ny Int?\nb B @relation(fields: [x], references: [id])\n@@unique([x])\n}\nmodel B {\nid Int @id\nz Int @unique\nu Int\nv Int\ns String @unique\n@@unique([u, v])\na A?\n\n}\n",
         ""},
        {"postgresql", NULL,
         "model A {\nid Int @id\nx Int\ny Int?\nb B @relation(fields: [x], references: [id])\n\n}\nmodel B {\nid Int @id\nz Int @unique\nu Int\nv Int\ns String @unique\n@@unique([u, v])\na A?\n\n}\n",
         "E b B @relation(fields: [x], references: [id])"},
        {"postgresql", NULL,
         "model A {\nid Int @id\nx Int\ny Int?\nb B?\n\n}\nmodel B {\nid Int @id\nz Int @unique\nu Int\nv Int\ns String @unique\n@@unique([u, v])\na A?\n\n}\n",
         "E b B? ; E a A? ; E b B? ; E a A?"},
        {"postgresql", NULL,
         "model A {\nid Int @id\nx Int\ny Int?\nb B? @relation(fields: [x], references: [id])\n@@unique([x])\n}\nmodel B {\nid Int @id\nz Int @unique\nu Int\nv Int\ns String @unique\n@@unique([u, v])\na A? @relation(fields: [z], references: [id])\n\n}\n",
         "E b B? @relation(fields: [x], references: [id]) ; E a A? @relation(fields: [z], references: [id]) ; E b B? @relation(fields: [x], references: [id]) ; E a A? @relation(fields: [z], references: [id]) ; E a A? @relation(fields: [z], references: [id]) ; E b B? @relation(fields: [x], references: [id]) ; E a A? @relation(fields: [z], references: [id]) ; E b B? @relation(fields: [x], references: [id])"},
        {"postgresql", NULL,
         "model A {\nid Int @id\nx Int\ny Int?\nb B? @relation(fields: [x])\n@@unique([x])\n}\nmodel B {\nid Int @id\nz Int @unique\nu Int\nv Int\ns String @unique\n@@unique([u, v])\na A? @relation(references: [id])\n\n}\n",
         "E b B? @relation(fields: [x]) ; E a A? @relation(references: [id])"},
        {"postgresql", NULL,
         "model A {\nid Int @id\nx Int\ny Int?\nb B? @relation(references: [id])\n\n}\nmodel B {\nid Int @id\nz Int @unique\nu Int\nv Int\ns String @unique\n@@unique([u, v])\na A? @relation(fields: [z])\n\n}\n",
         "E a A? @relation(fields: [z]) ; E b B? @relation(references: [id])"},
        {"postgresql", NULL,
         "model A {\nid Int @id\nx Int\ny Int?\nb B @relation(fields: [x], references: [id])\n@@unique([x])\n}\nmodel B {\nid Int @id\nz Int @unique\nu Int\nv Int\ns String @unique\n@@unique([u, v])\na A\n\n}\n",
         "E a A"},
        {"postgresql", NULL,
         "model A {\nid Int @id\nx Int\ny Int?\nb B\n\n}\nmodel B {\nid Int @id\nz Int @unique\nu Int\nv Int\ns String @unique\n@@unique([u, v])\na A? @relation(fields: [z], references: [id])\n\n}\n",
         "E a A? @relation(fields: [z], references: [id])"},
    };
    judge(*state, cases, COUNT(cases));
}

static void actions(void **state)
{
    static const Judged cases[] = {
        {"postgresql", NULL,
         "model A {\nid Int @id\nx Int\ny Int?\nb B @relation(fields: [x], references: [id], onDelete: Cascade)\n@@unique([x])\n}\nmodel B {\nid Int @id\nz Int @unique\nu Int\nv Int\ns String @unique\n@@unique([u, v])\na A?\n\n}\n",
         ""},
        {"postgresql", NULL,
         "model A {\nid Int @id\nx Int\ny Int?\nb B @relation(fields: [x], references: [id])\n@@unique([x])\n}\nmodel B {\nid Int @id\nz Int @unique\nu Int\nv Int\ns String @unique\n@@unique([u, v])\na A? @relation(onDelete: Cascade)\n\n}\n",
         "E a A? @relation(onDelete: Cascade)"},
        {"postgresql", NULL,
         "model A {\nid Int @id\nx Int\ny Int?\nb B @relation(fields: [x], references: [id], onDelete: Cascade)\n@@unique([x])\n}\nmodel B {\nid Int @id\nz Int @unique\nu Int\nv Int\ns String @unique\n@@unique([u, v])\na A? @relation(onUpdate: Cascade)\n\n}\n",
         "E b B @relation(fields: [x], references: [id], onDelete: Cascade) ; E a A? @relation(onUpdate: Cascade)"},
    };
    judge(*state, cases, COUNT(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(sides),
        TEST(actions),
    };
    return RUN_TESTS(tests);
}
