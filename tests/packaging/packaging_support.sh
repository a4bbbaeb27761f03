# Sourced by the tests of what is installed, with their arguments: the folder of the programs, and -fsanitize's value.
if [ -n "${2:-}" ]; then
  echo "SKIPPED: what is built with -fsanitize=$2 needs programs built so, too; the release preset tests this"
  exit 77
fi
. "$(dirname "${BASH_SOURCE[0]}")/../integration/cli_support.sh"
build=$(cd "$bin/.." && pwd)

install_component() { ends 0 cmake --install "$build" --prefix "$2" --component "$1"; }  # COMPONENT PREFIX
