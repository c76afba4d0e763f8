/* sql/from_datamodel.h */
#include "sql/from_datamodel.h"

#include "sql/diffing.h"

static const Columns types_that_are_not_written_rows[] = {
    {"postgresql",
     "i Int\nb BigInt\nf Float\nd Decimal\ns String\nt DateTime\no Boolean\nj Json\n"
     "y Bytes",
     "`i` INTEGER NOT NULL\n"
     "`b` BIGINT NOT NULL\n"
     "`f` DOUBLE PRECISION NOT NULL\n"
     "`d` DECIMAL(65,30) NOT NULL\n"
     "`s` TEXT NOT NULL\n"
     "`t` TIMESTAMP(3) NOT NULL\n"
     "`o` BOOLEAN NOT NULL\n"
     "`j` JSONB NOT NULL\n"
     "`y` BYTEA NOT NULL"},
    {"cockroachdb",
     "i Int\nb BigInt\nf Float\nd Decimal\ns String\nt DateTime\no Boolean\nj Json\n"
     "y Bytes",
     "`i` INT4 NOT NULL\n"
     "`b` INT8 NOT NULL\n"
     "`f` FLOAT8 NOT NULL\n"
     "`d` DECIMAL(65,30) NOT NULL\n"
     "`s` STRING NOT NULL\n"
     "`t` TIMESTAMP(3) NOT NULL\n"
     "`o` BOOL NOT NULL\n"
     "`j` JSONB NOT NULL\n"
     "`y` BYTES NOT NULL"},
    {"sqlite",
     "i Int\nb BigInt\nf Float\nd Decimal\ns String\nt DateTime\no Boolean\nj Json\n"
     "y Bytes",
     "`i` INTEGER NOT NULL\n"
     "`b` BIGINT NOT NULL\n"
     "`f` REAL NOT NULL\n"
     "`d` DECIMAL NOT NULL\n"
     "`s` TEXT NOT NULL\n"
     "`t` DATETIME NOT NULL\n"
     "`o` BOOLEAN NOT NULL\n"
     "`j` JSONB NOT NULL\n"
     "`y` BLOB NOT NULL"},
    {"postgresql",
     "i Int[]\nb BigInt[]\nf Float[]\nd Decimal[]\ns String[]\nt DateTime[]\n"
     "o Boolean[]\nj Json[]\ny Bytes[]",
     "`i` INTEGER[]\n"
     "`b` BIGINT[]\n"
     "`f` DOUBLE PRECISION[]\n"
     "`d` DECIMAL(65,30)[]\n"
     "`s` TEXT[]\n"
     "`t` TIMESTAMP(3)[]\n"
     "`o` BOOLEAN[]\n"
     "`j` JSONB[]\n"
     "`y` BYTEA[]"},
    {"postgresql", "i Int?\nu Unsupported(`circle`)?", "`i` INTEGER\n`u` circle"},
};

static void types_that_are_not_written(void **state)
{
    assert_columns(*state, types_that_are_not_written_rows, COUNT(types_that_are_not_written_rows));
}

