#!/usr/bin/env bash
# Says where a Chromium for the pages' tests is: in the PATH, else Debian's package unpacked under node_modules/.cache; nothing is installed.
set -euo pipefail

# The shell without a window first: its pages take a fifth less of the processor.
for name in chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable; do
  if command -v "$name"; then exit 0; fi
done
if ! command -v apt-get >/dev/null; then
  echo 'no Chromium in PATH, and no apt-get to have one from' >&2
  exit 1
fi

cache="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)/node_modules/.cache"
folder="$cache/chromium-$(uname -m)"

# What an installation would bring, and the program in any case; from the lists of the system, else from lists of our own.
download() {
  local program wanted
  for program in chromium-headless-shell chromium; do
    wanted=$(apt-get "$@" -s --no-install-recommends install "$program" | sed -n 's/^Inst \([^ ]*\).*/\1/p') || continue
    if printf '%s\n' "$program" chromium-common $wanted | sort -u | timeout 240 xargs apt-get "$@" download; then return; fi
  done
  return 1
}
# In a folder of its own first, so that two may do it at once and a half is never found.
unpack() {
  local draft
  draft=$(mktemp -d "$folder.new-XXXXXX")
  # shellcheck disable=SC2064 # what it is called now: at the end the name is out of sight
  trap "rm -rf '$draft'" EXIT
  mkdir -p "$draft/apt/lists/partial" "$draft/apt/cache/archives/partial"
  cd "$draft"
  local own=(-qq -o "Dir::Cache=$draft/apt/cache" -o Debug::NoLocking=1 -o APT::Sandbox::User=)
  local fresh=("${own[@]}" -o "Dir::State::Lists=$draft/apt/lists")
  download "${own[@]}" || { timeout 120 apt-get "${fresh[@]}" update && download "${fresh[@]}"; } || { echo "no Chromium in PATH, and Debian's package cannot be had"; exit 1; }
  local file libraries program=usr/lib/chromium/chromium-headless-shell
  for file in *.deb; do dpkg-deb -x "$file" "$draft"; done
  rm -rf apt ./*.deb
  [ -x "$program" ] || program=usr/lib/chromium/chromium
  libraries=$(find usr/lib lib -name '*.so*' -path '*linux-gnu*' -printf "$folder/%h\n" 2>/dev/null | sort -u | paste -sd: || true)
  printf '#!/bin/sh\nLD_LIBRARY_PATH=%q exec %q "$@"\n' "$libraries" "$folder/$program" >start
  chmod +x start
  mv -T "$draft" "$folder" 2>/dev/null || [ -x "$folder/start" ]
}

mkdir -p "$cache"
if [ ! -x "$folder/start" ]; then (unpack) >&2; fi
"$folder/start" --version --no-sandbox >/dev/null
echo "$folder/start"
