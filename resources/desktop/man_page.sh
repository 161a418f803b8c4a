#!/bin/sh
# Writes the manual page: arcscope.1.in with the commands and flags that the program itself prints with --help.
# man_page.sh PROGRAM TEMPLATE >arcscope.1
set -e
export LC_ALL=C.UTF-8
program=$1
template=$2

# part_of COMMAND PART   of what "arcscope COMMAND --help" prints, in roff: "whole", which is its usage, what it does and its
# flags, or "flags", both without those of the setting; or "setting", these alone
part_of() {
  # shellcheck disable=SC2086  # no word, or one
  "$program" $1 --help | awk -v part="$2" '
    function roff(text) {
      gsub(/\\/, "\\e", text)
      gsub(/-/, "\\-", text)
      if (text ~ /^[.\x27]/) text = "\\&" text
      return text
    }
    function pair(line,   at) {  # "  NAME   what it is"
      sub(/^ +/, "", line)
      at = match(line, /  +/)
      return ".TP\n.B " roff(substr(line, 1, at - 1)) "\n" roff(substr(line, at + RLENGTH))
    }
    usage == "" && /^Usage: / { usage = substr($0, 8); next }
    usage == "" {
      if ($0 == "") summary = summary "\n.PP"
      else if (/^  /) { summary = summary "\n" pair($0); listed = 1 }
      else { summary = summary (listed ? "\n.PP" : "") "\n" roff($0); listed = 0 }
      next
    }
    /^[A-Z].*:$/ {
      heading = substr($0, 1, length($0) - 1)
      setting = heading ~ /^The setting/
      if (setting) has_setting = 1
      shown = heading != "Help" && setting == (part == "setting")
      if (shown && !setting && heading != "Flags") flags = flags "\n.PP\n" roff(heading) ":"
      next
    }
    !shown || $0 == "" { next }
    /^  -/ { flags = flags "\n" pair($0); next }
    { sub(/^ +/, ""); flags = flags "\n" roff($0) }
    END {
      if (part == "whole") {
        sub(/\n\.PP$/, "", summary)
        print ".SS " roff(usage) summary flags
        if (has_setting) print ".PP\nThe flags of the setting, below, go with it."
      } else print substr(flags, 2)
    }'
}

commands=$("$program" --help | sed -n 's/^  \([a-z][a-z-]*\)  *[a-z].*/\1/p')
while IFS= read -r line; do
  case $line in
    %FLAGS%) part_of "" flags ;;
    %COMMANDS%) for command in $commands; do part_of "$command" whole; done ;;
    %SETTING%) part_of "" setting ;;
    *) printf '%s\n' "$line" ;;
  esac
done <"$template"