static const Columns native_types_rows[] = {
    {"postgresql",
     "a String @db.VarChar(191)\nb String @db.VarChar\nc String @db.Char(2)\n"
     "d String @db.Citext\ne String @db.Bit(3)\nf String @db.VarBit\n"
     "g String @db.Uuid\nh String @db.Xml\ni String @db.Inet\nj String @db.Text",
     "`a` VARCHAR(191) NOT NULL\n"
     "`b` VARCHAR NOT NULL\n"
     "`c` CHAR(2) NOT NULL\n"
     "`d` CITEXT NOT NULL\n"
     "`e` BIT(3) NOT NULL\n"
     "`f` VARBIT NOT NULL\n"
     "`g` UUID NOT NULL\n"
     "`h` XML NOT NULL\n"
     "`i` INET NOT NULL\n"
     "`j` TEXT NOT NULL"},
    {"postgresql",
     "a Int @db.SmallInt\nb Int @db.Oid\nc Int @db.Integer\nd Float @db.Real\n"
     "e Float @db.DoublePrecision\nf Decimal @db.Decimal(10, 2)\n"
     "g Decimal @db.Decimal\nh Decimal @db.Money\ni Json @db.Json\n"
     "j BigInt @db.BigInt\nk Boolean @db.Boolean\nl Bytes @db.ByteA",
     "`a` SMALLINT NOT NULL\n"
     "`b` OID NOT NULL\n"
     "`c` INTEGER NOT NULL\n"
     "`d` REAL NOT NULL\n"
     "`e` DOUBLE PRECISION NOT NULL\n"
     "`f` DECIMAL(10,2) NOT NULL\n"
     "`g` DECIMAL NOT NULL\n"
     "`h` MONEY NOT NULL\n"
     "`i` JSON NOT NULL\n"
     "`j` BIGINT NOT NULL\n"
     "`k` BOOLEAN NOT NULL\n"
     "`l` BYTEA NOT NULL"},
    {"postgresql",
     "a DateTime @db.Timestamp\nb DateTime @db.Timestamp(6)\n"
     "c DateTime @db.Timestamptz(0)\nd DateTime @db.Date\ne DateTime @db.Time(3)\n"
     "f DateTime @db.Timetz\ng String[] @db.VarChar(5)",
     "`a` TIMESTAMP NOT NULL\n"
     "`b` TIMESTAMP(6) NOT NULL\n"
     "`c` TIMESTAMPTZ(0) NOT NULL\n"
     "`d` DATE NOT NULL\n"
     "`e` TIME(3) NOT NULL\n"
     "`f` TIMETZ NOT NULL\n"
     "`g` VARCHAR(5)[]"},
    {"cockroachdb",
     "a String @db.String(5)\nb String @db.Char(1)\nc String @db.CatalogSingleChar\n"
     "d Int @db.Int2\ne Int @db.Int4\nf BigInt @db.Int8\ng Float @db.Float4\n"
     "h Decimal @db.Decimal(8, 2)\ni DateTime @db.Timestamptz(3)\n"
     "j String @db.Bit(2)\nk Json @db.JsonB",
     "`a` STRING(5) NOT NULL\n"
     "`b` CHAR(1) NOT NULL\n"
     "`c` `char` NOT NULL\n"
     "`d` INT2 NOT NULL\n"
     "`e` INT4 NOT NULL\n"
     "`f` INT8 NOT NULL\n"
     "`g` FLOAT4 NOT NULL\n"
     "`h` DECIMAL(8,2) NOT NULL\n"
     "`i` TIMESTAMPTZ(3) NOT NULL\n"
     "`j` BIT(2) NOT NULL\n"
     "`k` JSONB NOT NULL"},
};

static void native_types(void **state)
{
    assert_columns(*state, native_types_rows, COUNT(native_types_rows));
}

static const Columns unsupported_types_rows[] = {
    {"postgresql", "a Unsupported(`circle`)\nb Unsupported(`polygon`)?\nc Unsupported(`box`)[]",
     "`a` circle NOT NULL\n`b` polygon\n`c` box[]"},
    /* an escape stands for its character */
    {"postgresql", "a Unsupported(`\\`My \\\\ type\\`(1)`)", "`a` `My \\ type`(1) NOT NULL"},
    {"sqlite", "a Unsupported(`geo \\`x\\``)", "`a` geo `x` NOT NULL"},
};

static void unsupported_types(void **state)
{
    assert_columns(*state, unsupported_types_rows, COUNT(unsupported_types_rows));
}

static const Columns names_in_the_database_rows[] = {
    /* quotes are doubled */
    {"postgresql", "foo String @map(`the \\`foo\\``)\nbar Int @map(`b a'r`)",
     "`the ``foo``` TEXT NOT NULL\n`b a'r` INTEGER NOT NULL"},
    {"sqlite", "foo String @map(`the \\`foo\\``)", "`the ``foo``` TEXT NOT NULL"},
};

static void names_in_the_database(void **state)
{
    assert_columns(*state, names_in_the_database_rows, COUNT(names_in_the_database_rows));
}

static const Change enums_rows[] = {
    {"postgresql", "",
     "enum E {\n  X\n  Y @map(`y y`)\n  Z @map(`z'`)\n  @@map(`the_e`)\n}\nmodel A {\n"
     "  id Int @id\n  e E\n  o E?\n  l E[]\n}\n",
     "-- CreateEnum\n"
     "CREATE TYPE `the_e` AS ENUM ('X', 'y y', 'z''');\n\n"
     "-- AlterTable\n"
     "ALTER TABLE `A` ADD COLUMN     `e` `the_e` NOT NULL,\n"
     "ADD COLUMN     `l` `the_e`[],\n"
     "ADD COLUMN     `o` `the_e`;\n"},
    /* used or not */
    {"postgresql", NULL, "enum E {\n  X\n}\nenum F {\n  Y\n}\n",
     "-- CreateEnum\n"
     "CREATE TYPE `E` AS ENUM ('X');\n\n"
     "-- CreateEnum\n"
     "CREATE TYPE `F` AS ENUM ('Y');\n"},
    {"cockroachdb", "", "enum E {\n  X\n  Y\n}\nmodel A {\n  id Int @id\n  e E @default(X)\n}\n",
     "-- CreateEnum\n"
     "CREATE TYPE `E` AS ENUM ('X', 'Y');\n\n"
     "-- AlterTable\n"
     "ALTER TABLE `A` ADD COLUMN     `e` `E` NOT NULL DEFAULT 'X';\n"},
    /* text where there are no enums */
    {"sqlite", "",
     "enum E {\n  X\n  Y @map(`y`)\n}\nmodel A {\n  id Int @id\n  e E @default(Y)\n}\n",
     "-- RedefineTables\n"
     "PRAGMA defer_foreign_keys=ON;\n"
     "PRAGMA foreign_keys=OFF;\n"
     "CREATE TABLE `new_A` (\n"
     "    `id` INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,\n"
     "    `e` TEXT NOT NULL DEFAULT 'y'\n"
     ");\n"
     "INSERT INTO `new_A` (`id`) SELECT `id` FROM `A`;\n"
     "DROP TABLE `A`;\n"
     "ALTER TABLE `new_A` RENAME TO `A`;\n"
     "PRAGMA foreign_keys=ON;\n"
     "PRAGMA defer_foreign_keys=OFF;\n"},
};

