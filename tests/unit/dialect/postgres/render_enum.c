/* dialect/postgres/rendering.h */
#include "dialect/postgres/rendering.h"

#include "sql/diffing.h"

static const Change new_values_rows[] = {
    {"postgresql", "enum E {\n  X\n}\n", "enum E {\n  X\n  Y\n}\n",
     "-- AlterEnum\nALTER TYPE `E` ADD VALUE 'Y';\n"},
    /* several at once need PostgreSQL 12 */
    {"postgresql", "enum E {\n  X\n}\n", "enum E {\n  X\n  Y\n  Z\n}\n",
     "-- AlterEnum\n"
     "-- This migration adds more than one value to an enum.\n"
     "-- With PostgreSQL versions 11 and earlier, this is not possible\n"
     "-- in a single migration. This can be worked around by creating\n"
     "-- multiple migrations, each migration adding only one value to\n"
     "-- the enum.\n\n\n"
     "ALTER TYPE `E` ADD VALUE 'Y';\n"
     "ALTER TYPE `E` ADD VALUE 'Z';\n"},
    {"cockroachdb", "enum E {\n  X\n}\n", "enum E {\n  X\n  Y\n  Z\n}\n",
     "-- AlterEnum\nALTER TYPE `E` ADD VALUE 'Y';\nALTER TYPE `E` ADD VALUE 'Z';\n"},
    {"postgresql", "enum E {\n  X\n}\n", "enum E {\n  X\n  Y @map(`y y`)\n}\n",
     "-- AlterEnum\nALTER TYPE `E` ADD VALUE 'y y';\n"},
    {"postgresql",
     "schemas = [`s`]\n--\nenum E {\n  X\n  @@schema(`s`)\n}\nmodel A {\n"
     "  id Int @id\n  @@schema(`s`)\n}\n",
     "schemas = [`s`]\n--\nenum E {\n  X\n  Y\n  @@schema(`s`)\n}\nmodel A {\n"
     "  id Int @id\n  @@schema(`s`)\n}\n",
     "-- AlterEnum\nALTER TYPE `s`.`E` ADD VALUE 'Y';\n"},
};

static void new_values(void **state)
{
    assert_changes(*state, new_values_rows, COUNT(new_values_rows));
}

static const Change exchanged_rows[] = {
    /* all columns are cast */
    {"postgresql", "enum E {\n  X\n  Y\n}\nmodel A {\n  id Int @id\n  a E\n  b E?\n  c E[]\n}\n",
     "enum E {\n  X\n  Z\n  W\n}\nmodel A {\n  id Int @id\n  a E\n  b E?\n  c E[]\n}\n",
     "-- AlterEnum\n"
     "BEGIN;\n"
     "CREATE TYPE `E_new` AS ENUM ('X', 'Z', 'W');\n"
     "ALTER TABLE `A` ALTER COLUMN `a` TYPE `E_new` USING (`a`::text::`E_new`);\n"
     "ALTER TABLE `A` ALTER COLUMN `b` TYPE `E_new` USING (`b`::text::`E_new`);\n"
     "ALTER TABLE `A` ALTER COLUMN `c` TYPE `E_new`[] USING (`c`::text::`E_new`[]);\n"
     "ALTER TYPE `E` RENAME TO `E_old`;\n"
     "ALTER TYPE `E_new` RENAME TO `E`;\n"
     "DROP TYPE `E_old`;\n"
     "COMMIT;\n"},
    /* defaults are dropped, and set again */
    {"postgresql",
     "enum E {\n  X\n  Y\n}\nmodel A {\n  id Int @id\n  a E @default(X)\n"
     "  c E[] @default([X, Y])\n}\n",
     "enum E {\n  X\n  Z\n}\nmodel A {\n  id Int @id\n  a E @default(X)\n"
     "  c E[] @default([Z])\n}\n",
     "-- AlterEnum\n"
     "BEGIN;\n"
     "CREATE TYPE `E_new` AS ENUM ('X', 'Z');\n"
     "ALTER TABLE `A` ALTER COLUMN `a` DROP DEFAULT;\n"
     "ALTER TABLE `A` ALTER COLUMN `c` DROP DEFAULT;\n"
     "ALTER TABLE `A` ALTER COLUMN `a` TYPE `E_new` USING (`a`::text::`E_new`);\n"
     "ALTER TABLE `A` ALTER COLUMN `c` TYPE `E_new`[] USING (`c`::text::`E_new`[]);\n"
     "ALTER TYPE `E` RENAME TO `E_old`;\n"
     "ALTER TYPE `E_new` RENAME TO `E`;\n"
     "DROP TYPE `E_old`;\n"
     "ALTER TABLE `A` ALTER COLUMN `a` SET DEFAULT 'X';\n"
     "ALTER TABLE `A` ALTER COLUMN `c` SET DEFAULT ARRAY['Z']::`E`[];\n"
     "COMMIT;\n\n"
     "-- AlterTable\n"
     "ALTER TABLE `A` ALTER COLUMN `c` SET DEFAULT ARRAY['Z']::`E`[];\n"},
    /* a column that leaves the enum, and one that comes to it */
    {"postgresql",
     "enum E {\n  X\n  Y\n}\nmodel A {\n  id Int @id\n  a E @default(X)\n  c String\n"
     "}\n",
     "enum E {\n  X\n}\nmodel A {\n  id Int @id\n  a String\n  c E @default(X)\n}\n",
     "-- AlterEnum\n"
     "BEGIN;\n"
     "CREATE TYPE `E_new` AS ENUM ('X');\n"
     "ALTER TABLE `A` ALTER COLUMN `a` DROP DEFAULT;\n"
     "ALTER TABLE `A` ALTER COLUMN `c` TYPE `E_new` USING (`c`::text::`E_new`);\n"
     "ALTER TYPE `E` RENAME TO `E_old`;\n"
     "ALTER TYPE `E_new` RENAME TO `E`;\n"
     "DROP TYPE `E_old`;\n"
     "COMMIT;\n\n"
     "-- AlterTable\n"
     "ALTER TABLE `A` DROP COLUMN `a`,\n"
     "ADD COLUMN     `a` TEXT NOT NULL,\n"
     "DROP COLUMN `c`,\n"
     "ADD COLUMN     `c` `E` NOT NULL DEFAULT 'X';\n"},
    /* of nobody */
    {"postgresql", "enum E {\n  X\n  Y\n}\n", "enum E {\n  X\n}\n",
     "-- AlterEnum\n"
     "BEGIN;\n"
     "CREATE TYPE `E_new` AS ENUM ('X');\n"
     "ALTER TYPE `E` RENAME TO `E_old`;\n"
     "ALTER TYPE `E_new` RENAME TO `E`;\n"
     "DROP TYPE `E_old`;\n"
     "COMMIT;\n"},
};

