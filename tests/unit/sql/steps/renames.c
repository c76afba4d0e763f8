/* sql/steps.h */
#include "sql/steps.h"

#include "sql/diffing.h"

static const Change columns_rows[] = {
    {"postgresql", "firstName String\nb Int", "first_name String\nb Int",
     "-- RenameColumn\nALTER TABLE `A` RENAME COLUMN `firstName` TO `first_name`;\n"},
    {"sqlite", "firstName String\nb Int?", "first_name String\nb Int?",
     "-- RenameColumn\nALTER TABLE `A` RENAME COLUMN `firstName` TO `first_name`;\n"},
    /* what is named after it is renamed, too */
    {"cockroachdb", "firstName String @unique", "first_name String @unique",
     "-- RenameColumn\n"
     "ALTER TABLE `A` RENAME COLUMN `firstName` TO `first_name`;\n\n"
     "-- RenameIndex\n"
     "ALTER INDEX `A_firstName_key` RENAME TO `A_first_name_key`;\n"},
    /* and altered */
    {"postgresql", "name String?\nage Int", "full_name String @default(`x`)\nage Int",
     "-- RenameColumn\n"
     "ALTER TABLE `A` RENAME COLUMN `name` TO `full_name`;\n\n"
     "-- AlterTable\n"
     "ALTER TABLE `A` ALTER COLUMN `full_name` SET NOT NULL,\n"
     "ALTER COLUMN `full_name` SET DEFAULT 'x';\n"},
    /* redefined under the new name */
    {"sqlite", "userName String?", "user_name String @default(`x`)",
     "-- RenameColumn\n"
     "ALTER TABLE `A` RENAME COLUMN `userName` TO `user_name`;\n\n"
     "-- RedefineTables\n"
     "PRAGMA defer_foreign_keys=ON;\n"
     "PRAGMA foreign_keys=OFF;\n"
     "CREATE TABLE `new_A` (\n"
     "    `id` INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,\n"
     "    `user_name` TEXT NOT NULL DEFAULT 'x'\n"
     ");\n"
     "INSERT INTO `new_A` (`id`, `user_name`) SELECT `id`, "
     "coalesce(`user_name`, 'x') AS `user_name` FROM `A`;\n"
     "DROP TABLE `A`;\n"
     "ALTER TABLE `new_A` RENAME TO `A`;\n"
     "PRAGMA foreign_keys=ON;\n"
     "PRAGMA defer_foreign_keys=OFF;\n"},
    /* that two take each other's names is not seen: both columns stay */
    {"postgresql", "a Int @map(`x`)\nb String @map(`y`)", "a Int @map(`y`)\nb String @map(`x`)",
     "-- AlterTable\n"
     "ALTER TABLE `A` ALTER COLUMN `x` SET DATA TYPE TEXT,\n"
     "DROP COLUMN `y`,\n"
     "ADD COLUMN     `y` INTEGER NOT NULL;\n"},
};

static void columns(void **state)
{
    assert_renaming_changes(*state, columns_rows, COUNT(columns_rows));
}

