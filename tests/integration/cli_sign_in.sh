#!/usr/bin/env bash
# Signing in and out with jiaxin: codes, passwords, exit codes, and what is kept on disk.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/cli_support.sh"
no_terminal() { setsid --wait "$@"; }

make_school 云溪市青禾小学
start_server

# Nobody is signed in yet.
for command in whoami inbox 'inbox --offline' 'read 1' 'listen --for 1' 'receipts 1' 'answer agree 1' 'codes --staff' \
  "roster import $demo_school" 'send notice --class 1 --title t --body b' 'join --code ABCD-EFGH-JKMN'; do
  # shellcheck disable=SC2086
  ends 4 jiaxin $command
  out_is ''
  told_twice
  err_has 'jiaxin sign-in'
done

# Usage.
for command in '' frob send 'send notice' 'inbox --limit 0' 'inbox extra' '--timeout 0 inbox' '--profile ../x inbox' \
  '--server http://127.0.0.1/ sign-in --name a --password-stdin' 'sign-in --name a --password secret' \
  'sign-in --password-stdin' '--server 127.0.0.1:99999 sign-in --name a --password-stdin'; do
  # shellcheck disable=SC2086
  ends 2 jiaxin $command <<<'password'
  out_is ''
  told_twice
done
ends 2 jiaxin inbox --school $'\xff'
ends 2 no_terminal jiaxin sign-in --name admin </dev/null
err_has --password-stdin
ends 2 jiaxin sign-in --name admin --password-stdin </dev/null
told_twice
ends 0 jiaxin --version
out_like '^jiaxin [0-9]+\.[0-9]+\.[0-9]+$'

# No server: nobody listens at port 1.
ends 3 jiaxin --server 127.0.0.1:1 sign-in --name admin --password-stdin <<<'password'
out_is ''
told_twice

# The code: in any case, with and without dashes; a short password does not use it up.
plain=${school_code//-/}
ends 1 jiaxin sign-in --code "$school_code" --name admin --password-stdin <<<'short'
told_twice
err_has 8
ends 1 jiaxin sign-in --code AAAA-AAAA-AAAA --name admin --password-stdin <<<'correct horse'
told_twice
ends 0 jiaxin sign-in --code "${plain,,}" --name admin --password-stdin <<<'correct horse'
out_has admin 云溪市青禾小学 管理员
ends 1 as second sign-in --code "$school_code" --name admin2 --password-stdin <<<'correct horse'
told_twice
ends 1 as second sign-in --name admin --password-stdin <<<'wrong horse'
told_twice
wrong_password=$err
ends 1 as second sign-in --name nobody --password-stdin <<<'wrong horse'
same "$wrong_password" "$err"  # never says which of the two is wrong
ends 0 as second sign-in --name ADMIN --password-stdin <<<'correct horse'
ends 0 jiaxin --json whoami
same '{"login":"admin","memberships":[{"school_id":1,"member_id":1,"school":"云溪市青禾小学","time_zone":"Asia/Shanghai"' \
  "${out%%,\"person\"*}"
out_has '"roles":["administrator"]' '"children":[]' '"grades":[]' '"whole_school":false'
ends 0 jiaxin whoami --json --offline
same admin "$(value login)"

# People of the roster. Code and password may both come on standard input.
ends 0 jiaxin roster import "$demo_school"
ends 0 jiaxin codes --person t-01 --json
printf -v lines '%s\n%s\n' "$(value code)" 'Geheim-lin'
ends 0 as lin sign-in --code - --password-stdin --json <<<"$lines"
same lin.xuemei "$(value login)"  # the one the school suggests
keys_are login memberships school_id member_id school time_zone person roles children may_send_to classes class_id title \
  grade grades whole_school
ends 0 jiaxin codes --person g-003 --json
ticket=$(value code)
ends 1 as dad sign-in --code "$ticket" --name lin.xuemei --password-stdin <<<'Geheim-dad'
told_twice
ends 0 as dad sign-in --code "$ticket" --name 欧阳爸爸 --password-stdin <<<'Geheim-dad'
ends 0 as dad whoami
out_has 欧阳爸爸 欧阳若溪 父亲 '三年级(1)班'

# A second code is for a forgotten password, and signs the other devices out.
ends 0 jiaxin codes --person g-003 --json
ends 0 as dad-new sign-in --code "$(value code)" --password-stdin --json <<<'Geheim-new'
same 欧阳爸爸 "$(value login)"
ends 4 as dad inbox
told_twice
ends 1 as dad sign-in --name 欧阳爸爸 --password-stdin <<<'Geheim-dad'
ends 0 as dad sign-in --name 欧阳爸爸 --password-stdin <<<'Geheim-new'

# What is kept: for the owner only, and where XDG says.
mode_is 700 "$tmp/state/jiaxin"
mode_is 700 "$tmp/state/jiaxin/lin"
for file in "$tmp"/state/jiaxin/*/*; do mode_is 600 "$file"; done
[ -z "$(ls -A "$HOME")" ] || fail "something was written to the home folder"
(umask 0; XDG_STATE_HOME=$tmp/other ends 4 jiaxin inbox) || fail "another XDG_STATE_HOME is another device"
mode_is 700 "$tmp/other/jiaxin"
(unset XDG_STATE_HOME; ends 4 jiaxin inbox) || fail "without XDG_STATE_HOME it is in the home folder"
mode_is 700 "$HOME/.local/state/jiaxin"
(XDG_STATE_HOME=relative HOME=/proc/nowhere ends 1 jiaxin inbox && told_twice) || fail "a home that is not there"
[ ! -e relative ] || fail "a relative XDG_STATE_HOME was used"

# The server: the option goes before JIAXIN_SERVER, which goes before the default.
right=$JIAXIN_SERVER
JIAXIN_SERVER=127.0.0.1:1 ends 3 as stranger sign-in --name admin --password-stdin <<<'correct horse'
JIAXIN_SERVER=127.0.0.1:1 ends 0 as lin --server "$right" inbox
ends 0 as lin inbox --server "ws://$right/ws"

# Signing out erases, reachable or not, and the token is worthless afterwards.
cp -r "$tmp/state/jiaxin/lin" "$tmp/state/jiaxin/thief"
ends 0 as lin --json sign-out
out_is '{"signed_out":true,"server_told":true}'
ends 4 as lin inbox --offline
ends 4 as thief inbox
ends 0 as lin sign-in --name lin.xuemei --password-stdin <<<'Geheim-lin'
stop_server
ends 0 as dad --timeout 1 --json sign-out
out_is '{"signed_out":true,"server_told":false}'
told_twice
ends 4 as dad inbox --offline
! grep -aq 欧阳 "$tmp/state/jiaxin/dad/state.db" || fail "a name is left on disk after signing out"
ends 3 as lin --timeout 1 whoami
told_twice
ends 0 as lin whoami --offline
out_has 林雪梅
