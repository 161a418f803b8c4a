#!/usr/bin/env bash
# Installs what is missing, builds with warnings as errors and runs the tests without a display.
#   tests/run.sh           what every change must pass; what reads files also under the address and
#                          undefined-behaviour sanitizers
#   tests/run.sh --full    also everything under these, tests of several threads under the thread sanitizer, longer fuzzing
#                          and soak
# The last line counts the tests: N passed, N failed. Exit status 0 only if all passed.
set -o pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P) || exit 1
. "$root/app/packages.sh"

full=""
case "${1:-}" in
  "") ;;
  --full) full=yes ;;
  *) say "tests/run.sh takes --full or nothing, not $1."; exit 2 ;;
esac

export QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8
unset DISPLAY WAYLAND_DISPLAY
passed=0
failed=0

# run_tests PRESET [ctest arguments]   adds to the two counts
run_tests() {
  local preset=$1
  shift
  local log=$root/build/$preset/tests.log
  say "Testing $preset ..."
  ctest --test-dir "$root/build/$preset" --output-on-failure -j "$(nproc)" "$@" 2>&1 | tee "$log" |
    grep --line-buffered -vE '^ +Start |^Internal|^$' || true
  count_tests "$preset" "$log"
}

# count_tests PRESET LOG   adds to the two counts what ctest wrote into LOG
count_tests() {
  local line total
  # "100% tests passed, 0 tests failed out of 31"
  line=$(grep -E 'tests passed, [0-9]+ tests? failed out of [0-9]+' "$2" | tail -n 1)
  if grep -q 'No tests were found' "$2"; then
    return
  elif [[ $line =~ ,\ ([0-9]+)\ tests?\ failed\ out\ of\ ([0-9]+) ]]; then
    total=${BASH_REMATCH[2]}
    failed=$((failed + BASH_REMATCH[1]))
    passed=$((passed + total - BASH_REMATCH[1]))
  else
    say "ctest ran no tests in build/$1."
    failed=$((failed + 1))
  fi
}

# fuzz TARGET [SEEDS]   five minutes of libFuzzer on readers of files; one more test in the count
fuzz() {
  local target=$1 directory=$root/build/fuzz
  shift
  say "Fuzzing $target ..."
  mkdir -p "$directory/corpus/$target"
  if cmake -S "$root" -B "$directory" -G Ninja -DCMAKE_CXX_COMPILER=clang++ -DCMAKE_BUILD_TYPE=RelWithDebInfo \
    -DARCSCOPE_GUI=OFF -DBUILD_TESTING=OFF -DARCSCOPE_FUZZ=ON \
    -DARCSCOPE_SANITIZE=fuzzer-no-link,address,undefined >"$directory/build.log" 2>&1 &&
    cmake --build "$directory" --target "$target" >>"$directory/build.log" 2>&1 &&
    "$directory/tests/fuzz/$target" -max_len=65536 -max_total_time=300 \
      "$directory/corpus/$target" "$@" >"$directory/tests.log" 2>&1; then
    passed=$((passed + 1))
  else
    tail -n 30 "$directory/build.log" "$directory/tests.log" >&2
    failed=$((failed + 1))
  fi
}

need "$build_packages$test_packages"
build "$root" ci
run_tests ci -LE full

if [ -n "$full" ]; then
  need "$full_packages"
  # The hour of sliders keeps one core busy: the sanitizers are built beside it.
  say "Soaking for an hour (build/ci/soak.log), building the sanitizers meanwhile ..."
  ctest --test-dir "$root/build/ci" --output-on-failure -j "$(nproc)" -L full >"$root/build/ci/soak.log" 2>&1 &
  soak=$!
  trap 'kill "$soak" 2>/dev/null' EXIT
  build "$root" asan
  build "$root" tsan threaded_tests
  run_tests asan -LE full
  run_tests asan -R soak_tst_endurance_monkey
  run_tests tsan -L threads
  fuzz fuzz_safetensors "$root/tests/data"
  fuzz fuzz_data
  wait "$soak"
  trap - EXIT
  grep -vE '^ +Start |^Internal|^$' "$root/build/ci/soak.log"
  count_tests ci "$root/build/ci/soak.log"
fi

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
