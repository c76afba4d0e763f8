#!/usr/bin/env bats
# dunlin format: which files are written, and how.

load helper

ragged() {
  printf 'datasource db {\n provider="sqlite"\n url="file:x"\n}\n\nmodel A {\nid Int @id\n  name   String?\n}\n'
}

tidy() {
  printf 'datasource db {\n  provider = "sqlite"\n  url      = "file:x"\n}\n\nmodel A {\n  id   Int     @id\n  name String?\n}\n'
}

@test "format: writes the file, once" {
  ragged >prisma/schema.prisma
  chmod 640 prisma/schema.prisma
  dunlin format
  ends 0
  has "$output" prisma/schema.prisma
  is "$errors" ""
  is "$(cat prisma/schema.prisma)" "$(tidy)"
  is "$(stat -c %a prisma/schema.prisma)" 640
  is "$(ls prisma)" "migrations
schema.prisma"
  touch -d '2020-01-01' prisma/schema.prisma
  dunlin format
  ends 0
  has "$output" "Already formatted"
  is "$(stat -c %y prisma/schema.prisma | cut -c 1-4)" 2020
}

@test "format: --check writes nothing" {
  ragged >prisma/schema.prisma
  dunlin format --check
  ends 1
  has "$output" prisma/schema.prisma
  is "$(cat prisma/schema.prisma)" "$(ragged)"
  dunlin format --check --json
  ends 1
  is_document
  is "$(json '$.changed[0]')" "$project/prisma/schema.prisma"
  dunlin format --json
  ends 0
  is_document
  is "$(json '$.changed[0]') $(json '$.files')" "$project/prisma/schema.prisma 1"
  dunlin format --check
  ends 0
}

@test "format: adds the other side of a relation" {
  printf 'datasource db {\n  provider = "sqlite"\n}\n\nmodel A {\n  id Int @id\n  b  B[]\n}\n\nmodel B {\n  id Int @id\n}\n' >prisma/schema.prisma
  dunlin format
  ends 0
  dunlin validate
  ends 0
  has "$(cat prisma/schema.prisma)" "@relation(fields: [aId], references: [id])"
}

@test "format: a folder; only what differs is written" {
  mkdir -p folder/inner
  tidy >folder/a.prisma
  printf 'model B {\nid Int @id\n}\n' >folder/inner/b.prisma
  dunlin format --schema folder
  ends 0
  is "$output" "Formatted: folder/inner/b.prisma"
  is "$(cat folder/inner/b.prisma)" "$(printf 'model B {\n  id Int @id\n}\n')"
}

@test "format: other errors are no obstacle, and are told" {
  ragged >prisma/schema.prisma
  printf 'model B {\n  a Foo\n}\n' >>prisma/schema.prisma
  dunlin format
  ends 0
  has "$errors" "1 error"
  has "$errors" "dunlin validate"
  has "$(cat prisma/schema.prisma)" "  name String?"
}

@test "format: a line that cannot be read is shown, and nothing is written" {
  ragged >prisma/schema.prisma
  echo 'nonsense here' >>prisma/schema.prisma
  cp prisma/schema.prisma before
  dunlin format
  ends 1 P1012
  has "$errors" prisma/schema.prisma:10:1
  cmp prisma/schema.prisma before
  dunlin format --json
  ends 1
  is_document
  is "$(json '$.diagnostics[0].line')" 10
}

@test "format: a link stays one; a folder that may not be written" {
  mkdir real
  ragged >real/schema.prisma
  ln -s ../real/schema.prisma prisma/schema.prisma
  dunlin format
  ends 0
  [ -L prisma/schema.prisma ]
  is "$(cat real/schema.prisma)" "$(tidy)"
  [ "$(id -u)" != 0 ] || skip "root may write everywhere"
  ragged >real/schema.prisma
  chmod a-w real
  dunlin format
  status_before=$status
  chmod u+w real
  is "$status_before" 1
  is "$(cat real/schema.prisma)" "$(ragged)"
}

@test "format: no environment is needed" {
  schema postgresql
  dunlin format
  ends 0
  is "$errors" ""
}

@test "format: killed in the middle, the file is the old one or the new one" {
  { ragged; for i in $(seq 20000); do printf 'model M%d {\nid Int @id\n}\n' "$i"; done; } >prisma/schema.prisma
  cp prisma/schema.prisma old
  dunlin format
  ends 0
  cp prisma/schema.prisma new
  for delay in 0.01 0.02 0.03 0.05 0.08 0.1 0.15; do
    cp old prisma/schema.prisma
    "$DUNLIN" format >/dev/null 2>&1 &
    sleep $delay
    kill -9 $! 2>/dev/null || true
    wait $! 2>/dev/null || true
    cmp -s prisma/schema.prisma old || cmp prisma/schema.prisma new
  done
}
