# shellcheck shell=bash
# Sourced by app/package.sh: the archive that carries its Qt.

# What is not carried, because it must be that of the machine where the archive is unpacked | why.
# Whatever these libraries need in turn comes with them.
host_libraries='
ld-linux-x86-64 libc libm libdl libpthread librt libresolv | one C library a program, that of the machine
libstdc++ libgcc_s | a newer one serves what was compiled for an older one, and drivers may need the newer
libGL libEGL libGLX libGLdispatch libdrm libgbm | belong to the driver of the graphics card
libX11 libX11-xcb libxcb libxcb-glx libxcb-randr libxcb-shm libxcb-sync libxcb-xfixes | so do these
libwayland-client libwayland-cursor libwayland-egl | and these
libz libzstd | which drivers and the libraries below use too
libfontconfig libfreetype libharfbuzz libpng16 | know the fonts of the machine and how it is set to draw them
libglib-2.0 libdbus-1 | speak to the desktop, and fonts need glib too
'
# Found by Qt while it runs, so no library names them.
carried_plugins='
platforms/libqxcb.so platforms/libqwayland-generic.so platforms/libqoffscreen.so platforms/libqminimal.so
wayland-shell-integration/libxdg-shell.so wayland-decoration-client/libbradient.so
wayland-graphics-integration-client/libqt-plugin-wayland-egl.so
xcbglintegrations/libqxcb-glx-integration.so xcbglintegrations/libqxcb-egl-integration.so
iconengines/libqsvgicon.so imageformats/libqsvg.so
platforminputcontexts/libcomposeplatforminputcontextplugin.so platforminputcontexts/libibusplatforminputcontextplugin.so
'

is_of_the_host() {
  local name=${1%%.so*} names
  while IFS='|' read -r names _; do
    case " $names " in *" $name "*) return 0 ;; esac
  done <<<"$host_libraries"
  return 1
}

needed_by() { objdump -p "$1" | awk '$1 == "NEEDED" { print $2 }'; }

# carry_needs FILE   copies into the archive's lib/ what FILE needs, what that needs, and so on
carry_needs() {
  local name path
  for name in $(needed_by "$1"); do
    if is_of_the_host "$name" || [ -e "$folder/lib/$name" ]; then continue; fi
    path=$(ldd "$1" | awk -v name="$name" '$1 == name { print $3 }')
    [ -e "$path" ] || die "$name, which $1 needs, is not on this machine."
    carry "$path" lib
  done
}

# carry FILE DIRECTORY   copies a library or a plugin into a directory of the archive, with what it needs
carry() {
  local target
  target=$folder/$2/$(basename "$1")
  install -D -m 644 "$1" "$target" || die "$1 could not be copied."
  carried+=("$1")
  carry_needs "$1"
  find_beside "$target" "$2"
}

# find_beside FILE DIRECTORY   FILE, in a directory of the archive, looks for libraries in the archive before anywhere else
find_beside() {
  patchelf --force-rpath --set-rpath "\$ORIGIN/$(realpath -ms --relative-to "/$2" /lib)" "$1" ||
    die "patchelf could not change $1."
}

# add_licences   the licence of every package that something is carried of, and where its source is
add_licences() {
  local file package name
  mkdir -p "$folder/licences/texts"
  cp "$root/LICENSE" "$folder/licences/arcscope.txt"
  for file in "${carried[@]}"; do
    file=$(realpath "$file")
    # Debian names some libraries by /lib, some by /usr/lib, whichever is a link to the other.
    package=$(dpkg-query -S "$file" 2>/dev/null || dpkg-query -S "${file#/usr}" 2>/dev/null) ||
      die "No Debian package says that $file is of it, so its licence is not known."
    printf '%s\n' "${package%%:*}"
  done | sort -u >"$folder/licences/packages" || exit 1
  while read -r package; do
    cp "/usr/share/doc/$package/copyright" "$folder/licences/$package.txt" ||
      die "The licence of $package is not in /usr/share/doc."
    # shellcheck disable=SC2016  # dpkg-query's own variables
    dpkg-query -W -f '${Package} ${Version}, source package ${source:Package} ${source:Version}\n' "$package"
  done <"$folder/licences/packages" >"$folder/licences/carried.txt"
  rm "$folder/licences/packages"
  grep -ohE '/usr/share/common-licenses/[A-Za-z]+(-[0-9]+(\.[0-9]+)?)?' "$folder"/licences/*.txt | sort -u |
    while read -r file; do
      name=$(basename "$file")
      [ -e "$file" ] && cp -L "$file" "$folder/licences/texts/$name"
    done
  cp -L /usr/share/common-licenses/GPL-3 /usr/share/common-licenses/LGPL-3 "$folder/licences/texts/"
}

# make_archive ROOT   of what is built in build/release
make_archive() {
  local root=$1
  local cache=$root/build/release/CMakeCache.txt
  local version date name plugins folder archive plugin translation
  local -a carried=()
  version=$(sed -n 's/^CMAKE_PROJECT_VERSION:STATIC=//p' "$cache")
  date=$(sed -n 's/^ARCSCOPE_RELEASE_DATE:STRING=//p' "$cache")
  plugins=$(qtpaths6 --query QT_INSTALL_PLUGINS) || die "qtpaths6 does not say where Qt has its plugins."
  name=arcscope-$version-$(uname -m)
  folder=$root/build/release/archive/$name
  archive=$root/build/$name.tar.xz
  rm -rf "$root/build/release/archive" "$archive"

  say "Gathering what the archive carries ..."
  cmake --install "$root/build/release" --prefix "$folder" --strip >"$root/build/release/archive.log" 2>&1 ||
    { tail -n 20 "$root/build/release/archive.log" >&2; die "The program could not be installed into build/release/archive."; }
  carry_needs "$folder/bin/arcscope"
  find_beside "$folder/bin/arcscope" bin
  for plugin in $carried_plugins; do
    [ -e "$plugins/$plugin" ] || die "Qt's plugin $plugin is not in $plugins."
    carry "$plugins/$plugin" "plugins/$(dirname "$plugin")"
  done
  translation=$(qtpaths6 --query QT_INSTALL_TRANSLATIONS)/qtbase_de.qm  # Qt's own words in the program's other language
  install -D -m 644 "$translation" "$folder/translations/qtbase_de.qm" || die "$translation could not be copied."
  carried+=("$translation")
  # Qt's paths, from the folder of this file.
  printf '[Paths]\nPrefix = ..\nPlugins = plugins\nTranslations = translations\n' >"$folder/bin/qt.conf"
  sed -e "s/@VERSION@/$version/g" "$root/resources/desktop/archive.txt.in" >"$folder/README.txt" ||
    die "The archive's README.txt could not be written."
  add_licences

  # The same bytes from the same files, whoever makes it and when; readable by everybody.
  say "Packing ..."
  tar -C "$root/build/release/archive" --sort=name --mtime="$date 00:00 UTC" --owner=0 --group=0 --numeric-owner \
    --mode=u=rwX,go=rX -c "$name" | xz -6e -T2 >"$archive" || die "The archive could not be packed."
  say "Made: build/$name.tar.xz"
}
