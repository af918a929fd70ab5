#!/usr/bin/env bash
# The record of the sample dispute through the command: any order, any number
# of runs, the same article twice, a kill at any moment.
set -u
. tests/cli/check.inc
articles=examples/us-russia-2017/articles
export_of() { "$chancery" export --as jsonl "$1"; }

"$chancery" add -q --store "$work/all.db" $articles || failed=1
export_of "$work/all.db" >"$work/all.jsonl"
check 'events were kept' test "$(wc -l <"$work/all.jsonl")" -gt 20

"$chancery" add --store "$work/all.db" $articles 2>"$work/err"
check 'the same articles twice: all known' grep -q ': 0 new, ' "$work/err"
export_of "$work/all.db" >"$work/again.jsonl"
check '... and nothing changes' cmp "$work/all.jsonl" "$work/again.jsonl"

for file in $(ls -r $articles/*); do "$chancery" add -q --threads 1 --store "$work/reverse.db" "$file" || failed=1; done
export_of "$work/reverse.db" >"$work/reverse.jsonl"
check 'backwards, a file a run: the same record' cmp "$work/all.jsonl" "$work/reverse.jsonl"

for round in 1 2 3 4 5 6 7 8 9 10; do
  "$chancery" add -q --store "$work/killed.db" $articles &
  pid=$!
  sleep "0.0$((RANDOM % 90 + 10))"
  kill -9 $pid 2>/dev/null
  wait $pid 2>/dev/null
done
"$chancery" add -q --store "$work/killed.db" $articles || failed=1
check 'killed ten times, then finished: intact' test "$(sqlite3 "$work/killed.db" 'pragma integrity_check')" = ok
export_of "$work/killed.db" >"$work/killed.jsonl"
check '... and the same record' cmp "$work/all.jsonl" "$work/killed.jsonl"

for view in timeline ledger sources copies talks commitments positions contradictions; do
  for format in table tsv csv json jsonl md; do
    "$chancery" $view -q --store "$work/all.db" --$format >"$work/view.$format" || { echo "FAIL $view --$format"; failed=1; }
    [ -s "$work/view.$format" ] || { echo "FAIL $view --$format is empty"; failed=1; }
  done
  python3 - "$work" <<'EOF' && echo "ok   $view in every layout" || { echo "FAIL $view does not read back"; failed=1; }
import csv, json, sys
d = sys.argv[1]
rows = json.load(open(d + "/view.json"))
lines = [json.loads(l) for l in open(d + "/view.jsonl")]
table = list(csv.reader(open(d + "/view.csv", newline="")))
tsv = open(d + "/view.tsv").read().split("\n")[:-1]
assert rows == lines and len(table) == len(rows) + 1 == len(tsv), (len(rows), len(lines), len(table), len(tsv))
assert len({len(r) for r in table}) == 1 and len({l.count("\t") for l in tsv}) == 1
EOF
done
status 0 "$chancery" disputes -q "$work/all.db"
check 'a state that no report names has its name all the same' has out "^ITA	RUS	Italy	Russia	"
"$chancery" brief -q --between USA RUS "$work/all.db" >"$work/brief"
check 'the brief is a page in a pipe too' grep -q '^United States and Russia$' "$work/brief"
"$chancery" timeline -q --store "$work/all.db" --between USA RUS --from 2017-08-31 --to 2017-08-31 --jsonl >"$work/day.jsonl"
"$chancery" timeline -q --between USA RUS "$work/all.db" --from 2017-08-31 --to 2017-08-31 --jsonl >"$work/same.jsonl"
check 'the record may be the last argument' cmp -s "$work/day.jsonl" "$work/same.jsonl"
check 'filters leave that day' test "$(wc -l <"$work/day.jsonl")" -gt 0
id=$(head -n 1 "$work/all.jsonl" | sed 's/.*"id":"\(e-[0-9a-f]*\)".*/\1/')
"$chancery" explain --store "$work/all.db" --table "$id" >"$work/explain"
check 'explain shows the codebook line' grep -q 'codebook/[a-z-]*\.txt:[0-9]' "$work/explain"
check '... and a tree' grep -qE 'nsubj|root' "$work/explain"
"$chancery" timeline --store "$work/all.db" --from 2030 --tsv >"$work/none" 2>"$work/why"
check 'an empty answer says why' grep -q '0 events' "$work/why"
"$chancery" timeline --store "$work/all.db" --between ZZZ 2>"$work/why"
check 'a side that the record never met: status 2' test $? = 2
check '... and named' grep -q "no actor 'ZZZ' in this record; there are" "$work/why"
"$chancery" timeline --store "$work/all.db" --between usa 2>"$work/why"
check '... with one that is like it' grep -q 'did you mean USA?' "$work/why"
"$chancery" timeline --store "$work/all.db" --issue nonsense 2>"$work/why"
check 'so is an issue' grep -q "no issue 'nonsense' in this record; there are.* sanctions" "$work/why"
"$chancery" timeline -q --store "$work/all.db" --tsv >"$work/whole.tsv"
for offset in 0 20 40; do "$chancery" timeline -q --store "$work/all.db" --tsv --limit 20 --offset $offset | tail -n +2; done >"$work/pages.tsv"
check 'three pages are the first sixty rows' cmp <(head -n 61 "$work/whole.tsv" | tail -n +2) "$work/pages.tsv"
search() { "$chancery" search -q --store "$work/all.db" --tsv "$@" | tail -n +2; }
check 'search finds all words of an article' test "$(search 'consulate Lavrov' | wc -l)" -ge 1
check '... in a row when quoted' test "$(search '"san francisco consulate"' | wc -l)" -lt "$(search 'san francisco consulate' | wc -l)"
check '... beginnings' test "$(search 'consul*' | wc -l)" -ge "$(search consulate | wc -l)"
check '... without what must be absent' test -z "$(search 'consulate' -q | cut -f 12 | sort -u | comm -12 - <(search 'visas' | cut -f 12 | sort -u) | comm -12 - <(search 'consulate -visas' | cut -f 12 | sort -u))"
check '... and with sides only what was coded' test -z "$(search consulate --between RUS,USA | awk -F '\t' '$9 == ""')"
"$chancery" explain -q --store "$work/all.db" --table "$(search consulate --type SANCTION --limit 1 | cut -f 9)" >"$work/explain"
check '... whose event is there' grep -q consulate "$work/explain"
check 'words are no language of their own' test -z "$(search 'NEAR(zzzz OR "' 2>&1)"
head -c 2000 "$work/all.db" >"$work/cut.db"
"$chancery" timeline --store "$work/cut.db" >/dev/null 2>&1
check 'a damaged record: status 2' test $? = 2
exit $failed
