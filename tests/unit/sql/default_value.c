/* sql/default_value.h */
#include "sql/default_value.h"

#include "sql/diffing.h"

static const Columns every_kind_of_value_rows[] = {
    {"postgresql",
     "a Int @default(-007)\nb BigInt @default(9223372036854775807)\n"
     "c Float @default(150.50)\nd Decimal @default(-0.10)\n"
     "e String @default(`it's \\`x\\``)\nf Boolean @default(true)\n"
     "g DateTime @default(`2020-01-01T00:00:00.5+01:00`)\n"
     "h Json @default(`{\\`a\\`: 1}`)\ni Bytes @default(`AP8=`)\n"
     "j DateTime @default(now())",
     "`a` INTEGER NOT NULL DEFAULT -7\n"
     "`b` BIGINT NOT NULL DEFAULT 9223372036854775807\n"
     "`c` DOUBLE PRECISION NOT NULL DEFAULT 150.50\n"
     "`d` DECIMAL(65,30) NOT NULL DEFAULT -0.10\n"
     "`e` TEXT NOT NULL DEFAULT 'it''s `x`'\n"
     "`f` BOOLEAN NOT NULL DEFAULT true\n"
     "`g` TIMESTAMP(3) NOT NULL DEFAULT '2020-01-01 00:00:00.500 +01:00'\n"
     "`h` JSONB NOT NULL DEFAULT '{`a`: 1}'\n"
     "`i` BYTEA NOT NULL DEFAULT '\\x00ff'\n"
     "`j` TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP"},
    {"sqlite",
     "a Int @default(-007)\nb BigInt @default(9223372036854775807)\n"
     "c Float @default(150.50)\nd Decimal @default(-0.10)\n"
     "e String @default(`it's \\`x\\``)\nf Boolean @default(true)\n"
     "g DateTime @default(`2020-01-01T00:00:00.5+01:00`)\n"
     "h Json @default(`{\\`a\\`: 1}`)\ni Bytes @default(`AP8=`)\n"
     "j DateTime @default(now())",
     "`a` INTEGER NOT NULL DEFAULT -7\n"
     "`b` BIGINT NOT NULL DEFAULT 9223372036854775807\n"
     "`c` REAL NOT NULL DEFAULT 150.50\n"
     "`d` DECIMAL NOT NULL DEFAULT -0.10\n"
     "`e` TEXT NOT NULL DEFAULT 'it''s `x`'\n"
     "`f` BOOLEAN NOT NULL DEFAULT true\n"
     "`g` DATETIME NOT NULL DEFAULT '2020-01-01 00:00:00.500 +01:00'\n"
     "`h` JSONB NOT NULL DEFAULT {`a`: 1}\n"
     "`i` BLOB NOT NULL DEFAULT '00ff'\n"
     "`j` DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP"},
    {"cockroachdb",
     "a Int @default(-007)\nb BigInt @default(9223372036854775807)\n"
     "c Float @default(150.50)\nd Decimal @default(-0.10)\n"
     "e String @default(`its \\`x\\``)\nf Boolean @default(true)\n"
     "g DateTime @default(`2020-01-01T00:00:00.5+01:00`)\n"
     "h Json @default(`{\\`a\\`: 1}`)\ni Bytes @default(`AP8=`)\n"
     "j DateTime @default(now())",
     "`a` INT4 NOT NULL DEFAULT -7\n"
     "`b` INT8 NOT NULL DEFAULT 9223372036854775807\n"
     "`c` FLOAT8 NOT NULL DEFAULT 150.50\n"
     "`d` DECIMAL(65,30) NOT NULL DEFAULT -0.10\n"
     "`e` STRING NOT NULL DEFAULT 'its `x`'\n"
     "`f` BOOL NOT NULL DEFAULT true\n"
     "`g` TIMESTAMP(3) NOT NULL DEFAULT '2020-01-01 00:00:00.500 +01:00'\n"
     "`h` JSONB NOT NULL DEFAULT '{`a`: 1}'\n"
     "`i` BYTES NOT NULL DEFAULT '\\x00ff'\n"
     "`j` TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP"},
};

static void every_kind_of_value(void **state)
{
    assert_columns(*state, every_kind_of_value_rows, COUNT(every_kind_of_value_rows));
}

