#!/usr/bin/env bash
# against_sandbox.sh <conformance> <target file> [flags of `conformance run`]
# Runs the scenarios against the partner sandbox that the environment names, after sweeping what killed runs left.
# Without its address or credentials it says so and ends well: forks and local runs have no secrets.
set -euo pipefail

conformance=$1
target_file=$2
shift 2

for name in PARTNER_SANDBOX_URL PARTNER_SANDBOX_USER PARTNER_SANDBOX_PASSWORD; do
  if [ -z "${!name:-}" ]; then
    notice="$name is not set: nothing was checked against the partner sandbox."
    if [ -n "${GITHUB_ACTIONS:-}" ]; then notice="::notice title=Conformance::$notice"; fi
    printf '%s\n' "$notice"
    exit 0
  fi
done

target=(--target "$PARTNER_SANDBOX_URL" --target-file "$target_file")
"$conformance" sweep "${target[@]}" --allow-writes
exec "$conformance" run "${target[@]}" --allow-writes --junit conformance.xml --html conformance.html "$@"
