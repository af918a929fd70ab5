#!/usr/bin/env bash
# Builds the fuzz targets and runs each for so many seconds, two at a time.
#
#   scripts/fuzz.sh [SECONDS] [TARGET…]
#
# Seeds are in tests/fuzz/seeds/NAME; what is found new stays in build-fuzz.
set -u
case ${1:-} in -h|--help) sed -n '2,6s/^# \{0,1\}//p' "$0"; exit 0 ;; esac
cd "$(dirname "$0")/.." || exit 2
assume_yes=0
[ "${CI:-}" = true ] && assume_yes=1
. scripts/install-needs.sh
# shellcheck disable=SC2086
need_packages $build_needs clang clang-runtime
seconds=${1:-60}
[ $# -gt 0 ] && shift
configure_and_build fuzz >&2
if [ $# = 0 ]; then
  for source in tests/fuzz/fuzz_*.c; do
    name=${source##*/fuzz_}
    set -- "$@" "${name%.c}"
  done
fi

fuzz_one() {
  name=$1
  mkdir -p "build-fuzz/corpus/$name" "tests/fuzz/seeds/$name"
  if build-fuzz/fuzz_"$name" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=2048 -max_len=65536 \
      -artifact_prefix="build-fuzz/$name-" "build-fuzz/corpus/$name" "tests/fuzz/seeds/$name" \
      >"build-fuzz/$name.log" 2>&1; then
    printf 'fuzz %-10s no finding, %s\n' "$name" "$(grep -o 'Done [0-9]* runs' "build-fuzz/$name.log")"
  else
    printf 'fuzz %-10s FOUND something:\n' "$name"
    tail -n 40 "build-fuzz/$name.log"
    touch build-fuzz/findings
  fi
}
rm -f build-fuzz/findings
while [ $# -gt 0 ]; do
  fuzz_one "$1" &
  [ $# -gt 1 ] && { fuzz_one "$2" & shift; }
  shift
  wait
done
[ ! -e build-fuzz/findings ]
