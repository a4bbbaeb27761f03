# Sourced by the tests that use the programs as people do. Each is called with the folder of the programs.
set -eEuo pipefail  # -E: the trap below also works in functions
export LC_ALL=C.UTF-8

bin=$(cd "$1" && pwd)
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
demo_school=$root/deploy/demo/school
patience=30  # seconds that one thing may take

tmp=$(mktemp -d "${TMPDIR:-/tmp}/jiaxin-test.XXXXXX")
unset JIAXIN_SERVER
export HOME=$tmp/home XDG_STATE_HOME=$tmp/state PATH=$bin:$PATH
mkdir "$HOME"

out='' err='' code=0
running=()  # processes to end with the test
clean_up() {
  local status=$? pid
  for pid in "${running[@]}"; do kill -KILL "$pid" && wait "$pid" || true; done 2>/dev/null
  [ "$status" -eq 0 ] || tail -n 20 "$tmp"/*.log >&2 2>/dev/null || true
  rm -rf "$tmp"
}
trap clean_up EXIT
trap 'printf "%s:%s: ended with %s: %s\n" "${BASH_SOURCE[0]##*/}" "$LINENO" "$?" "$BASH_COMMAND" >&2' ERR
trap 'exit 143' TERM
trap 'exit 130' INT

forget() {
  local kept=() pid
  for pid in "${running[@]}"; do [ "$pid" = "$1" ] || kept+=("$pid"); done
  running=("${kept[@]}")
}

fail() {
  local at
  for ((at = 1; at < ${#BASH_SOURCE[@]}; at++)); do
    [[ ${BASH_SOURCE[at]} == */cli_support.sh ]] || printf '%s:%s: ' "${BASH_SOURCE[at]##*/}" "${BASH_LINENO[at - 1]}" >&2
  done
  printf '%s\n' "$1" >&2
  printf -- '--- stdout\n%s\n--- stderr\n%s\n' "${out:0:2000}" "${err:0:2000}" >&2
  exit 1
}

# run COMMAND...: what it says is in $out and $err, how it ended in $code.
run() {
  code=0
  "$@" >"$tmp/out" 2>"$tmp/err" || code=$?
  out=$(tr -d '\0' <"$tmp/out") err=$(tr -d '\0' <"$tmp/err")
}

# ends CODE COMMAND...: it must end with this code.
ends() {
  local want=$1
  shift
  run "$@"
  [ "$code" -eq "$want" ] || fail "ended with $code, not $want: $*"
}

out_has() { local text; for text; do [[ $out == *"$text"* ]] || fail "standard output lacks: $text"; done; }
err_has() { local text; for text; do [[ $err == *"$text"* ]] || fail "standard error lacks: $text"; done; }
out_lacks() { local text; for text; do [[ $out != *"$text"* ]] || fail "standard output has: $text"; done; }
out_is() { [ "$out" = "$1" ] || fail "standard output is not: $1"; }
err_is() { [ "$err" = "$1" ] || fail "standard error is not: $1"; }
out_like() { [[ $out =~ $1 ]] || fail "standard output is not like: $1"; }
same() { [ "$1" = "$2" ] || fail "expected “$1”, got “$2”"; }
mode_is() { same "$1" "$(stat -c %a "$2")"; }

# A refusal is told in Chinese and in English, one line each.
told_twice() {
  local lines
  mapfile -t lines <<<"$err"
  [ ${#lines[@]} -eq 2 ] || fail "not told in two lines"
  [[ -n ${lines[0]//[ -~]/} && ${lines[1]} == *[a-z]*[\ .]*[a-z]* ]] || fail "not told in both languages"
}

# value KEY [N]: the N-th value of this key in $out, without quotes. Only for values without quotes inside.
value() { { grep -o "\"$1\":\(\"[^\"]*\"\|[^,}\"]*\)" <<<"$out" || true; } | sed -n "${2:-1}s/^[^:]*:\"\{0,1\}\([^\"]*\)\"\{0,1\}\$/\1/p"; }
# keys_are KEY...: all keys anywhere in the document, in any order.
keys_are() {
  same "$(printf '%s\n' "$@" | sort -u | tr '\n' ' ')" \
    "$({ grep -o '"[a-z][a-z_0-9]*":' <<<"$out" || true; } | tr -d '":' | sort -u | tr '\n' ' ')"
}

# block FILE [HEADING]: the commands of the first block of shell commands, or of the first one under the heading.
block() {
  awk -v heading="${2:-}" '
    heading != "" { if ($0 == heading) heading = ""; next }
    /^```sh$/ { on = 1; next }
    /^```$/ && on { exit }
    on { sub(/ +# .*/, ""); print }' "$1"
}

# wait_for_line FD PATTERN: reads to the first line that matches and leaves it in $line.
wait_for_line() {
  local read=()
  while IFS= read -r -t "$patience" -u "$1" line; do
    read+=("$line")
    [[ $line == $2 ]] && return
  done
  out=$(printf '%s\n' "${read[@]}")
  fail "no line like “$2” came"
}

# start NAME COMMAND...: in the background; its standard output is read with ${NAME_out}, its pid is $NAME_pid.
start() {
  local name=$1 fd
  shift
  mkfifo "$tmp/$name.fifo"
  "$@" >"$tmp/$name.fifo" 2>>"$tmp/$name.log" </dev/null &
  printf -v "${name}_pid" %s $!
  running+=($!)
  exec {fd}<"$tmp/$name.fifo"
  rm "$tmp/$name.fifo"
  printf -v "${name}_out" %s "$fd"
}
# finish NAME: waits for its end and leaves its code in $code.
finish() {
  local pid=$1_pid fd=$1_out
  code=0
  wait "${!pid}" || code=$?
  forget "${!pid}"
  exec {fd}<&-
}
stop() {
  local pid=$1_pid
  kill -TERM "${!pid}"
  finish "$1"
}

config=$tmp/jiaxind.toml
cat >"$config" <<'X'
[listen]
port = 0
[sign_in]
argon2_memory_kib = 8192
argon2_passes = 1
X

make_school() {  # NAME [OPTION...]: its administrator's code is in $school_code
  ends 0 jiaxind init --data "$tmp/data" --config "$config" --school "$@"
  school_code=$out
}
start_server() {
  start server jiaxind --data "$tmp/data" --config "$config" "$@"
  wait_for_line "$server_out" 'listening *'
  export JIAXIN_SERVER=${line#listening }
}
stop_server() { stop server; same 0 "$code"; }
start_again() { start_server --port "${JIAXIN_SERVER##*:}"; }  # where it was

password_of() { printf 'Geheim-%s\n' "$1"; }
as() { local profile=$1; shift; jiaxin --profile "$profile" "$@"; }
code_for() { as admin --json codes --person "$@" | sed -n 's/.*"code":"\([^"]*\)".*/\1/p'; }
# enter PROFILE PERSON: signs somebody of the roster in for the first time.
enter() { ends 0 as "$1" sign-in --code "$(code_for "$2")" --password-stdin <<<"$(password_of "$1")"; }
enter_admin() { ends 0 as admin sign-in --code "$school_code" --name admin --password-stdin <<<"$(password_of admin)"; }

open_demo_school() {
  make_school 云溪市青禾小学
  start_server
  enter_admin
  ends 0 as admin roster import "$demo_school"
}
