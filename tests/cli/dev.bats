#!/usr/bin/env bats
# dunlin migrate dev: the developer's daily loop.

load helper

# What migrations make is kept for this test only.
own_cache() {
  export DUNLIN_CACHE="$BATS_TEST_TMPDIR/cache"
}

user() {
  printf 'model User {\n  id Int @id\n  email String\n%s}\n' "${1:+  $1
}"
}

# A database with one migration and a row.
begun() {
  own_cache
  models "$(user)"
  dunlin migrate dev --name init
  ends 0
  sql "INSERT INTO \"User\" (id, email) VALUES (1, 'a@example.org')"
}

newest() {
  find prisma/migrations -mindepth 1 -maxdepth 1 -type d | sort | tail -1
}

count_migrations() {
  find prisma/migrations -mindepth 1 -maxdepth 1 -type d | wc -l
}

# ---- the loop ----

first_migration() {
  own_cache
  models "$(user)"
  dunlin migrate dev --name "Init Users"
  ends 0
  is "$(count_migrations)" 1
  has "$(newest)" _init_users
  has "$(<prisma/migrations/migration_lock.toml)" "provider = \"$database\""
  has "$(<"$(newest)/migration.sql")" 'CREATE TABLE "User"'
  is "$(tables)" User
  has "$(history)" '_init_users|applied|1|null'
  dunlin migrate dev
  ends 0
  has "$output" 'Already in sync'
  is "$(count_migrations)" 1
}

@test "dev: the first migration (SQLite)" {
  on_sqlite
  first_migration
}

@test "dev: the first migration (PostgreSQL)" {
  on_postgres
  first_migration
}

next_migration() {
  begun
  models "$(user 'name String?')"
  dunlin migrate dev --name add_name
  ends 0
  is "$(count_migrations)" 2
  has "$(<"$(newest)/migration.sql")" 'ADD COLUMN'
  is "$(sql 'SELECT count(*) FROM "User"')" 1
}

@test "dev: a change becomes a migration (SQLite)" {
  on_sqlite
  next_migration
}

@test "dev: a change becomes a migration (PostgreSQL)" {
  on_postgres
  next_migration
}

# What was applied to a database that was what its migrations make is kept: it is not run again.
nothing_twice() {
  begun
  dunlin migrate dev --json
  ends 0
  is_document
  is "$(json '$.replayed')" 0
  models "$(user 'name String?')"
  dunlin migrate dev --json --name add_name
  ends 0
  is "$(json '$.replayed')" 0
  migration 29990101000000_note 'ALTER TABLE "User" ADD COLUMN "note" TEXT;'
  models "$(user 'name String?
  note String?')"
  dunlin migrate dev --json
  ends 0
  is "$(json '$.applied[0].name')" 29990101000000_note
  dunlin migrate dev --json
  ends 0
  is "$(json '$.replayed')" 0
  # Without what was kept, all of them are run.
  rm -r "$DUNLIN_CACHE"
  dunlin migrate dev --json
  ends 0
  is "$(json '$.replayed')" 3
  DUNLIN_CACHE=off dunlin migrate dev --json
  is "$(json '$.replayed')" 3
}

@test "dev: migrations are not run twice (SQLite)" {
  on_sqlite
  nothing_twice
}

@test "dev: migrations are not run twice (PostgreSQL)" {
  on_postgres
  nothing_twice
}

created_only() {
  begun
  models "$(user 'name String?')"
  dunlin migrate dev --create-only --name add_name
  ends 0
  is "$(count_migrations)" 2
  fails sql 'SELECT name FROM "User"'
  dunlin migrate dev
  ends 0
  is "$(count_migrations)" 2
  sql 'SELECT name FROM "User"'
  dunlin migrate dev --create-only --name by_hand
  ends 0
  is "$(<"$(newest)/migration.sql")" '-- This is an empty migration.'
}

@test "dev: --create-only does not apply (SQLite)" {
  on_sqlite
  created_only
}

