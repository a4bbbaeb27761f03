#!/usr/bin/env bash
# Sending with jiaxin: notices, letters and forms, and everything that stops one.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/cli_support.sh"

open_demo_school
enter lin t-01
enter he t-02
enter tang t-00
enter dad g-003
class='三年级(1)班'
notice() { as lin send notice --class "$class" --title 通知 "$@"; }
letter() { as lin send letter --class "$class" --title 研学活动 --body 请选择。 "$@"; }
form() { as lin send form --class "$class" --title 参观博物馆 --purpose 社会实践 "$@"; }
# refused COMMAND...: with exit code 1; misused: with 2. Either is told in both languages.
refused() { ends 1 "$@"; out_is ''; told_twice; }
misused() { ends 2 "$@"; out_is ''; told_twice; }

# A notice.
ends 0 notice --body 周五上午开运动会，请穿运动鞋。
out_has STORED 1/1 '72 guardians of 40 children'
ends 0 notice --body 周五下午三点放学。 --json
out_like '^\{"outcome":"stored","client_id":"[0-9a-f]{32}","id":"1/2","message_id":2,"stored_at":"[^"]*\+08:00","stored_at_ms":[0-9]+,"guardians":72,"children":40\}$'
id=$(value client_id) first=$out
ends 0 notice --body 周五下午三点放学。 --json --client-id "$id"
same "$first" "$out"  # a repeat is told the first result
refused notice --body 周五下午四点放学。 --client-id "$id"
misused notice --body 好 --client-id 1234
ends 0 as lin send notice --class 1 --title 按编号 --body 好

# Files and standard input: line ends and the byte order mark are nobody's text.
printf '\xef\xbb\xbf第一行\r\n第二行\r\n\r\n' >"$tmp/text.txt"
ends 0 notice --body-file "$tmp/text.txt" --json
same 1/4 "$(value id)"
ends 0 notice --body-file - --json <<<'来自标准输入'
ends 0 as dad inbox
ends 0 as dad --json read 1/4
out_has '"body":"第一行\n第二行"'
ends 0 as dad --json read 1/5
out_has '"body":"来自标准输入"'
printf '\xff\xfe' >"$tmp/binary"
misused notice --body-file "$tmp/binary"
misused notice --body-file "$tmp/missing"
misused notice --body-file "$tmp"
misused notice --body a --body-file "$tmp/text.txt"

# To whom.
misused notice --class '六年级(9)班' --body 好
misused as lin send notice --class '三年级(2)班' --title 通知 --body 好  # not hers
misused as lin send notice --title 通知 --body 好
misused notice --grade 3 --body 好
refused as lin send notice --class 2 --title 通知 --body 好
refused as lin send notice --class 999 --title 通知 --body 好
refused as lin send notice --grade 3 --title 通知 --body 好
refused as lin send notice --whole-school --title 通知 --body 好
refused as he send notice --grade 4 --title 通知 --body 好
refused as dad send notice --class "$class" --title 通知 --body 好
refused as admin send notice --whole-school --title 通知 --body 好
ends 0 as he --json send notice --grade 3 --title 通知 --body 本周五下午三点放学。
same 120 "$(value children)"
ends 0 as lin --json send notice --class 1 --class "$class" --title 通知 --body 周六的运动会改到周日。
same 40 "$(value children)"
ends 0 as tang --json send notice --whole-school --title 通知 --body 本周五下午三点放学。
same 240 "$(value children)"

# Sizes and shapes.
misused notice --body ''
misused notice
refused notice --body-file /dev/null
refused as lin send notice --class 1 --title '' --body 好
refused as lin send notice --class 1 --title $'一\n二' --body 好
refused as lin send notice --class 1 --title $'一\e[31m' --body 好
most=$(printf '明天照常上课。%.0s' {1..195})  # 4,095 bytes
refused notice --body "$most好"
ends 0 notice --body "$most"
most=$(printf '明天照常上课。%.0s' {1..1560})好的  # 32,766 bytes
refused as lin send letter --class 1 --title 长信 --body "$most好"
ends 0 as lin send letter --class 1 --title 长信 --body "$most"

