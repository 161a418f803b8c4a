#!/bin/sh
# Instructions that not every x86-64 has may only be in functions of one file, which its dispatcher alone calls. Where the
# linker merges a function of several files into one, an inline one of a header say, whichever it kept would run anywhere.
# check_instructions.sh PROGRAM
set -e
[ "$(uname -m)" = x86_64 ] || exit 0
names=$(mktemp)
trap 'rm -f "$names"' EXIT
nm --defined-only "$1" >"$names"
status=0
found=$(objdump -d --no-show-raw-insn "$1" | awk '
  FNR == NR { if ($2 == "t") own[$1] = 1; else other[$1] = 1; next }
  /^[0-9a-f]+ </ { address = $1; name = $2; seen = 0; next }
  # AVX and what followed it begins with v; masks have registers of their own.
  !seen && ($2 ~ /^v[a-z]/ || /%k[0-7]/) {
    seen = 1
    functions++
    if (own[address] && !other[address] && name ~ /8arcscope4core/) next
    print name " has instructions of newer processors and is not of one file"
    wrong = 1
  }
  END {
    if (functions == 0) print "There are no functions for newer processors"
    else print functions " functions for newer processors"
    exit wrong || functions == 0
  }' "$names" -) || status=1
echo "$found" | c++filt >&2
exit $status
