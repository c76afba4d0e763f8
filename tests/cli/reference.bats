#!/usr/bin/env bats
# dunlin and Prisma's own engine take turns on one database. The engine is asked through the program
# `oracle/reference` of a folder `shared` beside the repository; without it the tests are skipped.
#
# Some of its ways are not those of Prisma's native engine: the error of a failing migration has no
# code; on SQLite a script runs statement by statement, marking does not make the table, and a reset
# leaves the tables.

load helper

oracle=${BATS_TEST_DIRNAME%/*/*}/../shared/oracle/reference

# with DATABASE ENGINE: a project on that database, and that version of Prisma.
with() {
  [ -x "$oracle" ] || skip "the reference engine is not there (../shared/oracle/reference)"
  command -v node >/dev/null || skip "the reference engine needs Node.js"
  "on_$1"
  engine=$2
  lock "$database"
  if [ "$database" = sqlite ]; then url="file:$file"; else url=$postgres; fi
}

# prisma COMMAND [OPTION …]: asks the engine; then there are $status, $output and $errors.
prisma() {
  local command=$1
  shift
  words=(reference "$command" "$@") status=0
  [ "$command" = mark-rolled-back ] || set -- --migrations prisma/migrations "$@"
  "$oracle" "$command" --engine "$engine" --url "$url" "$@" >"$BATS_TEST_TMPDIR/stdout" \
    2>"$BATS_TEST_TMPDIR/stderr" || status=$?
  output=$(<"$BATS_TEST_TMPDIR/stdout")
  errors=$(<"$BATS_TEST_TMPDIR/stderr")
}

prisma_finds_nothing_wrong() {
  prisma diagnose
  is "$status" 0
  is "$(tr -d ' \n' <<<"$output")" \
    '{"editedMigrationNames":[],"failedMigrationNames":[],"hasMigrationsTable":true,"history":null}'
}

dunlin_finds_nothing_wrong() {
  dunlin migrate status --strict
  ends 0
}

# Prisma deploys to a database that dunlin would have created.
prisma_begins() {
  [ "$database" = sqlite ] || create_database
  prisma deploy
}

fourth() {
  migration 20240104000000_fourth 'CREATE TABLE "Fourth" ("id" INTEGER NOT NULL PRIMARY KEY);'
}

# The broken one of failing_migrations, so that it can be run whatever is left of it.
corrected() {
  migration 20240102000000_broken 'CREATE TABLE IF NOT EXISTS "Half" ("id" INTEGER PRIMARY KEY);'
}

broken=20240102000000_broken

# ---- good histories ----

begun_by_prisma() {
  three_migrations
  prisma_begins
  is "$status" 0
  dunlin_finds_nothing_wrong
  dunlin migrate deploy --json
  ends 0
  is "$(json '$.applied')" "[]"
  fourth
  dunlin migrate deploy
  ends 0
  prisma_finds_nothing_wrong
  is "$(history | cut -d '|' -f 2- | sort -u)" "applied|1|null"
}

@test "reference: begun by Prisma 6, continued by dunlin (SQLite)" {
  with sqlite 6
  begun_by_prisma
}

@test "reference: begun by Prisma 7, continued by dunlin (SQLite)" {
  with sqlite 7
  begun_by_prisma
}

@test "reference: begun by Prisma 6, continued by dunlin (PostgreSQL)" {
  with postgres 6
  begun_by_prisma
}

@test "reference: begun by Prisma 7, continued by dunlin (PostgreSQL)" {
  with postgres 7
  begun_by_prisma
}

begun_by_dunlin() {
  three_migrations
  dunlin migrate deploy
  ends 0
  prisma_finds_nothing_wrong
  fourth
  prisma deploy
  is "$status" 0
  is "$(json '$.appliedMigrationNames')" '["20240104000000_fourth"]'
  dunlin_finds_nothing_wrong
  is "$(tables)" "Fourth Post User"
}

@test "reference: begun by dunlin, continued by Prisma 6 (SQLite)" {
  with sqlite 6
  begun_by_dunlin
}

@test "reference: begun by dunlin, continued by Prisma 7 (SQLite)" {
  with sqlite 7
  begun_by_dunlin
}

@test "reference: begun by dunlin, continued by Prisma 6 (PostgreSQL)" {
  with postgres 6
  begun_by_dunlin
}

@test "reference: begun by dunlin, continued by Prisma 7 (PostgreSQL)" {
  with postgres 7
  begun_by_dunlin
}

in_turns() {
  for turn in 1 2; do
    migration 2024010${turn}000000_dunlin "CREATE TABLE \"D$turn\" (\"id\" INTEGER NOT NULL PRIMARY KEY);"
    dunlin migrate deploy
    ends 0
    migration 2024010${turn}500000_prisma "CREATE TABLE \"P$turn\" (\"id\" INTEGER NOT NULL PRIMARY KEY);"
    prisma deploy
    is "$status" 0
  done
  is "$(tables)" "D1 D2 P1 P2"
  prisma_finds_nothing_wrong
  dunlin_finds_nothing_wrong
}

@test "reference: in turns (SQLite)" {
  with sqlite 7
  in_turns
}

@test "reference: in turns (PostgreSQL)" {
  with postgres 6
  in_turns
}

# The table that each leaves, without what must differ.
same_table() {
  three_migrations
  dunlin migrate deploy
  if [ "$database" = sqlite ]; then
    shape="SELECT sql FROM sqlite_master WHERE tbl_name = '_prisma_migrations'"
  else
    shape="SELECT attname, format_type(atttypid, atttypmod), attnotnull, pg_get_expr(adbin, adrelid) FROM pg_attribute
      LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
      WHERE attrelid = '_prisma_migrations'::regclass AND attnum > 0 ORDER BY attnum"
  fi
  rows="SELECT migration_name, checksum, applied_steps_count, logs IS NULL, rolled_back_at IS NULL, length(id)
    FROM _prisma_migrations ORDER BY 1"
  ours="$(sql "$shape")
$(sql "$rows")"
  if [ "$database" = sqlite ]; then rm "$file"; else
    admin "DROP DATABASE \"$name\""
  fi
  prisma_begins
  is "$status" 0
  is "$ours" "$(sql "$shape")
$(sql "$rows")"
}

@test "reference: the same table and the same rows (SQLite)" {
  with sqlite 7
  same_table
}

@test "reference: the same table and the same rows (PostgreSQL)" {
  with postgres 6
  same_table
}

# ---- failed migrations ----

failed_by_prisma() {
  failing_migrations
  prisma_begins
  is "$status" 1
  dunlin migrate status --json
  ends 1
  is "$(json '$.status') $(json '$.failed[0].name') $(json '$.pending')" "failed $broken [\"20240103000000_last\"]"
  dunlin migrate deploy
  ends 1 P3009
  dunlin migrate resolve --rolled-back $broken
  ends 0
  corrected
  prisma deploy
  is "$status" 0
  is "$(tables)" "Half Last User"
  dunlin_finds_nothing_wrong
}

@test "reference: failed by Prisma 6, marked as rolled back by dunlin, continued by Prisma (SQLite)" {
  with sqlite 6
  failed_by_prisma
}

@test "reference: failed by Prisma 7, marked as rolled back by dunlin, continued by Prisma (SQLite)" {
  with sqlite 7
  failed_by_prisma
  prisma_finds_nothing_wrong
}

@test "reference: failed by Prisma 6, marked as rolled back by dunlin, continued by Prisma (PostgreSQL)" {
  with postgres 6
  failed_by_prisma
}

@test "reference: failed by Prisma 7, marked as rolled back by dunlin, continued by Prisma (PostgreSQL)" {
  with postgres 7
  failed_by_prisma
  prisma_finds_nothing_wrong
}

failed_by_dunlin() {
  failing_migrations
  dunlin migrate deploy
  ends 1 P3018
  prisma diagnose
  is "$(json '$.failedMigrationNames')" "[\"$broken\"]"
  prisma deploy
  is "$status" 1
  has "$errors" P3009
  prisma mark-rolled-back --name $broken
  is "$status" 0
  dunlin migrate status --json
  is "$(json '$.status') $(json '$.pending')" "pending [\"$broken\",\"20240103000000_last\"]"
  corrected
  dunlin migrate deploy
  ends 0
  prisma deploy
  is "$(json '$.appliedMigrationNames')" '[]'
  dunlin_finds_nothing_wrong
}

@test "reference: failed by dunlin, marked as rolled back by Prisma 6, continued by dunlin (SQLite)" {
  with sqlite 6
  failed_by_dunlin
}

@test "reference: failed by dunlin, marked as rolled back by Prisma 7, continued by dunlin (SQLite)" {
  with sqlite 7
  failed_by_dunlin
  prisma_finds_nothing_wrong
}

@test "reference: failed by dunlin, marked as rolled back by Prisma 6, continued by dunlin (PostgreSQL)" {
  with postgres 6
  failed_by_dunlin
}

@test "reference: failed by dunlin, marked as rolled back by Prisma 7, continued by dunlin (PostgreSQL)" {
  with postgres 7
  failed_by_dunlin
  prisma_finds_nothing_wrong
}

marked_as_applied_by_prisma() {
  failing_migrations
  dunlin migrate deploy
  prisma mark-applied --name $broken
  is "$status" 0
  is "$(history | grep $broken)" "$broken|rolled back|0|text
$broken|applied|0|empty"
  dunlin migrate status --json
  is "$(json '$.status') $(json '$.pending') $(json '$.failed')" 'pending ["20240103000000_last"] []'
  dunlin migrate deploy
  ends 0
  dunlin_finds_nothing_wrong
}

@test "reference: failed by dunlin, marked as applied by Prisma, continued by dunlin (SQLite)" {
  with sqlite 6
  marked_as_applied_by_prisma
}

@test "reference: failed by dunlin, marked as applied by Prisma, continued by dunlin (PostgreSQL)" {
  with postgres 7
  marked_as_applied_by_prisma
}

marked_as_applied_by_dunlin() {
  failing_migrations
  prisma_begins
  is "$status" 1
  sql 'CREATE TABLE IF NOT EXISTS "Half" ("id" INTEGER PRIMARY KEY);
       CREATE TABLE "After" ("id" INTEGER PRIMARY KEY)'
  dunlin migrate resolve --applied $broken
  ends 0
  prisma deploy
  is "$(json '$.appliedMigrationNames')" '["20240103000000_last"]'
  prisma diagnose
  is "$(json '$.failedMigrationNames')$(json '$.editedMigrationNames')$(json '$.history')" "[][]"
  dunlin_finds_nothing_wrong
}

@test "reference: failed by Prisma, marked as applied by dunlin, continued by Prisma (SQLite)" {
  with sqlite 7
  marked_as_applied_by_dunlin
}

@test "reference: failed by Prisma, marked as applied by dunlin, continued by Prisma (PostgreSQL)" {
  with postgres 6
  marked_as_applied_by_dunlin
}

rolled_back_and_not_corrected() {
  failing_migrations
  rm -r prisma/migrations/*_last
  dunlin migrate deploy
  dunlin migrate resolve --rolled-back $broken
  prisma diagnose
  is "$(json '$.history.unappliedMigrationNames')" "[\"$broken\"]"
  dunlin migrate status --json
  ends 1
  is "$(json '$.pending')" "[\"$broken\"]"
  prisma deploy
  is "$status" 1 # it fails once more
  dunlin migrate deploy
  ends 1 P3009
  is "$(history | grep -c "^$broken")" 2
}

@test "reference: rolled back by dunlin and not corrected: pending to both, and fails again (SQLite)" {
  with sqlite 7
  rolled_back_and_not_corrected
}

@test "reference: rolled back by dunlin and not corrected: pending to both, and fails again (PostgreSQL)" {
  with postgres 7
  rolled_back_and_not_corrected
}

# ---- baselines ----

baseline_by_prisma() {
  create_database
  [ "$database" != sqlite ] || prisma deploy # makes the table
  sql 'CREATE TABLE "User" ("id" INTEGER PRIMARY KEY, "email" TEXT NOT NULL)'
  three_migrations
  prisma mark-applied --name 20240101000000_init
  is "$status" 0
  dunlin migrate deploy
  ends 0
  prisma_finds_nothing_wrong
  dunlin_finds_nothing_wrong
}

@test "reference: a baseline by Prisma, continued by dunlin (SQLite)" {
  with sqlite 6
  baseline_by_prisma
}

@test "reference: a baseline by Prisma, continued by dunlin (PostgreSQL)" {
  with postgres 7
  baseline_by_prisma
}

baseline_by_dunlin() {
  three_migrations
  create_database
  sql 'CREATE TABLE "User" ("id" INTEGER PRIMARY KEY, "email" TEXT NOT NULL)'
  prisma deploy
  has "$errors" P3005
  dunlin migrate deploy
  ends 1 P3005
  dunlin migrate resolve --applied 20240101000000_init
  ends 0
  prisma deploy
  is "$(json '$.appliedMigrationNames')" '["20240102000000_posts","20240103000000_name"]'
  prisma_finds_nothing_wrong
  dunlin_finds_nothing_wrong
}

@test "reference: a baseline by dunlin, continued by Prisma (SQLite)" {
  with sqlite 7
  baseline_by_dunlin
}

@test "reference: a baseline by dunlin, continued by Prisma (PostgreSQL)" {
  with postgres 6
  baseline_by_dunlin
}

# ---- the same findings ----

same_findings() {
  three_migrations
  migration 20240104000000_lines 'CREATE TABLE "L" ("id" INTEGER NOT NULL PRIMARY KEY);' '-- two lines'
  prisma_begins
  is "$status" 0
  echo '-- edited' >>prisma/migrations/20240101000000_init/migration.sql
  sed -i 's/$/\r/' prisma/migrations/20240104000000_lines/migration.sql
  mv prisma/migrations/20240103000000_name prisma/migrations/20240103000000_other
  prisma diagnose
  theirs="$(json '$.editedMigrationNames') $(json '$.history.unappliedMigrationNames') $(json '$.history.unpersistedMigrationNames') $(json '$.history.lastCommonMigrationName')"
  is "$(json '$.history.diagnostic')" historiesDiverge
  dunlin migrate status --json
  ends 1
  is "$(json '$.edited') $(json '$.pending') $(json '$.missing') $(json '$.lastCommon')" "$theirs"
  is "$(json '$.edited')" '["20240101000000_init"]'
  rm -r prisma/migrations/20240103000000_other
  prisma diagnose
  is "$(json '$.history.diagnostic')" migrationsDirectoryIsBehind
  dunlin migrate status --json
  ends 0
  is "$(json '$.missing')" '["20240103000000_name"]'
}

@test "reference: the same findings: edited, line ends, diverged, missing (SQLite)" {
  with sqlite 6
  same_findings
}

@test "reference: the same findings: edited, line ends, diverged, missing (PostgreSQL)" {
  with postgres 7
  same_findings
}

same_refusals() {
  three_migrations
  dunlin migrate deploy
  for question in "applied 20240101000000_init P3008" "applied nothing P3017" "rolled-back nothing P3011" \
    "rolled-back 20240101000000_init P3012"; do
    read -r mark folder code <<<"$question"
    prisma "mark-$mark" --name "$folder"
    has "$errors" "$code"
    dunlin migrate resolve "--$mark" "$folder"
    ends 1 "$code"
  done
  if [ "$database" = sqlite ]; then lock postgresql; else lock sqlite; fi
  dunlin migrate deploy
  ends 1 P3019
}

@test "reference: the same refusals (SQLite)" {
  with sqlite 7
  same_refusals
}

@test "reference: the same refusals (PostgreSQL)" {
  with postgres 6
  same_refusals
}

# ---- reset ----

emptied_by_dunlin() {
  three_migrations
  prisma_begins
  is "$status" 0
  dunlin migrate reset --force
  ends 0
  prisma_finds_nothing_wrong
  fourth
  prisma deploy
  is "$status" 0
  dunlin_finds_nothing_wrong
}

@test "reference: emptied by dunlin, continued by Prisma (SQLite)" {
  with sqlite 6
  emptied_by_dunlin
}

@test "reference: emptied by dunlin, continued by Prisma (PostgreSQL)" {
  with postgres 6
  emptied_by_dunlin
}

@test "reference: emptied by Prisma, continued by dunlin (PostgreSQL)" {
  with postgres 7
  three_migrations
  dunlin migrate deploy
  prisma reset
  is "$status" 0
  dunlin migrate status --json
  ends 1
  is "$(json '$.status')" pending
  dunlin migrate deploy
  ends 0
  prisma_finds_nothing_wrong
}

# ---- what dunlin leaves of scripts that Prisma cannot run at once ----

@test "reference: a script in parts leaves nothing that Prisma would find (PostgreSQL)" {
  with postgres 7
  migration 1_mixed 'CREATE TABLE "T" ("id" INTEGER NOT NULL, CONSTRAINT "T_pkey" PRIMARY KEY ("id"));' \
    'CREATE INDEX CONCURRENTLY "T_id_idx" ON "T"("id");' "CREATE TYPE \"E\" AS ENUM ('a');" \
    "ALTER TYPE \"E\" ADD VALUE 'b';" "ALTER TABLE \"T\" ADD COLUMN \"e\" \"E\" NOT NULL DEFAULT 'b';"
  dunlin migrate deploy
  ends 0
  is "$(history)" "1_mixed|applied|1|null"
  engine=6
  prisma deploy
  is "$(json '$.appliedMigrationNames')" '[]'
}

# ---- recovery ----

# A migration that Prisma leaves half applied (or, as a batch, not at all), with what it failed at.
half_by_prisma() {
  migration 20240101000000_init 'CREATE TABLE "User" ("id" INTEGER PRIMARY KEY, "code" INTEGER);' \
    'INSERT INTO "User" VALUES (1, 1), (2, 1);'
  migration $broken 'CREATE TABLE "Half" ("id" INTEGER PRIMARY KEY);' \
    'CREATE UNIQUE INDEX "User_code_key" ON "User"("code");' 'CREATE TABLE "After" ("id" INTEGER PRIMARY KEY);'
  prisma_begins
  is "$status" 1
}

# recovered WAY: dunlin goes that way, and Prisma agrees with what is left.
recovered() {
  half_by_prisma
  dunlin migrate recover --strategy "$1"
  ends 0
  prisma_finds_nothing_wrong_but_pending
  sql 'DELETE FROM "User" WHERE "id" = 2'
  prisma deploy
  is "$status" 0
  is "$(tables)" "After Half User"
  prisma_finds_nothing_wrong
  dunlin_finds_nothing_wrong
}

prisma_finds_nothing_wrong_but_pending() {
  prisma diagnose
  is "$status" 0
  is "$(json '$.failedMigrationNames')" "[]"
  [ "$engine" = 6 ] || is "$(json '$.history.diagnostic')" databaseIsBehind # 6 only sees it as it deploys
}

@test "reference: what Prisma 7 left half applied is taken back (PostgreSQL)" {
  with postgres 7
  recovered undo
}

@test "reference: what Prisma 6 left half applied is taken back (SQLite)" {
  with sqlite 6
  recovered undo
}

finished() {
  half_by_prisma
  sql 'DELETE FROM "User" WHERE "id" = 2'
  dunlin migrate recover --strategy "$1"
  ends 0
  prisma_finds_nothing_wrong
  prisma deploy
  is "$status" 0
  is "$(json '$.appliedMigrationNames')" '[]'
  is "$(tables)" "After Half User"
}

@test "reference: what Prisma 7 left half applied is finished (SQLite)" {
  with sqlite 7
  finished finish
}

@test "reference: what Prisma 7 left half applied is finished (PostgreSQL)" {
  with postgres 7
  finished finish
}

@test "reference: of what Prisma 6 sent at once nothing is left (PostgreSQL)" {
  with postgres 6
  finished retry
}

# ---- going back ----

# Prisma's `migrate dev` would not ask for a reset: it sees nothing that the migrations do not make.
prisma_sees_no_drift() {
  prisma dev-diagnostic
  is "$status" 0
  is "$(json '$.action.tag')" createMigration
}

# Back and up again, with data that is kept meanwhile, in turns.
back_and_up() {
  migration 20240101000000_init 'CREATE TABLE "User" ("id" INTEGER PRIMARY KEY, "name" TEXT);' \
    'CREATE TABLE "Old" ("id" INTEGER PRIMARY KEY);'
  migration 20240102000000_less 'ALTER TABLE "User" DROP COLUMN "name";' 'DROP TABLE "Old";'
  local less=20240102000000_less
  printf '%s\n' 'ALTER TABLE "User" ADD COLUMN "name" TEXT;' \
    'CREATE TABLE "Old" ("id" INTEGER PRIMARY KEY);' >prisma/migrations/$less/down.sql
  dunlin migrate up --steps 1
  ends 0
  sql "INSERT INTO \"User\" VALUES (1, 'ann'), (2, NULL);
       INSERT INTO \"Old\" VALUES (7);"
  dunlin migrate deploy --keep
  ends 0
  prisma_finds_nothing_wrong
  prisma_sees_no_drift
  dunlin migrate down
  ends 0
  is "$(sql 'SELECT "name" FROM "User" WHERE "id" = 1')" ann
  prisma_finds_nothing_wrong_but_pending
  prisma deploy
  is "$status" 0
  is "$(json '$.appliedMigrationNames')" "[\"$less\"]"
  prisma_finds_nothing_wrong
  prisma_sees_no_drift
  dunlin_finds_nothing_wrong
  dunlin migrate down
  ends 0
  dunlin migrate up --to $less --keep
  ends 0
  prisma_finds_nothing_wrong
  prisma_sees_no_drift
  prisma deploy
  is "$status" 0
  is "$(json '$.appliedMigrationNames')" "[]"
}

@test "reference: taken back, and up again in turns with Prisma 6 (SQLite)" {
  with sqlite 6
  back_and_up
}

@test "reference: taken back, and up again in turns with Prisma 7 (SQLite)" {
  with sqlite 7
  back_and_up
}

@test "reference: taken back, and up again in turns with Prisma 6 (PostgreSQL)" {
  with postgres 6
  back_and_up
}

@test "reference: taken back, and up again in turns with Prisma 7 (PostgreSQL)" {
  with postgres 7
  back_and_up
}
