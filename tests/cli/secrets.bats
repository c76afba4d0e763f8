#!/usr/bin/env bats
# A password never appears in any output, whatever goes wrong.

load helper

secret='S3cret-Passw0rd'

setup_project() {
  database=""
  schema postgresql
  migration 20240101000000_init 'CREATE TABLE "User" (id INT);'
  echo 'SELECT 1;' >script.sql
}

# keeps_quiet CODE [TEXT …]: every command fails with the code, and tells none of the texts, nor the
# password.
keeps_quiet() {
  local code=$1
  shift
  for words in "migrate deploy" "migrate deploy --dry-run" "migrate status" "migrate resolve --applied 20240101000000_init" \
    "migrate resolve --rolled-back 20240101000000_init" "migrate reset --force" "db execute --file script.sql"; do
    # shellcheck disable=SC2086  # words
    dunlin $words
    tells_nothing "$@"
    ends 1 "$code"
  done
  dunlin migrate deploy --json
  tells_nothing "$@"
  ends 1
  is_document "$code"
  dunlin db execute --file script.sql --json --url "$DATABASE_URL"
  tells_nothing "$@"
  ends 1
  is_document
}

tells_nothing() {
  local text
  for text in "$secret" "$@"; do lacks "$output$errors" "$text"; done
}

@test "secrets: a wrong password" {
  setup_project
  stand_in password 28P01 'password authentication failed for user "app"'
  DATABASE_URL="postgresql://app:$secret@127.0.0.1:$port/shop?schema=public"
  export DATABASE_URL
  keeps_quiet P1000
}

@test "secrets: a password with odd characters, written and decoded" {
  setup_project
  stand_in password 28P01 'password authentication failed for user "app"'
  export DATABASE_URL="postgresql://app:p%40ss%2Fw0rd%23x@127.0.0.1:$port/shop"
  keeps_quiet P1000 'p%40ss' 'p@ss/w0rd' 'w0rd%23x' 'w0rd#x'
}

@test "secrets: a server that is not there" {
  setup_project
  export DATABASE_URL="postgresql://app:$secret@127.0.0.1:1/shop"
  keeps_quiet P1001
  export DATABASE_URL="postgresql://app:$secret@no-such-host.invalid:5432/shop"
  dunlin migrate status
  tells_nothing
  ends 1 P1001
  dunlin migrate deploy --wait 1s
  tells_nothing
  ends 1 P1001
}

