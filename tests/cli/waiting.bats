#!/usr/bin/env bats
# No command waits for an answer where nobody can give one: standard input is open, and nothing ever
# comes. What it would have to ask is refused, and nothing is changed.

load helper

# Nothing, for a while; bats waits for whoever has its descriptors.
silence() {
  exec sleep 60 2>/dev/null 3>&-
}

# refuses STATUS CODE WORD …: the command ends by itself, in this way.
refuses() {
  local expected=$1 code=$2
  shift 2
  words=("$@") status=0
  timeout 20 "$DUNLIN" "$@" < <(silence) >"$BATS_TEST_TMPDIR/stdout" 2>"$BATS_TEST_TMPDIR/stderr" ||
    status=$?
  output=$(<"$BATS_TEST_TMPDIR/stdout") errors=$(<"$BATS_TEST_TMPDIR/stderr")
  is "$status" "$expected"
  has "$output$errors" "$code"
}

user() {
  printf 'model User {\n  id Int @id\n%s}\n' "$1"
}

nobody_answers() {
  export DUNLIN_CACHE="$BATS_TEST_TMPDIR/cache"
  models "$(user $'  email String\n')"
  refuses 0 '' migrate dev # no name is asked for
  sql "INSERT INTO \"User\" VALUES (1, 'a@example.org')"
  local before
  before=$(fingerprint)
  models "$(user $'  mail String?\n')"
  refuses 1 D1011 migrate dev # neither whether it was renamed
  refuses 1 D1011 db push
  refuses 1 D1011 migrate reset
  refuses 0 '' migrate status
  refuses 0 '' migrate diff --from-schema-datasource prisma/schema.prisma --to-schema-datamodel prisma/schema.prisma --script
  is "$(fingerprint)" "$before"
  models "$(user $'  email String\n')"
  sql 'CREATE TABLE drift (id INTEGER PRIMARY KEY)'
  refuses 130 drift migrate dev
  refuses 2 drift migrate check
  is "$(sql 'SELECT count(*) FROM "User"')" 1
}

@test "no command waits for an answer (SQLite)" {
  on_sqlite
  nobody_answers
}

@test "no command waits for an answer (PostgreSQL)" {
  on_postgres
  nobody_answers
}

# Questions are for a terminal on both ends, and not for one that a CI has made.
@test "a terminal in CI is nobody" {
  on_sqlite
  models "$(user '')"
  CI=true dunlin_answering 'y\n' migrate reset
  ends 1
  has "$output" D1011
}