# Letters with a slip, and their deadlines.
ends 0 letter
ends 0 letter --option 参加 --decline-option 不参加
for deadline in '2030-02-20 10:00' 2030-02-20T10:00 2030-02-20T10:00:00+08:00 2030-02-20T02:00Z 2030-02-19T21:00-05:00; do
  ends 0 letter --option 参加 --option 参加，自带午餐 --decline-option 不参加 --comment --deadline "$deadline" --json
  number=$(value id)
  ends 0 as dad inbox
  ends 0 as dad --json read "$number" --offline
  same 2030-02-20T10:00:00+08:00 "$(value deadline)"
done
out_has '"slip":{"options":[{"number":1,"label":"参加","will_not_take_part":false},{"number":2,"label":"参加，自带午餐","will_not_take_part":false},{"number":3,"label":"不参加","will_not_take_part":true}],"comment_allowed":true}'
for deadline in tomorrow 2030-02-20 '2030-02-30 10:00' '2030-02-20 24:30' '10:00' '' '2030-02-20 10:00 +08:00'; do
  misused letter --option 参加 --deadline "$deadline"
done
refused letter --option 参加 --deadline '2020-01-01 00:00'
refused letter --option 参加 --option 参加
misused letter --comment
misused letter --deadline '2030-02-20 10:00'

# Forms.
ends 0 form --body-file - --deadline 2030-12-01T18:00:00+08:00 --agree-label 同意参加 --decline-label 不参加 --json <<<'周三上午参观。'
number=$(value id)
ends 0 as dad inbox
ends 0 as dad --json read "$number"
out_has '"kind":"form"' '"ask":"consent"' '"body":""' '"form":{"purpose":"社会实践","body":"周三上午参观。","agree_label":"同意参加","decline_label":"不参加","version":1,"text_sha256":"'
printf '参观博物馆\x1e社会实践\x1e周三上午参观。\x1e同意参加\x1e不参加' >"$tmp/shown"
same "$(sha256sum <"$tmp/shown" | cut -d' ' -f1)" "$(value text_sha256)"
misused form --body 周三上午参观。
misused as lin send form --class 1 --title 参观 --body 正文 --deadline '2030-12-01 18:00'
refused form --body 正文 --deadline '2030-12-01 18:00' --agree-label 好 --decline-label 好
misused form --body '' --deadline '2030-12-01 18:00'

# Homework is sent to nobody, wherever it stands, and it is said which words, why, and what to do instead.
ends 0 as dad --json inbox --limit 1000
before=$out
ends 1 notice --body $'家长您好：\n今天数学作业：口算第12页。'
out_is ''
err_has BLOCKED 'sent it to nobody' 口算第12页 national/assign-task V1 '原因 Reason' '可以 Way on'
ends 1 notice --body $'😀今天数学作业：口算第１２页。' --json
keys_are outcome client_id id message_id text_until text_until_ms deciders name role findings rule type quote start end \
  reason_zh reason_en way_on_zh way_on_en source
same blocked "$(value outcome)"
text=$'通知\n😀今天数学作业：口算第１２页。'
for n in 1 2; do
  start=$(value start $n) end=$(value end $n)
  same "$(value quote $n)" "${text:start:end - start}"  # positions are code points of the joined text
done
ends 1 as lin send letter --class 1 --title 口算第12页今晚完成 --body 您好
ends 1 letter --option '口算第12页今晚做完' --option 数学作业明早交
ends 1 form --body 今天的数学作业：口算第12页，拍照发到群里。 --deadline '2030-12-01 18:00'
ends 0 as dad --json inbox --limit 1000
same "$before" "$out"

# Without the server nothing is sent, and nothing goes out behind the sender's back later.
id=0192f0c1d2e3f405162738495a6b7c8d
stop_server
ends 3 as lin --timeout 1 send notice --class 1 --title 断网 --body 断网时写的。 --client-id $id
out_is ''
told_twice
start_again
ends 0 as lin inbox
ends 0 as dad --json inbox
out_lacks 断网
for attempt in 1 2; do ends 0 as lin send notice --class 1 --title 断网 --body 断网时写的。 --client-id $id; done
ends 0 as dad --json inbox
same 1 "$(grep -o '"title":"断网"' <<<"$out" | wc -l)"
stop_server
