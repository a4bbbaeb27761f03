#!/usr/bin/env bash
# The operator's side of jiaxind: making schools, starting, probing, stopping.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/cli_support.sh"

get() {  # HOST PORT PATH: the answer is in $out
  local fd
  exec {fd}<>"/dev/tcp/$1/$2"
  printf 'GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n' "$3" >&"$fd"
  out=$(tr -d '\r' <&"$fd")
  exec {fd}>&-
}

# init: one code on standard output, the rest is for people.
make_school 云溪市青禾小学
out_like '^[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}$'
same 1 "$(wc -l <"$tmp/out")"
err_has 管理员 single-use
mode_is 700 "$tmp/data"

ends 1 jiaxind init --data "$tmp/data" --school 云溪市青禾小学
out_is ''
err_has 同名 'of this name'
ends 0 jiaxind init --data "$tmp/data" --school 第二小学 --time-zone Europe/Berlin

for name in '' '   ' '　' ' 青禾小学' '青禾小学　' $'青禾\n小学' $'\xff' "$(printf '校%.0s' {1..43})"; do
  ends 2 jiaxind init --data "$tmp/none" --school "$name"
  out_is ''
  err_has 学校名称 school
done
for zone in Mars/Olympus '' /etc/passwd ../../../etc/passwd Asia Asia/ zone.tab; do
  ends 2 jiaxind init --data "$tmp/none" --school 青禾小学 --time-zone "$zone"
  err_has 时区 'time zone'
done
ends 0 jiaxind init --data "$tmp/longest" --school "$(printf '校%.0s' {1..42})xx"  # 128 bytes
[ ! -e "$tmp/none" ] || fail "a refused init left something behind"

ends 2 jiaxind init --school 青禾小学
err_has --data storage.directory
ends 2 jiaxind init --data "$tmp/none"
err_has 命令行 --school
ends 2 jiaxind --no-such-option
err_has 命令行 --no-such-option
ends 2 jiaxind --data "$tmp/data" --port 65536
err_has 命令行 65536
ends 0 jiaxind --version
out_like '^jiaxind [0-9]+\.[0-9]+\.[0-9]+$'
ends 0 jiaxind --help
out_has init --check-config --print-config 退出码

# Starting without what it needs.
ends 1 jiaxind --data "$tmp/nothing" --port 0
err_has 'jiaxind init' "$tmp/nothing"
[ ! -e "$tmp/nothing" ] || fail "a refused start made the data folder"
mkdir "$tmp/empty"
ends 1 jiaxind --data "$tmp/empty" --port 0
err_has 'jiaxind init'
ends 2 jiaxind
err_has --data

# Running.
start_server
[[ $JIAXIN_SERVER =~ ^127\.0\.0\.1:([0-9]+)$ ]] || fail "an address of its own: $JIAXIN_SERVER"
port=${BASH_REMATCH[1]}
for path in /healthz /readyz; do
  get 127.0.0.1 "$port" "$path"
  out_like '^HTTP/1.1 200 OK'
done
get 127.0.0.1 "$port" /ws
out_like '^HTTP/1.1 426'
get 127.0.0.1 "$port" /etc/passwd
out_like '^HTTP/1.1 404'
mode_is 700 "$tmp/data"
for file in "$tmp"/data/*; do mode_is 600 "$file"; done

ends 1 jiaxind init --data "$tmp/data" --school 第三小学
err_has 停止 'Stop it first'
ends 1 jiaxind --data "$tmp/data" --port 0
out_is ''
err_has 停止 'Stop it first'
ends 1 jiaxind --data "$tmp/longest" --port "$port"
out_is ''
err_has "127.0.0.1:$port" 端口已被占用 'in use'

# The address.
printf '[listen]\nport = 0\nhost = "0.0.0.0"\n' >"$tmp/open.toml"
ends 2 jiaxind --data "$tmp/longest" --config "$tmp/open.toml"
out_is ''
err_has "$tmp/open.toml:3: listen.host: " behind_proxy TLS

# Stopping: the one line stays the one line, and the code is 0.
kill -TERM "$server_pid"
same '' "$(cat <&"$server_out")"
finish server
same 0 "$code"
for file in "$tmp"/data/*; do mode_is 600 "$file"; done
start_server
kill -INT "$server_pid"
finish server
same 0 "$code"
ends 0 jiaxind init --data "$tmp/data" --school 第三小学
