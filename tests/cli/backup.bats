#!/usr/bin/env bats
# dunlin backup create, verify, restore, list, and migrate deploy --backup: what is saved comes back,
# and what is damaged is refused before anything is changed.

load helper

# A deployed database with rows, and things that no Prisma schema can say.
with_data() {
  three_migrations
  "$DUNLIN" migrate deploy >/dev/null 2>&1
  sql "INSERT INTO \"User\" (id, email, name) VALUES (1, 'a@example.org', NULL), (2, 'ü''b', 'B;');
       INSERT INTO \"Post\" (id, title) VALUES (7, 'seven');
       CREATE VIEW \"Titles\" AS SELECT title FROM \"Post\";"
}

# Makes a backup; $backup is its file.
with_backup() {
  with_data
  dunlin backup create backups
  ends 0
  backup=$(find_backup)
}

find_backup() {
  local found=(backups/*.json)
  printf '%s' "${found[-1]%.json}"
}

contents() {
  sql "SELECT id, email, name FROM \"User\" ORDER BY id"
  sql "SELECT id, title FROM \"Post\" ORDER BY id"
  sql 'SELECT title FROM "Titles"'
  history
}

# Other programs' files stay; ours do not.
nothing_is_left() {
  is "$(find . -name '.dunlin-partial*' | wc -l)" 0
  [ "$database" = sqlite ] ||
    is "$(admin "SELECT count(*) FROM pg_stat_activity WHERE datname LIKE '\_dunlin\_spare%'")" 0
}

# files [PATTERN]: how many files of the folder have such a name.
files() {
  find backups -type f -name "${1:-*}" | wc -l
}

# ---- there and back ----

there_and_back() {
  with_backup
  local before
  before=$(contents)
  dunlin backup verify "$backup"
  ends 0
  has "$output" 20240103000000_name
  sql "DELETE FROM \"User\"; DROP VIEW \"Titles\"; CREATE TABLE \"Later\" (id INTEGER);"
  dunlin backup restore "$backup" --force
  ends 0
  is "$(contents)" "$before"
  is "$(tables)" "Post User"
  dunlin migrate status --strict
  ends 0
  nothing_is_left
}

@test "backup: what is saved comes back (SQLite)" {
  on_sqlite
  there_and_back
}

@test "backup: what is saved comes back (PostgreSQL)" {
  on_postgres
  there_and_back
}

@test "backup: an SQLite database with a write-ahead log, which somebody has open" {
  on_sqlite
  with_data
  sql 'PRAGMA journal_mode=WAL' >/dev/null
  coproc reader { sqlite3 -bail "$file"; }
  echo 'BEGIN; SELECT count(*) FROM "User";' >&"${reader[1]}"
  read -r count <&"${reader[0]}"
  is "$count" 2
  dunlin backup create backups
  ends 0
  sql 'DELETE FROM "User"'
  echo 'COMMIT;' >&"${reader[1]}"
  dunlin backup restore "$(find_backup)" --force
  ends 0
  echo 'SELECT count(*) FROM "User";' >&"${reader[1]}"
  read -r count <&"${reader[0]}"
  is "$count" 2
  kill "$reader_PID"
}

@test "backup: pages of another size, with and without a write-ahead log" {
  on_sqlite
  with_backup
  for mode in DELETE WAL; do
    rm -f "$file"*
    sqlite3 "$file" "PRAGMA page_size=8192; PRAGMA journal_mode=$mode; CREATE TABLE other (x)" >/dev/null
    dunlin backup restore "$backup" --force
    ends 0
    is "$(tables)" "Post User"
  done
}

@test "backup: a file that is no database any more is kept beside" {
  on_sqlite
  with_backup
  echo 'this is not a database, and long enough to be looked at as one' >"$file"
  echo junk >"$file-wal"
  dunlin backup restore "$backup" --force
  ends 0
  is "$(sql 'SELECT count(*) FROM "User"')" 2
  has "$(<"$file.damaged")" "not a database"
}

@test "backup: a database that is gone comes back (SQLite)" {
  on_sqlite
  with_backup
  rm "$file"
  dunlin backup restore "$backup" --force
  ends 0
  is "$(sql 'SELECT count(*) FROM "User"')" 2
}

@test "backup: a database that is gone comes back (PostgreSQL)" {
  on_postgres
  with_backup
  admin "DROP DATABASE \"$name\""
  dunlin backup restore "$backup" --force
  ends 0
  is "$(sql 'SELECT count(*) FROM "User"')" 2
}

@test "backup: owner, privileges, settings and comment of the database stay" {
  on_postgres
  with_data
  role owner
  admin "ALTER DATABASE \"$name\" OWNER TO \"$role\""
  admin "ALTER DATABASE \"$name\" SET search_path TO \"\$user\", public, \"A b\""
  admin "ALTER DATABASE \"$name\" SET application_name TO 'it''s'"
  admin "ALTER ROLE \"$role\" IN DATABASE \"$name\" SET work_mem TO '5MB'"
  admin "REVOKE CONNECT ON DATABASE \"$name\" FROM PUBLIC"
  admin "COMMENT ON DATABASE \"$name\" IS 'a shop; it''s ours'"
  properties="SELECT pg_get_userbyid(datdba), datacl::text, (SELECT array_agg(x::text ORDER BY x::text)
    FROM (SELECT setrole, setconfig FROM pg_db_role_setting WHERE setdatabase = d.oid) x),
    (SELECT description FROM pg_shdescription WHERE objoid = d.oid)
    FROM pg_database d WHERE datname = '$name'"
  before=$(admin "$properties")
  dunlin backup create backups
  ends 0
  dunlin backup restore "$(find_backup)" --force
  ends 0
  is "$(admin "$properties")" "$before"
}

into_a_new_one() { # URL ANOTHER
  with_backup
  sql 'DELETE FROM "User"'
  dunlin backup restore "$backup" --into "$1" --json
  ends 0
  is_document
  is "$(json '$.backup.rows')" 6
  is "$(sql 'SELECT count(*) FROM "User"')" 0
  dunlin backup restore "$backup" --into "$1"
  ends 1 P1009
}

@test "backup: into a new database (SQLite)" {
  on_sqlite
  into_a_new_one "file:$project/new.db"
  is "$(sqlite3 new.db 'SELECT count(*) FROM "User"')" 2
}

@test "backup: into a new database (PostgreSQL)" {
  on_postgres
  into_a_new_one "$(server_url "${name}_new")"
  is "$(psql -XAtq -d "$(server_url "${name}_new")" -c 'SELECT count(*) FROM "User"')" 2
  admin "DROP DATABASE \"${name}_new\""
}

@test "backup: without a project, by URL" {
  on_sqlite
  with_data
  mkdir "$BATS_TEST_TMPDIR/empty"
  cd "$BATS_TEST_TMPDIR/empty"
  dunlin backup create backups --url "file:$file"
  ends 0
  dunlin backup restore "$(find_backup)" --url "file:$file" --force
  ends 0
}

@test "backup: what a killed run leaves is dropped, but not what others on the server are at" {
  on_postgres
  with_backup
  left="_dunlin_spare_left_$name"
  used="_dunlin_spare_used_$name"
  admin "CREATE DATABASE \"$left\""
  admin "CREATE DATABASE \"$used\""
  number=$(python3 -c 'import hashlib, sys
print(int.from_bytes(hashlib.sha256(sys.argv[1].encode()).digest()[:8], "big") >> 1)' "$used")
  # in another database than dunlin takes its locks in
  coproc holder { psql -XAtq -d "$postgres"; }
  echo "SELECT 'held' || pg_advisory_lock($number);" >&"${holder[1]}"
  read -r _ <&"${holder[0]}"
  dunlin backup verify "$backup"
  ends 0
  is "$(admin "SELECT datname FROM pg_database WHERE datname IN ('$left', '$used')")" "$used"
  kill "$holder_PID"
  wait "$holder_PID" || true
  until [ "$(admin "SELECT count(*) FROM pg_stat_activity WHERE datname = '$name'")" = 0 ]; do
    sleep 0.1
  done
  dunlin backup verify "$backup"
  ends 0
  is "$(admin "SELECT count(*) FROM pg_database WHERE datname = '$used'")" 0
}

@test "backup: whoever may not make databases is told how to restore over one" {
  on_postgres
  role plain NOCREATEDB
  admin "CREATE DATABASE \"$name\" OWNER \"$role\""
  export DATABASE_URL="${postgres/postgres@/$role@}"
  with_data
  sql "ALTER VIEW \"Titles\" OWNER TO \"$role\""
  dunlin backup create backups
  backup=$(find_backup)
  sql "SET ROLE \"$role\"; DROP VIEW \"Titles\"; DELETE FROM \"User\"; CREATE TABLE \"Later\" (id INTEGER)"
  local before
  before=$(sql 'SELECT * FROM "Post"' && history)
  dunlin backup restore "$backup" --force
  ends 1 D1047
  has "$errors" CREATEDB
  is "$(sql 'SELECT * FROM "Post"' && history)" "$before"
  command=$(grep -o '[^ ]*pg_restore --clean .*' <<<"$errors")
  lacks "$command" password
  eval "$command"
  is "$(sql 'SELECT count(*) FROM "User"')" 2
  is "$(tables)" "Later Post User"
  dunlin backup verify "$backup"
  ends 1 D1047
  lacks "$errors" "pg_restore --clean"
}

# ---- who is asked ----

@test "backup: a restore asks for the database's name" {
  on_sqlite
  with_backup
  sql 'DELETE FROM "Post"'
  dunlin backup restore "$backup"
  ends 1 D1011
  dunlin_answering 'y\n' backup restore "$backup"
  is "$status" 130
  is "$(sql 'SELECT count(*) FROM "Post"')" 0
  dunlin_answering 'dev.db\n' backup restore "$backup"
  is "$status" 0
  is "$(sql 'SELECT count(*) FROM "Post"')" 1
}

# ---- what is damaged ----

# refused CODE: neither verify nor restore takes it, and the database is untouched.
refused() {
  local before
  before=$(contents)
  dunlin backup verify "$backup"
  ends 1 "$1"
  dunlin backup restore "$backup" --force
  ends 1 "$1"
  is "$(contents)" "$before"
  nothing_is_left
}

# flip FILE OFFSET: changes one bit of a byte.
flip() {
  python3 - "$1" "$2" <<'EOF'
import random, sys
data = bytearray(open(sys.argv[1], "rb").read())
at = int(sys.argv[2]) % len(data)
data[at] ^= 1 << random.Random(at).randrange(8)
open(sys.argv[1], "wb").write(data)
EOF
}

# Puts back what was damaged.
mend() {
  cp -p good "$backup"
  cp -p good.json "$backup.json"
}

damaged() {
  with_backup
  cp "$backup" good
  cp "$backup.json" good.json
  truncate -s -1 "$backup" && refused D1043 && mend
  truncate -s 100 "$backup" && refused D1043 && mend
  : >"$backup" && refused D1043 && mend
  rm "$backup" && refused D1043 && mend
  : >"$backup.json" && refused D1043 && mend
  truncate -s -2 "$backup.json" && refused D1043 && mend
  rm "$backup.json" && refused D1043 && mend
  echo >>"$backup.json" && refused D1043 && mend
  echo >>"$backup" && refused D1043 && mend
  dunlin backup verify "$backup"
  ends 0
  local size i
  for i in 1 2 3 4 5; do
    for part in "$backup" "$backup.json"; do
      size=$(stat -c %s "$part")
      flip "$part" $((RANDOM * 32768 + RANDOM))
      dunlin backup verify "$backup"
      ends 1 D1043
      dunlin backup list backups --verify
      is "$status" 1
      has "$output" unusable
      mend
    done
  done
}

@test "backup: cut off, emptied, or with a flipped byte (SQLite)" {
  on_sqlite
  damaged
}

@test "backup: cut off, emptied, or with a flipped byte (PostgreSQL)" {
  on_postgres
  damaged
}

# seal: gives the manifest a checksum that holds, whatever stands in it.
seal() {
  python3 - "$backup.json" <<'EOF'
import hashlib, sys
text = open(sys.argv[1]).read()
body = text[:text.rindex('  "checksum"')]
digest = hashlib.sha256(body.encode()).hexdigest()
open(sys.argv[1], "w").write(f'{body}  "checksum": "{digest}"\n}}\n')
EOF
}

@test "backup: of another version" {
  on_sqlite
  with_backup
  sed -i 's/"format": 1,/"format": 2,/' "$backup.json"
  seal
  refused D1044
}

@test "backup: a dump that no pg_restore here can read" {
  on_postgres
  with_backup
  sed -i 's/"tool": "pg_dump [^"]*"/"tool": "pg_dump 99.1"/' "$backup.json"
  seal
  refused D1041
  has "$errors" postgresql-client-99
}

# A manifest that tells other rows, or another schema, than the file has.
untrue() {
  with_backup
  cp "$backup" good
  cp "$backup.json" good.json
  sed -i 's/"rows": 2$/"rows": 3/' "$backup.json"
  seal
  refused D1046
  has "$errors" User
  mend
  sed -i 's/\[\([0-9]*\),0,\\"title\\",/[\1,0,\\"titel\\",/' "$backup.json"
  seal
  refused D1046
  has "$errors" title
}

@test "backup: a manifest that is not true (SQLite)" {
  on_sqlite
  untrue
}

@test "backup: a manifest that is not true (PostgreSQL)" {
  on_postgres
  untrue
}

@test "backup: of another database (SQLite)" {
  on_sqlite
  with_backup
  other="$BATS_TEST_TMPDIR/other.db"
  "$DUNLIN" migrate deploy --url "file:$other" >/dev/null 2>&1
  dunlin backup create others --url "file:$other"
  ends 0
  mine=$backup
  theirs=$(echo others/*.db)
  backup=$theirs && refused D1045
  cp "$theirs" "$mine" && backup=$mine && refused D1043 # the file alone
  cp "$theirs.json" "$mine.json" && refused D1045       # and its manifest
  dunlin backup verify "$theirs" --other-database
  ends 0
}

@test "backup: of another database, and of a copy (PostgreSQL)" {
  on_postgres
  with_backup
  mine=$backup
  other=$(server_url "${name}_other")
  "$DUNLIN" migrate deploy --url "$other" >/dev/null 2>&1
  dunlin backup create others --url "$other"
  ends 0
  backup=$(echo others/*.dump) && refused D1045
  admin "DROP DATABASE \"${name}_other\""
  admin "CREATE DATABASE \"${name}_other\" TEMPLATE \"$name\""
  dunlin backup restore "$mine" --url "$other" --force
  ends 1 D1045
  has "$errors" copy
  dunlin backup restore "$mine" --url "$other" --force --other-database
  ends 0
  admin "DROP DATABASE \"${name}_other\""
}

@test "backup: one of SQLite is not for PostgreSQL" {
  on_postgres
  needs_postgres
  with_data
  sqlite3 x.db 'CREATE TABLE t (x)'
  dunlin backup create backups --url file:x.db
  ends 0
  backup=$(find_backup)
  refused D1045
}

# ---- folders ----

listed_and_pruned() {
  with_data
  for i in 1 2 3; do
    dunlin backup create backups --keep-last 2
    ends 0
  done
  is "$(files '*.json')" 2
  is "$(files)" 4
  touch backups/.dunlin-partial-12345678-left backups/.dunlin-partial-12345678-left-journal
  dunlin backup create backups --keep-last 1 --json
  ends 0
  is "$(json '$.removed[1]' | grep -c backups)" 1
  is "$(files)" 2
  dunlin backup list backups --verify --json
  ends 0
  is_document
  is "$(json '$.backups[0].usable')" 1
  is "$(json '$.backups[0].lastMigration')" 20240103000000_name
  dunlin backup list nowhere
  ends 1 D1007
}

@test "backup: the folder is listed and pruned (SQLite)" {
  on_sqlite
  listed_and_pruned
}

@test "backup: the folder is listed and pruned (PostgreSQL)" {
  on_postgres
  listed_and_pruned
}

@test "backup: those of other databases are not pruned" {
  on_sqlite
  with_data
  sqlite3 other.db 'CREATE TABLE t (x)'
  dunlin backup create backups --url file:other.db
  dunlin backup create backups --keep-last 1
  ends 0
  is "$(files '*.json')" 2
  dunlin backup create backups --keep-last 0
  ends 1 D1001
}

# ---- client programs ----

# pg_dump_of FOLDER VERSION [LINE …]: one of a version, which then does what the lines say.
pg_dump_of() {
  mkdir -p "$1"
  {
    # shellcheck disable=SC2016  # for the program to expand
    printf '#!/bin/sh\n[ "$1" != --version ] || { echo "pg_dump (PostgreSQL) %s"; exit; }\n' "$2"
    printf '%s\n' "${@:3}"
  } >"$1/pg_dump"
  chmod +x "$1/pg_dump"
}

@test "backup: the oldest pg_dump that is new enough is taken" {
  on_postgres
  with_data
  pg_dump_of old 9.6.1 'exit 3'
  pg_dump_of newest 98.1 'exit 4'
  pg_dump_of newer 97.2 'exit 5'
  PATH="$project/old:$project/newest:$project/newer:$PATH" dunlin backup create backups
  ends 0
  fails grep -E '"tool": "pg_dump 9[678]' backups/*.json
}

@test "backup: no password on a command line, nor in a message" {
  on_postgres
  with_data
  role reader "PASSWORD 'secret-word' IN ROLE pg_read_all_data"
  major=$(admin 'SHOW server_version_num' | cut -c 1-2)
  pg_dump_of bin "$major.0" 'echo "$@" >seen; env >environment; exit 1'
  export DATABASE_URL=${DATABASE_URL/postgres@/$role:secret-word@}
  PATH="$project/bin:$PATH" dunlin backup create backups
  ends 1 D1042
  lacks "$(<seen)" secret-word
  has "$(<environment)" PGPASSWORD=secret-word
  lacks "$errors$output" secret-word
  is "$(files)" 0
}

# ---- migrate deploy --backup ----

deployed_with_backup() {
  with_data
  migration 20240104000000_more 'CREATE TABLE "More" ("id" INTEGER PRIMARY KEY);'
  dunlin migrate deploy --backup backups --dry-run
  ends 0
  has "$output" "backup would be made"
  [ ! -e backups ]
  dunlin migrate deploy --backup backups --verify-backup --json
  ends 0
  is_document
  is "$(json '$.backup.verified')" 1
  is "$(json '$.backup.lastMigration')" 20240103000000_name
  is "$(json '$.applied[0].name')" 20240104000000_more
  dunlin migrate deploy --backup backups
  ends 0
  is "$(files '*.json')" 1 # nothing was pending
}

@test "deploy: a backup before the first pending migration (SQLite)" {
  on_sqlite
  deployed_with_backup
}

@test "deploy: a backup before the first pending migration (PostgreSQL)" {
  on_postgres
  deployed_with_backup
}

failing_deploy() {
  with_data
  migration 20240104000000_more 'CREATE TABLE "More" ("id" INTEGER PRIMARY KEY);'
  migration 20240105000000_broken 'INSERT INTO "Missing" VALUES (1);'
  local before
  before=$(contents)
  dunlin migrate deploy --backup 'my backups'
  ends 1 P3018
  is "$(tables)" "More Post User"
  command=$(grep -o 'dunlin backup restore .*' <<<"$errors")
  eval "${command/dunlin/\"\$DUNLIN\"} --force" >/dev/null
  is "$(contents)" "$before"
  is "$(tables)" "Post User"
  dunlin migrate deploy --backup 'my backups' --restore-on-failure
  ends 1 P3018
  has "$errors" "put back"
  is "$(contents)" "$before"
  is "$(tables)" "Post User"
}

@test "deploy: a failure tells how to restore, or restores (SQLite)" {
  on_sqlite
  failing_deploy
}

@test "deploy: a failure tells how to restore, or restores (PostgreSQL)" {
  on_postgres
  failing_deploy
}

@test "deploy: nothing is applied when the backup fails" {
  on_sqlite
  with_data
  migration 20240104000000_more 'CREATE TABLE "More" ("id" INTEGER PRIMARY KEY);'
  : >backups
  dunlin migrate deploy --backup backups
  ends 1 D1021
  is "$(tables)" "Post User"
  dunlin migrate deploy --restore-on-failure
  ends 1 D1001
}

# A pg_dump whose file is spoilt is only found out by --verify-backup.
@test "deploy: --verify-backup refuses what is damaged, before any migration" {
  on_postgres
  with_data
  admin "CREATE DATABASE \"${name}_other\""
  psql -Xq -d "$(server_url "${name}_other")" -c 'CREATE TABLE other (x int)'
  migration 20240104000000_more 'CREATE TABLE "More" ("id" INTEGER PRIMARY KEY);'
  local all=(/usr/lib/postgresql/*/bin/pg_dump)
  real=${all[-1]}
  major=$(admin 'SHOW server_version_num' | cut -c 1-2)
  local spoil
  for spoil in 'truncate -s -30 "$file"' ': >"$file"' 'printf "\\377" | dd of="$file" bs=1 seek=2 conv=notrunc 2>/dev/null' \
    "PGDATABASE=${name}_other $real --format=custom --file=\"\$file\"" \
    'printf "\\377" | dd of="$file" bs=1 seek=5 conv=notrunc 2>/dev/null'; do
    pg_dump_of bin "$major.0" "for word; do case \$word in --file=*) file=\${word#--file=};; esac; done" \
      "$real \"\$@\" || exit" "$spoil"
    PATH="$project/bin:$PATH" dunlin migrate deploy --backup backups --verify-backup
    is "$status" 1
    [[ $errors == *"Error: D1046"* || $errors == *"Error: D1047"* ]]
    is "$(tables)" "Post User"
  done
  nothing_is_left
  admin "DROP DATABASE \"${name}_other\""
}

