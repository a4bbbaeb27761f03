#!/usr/bin/env bash
# The examples as strangers build them: with the README's commands, outside this tree, against a prefix that was moved,
# and run against the installed server. The C library again from Python, as another language would use it.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/packaging_support.sh"
! command -v ccache >/dev/null || export CMAKE_C_COMPILER_LAUNCHER=ccache CMAKE_CXX_COMPILER_LAUNCHER=ccache

# The README's commands in our home folder; only what is installed takes a detour through another prefix.
cd "$root"
mapfile -t commands < <(block client-sdk/README.md '## Install, and build the example')
same 4 ${#commands[@]}
install=${commands[0]/build\/release/$build}
ends 0 eval "${install/\$HOME/$tmp/first}"
mv "$tmp/first/jiaxin" "$HOME/jiaxin"
for command in "${commands[@]:1}"; do ends 0 eval "$command"; done

# What else the README shows is in the examples, and what it links to is there.
shown() { awk -v start='```'$1 '$0 == start { on = 1; next } /^```$/ { on = 0 } on' client-sdk/README.md; }
while IFS= read -r line; do
  grep -qxF -- "$line" client-sdk/examples/*/{CMakeLists.txt,main.cpp} || fail "no example has this line: $line"
done < <(shown cmake && shown cpp)
while IFS= read -r link; do
  [ -e "client-sdk/$link" ] || fail "client-sdk/README.md links to $link, which is not there"
done < <(awk '/^```/ { code = !code } !code' client-sdk/README.md | grep -o '](\([^)#]*\))' | tr -d ']()')

# The C example, by CMake and by pkg-config.
cp -r client-sdk/examples/listen-c "$HOME/listen-c"
ends 0 cmake -G Ninja -S "$HOME/listen-c" -B "$HOME/listen-c/build" -DCMAKE_PREFIX_PATH="$HOME/jiaxin"
ends 0 cmake --build "$HOME/listen-c/build"
libdir=$(dirname "$(find "$HOME/jiaxin" -name libjiaxin-client-c.so)")
export PKG_CONFIG_PATH=$libdir/pkgconfig
# shellcheck disable=SC2046
ends 0 cc -std=c99 -Wall -Wextra -Wpedantic -Werror $(pkg-config --cflags jiaxin-client-c) "$HOME/listen-c/main.c" \
  -o "$HOME/listen-pc" $(pkg-config --libs jiaxin-client-c)
unset PKG_CONFIG_PATH

# Without a component named, both.
mkdir "$tmp/both"
cat >"$tmp/both/CMakeLists.txt" <<'END'
cmake_minimum_required(VERSION 3.25)
project(both LANGUAGES CXX)
find_package(jiaxin-client REQUIRED)
foreach(target jiaxin::client jiaxin::client-c)
  if(NOT TARGET ${target})
    message(FATAL_ERROR "there is no ${target}")
  endif()
endforeach()
END
ends 0 cmake -G Ninja -S "$tmp/both" -B "$tmp/both/build" -DCMAKE_PREFIX_PATH="$HOME/jiaxin"

# And Python, with what protoc makes of the installed schemas.
mkdir "$tmp/python"
ends 0 protoc -I "$HOME/jiaxin/share/jiaxin/proto" --python_out="$tmp/python" \
  "$HOME"/jiaxin/share/jiaxin/proto/jiaxin/{v1,sdk/v1}/*.proto

# A school on the installed programs.
for component in server cli; do install_component $component "$tmp/$component"; done
export PATH=$tmp/server/bin:$tmp/cli/bin:$PATH
open_demo_school
enter lin t-01

with_password() { local password=$1; shift; exec "$@" <<<"$password"; }
# hears NAME PERSON COMMAND...: signs in with a code, prints the notice that is sent then, and its sender sees it read.
hears() {
  local name=$1 person=$2
  shift 2
  start heard with_password "Geheim-$name" "$@" "$JIAXIN_SERVER" "$tmp/$name.db" "$name" "$(code_for "$person")"
  wait_for_line "$heard_out" 'signed in*'
  ends 0 as lin --json send notice --class '三年级(1)班' --title "致 $name。" --body '周五上午开运动会，请穿运动鞋。'
  wait_for_line "$heard_out" "*致 $name。*"
  start seen jiaxin --profile lin --json receipts "$(value id)" --follow
  wait_for_line "$seen_out" '*"read":1,*'
  stop seen
  stop heard
}
hears cpp g-003 "$HOME/listen/build/listen"
[ "$code" -eq 0 ] || fail "the C++ example ended with $code"
hears c g-004 "$HOME/listen-c/build/listen-c"
[ "$code" -eq 0 ] || fail "the C example ended with $code"
hears pc g-005 env LD_LIBRARY_PATH="$libdir" "$HOME/listen-pc"
[ "$code" -eq 0 ] || fail "the C example built with pkg-config ended with $code"
export LD_LIBRARY_PATH=$libdir PYTHONPATH=$tmp/python:$root/tests/packaging PYTHONDONTWRITEBYTECODE=1
hears python g-006 /usr/bin/python3 tests/packaging/listen.py
[ "$code" -eq 0 ] || fail "the library in Python ended with $code"
mkdir "$tmp/day"
ends 0 /usr/bin/python3 tests/packaging/day.py "$JIAXIN_SERVER" "$tmp/day" "$(code_for t-01)" "$(code_for g-007)" \
  "$(code_for g-009)"
err_is ''
unset LD_LIBRARY_PATH PYTHONPATH

# With the password the second time; a wrong one is told in both languages.
ends 1 "$HOME/listen/build/listen" "$JIAXIN_SERVER" "$tmp/again.db" cpp <<<Geheim-wrong
told_twice
ends 1 timeout 60 "$HOME/listen-c/build/listen-c" "$JIAXIN_SERVER" "$tmp/again-c.db" c <<<Geheim-wrong
told_twice
start heard with_password Geheim-cpp "$HOME/listen/build/listen" "$JIAXIN_SERVER" "$tmp/again.db" cpp
wait_for_line "$heard_out" '*致 python。*'
stop heard
same 0 "$code"
stop_server
