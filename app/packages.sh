# shellcheck shell=bash disable=SC2034
# Sourced by app/run.sh and tests/run.sh: what building and testing need, why, and how it gets onto the machine.
# One line a package: Debian's name | what to look for elsewhere | why.
#   command NAME, header NAME, cmake NAME[:COMPONENT], python NAME, qt PATH-AS-QTPATHS-NAMES-IT/FILE

build_packages='
cmake              | command cmake            | configures the build
ninja-build        | command ninja            | runs the build
g++                | command c++              | compiles C++20
qt6-base-dev       | cmake Qt6:Widgets        | the window
qt6-charts-dev     | cmake Qt6:Charts         | axes and curves of the charts
libqt6opengl6-dev  | cmake Qt6:OpenGL         | Qt Charts asks for it
qt6-svg-dev        | cmake Qt6:Svg            | icons, and a second writer of SVG in the tests
qt6-l10n-tools     | command lrelease         | compiles the translations of the window
libgl-dev          | header GL/gl.h           | Qt Widgets asks for it
libeigen3-dev      | cmake Eigen3             | matrices
librandom123-dev   | header Random123/philox.h | random numbers that can be addressed
zlib1g-dev         | cmake ZLIB               | packed data sets
nlohmann-json3-dev | cmake nlohmann_json      | JSON in settings, results and network files
libgif-dev         | header gif_lib.h        | writes animations as GIF
libcli11-dev       | cmake CLI11              | flags of the command line
libbenchmark-dev   | cmake benchmark          | the benchmarks
'
test_packages='
python3            | command python3          | checks exported scripts and files with a second reader
python3-numpy      | python numpy             | recomputes lengths from an exported network
parallel           | command parallel         | runs the shards of a study as people do
poppler-utils      | command pdftotext        | reads exported PDF figures back
librsvg2-bin       | command rsvg-convert     | reads exported SVG figures back
'
package_packages='
dpkg-dev           | command dpkg-shlibdeps  | finds what the package depends on
'
archive_packages='
patchelf           | command patchelf        | has the program look for its libraries beside itself
qt6-wayland        | qt QT_INSTALL_PLUGINS/platforms/libqwayland-generic.so | the window on Wayland, carried in the archive
qt6-translations-l10n | qt QT_INSTALL_TRANSLATIONS/qtbase_de.qm | Qt'"'"'s own words in German, carried in the archive
xz-utils           | command xz              | packs it
'
try_packages='
debootstrap        | command debootstrap     | makes clean roots of Debian 12 and 13
xvfb               | command Xvfb            | a display for the program in them
imagemagick        | command import          | takes a picture of that display
lintian            | command lintian         | what Debian asks of a package
desktop-file-utils | command desktop-file-validate | what a desktop asks of a menu entry
appstream          | command appstreamcli    | what a software centre asks of a description
man-db             | command man             | reads the manual page
qemu-user          | command qemu-x86_64     | a processor with nothing but the x86-64 of 2003
'
full_packages='
clang              | command clang++          | the fuzzer
libclang-rt-14-dev | clang -fsanitize=fuzzer  | its sanitizers
'

say() { printf '%s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

trim() { local text=$1; text=${text#"${text%%[![:space:]]*}"}; printf '%s' "${text%"${text##*[![:space:]]}"}"; }

# cmake_finds NAME[:COMPONENT]   asks CMake itself, in a throw-away project
cmake_finds() {
  local directory package=${1%%:*} component=""
  case $1 in *:*) component="COMPONENTS ${1#*:}" ;; esac
  directory=$(mktemp -d) || return 1
  printf 'cmake_minimum_required(VERSION 3.25)\nproject(probe CXX)\nfind_package(%s REQUIRED %s)\n' \
    "$package" "$component" >"$directory/CMakeLists.txt"
  cmake -S "$directory" -B "$directory/build" -G Ninja >/dev/null 2>&1
  local found=$?
  rm -rf "$directory"
  return "$found"
}

# is_there KIND NAME
is_there() {
  case $1 in
    command) command -v "$2" >/dev/null 2>&1 ;;
    header) printf '#include <%s>\n' "$2" | c++ -std=c++20 -fsyntax-only -x c++ - >/dev/null 2>&1 ;;
    cmake) command -v cmake >/dev/null 2>&1 && command -v ninja >/dev/null 2>&1 && cmake_finds "$2" ;;
    python) python3 -c "import $2" >/dev/null 2>&1 ;;
    clang) echo 'extern "C" int LLVMFuzzerTestOneInput(const char*, unsigned long) { return 0; }' |
      clang++ "$2" -x c++ - -o /dev/null >/dev/null 2>&1 ;;
    qt) [ -e "$(qtpaths6 --query "${2%%/*}" 2>/dev/null)/${2#*/}" ] ;;
  esac
}