static void exchanged(void **state)
{
    assert_changes(*state, exchanged_rows, COUNT(exchanged_rows));
}

static const Change in_place_rows[] = {
    /* only defaults that go are dropped */
    {"cockroachdb",
     "enum E {\n  X\n  Y\n}\nmodel A {\n  id Int @id\n  a E @default(Y)\n"
     "  b E @default(X)\n  l E?\n}\n",
     "enum E {\n  X\n  Z\n}\nmodel A {\n  id Int @id\n  a E @default(X)\n"
     "  b E @default(Z)\n  l E?\n}\n",
     "-- AlterEnum\n"
     "ALTER TABLE `A` ALTER COLUMN `a` DROP DEFAULT;\n"
     "ALTER TYPE `E` ADD VALUE 'Z';\n"
     "ALTER TYPE `E`DROP VALUE 'Y';\n\n"
     "-- AlterTable\n"
     "ALTER TABLE `A` ALTER COLUMN `a` SET DEFAULT 'X';\n"
     "ALTER TABLE `A` ALTER COLUMN `b` SET DEFAULT 'Z';\n"},
    {"cockroachdb", "enum E {\n  X\n  Y\n}\n", "enum E {\n  X\n}\n",
     "-- AlterEnum\nALTER TYPE `E`DROP VALUE 'Y';\n"},
};

static void in_place(void **state)
{
    assert_changes(*state, in_place_rows, COUNT(in_place_rows));
}

static const Change renamed_rows[] = {
    {"postgresql",
     "enum Role {\n  A\n  B\n  C\n}\nmodel M {\n  id Int @id\n  r Role @default(A)\n"
     "}\n",
     "enum UserRole {\n  A\n  B\n  C\n  D\n}\nmodel M {\n  id Int @id\n"
     "  r UserRole @default(A)\n}\n",
     "-- RenameEnum\n"
     "ALTER TYPE `Role` RENAME TO `UserRole`;\n\n"
     "-- AlterEnum\n"
     "ALTER TYPE `UserRole` ADD VALUE 'D';\n"},
    {"postgresql",
     "enum E {\n  OLD\n  K\n  L\n}\nmodel M {\n  id Int @id\n  r E @default(OLD)\n}\n",
     "enum E {\n  OLDER\n  K\n  L\n}\nmodel M {\n  id Int @id\n  r E @default(OLDER)\n"
     "}\n",
     "-- RenameEnumValue\nALTER TYPE `E` RENAME VALUE 'OLD' TO 'OLDER';\n"},
    {"postgresql",
     "enum E {\n  OLD\n  K\n  GONE\n}\nmodel M {\n  id Int @id\n  r E @default(OLD)\n"
     "}\n",
     "enum E {\n  OLDER\n  K\n  Z1234567\n}\nmodel M {\n  id Int @id\n"
     "  r E @default(OLDER)\n}\n",
     "-- RenameEnumValue\n"
     "ALTER TYPE `E` RENAME VALUE 'OLD' TO 'OLDER';\n\n"
     "-- AlterEnum\n"
     "BEGIN;\n"
     "CREATE TYPE `E_new` AS ENUM ('OLDER', 'K', 'Z1234567');\n"
     "ALTER TABLE `M` ALTER COLUMN `r` DROP DEFAULT;\n"
     "ALTER TABLE `M` ALTER COLUMN `r` TYPE `E_new` USING (`r`::text::`E_new`);\n"
     "ALTER TYPE `E` RENAME TO `E_old`;\n"
     "ALTER TYPE `E_new` RENAME TO `E`;\n"
     "DROP TYPE `E_old`;\n"
     "ALTER TABLE `M` ALTER COLUMN `r` SET DEFAULT 'OLDER';\n"
     "COMMIT;\n"},
};

static void renamed(void **state)
{
    assert_renaming_changes(*state, renamed_rows, COUNT(renamed_rows));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(new_values),
        TEST(exchanged),
        TEST(in_place),
        TEST(renamed),
    };
    return RUN_TESTS(tests);
}
