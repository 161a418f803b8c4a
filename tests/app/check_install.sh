#!/bin/sh
# Installs BUILD into a directory of its own and tries what is there: check_install.sh CMAKE BUILD
set -e
prefix=$(mktemp -d)
trap 'rm -rf "$prefix"' EXIT
"$1" --install "$2" --prefix "$prefix" >/dev/null
for file in applications/arcscope.desktop icons/hicolor/scalable/apps/arcscope.svg metainfo/arcscope.metainfo.xml \
  mime/packages/arcscope.xml man/man1/arcscope.1.gz doc/arcscope/copyright doc/arcscope/sessions.md; do
  [ -s "$prefix/share/$file" ] || { echo "share/$file is missing" >&2; exit 1; }
done
if command -v desktop-file-validate >/dev/null; then desktop-file-validate "$prefix/share/applications/arcscope.desktop"; fi
if command -v appstreamcli >/dev/null; then
  appstreamcli validate --no-net "$prefix/share/metainfo/arcscope.metainfo.xml" >&2
fi
# The manual page names the commands that the program has.
"$prefix/bin/arcscope" --help | sed -n 's/^  \([a-z][a-z]*\)  *[a-z].*/\1/p' | while read -r command; do
  gzip -dc "$prefix/share/man/man1/arcscope.1.gz" | grep -qx "\.B $command" ||
    { echo "the manual page does not name the command $command" >&2; exit 1; }
done
[ "$("$prefix/bin/arcscope" --version)" = "arcscope $3" ]
