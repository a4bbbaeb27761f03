#!/usr/bin/env bash
# Builds Jiaxin and plays a school day; see deploy/demo/README.md. --once: ends after the day.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")
build=$root/build/release

case "$*" in
  "" | --once) ;;
  *) echo "usage: deploy/demo.sh [--once]" >&2; exit 2 ;;
esac

log=$(mktemp)
job=
trap 'rm -f "$log"' EXIT
stop() {
  [ -z "$job" ] || kill -TERM -- "-$job" 2>/dev/null || true
  exit "$1"
}
trap 'stop 130' INT
trap 'stop 143' TERM
trap 'stop 129' HUP

# Runs it in a process group of its own, which a signal ends; its output is shown only if it fails.
quietly() {
  set -m
  "$@" >"$log" 2>&1 </dev/null &
  job=$!
  set +m
  local status=0
  wait "$job" || status=$?
  job=
  [ "$status" -eq 0 ] && return
  tail -n 60 "$log" >&2
  exit "$status"
}

"$here/install-packages.sh"
cd "$root"
[ -f "$build/build.ninja" ] || quietly cmake --preset release
if [ ! -x "$build/bin/jiaxin-demo" ]; then echo "正在编译，需要几分钟…  Building, this takes some minutes." >&2; fi
quietly cmake --build "$build" --target jiaxind jiaxin jiaxin-demo

rm -f "$log"
trap - EXIT INT TERM HUP
exec "$build/bin/jiaxin-demo" --demo-dir "$here/demo" "$@"