static void enums(void **state)
{
    assert_changes(*state, enums_rows, COUNT(enums_rows));
}

static const Change keys_and_indexes_rows[] = {
    {"postgresql", NULL,
     "model A {\n  a Int\n  b Int\n  c String @unique\n  @@id([b, a])\n"
     "  @@index([a, c(sort: Desc)])\n  @@unique([c, b(sort: Asc)], map: `u`)\n"
     "  @@map(`t`)\n}\n",
     "-- CreateTable\n"
     "CREATE TABLE `t` (\n"
     "    `a` INTEGER NOT NULL,\n"
     "    `b` INTEGER NOT NULL,\n"
     "    `c` TEXT NOT NULL,\n\n"
     "    CONSTRAINT `t_pkey` PRIMARY KEY (`b`,`a`)\n"
     ");\n\n"
     "-- CreateIndex\n"
     "CREATE UNIQUE INDEX `t_c_key` ON `t`(`c`);\n\n"
     "-- CreateIndex\n"
     "CREATE INDEX `t_a_c_idx` ON `t`(`a`, `c` DESC);\n\n"
     "-- CreateIndex\n"
     "CREATE UNIQUE INDEX `u` ON `t`(`c`, `b` ASC);\n"},
    /* no primary key */
    {"postgresql", NULL,
     "model A {\n  id Int @unique\n  @@index([id], type: Hash)\n"
     "  @@index([id], type: Brin, map: `i`)\n}\n",
     "-- CreateTable\n"
     "CREATE TABLE `A` (\n"
     "    `id` INTEGER NOT NULL\n"
     ");\n\n"
     "-- CreateIndex\n"
     "CREATE UNIQUE INDEX `A_id_key` ON `A`(`id`);\n\n"
     "-- CreateIndex\n"
     "CREATE INDEX `A_id_idx` ON `A` USING HASH (`id`);\n\n"
     "-- CreateIndex\n"
     "CREATE INDEX `i` ON `A` USING BRIN (`id`);\n"},
    {"postgresql", "j Json\ns String @db.Inet",
     "j Json\ns String @db.Inet\n@@index([j(ops: JsonbPathOps)], type: Gin)\n"
     "@@index([s(ops: InetOps)], type: Gist)\n"
     "@@index([s(ops: raw(`inet_ops`))], type: SpGist, map: `i`)",
     "-- CreateIndex\n"
     "CREATE INDEX `A_j_idx` ON `A` USING GIN (`j` jsonb_path_ops);\n\n"
     "-- CreateIndex\n"
     "CREATE INDEX `A_s_idx` ON `A` USING GIST (`s` inet_ops);\n\n"
     "-- CreateIndex\n"
     "CREATE INDEX `i` ON `A` USING SPGIST (`s` inet_ops);\n"},
    /* views are not made */
    {"postgresql", NULL,
     "model A {\n  id Int @id(map: `key`)\n}\nview V {\n  id Int @unique\n  a Int\n}\n",
     "-- CreateTable\n"
     "CREATE TABLE `A` (\n"
     "    `id` INTEGER NOT NULL,\n\n"
     "    CONSTRAINT `key` PRIMARY KEY (`id`)\n"
     ");\n"},
    {"sqlite", NULL,
     "model A {\n  a Int\n  b Int @unique\n  @@id([a, b])\n"
     "  @@index([b(sort: Desc)])\n}\n",
     "-- CreateTable\n"
     "CREATE TABLE `A` (\n"
     "    `a` INTEGER NOT NULL,\n"
     "    `b` INTEGER NOT NULL,\n\n"
     "    PRIMARY KEY (`a`, `b`)\n"
     ");\n\n"
     "-- CreateIndex\n"
     "CREATE UNIQUE INDEX `A_b_key` ON `A`(`b`);\n\n"
     "-- CreateIndex\n"
     "CREATE INDEX `A_b_idx` ON `A`(`b` DESC);\n"},
    {"cockroachdb", "j Json\na Int",
     "j Json\na Int\n@@index([j], type: Gin)\n@@index([a(sort: Asc)])",
     "-- CreateIndex\n"
     "CREATE INDEX `A_j_idx` ON `A` USING GIN (`j`);\n\n"
     "-- CreateIndex\n"
     "CREATE INDEX `A_a_idx` ON `A`(`a` ASC);\n"},
};

