#!/usr/bin/env bash
# Coding by the dictionaries of others, in TABARI's and PETRARCH's format.
set -u
. tests/cli/check.inc
mkdir "$work/own"
cat >"$work/own/our.verbs.txt" <<'END'
<!-- Verbs of our own,
     for this test. -->
&BOND
+TIES
+RELATION

--- EXPEL [100] ---
EXPEL  # plain

--- CUT [110] ---
CUT
- * &BOND  [111]
- WILL NOT * &BOND [---]
- THREATENED_TO_*  [112]

--- MEET [120] ---
MEET {MET MEETS MEETING}
- % * IN [121:121]

--- VISIT [130:131] ---
VISIT

--- CALL [---] ---
CALL
+CALL_OFF {+CALLED_OFF} [140]
- $ * ON + [141]
END
cat >"$work/own/our.actors.txt" <<'END'
PERU  [PER]
+PERUVIAN
CHILE
	[CHLOLD <19900311]
	[CHL >19900311]
BOLIVIA [BOL]
ANDEAN_PACT [PER/COL]
NOBODYLAND [---]
END
cat >"$work/own/our.agents.txt" <<'END'
!PERSON! = MAN, WOMAN
ENVOY [~GOV]
POLICE {} [~COP]
AUTHORITY {AUTHORITIES} [~GOV]
SPOKES!PERSON! [~GOV]
AID_GROUP [NGO~]
END
printf 'MONTHS LATER\n+WORLD CUP\n' >"$work/own/our.discards.txt"
printf 'not a dictionary [\n' >"$work/own/README"

# gives DATE SENTENCE EVENT…: these events and no others
gives() {
  local day=$1 text=$2
  shift 2
  printf '{"id":"a","published":"%s","title":"x","text":"%s"}\n' "$day" "$text" >"$work/a.jsonl"
  "$chancery" code -q --dictionaries "$work/own" "$work/a.jsonl" |
    python3 -c 'import json, sys
for line in sys.stdin:
    e = json.loads(line)
    print(e["source"], e["target"], e["code"])' | sort >"$work/got"
  if [ $# -gt 0 ]; then printf '%s\n' "$@" | sort >"$work/want"; else : >"$work/want"; fi
  cmp -s "$work/got" "$work/want" || { echo "got: $(cat "$work/got")"; false; }
}
new=2017-09-05
check 'a verb and its parties' gives $new 'Peru expelled Chile from the council.' 'PER CHL 100'
check 'a synonym of an actor' gives $new 'The Peruvian government expelled Chile.' 'PER CHL 100'
check 'a code by date' gives 1988-05-05 'Peru expelled Chile from the council.' 'PER CHLOLD 100'
check 'what somebody is' gives $new 'Peruvian police expelled an envoy of Chile.' 'PERCOP CHLGOV 100'
check 'a plural made regularly' gives $new 'Peruvian envoys expelled Chile.' 'PERGOV CHL 100'
check 'a plural that is given' gives $new 'Peruvian authorities expelled Chile.' 'PERGOV CHL 100'
check 'a word put in' gives $new 'A Peruvian spokeswoman expelled Chile.' 'PERGOV CHL 100'
check 'who was one is of the elite' gives $new 'Former Peruvian envoys expelled Chile.' 'PERELI CHL 100'
check '... of no state made so by the word alone' gives $new 'Former Peru expelled Chile.' 'PER CHL 100'
check 'an agent that comes first' gives $new 'A Peruvian aid group expelled Chile.' 'NGOPER CHL 100'
check 'the passive' gives $new 'Chile was expelled by Peru.' 'PER CHL 100'
check 'a pattern' gives $new 'Peru cut diplomatic ties with Chile.' 'PER CHL 111'
check 'a synset, in the plural' gives $new 'Peru cut relations with Chile.' 'PER CHL 111'
check 'the longest pattern' gives $new 'Peru threatened to cut trade with Chile.' 'PER CHL 112'
check 'a pattern that makes no event' gives $new 'Peru will not cut ties with Chile.'
check 'a compound is source and target' gives $new 'Peru and Bolivia met in Lima.' 'BOL PER 121' 'PER BOL 121'
check 'an event in each direction' gives $new 'Peru visited Chile.' 'PER CHL 130' 'CHL PER 131'
check 'two parties: two events' gives $new 'Peru expelled Chile and Bolivia.' 'PER CHL 100' 'PER BOL 100'
check 'an actor of two codes' gives $new 'Chile expelled the Andean Pact.' 'CHL COL 100' 'CHL PER 100'
check 'source and target that a pattern names' gives $new 'Peru called on Chile to wait.' 'PER CHL 141'
check 'a verb of two words' gives $new 'Peru called off the summit with Chile.' 'PER CHL 140'
check 'a null actor' gives $new 'Nobodyland expelled Chile.'
check 'a discarded sentence' gives $new 'Peru expelled Chile months later.'
check 'a discarded story' gives $new 'The World Cup began. Peru expelled Chile.'
check 'the line is cited' grep -q '"rule":"our.verbs.txt:8"' <("$chancery" code -q --dictionaries "$work/own" - <<<'{"id":"a","published":"2017-09-05","title":"x","text":"Peru expelled Chile."}')

printf -- '--- X [1] ---\nX\n- NO STAR [2]\n' >"$work/own/bad.verbs.txt"
"$chancery" code --dictionaries "$work/own" "$work/a.jsonl" >/dev/null 2>"$work/err"
check 'a bad line: status 2' test $? = 2
check '... by file and line' grep -q 'bad.verbs.txt:3: ' "$work/err"
mkdir "$work/empty"
"$chancery" code --dictionaries "$work/empty" "$work/a.jsonl" >/dev/null 2>"$work/err"
check 'a folder without any: status 2' test $? = 2
exit $failed
