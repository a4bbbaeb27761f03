#!/usr/bin/env bash
# `jiaxin policy judge`: JSON lines in, JSON lines out, in order, with nothing else needed.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/cli_support.sh"

judge() { jiaxin policy judge; }
question() { printf '{"id":"%s","kind":"notice","sender":"head_teacher","grade":"3","text":"%s"}\n' "$1" "$2"; }

ends 0 judge </dev/null
out_is ''
err_is ''
ends 0 judge < <(question a 周五开家长会，请准时参加。)
out_is '{"id":"a","verdict":"allow","findings":[]}'

# A finding, and where it is: half-open, in code points, whatever they take in bytes, UTF-16 or columns.
text='😀今天数学作业：口算第１２页。𠮷'
ends 0 judge < <(question b "$text")
keys_are id verdict findings rule type quote start end reason
same block "$(value verdict)"
out_has '"type":"V1"' '"quote":"数学作业：口算第１２页"'
same "3 14" "$(value start) $(value end)"
for n in 1 2; do
  start=$(value start $n) end=$(value end $n)
  same "$(value quote $n)" "${text:start:end - start}"
done
ends 0 judge <<<'{"id":"c","kind":"notice","sender":"school","grade":"","text":"\ud83d\ude00\u4eca\u5929\u6570\u5b66\u4f5c\u4e1a\uff1a\u53e3\u7b97\u7b2c\uff11\uff12\u9875"}'
same "block 3 14" "$(value verdict) $(value start) $(value end)"

# The order is kept, a bad line is answered in its place, and makes the exit code 1.
{
  question 1 通知
  echo 'not json'
  question 3 请把作业拍照发到群里
  echo
  echo '[]'
  echo '{"id":6,"kind":"notice","sender":"school","grade":"","text":"x"}'
  echo '{"id":"7","kind":"poem","sender":"school","grade":"","text":"x"}'
  echo '{"id":"8","kind":"notice","sender":"poet","grade":"","text":"x"}'
  echo '{"id":"9","kind":"notice","sender":"school","grade":"10","text":"x"}'
  echo '{"id":"10","kind":"notice","sender":"school","grade":""}'
  printf '{"id":"11","kind":"notice","sender":"school","grade":"","text":"\xff"}\n'
  question 12 '通知' | sed 's/$/\r/'
  printf '\0\n'
  question 14 通知
  question 15 没有换行的末行 | tr -d '\n'
} >"$tmp/mixed"
ends 1 judge <"$tmp/mixed"
err_is ''
same 15 "$(wc -l <"$tmp/out")"
number=0
while IFS= read -r line; do
  number=$((number + 1))
  case $number in
    1 | 12 | 14 | 15) same "{\"id\":\"$number\",\"verdict\":\"allow\",\"findings\":[]}" "$line" ;;
    3) [[ $line == '{"id":"3","verdict":"block","findings":[{"rule":"'* ]] || fail "line 3: $line" ;;
    *) [[ $line =~ ^\{\"line\":$number,\"error\":\".+\"\}$ ]] || fail "line $number: $line" ;;
  esac
done <"$tmp/out"

# Every kind, sender and grade of the contract.
for kind in notice letter form direct; do
  for sender in school head_teacher subject_teacher guardian; do
    for grade in '' 1 9; do
      printf '{"text":"放学时间不变","grade":"%s","sender":"%s","kind":"%s","id":"x","more":[1]}\n' "$grade" "$sender" "$kind"
    done
  done
done >"$tmp/all"
ends 0 judge <"$tmp/all"
same 48 "$(grep -c '"verdict":"allow"' "$tmp/out")"

# Many lines, and long ones.
for number in {1..1000}; do question "$number" "第 $number 条：今天数学作业：口算第12页。"; done >"$tmp/many"
ends 0 judge <"$tmp/many"
same "$(printf '{"id":"%s"\n' {1..1000})" "$(cut -d, -f1 "$tmp/out")"
same 1000 "$(grep -c '"verdict":"block"' "$tmp/out")"
long=$(head -c 1048576 /dev/zero | tr '\0' a)
question long "$long" >"$tmp/long"
ends 0 judge <"$tmp/long"
out_is '{"id":"long","verdict":"allow","findings":[]}'
question longer "${long}a" >"$tmp/long"
ends 1 judge <"$tmp/long"
out_like '^\{"line":1,"error":'
text=${long:60}今晚作业：抄写第5课生字三遍，明早交。
question end "$text" >"$tmp/long"
ends 0 judge <"$tmp/long"
start=$(value start) end=$(value end)
same "block $(value quote)" "$(value verdict) ${text:start:end - start}"

# Nothing else is needed, and nothing is left behind.
cd /
ends 0 env -i HOME=/proc/nowhere XDG_STATE_HOME=/proc/nowhere "$bin/jiaxin" --server 127.0.0.1:1 --json policy judge < <(question a 通知)
out_is '{"id":"a","verdict":"allow","findings":[]}'
[ ! -e "$tmp/state" ] || fail "a profile was made"
ends 2 jiaxin policy judge extra
told_twice
ends 2 jiaxin policy
told_twice

# explain and judge-file know who sends what to whom, by name alone.
ends 0 jiaxin policy explain 周五开家长会 --kind letter --sender school --grade 3
ends 0 jiaxin policy explain 要 --reply-to 第八课生字要抄吗？
out_has '问答连成一句 question and answer as one statement' '“第八课生字要抄，要”' '  block ('
for odd in '--kind 3' '--kind poem' '--sender 1' '--grade 003'; do
  ends 2 jiaxin policy explain 周五开家长会 $odd
  told_twice
done
ends 1 bash -c 'jiaxin policy judge >/dev/full' <"$tmp/many"

# It ends when nobody reads its answers any more.
yes "$(question a 通知)" 2>/dev/null | jiaxin policy judge 2>"$tmp/err" | head -n 1 >"$tmp/out" || true
out=$(<"$tmp/out") err=$(<"$tmp/err")
out_is '{"id":"a","verdict":"allow","findings":[]}'
err_is ''