static const Columns lists_rows[] = {
    {"postgresql",
     "a Int[] @default([1, -2])\nb String[] @default([`a`, `b`])\n"
     "c String[] @default([])\nd DateTime[] @default([`2020-01-01T00:00:00Z`])\n"
     "e Json[] @default([`{}`])\nf Bytes[] @default([`AA==`])\n"
     "g Decimal[] @default([1.0]) @db.Decimal(3, 1)",
     "`a` INTEGER[] DEFAULT ARRAY[1, -2]::INTEGER[]\n"
     "`b` TEXT[] DEFAULT ARRAY['a', 'b']::TEXT[]\n"
     "`c` TEXT[] DEFAULT ARRAY[]::TEXT[]\n"
     "`d` TIMESTAMP(3)[] DEFAULT ARRAY['2020-01-01 00:00:00 +00:00']::TIMESTAMP(3)[]\n"
     "`e` JSONB[] DEFAULT ARRAY['{}']::JSONB[]\n"
     "`f` BYTEA[] DEFAULT ARRAY['\\x00']::BYTEA[]\n"
     "`g` DECIMAL(3,1)[] DEFAULT ARRAY[1.0]::DECIMAL(3,1)[]"},
    {"cockroachdb", "a Int[] @default([1, -2])\nb String[] @default([`a`])",
     "`a` INT4[] DEFAULT ARRAY[1, -2]::INT4[]\n`b` STRING[] DEFAULT ARRAY['a']::STRING[]"},
};

static void lists(void **state)
{
    assert_columns(*state, lists_rows, COUNT(lists_rows));
}

static const Columns calls_rows[] = {
    /* made by the client */
    {"postgresql",
     "a String @default(uuid())\nb String @default(cuid(2))\n"
     "c String @default(nanoid(5))\nd String @default(ulid())",
     "`a` TEXT NOT NULL\n`b` TEXT NOT NULL\n`c` TEXT NOT NULL\n`d` TEXT NOT NULL"},
    {"postgresql",
     "a String @default(dbgenerated(`gen_random_uuid()`))\n"
     "b Int @default(dbgenerated())\nc Int @default(autoincrement())\n"
     "d BigInt @default(autoincrement())\ne Int @default(autoincrement()) @db.SmallInt",
     "`a` TEXT NOT NULL DEFAULT gen_random_uuid()\n"
     "`b` INTEGER NOT NULL\n"
     "`c` SERIAL NOT NULL\n"
     "`d` BIGSERIAL NOT NULL\n"
     "`e` SMALLSERIAL NOT NULL"},
    {"sqlite",
     "a String @default(dbgenerated(`(hex(1))`))\nb Int @default(dbgenerated())\n"
     "c DateTime @default(now())",
     "`a` TEXT NOT NULL DEFAULT (hex(1))\n"
     "`b` INTEGER NOT NULL\n"
     "`c` DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP"},
};

static void calls(void **state)
{
    assert_columns(*state, calls_rows, COUNT(calls_rows));
}

static const Change enums_rows[] = {
    {"postgresql", "",
     "enum E {\n  X\n  Y @map(`y y`)\n}\nmodel A {\n  id Int @id\n  e E @default(Y)\n"
     "  l E[] @default([X, Y])\n}\n",
     "-- CreateEnum\n"
     "CREATE TYPE `E` AS ENUM ('X', 'y y');\n\n"
     "-- AlterTable\n"
     "ALTER TABLE `A` ADD COLUMN     `e` `E` NOT NULL DEFAULT 'y y',\n"
     "ADD COLUMN     `l` `E`[] DEFAULT ARRAY['X', 'y y']::`E`[];\n"},
    /* dbgenerated() says nothing on an enum */
    {"cockroachdb", "",
     "enum E {\n  X\n}\nmodel A {\n  id Int @id\n  e E @default(dbgenerated())\n"
     "  f E @default(X)\n}\n",
     "-- CreateEnum\n"
     "CREATE TYPE `E` AS ENUM ('X');\n\n"
     "-- AlterTable\n"
     "ALTER TABLE `A` ADD COLUMN     `e` `E` NOT NULL;\n"
     "ALTER TABLE `A` ADD COLUMN     `f` `E` NOT NULL DEFAULT 'X';\n"},
};

static void enums(void **state)
{
    assert_changes(*state, enums_rows, COUNT(enums_rows));
}

