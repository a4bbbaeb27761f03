#!/usr/bin/env bash
# The roster and the codes, as an administrator handles them.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/cli_support.sh"
bad=$tmp/bad
spoil() { rm -rf "$bad"; cp -r "$demo_school" "$bad"; }

make_school 云溪市青禾小学
start_server
enter_admin

ends 0 as admin codes --staff
out_like '没有'
ends 0 as admin --json roster import "$demo_school" --dry-run
out_is '{"outcome":"checked","classes":6,"children":240,"guardians":403,"staff":18,"people_left":0,"dry_run":true}'
ends 0 as admin codes --staff --json
out_is '{"codes":[]}'
ends 0 as admin roster import "$demo_school" --dry-run
out_has 'Checked, nothing changed' '孩子 240' '监护人 403' '教职工 18'
ends 0 as admin roster import "$demo_school"
out_has Applied '孩子 240'
ends 0 as admin --json roster import "$demo_school"
out_has '"outcome":"applied"' '"people_left":0' '"dry_run":false'

# A bad one changes nothing.
spoil
sed -i '5s/,[^,]*$/,maybe/' "$bad/guardianships.csv"
ends 1 as admin roster import "$bad"
out_is ''
err_has 'guardianships.csv:5: ' maybe ' / ' 没有作任何更改 'Nothing was changed'
ends 1 as admin roster import "$bad" --dry-run --json
same '{"outcome":"problems","problems":[{"file":"guardianships.csv","line":5,"reason_zh":"' "${out%%receives*}"
keys_are outcome problems file line reason_zh reason_en
spoil
rm "$bad/roles.csv"
ends 1 as admin roster import "$bad"
err_has 'roles.csv: '
spoil
iconv -f UTF-8 -t GB18030 "$demo_school/users.csv" >"$bad/users.csv"
ends 1 as admin roster import "$bad"
err_has users.csv:2: 'CSV UTF-8'
spoil
: >"$bad/usres.csv"
ends 1 as admin roster import "$bad"
err_has usres.csv
ends 2 as admin roster import "$tmp/nothing"
told_twice
mkdir "$tmp/empty"
ends 2 as admin roster import "$tmp/empty"
told_twice
ends 2 as admin roster import
ends 0 as admin codes --person g-003
out_has 欧阳明 欧阳若溪 ouyang.ming.3102

# Codes: staff, a class, people; only for those without a sign-in, but for people always.
ends 0 as admin codes --staff
same 19 "$(wc -l <"$tmp/out")"
out_has 登录码 唐国栋 林雪梅
ends 0 as admin --json codes --staff
keys_are codes person_id name children login_hint code expires_at expires_at_ms
out_has '"person_id":"t-10","name":"沈佳宁","children":["宋知夏"],"login_hint":"shen.jianing","code":"'
ends 0 as admin --json codes --class '三年级(1)班'
in_class=$(grep -o '"person_id"' <<<"$out" | wc -l)
out_has '"person_id":"g-009"'
out_lacks '"t-'
enter dad g-003
ends 0 as admin codes --json --class '三年级(1)班'
same $((in_class - 1)) "$(grep -o '"person_id"' <<<"$out" | wc -l)"
out_lacks '"g-003"'
ends 0 as admin --json codes --person g-003 g-004
same 2 "$(grep -o '"person_id"' <<<"$out" | wc -l)"
first=$(value code 2)
ends 0 as admin --json codes --person g-004
second=$(value code)
ends 1 as mum sign-in --code "$first" --password-stdin <<<'Geheim-mum'  # void since the second
ends 0 as mum sign-in --code "$second" --password-stdin <<<'Geheim-mum'

for who in '--class 一年级(9)班' '' '--staff --person g-003'; do
  # shellcheck disable=SC2086
  ends 2 as admin codes $who
  told_twice
done
for who in '--class 999' '--person nobody' '--person p-30102' '--person g-003 nobody'; do
  # shellcheck disable=SC2086
  ends 1 as admin codes $who
  out_is ''
  told_twice
done
enter lin t-01
for command in 'codes --staff' "roster import $demo_school"; do
  # shellcheck disable=SC2086
  ends 1 as lin $command
  told_twice
done

# Who is missing in the next roster is out, and has his place again when he returns.
spoil
sed -i '/^p-30102,g-003,/d' "$bad/guardianships.csv"
ends 0 as admin --json roster import "$bad" --dry-run
same 1 "$(value people_left)"
ends 0 as dad whoami
out_has 欧阳若溪
ends 0 as admin --json roster import "$bad"
same 1 "$(value people_left)"
ends 0 as dad whoami
out_lacks 欧阳若溪
ends 0 as admin --json roster import "$demo_school"
ends 0 as dad whoami
out_has 欧阳若溪

stop_server
! grep -q '欧阳\|林雪梅\|Geheim\|[A-Z0-9]\{4\}-[A-Z0-9]\{4\}-[A-Z0-9]\{4\}' "$tmp/server.log" || fail "the log has a name, a password or a code"
