#!/usr/bin/env bash
# against_sandbox.sh <conformance> <target file> [flags of `conformance run`]
# Compares the contract of the partner sandbox that the environment names with ours, sweeps what killed runs left there,
# and runs the scenarios.
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

drift=0
"$conformance" drift --target "$PARTNER_SANDBOX_URL" --junit conformance.drift.xml || drift=$?
[ "$drift" -ne 4 ] || exit 4  # it cannot be reached
target=(--target "$PARTNER_SANDBOX_URL" --target-file "$target_file")
"$conformance" sweep "${target[@]}" --allow-writes
"$conformance" run "${target[@]}" --allow-writes --junit conformance.xml --html conformance.html "$@"
exit "$drift"
