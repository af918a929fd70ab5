#!/usr/bin/env bash
# Scores by small gold files whose counts can be told by hand.
set -u
. tests/cli/check.inc
row() { # row NAME GOLD SYSTEM RIGHT
  awk -v n="$1" -v g="$2" -v s="$3" -v r="$4" '$1 == n && $5 == g && $6 == s && $7 == r {found = 1} END {exit !found}' "$work/out"
}

cat >"$work/types.jsonl" <<'END'
{"id":"1","sentence":"Peru expelled two Chilean diplomats on Monday.","source":"Peru","target":"two Chilean diplomats","root":"SANCTION"}
{"id":"2","sentence":"Peru expelled two Chilean diplomats on Monday.","source":"Peru","target":"two Chilean diplomats","root":"AID"}
{"id":"3","sentence":"The president of Peru met the president of Chile in Lima.","source":"The president of Peru","target":"the president of Chile","root":"CONSULT"}
END
check 'types' status 0 "$chancery" eval types --gold "$work/types.jsonl" --predictions "$work/p.jsonl" --errors 5
check '... by class' row SANCTION 1 2 1
check '... what was not found' row AID 1 0 0
check '... all' row all 3 3 2
check '... by quad class' row verbal-cooperation 1 1 1
check '... AID is another than SANCTION' row material-conflict 1 2 1
check '... all quad classes' row all-quads 3 3 2
check '... the errors' has out 'AID, not SANCTION (expelled … diplomats, codebook/sanction.txt:'
check '... the predictions' test "$(tail -n 1 "$work/p.jsonl")" = '{"id":"3","type":"CONSULT"}'
cat >"$work/given.jsonl" <<'END'
{"id":"1","sentence":"Volunteers were tortured in a camp, and nobody in Peru knew why.","source":"a camp","target":"Volunteers","root":"ASSAULT"}
END
check 'a side that the words leave empty is the given one' status 0 "$chancery" eval types --gold "$work/given.jsonl"
check '... and makes an event' row ASSAULT 1 1 1
cat >"$work/main.jsonl" <<'END'
{"id":"1","sentence":"Peru agreed to help Chile rebuild the port that Peru had shelled in Chile.","source":"Peru","target":"Chile","root":"AGREE"}
END
check 'of several that fit the main verb counts' status 0 "$chancery" eval types --gold "$work/main.jsonl"
check '... though it is yet to come' row AGREE 1 1 1
check 'events' status 0 "$chancery" eval events --gold "$work/types.jsonl"
check '... with their parties' row SANCTION 1 2 1
cat >"$work/pair.jsonl" <<'END'
{"id":"1","sentence":"Peru expelled two Chilean diplomats on Monday.","source":"two Chilean diplomats","target":"Peru","root":"SANCTION"}
END
check '... in their order' status 0 "$chancery" eval events --gold "$work/pair.jsonl"
check '... or not at all' row SANCTION 1 1 0
cat >"$work/both.jsonl" <<'END'
{"id":"1","sentence":"Peru and Chile held talks in Lima.","source":"Chile","target":"Peru","root":"CONSULT"}
{"id":"2","sentence":"Peru and Chile held talks in Lima.","source":"Chile","target":"talks","root":"CONSULT"}
END
check 'events of two that are both actors' status 0 "$chancery" eval events --gold "$work/both.jsonl"
check '... have one in the source and the other in the target' row CONSULT 2 2 1
cat >"$work/times.jsonl" <<'END'
{"id":"1","dct":"2017-09-05","text":"They met on Monday for the third time since 2012.","timex":[{"s":12,"e":18,"value":"2017-09-04","type":"DATE"},{"s":23,"e":48,"value":"2012","type":"DATE"},{"s":0,"e":4,"value":"2001","type":"DATE"}]}
END
check 'times' status 0 "$chancery" eval times --gold "$work/times.jsonl" --errors 9
check '... missed ones are told' has out "missed: 'They' (2001)"
check '... a shared byte is enough' row relaxed 3 2 2
check '... but not for strict' row strict 3 2 1
check '... values' row value 3 2 2
cat >"$work/said.jsonl" <<'END'
{"id":"1","date":"2017-09-05","text":"Peru said that the border would stay closed.","attributions":[{"source":[[0,4]],"cue":[[5,9]],"content":[[10,43]]}]}
END
"$chancery" eval attributions --gold - <"$work/said.jsonl" >"$work/out" 2>&1
check 'attributions, from standard input' row attributions 1 1 1
check '... words of the source' row source 1 1 1
check '... words of the cue' row cue 1 1 1
cat >"$work/places.jsonl" <<'END'
{"id":"1","text":"Two men were seen in Vienna and in Geneva on Monday.","places":[{"s":21,"e":27,"lat":48.2,"lon":16.4},{"s":35,"e":41,"lat":10.0,"lon":16.4},{"s":4,"e":7,"lat":1,"lon":1},{"s":0,"e":3,"type":"no toponym"},{"s":0,"e":900,"lat":1,"lon":1}]}
END
check 'places' status 0 "$chancery" eval places --gold "$work/places.jsonl" --errors 9 --predictions "$work/p.jsonl"
check '... the same bytes' row strict 3 2 2
check '... a missed one is told' has out "missed: 'men'"
check '... where they lie' awk '$1 == "within" && $8 == 2 && $9 == 1 {found = 1} END {exit !found}' "$work/out"
check '... what lies elsewhere is told' has out "where: 'Geneva' is at 10.0, 16.4, not 46.2"
check '... the predictions' grep -q '"s":21,"e":27,"lat":48' "$work/p.jsonl"
cat >"$work/actors.jsonl" <<'END'
{"id":"1","text":"The Peruvian minister met Ana Quispe of NATO in Vienna.","entities":[{"s":4,"e":12,"type":"Nationality"},{"s":26,"e":36,"type":"Person"},{"s":40,"e":44,"type":"Organisation"},{"s":48,"e":54,"type":"Location"},{"s":22,"e":25,"type":"Person"}]}
END
check 'actors' status 0 "$chancery" eval actors --gold "$work/actors.jsonl" --errors 9
check '... found by a name' row relaxed 4 3 3
check '... by type' row Person 2 1 1
check '... a missed one is told' has out "missed: 'met' (Person)"
printf '{"id":"1"}\n{"id":\n' >"$work/bad.jsonl"
check 'a bad row: status 2' status 2 "$chancery" eval times --gold "$work/bad.jsonl"
check '... by file and line' has err 'bad.jsonl:2'
check 'no gold: status 2' status 2 "$chancery" eval times
check 'nothing of that name: status 2' status 2 "$chancery" eval moods --gold "$work/times.jsonl"

