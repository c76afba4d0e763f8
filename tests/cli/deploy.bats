#!/usr/bin/env bats
# dunlin migrate deploy: what it applies, what it leaves in the table, and what it refuses.

load helper

# ---- what is applied ----

applies_three_and_then_nothing() {
  three_migrations
  dunlin migrate deploy
  ends 0
  is "$(tables)" "Post User"
  is "$(history)" "20240101000000_init|applied|1|null
20240102000000_posts|applied|1|null
20240103000000_name|applied|1|null"
  before=$(sql 'SELECT * FROM _prisma_migrations ORDER BY 4')
  dunlin migrate deploy
  ends 0
  is "$(sql 'SELECT * FROM _prisma_migrations ORDER BY 4')" "$before"
}

@test "deploy: a fresh database, then nothing is pending (SQLite)" {
  on_sqlite
  applies_three_and_then_nothing
}

@test "deploy: a fresh database, then nothing is pending (PostgreSQL)" {
  on_postgres
  applies_three_and_then_nothing
}

@test "deploy: only what the table lacks is applied, also when it sorts before the rest" {
  on_sqlite
  three_migrations
  rm -r prisma/migrations/20240102000000_posts
  dunlin migrate deploy
  three_migrations
  dunlin migrate deploy --json
  ends 0
  is "$(json '$.applied[0].name')" 20240102000000_posts
  is "$(json '$.applied[1]')" ""
  is "$(tables)" "Post User"
}

@test "deploy: edited files and rows without a folder are not noticed" {
  on_sqlite
  three_migrations
  dunlin migrate deploy
  echo '-- edited' >>prisma/migrations/20240101000000_init/migration.sql
  rm -r prisma/migrations/20240102000000_posts
  dunlin migrate deploy
  ends 0
}

@test "deploy: folders in the order of Prisma, files beside them ignored" {
  on_sqlite
  migration .hid 'CREATE TABLE "Order" (n INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT);' \
    "INSERT INTO \"Order\" (name) VALUES ('.hid');"
  for folder in B_x 10_z a_y 9_w; do
    migration $folder "INSERT INTO \"Order\" (name) VALUES ('$folder');"
  done
  echo 'no migration' >prisma/migrations/README.md
  mkdir -p prisma/migrations/9_w/deeper
  echo 'SELECT wrong;' >prisma/migrations/9_w/deeper/migration.sql
  echo 'SELECT wrong;' >prisma/migrations/9_w/down.sql
  dunlin migrate deploy
  ends 0
  is "$(sql 'SELECT name FROM "Order" ORDER BY n' | paste -sd ' ')" ".hid 10_z 9_w a_y B_x"
}

takes_names_with_quotes_and_blanks() {
  folder="2024 it's \"quoted\"; ünï \\ \$1"
  migration "$folder" 'CREATE TABLE "User" ("id" INTEGER PRIMARY KEY);'
  dunlin migrate deploy
  ends 0
  is "$(sql 'SELECT migration_name FROM _prisma_migrations')" "$folder"
  dunlin migrate status
  ends 0
}

@test "deploy: a folder name with quotes, blanks and other letters (SQLite)" {
  on_sqlite
  takes_names_with_quotes_and_blanks
}

@test "deploy: a folder name with quotes, blanks and other letters (PostgreSQL)" {
  on_postgres
  takes_names_with_quotes_and_blanks
}

@test "deploy: no migrations, with and without the folder" {
  on_sqlite
  dunlin migrate deploy
  ends 0
  rmdir prisma/migrations
  dunlin migrate deploy
  ends 0
}

@test "deploy: several at once apply each migration once, and all succeed" {
  on_postgres
  for number in 1 2 3 4 5 6 7 8; do
    migration "2024010$number" "CREATE TABLE \"T$number\" (id INT PRIMARY KEY);" 'SELECT pg_sleep(0.05);'
  done
  create_database
  runs=()
  for run in 1 2 3 4; do
    "$DUNLIN" migrate deploy >"$BATS_TEST_TMPDIR/run$run" 2>&1 3>&- &
    runs+=($!)
  done
  for run in "${runs[@]}"; do wait "$run"; done
  is "$(sql "SELECT count(*), count(DISTINCT migration_name), count(finished_at) FROM _prisma_migrations")" "8|8|8"
}

# ---- the table ----

