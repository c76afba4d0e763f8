#!/usr/bin/env bats
# dunlin validate: what is wrong with a schema, and how it is shown.

load helper

setup_schema() {
  schema "${1:-postgresql}"
  export DATABASE_URL=postgresql://h/d
}

# model LINE …: appends a model of these lines to the schema.
model() {
  printf '\nmodel A {\n' >>prisma/schema.prisma
  printf '  %s\n' "$@" >>prisma/schema.prisma
  printf '}\n' >>prisma/schema.prisma
}

# at N: start, end and severity of the N-th diagnostic, and the bytes that it names.
at() {
  local start end
  start=$(json "\$.diagnostics[$1].startByte")
  end=$(json "\$.diagnostics[$1].endByte")
  printf '%s %s' "$(json "\$.diagnostics[$1].severity")" \
    "$(tail -c +$((start + 1)) "$(json "\$.diagnostics[$1].file")" | head -c $((end - start)))"
}

count() { json '$.diagnostics' >/dev/null && sqlite3 :memory: "SELECT json_array_length(CAST(readfile('$BATS_TEST_TMPDIR/stdout') AS TEXT), '\$.diagnostics')"; }

@test "validate: a valid schema, in words and as JSON" {
  setup_schema
  model 'id Int @id'
  dunlin validate
  ends 0
  has "$output" prisma/schema.prisma
  is "$errors" ""
  dunlin validate --json
  ends 0
  is "$(tr -d ' \n' <"$BATS_TEST_TMPDIR/stdout")" '{"diagnostics":[]}'
}

@test "validate: every provider, with no database of it anywhere" {
  for provider in postgresql postgres mysql sqlite sqlserver cockroachdb; do
    setup_schema $provider
    model 'id Int @id'
    dunlin validate
    ends 0
  done
  setup_schema mongodb
  model 'id String @id @map("_id")'
  dunlin validate
  ends 0
}

@test "validate: an error has its place, its line and the marks under it" {
  setup_schema
  model 'id Int @id' 'name Strin'
  dunlin validate
  ends 1 P1012
  is "$output" ""
  has "$errors" "prisma/schema.prisma:12:8
  12 |   name Strin
     |        ^^^^^
"
  dunlin validate --json
  ends 1
  is "$errors" ""
  is "$(count) $(at 0)" "1 error Strin"
  is "$(json '$.diagnostics[0].line'):$(json '$.diagnostics[0].column') $(json '$.diagnostics[0].code')" "12:8 P1012"
  is "$(json '$.diagnostics[0].file')" "$project/prisma/schema.prisma"
}

@test "validate: all errors and warnings, in order; warnings alone are exit 0" {
  setup_schema
  sed -i 's/"prisma-client-js"/"prisma-client-js"\n  previewFeatures = ["omitApi"]/' prisma/schema.prisma
  model 'id Int @id'
  dunlin validate
  ends 0
  has "$errors" warning:
  has "$output" "1 warning"
  PRISMA_DISABLE_WARNINGS=1 dunlin validate
  ends 0
  is "$errors" ""
  dunlin validate --json
  ends 0
  is "$(count) $(at 0)" '1 warning ["omitApi"]'
  is "$(json '$.diagnostics[0].code')" ""
  printf 'model B {\n  a Foo\n  b Bar\n}\n' >>prisma/schema.prisma
  dunlin validate
  ends 1 P1012
  has "$errors" "2 errors and 1 warning"
}

@test "validate: lines with tabs, wide characters and CRLF; spans over several lines, and of none" {
  setup_schema
  printf 'model A {\r\n\tid\tInt\t@id\r\n\tx\tFoo // 日本\r\n}\r\n' >>prisma/schema.prisma
  dunlin validate
  ends 1
  has "$errors" $'11 |     x   Foo // 日本\n     |         ^^^\n'
  lacks "$errors" $'\r'
  setup_schema
  printf 'model A {\n  a Int // 日本 é\n  b Int\n}\n' >>prisma/schema.prisma
  dunlin validate
  ends 1
  has "$errors" $' 9 | model A {\n     | ^^^^^^^^^\n     …\n  12 | }\n     | ^\n'
  dunlin validate --json
  is "$(json '$.diagnostics[0].line')" 9
}

