#!/usr/bin/env bash
# An item's way with jiaxin: it arrives, is read and answered by two guardians, and its sender sees how far it came.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/cli_support.sh"

open_demo_school
enter lin t-01
enter zhou t-07
enter dad g-003
enter mum g-004
enter gran g-009
enter luo g-068
class='三年级(1)班'
child_keys='child_id name class_id class relation may_sign'
item_keys="id school_id member_id message_id seq at at_ms kind school time_zone sent_to sender role title body ask deadline
  deadline_ms slip form children sent_by_me read answers $child_keys"
answer_keys='answer_id child_id child member_id name relation choice option_number option_label decided_at decided_at_ms'
record_keys='answer_id predecessor choice option_number option_label comment form_version text_sha256 opened_at
  opened_at_ms decided_at decided_at_ms device_session relation'
status_keys="signers member_id name relation may_sign records guardians_disagree closed"
summary_keys='rows delivered read answered children children_agreed children_declined children_disagree
  children_unanswered options'
row_keys='member_id guardian relation child_id child class stored_at stored_at_ms delivered_at delivered_at_ms read_at
  read_at_ms answered_at answered_at_ms choice option_number option_label comment'

# An empty inbox.
ends 0 as dad inbox
out_like '没有'
ends 0 as dad --json inbox
out_is '{"items":[]}'

# It is heard as it comes, and again by whoever was not there.
start heard jiaxin --profile dad --json listen --count 1 --for 30
ends 0 as lin --json send form --class "$class" --title 参观博物馆 --purpose 社会实践 --body 周三上午参观。 \
  --agree-label 同意参加 --decline-label 不参加 --deadline '2030-12-01 18:00'
form=$(value id)
wait_for_line "$heard_out" '{"event":"item",*'
finish heard
same 0 "$code"
out=$line
keys_are event $item_keys purpose agree_label decline_label version text_sha256
same "$form false" "$(value id) $(value read)"
ends 0 as mum listen --count 1 --for 30
out_has "$form" 参观博物馆

# The inbox, with what is to be done; reading.
ends 0 as dad inbox --unread
out_has "* $form" 知情同意书 林雪梅 欧阳若溪 未读 未答复 '2030-12-01 18:00'
ends 0 as dad --json inbox
keys_are items $item_keys purpose agree_label decline_label version text_sha256
ends 1 as dad answer agree "$form"
err_has 'jiaxin read'
ends 0 as dad inbox --offline
out_has "* $form"
ends 0 as dad read "$form"
out_has 参观博物馆 '目的：社会实践' 周三上午参观。 '1 同意参加' '2 不参加' 欧阳若溪
ends 0 as dad inbox --unread
out_lacks "$form"
ends 0 as dad --json read "${form#*/}"
same true "$(value read)"

# One agrees, the other declines: both answers stand, and both are told.
ends 0 as dad answer status "$form"
out_has 欧阳明 徐敏 可签字 未答复
ends 0 as dad answer agree "$form"
out_has 未答复 '欧阳若溪：同意参加'
ends 0 as mum read "$form"
out_has '欧阳明（父亲） 同意参加'
ends 0 as mum --json answer decline "$form"
keys_are outcome id client_id $answer_keys opened_at opened_at_ms $child_keys status_before $status_keys $record_keys
same "answered decline" "$(value outcome) $(value choice)"
repeated=$out
ends 0 as mum --json answer decline "$form" --client-id "$(value client_id)"
same "$(sed 's/,"status_before.*//' <<<"$repeated")" "$(sed 's/,"status_before.*//' <<<"$out")"
ends 0 as dad answer status "$form"
out_has 监护人意见不一致
ends 0 as dad --json answer status "$form"
keys_are id child_id child $status_keys $record_keys
same true "$(value guardians_disagree)"
ends 0 as lin receipts "$form"
out_has '同意参加 0' '不参加 0' '监护人意见不一致 1' '未答复 39'

# A changed decision is a new record that points at the earlier one, which stays.
ends 0 as dad answer decline "$form"
ends 0 as lin --json answer status "$form" --child 欧阳若溪
same "agree decline decline" "$(value choice 1) $(value choice 2) $(value choice 3)"
same "null $(value answer_id 1) null" "$(value predecessor 1) $(value predecessor 2) $(value predecessor 3)"
same false "$(value guardians_disagree)"

# Who may not answer.
ends 0 as gran read "$form"
ends 1 as gran answer agree "$form"
told_twice
ends 1 as lin answer agree "$form" --child 欧阳若溪
ends 0 as luo read "$form"
ends 2 as luo answer agree "$form"
told_twice
err_has 陈思远 陈思齐
ends 2 as luo answer agree "$form" --child 欧阳若溪
ends 0 as luo answer agree "$form" --child 陈思远
ends 2 as luo answer slip "$form" --option 1 --child 陈思齐
err_has 'jiaxin answer agree'
for number in 999 7/1; do
  ends 1 as dad read "$number"
  told_twice