@test "dev: --create-only does not apply (PostgreSQL)" {
  on_postgres
  created_only
}

pending_first() {
  begun
  migration 29990101000000_note 'ALTER TABLE "User" ADD COLUMN "note" TEXT;'
  models "$(user 'note String?')"
  dunlin migrate dev --name nothing_new
  ends 0
  is "$(count_migrations)" 2
  sql 'SELECT note FROM "User"'
}

@test "dev: pending migrations are applied first (SQLite)" {
  on_sqlite
  pending_first
}

@test "dev: pending migrations are applied first (PostgreSQL)" {
  on_postgres
  pending_first
}

# ---- what loses data, and what cannot be done ----

loses_data() {
  begun
  models 'model User {
  id Int @id
}'
  dunlin migrate dev --name drop_email
  ends 1 D1011
  is "$(count_migrations)" 1
  dunlin_answering 'n\n' migrate dev --name drop_email
  is "$status" 130
  is "$(count_migrations)" 1
  dunlin migrate dev --name drop_email --yes
  ends 0
  is "$(count_migrations)" 2
  has "$(<"$(newest)/migration.sql")" '  Warnings:'
  fails sql 'SELECT email FROM "User"'
}

@test "dev: losing data is confirmed (SQLite)" {
  on_sqlite
  loses_data
}

@test "dev: losing data is confirmed (PostgreSQL)" {
  on_postgres
  loses_data
}

cannot_be_done() {
  begun
  models "$(user 'age Int')"
  dunlin migrate dev --name add_age
  ends 1 D1026
  has "$errors" 'dunlin migrate dev --create-only --name add_age'
  is "$(count_migrations)" 1
  dunlin migrate dev
  ends 1 D1026
  is "$(tail -1 <<<"$errors")" '  dunlin migrate dev --create-only'
  dunlin migrate dev --name add_age --create-only
  ends 0
  is "$(count_migrations)" 2
}

@test "dev: a required column for rows that are there (SQLite)" {
  on_sqlite
  cannot_be_done
}

@test "dev: a required column for rows that are there (PostgreSQL)" {
  on_postgres
  cannot_be_done
}

@test "dev: a schema that is not valid" {
  on_sqlite
  begun
  models "$(user 'age Integer')"
  dunlin migrate dev --name add_age
  ends 1 P1012
  fails grep -q '^Error: $' <<<"$output$errors"
  is "$(count_migrations)" 1
}

# What others have written is run; what was run before is not, although it made rows and things that
# the schema language has no word for. The argument is SQL of the same migration.
others_migrations() {
  local colour=$'\nmodel Later {\n  id Int @id\n}\n\nmodel Colour {\n  id Int @id\n  name String? @unique\n'
  begun
  migration 20990101000000_colours \
    'CREATE TABLE "Colour" ("id" INTEGER NOT NULL PRIMARY KEY, "name" TEXT);' \
    'CREATE UNIQUE INDEX "Colour_name_key" ON "Colour"("name");' \
    'CREATE TABLE "Later" ("id" INTEGER NOT NULL PRIMARY KEY);' \
    "INSERT INTO \"Colour\" VALUES (1, 'it''s \\ red'), (2, NULL);" \
    'CREATE VIEW "Names" AS SELECT "name" FROM "Colour";' "$1"
  models "$(user)$colour}"
  dunlin migrate dev --json
  ends 0
  is "$(json '$.replayed')" 1
  migration 20990101000001_more 'DROP VIEW "Names";' \
    "INSERT INTO \"Colour\" SELECT \"id\" + 2, \"name\" || '!' FROM \"Colour\" WHERE \"id\" = 1;" \
    'CREATE INDEX "Colour_id_name_idx" ON "Colour"("id", "name");'
  models "$(user)$colour  @@index([id, name])"$'\n}'
  dunlin migrate dev --json
  ends 0
  is "$(json '$.replayed')" 1
  is "$(json '$.applied[0].name')" 20990101000001_more
  is "$(json '$.created')" ''
  dunlin migrate dev --json
  ends 0
  is "$(json '$.replayed')" 0
  # One's own is known all the same, in whatever order things were made on the shadow database. It is
  # run for its down script alone, because here it comes before the others.
  models "$(user 'name String?')$colour  @@index([id, name])"$'\n}'
  dunlin migrate dev --name own --json
  ends 0
  is "$(json '$.replayed')" 1
  dunlin migrate dev --json
  ends 0
  is "$(json '$.replayed')" 0
  # With the rows that were made before, this fails, and is seen to fail before it is run.
  migration 20990101000005_wrong "INSERT INTO \"Colour\" VALUES (4, 'it''s \\ red!');"
  dunlin migrate dev
  ends 1 P3006
  is "$(sql 'SELECT count(*) FROM "Colour"')" 3
}