# need LISTS   installs what is missing of them, or names it and stops
need() {
  local -a missing=() reasons=()
  local package probe why kind name
  local debian=""
  command -v dpkg-query >/dev/null 2>&1 && command -v apt-get >/dev/null 2>&1 && debian=yes
  while IFS='|' read -r package probe why; do
    package=$(trim "$package"); probe=$(trim "$probe"); why=$(trim "$why")
    [ -n "$package" ] || continue
    kind=${probe%% *}; name=${probe#* }
    if [ -n "$debian" ]; then
      [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] && continue
      # installed some other way than from a package
      case $kind in command) [ "$package" != g++ ] && is_there "$kind" "$name" && continue ;; esac
      missing+=("$package"); reasons+=("  $package: $why")
    else
      is_there "$kind" "$name" && continue
      missing+=("$name"); reasons+=("  $kind ${name/:/ }: $why (Debian calls it $package)")
    fi
  done <<<"$1"
  [ ${#missing[@]} -gt 0 ] || return 0

  if [ -z "$debian" ]; then
    say "This machine does not install Debian packages. Please install what is missing and start again:"
    printf '%s\n' "${reasons[@]}" >&2
    exit 1
  fi
  say "Installing what is missing:"
  printf '%s\n' "${reasons[@]}" >&2
  local -a as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null 2>&1 ||
      die "Installing needs root and there is no sudo. As root: apt-get install ${missing[*]}"
    say "apt-get needs root: sudo may ask for your password."
    as_root=(sudo)
  fi
  local log
  log=$(mktemp)
  local -a apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -y -q)
  # The lists may be absent (a fresh container) or out of date: refresh them when a package is not found or not fetched.
  if ! "${apt[@]}" install --no-install-recommends "${missing[@]}" >"$log" 2>&1; then
    if ! { "${apt[@]}" update && "${apt[@]}" install --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
      grep -E '^(E|Err|W):' "$log" >&2 || tail -n 20 "$log" >&2
      rm -f "$log"
      die "apt-get could not install: ${missing[*]}"
    fi
  fi
  rm -f "$log"
}

# offer_data   says how to get the whole set of pictures that the program has a sample of, where it is missing
offer_data() {
  [ -d /usr/share/datasets/fashion-mnist ] ||
    say "Fashion-MNIST is here as a sample of 2500 pictures; all 70000 (31 MB): sudo apt install dataset-fashion-mnist"
}

# build ROOT PRESET [TARGET...]   configures where needed and builds; quiet but for its progress; the log on failure
build() {
  local root=$1 preset=$2
  shift 2
  local directory=$root/build/$preset
  local log=$directory/build.log
  local home
  mkdir -p "$directory" || die "Cannot write to $root/build."
  home=$(sed -n 's/^CMAKE_HOME_DIRECTORY:INTERNAL=//p' "$directory/CMakeCache.txt" 2>/dev/null)
  if [ -n "$home" ] && [ "$home" != "$root" ]; then
    say "build/$preset belongs to a checkout at another place: starting it anew."
    rm -rf "$directory"
    mkdir -p "$directory"
  fi
  if [ ! -f "$directory/build.ninja" ] || [ "$root/CMakePresets.json" -nt "$directory/build.ninja" ]; then
    say "Configuring build/$preset ..."
    if ! (cd "$root" && cmake --preset "$preset") >"$log" 2>&1; then
      rm -f "$directory/build.ninja"
      grep -v '^--' "$log" | head -n 40 >&2
      die "Configuring failed; the whole log is build/$preset/build.log."
    fi
  fi
  local -a targets=()
  [ $# -eq 0 ] || targets=(--target "$@")
  if ! cmake --build "$directory" "${targets[@]}" 2>&1 | tee "$log" | progress "$preset"; then
    say ""
    grep -E -A 12 'FAILED:|error:|undefined reference' "$log" | grep -v '^ccache' | head -n 60 >&2
    die "Building failed; the whole log is build/$preset/build.log."
  fi
}

# progress NAME   turns ninja's lines into one line that counts (a terminal) or one a tenth (a log)
progress() {
  local line done_ all tenth=-1 shown=""
  while IFS= read -r line; do
    [[ $line =~ ^\[([0-9]+)/([0-9]+)\] ]] || continue
    done_=${BASH_REMATCH[1]}; all=${BASH_REMATCH[2]}
    [ "$all" -gt 2 ] || continue  # nothing but a look whether files changed
    if [ -t 2 ]; then
      printf '\rBuilding %s: %d of %d ' "$1" "$done_" "$all" >&2
      shown=yes
    elif [ $((done_ * 10 / all)) -ne "$tenth" ]; then
      tenth=$((done_ * 10 / all))
      say "Building $1: $done_ of $all"
    fi
  done
  [ -z "$shown" ] || printf '\r\033[K' >&2
}
