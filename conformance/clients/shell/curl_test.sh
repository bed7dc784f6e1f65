#!/usr/bin/env bash
# The line that `mockserver serve` prints at its start, run as it stands, with and without TLS.
# usage: curl_test.sh <mockserver>
set -euo pipefail
readonly program=$1

folder=$(mktemp -d)
server=
cleanup() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  rm -rf "$folder"
}
trap cleanup EXIT

fail() {
  printf 'curl_test: %s\n' "$*" >&2
  exit 1
}

# expect <text> <part of it>
expect() {
  case $1 in *"$2"*) ;; *) fail "expected $2 in: $1" ;; esac
}

# try_printed_line <scheme> [flag of serve]...
try_printed_line() {
  local scheme=$1 line greeting='' try='' answer
  shift
  mkfifo "$folder/greeting"
  "$program" serve --port 0 "$@" >"$folder/greeting" &
  server=$!
  while IFS= read -r line; do
    greeting+=$line$'\n'
    case $line in '  try '*) try=${line#  try } && break ;; esac
  done <"$folder/greeting"
  rm "$folder/greeting"
  expect "$greeting" '{"port": '
  expect "$greeting" "$scheme://localhost:"
  [ -n "$try" ] || fail "no line to try in: $greeting"

  answer=$(bash -c "$try")
  expect "$answer" '<GetEntityHierarchyResponse xmlns="sosonlinebackup.com">'
  expect "$answer" '<Code>Success</Code>'
  expect "$answer" '<EntityName>SomeDistributor</EntityName>'
  expect "$answer" '<EntityName>Company1OfPartner3</EntityName>'

  kill -TERM "$server"
  wait "$server" || fail "the server ended with $?"
  server=
}

try_printed_line http
try_printed_line https --tls-self-signed "$folder/certificates"
