#!/usr/bin/env bash
# fuzz.sh PROGRAM TARGET RUNS: replays the target's corpus, then mutates it RUNS times, always the same way, so that a
# test that was green stays green. With JIAXIN_LONG set: another way each time, for a minute.
# An input that fails is printed; put it into the corpus together with the repair.
set -euo pipefail
program=$1 target=$2 runs=$3
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/found"

limits=(-seed=20240901 "-runs=$runs" -max_total_time=60)
[ -z "${JIAXIN_LONG:-}" ] || limits=(-max_total_time=60)
[ ! -f "$here/$target.dict" ] || limits+=("-dict=$here/$target.dict")
[ -n "$(ls -A "$here/corpus/$target")" ] || { echo "$target has no corpus" >&2; exit 1; }

status=0
"$program" "${limits[@]}" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 "-artifact_prefix=$work/" \
  "$work/found" "$here/corpus/$target" 2>"$work/log" || status=$?
tail -n "$([ "$status" -eq 0 ] && echo 8 || echo 60)" "$work/log"
for failing in "$work"/*-*; do
  [ -f "$failing" ] || continue
  echo "The input that failed, $(basename "$failing"), as base64:"
  base64 "$failing"
  status=1
done
exit "$status"
