#!/usr/bin/env bash
# Bundles the page into OUTDIR: page/build.sh OUTDIR
#
# Fetches what package-lock.json names when it is not there yet, without running
# any package's scripts. Status 0 and index.html, app.js, app.css, icon.svg in
# OUTDIR; anything else means that there is no page, and why is on standard error.
set -eu
[ $# = 1 ] || { echo 'usage: page/build.sh OUTDIR' >&2; exit 2; }
mkdir -p "$1"
out=$(cd "$1" && pwd)
cd "$(dirname "$0")"
for tool in node npm; do
  command -v "$tool" >/dev/null 2>&1 || { echo "page/build.sh: no $tool here, so no page is built" >&2; exit 1; }
done
if ! [ node_modules/.package-lock.json -nt package-lock.json ]; then
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2
  touch node_modules/.package-lock.json
fi
node build.mjs "$out"