@test "validate: the schema can neither control the terminal nor show its passwords" {
  setup_schema
  printf 'model A {\n  id Int @id @x("\033[2J\033]0;title\007")\n  y F\xe2\x80\xae\n}\n' >>prisma/schema.prisma
  sed -i 's|env("DATABASE_URL")|["postgresql://u:S3CRET@h/d"]|' prisma/schema.prisma
  dunlin validate
  ends 1
  lacks "$errors" $'\033'
  lacks "$errors" $'\xe2\x80\xae'
  lacks "$errors" S3CRET
  dunlin validate --json
  ends 1
  lacks "$output" S3CRET
}

@test "validate: a line of a megabyte is cut around the marks" {
  setup_schema
  { printf 'model A {\n  id Int @id @map("'; head -c 1000000 /dev/zero | tr '\0' x; printf '") @nonsense\n}\n'; } >>prisma/schema.prisma
  dunlin validate
  ends 1
  [ ${#errors} -lt 2000 ]
  has "$errors" "@nonsense
"
  has "$errors" …
}

@test "validate: as wide as the terminal, with colours there" {
  setup_schema
  model 'id Int @id @map("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa") @nonsense'
  COLUMNS=40 dunlin validate
  ends 1
  while read -r line; do
    [ ${#line} -le 40 ] || [[ $line != *" | "* ]] || { echo "$line"; return 1; }
  done <<<"$errors"
  dunlin_answering '' validate
  ends 1
  has "$output" $'\e['
  NO_COLOR=1 dunlin_answering '' validate
  lacks "$output" $'\e['
}

@test "validate: a folder is one schema" {
  mkdir -p "schema dir/inner"
  printf 'datasource db {\n  provider = "sqlite"\n}\n' >"schema dir/a.prisma"
  printf '\nmodel A {\n  id Int @id\n  b B[]\n}\n' >"schema dir/b.prisma"
  printf '\n\nmodel B {\n  id Int @id\n  a A @relation(fields: [aId], references: [id])\n  aId Int\n  x Foo\n}\n' >"schema dir/inner/c.prisma"
  echo nonsense >"schema dir/readme.md"
  dunlin validate --schema "schema dir"
  ends 1 P1012
  has "$errors" "schema dir/inner/c.prisma:7:5"
  dunlin validate --schema "schema dir" --json
  is "$(count) $(at 0)" "1 error Foo"
  is "$(json '$.diagnostics[0].line')" 7
  sed -i s/Foo/Int/ "schema dir/inner/c.prisma"
  dunlin validate --schema "schema dir"
  ends 0
  has "$output" "3 files"
}

@test "validate: a byte order mark counts in offsets, not in columns" {
  printf '\xef\xbb\xbfdatasource db {\n  provider = "nonsense"\n}\n' >prisma/schema.prisma
  dunlin validate --json
  ends 1
  is "$(at 0)" 'error "nonsense"'
  printf '\xef\xbb\xbfnonsense\n' >prisma/schema.prisma
  dunlin validate --json
  is "$(json '$.diagnostics[0].start') $(json '$.diagnostics[0].startByte') $(json '$.diagnostics[0].line'):$(json '$.diagnostics[0].column')" "1 3 1:1"
}

@test "validate: offsets are in code units of UTF-16, and in bytes" {
  printf '// \u00e9\u65e5\U0001f600\nnonsense\n' >prisma/schema.prisma
  dunlin validate --json
  is "$(json '$.diagnostics[0].start') $(json '$.diagnostics[0].end')" "8 17"
  is "$(json '$.diagnostics[0].startByte') $(json '$.diagnostics[0].endByte')" "13 22"
}

@test "validate: no schema, one that cannot be read, a folder without any, no UTF-8" {
  dunlin validate
  ends 1 D1002
  mkdir empty
  dunlin validate --schema empty
  ends 1 D1002
  dunlin validate --schema missing.prisma
  ends 1 D1002
  printf 'model A {\n  \xff\n}\n' >bad.prisma
  dunlin validate --schema bad.prisma
  ends 1 P1012
  has "$errors" bad.prisma:2:3
  dunlin validate --schema bad.prisma --json
  ends 1
  is_document P1012
  dunlin validate --schema missing.prisma --json
  ends 1
  is_document D1002
}

@test "validate: an empty schema is valid, and so is one without a datasource" {
  : >prisma/schema.prisma
  dunlin validate
  ends 0
  printf 'model A {\n  id Int @id\n}\n' >prisma/schema.prisma
  dunlin validate
  ends 0
}

@test "validate: the environment of version 6" {
  schema postgresql
  model 'id Int @id'
  dunlin validate
  ends 1 P1012
  has "$errors" "prisma/schema.prisma:3:14"
  has "$errors" DATABASE_URL
  DATABASE_URL=" " dunlin validate --json
  ends 1
  is "$(count) $(at 0)" '1 error env("DATABASE_URL")'
  DATABASE_URL=mysql://h/d dunlin validate
  ends 0
  has "$errors" warning
  echo 'DATABASE_URL="postgresql://h/d"' >.env
  dunlin validate
  ends 0
  rm .env
  sed -i 's/env("DATABASE_URL")/"postgresql:\/\/h\/d"\n  directUrl = env("DIRECT")\n  shadowDatabaseUrl = env("SHADOW")/' prisma/schema.prisma
  dunlin validate --json
  ends 1
  is "$(count) $(at 0)" '1 error env("DIRECT")'
  DIRECT=x dunlin validate
  ends 0
  echo 'nonsense' >>prisma/schema.prisma # what is wrong with the schema comes first
  dunlin validate --json
  is "$(count) $(at 0)" '1 error nonsense'
}

@test "validate: whose rules" {
  setup_schema
  model 'id Int @id'
  dunlin validate --prisma 7 --json
  ends 1
  is "$(at 0)" 'error url      = env("DATABASE_URL")'
  DUNLIN_PRISMA_VERSION=7 dunlin validate
  ends 1 P1012
  echo 'prisma = 7' >dunlin.toml
  dunlin validate
  ends 1 P1012
  dunlin validate --prisma 6
  ends 0
  rm dunlin.toml
  echo '{"devDependencies": {"prisma": "^7.1.0"}}' >package.json
  dunlin validate
  ends 1 P1012
  sed -i '/url/d' prisma/schema.prisma
  dunlin validate
  ends 0
  dunlin validate --prisma 6
  ends 1 P1012
  rm package.json
  dunlin validate # version 7, by its looks
  ends 0
  for version in 8 six ""; do
    dunlin validate --prisma "$version"
    [ -n "$version" ] || continue
    ends 1 D1001
  done
}

@test "validate: a configuration file names the schema, and need not have a URL" {
  mkdir db
  printf 'datasource db {\n  provider = "postgresql"\n}\n' >db/main.prisma
  # shellcheck disable=SC2016
  echo 'import { defineConfig, env } from "prisma/config"
export default defineConfig({ schema: "db/main.prisma", datasource: { url: env("NOT_SET") } })' >prisma.config.ts
  dunlin validate
  ends 0
  has "$output" db/main.prisma
}

@test "validate: a name that is taken says by what" {
  setup_schema
  printf 'enum Role {\n  A\n}\nmodel Role {\n  id Int @id\n}\n' >>prisma/schema.prisma
  dunlin validate
  ends 1
  has "$errors" "there is an enum 'Role' already"
}

@test "validate: more than is worth showing" {
  setup_schema
  { echo 'model A {'; for i in $(seq 12000); do echo "  f$i Foo"; done; echo '}'; } >>prisma/schema.prisma
  dunlin validate
  ends 1
  has "$errors" "12000 errors"
  has "$errors" "2000 more"
  dunlin validate --json
  ends 1
  is "$(count) $(json '$.omitted')" "10000 2000"
}

@test "validate: a reader that goes away" {
  setup_schema
  { echo 'model A {'; for i in $(seq 3000); do echo "  f$i Foo"; done; echo '}'; } >>prisma/schema.prisma
  { "$DUNLIN" validate 2>&1 >/dev/null || true; } | head -n 1 >out
  has "$(cat out)" error
}
