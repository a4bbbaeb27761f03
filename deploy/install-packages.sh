#!/usr/bin/env bash
# Installs the Debian packages of packages.txt that are missing. Needs root and the network only if some are.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

# Another package may bring what is asked for, as NodeSource's nodejs brings npm.
provided=$(dpkg-query -W -f='${db:Status-Status}, ${Provides}\n' |
  sed -n 's/^installed, //p' | sed 's/([^)]*)//g; s/ //g' | tr ',' '\n')

missing=()
while read -r package; do
  status=$(dpkg-query -W -f='${Status}' "$package" 2>/dev/null || true)
  [ "$status" = "install ok installed" ] || grep -qxF "$package" <<<"$provided" || missing+=("$package")
done < <(grep -v '^#' "$here/packages.txt")
[ ${#missing[@]} -eq 0 ] && exit 0

if [ "$(id -u)" -ne 0 ]; then
  echo "Missing packages; as root: apt-get install ${missing[*]}" >&2
  exit 1
fi
echo "Installing: ${missing[*]}" >&2
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
