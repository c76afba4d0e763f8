/* psl/validate/names.c */
#include "psl/judging.h"

/* PostgreSQL has one scope for keys and indexes of a schema, MySQL one for each table, and so on.
 */
static void in_the_scopes_of_products(void **state)
{
    static const Judged cases[] = {
        {"postgresql", NULL,
         "model A {\nid Int @id @map(\"_id\")\na Int @unique(map: \"x\")\n}\nmodel B {\nid Int @id @map(\"_id\")\na Int @unique(map: \"x\")\n}\n",
         "E map: \"x\" ; E map: \"x\""},
        {"mysql", NULL,
         "model A {\nid Int @id @map(\"_id\")\na Int @unique(map: \"x\")\n}\nmodel B {\nid Int @id @map(\"_id\")\na Int @unique(map: \"x\")\n}\n",
         ""},
        {"sqlite", NULL,
         "model A {\nid Int @id @map(\"_id\")\na Int @unique(map: \"x\")\n}\nmodel B {\nid Int @id @map(\"_id\")\na Int @unique(map: \"x\")\n}\n",
         "E map: \"x\" ; E map: \"x\""},
        {"sqlserver", NULL,
         "model A {\nid Int @id @map(\"_id\")\na Int @unique(map: \"x\")\n}\nmodel B {\nid Int @id @map(\"_id\")\na Int @unique(map: \"x\")\n}\n",
         ""},
        {"mongodb", NULL,
         "model A {\nid Int @id @map(\"_id\")\na Int @unique(map: \"x\")\n}\nmodel B {\nid Int @id @map(\"_id\")\na Int @unique(map: \"x\")\n}\n",
         ""},
        {"cockroachdb", NULL,
         "model A {\nid Int @id @map(\"_id\")\na Int @unique(map: \"x\")\n}\nmodel B {\nid Int @id @map(\"_id\")\na Int @unique(map: \"x\")\n}\n",
         ""},
        {"postgresql", NULL,
         "model A {\nid Int @id @map(\"_id\")\na Int @unique(map: \"x\")\nb Int @unique(map: \"x\")\n}\n",
         "E map: \"x\" ; E map: \"x\""},
        {"mysql", NULL,
         "model A {\nid Int @id @map(\"_id\")\na Int @unique(map: \"x\")\nb Int @unique(map: \"x\")\n}\n",
         "E map: \"x\" ; E map: \"x\""},
        {"sqlite", NULL,
         "model A {\nid Int @id @map(\"_id\")\na Int @unique(map: \"x\")\nb Int @unique(map: \"x\")\n}\n",
         "E map: \"x\" ; E map: \"x\""},
        {"sqlserver", NULL,
         "model A {\nid Int @id @map(\"_id\")\na Int @unique(map: \"x\")\nb Int @unique(map: \"x\")\n}\n",
         "E map: \"x\" ; E map: \"x\""},
        {"mongodb", NULL,
         "model A {\nid Int @id @map(\"_id\")\na Int @unique(map: \"x\")\nb Int @unique(map: \"x\")\n}\n",
         "E map: \"x\" ; E map: \"x\""},
        {"cockroachdb", NULL,
         "model A {\nid Int @id @map(\"_id\")\na Int @unique(map: \"x\")\nb Int @unique(map: \"x\")\n}\n",
         ""},
        {"postgresql", NULL,
         "model A {\nid Int @id\na Int\nbs B[]\nr B @relation(\"R\", fields: [a], references: [id], map: \"x\")\n}\nmodel B {\nid Int @id\na Int\nrs A[] @relation(\"R\")\nb A @relation(fields: [a], references: [id], map: \"x\", onDelete: NoAction, onUpdate: NoAction)\n}\n",
         ""},
        {"mysql", NULL,
         "model A {\nid Int @id\na Int\nbs B[]\nr B @relation(\"R\", fields: [a], references: [id], map: \"x\")\n}\nmodel B {\nid Int @id\na Int\nrs A[] @relation(\"R\")\nb A @relation(fields: [a], references: [id], map: \"x\", onDelete: NoAction, onUpdate: NoAction)\n}\n",
         "E map: \"x\" ; E map: \"x\""},
        {"sqlserver", NULL,
         "model A {\nid Int @id\na Int\nbs B[]\nr B @relation(\"R\", fields: [a], references: [id], map: \"x\")\n}\nmodel B {\nid Int @id\na Int\nrs A[] @relation(\"R\")\nb A @relation(fields: [a], references: [id], map: \"x\", onDelete: NoAction, onUpdate: NoAction)\n}\n",
         "E map: \"x\" ; E map: \"x\""},
        {"cockroachdb", NULL,
         "model A {\nid Int @id\na Int\nbs B[]\nr B @relation(\"R\", fields: [a], references: [id], map: \"x\")\n}\nmodel B {\nid Int @id\na Int\nrs A[] @relation(\"R\")\nb A @relation(fields: [a], references: [id], map: \"x\", onDelete: NoAction, onUpdate: NoAction)\n}\n",
         ""},
        {"postgresql", NULL,
         "model A {\nid Int @id(map: \"x\")\na Int\nb B @relation(fields: [a], references: [id], map: \"x\")\n}\nmodel B {\nid Int @id\nas A[]\n}\n",
         "E map: \"x\" ; E map: \"x\""},
        {"sqlserver", NULL, "model A {\nid Int @id(map: \"x\")\na Int @default(1, map: \"x\")\n}\n",
         "E map: \"x\" ; E map: \"x\""},
        {"sqlserver", NULL,
         "model A {\nid Int @id\na Int @default(1, map: \"A_b_df\")\nb Int @default(2)\n}\n",
         "E map: \"A_b_df\" ; E b Int @default(2)"},
        /* what is made clashes with what is written */
        {"postgresql", NULL,
         "model A {\nid Int @id\na Int @unique\nb Int @unique(map: \"A_a_key\")\n}\n",
         "E @unique ; E map: \"A_a_key\""},
        /* schemas keep them apart */
        {"postgresql", "schemas = [\"a\", \"b\"]",
         "model A {\nid Int @id(map: \"x\")\n@@schema(\"a\")\n}\nmodel B {\nid Int @id(map: \"x\")\n@@schema(\"b\")\n}\n",
         ""},
        {"postgresql", "schemas = [\"a\", \"b\"]",
         "model A {\nid Int @id(map: \"x\")\n@@schema(\"a\")\n}\nmodel B {\nid Int @id(map: \"x\")\n@@schema(\"a\")\n}\n",
         "E map: \"x\" ; E map: \"x\""},
        /* where only the end without foreign key is written */
        {"cockroachdb", NULL,
         "model A {\nid Int @id\nb B @relation(\"R\")\n}\nmodel B {\nid Int @id\nas A[]\n}\n",
         "E b B @relation(\"R\") ; E as A[]"},
    };
    judge(*state, cases, COUNT(cases));
}

static void lengths(void **state)
{
    static const Judged cases[] = {
        {"postgresql", NULL,
         "model A {\nid Int @id(map: \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\")\na Int @unique(map: \"yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\")\n}\n",
         "E @id(map: \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\") ; E @unique(map: \"yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\")"},
        {"postgresql", NULL,
         "model A {\nid Int @id(map: \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\")\na Int @unique(map: \"yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\")\n}\n",
         ""},
        {"mysql", NULL,
         "model A {\nid Int @id\na Int @unique(map: \"yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\")\n}\n",
         "E @unique(map: \"yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\")"},
        {"postgresql", NULL,
         "model A {\nid Int @id\na Int\nb B @relation(fields: [a], references: [id], map: \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\")\n}\nmodel B {\nid Int @id\nas A[]\n}\n",
         "E @relation(fields: [a], references: [id], map: \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\")"},
        {"sqlite", NULL,
         "model A {\nid Int @id\na Int @unique(map: \"yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\")\n}\n",
         ""},
    };
    judge(*state, cases, COUNT(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(in_the_scopes_of_products),
        TEST(lengths),
    };
    return RUN_TESTS(tests);
}
