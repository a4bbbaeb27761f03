#!/usr/bin/env bash
# What the policy filter held or blocked: the teacher asks, others decide, families get it; urgent notices; exports.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/cli_support.sh"

open_demo_school
enter lin t-01
enter he t-02
enter tang t-00
enter dad g-003
class='三年级(1)班'
praise=表扬张三同学，今天主动扫地。
homework=今天的数学作业：完成练习册第12页，拍照上传到群里。
notice() { as lin send notice --class "$class" "$@"; }
refused() { ends 1 "$@"; out_is ''; told_twice; }
misused() { ends 2 "$@"; out_is ''; told_twice; }

# Held: she learns who decides; the principal and the grade leader see it, the family nothing.
ends 0 notice --title 班级小事 --body "$praise"
out_has HELD 1/1 唐国栋（校长） 'you will be told at once'
ends 0 as tang held list
out_has 1/1 待审核 等待裁定 班级小事
ends 0 as he --json held list
keys_are reviews id stopped kind sender sender_role sent_to title sent_at sent_at_ms asked_at asked_at_ms decision
ends 0 as tang held show 1/1
out_has "$praise" '规则 Rule' '依据 Source'
ends 0 as dad inbox
out_lacks 班级小事
refused as lin held list  # may decide nothing
refused as lin held release 1/1 --reason 我自己放行
misused as tang held release 1/1
ends 0 as tang held release 1/1 --reason 是班级日常，可以发
out_has 放行 72
refused as tang held refuse 1/1 --reason 改主意了
err_has 是班级日常，可以发 'nothing was changed'
ends 0 as tang held release 1/1 --reason 是班级日常，可以发  # the same again
ends 0 as dad read 1/1
out_has "$praise"
ends 0 as lin listen --count 2 --for 30
out_has 班级小事 放行 唐国栋 是班级日常，可以发

# Blocked: she sees the words, the rule and the way on, and asks.
ends 1 notice --title 今日安排 --body "$homework"
err_has BLOCKED 1/2 '规则 Rule' '依据 Source' '可以 Way on' 公示 'jiaxin appeal 1/2' 唐国栋
ends 0 as tang held list
out_lacks 今日安排
ends 0 as lin held list --mine
out_has 今日安排 未申请裁定 班级小事
refused as he appeal 1/2  # it is not his
ends 0 as lin appeal 1/2 --comment 这是反面例子
out_has 唐国栋
refused as he held refuse 1/2 --reason 组长不能裁定
ends 0 as tang held show 2
out_has 这是反面例子 "$homework"
ends 0 as tang --json held refuse 2 --reason 确实是作业
out_like '"ruling":"refuse"'
ends 0 as lin --json listen --count 1 --for 30
out_has '"event":"review"' '"ruling":"refuse"' 确实是作业
ends 0 as tang held list --decided
out_has 放行 不予放行

# Whichever command receives a decision says so.
ends 0 notice --title 又一件小事 --body "$praise"
ends 0 as he held refuse 1/3 --reason 请私下说
ends 0 as lin inbox
err_has 请私下说 'was refused'

# Two notices, of which each says nothing alone: who decides about the second reads both.
ends 0 as he send notice --class '三年级(2)班' --title 安排 --body 今天语文作业
out_has STORED 1/4
ends 0 as he send notice --class '三年级(2)班' --title 提醒 --body 第5课
out_has HELD 1/5
ends 0 as tang held show 1/5
out_like '发送人此前刚写过.*judged together.*minute.* before.*安排 今天语文作业.*第5课'
ends 0 as tang --json held show 1/5
out_has '"earlier":[{"minutes_before":' '"text":"安排\n今天语文作业"}]'
ends 0 as tang held refuse 1/5 --reason 两条合起来是作业

# What was decided, as texts to train on, in the form that the checker takes.
ends 0 as tang policy export-decisions
mkdir "$tmp/made" "$tmp/none"
printf '%s\n' "$out" >"$tmp/made/decisions.jsonl"
same 4 "$(wc -l <"$tmp/made/decisions.jsonl")"
out_has '"expect":"benign"' '"expect":"violation"' '"why":"确实是作业"' "$homework" '"sender":"head_teacher"' \
  '"text":"提醒\n第5课"' '"earlier":[{"sender":"same","minutes_ago":' '"text":"安排\n今天语文作业"}]'
ends 0 /usr/bin/python3 "$root/server/policy/training/check_texts.py" "$tmp/made" "$tmp/none"
refused as lin policy export-decisions
ends 0 as tang policy overturned
out_has 合计
refused as lin policy overturned

# Urgent notices: fixed words.
ends 0 as lin send urgent --list
out_has '--template closure' '--slot reason=' 停电 '11-26'
ends 0 as lin send urgent --class "$class" --template bus-late --slot bus=3 --slot minutes=20 --english
out_has STORED 1/6
ends 0 as dad read 1/6
out_has 【紧急】校车晚点 3号校车晚点约20分钟 'about 20 minutes late'
refused as lin send urgent --class "$class" --template bus-late --slot bus=3 --slot minutes=抄写第5课
misused as lin send urgent --class "$class" --template bus-late --slot bus
misused as lin send urgent --class "$class"
refused as dad send urgent --class "$class" --template bus-late --slot bus=3 --slot minutes=20

# All of it is there after a restart.
stop_server
start_again
ends 0 as tang held list --decided
out_has 放行 不予放行
stop_server
