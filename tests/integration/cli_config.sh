#!/usr/bin/env bash
# jiaxind's configuration: what is wrong is said with file, line and key; what is printed can be read again.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/cli_support.sh"
file=$tmp/c.toml

good() { cat >"$file"; ends 0 jiaxind --config "$file" --check-config; out_is ''; err_is ''; }
# wrong LINE KEY WORDS...: standard input is a configuration with one problem.
wrong() {
  local start="$file:$1: ${2:+$2: }" text
  cat >"$file"
  ends 2 jiaxind --config "$file" --check-config
  out_is ''
  same 1 "$(wc -l <"$tmp/err")"
  [[ $err == "$start"*" / "* ]] || fail "does not begin with “$start”, or not in two languages"
  shift 2
  for text; do err_has "$text"; done
}

ends 0 jiaxind --check-config
good </dev/null
good <<<'# nothing'
good <"$root/deploy/jiaxind.example.toml"
good < <(sed -n '/^```toml/,/^```/{/^```/d;p}' "$root/deploy/README.md")
[ -s "$file" ] || fail "deploy/README.md has an example"

wrong 2 listen.prot setting <<<$'[listen]\nprot = 1'
wrong 1 listne section <<<$'[listne]\nport = 1'
wrong 1 listen '[listen]' <<<'listen = 3'
wrong 3 listen.port number <<<$'[listen]\n# 端口\nport = "8480"'
wrong 2 listen.port 65535 <<<$'[listen]\nport = 65536'
wrong 2 listen.port 65535 <<<$'[listen]\nport = -1'
wrong 2 listen.port number <<<$'[listen]\nport = 1.5'
wrong 2 listen.behind_proxy true <<<$'[listen]\nbehind_proxy = 1'
wrong 2 listen.allowed_hosts list <<<$'[listen]\nallowed_hosts = "a"'
wrong 2 listen.allowed_hosts texts <<<$'[listen]\nallowed_hosts = ["a", 1]'
wrong 2 listen.host empty <<<$'[listen]\nhost = ""'
wrong 2 listen.host TLS <<<$'[listen]\nhost = "192.0.2.1"'
wrong 3 listen.host '' <<<$'[listen]\nbehind_proxy = false\nhost = "::"'
wrong 2 sign_in.argon2_memory_kib 8192 <<<$'[sign_in]\nargon2_memory_kib = 8191'
wrong 2 server.log_level 'debug, info, warn, error' <<<$'[server]\nlog_level = "loud"'
wrong 2 '' TOML <<<$'[listen]\nport = = 1'
wrong 3 '' TOML <<<$'[listen]\nport = 1\nport = 2'

# Two problems are told at once, in the order of their lines.
printf '[server]\nlog_level = 3\n[listen]\nport = true\n' >"$file"
ends 2 jiaxind --config "$file" --check-config
same "$file:2 $file:4" "$(cut -d: -f1,2 <<<"$err" | paste -sd' ')"

printf '[listen]\nhost = "0.0.0.0"\nbehind_proxy = true\n' >"$file"  # the host names are missing
ends 2 jiaxind --config "$file" --check-config
err_has "$file: listen.allowed_hosts: "
printf '\xff\xfe' >"$file"
ends 2 jiaxind --config "$file" --check-config
err_has "$file: " UTF-8
for missing in "$tmp/missing.toml" "$tmp"; do
  for command in --check-config --print-config "--data $tmp/d" "init --school a --data $tmp/d"; do
    # shellcheck disable=SC2086
    ends 2 jiaxind --config "$missing" $command
    out_is ''
    err_has "$missing: " 'cannot be read'
  done
done

# What is printed is what is in effect, secrets apart, and can be read again.
ends 0 jiaxind --print-config
same "$(sed 1,4d "$root/deploy/jiaxind.example.toml")" "$(sed 1,1d <<<$'\n'"$out")"
cat >"$file" <<'X'
[listen]
port = 1234
allowed_hosts = ["a.example", "b.example:443"]
[sign_in]
code_pepper = "不可告人"
[storage]
directory = "/srv/with \"quotes\""
X
ends 0 jiaxind --config "$file" --print-config
out_has 'port = 1234' 'allowed_hosts = ["a.example", "b.example:443"]' 'code_pepper = "********"' \
  'directory = "/srv/with \"quotes\""'
out_lacks 不可告人
grep -v '^code_pepper' <<<"$out" >"$tmp/again.toml"
ends 0 jiaxind --config "$tmp/again.toml" --check-config
ends 0 jiaxind --config "$tmp/again.toml" --print-config
grep -v '^code_pepper' <<<"$out" | cmp - "$tmp/again.toml" || fail "printed again it differs"
ends 0 jiaxind --config "$file" --port 99 --data "$tmp/d" --print-config
out_has 'port = 99' "directory = \"$tmp/d\""
jiaxind --config "$file" --print-config >"$tmp/masked.toml"
ends 2 jiaxind --config "$tmp/masked.toml" --check-config  # a mask is not a secret
err_has sign_in.code_pepper mask
