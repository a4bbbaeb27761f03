#!/usr/bin/env bash
# clang-format on every source, and clang-tidy (.clang-tidy lists the few checks) on those of the programs, many files at
# once as the fuzz preset compiles them: most of the time goes into the same headers.
# Left out of clang-tidy: the tests, and the three files with Beast in them, which take longer than all the rest.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

git ls-files -z '*.cpp' '*.hpp' '*.h' | xargs -0 clang-format --dry-run -Werror

cmake --preset fuzz >/dev/null
cmake --build --preset fuzz --target jiaxin_proto >/dev/null  # for the headers that protoc writes
sed -n 's/^ *"file": "\(.*\)",\{0,1\}$/\1/p' build/fuzz/compile_commands.json |
  grep -v -e '\.pb\.cc$' -e /fuzz_ -e /http_entry.cpp -e /websocket_ |
  xargs -P "$(nproc)" -n 1 clang-tidy --quiet -p build/fuzz 2>/dev/null
