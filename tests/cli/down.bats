#!/usr/bin/env bats
# Going back: down scripts, migrate down, migrate up.

load helper

# down NAME STATEMENT...: writes a down script by hand.
down() {
  local name=$1
  shift
  printf '%s\n' "$@" >"prisma/migrations/$name/down.sql"
}

# Three migrations with down scripts by hand, and rows.
three_there() {
  migration 1_a 'CREATE TABLE "A" ("id" INTEGER PRIMARY KEY, "n" TEXT);'
  migration 2_b 'CREATE TABLE "B" ("id" INTEGER PRIMARY KEY);'
  migration 3_c 'ALTER TABLE "A" DROP COLUMN "n";'
  down 1_a 'DROP TABLE "A";'
  down 2_b 'DROP TABLE "B";'
  down 3_c 'ALTER TABLE "A" ADD COLUMN "n" TEXT;'
  dunlin migrate up --steps 1
  ends 0
  sql "INSERT INTO \"A\" VALUES (1, 'one'), (2, NULL);"
  dunlin migrate deploy --keep
  ends 0
}

applied() {
  sql 'SELECT migration_name FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at' |
    paste -sd ' '
}

# ---- up and down ----

there_and_back() {
  three_there
  dunlin migrate down
  ends 0
  has "$output" "puts back A.n"
  is "$(applied)" "1_a 2_b"
  is "$(sql "SELECT \"n\" FROM \"A\" WHERE \"id\" = 1")" one
  dunlin migrate status
  ends 1
  has "$output" "3_c"
  sql 'INSERT INTO "B" VALUES (7);'
  dunlin migrate down --to 1_a
  ends 1 D1011
  has "$output" "rows of B: all rows (1 row)"
  is "$(applied)" "1_a 2_b"
  dunlin migrate down --to 1_a --accept-data-loss --json
  ends 0
  is "$(json '$.takenBack[0].name')" 2_b
  is "$(json '$.loses[0].rows')" 1
  is "$(applied)" "1_a"
  dunlin migrate up --to 2_b
  ends 0
  is "$(applied)" "1_a 2_b"
  dunlin migrate up --steps 5
  ends 0
  is "$(applied)" "1_a 2_b 3_c"
  dunlin migrate down --all --accept-data-loss
  ends 0
  is "$(applied)" ""
  lacks "$(tables)" A
  lacks "$(tables)" B
  dunlin migrate down
  ends 0
  has "$output" "nothing to take back"
}

@test "down: back with kept data, and up again (SQLite)" {
  on_sqlite
  there_and_back
}

@test "down: back with kept data, and up again (PostgreSQL)" {
  on_postgres
  there_and_back
}

# Child refers to Parent.code, which is gone with its unique index, and comes back.
key_that_comes_back() {
  models 'model Parent {
  id       Int     @id
  code     String  @unique
  children Child[]
}' 'model Child {
  id     Int    @id
  code   String
  parent Parent @relation(fields: [code], references: [code])
}'
  "$DUNLIN" migrate diff --from-empty --to-schema prisma/schema.prisma --script >a.sql
  cp prisma/schema.prisma a.prisma
  models 'model Parent {
  id Int @id
}' 'model Child {
  id   Int    @id
  code String
}'
  "$DUNLIN" migrate diff --from-schema a.prisma --to-schema prisma/schema.prisma --script >b.sql
  lock "$database"
  migration 1_a
  cp a.sql prisma/migrations/1_a/migration.sql
  dunlin migrate deploy
  ends 0
  sql "INSERT INTO \"Parent\" VALUES (1, 'x'), (2, 'y')"
  sql "INSERT INTO \"Child\" VALUES (1, 'y'), (2, 'y')"
  migration 2_b
  cp b.sql prisma/migrations/2_b/migration.sql
  dunlin migrate down-script --all
  ends 0
  dunlin migrate deploy --keep
  ends 0
}

comes_back() {
  key_that_comes_back
  dunlin migrate down
  ends 0
  is "$(sql 'SELECT c."id", p."id" FROM "Child" c JOIN "Parent" p ON p."code" = c."code" ORDER BY 1')" "1|2
2|2"
  dunlin migrate deploy --keep
  ends 0
  local before
  before=$(sql 'SELECT * FROM "Child" ORDER BY 1; SELECT * FROM "Parent" ORDER BY 1')
  sql "UPDATE \"Child\" SET \"code\" = 'nothing' WHERE \"id\" = 1"
  dunlin migrate down
  ends 1 D1033
  is "$(applied)" "1_a 2_b"
  sql "UPDATE \"Child\" SET \"code\" = 'y' WHERE \"id\" = 1"
  is "$(sql 'SELECT * FROM "Child" ORDER BY 1; SELECT * FROM "Parent" ORDER BY 1')" "$before"
}

@test "down: a key comes back behind a table that refers to it (SQLite)" {
  on_sqlite
  comes_back
}

@test "down: a key comes back behind a table that refers to it (PostgreSQL)" {
  on_postgres
  comes_back
}

