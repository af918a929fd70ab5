#!/usr/bin/env bash
# Codebook files of one's own, and the check of them, as a person meets them.
set -u
. tests/cli/check.inc
lacks() { ! has "$@"; }

mkdir "$work/first" "$work/second"
cat >"$work/first/own.txt" <<'END'
type: COERCE

[own-expulsion]
verbs:   expel @diplomat
cameo:   174
example: Peru expelled two Chilean diplomats on Monday. => PER COERCE CHL; cameo=174
END
cat >"$work/second/later.txt" <<'END'
type: ACCUSE

[own-accusation]
verbs:   expel @diplomat
cameo:   112
example: Peru expelled two Chilean diplomats on Monday. => PER ACCUSE CHL; cameo=112
END
printf '@diplomat: paperclip pusher\n' >"$work/first/classes-own.txt"
echo '{"id":"a","published":"2017-09-05","title":"Expelled","text":"Peru expelled two Chilean diplomats on Monday."}' >"$work/a.jsonl"
echo '{"id":"b","published":"2017-09-05","title":"Expelled","text":"Peru expelled two Chilean paperclip pushers on Monday."}' >"$work/b.jsonl"

check 'ours alone' status 0 "$chancery" code "$work/a.jsonl"
check '... codes as ours' has out '"type":"SANCTION"'
check 'a folder of one'\''s own' status 0 "$chancery" code --codebook "$work/first" "$work/a.jsonl"
check '... wins over ours' has out '"type":"COERCE"'
check '... and is cited' has out "first/own.txt:4"
check '... its class words are known' status 0 "$chancery" code --codebook "$work/first" "$work/b.jsonl"
check '... to its rules' has out '"cameo":"174"'
check 'the later wins over the earlier' status 0 "$chancery" code --codebook "$work/first" --codebook "$work/second/later.txt" "$work/a.jsonl"
check '... file or folder' has out "later.txt:4"
check 'add takes it too' status 0 "$chancery" add --codebook "$work/first" --store "$work/r.db" "$work/a.jsonl"
check '... and the record has it' status 0 "$chancery" timeline -q --store "$work/r.db" --type COERCE
check 'none there: status 2' status 2 "$chancery" code --codebook "$work/none" "$work/a.jsonl"
check '... says which' has err "$work/none"
check 'a bad line: status 2' status 2 "$chancery" code --codebook <(true) "$work/a.jsonl"

check 'a clean file of one'\''s own: no fault' status 0 "$chancery" codebook check --codebook "$work/first/own.txt"
printf 'type: COERCE\n\n[x]\nverbs: zap @any, zap @diplomat\ncameo: 174\nexample: Peru zapped Chile. => none\n' >"$work/bad.txt"
check 'faults: status 1' status 1 "$chancery" codebook check --codebook "$work/bad.txt"
check '... an example that fails' has out "bad.txt:6: fails: "
check '... nothing of ours' lacks out 'data/en/codebook'
printf 'type: COERCE\n\n[x]\nverbs: zap @nosuchclass\ncameo: 174\n' >"$work/refused.txt"
check 'a refused line: status 1' status 1 "$chancery" codebook check --json --codebook "$work/refused.txt"
check '... as JSON' has out '"line":4,"kind":"refused"'
check 'the shipped actor lists: no fault' status 0 "$chancery" actors check
mkdir -p "$work/home/data"
cp -r data/en "$work/home/data/en"
printf 'PER\tLEG\tthe Senate\t\t\t\t\tclub\n' >>"$work/home/data/en/organisations.tsv"
check 'faults of --home: status 1' status 1 "$chancery" actors check --home "$work/home"
check '... with file and line' has out "$work/home/data/en/organisations.tsv:[0-9]*: malformed"

cat >"$work/fates.txt" <<'END'
type: COERCE

[wins]
verbs:   expel @diplomat on
cameo:   174

[misses]
verbs:   expel @diplomat from @organisation
nouns:   expel
cameo:   174

[forbids]
verbs:   expel -@diplomat
cameo:   174

[subject]
subject: @organisation
verbs:   expel @any
cameo:   174

[needs]
needs:   promised
verbs:   expel @any
cameo:   174
priority: 9

[actor]
verbs:   expel ambassador|consul|diplomat|attache
actor:   with
cameo:   174
priority: 8
END
why() { # why SENTENCE: into out
  status 0 "$chancery" codebook why --codebook "$work/fates.txt" "$1"
}
fate() { # fate FATE LINE REASON
  grep -A1 "^  $1 .*fates.txt:$2 " "$work/out" | grep -q -- "$3"
}
check 'why: a sentence' why 'Peru expelled two Chilean diplomats.'
check '... a word that is missing' fate missing 8 "no 'from @organisation' hangs on 'expelled' 'diplomats'"
check '... a part of speech' fate 'part of speech' 9 "is VERB here, and it wants a noun"
check '... a word that is excluded' fate excluded 13 "and 'diplomats' is there"
check '... a subject' fate subject 18 "not '@organisation'"
check '... an effect that is needed' fate needs 23 "'promised', and the act has: none"
check '... a party not found' fate 'no actor' 28 'PER\|no party'
check '... what won, of ours' grep -q '^  won .*codebook/sanction.txt' "$work/out"
check '... with its parties' grep -q 'PER SANCTION CHL, 161, actual' "$work/out"
check 'why: of an act not done' why 'Peru did not expel the two Chilean diplomats.'
check '... its status' grep -q 'the act is negated' "$work/out"
echo 'Peru expelled two Chilean diplomats on Monday.' | "$chancery" codebook why --json >"$work/why.jsonl"
check 'why: from a pipe, as JSON' python3 - "$work/why.jsonl" <<'END'
import json, sys
lines = [json.loads(l) for l in open(sys.argv[1], encoding="utf-8")]
word = next(l for l in lines if l["word"] == "expelled")
won = [a for a in word["lines"] if a["fate"] == "won"]
assert len(won) == 1 and won[0]["actor"] == ["PER"] and won[0]["recipient"] == ["CHL"], won
assert all(a["reason"] for a in word["lines"] if a["fate"] != "won")
assert [a["fate"] for a in word["lines"]][0] == "won"
END
check 'why: nothing to tell of' status 0 "$chancery" codebook why 'Yellow sunflowers.'
check '... says so' has err 'no line of the codebook'

check 'no such word: status 2' status 2 "$chancery" codebook frobnicate
echo '{"id":"c","published":"2017-09-05","text":"Russian President Vladimir Putin and Russian Foreign Minister Sergei Lavrov criticised the United States."}' >"$work/c.jsonl"
check 'two persons of one state' status 0 "$chancery" code -q "$work/c.jsonl"
check '... are one party' has out '"actor":\[{"code":"RUS",[^]]*\],[^]]*\]}\],"recipient"'
check '... and both stand there' has out 'Sergei Lavrov.*"office":"foreign minister"'

# The codebook knows every base code of CAMEO that PLOVER has a type for.
awk -F'\t' 'FILENAME ~ /cameo.tsv$/ { if (length($1) == 3 && $1 ~ /^[0-9]+$/ && $3 != "") wanted[$1] = 1; next }
  FILENAME ~ /status.tsv$/ { if ($1 == "act") delete wanted[$4]; next }
  /^cameo:/ { sub(/^cameo:[ ]*/, ""); sub(/[ \r]*(#.*)?$/, ""); delete wanted[$0] }
  END { for (code in wanted) print code }' \
  data/en/cameo.tsv data/en/codebook/status.tsv data/en/codebook/*.txt >"$work/uncoded"
check 'no base code that no rule and no status gives' test ! -s "$work/uncoded"

exit $failed
