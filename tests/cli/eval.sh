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
check '... the errors' has out 'AID, not SANCTION (expelled … diplomats, codebook/sanction.txt:'
check '... the predictions' test "$(tail -n 1 "$work/p.jsonl")" = '{"id":"3","type":"CONSULT"}'
cat >"$work/given.jsonl" <<'END'
{"id":"1","sentence":"Volunteers were tortured in a camp, and nobody in Peru knew why.","source":"a camp","target":"Volunteers","root":"ASSAULT"}
END
check 'a side that the words leave empty is the given one' status 0 "$chancery" eval types --gold "$work/given.jsonl"
check '... and makes an event' row ASSAULT 1 1 1
check 'events' status 0 "$chancery" eval events --gold "$work/types.jsonl"
check '... with their parties' row SANCTION 1 2 1
cat >"$work/pair.jsonl" <<'END'
{"id":"1","sentence":"Peru expelled two Chilean diplomats on Monday.","source":"two Chilean diplomats","target":"Peru","root":"SANCTION"}
END
check '... in their order' status 0 "$chancery" eval events --gold "$work/pair.jsonl"
check '... or not at all' row SANCTION 1 1 0
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
printf '{"id":"1"}\n{"id":\n' >"$work/bad.jsonl"
check 'a bad row: status 2' status 2 "$chancery" eval times --gold "$work/bad.jsonl"
check '... by file and line' has err 'bad.jsonl:2'
check 'no gold: status 2' status 2 "$chancery" eval times
check 'nothing of that name: status 2' status 2 "$chancery" eval moods --gold "$work/times.jsonl"
exit $failed
