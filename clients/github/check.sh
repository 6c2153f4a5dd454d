#!/usr/bin/env bash
# Check with annotations, then write SARIF from the same state; the exit code is that of the check.
# Variables: PATHS FAIL_ON BASELINE DIFF_BASE ARGS SARIF, all but PATHS may be empty.
set -uo pipefail

read -r -d '' -a paths <<<"${PATHS:-.}"
read -r -d '' -a options <<<"${ARGS:-}"
read -r -d '' -a levels <<<"${FAIL_ON:-}"
for level in "${levels[@]}"; do options+=(--fail-on "$level"); done
[ -n "${BASELINE:-}" ] && options+=(--baseline "$BASELINE")
[ -n "${DIFF_BASE:-}" ] && options+=(--diff-base "$DIFF_BASE")

leakcheck check --format github "${options[@]}" "${paths[@]}"
code=$?
if [ -n "${SARIF:-}" ] && [ "$code" -ne 2 ]; then
  leakcheck check --format sarif --output "$SARIF" "${options[@]}" "${paths[@]}"
fi
exit "$code"