@test "dev: only what others have added is run (SQLite)" {
  on_sqlite
  others_migrations ''
}

@test "dev: only what others have added is run (PostgreSQL)" {
  on_postgres
  others_migrations "CREATE SCHEMA other;
CREATE FUNCTION other.twice(x INTEGER) RETURNS INTEGER LANGUAGE plpgsql IMMUTABLE AS
  \$\$ BEGIN RETURN (SELECT x * 2 FROM other.counted LIMIT 0); END \$\$;
CREATE TABLE other.counted (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  double INTEGER GENERATED ALWAYS AS (21 * 2) STORED CHECK (double > 0),
  at TIMESTAMPTZ[] NOT NULL,
  raw BYTEA,
  document JSONB,
  parent BIGINT REFERENCES other.counted
);
INSERT INTO other.counted (at, raw, document, parent) VALUES
  (ARRAY[now(), 'infinity'], '\\x00ff', '{\"a\": [1]}', 2), (ARRAY[]::TIMESTAMPTZ[], '\\x', 'null', 1);
CREATE TRIGGER never BEFORE INSERT ON other.counted EXECUTE FUNCTION suppress_redundant_updates_trigger();
ALTER TABLE other.counted DISABLE TRIGGER never;
CREATE TABLE other.late (id INTEGER, counted BIGINT REFERENCES other.counted);
ALTER TABLE other.late ADD PRIMARY KEY (id);"
}

# ---- where database and migrations have parted ----

# Where a table has to be made anew, everything that the migrations say of it is there again, and what
# lies on it stays.
made_anew() {
  begun
  migration 20990101000000_posts 'CREATE TABLE "Post" (
  "id" INTEGER PRIMARY KEY AUTOINCREMENT, "title" TEXT COLLATE NOCASE CHECK (length("title") > 1),
  "userId" INTEGER NOT NULL, CONSTRAINT "Post_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE);
CREATE TABLE "Log" ("id" INTEGER PRIMARY KEY);
CREATE TRIGGER "posts" AFTER INSERT ON "Post" BEGIN INSERT INTO "Log" VALUES (NULL); END;
CREATE TRIGGER "users" AFTER DELETE ON "User" BEGIN INSERT INTO "Log" VALUES (NULL); END;'
  models "$(user 'posts Post[]')" "$(printf 'model Post {\n  id Int @id @default(autoincrement())\n  title String?\n  userId Int\n  user User @relation(fields: [userId], references: [id], onDelete: Cascade)\n}\nmodel Log {\n  id Int @id\n}\n')"
  dunlin migrate dev --json
  ends 0
  is "$(json '$.created')" ''
  sql "INSERT INTO \"Post\" (\"title\", \"userId\") VALUES ('one', 1), ('two', 1); DELETE FROM \"Post\" WHERE id = 2"
  sql 'ALTER TABLE "Post" ADD COLUMN "x" INTEGER; ALTER TABLE "User" ADD COLUMN "y" INTEGER'
  dunlin migrate check
  ends 2
  dunlin migrate dev --repair
  ends 0
  is "$(sql 'SELECT title FROM "Post"') $(sql 'SELECT count(*) FROM "User"') $(sql 'SELECT count(*) FROM "Log"')" 'one 1 2'
  dunlin migrate check
  ends 0
  sql "INSERT INTO \"Post\" (\"title\", \"userId\") VALUES ('three', 1)"
  is "$(sql 'SELECT max(id) FROM "Post"') $(sql 'SELECT count(*) FROM "Log"')" '3 3'
}

