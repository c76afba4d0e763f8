/* psl/validate/indexes.c */
#include "psl/judging.h"

static void fields_and_their_arguments(void **state)
{
    static const Judged cases[] = {
        {"postgresql", NULL, "model A {\nid Int @id\n@@index([])\n}\n", "E @@index([])"},
        {"postgresql", NULL, "model A {\nid Int @id\n@@unique([])\n}\n", "E @@unique([])"},
        {"postgresql", NULL, "model A {\nid Int @id\na String @unique(length: 3)\n}\n",
         "E @unique(length: 3)"},
        {"mysql", NULL,
         "model A {\nid Int @id\na String @unique(length: 3)\nb Int @unique(length: 3)\nc Unsupported(\"x\") @unique(length: 3)\n}\n",
         "E @unique(length: 3)"},
        {"mysql", NULL, "model A {\na Int @id(length: 3)\n}\n", "E @id(length: 3)"},
        {"postgresql", NULL, "model A {\nid Int @id\na Int @unique(sort: Desc)\n}\n", ""},
    };
    judge(*state, cases, COUNT(cases));
}

static void algorithms(void **state)
{
    static const Judged cases[] = {
        {"postgresql", NULL, "model A {\nid Int @id\na Int\n@@index([a], type: Hash)\n}\n", ""},
        {"postgresql", NULL,
         "model A {\nid Int @id\na Int\n@@index([a(sort: Desc)], type: Hash)\n}\n",
         "E @@index([a(sort: Desc)], type: Hash)"},
        {"mysql", NULL, "model A {\nid Int @id\na Int\n@@index([a], type: Hash)\n}\n",
         "E type: Hash"},
        {"postgresql", NULL, "model A {\nid Int @id\na Int\n@@index([a], type: BTree)\n}\n", ""},
        {"postgresql", NULL, "model A {\nid Int @id\na Int\n@@unique([a(ops: raw(\"x\"))])\n}\n",
         "E @@unique([a(ops: raw(\"x\"))])"},
    };
    judge(*state, cases, COUNT(cases));
}

static void fulltext(void **state)
{
    static const Judged cases[] = {
        {"postgresql", NULL, "model A {\nid Int @id\na String\n@@fulltext([a])\n}\n",
         "E @@fulltext([a])"},
        {"mysql", NULL,
         "model A {\nid Int @id\na String\n@@fulltext([a(length: 3, sort: Desc)])\n}\n",
         "E @@fulltext([a(length: 3, sort: Desc)]) ; E @@fulltext([a(length: 3, sort: Desc)])"},
        {"mongodb", NULL,
         "model A {\nid Int @id @map(\"_id\")\na String\nb String\nc String\n@@fulltext([a, b(sort: Desc), c])\n}\n",
         "E @@fulltext([a, b(sort: Desc), c])"},
        {"mongodb", NULL,
         "model A {\nid Int @id @map(\"_id\")\na String\nb String\nc String\n@@fulltext([a(sort: Asc), b, c(sort: Desc)])\n}\n",
         ""},
    };
    judge(*state, cases, COUNT(cases));
}

/* The primary key is clustered unless it says that it is not. */
static void clustering(void **state)
{
    static const Judged cases[] = {
        {"postgresql", NULL,
         "model A {\nid Int @id(clustered: false)\na Int @unique(clustered: true)\n}\n",
         "E @id(clustered: false) ; E @unique(clustered: true)"},
        {"sqlserver", NULL,
         "model A {\nid Int @id(clustered: false)\na Int @unique(clustered: true)\n}\n", ""},
        {"sqlserver", NULL, "model A {\nid Int @id\na Int @unique(clustered: true)\n}\n",
         "E @id ; E @unique(clustered: true)"},
        {"sqlserver", NULL,
         "model A {\nid Int @id(clustered: false)\na Int @unique(clustered: true)\nb Int @unique(clustered: true)\n}\n",
         "E @unique(clustered: true) ; E @unique(clustered: true)"},
    };
    judge(*state, cases, COUNT(cases));
}

static void composite_types_in_uniques(void **state)
{
    static const Judged cases[] = {
        {"mongodb", NULL,
         "type T {\n  x Int\n}\nmodel A {\nid Int @id @map(\"_id\")\nt T\na Int\n@@unique([t.x, a])\n}\n",
         ""},
        {"mongodb", NULL,
         "type T {\n  x Int\n}\nmodel A {\nid Int @id @map(\"_id\")\nt T\na Int\n@@index([t])\n}\n",
         ""},
    };
    judge(*state, cases, COUNT(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(fields_and_their_arguments), TEST(algorithms), TEST(fulltext), TEST(clustering),
        TEST(composite_types_in_uniques),
    };
    return RUN_TESTS(tests);
}