static const Change tables_rows[] = {
    {"postgresql",
     "model User {\n  id Int @id @default(autoincrement())\n  email String @unique\n"
     "  name String?\n  age Int\n}\n",
     "model Person {\n  id Int @id @default(autoincrement())\n  email String @unique\n"
     "  name String?\n  age Int\n}\n",
     "-- RenameTable\n"
     "ALTER TABLE `User` RENAME TO `Person`;\n\n"
     "-- AlterTable\n"
     "ALTER TABLE `Person` RENAME CONSTRAINT `User_pkey` TO `Person_pkey`;\n\n"
     "-- RenameIndex\n"
     "ALTER INDEX `User_email_key` RENAME TO `Person_email_key`;\n"},
    {"sqlite",
     "model User {\n  id Int @id @default(autoincrement())\n  email String @unique\n"
     "  name String?\n  age Int\n}\n",
     "model Person {\n  id Int @id @default(autoincrement())\n  email String @unique\n"
     "  name String?\n  age Int\n}\n",
     "-- RenameTable\n"
     "ALTER TABLE `User` RENAME TO `Person`;\n\n"
     "-- RedefineIndex\n"
     "DROP INDEX `User_email_key`;\n"
     "CREATE UNIQUE INDEX `Person_email_key` ON `Person`(`email`);\n"},
    {"cockroachdb",
     "model User {\n  id Int @id \n  email String @unique\n  name String?\n  age Int\n"
     "}\n",
     "model Person {\n  id Int @id \n  email String @unique\n  name String?\n"
     "  age Int\n}\n",
     "-- RenameTable\n"
     "ALTER TABLE `User` RENAME TO `Person`;\n\n"
     "-- AlterTable\n"
     "ALTER TABLE `Person` RENAME CONSTRAINT `User_pkey` TO `Person_pkey`;\n\n"
     "-- RenameIndex\n"
     "ALTER INDEX `User_email_key` RENAME TO `Person_email_key`;\n"},
    /* names come first, then the rest */
    {"postgresql",
     "schemas = [`s`]\n--\nmodel User {\n  id Int @id @default(autoincrement())\n"
     "  email String @unique\n  name String?\n  age Int\n  @@schema(`s`)\n}\n",
     "schemas = [`s`]\n--\nmodel Person {\n  id Int @id @default(autoincrement())\n"
     "  email String @unique\n  name String?\n  age Int?\n  @@schema(`s`)\n}\n",
     "-- RenameTable\n"
     "ALTER TABLE `s`.`User` RENAME TO `Person`;\n\n"
     "-- AlterTable\n"
     "ALTER TABLE `s`.`Person` ALTER COLUMN `age` DROP NOT NULL;\n"
     "ALTER TABLE `s`.`Person` RENAME CONSTRAINT `User_pkey` TO `Person_pkey`;\n\n"
     "-- RenameIndex\n"
     "ALTER INDEX `s`.`User_email_key` RENAME TO `Person_email_key`;\n"},
    {"postgresql",
     "model User {\n  id Int @id\n  name String\n  ps Post[]\n}\nmodel Post {\n"
     "  id Int @id\n  title String\n  userId Int\n"
     "  user User @relation(fields: [userId], references: [id])\n}\n",
     "model Account {\n  id Int @id\n  name String\n  ps Post[]\n}\nmodel Post {\n"
     "  id Int @id\n  title String\n  accountId Int\n"
     "  account Account @relation(fields: [accountId], references: [id])\n}\n",
     "-- RenameTable\n"
     "ALTER TABLE `User` RENAME TO `Account`;\n\n"
     "-- RenameColumn\n"
     "ALTER TABLE `Post` RENAME COLUMN `userId` TO `accountId`;\n\n"
     "-- AlterTable\n"
     "ALTER TABLE `Account` RENAME CONSTRAINT `User_pkey` TO `Account_pkey`;\n\n"
     "-- RenameForeignKey\n"
     "ALTER TABLE `Post` RENAME CONSTRAINT `Post_userId_fkey` TO `Post_accountId_fkey`;\n"},
};

static void tables(void **state)
{
    assert_renaming_changes(*state, tables_rows, COUNT(tables_rows));
}

