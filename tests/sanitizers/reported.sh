#!/usr/bin/env bash
# reported.sh PROGRAM FAULT WORDS: the program must fail, and the words stand in the report that it leaves.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# The preset's options, with the reports in a folder of this test.
for options in ASAN_OPTIONS UBSAN_OPTIONS TSAN_OPTIONS; do
  export "$options=${!options:-}:log_path=$folder/report"
done
if "$1" "$2"; then echo "$2 did not end the program" >&2; exit 1; fi
grep -q "$3" "$folder"/report.*