@test "deploy: the rows of the history, to the column (SQLite)" {
  on_sqlite
  three_migrations
  dunlin migrate deploy
  is "$(sql 'SELECT checksum FROM _prisma_migrations ORDER BY migration_name LIMIT 1')" \
    "$(checksum 20240101000000_init)"
  is "$(sql "SELECT count(*) FROM _prisma_migrations WHERE typeof(started_at) = 'integer'
    AND typeof(finished_at) = 'integer' AND finished_at >= started_at
    AND abs(started_at / 1000 - strftime('%s', 'now')) < 100
    AND applied_steps_count = 1 AND logs IS NULL AND rolled_back_at IS NULL")" 3
  [[ $(sql 'SELECT id FROM _prisma_migrations LIMIT 1') =~ ^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$ ]]
}

@test "deploy: the rows of the history, to the column (PostgreSQL)" {
  on_postgres
  three_migrations
  dunlin migrate deploy
  is "$(sql 'SELECT checksum FROM _prisma_migrations ORDER BY migration_name LIMIT 1')" \
    "$(checksum 20240101000000_init)"
  is "$(sql "SELECT count(*) FROM _prisma_migrations WHERE finished_at >= started_at
    AND abs(extract(epoch FROM now() - started_at)) < 100
    AND date_trunc('milliseconds', started_at) = started_at
    AND applied_steps_count = 1 AND logs IS NULL AND rolled_back_at IS NULL")" 3
  [[ $(sql 'SELECT id FROM _prisma_migrations LIMIT 1') =~ ^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$ ]]
}

@test "deploy: the text of the table is Prisma's (SQLite)" {
  on_sqlite
  three_migrations
  dunlin migrate deploy
  is "$(sql "SELECT sql FROM sqlite_master WHERE name = '_prisma_migrations'")" \
    'CREATE TABLE "_prisma_migrations" (
    "id"                    TEXT PRIMARY KEY NOT NULL,
    "checksum"              TEXT NOT NULL,
    "finished_at"           DATETIME,
    "migration_name"        TEXT NOT NULL,
    "logs"                  TEXT,
    "rolled_back_at"        DATETIME,
    "started_at"            DATETIME NOT NULL DEFAULT current_timestamp,
    "applied_steps_count"   INTEGER UNSIGNED NOT NULL DEFAULT 0
)'
}

@test "deploy: the columns of the table are Prisma's (PostgreSQL)" {
  on_postgres
  three_migrations
  dunlin migrate deploy
  is "$(sql "SELECT column_name, udt_name, character_maximum_length, is_nullable, column_default
      FROM information_schema.columns WHERE table_name = '_prisma_migrations' ORDER BY ordinal_position")" \
    "id|varchar|36|NO|
checksum|varchar|64|NO|
finished_at|timestamptz||YES|
migration_name|varchar|255|NO|
logs|text||YES|
rolled_back_at|timestamptz||YES|
started_at|timestamptz||NO|now()
applied_steps_count|int4||NO|0"
  is "$(sql "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = '_prisma_migrations'::regclass")" \
    "PRIMARY KEY (id)"
}

@test "deploy: a table of the adapter-based engine, with times as text, is gone on with" {
  on_sqlite
  three_migrations
  dunlin migrate deploy
  sql "UPDATE _prisma_migrations SET started_at = '2026-11-21T01:38:30.072+00:00',
       finished_at = '2026-11-21 01:38:31' WHERE migration_name LIKE '%init'"
  migration 20250101000000_more 'CREATE TABLE "More" (id INTEGER);'
  dunlin migrate deploy
  ends 0
  has "$(tables)" More
}

# ---- the database ----

@test "deploy: a missing file is made, with its folders" {
  on_sqlite
  three_migrations
  DATABASE_URL="file:./data/of a/dev.db" dunlin migrate deploy
  ends 0
  [ -s "prisma/data/of a/dev.db" ]
}

@test "deploy: a missing database is created" {
  on_postgres
  dunlin migrate deploy
  ends 0
  database_exists
}

@test "deploy: the namespace of ?schema= is created and holds the table" {
  on_postgres
  three_migrations
  DATABASE_URL="$DATABASE_URL?schema=My%20App" dunlin migrate deploy
  ends 0
  is "$(sql "SELECT schemaname, tablename FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY tablename COLLATE \"C\"")" \
    "My App|Post
My App|User
My App|_prisma_migrations"
}