@test "dev: a table that is made anew keeps what is on it (SQLite)" {
  on_sqlite
  made_anew
}

# A row that the foreign keys of the migrations forbid is not passed over.
@test "dev: a repair does not leave rows that refer to nothing (SQLite)" {
  on_sqlite
  begun
  migration 20990101000000_posts 'CREATE TABLE "Post" ("id" INTEGER NOT NULL PRIMARY KEY, "userId" INTEGER NOT NULL REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE);'
  models "$(user 'posts Post[]')" "$(printf 'model Post {\n  id Int @id\n  userId Int\n  user User @relation(fields: [userId], references: [id], onDelete: Cascade)\n}\n')"
  dunlin migrate dev
  ends 0
  sql 'DROP TABLE "Post"; CREATE TABLE "Post" ("id" INTEGER NOT NULL PRIMARY KEY, "userId" INTEGER NOT NULL); INSERT INTO "Post" VALUES (1, 7)'
  dunlin migrate dev --repair
  ends 1 D1026
  is "$(sql 'SELECT "userId" FROM "Post"')" 7
  sql 'UPDATE "Post" SET "userId" = 1'
  dunlin migrate dev --repair
  ends 0
  dunlin migrate check
  ends 0
}

edited() {
  begun
  echo '-- a remark' >>"$(newest)/migration.sql"
  dunlin migrate dev
  ends 130
  has "$output" "was edited after it was applied"
  has "$output" 'dunlin migrate dev --repair'
  dunlin migrate dev --repair
  ends 0
  dunlin migrate dev
  ends 0
  is "$(sql 'SELECT count(*) FROM "User"')" 1
}

@test "dev: an edit that changes nothing is accepted (SQLite)" {
  on_sqlite
  edited
}

@test "dev: an edit that changes nothing is accepted (PostgreSQL)" {
  on_postgres
  edited
}

edited_for_real() {
  begun
  sed -i 's/"email" TEXT NOT NULL/"email" TEXT NOT NULL,\n    "name" TEXT/' "$(newest)/migration.sql"
  models "$(user 'name String?')"
  dunlin migrate dev --json
  ends 130
  is "$(json '$.reasons[0].kind')" edited
  is "$(json '$.reasons[1].kind')" drift
  dunlin migrate dev --repair
  ends 0
  is "$(count_migrations)" 1
  is "$(sql 'SELECT email, name FROM "User"')" 'a@example.org|'
}

@test "dev: an edit is made up for (SQLite)" {
  on_sqlite
  edited_for_real
}

@test "dev: an edit is made up for (PostgreSQL)" {
  on_postgres
  edited_for_real
}

drifted() {
  begun
  sql 'ALTER TABLE "User" ADD COLUMN stray TEXT'
  sql "UPDATE \"User\" SET stray = 'x'"
  dunlin migrate dev
  ends 130
  has "$output" stray
  dunlin migrate dev --repair
  ends 1 D1011
  dunlin migrate dev --repair --yes
  ends 0
  fails sql 'SELECT stray FROM "User"'
  is "$(sql 'SELECT email FROM "User"')" a@example.org
}

@test "dev: drift (SQLite)" {
  on_sqlite
  drifted
}

@test "dev: drift (PostgreSQL)" {
  on_postgres
  drifted
}

