#!/usr/bin/env bash
# clang-tidy, with the few checks of .clang-tidy, on the sources of the programs, many files at once as the fuzz preset
# compiles them: most of the time goes into the same headers.
# Left out: the tests, fuzzers and the trainer of the filter's model, what is generated, and the three files with Beast in
# them, which take longer than all the rest.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

cmake --preset fuzz >/dev/null
# For the headers that protoc writes.
cmake --build --preset fuzz --target jiaxin_proto client-sdk/c/generated/jiaxin/sdk/v1/sdk.pb.h >/dev/null
sed -n 's/^ *"file": "\(.*\)",\{0,1\}$/\1/p' build/fuzz/compile_commands.json |
  grep -v -e '\.pb\.cc$' -e '/build/.*\.cpp$' -e /fuzz_ -e /http_entry.cpp -e /websocket_ |
  xargs -P "$(nproc)" -n 1 clang-tidy --quiet -p build/fuzz 2>/dev/null
