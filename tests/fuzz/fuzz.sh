#!/usr/bin/env bash
# fuzz.sh PROGRAM TARGET RUNS: replays the target's corpus, then mutates it RUNS times, always the same way, so that a
# test that was green stays green. With JIAXIN_LONG set: another way each time, for a minute. It says from which seed.
# With JIAXIN_FUZZ_KEEP=FOLDER (from the root on): what reached code that nothing in the corpus reaches is kept in
# FOLDER/TARGET; with this folder's corpus as FOLDER it joins the corpus. Otherwise nothing of a run stays.
# An input that fails is printed; put it into the corpus together with the repair.
set -euo pipefail
program=$1 target=$2 runs=$3
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
corpus=$here/corpus/$target
keep=${JIAXIN_FUZZ_KEEP:-}
[ -z "$keep" ] || [ "${keep:0:1}" = / ] || { echo "JIAXIN_FUZZ_KEEP must begin with /: $keep" >&2; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/found"

seed=20240901 limits=("-runs=$runs" -max_total_time=60)
[ -z "${JIAXIN_LONG:-}" ] || { seed=$((RANDOM << 15 | RANDOM | 1)); limits=(-max_total_time=60); }
[ ! -f "$here/$target.dict" ] || limits+=("-dict=$here/$target.dict")
[ -n "$(ls -A "$corpus")" ] || { echo "$target has no corpus" >&2; exit 1; }
each=(-timeout=10 -rss_limit_mb=2048 "-artifact_prefix=$work/")

# The fewest of those found that, with the corpus, reach all that was reached.
keep_found() {
  cp -R "$corpus" "$work/all" || return
  "$program" "${each[@]}" -merge=1 "$work/all" "$work/found" 2>"$work/log" || { tail -n 60 "$work/log"; return 1; }
  mkdir -p "$keep/$target" || return
  local entry kept=0
  for entry in "$work/all"/*; do
    [ ! -e "$corpus/${entry##*/}" ] || continue
    cp "$entry" "$keep/$target/" || return
    kept=$((kept + 1))
  done
  echo "Kept in $keep/$target: $kept"
}

echo "Seed: $seed"
status=0
"$program" "-seed=$seed" "${limits[@]}" "${each[@]}" -print_final_stats=1 "$work/found" "$corpus" 2>"$work/log" ||
  status=$?
tail -n "$([ "$status" -eq 0 ] && echo 8 || echo 60)" "$work/log"
[ -z "$keep" ] || keep_found || status=1
for failing in "$work"/*-*; do
  [ -f "$failing" ] || continue
  echo "The input that failed, $(basename "$failing"), as base64:"
  base64 "$failing"
  status=1
done
exit "$status"