# A branch whose migration is applied, and then another branch.
other_branch() {
  begun
  models "$(user 'mine String?')"
  dunlin migrate dev --name mine
  ends 0
  rm -r "$(newest)"
  models "$(user 'theirs String?')"
  dunlin migrate dev --name theirs
  ends 130
  has "$output" _mine
  dunlin migrate dev --name theirs --repair
  ends 0
  fails sql 'SELECT mine FROM "User"'
  is "$(sql 'SELECT email, theirs FROM "User"')" 'a@example.org|'
  lacks "$(history)" _mine
}

@test "dev: a switch of branches (SQLite)" {
  on_sqlite
  other_branch
}

@test "dev: a switch of branches (PostgreSQL)" {
  on_postgres
  other_branch
}

failed_migration() {
  begun
  migration 29990101000000_broken 'ALTER TABLE "User" ADD COLUMN note TEXT NOT NULL;'
  dunlin migrate deploy
  ends 1 P3018
  dunlin migrate dev
  ends 130
  migration 29990101000000_broken 'ALTER TABLE "User" ADD COLUMN note TEXT;'
  models "$(user 'note String?')"
  dunlin migrate dev
  ends 130
  has "$output" failed
  dunlin migrate dev --repair
  ends 0
  sql 'SELECT note FROM "User"'
}

@test "dev: a failed migration is run again (SQLite)" {
  on_sqlite
  failed_migration
}

@test "dev: a failed migration is run again (PostgreSQL)" {
  on_postgres
  failed_migration
}

broken_migration() {
  begun
  migration 29990101000000_broken 'ALTER TABLE "Missing" ADD COLUMN note TEXT;'
  dunlin migrate dev --json
  ends 1
  is_document P3006
  is "$(json '$.error.meta.migration_name')" 29990101000000_broken
  has "$(history)" _init
  lacks "$(history)" broken
}

@test "dev: a migration that does not run (SQLite)" {
  on_sqlite
  broken_migration
}

@test "dev: a migration that does not run (PostgreSQL)" {
  on_postgres
  broken_migration
}

# ---- the shadow database ----

@test "dev: without the right to create databases" {
  on_postgres
  create_database
  role plain
  admin "ALTER DATABASE \"$name\" OWNER TO \"$role\""
  own_cache
  models "$(user)"
  DATABASE_URL="postgresql://$role@${postgres#*@}" dunlin migrate dev --name init
  ends 1 P3014
  lacks "$(ls prisma/migrations)" init
}

@test "dev: a shadow database of the user's" {
  on_postgres
  own_cache
  shadow="${name}_shadow"
  admin "CREATE DATABASE \"$shadow\""
  export SHADOW=$(server_url "$shadow")
  postgres_main=$postgres
  schema postgresql 'shadowDatabaseUrl = env("SHADOW")'
  printf '\n%s\n' "$(user)" >>prisma/schema.prisma
  dunlin migrate dev --name init
  ends 0
  is "$(psql -XAtq -d "$SHADOW" -c "SELECT count(*) FROM pg_namespace WHERE nspname = '_dunlin_shadow'")" 1
  # A second time it is marked, and is emptied.
  rm -r "$DUNLIN_CACHE"
  dunlin migrate dev
  ends 0
  # One that is full and was never marked stays as it is.
  psql -XAtq -d "$SHADOW" -c 'DROP SCHEMA _dunlin_shadow'
  psql -XAtq -d "$SHADOW" -c 'CREATE TABLE precious (id INTEGER)'
  rm -r "$DUNLIN_CACHE"
  dunlin migrate dev
  ends 1 D1024
  is "$(psql -XAtq -d "$SHADOW" -c "SELECT count(*) FROM pg_tables WHERE tablename = 'precious'")" 1
  # The main database is never taken for one.
  SHADOW=$postgres_main dunlin migrate dev
  ends 1 D1005
  admin "DROP DATABASE \"$shadow\" WITH (FORCE)"
}