# ---- other states ----

@test "backup: a database without a history, and an empty one" {
  on_postgres
  create_database
  dunlin backup create empty --verify
  ends 0
  sql 'CREATE TABLE t (x int); INSERT INTO t VALUES (1)'
  dunlin backup create backups --verify --json
  ends 0
  is_document
  is "$(json '$.backup.lastMigration')" ""
  sql 'DROP TABLE t'
  dunlin backup restore "$(find_backup)" --force
  ends 0
  is "$(sql 'SELECT count(*) FROM t')" 1
}

@test "backup: an interrupt leaves nothing behind" {
  on_postgres
  with_backup
  major=$(grep -o '"pg_dump [0-9]*' "$backup.json" | tr -dc 0-9)
  pg_dump_of bin "$major.0" 'exec sleep 60'
  sed 's/pg_dump/pg_restore/' bin/pg_dump >bin/pg_restore
  chmod +x bin/pg_restore
  before=$(admin "SELECT count(*) FROM pg_database WHERE datname LIKE '\_dunlin\_spare%'")
  local command
  for command in "backup create backups" "backup verify $backup"; do
    # shellcheck disable=SC2086  # words
    PATH="$project/bin:$PATH" "$DUNLIN" $command >/dev/null 2>&1 &
    background=$!
    sleep 1.5
    kill -TERM $background
    status=0
    wait $background || status=$?
    is "$status" 130
  done
  is "$(files)" 2
  is "$(admin "SELECT count(*) FROM pg_database WHERE datname LIKE '\_dunlin\_spare%'")" "$before"
}
