#!/usr/bin/env bash
# Instructions a word of `chancery code`, by valgrind: the same number whatever
# else the machine does. The cost of starting is measured with an empty run and
# taken off.
#
#   bench/instructions.sh ARTICLES.jsonl [N]     the first N articles (20)
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
file=$1
n=${2:-20}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
head -n "$n" "$file" >"$work/some.jsonl"
head -n 1 "$file" | sed 's/.*/{"text":"Rain fell."}/' >"$work/none.jsonl"
count() {
  valgrind --tool=callgrind --callgrind-out-file="$work/out" "$here/build/chancery" code --quiet --threads 1 "$1" 2>&1 >/dev/null |
    sed -n 's/.*Collected : *//p'
}
words=$("$here/build/chancery" parse --quiet "$work/some.jsonl" | grep -cP '^\d+\t')
some=$(count "$work/some.jsonl")
none=$(count "$work/none.jsonl")
echo "$words words, $(((some - none) / words)) instructions a word (AVX2 at most: valgrind knows no AVX-512); $none to start"
