#!/usr/bin/env bash
# Installs what is missing, builds a release and runs every test. --long adds what takes longer.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

case "${1:-}" in
  "") ;;
  --long) export JIAXIN_LONG=1 ;;
  *) echo "usage: tests/run.sh [--long]" >&2; exit 2 ;;
esac

deploy/install-packages.sh
cmake --preset release -DJIAXIN_TESTS=ON
cmake --build --preset release
ctest --preset release --no-tests=error -j "$(nproc)"
