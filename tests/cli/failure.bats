#!/usr/bin/env bats
# dunlin migrate deploy with a script that fails, and with scripts of odd bytes.

load helper

# ---- a script that fails ----

@test "deploy: P3018 tells the place, the statement and the database's words (SQLite)" {
  on_sqlite
  failing_migrations
  dunlin migrate deploy
  ends 1 P3018
  has "$errors" 20240102000000_broken/migration.sql:3:
  has "$errors" "no such table: Missing"
  is "$(tables)" User
  is "$(history)" "20240101000000_init|applied|1|null
20240102000000_broken|failed|0|text"
  has "$(sql "SELECT logs FROM _prisma_migrations WHERE logs IS NOT NULL")" "no such table: Missing"
}

@test "deploy: P3018 tells the place, the statement and the database's words (PostgreSQL)" {
  on_postgres
  failing_migrations
  dunlin migrate deploy
  ends 1 P3018
  has "$errors" 20240102000000_broken/migration.sql:3:13
  has "$errors" 'relation "Missing" does not exist'
  is "$(tables)" User
  is "$(history)" "20240101000000_init|applied|1|null
20240102000000_broken|failed|0|text"
  has "$(sql "SELECT logs FROM _prisma_migrations WHERE logs IS NOT NULL")" 'relation "Missing" does not exist'
}

tells_the_failure_as_data() {
  failing_migrations
  dunlin migrate deploy --json
  ends 1
  is_document P3018
  is "$(json '$.applied[0].name')" 20240101000000_init
  is "$(json '$.error.meta.migration_name')" 20240102000000_broken
  is "$(json '$.error.meta.database_error_code')" "$1"
  has "$(json '$.error.meta.database_error')" Missing
  is "$(json '$.error.line')" 3
  has "$(json '$.error.message')" "2 of 3" # the statement
}

@test "deploy: P3018 as JSON (SQLite)" {
  on_sqlite
  tells_the_failure_as_data 1
}

@test "deploy: P3018 as JSON (PostgreSQL)" {
  on_postgres
  tells_the_failure_as_data 42P01
}

@test "deploy: the column counts characters, behind a mark and behind other letters" {
  on_postgres
  script_bytes 20240101000000_init '\xef\xbb\xbfSELECT 1;\r\n/* ä€😀 */ CREAT TABLE x (id INT);\r\n'
  dunlin migrate deploy --json
  ends 1
  is_document P3018
  is "$(json '$.error.line'):$(json '$.error.column')" 2:11
  is "$(json '$.error.meta.database_error_code')" 42601
}

@test "deploy: a failure that only the end of the transaction brings to light is P3018" {
  on_postgres
  migration 20240101000000_init 'CREATE TABLE p (id INT PRIMARY KEY);' \
    'CREATE TABLE c (p INT REFERENCES p DEFERRABLE INITIALLY DEFERRED);' 'INSERT INTO c VALUES (1);'
  dunlin migrate deploy
  ends 1 P3018
  is "$(tables)" ""
  is "$(history)" "20240101000000_init|failed|0|text"
}

@test "deploy: a failed migration is corrected and run again, as a new row" {
  on_postgres
  failing_migrations
  dunlin migrate deploy
  ends 1 P3018
  dunlin migrate resolve --rolled-back 20240102000000_broken
  ends 0
  migration 20240102000000_broken 'CREATE TABLE "Half" ("id" INTEGER PRIMARY KEY);'
  dunlin migrate deploy
  ends 0
  is "$(history)" "20240101000000_init|applied|1|null
20240102000000_broken|rolled back|0|text
20240102000000_broken|applied|1|null
20240103000000_last|applied|1|null"
  is "$(tables)" "Half Last User"
}

# ---- the bytes of scripts ----

applies_odd_scripts() {
  script_bytes 1_empty ''
  script_bytes 2_blank ' \n\t\r\n;;\n'
  script_bytes 3_draft '-- This is an empty migration.'
  script_bytes 4_mark '\xef\xbb\xbfCREATE TABLE "Mark" (id INTEGER PRIMARY KEY);'
  script_bytes 5_crlf "CREATE TABLE \"Text\" (t TEXT);\r\nINSERT INTO \"Text\" VALUES ('a\r\nb');\r\n"
  script_bytes 6_no_newline 'CREATE TABLE "Bare" (id INTEGER PRIMARY KEY) -- no semicolon'
  script_bytes 7_letters "INSERT INTO \"Text\" VALUES ('ä€😀');"
  dunlin migrate deploy
  ends 0
  is "$(tables)" "Bare Mark Text"
  is "$(sql 'SELECT count(*) FROM _prisma_migrations WHERE applied_steps_count = 1 AND logs IS NULL')" 7
  for folder in 1_empty 4_mark 5_crlf; do
    is "$(sql "SELECT checksum FROM _prisma_migrations WHERE migration_name = '$folder'")" "$(checksum $folder)"
  done
  is "$(sql 'SELECT length(t) FROM "Text" ORDER BY 1' | paste -sd ' ')" "3 4"
  dunlin migrate status
  ends 0
}

@test "deploy: empty scripts, comments only, a byte order mark, CRLF, no last newline (SQLite)" {
  on_sqlite
  applies_odd_scripts
}

@test "deploy: empty scripts, comments only, a byte order mark, CRLF, no last newline (PostgreSQL)" {
  on_postgres
  applies_odd_scripts
}

refuses_bytes() { # FORMAT CODE
  migration 20240101000000_init 'CREATE TABLE "User" (id INTEGER);'
  script_bytes 20240102000000_bytes "$1"
  dunlin migrate deploy --json
  ends 1
  is_document "$2"
  has "$(json '$.error.file')" 20240102000000_bytes/migration.sql
  is "$(json '$.error.line'):$(json '$.error.column')" 2:9
  is "$(tables)" "" # all scripts are looked at before the first is run
}

@test "deploy: D1008, invalid UTF-8" {
  on_sqlite
  refuses_bytes 'SELECT 1;\nSELECT '"'"'\xe4'"'"';\n' D1008
}

@test "deploy: D1009, a NUL byte" {
  on_sqlite
  refuses_bytes 'SELECT 1;\nSELECT '"'"'\0'"'"';\n' D1009
}

@test "deploy: a script in UTF-16 is refused" {
  on_sqlite
  script_bytes 20240101000000_init '\xff\xfeS\0E\0L\0E\0C\0T\0'
  dunlin migrate deploy
  ends 1 D1008
}