# merging: two articles of one story and one of another; "arrests" and "arrest" have one lemma,
# "held" is the arrest in other words, and the third article's arrest is another.
cat >"$work/merge.jsonl" <<'EOG'
{"id":"a","subtopic":"1","sentences":[["Norway","arrests","two","Danish","sailors"],["Nobody","checked","this"]],"sentence_ids":[0,1],"validated":[0],"mentions":[{"s":0,"t":[1],"kind":"event","cluster":"X"},{"s":0,"t":[4],"kind":"human","cluster":"H"},{"s":1,"t":[1],"kind":"event","cluster":"X"}]}
{"id":"b","subtopic":"1","sentences":[["The","arrest","of","the","sailors","angered","Denmark"],["Two","sailors","were","held"]],"sentence_ids":[0,1],"validated":[0,1],"mentions":[{"s":0,"t":[1],"kind":"event","cluster":"X"},{"s":0,"t":[5],"kind":"event","cluster":"SINGLETON_b"},{"s":1,"t":[3],"kind":"event","cluster":"X"}]}
{"id":"c","subtopic":"2","sentences":[["Peru","announced","an","arrest"]],"sentence_ids":[0],"validated":[0],"mentions":[{"s":0,"t":[3],"kind":"event","cluster":"Y"}]}
EOG
check 'merge' status 0 "$chancery" eval merge --gold "$work/merge.jsonl" --predictions "$work/merge.pred"
# lemma: {a b c}, {angered}, {held}; gold {a b held}, {angered}, {c}: of 2 links each 1 is right
check '... the lemma baseline: MUC' grep -Eq '^lemma MUC +50\.000 +50\.000 +50\.000 +3 +3 ' "$work/out"
# B3: precision (2 * 2/3 + 1/3 + 1 + 1) / 5, recall (2 * 2/3 + 1/3 + 1 + 1) / 5
check '... B3' grep -Eq '^lemma B3 +73\.333 +73\.333 +73\.333 ' "$work/out"
# CEAF_e: {a b held} with {held} 2/4 and {c} with {a b c} 2/4, which is more than with {a b c} 4/6; {angered} 1
check '... CEAF_e' grep -Eq '^lemma CEAF_e +66\.667 +66\.667 +66\.667 ' "$work/out"
check '... with the subtopic given c stands apart' grep -Eq '^lemma\* MUC +100\.000 +50\.000 ' "$work/out"
check '... the record over the same mentions' grep -Eq '^record CoNLL ' "$work/out"
check '... its groups, an article a line' test "$(wc -l <"$work/merge.pred")" = 3
check '... each mention of an event that was checked' grep -Eq '^\{"id":"b","clusters":\[[0-9]+,[0-9]+,[0-9]+\]\}' "$work/merge.pred"
check 'a row that is none: status 2' status 2 "$chancery" eval merge --gold <(echo '{"id":"a"}')
exit $failed
