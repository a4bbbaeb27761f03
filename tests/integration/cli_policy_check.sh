#!/usr/bin/env bash
# Rule packs: `jiaxin policy check`, and a real server that loads them, reloads them on SIGHUP and survives broken ones.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/cli_support.sh"
packs=$root/deploy/packs

ends 0 jiaxin policy check "$packs/region.toml" "$packs/school.toml"
err_is ''
out_has 'example-region-3 (region' 'example-region/book-order [V8]' '句型 patterns 1' 'national/named-praise -> block'
out_has 'national-4+example-region-3+example-school-2'
ends 1 jiaxin policy check "$packs/school.toml" "$packs/region.toml"
out_is ''
err_has "$packs/region.toml:5:9: " ' / list packs from the top down'
sed 's/^disguised = .*/neutral = "作业单"/' "$packs/school.toml" >"$tmp/bad.toml"
ends 1 jiaxin policy check "$tmp/bad.toml"
err_has "$tmp/bad.toml:$(grep -n ^neutral "$tmp/bad.toml" | cut -d: -f1):1: " '下级只能加严'
ends 1 jiaxin policy check "$tmp/missing.toml"
err_has "$tmp/missing.toml: " 'cannot be read'
ends 2 jiaxin policy check
told_twice

# Every judging command takes packs too.
packed=放学礼包两份
printf '{"id":"a","kind":"notice","sender":"head_teacher","grade":"3","text":"%s","expect":"violation","type":"V1"}\n' "$packed" \
  >"$tmp/packed.jsonl"
printf '%s\n' "$packed" >"$tmp/packed.txt"
ends 0 jiaxin policy judge --pack "$packs/region.toml" --pack "$packs/school.toml" <"$tmp/packed.jsonl"
same block "$(value verdict)"
ends 0 jiaxin policy judge <"$tmp/packed.jsonl"
same allow "$(value verdict)"
ends 0 jiaxin policy explain "$packed" --pack "$packs/school.toml"
out_has 'block (national-4+example-school-2' 'national/disguise: hold “放学礼包”'
ends 0 jiaxin policy explain 第5课
out_has 'allow (national-'
ends 0 jiaxin policy explain 第5课 --earlier 今晚语文
out_has 'block (national-'
ends 0 jiaxin policy explain 五年级数学均分84.2，三班最高。 --audience staff
out_has 'allow (national-'
ends 0 jiaxin policy evaluate "$tmp/packed.jsonl" --pack "$packs/school.toml" --examples 0
out_has '100.0%'
ends 0 jiaxin policy judge-file "$tmp/packed.txt" --pack "$packs/school.toml"
same block "$(value verdict)"
ends 1 jiaxin policy judge --pack "$tmp/bad.toml" <"$tmp/packed.jsonl"
out_is ''
err_has "$tmp/bad.toml:" '下级只能加严'

# A server with a school's pack.
pack=$tmp/school.toml
printf '[policy]\npacks = ["%s"]\n' "$pack" >>"$config"
cp "$packs/school.toml" "$pack"
ends 0 jiaxind --config "$config" --check-config
open_demo_school
enter lin t-01
send() { as lin --json send notice --class '三年级(1)班' --title 通知 --body "$1"; }
stored() { ends 0 send "$1" && same stored "$(value outcome)"; }
stopped() {
  run send "$1"
  [[ $(value outcome) =~ ^(held|blocked)$ ]] || fail "went out: $1"
}
start log tail -n +1 -f "$tmp/server.log"
logged() { wait_for_line "$log_out" "*$1*"; }
reload() { kill -HUP "$server_pid"; logged "$1"; }
logged policy.packs_in_force
stopped 放学礼包两份
stored 周五下午三点放学。

# A repaired or changed pack counts from the reload on; a broken one leaves the old in force.
sed 's/放学礼包/放学大餐/; s/^version = .*/version = 3/' "$packs/school.toml" >"$pack"
stopped 放学礼包两份
reload policy.packs_in_force
stored 放学礼包两份
stopped 今晚放学大餐，明天看
cp "$tmp/bad.toml" "$pack"
ends 2 jiaxind --config "$config" --check-config
err_has "$pack:" 下级只能加严
reload policy.packs_broken
grep -q "$pack:[0-9]*:1: .*下级只能加严" "$tmp/server.log" || fail "the operator is not told"
stopped 今晚放学大餐，明天看
stored 周六上午九点开门。

# Started with a broken one, it holds what it would let go, and blocks what the national base blocks.
stop_server
start_again
logged policy.packs_broken
ends 0 send 下周一升旗仪式照常。
out_has held
ends 1 send 今晚作业：抄写第5课生字三遍，明早交。
cp "$packs/school.toml" "$pack"
reload policy.packs_in_force
stored 下周二升旗仪式照常。
stop_server
