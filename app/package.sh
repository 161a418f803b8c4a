#!/usr/bin/env bash
# Builds the program and makes a package of it.
#   app/package.sh             a Debian package, build/arcscope_VERSION_ARCHITECTURE.deb, that installs with what it depends
#                              on: sudo apt install ./build/arcscope_*.deb
#   app/package.sh --archive   build/arcscope-VERSION-MACHINE.tar.xz, one folder that carries its Qt and starts where it is
#                              unpacked, on this release of Debian, on the next and on what else is as new
set -o pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P) || exit 1
. "$root/app/packages.sh"

case "${1:-}" in
  "")
    need "$build_packages$package_packages"
    build "$root" release
    rm -f "$root"/build/arcscope_*.deb
    (cd "$root/build/release" && cpack --config CPackConfig.cmake -B package) >"$root/build/release/package.log" 2>&1 ||
      { tail -n 20 "$root/build/release/package.log" >&2; die "The package could not be made; the whole log is build/release/package.log."; }
    mv "$root"/build/release/package/arcscope_*.deb "$root/build/" || die "cpack made no package."
    say "Made: $(cd "$root" && echo build/arcscope_*.deb)"
    ;;
  --archive)
    need "$build_packages$archive_packages"
    build "$root" release
    . "$root/app/archive.sh"
    make_archive "$root"
    ;;
  *)
    say "app/package.sh takes --archive or nothing, not $1."
    exit 2
    ;;
esac