# Begins a run in the background that stays in its shadow database: $run and $shadow.
stays_in_shadow() {
  own_cache
  models "$(user)"
  migration 1_long 'CREATE TABLE t (id INT);' "SELECT pg_sleep(50), '$name';"
  lock postgresql
  create_database
  "$DUNLIN" migrate dev >"$BATS_TEST_TMPDIR/stdout" 2>"$BATS_TEST_TMPDIR/stderr" 3>&- &
  run=$!
  until [ "$(admin "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND query LIKE '%$name%'")" = 1 ]; do
    sleep 0.1
  done
  shadow=$(admin "SELECT datname FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND query LIKE '%$name%'")
  has "$shadow" prisma_migrate_shadow_db_
}

shadow_is_there() {
  [ "$(admin "SELECT count(*) FROM pg_database WHERE datname = '$shadow'")" = 1 ]
}

@test "dev: Ctrl-C leaves no shadow database" {
  on_postgres
  stays_in_shadow
  kill -TERM $run
  status=0
  wait $run || status=$?
  is "$status" 130
  fails shadow_is_there
  fails has_history
}

@test "dev: what a killed run leaves is dropped by the next one, and not what others use" {
  on_postgres
  stays_in_shadow
  url=$(server_url "${name}_other")
  admin "CREATE DATABASE \"${name}_other\""
  migration 1_long 'CREATE TABLE t (id INT);'
  other() {
    DUNLIN_CACHE=off dunlin migrate down-script --all --force --url "$url"
    ends 0
  }
  other
  shadow_is_there
  kill -KILL $run
  wait $run || true
  until [ "$(admin "SELECT count(*) FROM pg_stat_activity WHERE datname = '$name'")" = 0 ]; do
    sleep 0.1
  done
  other
  shadow_is_there # its session still runs a statement
  admin "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '$shadow'" >/dev/null
  until [ "$(admin "SELECT count(*) FROM pg_stat_activity WHERE datname = '$shadow'")" = 0 ]; do
    sleep 0.1
  done
  other
  fails shadow_is_there
  admin "DROP DATABASE \"${name}_other\""
}

# ---- production ----

@test "dev: not in production" {
  on_sqlite
  own_cache
  models "$(user)"
  DUNLIN_ENV=production dunlin migrate dev --name init
  ends 1 D1025
  fails database_exists
  on_postgres
  models "$(user)"
  echo 'production_hosts = ["db.example.*", "127.0.0.*", "localhost"]' >dunlin.toml
  dunlin migrate dev --name init
  ends 1 D1025
  fails database_exists
  DUNLIN_ENV=development dunlin migrate dev --name init
  ends 0
}

# ---- questions ----

@test "dev: a rename is asked about, and so is the name" {
  on_sqlite
  begun
  models 'model User {
  id Int @id
  mail String
}'
  dunlin_answering 'y\nmail instead of email\n' migrate dev
  is "$status" 0
  has "$(newest)" mail_instead_of_email
  has "$(<"$(newest)/migration.sql")" 'RENAME COLUMN "email" TO "mail"'
  is "$(sql 'SELECT mail FROM "User"')" a@example.org
}

@test "dev: an empty name is allowed" {
  on_sqlite
  begun
  models "$(user 'name String?')"
  dunlin_answering '\n' migrate dev
  is "$status" 0
  is "$(count_migrations)" 2
  rm -r "$DUNLIN_CACHE"
  models "$(user 'name String?' | sed 's/name/nick/')"
  dunlin_answering '\x03' migrate dev
  is "$status" 130
  is "$(count_migrations)" 2
}

@test "dev: a name that says nothing is warned about" {
  on_sqlite
  own_cache
  models "$(user)"
  dunlin migrate dev --name update
  ends 0
  has "$errors" "warning: the name 'update'"
}

# ---- seeding ----

@test "dev: version 6 seeds a database that it has created" {
  on_sqlite
  own_cache
  models "$(user)"
  echo '{"prisma": {"seed": "touch seeded"}}' >package.json
  dunlin migrate dev --name init
  ends 0
  [ -e seeded ]
  rm seeded
  dunlin migrate dev
  ends 0
  [ ! -e seeded ]
}