@test "down: a key that becomes a text is told beforehand, and cast back by hand" {
  on_postgres
  migration 1_a 'CREATE TABLE "A" ("id" INTEGER PRIMARY KEY, "n" TEXT, "m" TEXT NOT NULL);' \
    'CREATE TABLE "B" ("id" INTEGER PRIMARY KEY, "name" VARCHAR(9));'
  dunlin migrate deploy
  sql "INSERT INTO \"A\" VALUES (7, 'seven', 'x'), (8, 'eight', 'y')"
  migration 2_b 'ALTER TABLE "A" ALTER COLUMN "id" SET DATA TYPE TEXT, DROP COLUMN "n";' \
    'ALTER TABLE "B" ALTER COLUMN "id" SET DATA TYPE BIGINT, ALTER COLUMN "name" SET DATA TYPE TEXT;'
  dunlin migrate deploy --keep --dry-run --json
  ends 0
  is "$(json '$.pending[0].notKept[1]')" ""
  has "$(json '$.pending[0].notKept[0]')" "the key A.id becomes a text"
  dunlin migrate deploy --keep
  ends 0
  down 2_b 'ALTER TABLE "A" ALTER COLUMN "id" SET DATA TYPE integer USING "id"::integer, ADD COLUMN "n" TEXT;' \
    'ALTER TABLE "B" ALTER COLUMN "id" SET DATA TYPE INTEGER;'
  dunlin migrate down --accept-data-loss
  ends 0
  is "$(sql 'SELECT "id", "n", "m" FROM "A" ORDER BY 1')" "7|seven|x
8|eight|y"
}

@test "down: what one script puts back and the next one drops is asked for" {
  on_sqlite
  migration 1_a 'CREATE TABLE "T" ("id" INTEGER PRIMARY KEY);'
  migration 2_b 'DROP TABLE "T";'
  down 1_a 'DROP TABLE "T";'
  down 2_b 'CREATE TABLE "T" ("id" INTEGER PRIMARY KEY);'
  dunlin migrate up --steps 1
  ends 0
  sql 'INSERT INTO "T" VALUES (1), (2);'
  dunlin migrate deploy --keep
  ends 0
  dunlin migrate down --steps 2
  ends 1 D1011
  has "$output" "comes back, and is dropped again"
  dunlin migrate down --steps 2 --accept-data-loss --json
  ends 0
  is "$(json '$.loses[0].rows')" 2
}

@test "down: a dry run changes nothing" {
  on_sqlite
  three_there
  local before=$(fingerprint)
  dunlin migrate down --all --dry-run
  ends 0
  has "$output" 'DROP TABLE "B";'
  has "$output" "nothing was changed"
  dunlin migrate down --dry-run --json
  ends 0
  is "$(json '$.plan[0].kept[0].rows')" 2
  is "$(json '$.loses')" "[]"
  is "$(fingerprint)" "$before"
  dunlin migrate up --steps 1 --dry-run
  ends 0
}

@test "down: what stands in the way is told before anything is done" {
  on_sqlite
  three_there
  rm prisma/migrations/2_b/down.sql
  dunlin migrate down --all --accept-data-loss
  ends 1 D1035
  has "$errors" "dunlin migrate down-script 2_b"
  is "$(applied)" "1_a 2_b 3_c"
  dunlin migrate down --to nothing
  ends 1 P3017
  dunlin migrate down --to 1_a --steps 1
  ends 1 D1001
  dunlin migrate down --steps 0
  ends 1 D1001
  dunlin migrate up
  ends 1 D1001
  dunlin migrate up --to nothing
  ends 1 P3017
  down 3_c 'SELECT 1;' 'ROLLBACK;'
  dunlin migrate down --accept-data-loss
  ends 1 D1034
  down 3_c 'ALTER TABLE "A" ADD COLUMN "n" TEXT;' 'DROP TABLE "Nothing";'
  dunlin migrate down --accept-data-loss
  ends 1 D1033
  has "$errors" "down.sql:2:1"
  is "$(applied)" "1_a 2_b 3_c"
  lacks "$(sql 'SELECT sql FROM sqlite_master')" '"n"'
}

# ---- down scripts ----

developed() {
  models "$(printf 'model User {\n  id Int @id @default(autoincrement())\n  email String\n  age Int\n}\n')"
  dunlin migrate dev --name init
  ends 0
  sql "INSERT INTO \"User\" (email, age) VALUES ('a', 1), ('b', 2);"
  models "$(printf 'model User {\n  id Int @id @default(autoincrement())\n  email String @unique\n}\n')"
  dunlin migrate dev --name drop_age --create-only --yes
  ends 0
}

round_trip() {
  developed
  dunlin migrate deploy --keep
  ends 0
  dunlin migrate down
  ends 0
  is "$(sql 'SELECT age FROM "User" ORDER BY id' | paste -sd ' ')" "1 2"
  dunlin migrate check
  ends 0
}

@test "down: migrate dev writes the way back (SQLite)" {
  on_sqlite
  round_trip
}

@test "down: migrate dev writes the way back (PostgreSQL)" {
  on_postgres
  round_trip
}

@test "down: a migration that is edited gets another script, an edited script stays" {
  on_sqlite
  developed
  local folder=(prisma/migrations/*_drop_age)
  echo 'CREATE VIEW "Emails" AS SELECT "email" FROM "User";' >>"${folder[0]}/migration.sql"
  dunlin migrate dev --yes
  ends 0
  has "$(<"${folder[0]}/down.sql")" 'DROP VIEW "Emails"'
  echo '-- looked at' >>"${folder[0]}/down.sql"
  dunlin migrate down-script "${folder[0]##*/}"
  ends 0
  has "$output" "written by hand"
  has "$(<"${folder[0]}/down.sql")" 'looked at'
  dunlin migrate down-script --all --force --json
  ends 0
  is "$(json '$.written[0].exact')" 1
  lacks "$(<"${folder[0]}/down.sql")" 'looked at'
  echo '-- another comment' >>"${folder[0]}/migration.sql"
  dunlin migrate down
  ends 1 D1036
  dunlin migrate down-script
  ends 1 D1001
  dunlin migrate down-script nothing
  ends 1 P3017
}

@test "down: migrate diff writes the way back, too" {
  on_sqlite
  models "$(printf 'model A {\n  id Int @id\n}\n')"
  dunlin migrate diff --from-empty --to-schema-datamodel prisma/schema.prisma --script --down down.sql
  ends 0
  has "$(<down.sql)" 'DROP TABLE "A";'
}