done
for number in x 1/ /1 1/2/3 -1 '' 99999999999999999999; do ends 2 as dad read "$number"; done

# Receipts: only for the sender.
ends 1 as zhou receipts "$form"
told_twice
ends 1 as dad receipts "$form"
told_twice
ends 0 as lin --json receipts "$form"
keys_are id summary receipts $summary_keys $row_keys
same "74 40 1 1 0 38" "$(value rows) $(value children) $(value children_agreed) $(value children_declined) $(value children_disagree) $(value children_unanswered)"
out_has '"child":"欧阳若溪","class":"三年级(1)班","stored_at":"'
out_lacks 许建军 刘海波  # nothing is sent to them

# Receipts as they change.
start follow jiaxin --profile lin --json receipts "$form" --follow
wait_for_line "$follow_out" '{"event":"all",*'
ends 0 as luo answer decline "$form" --child 陈思齐
wait_for_line "$follow_out" '{"event":"summary",*"children_declined":2,*'
out=$line
keys_are event id summary $summary_keys
stop follow
same 0 "$code"

# A letter with a slip.
ends 0 as lin --json send letter --class "$class" --title 研学活动 --body 请选择。 --option 参加 --option 参加，自带午餐 \
  --decline-option 不参加 --comment
letter=$(value id)
ends 0 as luo inbox
out_has 须填回执
ends 0 as luo read "$letter"
out_has '1 参加' '2 参加，自带午餐' '3 不参加'
for option in 0 4 自带 ''; do
  ends 2 as luo answer slip "$letter" --option "$option" --child 陈思远
  told_twice
done
ends 2 as luo answer agree "$letter" --child 陈思远
err_has 'jiaxin answer slip'
ends 0 as luo --json answer slip "$letter" --option 2 --comment 他对花生过敏 --child 陈思远
same "slip 2 参加，自带午餐" "$(value choice) $(value option_number) $(value option_label)"
ends 0 as luo answer slip "$letter" --option '#3' --child 37
out_has 陈思齐：不参加
ends 0 as lin receipts "$letter"
out_has '参加 0' '参加，自带午餐 1' '不参加 1' 他对花生过敏
ends 0 as lin --json receipts "$letter"
out_has '"options":[{"number":1,"label":"参加","children":0},{"number":2,"label":"参加，自带午餐","children":1},{"number":3,"label":"不参加","children":1}]'
ends 0 as lin --json send letter --class "$class" --title 不收附言 --body 请选择。 --option 参加 --decline-option 不参加
letter=$(value id)
ends 0 as dad inbox
ends 0 as dad read "$letter"
ends 1 as dad answer slip "$letter" --option 1 --comment 附言
told_twice
ends 0 as lin --json send notice --class "$class" --title 通知 --body 好
notice=$(value id)
ends 0 as dad inbox
ends 1 as dad answer agree "$notice"

# What others wrote cannot drive the terminal.
ends 0 as lin --json send notice --class "$class" --title '下雨提醒' \
  --body $'明天\e[31m下雨\e]0;请\a \u202e带\u2066伞 \x7f\u009b1m\r谢谢\b\b'
notice=$(value id)
ends 0 as dad listen --count 1 --for 30
out_has 下雨提醒
for command in "read $notice" "inbox --limit 1" "--json read $notice" "--json inbox --limit 1"; do
  # shellcheck disable=SC2086
  ends 0 as dad $command
  ! grep -qP '[\x00-\x08\x0b-\x1f\x7f]|\xe2\x80\xae|\xe2\x81\xa6|\xc2[\x80-\x9f]' < <(LC_ALL=C cat "$tmp/out") ||
    fail "control characters reach the terminal"
done
ends 0 as dad read "$notice"
out_has '明天␛[31m下雨␛]0;请␇'
ends 2 as dad read $'1/\e[31m2'
ends 2 as dad read --no$'\e[31m'
! grep -q $'\e' "$tmp/err" || fail "an argument reached the terminal as it was"

# A reader that goes away is no problem of the reader's.
for command in inbox '--json inbox' whoami; do
  # shellcheck disable=SC2086
  { as dad $command 2>"$tmp/err" || fail "ended with $? when its reader had gone"; } | head -c 1 >"$tmp/out"
  err=$(<"$tmp/err")
  err_is ''
done
ends 0 as dad --json inbox --limit 1
same 1 "$(grep -o '"seq"' <<<"$out" | wc -l)"
stop_server
