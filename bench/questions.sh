#!/usr/bin/env bash
# Instructions a question of `chancery serve`, by valgrind: the same number whatever else the
# machine does. Reading the lists of events is not in it, sockets and clients are.
#
#   bench/questions.sh RECORD [N]     N questions (200) of each kind, and of all kinds mixed
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
record=$1
n=${2:-200}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for kind in -1 0 1 2 3 4; do
  told=$(valgrind --tool=callgrind --instr-atstart=no --callgrind-out-file="$work/out" \
    "$here/build/bench/serve" "$record" 4 $((n / 4)) "$kind" 2>"$work/log")
  count=$(sed -n 's/.*Collected : *//p' "$work/log")
  [ "$kind" -lt 0 ] && echo "$told" | head -n 1
  echo "kind $kind: $((count / (n / 4 * 4))) instructions a question"
done
