/* psl/validate/many_to_many.c */
#include "psl/judging.h"

static void implicit(void **state)
{
    static const Judged cases[] = {
        {"postgresql", NULL, "model A {\nid Int @id\nbs B[]\n}\nmodel B {\nid Int @id\nas A[]\n}\n",
         ""},
        {"mongodb", NULL,
         "model A {\nid Int @id @map(\"_id\")\nbs B[]\n}\nmodel B {\nid Int @id @map(\"_id\")\nas A[]\n}\n",
         "E bs B[] ; E as A[]"},
        {"postgresql", NULL,
         "model A {\nid Int @id\nbs B[]\n}\nmodel B {\nx Int\ny Int\n@@id([x, y])\nas A[]\n}\n",
         "E bs B[]"},
        {"postgresql", NULL,
         "model A {\nid Int @id\nbs B[]\n}\nmodel B {\nx Int @unique\nas A[]\n}\n", "E bs B[]"},
        {"postgresql", NULL,
         "model A {\nid Int @id\nbs B[] @relation(references: [id])\n}\nmodel B {\nid Int @id\nas A[]\n}\n",
         "E bs B[] @relation(references: [id])"},
        {"postgresql", NULL,
         "model A {\nid Int @id\nbs B[] @relation(references: [x])\n}\nmodel B {\nid Int @id\nx Int @unique\nas A[]\n}\n",
         "E bs B[] @relation(references: [x]) ; E bs B[] @relation(references: [x])"},
        {"postgresql", NULL,
         "model A {\nid Int @id\nbs B[] @relation(onDelete: Cascade)\n}\nmodel B {\nid Int @id\nas A[] @relation(onUpdate: NoAction)\n}\n",
         "E Cascade ; E NoAction"},
    };
    judge(*state, cases, COUNT(cases));
}

static void embedded(void **state)
{
    static const Judged cases[] = {
        {"mongodb", NULL,
         "model A {\nid Int @id @map(\"_id\")\nbids Int[]\nbs B[] @relation(fields: [bids], references: [id])\n}\nmodel B {\nid Int @id @map(\"_id\")\naids Int[]\nas A[] @relation(fields: [aids], references: [id])\n}\n",
         ""},
        {"postgresql", NULL,
         "model A {\nid Int @id @map(\"_id\")\nbids Int[]\nbs B[] @relation(fields: [bids], references: [id])\n}\nmodel B {\nid Int @id @map(\"_id\")\naids Int[]\nas A[] @relation(fields: [aids], references: [id])\n}\n",
         "E bs B[] @relation(fields: [bids], references: [id]) ; E as A[] @relation(fields: [aids], references: [id])"},
        {"mongodb", NULL,
         "model A {\nid Int @id @map(\"_id\")\nbids Int[]\nbs B[] @relation(fields: [bids], references: [id])\n}\nmodel B {\nid Int @id @map(\"_id\")\naids Int[]\nas A[] \n}\n",
         "E as A[]  ; E as A[] "},
        {"mongodb", NULL,
         "model A {\nid Int @id @map(\"_id\")\nbids Int[]\nbs B[] @relation(fields: [bids], references: [id])\n}\nmodel B {\nid Int @id @map(\"_id\")\naids Int[]\nas A[] @relation(fields: [aids])\n}\n",
         "E @relation(fields: [aids])"},
        {"mongodb", NULL,
         "model A {\nid Int @id @map(\"_id\")\nbids Int[]\nbs B[] @relation(fields: [bids], references: [id])\n}\nmodel B {\nid Int @id @map(\"_id\")\naids Int[]\nas A[] @relation(fields: [aids, id], references: [id])\n}\n",
         "E fields: [aids, id]"},
        {"mongodb", NULL,
         "model A {\nid Int @id @map(\"_id\")\nbids Int[]\nn Int @unique\nbs B[] @relation(fields: [bids], references: [id])\n}\nmodel B {\nid Int @id @map(\"_id\")\naids Int[]\nas A[] @relation(fields: [aids], references: [n])\n}\n",
         "E references: [n]"},
        {"mongodb", NULL,
         "model A {\nid Int @id @map(\"_id\")\nbids Int\nbs B[] @relation(fields: [bids], references: [id])\n}\nmodel B {\nid Int @id @map(\"_id\")\naids Int[]\nas A[] @relation(fields: [aids], references: [id])\n}\n",
         "E @relation(fields: [bids], references: [id])"},
        {"mongodb", NULL,
         "model A {\nid Int @id @map(\"_id\")\nbids String[]\nbs B[] @relation(fields: [bids], references: [id])\n}\nmodel B {\nid Int @id @map(\"_id\")\naids Int[]\nas A[] @relation(fields: [aids], references: [id])\n}\n",
         "E @relation(fields: [bids], references: [id])"},
        {"mongodb", NULL,
         "model A {\nid Int @id @map(\"_id\")\nbids Int[]\nbs B[] @relation(fields: [bids], references: [id], onDelete: Cascade)\n}\nmodel B {\nid Int @id @map(\"_id\")\naids Int[]\nas A[] @relation(fields: [aids], references: [id])\n}\n",
         "E Cascade"},
    };
    judge(*state, cases, COUNT(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(implicit),
        TEST(embedded),
    };
    return RUN_TESTS(tests);
}
