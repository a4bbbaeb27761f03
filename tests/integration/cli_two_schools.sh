#!/usr/bin/env bash
# One server, two schools, and a person who belongs to both.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/cli_support.sh"

make_school 第二小学 --time-zone Europe/Berlin
second_code=$school_code
open_demo_school
ends 0 as admin --json join --code "$second_code"
keys_are school_id member_id school time_zone person roles children may_send_to classes grades whole_school
same "第二小学 Europe/Berlin" "$(value school) $(value time_zone)"
ends 1 as admin join --code "$second_code"  # single-use
told_twice
ends 0 as admin whoami
out_has 云溪市青禾小学 第二小学 Europe/Berlin

# With two schools one has to say which; name, number and membership all do.
for command in 'codes --staff' "roster import $demo_school"; do
  # shellcheck disable=SC2086
  ends 2 as admin $command
  told_twice
  err_has --school 云溪市青禾小学 第二小学
  # shellcheck disable=SC2086
  ends 2 as admin --school 第三小学 $command
done
for school in 第二小学 1 1/1; do
  ends 0 as admin --json codes --staff --school "$school"
  out_is '{"codes":[]}'
done
mkdir "$tmp/roster"
cp "$demo_school"/*.csv "$tmp/roster"
sed -i 's/云溪市青禾小学/第二小学/' "$tmp/roster/orgs.csv"
ends 0 as admin roster import "$tmp/roster" --school 第二小学

# A father with a child at each.
enter() { ends 0 as "$1" sign-in --code "$(code_for "$2" --school "$3")" --password-stdin <<<"$(password_of "$1")"; }
enter dad g-003 2
ends 0 as dad join --code - <<<"$(code_for g-005 --school 1)"
ends 1 as dad join --code AAAA-AAAA-AAAA
told_twice
ends 0 as dad --json whoami
same "第二小学 云溪市青禾小学" "$(value school 1) $(value school 2)"
enter lin t-01 2
enter lin-second t-07 1
deadline='2030-07-01 12:00'
ends 0 as lin --json send letter --class '三年级(1)班' --title 青禾来信 --body 请选择。 --option 参加 --deadline "$deadline"
same 2/1 "$(value id)"
ends 0 as lin-second --json send letter --class '三年级(1)班' --title 二小来信 --body 请选择。 --option 参加 --deadline "$deadline"
same 1/1 "$(value id)"

# One inbox, each item in its school's time.
ends 0 as dad inbox
out_has 青禾来信 二小来信 '2030-07-01 12:00 +08:00' '2030-07-01 12:00 +02:00'
ends 2 as dad read 1  # there is one of this number at both
told_twice
ends 0 as dad read 2/1
out_has 青禾来信
ends 0 as dad read 1/1
out_has 二小来信
ends 0 as dad answer slip 1/1 --option 1
ends 0 as dad answer slip 2/1 --option 1
ends 0 as lin receipts 1
out_has '参加 1'
ends 1 as lin receipts 1/1
told_twice
ends 2 as lin-second send notice --school 云溪市青禾小学 --class 1 --title 通知 --body 好
stop_server