@test "deploy: a namespace made by a migration, with the datasource's schemas" {
  on_postgres
  schema postgresql 'schemas  = ["app", "public"]'
  migration 20240101000000_init 'CREATE SCHEMA IF NOT EXISTS "app";' 'CREATE TABLE "app"."User" (id INT PRIMARY KEY);'
  dunlin migrate deploy
  ends 0
  is "$(sql "SELECT schemaname FROM pg_tables WHERE tablename = '_prisma_migrations'")" public
}

# ---- what stops it before it begins ----

refuses_a_database_with_tables() {
  create_database
  sql 'CREATE TABLE "Other" (id INTEGER)'
  three_migrations
  dunlin migrate deploy
  ends 1 P3005
  is "$(tables)" Other
  fails has_history
}

@test "deploy: P3005, tables but no history (SQLite)" {
  on_sqlite
  refuses_a_database_with_tables
}

@test "deploy: P3005, tables but no history (PostgreSQL)" {
  on_postgres
  refuses_a_database_with_tables
}

@test "deploy: P3005 also for a table in another of the datasource's schemas" {
  on_postgres
  schema postgresql 'schemas  = ["app", "public"]'
  create_database
  sql 'CREATE SCHEMA app; CREATE TABLE app."Other" (id INT)'
  three_migrations
  dunlin migrate deploy
  ends 1 P3005
}

@test "deploy: views, types, functions, PostGIS tables and other namespaces are no P3005" {
  on_postgres
  create_database
  sql "CREATE VIEW v AS SELECT 1 AS one; CREATE TYPE mood AS ENUM ('good'); CREATE SEQUENCE s;
       CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
       CREATE TABLE spatial_ref_sys (srid INT); CREATE SCHEMA elsewhere; CREATE TABLE elsewhere.t (id INT)"
  three_migrations
  dunlin migrate deploy
  ends 0
}

stops_at_a_failed_migration() {
  failing_migrations
  dunlin migrate deploy
  ends 1 P3018
  before=$(history)
  migration 20240104000000_more 'CREATE TABLE "More" (id INTEGER);'
  dunlin migrate deploy
  ends 1 P3009
  has "$errors" 20240102000000_broken
  is "$(history)" "$before"
  is "$(tables)" User
}

@test "deploy: P3009, a migration failed earlier (SQLite)" {
  on_sqlite
  stops_at_a_failed_migration
}

@test "deploy: P3009, a migration failed earlier (PostgreSQL)" {
  on_postgres
  stops_at_a_failed_migration
}

@test "deploy: P3009 for a row that a killed run of Prisma left" {
  on_sqlite
  three_migrations
  dunlin migrate deploy
  sql "UPDATE _prisma_migrations SET finished_at = NULL, applied_steps_count = 0 WHERE migration_name LIKE '%name'"
  dunlin migrate deploy --json
  ends 1
  is_document P3009
  has "$(json '$.error.meta.details')" 20240103000000_name
}

@test "deploy: P3015 names the folder without a script; nothing is applied" {
  on_sqlite
  three_migrations
  rm prisma/migrations/20240102000000_posts/migration.sql
  dunlin migrate deploy
  ends 1 P3015
  has "$errors" 20240102000000_posts
  is "$(tables)" ""
}

@test "deploy: an applied migration whose script is gone is not noticed" {
  on_sqlite
  three_migrations
  dunlin migrate deploy
  rm prisma/migrations/20240102000000_posts/migration.sql
  dunlin migrate deploy
  ends 0
}

@test "deploy: P3019, the lock file is another database's; nothing is touched (SQLite)" {
  on_sqlite
  three_migrations
  lock postgresql
  dunlin migrate deploy
  ends 1 P3019
  fails database_exists
  dunlin migrate deploy --json
  is_document P3019
  is "$(json '$.error.meta.provider') $(json '$.error.meta.expected_provider')" "sqlite postgresql"
}

@test "deploy: P3019, the lock file is another database's; nothing is touched (PostgreSQL)" {
  on_postgres
  three_migrations
  lock mysql
  dunlin migrate deploy
  ends 1 P3019
  fails database_exists
}

@test "deploy: the lock file of the provider's other name, and odd spellings of it" {
  on_postgres
  schema postgres
  three_migrations
  lock postgresql
  dunlin migrate deploy
  ends 0
  printf "provider='postgresql'\n" >prisma/migrations/migration_lock.toml
  dunlin migrate deploy
  ends 0
}
