#!/usr/bin/env bash
# `jiaxin policy replay`: what packs would have done to what a real server stores, while it runs and from a copy.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/cli_support.sh"
region=$root/deploy/packs/region.toml school=$root/deploy/packs/school.toml
data=$tmp/data
replay() { jiaxin --json policy replay --since 2026-01-01 --data "$data" "$@"; }
refused() { ends 1 "$@"; out_is ''; told_twice; }
misused() { ends 2 "$@"; out_is ''; told_twice; }

open_demo_school
enter lin t-01
class='三年级(1)班'
packed=放学礼包两份
send() { run as lin --json send "$@"; same "$outcome" "$(value outcome)"; }
outcome=stored
send notice --class "$class" --title 通知 --body 周五下午三点放学。
send notice --class "$class" --title 通知 --body "$packed"
send letter --class "$class" --title 通知 --body 周六上午九点开门。
send urgent --class "$class" --template bus-late --slot bus=3 --slot minutes=20
outcome=held
send notice --class "$class" --title 班级小事 --body 表扬张三同学，今天主动扫地。
outcome=blocked
send notice --class "$class" --title 作业 --body 今天的数学作业：完成练习册第12页，拍照上传到群里。
send letter --class "$class" --title 作业 --body 今天的数学作业：完成练习册第12页，拍照上传到群里。

# Beside the running server.
ends 0 replay --pack "$region" --pack "$school"
err_is ''
live=$out
keys_are since now then judged urgent text_gone counts allow hold block rules rule messages changes from to examples id \
  sent_at sent_at_ms quote
out_has '"judged":6,"urgent":1,"text_gone":0' '+example-region-3+example-school-2' '"block":{"allow":0,"hold":0,"block":2}' \
  '"id":"1/2"' '"quote":"放学礼包"' '{"rule":"national/named-praise","messages":1}' \
  '{"from":"hold","to":"block","messages":1,"examples":[{"id":"1/5"'
out_lacks '"id":"1/1"' '"id":"1/3"' '"id":"1/4"' '"id":"1/6"'
ends 0 jiaxin policy replay --since 2026-01-01 --data "$data" --pack "$school"
err_is ''
out_has '6 messages judged since 2026-01-01' '紧急通知 1 条' '“放学礼包”' national/named-praise '待审核 hold -> 拦下 block (1 / 1)'
ends 0 replay --pack "$school" --now "$school"
out_has '"judged":6' '"rules":[],"changes":[]'
ends 0 replay --now "$school"  # as if the pack were taken out of force
out_has '{"from":"block","to":"hold","messages":1'
ends 0 jiaxin policy replay --since 2099-01-01 --data "$data" --pack "$school"
out_has '0 messages judged' 'Nothing changes.'
ends 0 as admin codes --staff  # the server writes as before

# A stopped server's folder stays as it is, byte for byte.
stop_server
state() { (cd "$data" && sha256sum -- * && stat -c '%n %s %Y' .); }
before=$(state)
ends 0 replay --pack "$region" --pack "$school"
same "$before" "$(state)"
same "$live" "$out"

# At most five examples of a change.
start_again
outcome=held
for n in 1 2 3 4 5; do send notice --class "$class" --title 班级小事 --body 表扬张三同学，今天主动扫地。; done
ends 0 replay --pack "$school"
out_has '{"from":"hold","to":"block","messages":6,"examples"'
same 6 "$(grep -o '"id":' <<<"$out" | wc -l)"  # five and the notice
stop_server

# What was held only for what went before it is judged with that again.
start_again
outcome=stored
send notice --class "$class" --title 安排 --body 今天语文作业
outcome=held
send notice --class "$class" --title 提醒 --body 第5课
ends 0 replay
out_has '"hold":{"allow":0,"hold":7,"block":0}' '"rules":[],"changes":[]'
stop_server

# A server with the pack says what the replay said it would, of the letter too, in which fewer words weigh.
printf '[policy]\npacks = ["%s"]\n' "$school" >>"$config"
start_again
outcome=blocked
send notice --class "$class" --title 通知 --body "$packed"
send notice --class "$class" --title 班级小事 --body 表扬张三同学，今天主动扫地。
outcome=stored
send letter --class "$class" --title 通知 --body 周六上午九点开门。
stop_server

# What is wrong is told.
misused jiaxin policy replay --since 2026-02-30 --data "$data"
misused jiaxin policy replay --since yesterday --data "$data"
misused jiaxin policy replay --data "$data"
refused jiaxin policy replay --since 2026-01-01 --data "$tmp/nowhere"
err_has "$tmp/nowhere"
[ ! -e "$tmp/nowhere" ] || fail "it made the folder"
sed 's/^disguised = .*/neutral = "作业单"/' "$school" >"$tmp/bad.toml"
for option in --pack --now; do
  ends 1 replay $option "$tmp/bad.toml"
  out_is ''
  err_has "$tmp/bad.toml:$(grep -n ^neutral "$tmp/bad.toml" | cut -d: -f1):1: " '下级只能加严'
done
ends 1 replay --pack "$school" --pack "$region"
err_has "$region:5:9: " ' / list packs from the top down'
# The database's own header: bytes 60 to 63 are the schema's version, 68 to 71 whose it is.
put_byte() { printf "\\x$1" | dd of="$data/jiaxin.db" bs=1 seek="$2" conv=notrunc status=none; }
put_byte 63 63
refused replay
err_has newer 'schema 99'
put_byte 01 63
refused replay
err_has older 'schema 1;'
put_byte 00 68
refused replay
err_has "not one of Jiaxin's"
put_byte 00 0
refused replay
err_has damaged
