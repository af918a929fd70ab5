#!/usr/bin/env bash
# The parser's scores against a second implementation of the same score, on
# sentences of our own whose gold words are not those that we would make.
set -u
build=$1
chancery=$build/chancery
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
data=tests/parse/data
failed=0
check() { # check NAME COMMAND…
  local name=$1
  shift
  if "$@"; then echo "ok   $name"; else echo "FAIL $name"; failed=1; fi
}
status() { # status EXPECTED COMMAND…
  local expected=$1
  shift
  "$@" >"$work/out" 2>"$work/err" </dev/null
  [ $? = "$expected" ]
}

cat $data/splits.conllu $data/tiny.conllu >"$work/gold.conllu"
for input in conllu raw; do
  check "scores from $input" status 0 "$chancery" eval parser --home . --input $input \
    --gold $data/splits.conllu --gold $data/tiny.conllu \
    --names $data/splits.iob2 --names $data/tiny.iob2 --parse "$work/$input.conllu"
  cp "$work/out" "$work/ours"
  check '... by the other implementation' status 0 python3 bench/eval_conllu.py \
    "$work/gold.conllu" "$work/$input.conllu" $data/splits.iob2 $data/tiny.iob2
  check '... are the same' diff "$work/ours" "$work/out"
done
# A parse that is the gold one has no faults.
check 'gold against itself' status 0 python3 bench/eval_conllu.py "$work/gold.conllu" "$work/gold.conllu"
check '... is all right' test "$(awk '$1 != "measure" && $4 != "100.000"' "$work/out" | wc -l)" = 0
check 'nothing to score: status 2' status 2 "$chancery" eval parser --home .
check 'no such input: status 2' status 2 "$chancery" eval parser --home . --gold $data/tiny.conllu --input x
check 'nothing of that name: status 2' status 2 "$chancery" eval tagger --home . --gold $data/tiny.conllu
exit $failed
