#!/usr/bin/env bash
# The same texts make the same model, to the byte: training_reproduces.sh POLICY_TRAIN FOLDER_OF_TEXTS
# Two small hands, so that it takes seconds; what is computed is the same.
set -euo pipefail
train=$1 texts=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

fit() { "$train" fit "$folder/$1" "$texts"/{i,s}.jsonl > "$folder/$1.txt"; }
fit once
fit again
cmp "$folder/once" "$folder/again"
cmp "$folder/once.txt" "$folder/again.txt"
size=$(stat -c %s "$folder/once")
[ "$size" -gt 100000 ] || { echo "a model of $size bytes is none" >&2; exit 1; }
