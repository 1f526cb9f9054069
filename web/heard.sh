#!/bin/sh
# Writes what a screen reader says of the workbench: Orca and Debian's Chromium on a screen that
# nobody sees, led by keys alone.
#
#   web/heard.sh PATH_TO_STANDOFF [KEYS] [ADDRESS]
#
# KEYS: a file with a line for each step: `key NAME ...` (as xdotool has them), `type TEXT`,
# `wait SECONDS`, `note TEXT`; without it, the walk in web/heard.keys. ADDRESS: what stands behind
# the host, `#/d/cases/lithuania-belarus` without it.
#
# Debian packages besides those of the tests: orca at-spi2-core dbus-x11 xvfb xdotool openbox
set -eu
program=$1
here=$(dirname "$(readlink -f "$0")")
keys=${2:-$here/heard.keys}
address=${3:-#/d/cases/lithuania-belarus}

if [ -z "${STANDOFF_HEARD_BUS:-}" ]; then
  exec env STANDOFF_HEARD_BUS=1 dbus-run-session -- "$0" "$program" "$keys" "$address"
fi
scratch=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; sleep 1; rm -rf "$scratch"' EXIT
export HOME="$scratch" XDG_RUNTIME_DIR="$scratch/run"
mkdir -m 700 "$XDG_RUNTIME_DIR"
mkdir -p "$scratch/disputes" "$HOME/.local/share"

Xvfb -displayfd 3 -screen 0 1280x960x24 3>"$scratch/display" 2>/dev/null &
"$program" serve --port 0 "$scratch/disputes" 2>"$scratch/serve" &
sleep 2
DISPLAY=:$(cat "$scratch/display")
export DISPLAY
base=$(grep -o 'http://[0-9.:]*/' "$scratch/serve" | head -n 1)
openbox >/dev/null 2>&1 &
orca --replace --debug-file="$scratch/orca" >/dev/null 2>&1 &
sleep 4
chromium --no-sandbox --test-type --disable-gpu --no-first-run --force-renderer-accessibility \
  --disable-background-networking --user-data-dir="$scratch/profile" --window-size=1280,900 \
  --app="$base$address" >/dev/null 2>&1 &
sleep 9
while read -r what rest; do
  case $what in
    key) for one in $rest; do xdotool key "$one"; sleep 1; done ;;
    type) xdotool type "$rest" ;;
    wait) sleep "$rest" ;;
    note) echo "SPEECH OUTPUT: '--- $rest'" >>"$scratch/orca" ;;
  esac
done <"$keys"
sleep 1
sed -n -e "s/{'established.*//" -e "s/.*SPEECH OUTPUT: '\(.*\)'$/\1/p" "$scratch/orca" |
  grep -v -e '^tab $' -e ' mode$'