@test "secrets: a missing database" {
  needs_postgres
  setup_project
  url=$(server_url dunlin_cli_no_such_database)
  address=${url#*://} address=${address#*@}
  user=${url#*://} user=${user%%[:@]*}
  export DATABASE_URL="postgresql://$user:$secret@$address"
  for words in "migrate status" "migrate resolve --rolled-back x" "db execute --file script.sql" "migrate deploy --dry-run"; do
    # shellcheck disable=SC2086
    dunlin $words
    tells_nothing
  done
  dunlin migrate status --json
  tells_nothing
  is_document
}

@test "secrets: access is denied, too many connections, the server is going down" {
  setup_project
  stand_in fatal 28000 'no pg_hba.conf entry for host "127.0.0.1", user "app", database "shop", no encryption'
  export DATABASE_URL="postgresql://app:$secret@127.0.0.1:$port/shop"
  keeps_quiet P1010
  kill "$background"
  stand_in fatal 53300 'sorry, too many clients already'
  export DATABASE_URL="postgresql://app:$secret@127.0.0.1:$port/shop"
  dunlin migrate status
  tells_nothing
  ends 1 P2037
}

@test "secrets: TLS is asked for and refused (P1011)" {
  setup_project
  stand_in fatal 28000 'must not be reached'
  export DATABASE_URL="postgresql://app:$secret@127.0.0.1:$port/shop?sslmode=require"
  keeps_quiet P1011 'must not be reached'
  export DATABASE_URL="postgresql://app:$secret@127.0.0.1:$port/shop?sslmode=require&sslaccept=strict"
  dunlin migrate status
  tells_nothing 'must not be reached'
  ends 1 P1011
}

@test "secrets: TLS is refused by a real server (P1011)" {
  needs_postgres
  [ "$(admin 'SHOW ssl')" = off ] || skip "the server offers TLS"
  setup_project
  url=$(server_url postgres)
  export DATABASE_URL="$url?sslmode=require"
  dunlin migrate status
  ends 1 P1011
  export DATABASE_URL="$url?sslmode=prefer"
  dunlin migrate status
  ends 1
  lacks "$errors" P1011
}

@test "secrets: a server that accepts and never answers" {
  setup_project
  stand_in silent
  SECONDS=0
  DATABASE_URL="postgresql://app:$secret@127.0.0.1:$port/shop?connect_timeout=1" dunlin migrate status
  tells_nothing
  ends 1 P1001 || ends 1 P1002
  [ $SECONDS -lt 15 ]
}

@test "secrets: a connection string that is not valid" {
  setup_project
  for url in "postgresql://app:$secret@host:nonsense/shop" "postgresql://app:$secret/x@host/shop" \
    "postgresql://app:#$secret@host:5432/shop" "postgresql://app:$secret@[::1/shop" \
    "postgresql://app:$secret@host/shop?connect_timeout=soon" "postgresql:app:$secret@host/shop" \
    "postgresql://app:$secret@host/shop?sslidentity=x.p12&sslpassword=$secret" \
    "prisma+postgres://accelerate.example.org/?api_key=$secret"; do
    export DATABASE_URL=$url
    for words in "migrate deploy" "migrate status --json" "migrate reset --force" "db execute --file script.sql --url $url"; do
      # shellcheck disable=SC2086
      dunlin $words
      tells_nothing
      ends 1
    done
  done
}

@test "secrets: a scheme that does not fit the provider, one that nobody knows" {
  setup_project
  for url in "mysql://app:$secret@host/shop" "mongodb+srv://app:$secret@host/shop" "nonsense://app:$secret@host/shop" \
    "app:$secret@host/shop" "prisma://accelerate.example.org/?api_key=$secret" "$secret" "'postgresql://app:$secret@host/shop'"; do
    export DATABASE_URL=$url
    dunlin migrate deploy
    tells_nothing
    ends 1
    dunlin migrate status --json
    tells_nothing
    ends 1
    dunlin db execute --file script.sql --url "$url"
    tells_nothing
    ends 1
  done
}

@test "secrets: a URL written into the schema is not shown with the place of the error" {
  setup_project
  for line in "url = \"mysql://app:$secret@host/shop\"" "url = \"postgresql://app:$secret@host:x/shop\"" \
    "url = env(\"NOT_SET\") // postgresql://app:$secret@host/shop" \
    "url = \"\" // was postgresql://app:$secret@host/shop" "url = [\"postgresql://app:$secret@host/shop\"]" \
    "url = \"postgresql://app:$secret@host/shop" "url = postgresql://app:$secret@host/shop"; do
    printf 'datasource db {\n  provider = "postgresql"\n  %s\n}\n' "$line" >prisma/schema.prisma
    dunlin migrate status
    tells_nothing
    ends 1
    dunlin migrate deploy --json
    tells_nothing
    ends 1
  done
}

@test "secrets: a URL written into prisma.config.ts, whatever is wrong there" {
  setup_project
  printf 'datasource db {\n  provider = "postgresql"\n}\n' >prisma/schema.prisma
  for value in "compute(\"postgresql://app:$secret@host/shop\")" "\"mysql://app:$secret@host/shop\"" \
    "\"postgresql://app:$secret@host:x/shop\"" "\"postgresql://app:$secret@host/shop" "[\"postgresql://app:$secret@host/shop\"]" \
    "\"postgresql://app:$secret@127.0.0.1:1/shop\" + 1 - compute()" "postgresql://app:$secret@host/shop"; do
    printf 'export default { datasource: { url: %s } };\n' "$value" >prisma.config.ts
    dunlin migrate status
    tells_nothing
    ends 1
    dunlin migrate deploy --json
    tells_nothing
    ends 1
  done
}

@test "secrets: a .env file with secrets in lines that cannot be read" {
  on_sqlite
  unset DATABASE_URL
  printf 'DATABASE_URL="postgresql://app:%s@host/shop\nOTHER=%s\n%s\n' $secret $secret $secret >.env
  dunlin migrate status
  tells_nothing
  ends 1
  printf 'A=${B}\nB=${A}%s\n' $secret >.env
  dunlin migrate status
  tells_nothing
  ends 1
}

@test "secrets: a script's own statement may fail, the connection's password is not told" {
  on_postgres
  create_database
  address=${postgres#*@}
  export DATABASE_URL="postgresql://${postgres#*://}"
  DATABASE_URL="postgresql://$(admin 'SELECT current_user'):$secret@$address"
  failing_migrations
  dunlin migrate deploy
  tells_nothing
  ends 1 P3018
  lacks "$(sql 'SELECT logs FROM _prisma_migrations WHERE logs IS NOT NULL')" "$secret"
  dunlin migrate status --json
  tells_nothing
}

@test "secrets: a URL in the wrong place on the command line" {
  url="postgresql://app:$secret@host/shop"
  for words in "$url" "migrate $url" "migrate deploy --$url" "migrate deploy --wait $url" "migrate deploy --script-mode $url" \
    "completion $url" "help $url" "migrate status --json=$url" "migrate deploy --config $url" "migrate deploy --schema $url"; do
    # shellcheck disable=SC2086
    dunlin $words
    tells_nothing
    ends 1
  done
}

@test "secrets: a database that does exist, in what success says" {
  needs_postgres
  on_postgres
  address=${postgres#*@}
  DATABASE_URL="postgresql://$(admin 'SELECT current_user'):$secret@$address"
  three_migrations
  dunlin migrate deploy
  tells_nothing
  ends 0
  dunlin migrate deploy --json
  tells_nothing
  dunlin migrate status --json
  tells_nothing
  FORCE_COLOR=1 DEBUG='*' dunlin migrate status
  tells_nothing
}
