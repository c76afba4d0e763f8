/* psl/validate/cascades.c */
#include "psl/judging.h"

static void that_come_back(void **state)
{
    static const Judged cases[] = {
        {"sqlserver", NULL,
         "model A {\nid Int @id @map(\"_id\")\nf0 Int\nr0 A @relation(\"R0\", fields: [f0], references: [id])\n@@index([f0])\ns0 A[] @relation(\"R0\")\n}\n",
         "E r0 A @relation(\"R0\", fields: [f0], references: [id])"},
        {"sqlserver", NULL,
         "model A {\nid Int @id @map(\"_id\")\nf0 Int\nr0 A @relation(\"R0\", fields: [f0], references: [id], onDelete: NoAction, onUpdate: NoAction)\n@@index([f0])\ns0 A[] @relation(\"R0\")\n}\n",
         ""},
        {"postgresql", NULL,
         "model A {\nid Int @id @map(\"_id\")\nf0 Int\nr0 A @relation(\"R0\", fields: [f0], references: [id])\n@@index([f0])\ns0 A[] @relation(\"R0\")\n}\n",
         ""},
        {"postgresql", "relationMode = \"prisma\"",
         "model A {\nid Int @id @map(\"_id\")\nf0 Int\nr0 A @relation(\"R0\", fields: [f0], references: [id])\n@@index([f0])\ns0 A[] @relation(\"R0\")\n}\n",
         "E r0 A @relation(\"R0\", fields: [f0], references: [id])"},
        {"mongodb", NULL,
         "model A {\nid Int @id @map(\"_id\")\nf0 Int\nr0 A @relation(\"R0\", fields: [f0], references: [id])\n@@index([f0])\ns0 A[] @relation(\"R0\")\n}\n",
         "E r0 A @relation(\"R0\", fields: [f0], references: [id])"},
        {"sqlserver", NULL,
         "model A {\nid Int @id @map(\"_id\")\nf0 Int\nr0 B @relation(\"R0\", fields: [f0], references: [id])\n@@index([f0])\ns1 B[] @relation(\"R1\")\n}\nmodel B {\nid Int @id @map(\"_id\")\ns0 A[] @relation(\"R0\")\nf1 Int\nr1 A @relation(\"R1\", fields: [f1], references: [id])\n@@index([f1])\n}\n",
         "E r0 B @relation(\"R0\", fields: [f0], references: [id]) ; E r1 A @relation(\"R1\", fields: [f1], references: [id])"},
        {"sqlserver", NULL,
         "model A {\nid Int @id @map(\"_id\")\nf0 Int\nr0 B @relation(\"R0\", fields: [f0], references: [id])\n@@index([f0])\ns1 B[] @relation(\"R1\")\n}\nmodel B {\nid Int @id @map(\"_id\")\ns0 A[] @relation(\"R0\")\nf1 Int\nr1 A @relation(\"R1\", fields: [f1], references: [id], onDelete: NoAction, onUpdate: NoAction)\n@@index([f1])\n}\n",
         ""},
        {"sqlserver", NULL,
         "model A {\nid Int @id @map(\"_id\")\nf0 Int\nr0 B @relation(\"R0\", fields: [f0], references: [id])\n@@index([f0])\ns2 C[] @relation(\"R2\")\n}\nmodel B {\nid Int @id @map(\"_id\")\ns0 A[] @relation(\"R0\")\nf1 Int\nr1 C @relation(\"R1\", fields: [f1], references: [id])\n@@index([f1])\n}\nmodel C {\nid Int @id @map(\"_id\")\ns1 B[] @relation(\"R1\")\nf2 Int\nr2 A @relation(\"R2\", fields: [f2], references: [id])\n@@index([f2])\n}\n",
         "E r0 B @relation(\"R0\", fields: [f0], references: [id]) ; E r1 C @relation(\"R1\", fields: [f1], references: [id]) ; E r2 A @relation(\"R2\", fields: [f2], references: [id])"},
        {"sqlserver", NULL,
         "model A {\nid Int @id @map(\"_id\")\nf0 Int\nr0 B @relation(\"R0\", fields: [f0], references: [id])\n@@index([f0])\n}\nmodel B {\nid Int @id @map(\"_id\")\ns0 A[] @relation(\"R0\")\nf1 Int\nr1 B @relation(\"R1\", fields: [f1], references: [id])\n@@index([f1])\ns1 B[] @relation(\"R1\")\n}\n",
         "E r0 B @relation(\"R0\", fields: [f0], references: [id]) ; E r1 B @relation(\"R1\", fields: [f1], references: [id])"},
        {"sqlserver", NULL,
         "model A {\nid Int @id @map(\"_id\")\nf0 Int\nr0 B @relation(\"R0\", fields: [f0], references: [id], onDelete: NoAction, onUpdate: NoAction)\n@@index([f0])\n}\nmodel B {\nid Int @id @map(\"_id\")\ns0 A[] @relation(\"R0\")\nf1 Int\nr1 B @relation(\"R1\", fields: [f1], references: [id])\n@@index([f1])\ns1 B[] @relation(\"R1\")\n}\n",
         "E r1 B @relation(\"R1\", fields: [f1], references: [id])"},
    };
    judge(*state, cases, COUNT(cases));
}