static const Change join_tables_rows[] = {
    /* the sides change, since B is now the first one */
    {"postgresql",
     "model A {\n  id Int @id\n  x Int\n  y String\n  bs B[]\n}\nmodel B {\n"
     "  id Int @id\n  as A[]\n}\n",
     "model C {\n  id Int @id\n  x Int\n  y String\n  bs B[]\n}\nmodel B {\n"
     "  id Int @id\n  cs C[]\n}\n",
     "-- RenameTable\n"
     "ALTER TABLE `A` RENAME TO `C`;\n\n"
     "-- RenameTable\n"
     "ALTER TABLE `_AToB` RENAME TO `_BToC`;\n\n"
     "-- RenameColumn\n"
     "ALTER TABLE `_BToC` RENAME COLUMN `A` TO `A_aside`;\n\n"
     "-- RenameColumn\n"
     "ALTER TABLE `_BToC` RENAME COLUMN `B` TO `B_aside`;\n\n"
     "-- RenameColumn\n"
     "ALTER TABLE `_BToC` RENAME COLUMN `A_aside` TO `B`;\n\n"
     "-- RenameColumn\n"
     "ALTER TABLE `_BToC` RENAME COLUMN `B_aside` TO `A`;\n\n"
     "-- DropIndex\n"
     "DROP INDEX `_AToB_B_index`;\n\n"
     "-- AlterTable\n"
     "ALTER TABLE `C` RENAME CONSTRAINT `A_pkey` TO `C_pkey`;\n\n"
     "-- AlterTable\n"
     "ALTER TABLE `_BToC` DROP CONSTRAINT `_AToB_AB_pkey`,\n"
     "ADD CONSTRAINT `_BToC_AB_pkey` PRIMARY KEY (`A`, `B`);\n\n"
     "-- CreateIndex\n"
     "CREATE INDEX `_BToC_B_index` ON `_BToC`(`B`);\n\n"
     "-- RenameForeignKey\n"
     "ALTER TABLE `_BToC` RENAME CONSTRAINT `_AToB_A_fkey` TO `_BToC_B_fkey`;\n\n"
     "-- RenameForeignKey\n"
     "ALTER TABLE `_BToC` RENAME CONSTRAINT `_AToB_B_fkey` TO `_BToC_A_fkey`;\n"},
};

static void join_tables(void **state)
{
    assert_renaming_changes(*state, join_tables_rows, COUNT(join_tables_rows));
}

static const Change enums_rows[] = {
    {"postgresql", "enum E {\n  X\n  Y\n  Z\n}\nmodel A {\n  id Int @id\n  e E @default(X)\n}\n",
     "enum F {\n  X\n  Y\n  Z\n}\nmodel A {\n  id Int @id\n  e F @default(X)\n}\n",
     "-- RenameEnum\nALTER TYPE `E` RENAME TO `F`;\n"},
    /* the default has the new name by itself */
    {"postgresql",
     "enum E {\n  ALPHA\n  BETA\n}\nmodel A {\n  id Int @id\n  e E @default(BETA)\n}\n",
     "enum E {\n  ALPHA\n  BETA_2\n}\nmodel A {\n  id Int @id\n"
     "  e E @default(BETA_2)\n}\n",
     "-- RenameEnumValue\nALTER TYPE `E` RENAME VALUE 'BETA' TO 'BETA_2';\n"},
    {"postgresql",
     "schemas = [`s`]\n--\nenum Role {\n  X\n  Y\n  Z\n  @@schema(`s`)\n}\nmodel A {\n"
     "  id Int @id\n  e Role @default(Y)\n  @@schema(`s`)\n}\n",
     "schemas = [`s`]\n--\nenum UserRole {\n  X\n  Y\n  Z\n  W\n  @@schema(`s`)\n}\n"
     "model A {\n  id Int @id\n  e UserRole @default(Y)\n  @@schema(`s`)\n}\n",
     "-- RenameEnum\n"
     "ALTER TYPE `s`.`Role` RENAME TO `UserRole`;\n\n"
     "-- AlterEnum\n"
     "ALTER TYPE `s`.`UserRole` ADD VALUE 'W';\n"},
};

static void enums(void **state)
{
    assert_renaming_changes(*state, enums_rows, COUNT(enums_rows));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(columns),
        TEST(tables),
        TEST(join_tables),
        TEST(enums),
    };
    return RUN_TESTS(tests);
}
