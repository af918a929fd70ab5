#!/usr/bin/env bash
# The page's tests: its types, then everything in headless Chromium.
#
#   tests/page/run.sh BUILD_FOLDER
#
# Without Node or Chromium there is nothing to test with: status 77, which ctest
# calls skipped; on CI that is a failure.
set -eu
cd "$(dirname "$0")/../.."
build=$1
missing() {
  echo "no $1 here: the page's tests cannot run" >&2
  [ "${CI:-}" = true ] && exit 1
  exit 77
}
for tool in node npm; do command -v "$tool" >/dev/null 2>&1 || missing "$tool"; done
CHROMIUM=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}
[ -n "$CHROMIUM" ] || missing chromium

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
page/build.sh "$work/page"
(cd page && node node_modules/typescript/bin/tsc --noEmit)
if ! [ tests/page/node_modules/.package-lock.json -nt tests/page/package-lock.json ]; then
  (cd tests/page && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2 && touch node_modules/.package-lock.json)
fi
export CHANCERY_HOME="$PWD"
"$build/chancery" add --quiet --store "$work/sample.db" examples/us-russia-2017/articles || [ $? = 1 ]
CHANCERY=$build/chancery PAGE=$work/page RECORD=$work/sample.db CHROMIUM=$CHROMIUM \
  node --test --test-reporter=tap tests/page/page.test.mjs
