#!/usr/bin/env bash
# Installs exactly what package-lock.json names into FOLDER/node_modules, unless it is there already.
# usage: tests/node/install.sh FOLDER
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
folder=${1:?usage: tests/node/install.sh FOLDER}

installed=$folder/node_modules/.from-lock
cmp -s "$here/package-lock.json" "$installed" && exit 0
mkdir -p "$folder"
cp "$here/package.json" "$here/package-lock.json" "$here/.npmrc" "$folder"
(cd "$folder" && npm ci --ignore-scripts)
cp "$here/package-lock.json" "$installed"
