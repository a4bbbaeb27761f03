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

limits=$schema/tools/check_limits.py
/usr/bin/python3 "$limits"

# Here the changed copy stands for what was released.
limits_since() {
  protoc --proto_path="$copy" --include_imports --descriptor_set_out="$tmp/since.binpb" "$copy"/jiaxin/v1/*.proto
  /usr/bin/python3 "$limits" "$tmp/since.binpb"
}
# found WORDS FILE SED_SCRIPT: the difference must be found, and so named.
found() {
  changed "$2" "$3"
  if limits_since 2>"$tmp/out"; then fail "check_limits does not find: $3"; fi
  grep -qF "$1" "$tmp/out" || { cat "$tmp/out" >&2; fail "check_limits does not say “$1”: $3"; }
}

# A limit was looser.
found 'SendNotice.body: max_bytes is lower' message.proto 's/max_bytes: 4096/max_bytes: 5000/'
# A field was not there, which must be there now.
found 'Decide.form_version: it is new, and must be there' answer.proto '/uint32 form_version = 3 /d'
found 'Decide.text_sha256: it is new, and must be there' answer.proto '/bytes text_sha256 = 4 /d'
found 'ReplySlip.options: it is new, and must be there' message.proto '/repeated SlipOption options = 1 /d'
# Nor was this one, which may be left out.
changed session.proto '/string device_name = 4 /d'
limits_since || fail 'a new field that may be left out is refused'
# What clients could not send then may need what it likes.
changed receipt.proto '/^message GetReceipts {/,/^}/{/message_id/d}'
sed -i '/GetReceipts get_receipts = 17;/d' "$copy/jiaxin/v1/envelope.proto"
limits_since || fail 'a new request is refused'
