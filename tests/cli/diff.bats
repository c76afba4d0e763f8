#!/usr/bin/env bats
# dunlin migrate diff: the sides, the forms of the answer, renames, careful rebuilds.

load helper

# schema_file NAME PROVIDER: a schema of that provider; its blocks are on standard input.
schema_file() {
  {
    printf 'datasource db {\n  provider = "%s"\n  url      = "x"\n}\n' "$2"
    cat
  } >"$1"
}

two_schemas() {
  schema_file old.prisma "$1" <<'END'
model User {
  id    Int     @id @default(autoincrement())
  email String  @unique
  name  String?
  posts Post[]
}
model Post {
  id       Int    @id @default(autoincrement())
  title    String
  authorId Int
  author   User   @relation(fields: [authorId], references: [id], onDelete: Cascade)
}
END
  sed 's/  name  String?/  label String?/; /  title /d' old.prisma >new.prisma
}

# apply SCRIPT: runs it; a line end keeps its first comment from being taken for an option.
apply() { sql $'\n'"$1"; }

diff_of() { dunlin migrate diff --from-schema-datamodel old.prisma --to-schema-datamodel new.prisma "$@"; }

@test "diff: from nothing to a schema and back, no database anywhere" {
  schema_file new.prisma postgresql <<<'model A { 
  id Int @id
}'
  sed -i 's/model A { /model A {/' new.prisma
  dunlin migrate diff --from-empty --to-schema-datamodel new.prisma --script
  ends 0
  is "$output" '-- CreateTable
CREATE TABLE "A" (
    "id" INTEGER NOT NULL,

    CONSTRAINT "A_pkey" PRIMARY KEY ("id")
);'
  dunlin migrate diff --from-schema new.prisma --to-empty --script
  ends 0
  is "$output" '-- DropTable
DROP TABLE "public"."A";'
}

@test "diff: a folder of schema files is one schema" {
  mkdir old
  schema_file old/main.prisma postgresql </dev/null
  printf 'model A {\n  id Int @id\n}\n' >old/a.prisma
  dunlin migrate diff --from-empty --to-schema-datamodel old --script
  ends 0
  has "$output" 'CREATE TABLE "A"'
}

@test "diff: no difference, a difference, and their exit statuses" {
  two_schemas postgresql
  cp old.prisma same.prisma
  dunlin migrate diff --from-schema-datamodel old.prisma --to-schema-datamodel same.prisma --script --exit-code
  ends 0
  is "$output" '-- This is an empty migration.'
  diff_of --exit-code
  ends 2
  diff_of
  ends 0
  has "$output" "~ table User"
  has "$output" "+ column label"
  has "$output" "- column name"
}

@test "diff: into a file, which is replaced; nothing on standard output" {
  two_schemas postgresql
  echo before >out.sql
  diff_of --script --output out.sql
  ends 0
  is "$output" ""
  has "$(cat out.sql)" 'DROP COLUMN "name"'
  lacks "$(cat out.sql)" before
  diff_of --script -o new.sql
  ends 0
  is "$(cat new.sql)" "$(cat out.sql)"
  diff_of --script -o missing/out.sql
  ends 1 D1021
}

@test "diff: as JSON, with the statements of each step" {
  two_schemas sqlite
  diff_of --json
  ends 0
  is_document
  is "$(json '$.empty')" 0
  is "$(json '$.steps[0].step')" RedefineTables
  has "$(json '$.steps[0].statements[2]')" 'CREATE TABLE "new_User"'
  has "$(json '$.script')" "-- RedefineTables"
}

@test "diff: sides that are missing, given twice, empty both, or not known yet" {
  two_schemas postgresql
  dunlin migrate diff --from-empty
  ends 1 D1001
  dunlin migrate diff --from-empty --from-schema-datamodel old.prisma --to-empty
  ends 1 D1001
  dunlin migrate diff --from-empty --to-empty
  ends 1 D1001
  dunlin migrate diff --from-empty --to-local-d1
  ends 1 D1006
  dunlin migrate diff --from-empty --to-schema-datamodel nowhere.prisma
  ends 1 D1002
}

@test "diff: a schema that is not valid is shown with its place" {
  two_schemas postgresql
  sed -i 's/email String/email Strin/' new.prisma
  diff_of --script
  ends 1 P1012
  is "$output" ""
  has "$errors" "new.prisma:7"
  diff_of --json
  ends 1
  is "$(json '$.diagnostics[0].line')" 7
}

@test "diff: schemas for two databases, and databases without scripts" {
  two_schemas postgresql
  sed -i 's/postgresql/sqlite/' new.prisma
  diff_of
  ends 1 D1001
  for provider in mysql sqlserver mongodb; do
    schema_file new.prisma $provider </dev/null
    dunlin migrate diff --from-empty --to-schema-datamodel new.prisma --script
    ends 1 D1006
  done
  printf 'model A {\n  id Int @id\n}\n' >new.prisma
  dunlin migrate diff --from-empty --to-schema-datamodel new.prisma --script
  ends 1 P1012
  has "$errors" "no datasource"
}

@test "diff: a rename is a drop and an add, unless it is guessed or said" {
  two_schemas postgresql
  diff_of --script
  has "$output" 'DROP COLUMN "name"'
  diff_of --script --renames guess
  ends 0
  has "$output" 'ALTER TABLE "User" RENAME COLUMN "name" TO "label"'
  lacks "$output" 'DROP COLUMN "name"'
  has "$errors" "User.name -> label"
  printf '# names of the database\n\ncolumn User.name -> label\n' >renames.txt
  diff_of --script --renames renames.txt
  ends 0
  has "$output" 'RENAME COLUMN "name" TO "label"'
  diff_of --json --renames guess
  is "$(json '$.renames[0].kind')" column
}

