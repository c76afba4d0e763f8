/* psl/validate/models.c */
#include "psl/judging.h"

/* An id, or a unique of required fields of known types. */
static void rows_are_found_by_something(void **state)
{
    static const Judged cases[] = {
        {"postgresql", NULL, "model A {\nid Int @id\n}\n", ""},
        {"postgresql", NULL, "model A {\na Int @unique\n}\n", ""},
        {"postgresql", NULL, "model A {\na Int\nb Int\n@@unique([a, b])\n}\n", ""},
        {"postgresql", NULL, "model A {\na Int\n}\n", "E model A {"},
        {"postgresql", NULL, "model A {\na Int? @unique\n}\n", "E model A {"},
        {"postgresql", NULL, "model A {\na Int\nb Int?\n@@unique([a, b])\n}\n", "E model A {"},
        {"postgresql", NULL, "model A {\na Unsupported(\"x\") @unique\n}\n", "E model A {"},
        {"postgresql", NULL, "model A {\na Int\n@@index([a])\n}\n", "E model A {"},
        {"postgresql", NULL, "model A {\na Int\n@@ignore\n}\n", ""},
        {"postgresql", NULL, "model A {\na Int[] @unique\n}\n", ""},
    };
    judge(*state, cases, COUNT(cases));
}

static void primary_keys_of_products(void **state)
{
    static const Judged cases[] = {
        {"postgresql", NULL, "model A {\na Int\nb Int\n@@id([a, b], map: \"k\")\n}\n", ""},
        {"sqlite", NULL, "model A {\na Int\nb Int\n@@id([a, b], map: \"k\")\n}\n", "E model A {"},
        {"mysql", NULL, "model A {\na Int @id(map: \"k\")\n}\n", "E model A {"},
        {"mongodb", NULL, "model A {\na Int\nb Int\n@@id([a, b])\n}\n", "E @@id([a, b])"},
        {"postgresql", NULL, "model A {\na Int\n@@id([])\n}\n", "E @@id([])"},
        {"postgresql", NULL, "model A {\na String @id(length: 3, sort: Desc)\n}\n",
         "E @id(length: 3, sort: Desc) ; E @id(length: 3, sort: Desc)"},
        {"mysql", NULL, "model A {\na String @id(length: 3, sort: Desc)\n}\n",
         "E @id(length: 3, sort: Desc)"},
        {"sqlserver", NULL, "model A {\na String @id(sort: Desc)\n}\n", ""},
    };
    judge(*state, cases, COUNT(cases));
}

static void shard_keys(void **state)
{
    static const Judged cases[] = {
        {"mysql", NULL, "model A {\na Int @id\nb Int\n@@shardKey([a, b])\n}\n", ""},
        {"-mysql", NULL, "model A {\na Int @id @shardKey\n}\n", "E @shardKey"},
        {"postgresql", NULL, "model A {\na Int @id\n@@shardKey([a])\n}\n", "E @@shardKey([a])"},
        {"-postgresql", NULL, "model A {\na Int @id\n@@shardKey([a])\n}\n",
         "E @@shardKey([a]) ; E @@shardKey([a])"},
        {"mysql", NULL, "model A {\na Int @id\n@@shardKey([])\n}\n", "E @@shardKey([])"},
    };
    judge(*state, cases, COUNT(cases));
}

static void one_fulltext_index_in_mongodb(void **state)
{
    static const Judged cases[] = {
        {"mongodb", NULL,
         "model A {\na Int @id @map(\"_id\")\nb String\nc String\n@@fulltext([b])\n@@fulltext([c])\n}\n",
         "E @@fulltext([b]) ; E @@fulltext([c])"},
        {"mysql", NULL,
         "model A {\na Int @id\nb String\nc String\n@@fulltext([b])\n@@fulltext([c])\n}\n", ""},
    };
    judge(*state, cases, COUNT(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(rows_are_found_by_something),
        TEST(primary_keys_of_products),
        TEST(shard_keys),
        TEST(one_fulltext_index_in_mongodb),
    };
    return RUN_TESTS(tests);
}
