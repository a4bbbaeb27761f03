#!/usr/bin/env bash
# Installs what is missing, builds, and runs every test: run.sh [--long] [STAGE...]
#   format   every source is laid out by clang-format
#   release  the release build and every test
#   fuzz     the fuzzers of tests/fuzz: their corpora, then a few seconds each
#   tidy     likely faults by clang-tidy, see tests/tidy.sh
#   asan     the tests again with AddressSanitizer, LeakSanitizer and UndefinedBehaviorSanitizer
#   tsan     the tests again with ThreadSanitizer
# The sanitizers' runs have fewer power cuts, crowds and slow readers, and leave out what is packaged.
# Without stages: format, release, fuzz, tidy. --long adds what takes longer. The first stage that fails ends the run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

build_and_test() {
  local status=0
  cmake --preset "$1" && cmake --build --preset "$1" || return
  ctest --preset "$1" --no-tests=error -j "$(nproc)" || status=$?
  grep -h '^\*\*\* SKIPPED' "build/$1/Testing/Temporary/LastTest.log" || true # ctest tells only the names
  return "$status"
}

# A server that a test has killed or stopped may have found something as well: every process reports to a file.
# (Undefined behaviour is told on standard error and ends the process, so that whoever talks to it notices.)
sanitize() {
  local reports=build/$1/reports
  rm -rf "$reports"
  mkdir -p "$reports"
  local status=0
  build_and_test "$1" || status=$?
  tail -n +1 "$reports"/* 2>/dev/null && status=1
  return "$status"
}

format() { git ls-files -z '*.cpp' '*.hpp' '*.h' '*.c' | xargs -0 clang-format --dry-run -Werror; }
tidy() { tests/tidy.sh; }
release() { build_and_test release; }
fuzz() { build_and_test fuzz; }
tsan() { sanitize tsan; }
asan() { sanitize asan; }

stages=()
for argument; do
  case $argument in
    --long) export JIAXIN_LONG=1 ;;
    format | release | fuzz | tidy | asan | tsan) stages+=("$argument") ;;
    *) echo "usage: tests/run.sh [--long] [format|release|fuzz|tidy|asan|tsan]..." >&2; exit 2 ;;
  esac
done
[ ${#stages[@]} -gt 0 ] || stages=(format release fuzz tidy)

deploy/install-packages.sh
for stage in "${stages[@]}"; do
  SECONDS=0
  status=0
  "$stage" || status=$?
  echo "== $stage: $SECONDS s$([ "$status" -eq 0 ] || echo ", FAILED")"
  [ "$status" -eq 0 ] || exit "$status"
done