@test "diff: a list of renames that does not fit is refused with its line" {
  two_schemas postgresql
  printf '\ncolumn User.nickname -> label\n' >renames.txt
  diff_of --script --renames renames.txt
  ends 1 D1023
  has "$errors" "renames.txt:2"
  echo 'column User.name label' >renames.txt
  diff_of --script --renames renames.txt
  ends 1 D1023
  diff_of --script --renames gues
  ends 1 D1007
  has "$errors" "ask, guess, none, or a file"
}

@test "diff: --renames ask refuses without a terminal, and asks on one" {
  two_schemas postgresql
  diff_of --script --renames ask
  ends 1 D1011
  sides=(--from-schema-datamodel old.prisma --to-schema-datamodel new.prisma)
  dunlin_answering 'y\n' migrate diff "${sides[@]}" --script --renames ask --output out.sql
  ends 0
  has "$output" "User.name"
  has "$(cat out.sql)" 'RENAME COLUMN "name" TO "label"'
  dunlin_answering 'n\n' migrate diff "${sides[@]}" --script --renames ask --output out.sql
  ends 0
  has "$(cat out.sql)" 'DROP COLUMN "name"'
  dunlin_answering '\x03' migrate diff "${sides[@]}" --script --renames ask
  ends 130
}

@test "diff: a renamed table, enum and value keep their rows" {
  on_postgres
  create_database
  schema_file old.prisma postgresql <<'END'
model User {
  id   Int    @id @default(autoincrement())
  name String @unique
  role Role   @default(ADMIN)
  tags Tag[]
}
model Tag {
  id    Int    @id
  users User[]
}
enum Role {
  ADMIN
  MEMBER
  GUEST
}
END
  sed 's/\bUser\b/Account/; s/users User/users Account/; s/\bRole\b/Rank/; s/ADMIN/ADMINISTRATOR/' old.prisma >new.prisma
  dunlin migrate diff --from-empty --to-schema-datamodel old.prisma --script
  apply "$output"
  sql "INSERT INTO \"User\" (name) VALUES ('a'); INSERT INTO \"Tag\" VALUES (7); INSERT INTO \"_TagToUser\" VALUES (7, 1)"
  diff_of --script --renames guess
  ends 0
  apply "$output"
  is "$(sql 'SELECT id, name, role FROM "Account"')" "1|a|ADMINISTRATOR"
  is "$(sql 'SELECT "A", "B" FROM "_AccountToTag"')" "1|7"
}

# What --safe-rebuild is for, in all circumstances: rows stay, also those that refer to the table, the
# view works, and no number is given out again.
@test "diff: a careful rebuild loses nothing, in a transaction with foreign keys or without" {
  on_sqlite
  two_schemas sqlite
  dunlin migrate diff --from-empty --to-schema-datamodel old.prisma --script
  first=$output
  diff_of --script --safe-rebuild
  ends 0
  script=$output
  for circumstances in "" "PRAGMA foreign_keys=ON;" "BEGIN;" "PRAGMA foreign_keys=ON; BEGIN;"; do
    rm -f "$file"
    apply "$first"
    sql "CREATE VIEW names AS SELECT email FROM User;
         INSERT INTO User (id, email) VALUES (1, 'a'), (5, 'b'), (9, 'c');
         INSERT INTO Post (id, title, authorId) VALUES (1, 't', 1), (2, 'u', 5); DELETE FROM User WHERE id = 9"
    case $circumstances in *BEGIN*) end="COMMIT;" ;; *) end="" ;; esac
    sql "$circumstances $script $end"
    is "$(sql 'SELECT group_concat(id) FROM User')" "1,5"
    is "$(sql 'SELECT group_concat(authorId) FROM Post')" "1,5"
    is "$(sql 'SELECT group_concat(email) FROM names')" "a,b"
    is "$(sql "SELECT seq FROM sqlite_sequence WHERE name = 'User'")" 9
    is "$(sql 'PRAGMA foreign_key_check')" ""
    is "$(sql "SELECT count(*) FROM sqlite_master WHERE name LIKE 'kept%'")" 0
  done
}

@test "diff: a careful rebuild is rolled back by a row that does not fit" {
  on_sqlite
  two_schemas sqlite
  sed 's/name  String?/name  String/' old.prisma >new.prisma
  dunlin migrate diff --from-empty --to-schema-datamodel old.prisma --script
  apply "$output"
  sql "INSERT INTO User (id, email) VALUES (1, 'a')"
  diff_of --script --safe-rebuild
  sqlite3 "$file" <<<"$output" || true # goes on behind errors
  is "$(sql 'SELECT group_concat(id) FROM User')" 1
  is "$(sql "SELECT count(*) FROM sqlite_master WHERE name LIKE 'kept%'")" 0
}

@test "diff: dunlin deploys a careful rebuild" {
  on_sqlite
  two_schemas sqlite
  dunlin migrate diff --from-empty --to-schema-datamodel old.prisma --script
  migration 20240101000000_init "$output"
  diff_of --script --safe-rebuild
  migration 20240102000000_rebuild "$output"
  lock sqlite
  dunlin migrate deploy
  ends 0
  is "$(tables)" "Post User"
}
