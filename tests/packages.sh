#!/usr/bin/env bash
# Tries what app/package.sh makes on clean machines; as root, with the network, for about ten minutes.
#   tests/packages.sh           the Debian package in a clean root of Debian 12, the archive in those of 12 and 13
#   tests/packages.sh package   one of them
#   tests/packages.sh archive
# Pictures of the windows are left in build/packages/ to be looked at. The last line counts: N passed, N failed.
set -o pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P) || exit 1
. "$root/app/packages.sh"

work=$root/build/packages
mirror=${ARCSCOPE_MIRROR:-http://deb.debian.org/debian}
log=$work/log
passed=0
failed=0
display=""

# expect WHAT COMMAND...   one test more in the count
expect() {
  local what=$1
  shift
  if "$@" >"$log" 2>&1; then
    passed=$((passed + 1))
    say "  $what"
  else
    failed=$((failed + 1))
    say "  FAILED: $what"
    tail -n 15 "$log" >&2
  fi
}

# clean_root SUITE   a new root in $work/root, with a user; what debootstrap brings is kept for the next time
clean_root() {
  local suite=$1 base=$work/$1-base
  if [ ! -e "$base.whole" ]; then
    say "Making a clean root of $suite ..."
    rm -rf "$base"
    debootstrap --variant=minbase "$suite" "$base" "$mirror" >"$log" 2>&1 ||
      { tail -n 5 "$log" >&2; die "debootstrap could not make a root of $suite."; }
    chroot "$base" useradd --create-home --shell /bin/bash ada
    touch "$base.whole"
  fi
  rm -rf "$work/root"
  cp -a "$base" "$work/root" || die "The root could not be copied."
  cp -L /etc/resolv.conf "$work/root/etc/"
}

# inside USER COMMAND   runs a line of shell there, with /proc and /dev of its own, and the display if there is one
inside() {
  # shellcheck disable=SC2016  # for the shell inside
  unshare --mount --pid --fork bash -c '
    mount -t proc proc "$1/proc" && mount --rbind /dev "$1/dev" &&
    exec chroot "$1" env -i HOME="$(test "$2" = root && echo /root || echo "/home/$2")" PATH=/usr/sbin:/usr/bin:/sbin:/bin \
      LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive DISPLAY="$3" setpriv --reuid "$2" --regid "$2" --init-groups sh -c "cd; $4"
  ' bash "$work/root" "$1" "$display" "$2"
}

apt_install() { inside root "apt-get update -q && apt-get install -y -q --no-install-recommends $*"; }

# on_display COMMAND...   runs it with an X server of its own, as $display
on_display() {
  local server status
  rm -f "$work/display"
  Xvfb -displayfd 3 -screen 0 1500x940x24 -nolisten tcp -noreset -ac 3>"$work/display" 2>/dev/null &
  server=$!
  until [ -s "$work/display" ]; do
    kill -0 "$server" 2>/dev/null || { echo "Xvfb did not start."; return 1; }
    sleep 0.2
  done
  display=:$(<"$work/display")
  "$@"
  status=$?
  kill "$server"
  wait "$server" 2>/dev/null
  display=""
  return "$status"
}

# window_opens COMMAND PICTURE   the program is still there after a while, and something is on the display; leaves a picture
window_opens() {
  local picture=$work/$2 id colours
  rm -f "$picture"
  inside ada "timeout 20 $1" &
  id=$!
  sleep 15
  import -display "$display" -window root "$picture"
  wait "$id"
  [ $? -eq 124 ] || { echo "It ended by itself."; return 1; }
  colours=$(identify -format %k "$picture")
  echo "$colours colours in $picture"
  [ "$colours" -gt 500 ]
}

# works COMMAND   what a person does first with it, without a display
works() {
  expect "says its version" inside ada "$1 --version | grep -x 'arcscope $version'"
  expect "measures" inside ada "$1 measure --activation relu --depth 6 | grep -q transitions"
  expect "writes figures" inside ada "$1 export --view grid --output grid.svg && $1 export --view page --output page.pdf &&
    $1 export --view lengths --output lengths.png && test -s grid.svg -a -s page.pdf -a -s lengths.png"
  expect "writes a film" inside ada "$1 animate --move sigma_w=1:2 --seconds 1 --fps 5 --pixels 320x240 --output film.gif && test -s film.gif"
  expect "paints its window" inside ada "$1 --tour order-and-chaos --screenshot window.png && test -s window.png"
  cp "$work/root/home/ada/window.png" "$work/$2-offscreen.png"
  expect "opens its window" on_display window_opens "$1 --preset phases" "$2-window.png"
}

try_package() {
  local package
  package=$(echo "$root"/build/arcscope_*.deb)
  [ -f "$package" ] || die "There is no package: run app/package.sh first."
  say "The package:"
  expect "lintian finds nothing" lintian --fail-on error,warning --tag-display-limit 0 "$package"
  rm -rf "$work/unpacked"
  dpkg-deb -x "$package" "$work/unpacked"
  expect "desktop-file-validate" desktop-file-validate "$work/unpacked/usr/share/applications/arcscope.desktop"
  expect "appstreamcli" appstreamcli validate --no-net "$work/unpacked/usr/share/metainfo/arcscope.metainfo.xml"
  expect "man has no warnings" man_is_clean "$work/unpacked/usr/share/man/man1/arcscope.1.gz"
  expect "runs on a processor of 2003" runs_on_an_old_processor "$work/unpacked/usr/bin/arcscope"
  expect "instructions of newer ones are kept apart" sh "$root/tests/app/check_instructions.sh" "$root/build/release/app/arcscope"

  clean_root bookworm
  cp "$package" "$work/root/root/"
  expect "installs in a clean root of Debian 12" apt_install "/root/${package##*/}"
  works arcscope package
  expect "with what a desktop has to know types of files" apt_install libglib2.0-bin desktop-file-utils
  expect "a session has its type" has_type one.arcscope application/x-arcscope-session
  expect "a tour has its type" has_type one.arctour application/x-arcscope-tour
  expect "a network has its type" has_type one.safetensors application/x-safetensors
  expect "the program opens sessions" inside ada "gio mime application/x-arcscope-session | grep arcscope.desktop"
  expect "goes without a trace" inside root "apt-get purge -y -q arcscope && ! find / -xdev -iname '*arcscope*' -not -path '/root/*' \
    -not -path '/home/*' -not -path '/tmp/*' -not -path '/var/lib/apt/*' -not -path '/var/cache/apt/*' | grep ."
}

# Every kernel that there is for several instruction sets: of images, of exact pieces and regions, of training.
runs_on_an_old_processor() {
  qemu-x86_64 -cpu qemu64 "$1" measure --width 20 --depth 4 --activation tanh &&
    qemu-x86_64 -cpu qemu64 "$1" regions --activation relu --width 4 --input-dim 2 --layers 1-3 --output "$work/regions.json" &&
    qemu-x86_64 -cpu qemu64 "$1" train --data two-moons --activation relu --width 16 --depth 3 --epochs 1 &&
    qemu-x86_64 -cpu qemu64 "$1" --width 30 --depth 4 --screenshot "$work/old-processor.png"
}
man_is_clean() { [ -z "$(MANROFFSEQ='' MANWIDTH=80 man --warnings -E UTF-8 -l -Tutf8 -Z "$1" 2>&1 >/dev/null)" ]; }
has_type() { inside ada "echo '{}' >$1; gio info -a standard::content-type $1 | grep -F $2"; }

# try_archive SUITE GTK   in a clean root of it, with the package GTK of what every desktop has
try_archive() {
  local archive folder
  archive=$(echo "$root"/build/arcscope-*.tar.xz)
  [ -f "$archive" ] || die "There is no archive: run app/package.sh --archive first."
  folder=$(basename "$archive" .tar.xz)
  say "The archive on $1:"
  clean_root "$1"
  # What is on every desktop, whichever it is; nothing of Qt.
  expect "a root with what a desktop has" apt_install "$2" libgl1 libegl1
  tar -C "$work/root/home/ada" -xJf "$archive"
  inside root "chown -R ada: /home/ada"
  expect "nothing is missing" inside ada "! ldd $folder/bin/arcscope \$(find $folder -name '*.so*') | grep 'not found'"
  works "$folder/bin/arcscope" "archive-$1"
  # The same files elsewhere, under a name with a space and through a link.
  expect "can be moved" inside ada "mkdir -p '/tmp/two words' bin && mv $folder '/tmp/two words/arc' &&
    ln -s '/tmp/two words/arc/bin/arcscope' bin/arcscope"
  works bin/arcscope "moved-$1"
  # The desktop's own Qt is found first by nobody, not even where it is asked for.
  expect "with another Qt beside it" apt_install libqt6charts6 libqt6svg6 qt6-gtk-platformtheme qt6-wayland
  expect "it takes its own" on_display takes_its_own "/tmp/two words/arc"
}

# takes_its_own FOLDER   bin/arcscope loads no Qt but that of the FOLDER
takes_its_own() {
  inside ada "LD_LIBRARY_PATH=/usr/lib/x86_64-linux-gnu LD_DEBUG=files LD_DEBUG_OUTPUT=/tmp/loads timeout 15 bin/arcscope
    test \$? -eq 124 || exit 1
    cat /tmp/loads.* | sed -n 's/.*calling init: //p' | grep -i -e qt6 -e platforms >loaded; grep -v '^$1/' loaded && exit 1
    grep -q '^$1/plugins/platforms/libqxcb.so' loaded && grep -q '^$1/.*/libQt6Charts.so' loaded"
}

try_archives() {
  try_archive bookworm libgtk-3-0
  try_archive trixie libgtk-3-0t64
}

[ "$(id -u)" -eq 0 ] || die "Clean roots need root: sudo tests/packages.sh"
need "$try_packages"
version=$(sed -n 's/^CMAKE_PROJECT_VERSION:STATIC=//p' "$root/build/release/CMakeCache.txt")
mkdir -p "$work"
trap 'rm -rf "$work/root" "$work/unpacked"' EXIT

case "${1:-all}" in
  package) try_package ;;
  archive) try_archives ;;
  all) try_package; try_archives ;;
  *) say "tests/packages.sh takes package, archive or nothing, not $1."; exit 2 ;;
esac
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
