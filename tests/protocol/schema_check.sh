#!/usr/bin/env bash
# Holds the schema against buf's rules and against the schema that was released, and proves on copies that a break would
# be found. usage: schema_check.sh BUF PROTOCOL_FOLDER
set -euo pipefail
buf=$1 schema=$2

tmp=$(mktemp -d "${TMPDIR:-/tmp}/jiaxin-schema.XXXXXX")
trap 'rm -rf "$tmp"' EXIT
# buf keeps what it caches here and reads no settings of the machine's user.
export HOME=$tmp/home BUF_CACHE_DIR=$tmp/cache
mkdir "$HOME"

fail() { printf 'schema_check: %s\n' "$1" >&2; exit 1; }
lint() { "$buf" lint "$1"; }
breaking() { "$buf" breaking "$1" --exclude-imports --against "$schema/released/jiaxin.v1.binpb"; }

lint "$schema"
breaking "$schema"

# changed FILE SED_SCRIPT: a copy of the schema with this change, in $copy.
changed() {
  copy=$tmp/copy
  rm -rf "$copy"
  mkdir "$copy"
  cp -r "$schema/buf.yaml" "$schema/jiaxin" "$copy"
  sed -i "$2" "$copy/jiaxin/v1/$1"
  ! cmp -s "$schema/jiaxin/v1/$1" "$copy/jiaxin/v1/$1" || fail "the change of $1 changed nothing: $2"
}
# refused CHECK WORDS FILE SED_SCRIPT: the change must be found, and so named.
refused() {
  changed "$3" "$4"
  if "$1" "$copy" >"$tmp/out" 2>&1; then fail "$1 does not find: $4"; fi
  grep -qF "$2" "$tmp/out" || { cat "$tmp/out" >&2; fail "$1 does not say “$2”: $4"; }
}
allowed() {
  changed "$1" "$2"
  lint "$copy" && breaking "$copy" || fail "refused, and must not be: $2"
}

refused breaking 'field "4" with name "retry_after_ms"' error.proto 's/retry_after_ms = 4;/retry_after_ms = 14;/'
refused breaking 'changed type from "uint64" to "uint32"' session.proto 's/uint64 after_seq = 3;/uint32 after_seq = 3;/'
refused breaking 'Field "2" on message "Ack" changed name' session.proto 's|epoch = 2;  // as in Res|era = 2;  // as in Res|'
refused breaking 'ROLE_GUARDIAN' common.proto 's/ROLE_GUARDIAN = 5;/ROLE_PARENT = 5;/'
refused breaking 'Pong' session.proto '/^message Pong {/,/^}/d'
refused lint 'lower_snake_case' session.proto 's/uint64 after_seq = 3;/uint64 afterSeq = 3;/'
allowed error.proto 's/^  string field = 7;/  uint32 page = 8;\n&/'

# A limit that is tighter than it was: here the copy stands for what was released, with looser ones.
limits=$schema/tools/check_limits.py
/usr/bin/python3 "$limits"
changed message.proto 's/max_bytes: 4096/max_bytes: 5000/'
protoc --proto_path="$copy" --include_imports --descriptor_set_out="$tmp/loose.binpb" "$copy"/jiaxin/v1/*.proto
if /usr/bin/python3 "$limits" "$tmp/loose.binpb" 2>"$tmp/out"; then fail 'a tighter limit is not found'; fi
grep -qF 'SendNotice.body: max_bytes is lower' "$tmp/out" || fail 'the tighter limit is not named'