static void that_have_two_ways(void **state)
{
    static const Judged cases[] =
        {
            {"sqlserver", NULL,
             "model A {\nid Int @id @map(\"_id\")\nf0 Int\nr0 B @relation(\"R0\", fields: [f0], references: [id])\n@@index([f0])\nf1 Int\nr1 B @relation(\"R1\", fields: [f1], references: [id])\n@@index([f1])\n}\nmodel B {\nid Int @id @map(\"_id\")\ns0 A[] @relation(\"R0\")\ns1 A[] @relation(\"R1\")\n}\n",
             "E r0 B @relation(\"R0\", fields: [f0], references: [id]) ; E r1 B @relation(\"R1\", fields: [f1], references: [id])"},
            {"sqlserver", NULL,
             "model A {\nid Int @id @map(\"_id\")\nf0 Int\nr0 B @relation(\"R0\", fields: [f0], references: [id])\n@@index([f0])\nf1 Int\nr1 B @relation(\"R1\", fields: [f1], references: [id], onDelete: NoAction, onUpdate: NoAction)\n@@index([f1])\n}\nmodel B {\nid Int @id @map(\"_id\")\ns0 A[] @relation(\"R0\")\ns1 A[] @relation(\"R1\")\n}\n",
             ""},
            {"sqlserver", NULL,
             "model A {\nid Int @id @map(\"_id\")\nf0 Int\nr0 B @relation(\"R0\", fields: [f0], references: [id])\n@@index([f0])\nf1 Int\nr1 C @relation(\"R1\", fields: [f1], references: [id])\n@@index([f1])\n}\nmodel B {\nid Int @id @map(\"_id\")\ns0 A[] @relation(\"R0\")\nf2 Int\nr2 D @relation(\"R2\", fields: [f2], references: [id])\n@@index([f2])\n}\nmodel C {\nid Int @id @map(\"_id\")\ns1 A[] @relation(\"R1\")\nf3 Int\nr3 D @relation(\"R3\", fields: [f3], references: [id])\n@@index([f3])\n}\nmodel D {\nid Int @id @map(\"_id\")\ns2 B[] @relation(\"R2\")\ns3 C[] @relation(\"R3\")\n}\n",
             "E r0 B @relation(\"R0\", fields: [f0], references: [id]) ; E r1 C @relation(\"R1\", fields: [f1], references: [id])"},
            {"sqlserver", NULL,
             "model A {\nid Int @id @map(\"_id\")\nf0 Int\nr0 B @relation(\"R0\", fields: [f0], references: [id])\n@@index([f0])\nf1 Int\nr1 C @relation(\"R1\", fields: [f1], references: [id])\n@@index([f1])\n}\nmodel B {\nid Int @id @map(\"_id\")\ns0 A[] @relation(\"R0\")\nf2 Int\nr2 D @relation(\"R2\", fields: [f2], references: [id])\n@@index([f2])\n}\nmodel C {\nid Int @id @map(\"_id\")\ns1 A[] @relation(\"R1\")\nf3 Int\nr3 D @relation(\"R3\", fields: [f3], references: [id], onDelete: NoAction, onUpdate: NoAction)\n@@index([f3])\n}\nmodel D {\nid Int @id @map(\"_id\")\ns2 B[] @relation(\"R2\")\ns3 C[] @relation(\"R3\")\n}\n",
             ""},
            {"sqlserver", NULL,
             "model A {\nid Int @id @map(\"_id\")\nf0 Int\nr0 B @relation(\"R0\", fields: [f0], references: [id])\n@@index([f0])\nf1 Int\nr1 C @relation(\"R1\", fields: [f1], references: [id])\n@@index([f1])\nf2 Int\nr2 D @relation(\"R2\", fields: [f2], references: [id])\n@@index([f2])\n}\nmodel B {\nid Int @id @map(\"_id\")\ns0 A[] @relation(\"R0\")\n}\nmodel C {\nid Int @id @map(\"_id\")\ns1 A[] @relation(\"R1\")\n}\nmodel D {\nid Int @id @map(\"_id\")\ns2 A[] @relation(\"R2\")\n}\n", ""},
            {"sqlserver", "relationMode = \"prisma\"",
             "model A {\nid Int @id @map(\"_id\")\nf0 Int\nr0 B @relation(\"R0\", fields: [f0], references: [id])\n@@index([f0])\nf1 Int\nr1 B @relation(\"R1\", fields: [f1], references: [id])\n@@index([f1])\n}\nmodel B {\nid Int @id @map(\"_id\")\ns0 A[] @relation(\"R0\")\ns1 A[] @relation(\"R1\")\n}\n",
             ""},
            {"postgresql", NULL,
             "model A {\nid Int @id @map(\"_id\")\nf0 Int\nr0 B @relation(\"R0\", fields: [f0], references: [id])\n@@index([f0])\nf1 Int\nr1 B @relation(\"R1\", fields: [f1], references: [id])\n@@index([f1])\n}\nmodel B {\nid Int @id @map(\"_id\")\ns0 A[] @relation(\"R0\")\ns1 A[] @relation(\"R1\")\n}\n",
             ""},
            {"sqlserver", NULL,
             "model A {\nid Int @id @map(\"_id\")\nf0 Int\nr0 B @relation(\"R0\", fields: [f0], references: [id])\n@@index([f0])\nf2 Int\nr2 C @relation(\"R2\", fields: [f2], references: [id])\n@@index([f2])\n}\nmodel B {\nid Int @id @map(\"_id\")\ns0 A[] @relation(\"R0\")\nf1 Int\nr1 C @relation(\"R1\", fields: [f1], references: [id])\n@@index([f1])\n}\nmodel C {\nid Int @id @map(\"_id\")\ns1 B[] @relation(\"R1\")\ns2 A[] @relation(\"R2\")\nf3 Int\nr3 D @relation(\"R3\", fields: [f3], references: [id])\n@@index([f3])\n}\nmodel D {\nid Int @id @map(\"_id\")\ns3 C[] @relation(\"R3\")\n}\n",
             "E r0 B @relation(\"R0\", fields: [f0], references: [id]) ; E r2 C @relation(\"R2\", fields: [f2], references: [id])"},
        };
    judge(*state, cases, COUNT(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(that_come_back),
        TEST(that_have_two_ways),
    };
    return RUN_TESTS(tests);
}
