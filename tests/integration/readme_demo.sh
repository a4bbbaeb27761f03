#!/usr/bin/env bash
# `deploy/demo.sh --once` plays its day from any folder and leaves nothing behind. Where this is not the release build,
# which demo.sh would build, the program behind it is called.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/cli_support.sh"

demo=("$bin/jiaxin-demo" --demo-dir "$root/deploy/demo")
[ "$bin" != "$root/build/release/bin" ] || demo=("$root/deploy/demo.sh")
names() { (cd "$root" && find deploy -type f -o -type d | sort); }

mkdir "$tmp/temporary" "$tmp/elsewhere"
cd "$tmp/elsewhere"
names >"$tmp/before"
TMPDIR=$tmp/temporary ends 0 "${demo[@]}" --once
err_is ''
out_has 云溪市青禾小学 'all eight things happened'
names >"$tmp/after"

cmp "$tmp/before" "$tmp/after" || fail "files appeared or went beside the demo"
[ -z "$(ls -A "$tmp/temporary" "$tmp/elsewhere" "$HOME" | grep -v ':$')" ] || fail "a file is left"
[ ! -e "$tmp/state" ] || fail "a profile is left"
for process in /proc/[0-9]*; do
  ! tr "\0" " " 2>/dev/null <"$process/cmdline" | grep -q "$tmp/temporary" || fail "a process is left: $process"
done
port=$(grep -o '127\.0\.0\.1:[0-9]*' <<<"$out" | head -n 1 | cut -d: -f2)
if [ -n "$port" ]; then
  ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || fail "something listens at $port"
fi