static void keys_and_indexes(void **state)
{
    assert_changes(*state, keys_and_indexes_rows, COUNT(keys_and_indexes_rows));
}

static const Change foreign_keys_rows[] = {
    {"postgresql",
     "model A {\n  id Int @id\n  x Int\n  @@unique([id, x])\n}\nmodel B {\n"
     "  id Int @id\n  p Int\n  q Int\n}\n",
     "model A {\n  id Int @id\n  x Int\n  @@unique([id, x])\n  bs B[]\n}\nmodel B {\n"
     "  id Int @id\n  p Int\n  q Int\n"
     "  a A @relation(fields: [p, q], references: [id, x])\n}\n",
     "-- AddForeignKey\n"
     "ALTER TABLE `B` ADD CONSTRAINT `B_p_q_fkey` FOREIGN KEY (`p`, `q`) "
     "REFERENCES `A`(`id`, `x`) ON DELETE RESTRICT ON UPDATE CASCADE;\n"},
    {"postgresql", "model A {\n  id Int @id\n}\nmodel B {\n  id Int @id\n  p Int? @map(`P`)\n}\n",
     "model A {\n  id Int @id\n  bs B[]\n}\nmodel B {\n  id Int @id\n"
     "  p Int? @map(`P`)\n"
     "  a A? @relation(fields: [p], references: [id], map: `to_a`)\n}\n",
     "-- AddForeignKey\n"
     "ALTER TABLE `B` ADD CONSTRAINT `to_a` FOREIGN KEY (`P`) REFERENCES "
     "`A`(`id`) ON DELETE SET NULL ON UPDATE CASCADE;\n"},
    {"postgresql", "model A {\n  id Int @id\n}\nmodel B {\n  id Int @id\n  p Int @default(1)\n}\n",
     "model A {\n  id Int @id\n  bs B[]\n}\nmodel B {\n  id Int @id\n"
     "  p Int @default(1)\n"
     "  a A @relation(fields: [p], references: [id], onDelete: SetDefault, "
     "onUpdate: NoAction)\n"
     "}\n",
     "-- AddForeignKey\n"
     "ALTER TABLE `B` ADD CONSTRAINT `B_p_fkey` FOREIGN KEY (`p`) REFERENCES "
     "`A`(`id`) ON DELETE SET DEFAULT ON UPDATE NO ACTION;\n"},
    /* none where the client keeps them */
    {"postgresql",
     "relationMode = `prisma`\n--\nmodel A {\n  id Int @id\n}\nmodel B {\n"
     "  id Int @id\n  p Int\n}\n",
     "relationMode = `prisma`\n--\nmodel A {\n  id Int @id\n  bs B[]\n}\nmodel B {\n"
     "  id Int @id\n  p Int\n  a A @relation(fields: [p], references: [id])\n}\n",
     "-- This is an empty migration.\n"},
    /* part of the table */
    {"sqlite", "",
     "model A {\n  id Int @id\n  bs B[]\n}\nmodel B {\n  id Int @id\n  p Int?\n"
     "  a A? @relation(fields: [p], references: [id], onDelete: Cascade)\n}\n",
     "-- CreateTable\n"
     "CREATE TABLE `B` (\n"
     "    `id` INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,\n"
     "    `p` INTEGER,\n"
     "    CONSTRAINT `B_p_fkey` FOREIGN KEY (`p`) REFERENCES `A` (`id`) ON "
     "DELETE CASCADE ON UPDATE CASCADE\n"
     ");\n"},
    /* none to views */
    {"postgresql", "",
     "view V {\n  id Int @unique\n  as A[]\n}\nmodel A {\n  id Int @id\n  p Int\n"
     "  v V @relation(fields: [p], references: [id])\n}\n",
     "-- AlterTable\nALTER TABLE `A` ADD COLUMN     `p` INTEGER NOT NULL;\n"},
};

static void foreign_keys(void **state)
{
    assert_changes(*state, foreign_keys_rows, COUNT(foreign_keys_rows));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(types_that_are_not_written),
        TEST(native_types),
        TEST(unsupported_types),
        TEST(names_in_the_database),
        TEST(enums),
        TEST(keys_and_indexes),
        TEST(foreign_keys),
    };
    return RUN_TESTS(tests);
}