/* A field before and after, and whether nothing has to be done. */
static const struct {
    const char *provider, *before, *after;
    bool match;
} cases[] = {
    {"postgresql", "Int @default(1)", "Int @default(1)", true},
    {"postgresql", "Int @default(1)", "Int @default(01)", true},
    {"postgresql", "Int @default(1)", "Int @default(2)", false},
    {"postgresql", "Int", "Int @default(1)", false},
    {"postgresql", "Int @default(1)", "Int", false},
    {"postgresql", "Decimal @default(1.50)", "Decimal @default(1.5)", true},
    {"postgresql", "Float @default(1.5)", "Float @default(1.50)", true},
    {"postgresql", "Float @default(1.5)", "Float @default(1.51)", false},
    {"postgresql", "String @default(`a`)", "String @default(`A`)", false},
    {"postgresql", "Boolean @default(true)", "Boolean @default(false)", false},
    {"postgresql", "Bytes @default(`AQ==`)", "Bytes @default(`Ag==`)", false},
    /* times are not compared */
    {"postgresql", "DateTime @default(`2020-01-01T00:00:00Z`)",
     "DateTime @default(`2021-01-01T00:00:00Z`)", true},
    {"postgresql", "DateTime @default(`2020-01-01T00:00:00Z`)", "DateTime", false},
    {"postgresql", "DateTime @default(`2020-01-01T00:00:00Z`)", "DateTime @default(now())", true},
    {"postgresql", "DateTime @default(now())", "DateTime @default(now())", true},
    {"postgresql", "DateTime @default(now())", "DateTime", false},
    /* JSON by what it says */
    {"postgresql", "Json @default(`{\\`a\\`: 1, \\`b\\`: [null, true]}`)",
     "Json @default(`{\\`b\\`:[null,true],\\`a\\`:1}`)", true},
    {"postgresql", "Json @default(`[1, 2]`)", "Json @default(`[2, 1]`)", false},
    {"postgresql", "Json @default(`1`)", "Json @default(`1.0`)", false},
    {"postgresql", "Json @default(`{\\`a\\`: 1}`)", "Json @default(`{\\`b\\`: 1}`)", false},
    {"postgresql", "Json @default(`\\`a\\``)", "Json @default(`\\`b\\``)", false},
    {"postgresql", "Int[] @default([1, 2])", "Int[] @default([1, 2])", true},
    {"postgresql", "Int[] @default([1, 2])", "Int[] @default([2, 1])", false},
    {"postgresql", "Int[] @default([])", "Int[] @default([1])", false},
    {"postgresql", "Int[]", "Int[] @default([])", false},
    {"postgresql", "DateTime[] @default([`2020-01-01T00:00:00Z`])",
     "DateTime[] @default([`2021-01-01T00:00:00Z`])", true},
    {"postgresql", "DateTime[] @default(dbgenerated(`x`))", "DateTime[] @default([])", true},
    /* SQL without regard to case */
    {"postgresql", "Int @default(dbgenerated(`f()`))", "Int @default(dbgenerated(`F()`))", true},
    {"postgresql", "Int @default(dbgenerated(`f()`))", "Int @default(dbgenerated(`g()`))", false},
    {"postgresql", "Int @default(dbgenerated(`1`))", "Int @default(1)", false},
    {"postgresql", "Int @default(1)", "Int @default(dbgenerated(`1`))", false},
    {"postgresql", "Int @default(dbgenerated(`f()`))", "Int", false},
    {"postgresql", "Int", "Int @default(dbgenerated(`f()`))", false},
    /* dbgenerated() says nothing of what it is */
    {"postgresql", "Int @default(dbgenerated())", "Int", false},
    {"postgresql", "Int", "Int @default(dbgenerated())", true},
    {"postgresql", "Int @default(1)", "Int @default(dbgenerated())", true},
    {"postgresql", "Int @default(dbgenerated())", "Int @default(1)", false},
    {"postgresql", "Int @default(dbgenerated(`f()`))", "Int @default(dbgenerated())", true},
    {"postgresql", "Int @default(dbgenerated())", "Int @default(dbgenerated(`f()`))", false},
    /* what the client makes is none of the database */
    {"postgresql", "String @default(uuid())", "String", true},
    {"postgresql", "String @default(cuid())", "String @default(nanoid())", true},
    {"postgresql", "String @default(`a`)", "String @default(uuid())", false},
    {"cockroachdb", "BigInt @default(autoincrement())", "BigInt @default(autoincrement())", true},
    {"cockroachdb", "BigInt @default(autoincrement())", "BigInt", false},
    {"cockroachdb", "BigInt @default(sequence())", "BigInt @default(sequence())", true},
    {"cockroachdb", "Int @default(sequence())", "Int", true},
    {"cockroachdb", "Int", "Int @default(sequence())", true},
    {"cockroachdb", "Int @default(1)", "Int @default(sequence())", true},
    {"sqlite", "Json @default(`{\\`a\\`: 1}`)", "Json @default(`{\\`a\\`:1}`)", true},
};

static void matching(void **state)
{
    Scene *scene = *state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *before = text_format(scene->arena, "c %s", cases[i].before).data;
        const char *after = text_format(scene->arena, "c %s", cases[i].after).data;
        const Steps *steps = steps_of(scene, cases[i].provider, before, after);
        expect((steps->items.count == 0) == cases[i].match, "%s: %s => %s", cases[i].provider,
               cases[i].before, cases[i].after);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_kind_of_value), TEST(lists), TEST(calls), TEST(enums), TEST(matching),
    };
    return RUN_TESTS(tests);
}
