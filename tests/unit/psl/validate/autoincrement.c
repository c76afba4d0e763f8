/* psl/validate/autoincrement.c */
#include "psl/judging.h"

static void where_products_take_it(void **state)
{
    static const Judged cases[] = {
        {"postgresql", NULL,
         "model A {\nid BigInt @id @map(\"_id\") @default(autoincrement())\n}\n", ""},
        {"postgresql", NULL,
         "model A {\nid BigInt @id @map(\"_id\")\nb BigInt @default(autoincrement())\n}\n", ""},
        {"postgresql", NULL,
         "model A {\nid BigInt @id @map(\"_id\") @default(autoincrement())\nb BigInt @unique @default(autoincrement())\n}\n",
         ""},
        {"mysql", NULL, "model A {\nid BigInt @id @map(\"_id\") @default(autoincrement())\n}\n",
         ""},
        {"mysql", NULL,
         "model A {\nid BigInt @id @map(\"_id\")\nb BigInt @default(autoincrement())\n}\n",
         "E b BigInt @default(autoincrement())"},
        {"mysql", NULL,
         "model A {\nid BigInt @id @map(\"_id\") @default(autoincrement())\nb BigInt @unique @default(autoincrement())\n}\n",
         "E model A {"},
        {"sqlite", NULL, "model A {\nid BigInt @id @map(\"_id\") @default(autoincrement())\n}\n",
         ""},
        {"sqlite", NULL,
         "model A {\nid BigInt @id @map(\"_id\")\nb BigInt @default(autoincrement())\n}\n",
         "E b BigInt @default(autoincrement()) ; E b BigInt @default(autoincrement())"},
        {"sqlite", NULL,
         "model A {\nid BigInt @id @map(\"_id\") @default(autoincrement())\nb BigInt @unique @default(autoincrement())\n}\n",
         "E model A { ; E b BigInt @unique @default(autoincrement())"},
        {"sqlserver", NULL, "model A {\nid BigInt @id @map(\"_id\") @default(autoincrement())\n}\n",
         ""},
        {"sqlserver", NULL,
         "model A {\nid BigInt @id @map(\"_id\")\nb BigInt @default(autoincrement())\n}\n", ""},
        {"sqlserver", NULL,
         "model A {\nid BigInt @id @map(\"_id\") @default(autoincrement())\nb BigInt @unique @default(autoincrement())\n}\n",
         ""},
        {"mongodb", NULL, "model A {\nid BigInt @id @map(\"_id\") @default(autoincrement())\n}\n",
         "E @default(autoincrement())"},
        {"mongodb", NULL,
         "model A {\nid BigInt @id @map(\"_id\")\nb BigInt @default(autoincrement())\n}\n",
         "E @default(autoincrement())"},
        {"mongodb", NULL,
         "model A {\nid BigInt @id @map(\"_id\") @default(autoincrement())\nb BigInt @unique @default(autoincrement())\n}\n",
         "E @default(autoincrement()) ; E @default(autoincrement())"},
        {"cockroachdb", NULL,
         "model A {\nid BigInt @id @map(\"_id\") @default(autoincrement())\n}\n", ""},
        {"cockroachdb", NULL,
         "model A {\nid BigInt @id @map(\"_id\")\nb BigInt @default(autoincrement())\n}\n", ""},
        {"cockroachdb", NULL,
         "model A {\nid BigInt @id @map(\"_id\") @default(autoincrement())\nb BigInt @unique @default(autoincrement())\n}\n",
         ""},
        {"mysql", NULL, "model A {\na Int\nb Int @default(autoincrement())\n@@id([b, a])\n}\n", ""},
        {"mysql", NULL, "model A {\na Int\nb Int @default(autoincrement())\n@@id([a, b])\n}\n",
         "E b Int @default(autoincrement())"},
        {"mysql", NULL,
         "model A {\na Int @id\nb Int @default(autoincrement())\n@@index([b, a])\n}\n", ""},
    };
    judge(*state, cases, COUNT(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(where_products_take_it),
    };
    return RUN_TESTS(tests);
}
