#!/usr/bin/env bash
# The commands of README.md and deploy/README.md do what they say.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/cli_support.sh"

same "$(printf '%s\n' deploy/demo.sh tests/run.sh)" "$(block "$root/README.md")"
for script in deploy/demo.sh tests/run.sh deploy/install-packages.sh; do
  [ -x "$root/$script" ] || fail "$script cannot be run"
  bash -n "$root/$script"
done
ends 2 "$root/deploy/demo.sh" --no-such-option
err_has usage
ends 2 "$root/tests/run.sh" --no-such-option
err_has usage
while IFS= read -r link; do
  [ -e "$root/$link" ] || fail "README.md links to $link, which is not there"
done < <(grep -o '](\([^)#]*\))' "$root/README.md" | tr -d ']()')
while IFS= read -r link; do
  [ -e "$root/deploy/$link" ] || fail "deploy/README.md links to $link, which is not there"
done < <(grep -o '](\([^)#]*\))' "$root/deploy/README.md" | tr -d ']()')

# Install and start: as documented, but with these programs, in a folder of our own and on a free port.
mapfile -t install < <(block "$root/deploy/README.md" '## Install and start')
same 4 ${#install[@]}
same deploy/install-packages.sh "${install[0]}"
same 'cmake --preset release && cmake --build --preset release' "${install[1]}"
grep -q '"name": "release"' "$root/CMakePresets.json"
ours() { sed "s|build/release/bin|$bin|; s|/var/lib/jiaxin|$tmp/data|" <<<"$1"; }
# shellcheck disable=SC2046
ends 0 $(ours "${install[2]}")
code_of_admin=$out
# shellcheck disable=SC2046
start server $(ours "${install[3]}") --port 0
wait_for_line "$server_out" 'listening 127.0.0.1:*'
export JIAXIN_SERVER=${line#listening }
grep -q 'listening 127.0.0.1:8480' "$root/deploy/README.md" && jiaxind --print-config | grep -q '^port = 8480$' ||
  fail "the documented port is not the default"

# First school day: as documented, but with the code, and the password from standard input.
cd "$root"
mapfile -t day < <(block deploy/README.md '## First school day')
same 5 ${#day[@]}
[[ ${day[0]} == *' XXXX-XXXX-XXXX '* ]] || fail "the first is to sign in: ${day[0]}"
eval "ends 0 ${day[0]/XXXX-XXXX-XXXX/$code_of_admin} --password-stdin" <<<'correct horse'
for command in "${day[@]:1}"; do
  eval "ends 0 $command"
  err_is ''
  [ -n "$out" ] || fail "it says nothing: $command"
done
out_has 欧阳明  # the codes of a class
stop_server
