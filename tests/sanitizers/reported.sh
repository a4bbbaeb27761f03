#!/usr/bin/env bash
# reported.sh PROGRAM FAULT WORDS: the program must fail, and the words stand in the report that it leaves. Undefined
# behaviour is told on standard error only: beside AddressSanitizer its runtime heeds no log_path.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# The preset's options, with the reports in a folder of this test.
for options in ASAN_OPTIONS TSAN_OPTIONS; do
  export "$options=${!options:-}:log_path=$folder/report"
done
if "$1" "$2" 2>"$folder/stderr"; then echo "$2 did not end the program" >&2; exit 1; fi
[ "$2" != overflow ] || mv "$folder/stderr" "$folder/report.ubsan"
grep -q "$3" "$folder"/report.*
