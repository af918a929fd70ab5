#!/usr/bin/env bash
# The second sample dispute: each part of a dispute is seen in its view (second.tsv), and no fewer of the
# rows that a reader expects are found.
set -u
. tests/cli/check.inc
sample=examples/rwanda-uganda-2019
"$chancery" add -q --store "$work/r.db" $sample/articles || exit 1
for view in timeline ledger talks commitments positions contradictions sources; do
  "$chancery" $view -q --tsv "$work/r.db" >"$work/$view"
done
"$chancery" brief -q --table "$work/r.db" >"$work/brief"
"$chancery" export --as jsonl "$work/r.db" >"$work/record.jsonl"
"$chancery" articles $sample/articles >"$work/articles.jsonl" 2>/dev/null
check 'what must be seen is seen' python3 - "$work" tests/cli/second.tsv $sample/expected.tsv <<'EOP'
import csv, re, sys
sys.path.insert(0, "bench")
from sample_score import compare
work, wanted, gold = sys.argv[1:]
lines = open(wanted, encoding="utf-8").read().splitlines()
floors = dict(re.findall(r"(rows found|reports|quantities|answers)(?:, at least)?: (\d+)", "\n".join(l for l in lines if l.startswith("#"))))
failed = 0
for row in csv.DictReader((l for l in lines if not l.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE):
    words = row["words"].split(" & ")
    seen = any(all(re.search(w, line) for w in words) for line in open(f"{work}/{row['view']}", encoding="utf-8"))
    if seen != (row["seen"] == "yes"):
        print(f"{'FAIL' if not seen else 'better:'} {row['view']}: {row['part']}")
        failed |= not seen
results, _, _ = compare(f"{work}/record.jsonl", f"{work}/articles.jsonl", gold)
got = {"rows found": sum(bool(r["events"]) for r in results), "reports": sum(r["reports"] for r in results),
       "quantities": sum(bool(r["quantity"]) for r in results), "answers": sum(bool(r["answers"]) for r in results)}
assert floors.keys() == got.keys(), floors
for name, n in got.items():
    print(f"{name}: {n} of {len(results) if name == 'rows found' else '…'}, at least {floors[name]} wanted")
    failed |= n < int(floors[name])
sys.exit(failed)
EOP

# Both samples: the same bytes of export and views in any order of articles and in 1, 2 and 7 runs.
views() { # views RECORD: the export, which has every event, and what views make of it
  for view in ledger talks positions contradictions sources; do
    "$chancery" $view -q --jsonl "$1"
  done
  "$chancery" brief -q --md "$1"
  "$chancery" commitments -q --ics "$1"
  "$chancery" export --as jsonl "$1"
}
for sample in rwanda-uganda-2019 us-russia-2017; do
  files=(examples/$sample/articles/*)
  "$chancery" add -q --store "$work/$sample.db" "${files[@]}"
  views "$work/$sample.db" >"$work/wanted"
  differ=0
  for turn in {1..20}; do
    runs=$((turn % 3 == 0 ? 7 : turn % 3))
    rm -f "$work"/turn.db*
    mapfile -t order < <(python3 -c 'import random, sys
random.seed(int(sys.argv[1]))
v = sys.argv[2:]
random.shuffle(v)
print("\n".join(v))' "$turn" "${files[@]}")
    for ((run = 0; run < runs; run++)); do
      from=$((run * ${#order[@]} / runs)) to=$(((run + 1) * ${#order[@]} / runs))
      "$chancery" add -q --store "$work/turn.db" "${order[@]:from:to-from}" || differ=1
    done
    views "$work/turn.db" >"$work/got"
    cmp -s "$work/got" "$work/wanted" || differ=1
  done
  check "$sample: 20 orders, in 1, 2 and 7 runs, the same bytes" test $differ = 0
done
exit $failed
