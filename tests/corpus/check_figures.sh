#!/bin/sh
# The table in a document is what the command above it prints now.
#   check_figures.sh JIAXIN DOCUMENT FOLDER
set -eu
printed=$("$1" policy evaluate --examples 0 "$3"/*.jsonl)
written=$(sed -n '/^```text$/,/^```$/p' "$2" | sed '1d;$d')
[ "$printed" = "$written" ] && exit 0
printf 'the table in %s should be:\n%s\n' "$2" "$printed" >&2
exit 1
