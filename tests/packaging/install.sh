#!/usr/bin/env bash
# What cmake --install puts where, by components, and that nothing in it knows where it was built or first installed.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/packaging_support.sh"

for component in client server cli; do install_component $component "$tmp/$component"; done
same jiaxind "$(ls "$tmp/server/bin")"
same jiaxin "$(ls "$tmp/cli/bin")"
[ ! -e "$tmp/client/bin" ] || fail "the SDK brings programs"
[ ! -e "$tmp/server/include" ] || fail "the server brings headers"
cmp "$tmp/server/share/jiaxin/jiaxind.example.toml" "$root/deploy/jiaxind.example.toml"
ends 0 cmake --install "$build" --prefix "$tmp/all"
for component in client server cli; do
  (cd "$tmp/$component" && find . -type f) | while IFS= read -r file; do [ -e "$tmp/all/$file" ] || fail "missing: $file"; done
done

# No fixed folders.
library=$(find "$tmp/client" -name libjiaxin-client-c.so)
for where in "$build" "$root" "$tmp"; do
  known=$(grep -rlIF "$where" "$tmp/client" || true)
  [ -z "$known" ] || fail "these know $where: $known"
done
for file in "$library" "$tmp/server/bin/jiaxind" "$tmp/cli/bin/jiaxin"; do
  dynamic=$(readelf -d "$file")
  [[ $dynamic != *RPATH* && $dynamic != *RUNPATH* ]] || fail "$file looks for libraries in fixed folders"
done

# Every public header, and schemas that are whole.
for header in "$root"/client-sdk/cpp/include/jiaxin/client/*.hpp; do
  cmp "$header" "$tmp/client/include/jiaxin/client/${header##*/}"
done
for schema in "$root"/protocol/jiaxin/v1/*.proto; do
  cmp "$schema" "$tmp/client/share/jiaxin/proto/jiaxin/v1/${schema##*/}"
  [ -e "$tmp/client/include/jiaxin/v1/$(basename "$schema" .proto).pb.h" ] || fail "no header for $schema"
done
ends 0 protoc -I "$tmp/client/share/jiaxin/proto" --descriptor_set_out="$tmp/schema" \
  jiaxin/v1/envelope.proto jiaxin/sdk/v1/sdk.proto

# The C library has its ABI's name and shows what its header declares, nothing else.
abi=$(sed -n 's/^#define JX_ABI_VERSION //p' "$tmp/client/include/jiaxin/client.h")
readelf -d "$library" | grep -qF "[libjiaxin-client-c.so.$abi]" || fail "the soname is not of ABI $abi"
declared=$(sed -n 's/^JX_API [^(]*\<\(jx_[a-z_]*\)(.*/\1/p' "$tmp/client/include/jiaxin/client.h" | sort)
[ "$(wc -l <<<"$declared")" -gt 30 ] || fail "the header is not read right"
same "$declared" "$(nm -D --defined-only "$library" | awk '$2 != "A" { sub(/@.*/, "", $3); print $3 }' | sort)"
