#!/bin/sh
# Installs BUILD into a directory of its own and tries what is there: check_install.sh CMAKE BUILD VERSION
set -e
prefix=$(mktemp -d)
trap 'rm -rf "$prefix"' EXIT
"$1" --install "$2" --prefix "$prefix" >/dev/null
for file in applications/arcscope.desktop icons/hicolor/scalable/apps/arcscope.svg metainfo/arcscope.metainfo.xml \
  mime/packages/arcscope.xml man/man1/arcscope.1.gz doc/arcscope/copyright doc/arcscope/sessions.md doc/arcscope/tours.md; do
  [ -s "$prefix/share/$file" ] || { echo "share/$file is missing" >&2; exit 1; }
done
if command -v desktop-file-validate >/dev/null; then desktop-file-validate "$prefix/share/applications/arcscope.desktop"; fi
if command -v appstreamcli >/dev/null; then
  appstreamcli validate --no-net "$prefix/share/metainfo/arcscope.metainfo.xml" >&2
fi
# The manual page names every command that the program has, and every flag of each.
page=$prefix/arcscope.1
gzip -dc "$prefix/share/man/man1/arcscope.1.gz" | sed 's/\\-/-/g' >"$page"
commands=$("$prefix/bin/arcscope" --help | sed -n 's/^  \([a-z][a-z-]*\)  *[a-z].*/\1/p')
for command in "" $commands; do
  [ -z "$command" ] || grep -q "^\.SS arcscope $command " "$page" ||
    { echo "the manual page does not name the command $command" >&2; exit 1; }
  # shellcheck disable=SC2086  # no word, or one
  for flag in $("$prefix/bin/arcscope" $command --help | sed -n 's/^  \(--[a-z0-9-]*\).*/\1/p'); do
    grep -q -e "$flag" "$page" || { echo "the manual page does not name $flag of $command" >&2; exit 1; }
  done
done
if command -v man >/dev/null; then
  warnings=$(LC_ALL=C.UTF-8 MANROFFSEQ='' MANWIDTH=80 man --warnings -E UTF-8 -l -Tutf8 -Z "$page" 2>&1 >/dev/null)
  [ -z "$warnings" ] || { echo "$warnings" >&2; exit 1; }
fi
[ "$("$prefix/bin/arcscope" --version)" = "arcscope $3" ]
