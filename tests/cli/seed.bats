#!/usr/bin/env bats
# dunlin db seed: finding the seed command and running it.

load helper

# seed_command COMMAND: into package.json, as versions 5 and 6 have it.
seed_command() {
  printf '{ "name": "x", "prisma": { "seed": "%s" } }\n' "$1" >package.json
}

# A program that tells its arguments, one a line.
tell() {
  mkdir -p "${1%/*}"
  printf '%s\n' '#!/bin/sh' 'for word; do echo "<$word>"; done' 'echo "in $PWD, with ${SEED_VALUE-nothing}"' >"$1"
  chmod +x "$1"
}

@test "seed: the command of package.json, in the working folder" {
  tell ./tell
  seed_command './tell one two'
  dunlin db seed
  ends 0
  has "$output" '<one>
<two>'
  has "$output" "in $project, with nothing"
}

@test "seed: no shell: blanks part words, a backslash keeps one, nothing else has a meaning" {
  tell ./tell
  seed_command './tell  a\\ b && c | d > e $HOME `x` ; \"f g\" *'
  dunlin db seed
  ends 0
  has "$output" '<a b>
<&&>
<c>
<|>
<d>
<>>
<e>
<$HOME>
<`x`>
<;>
<"f>
<g">
<*>'
  [ ! -e e ]
}

@test "seed: words behind -- are added, each as one" {
  tell ./tell
  seed_command './tell one'
  dunlin db seed -- --environment 'two three' -x
  ends 0
  has "$output" '<one>
<--environment>
<two three>
<-x>'
}

@test "seed: an unknown option in front of -- is an error that names --" {
  tell ./tell
  seed_command './tell one'
  dunlin db seed --environment staging
  ends 1
  has "$errors" " -- "
  lacks "$output" '<one>'
}

@test "seed: programs of node_modules/.bin, here and above, before those of PATH" {
  tell node_modules/.bin/tell-seed
  tell node_modules/.bin/ls
  mkdir -p packages/app
  seed_command 'tell-seed one'
  dunlin db seed
  ends 0
  has "$output" '<one>'
  cd packages/app
  dunlin db seed
  ends 0
  has "$output" '<one>'
  seed_command 'ls two'
  dunlin db seed
  has "$output" '<two>'
}

@test "seed: a failing command is exit 1, also one that a signal ends" {
  printf '#!/bin/sh\necho about to fail >&2\nexit 7\n' >fail
  printf '#!/bin/sh\nkill -KILL $$\n' >die
  chmod +x fail die
  seed_command './fail'
  dunlin db seed
  ends 1
  has "$errors" "about to fail"
  dunlin db seed --json
  ends 1
  is_document
  seed_command './die'
  dunlin db seed
  ends 1
}

@test "seed: a program that is missing or cannot be run is exit 1" {
  seed_command 'no-such-program --x'
  dunlin db seed
  ends 1
  has "$errors" no-such-program
  echo text >text
  seed_command './text'
  dunlin db seed
  ends 1
  seed_command './missing'
  dunlin db seed --json
  ends 1
  is_document
}

@test "seed: none configured is exit 0" {
  dunlin db seed
  ends 0
  seed_command ''
  dunlin db seed
  ends 0
  echo '{ "name": "x" }' >package.json
  dunlin db seed --json
  ends 0
  is_document
}

@test "seed: not a text is an error" {
  echo '{ "prisma": { "seed": ["a"] } }' >package.json
  dunlin db seed
  ends 1
  echo '{ "prisma": ' >package.json
  dunlin db seed
  ends 1
}

@test "seed: the nearest package.json counts, also when it has no seed" {
  tell ./tell
  seed_command "$project/tell one"
  mkdir -p packages/app
  echo '{ "name": "app" }' >packages/app/package.json
  cd packages/app
  dunlin db seed
  ends 0
  lacks "$output" '<one>'
}

@test "seed: needs neither a schema nor a database" {
  rm -r prisma
  tell ./tell
  seed_command './tell one'
  dunlin db seed
  ends 0
}

@test "seed: the variables of .env are there; those of the process win" {
  tell ./tell
  seed_command './tell'
  echo 'SEED_VALUE=from-file' >.env
  dunlin db seed
  has "$output" "with from-file"
  SEED_VALUE=from-process dunlin db seed
  has "$output" "with from-process"
}

@test "seed: standard input is the command's; with --json only the document is on standard output" {
  printf '#!/bin/sh\ncat\n' >copy
  chmod +x copy
  seed_command './copy'
  echo "some input" >input
  dunlin_reading input db seed
  ends 0
  has "$output" "some input"
  dunlin_reading input db seed --json
  ends 0
  is_document
  has "$errors" "some input"
}
