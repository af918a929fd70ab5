#!/usr/bin/env bash
# Takes the pictures of the page that the documentation shows, and draws those that the command
# draws by itself, of the sample dispute:
#
#   scripts/screenshots.sh [FOLDER]     FOLDER: doc
#
# Wants a build (./start), Node, Chromium, and for the same letters as before the
# fonts Inter and Charis SIL (Debian: fonts-inter, fonts-sil-charis). FORMAT=png
# writes PNG; ONLY=page-ledger,page-brief takes those alone.
set -eu
cd "$(dirname "$0")/.."
out=${1:-doc}
CHROMIUM=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome)}
for font in Inter 'Charis SIL'; do
  fc-list "$font" | grep -q . || echo "screenshots.sh: without the font $font the pictures will look different" >&2
done
[ -d tests/page/node_modules ] || (cd tests/page && npm ci --ignore-scripts --no-audit --no-fund >&2)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export CHANCERY_HOME="$PWD"
build/chancery add --quiet --store "$work/sample.db" examples/us-russia-2017/articles || [ $? = 1 ]
mkdir -p "$out"
for view in timeline ledger tension; do
  build/chancery $view --quiet --svg --between USA RUS "$work/sample.db" >"$out/picture-$view.svg"
done
CHANCERY=build/chancery RECORD=$work/sample.db OUT=$out CHROMIUM=$CHROMIUM node tests/page/screenshots.mjs
