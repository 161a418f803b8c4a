#!/usr/bin/env bash
# Installs what is missing, builds the program into build/release and runs it with the given arguments.
#   app/run.sh [arguments of arcscope]    no arguments: opens the window
#   app/run.sh --build-only               stops after building everything, benchmarks included
set -o pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P) || exit 1
. "$root/app/packages.sh"

need "$build_packages"
if [ "${1:-}" = --build-only ]; then
  build "$root" release
  say "Built: build/release/app/arcscope, benchmarks under build/release/tests/benchmarks."
  exit 0
fi
build "$root" release arcscope
[ $# -gt 0 ] || offer_data
exec "$root/build/release/app/arcscope" "$@"
