#!/usr/bin/env bash
# Lists of actors of one's own beside ours.
set -u
. tests/cli/check.inc
mkdir "$work/own"
people='name\taliases\tcode\tsectors\toffice\tfrom\tto\tsurname\n'
bodies='code\tsectors\tname\taliases\tseat\tfrom\tto\tkind\n'
printf "${people}Orlo Vantik\t\tPER\tGOV\tdefence minister\t2010\t2018\t\n" >"$work/own/a.tsv"
printf "${bodies}PER\tMIL\tRed Lantern Guard\t\t\t\t\tmilitary\n" >"$work/own/b.tsv"
printf 'term\tsectors\tkind\toffice\tforms\tusual\nriverwarden\tGOV\tperson\t\triverwardens\t\n' >"$work/own/c.tsv"
printf 'not a list\n' >"$work/own/README"
printf "${bodies}BOL\tREB\tRed Lantern Guard\t\t\t\t\tarmed-group\n" >"$work/later.tsv"

# sides "OPTION…" SENTENCE: the codes of the actor and of the recipient
sides() {
  local options=$1
  printf '{"id":"a","published":"2016-03-01","title":"x","text":"%s"}\n' "$2" >"$work/a.jsonl"
  # shellcheck disable=SC2086
  "$chancery" code -q $options "$work/a.jsonl" | python3 -c 'import json, sys
for line in sys.stdin:
    m = json.loads(line)
    side = lambda name: "+".join("".join([a.get("code", "?")] + a.get("sectors", [])) for a in m.get(name, []))
    print(side("actor"), side("recipient"))'
}
gives() { [ "$(sides "$1" "$2")" = "$3" ]; }
own="--actors $work/own"
check 'a person of one'\''s own' gives "$own" 'Vantik accused Chile of espionage.' 'PERGOV CHLGOV'
nobody() { ! sides '' "$1" | grep -q PER; }
check '... is nobody without' nobody 'Vantik accused Chile of espionage.'
check 'a body of one'\''s own' gives "$own" 'The Red Lantern Guard attacked Chilean troops.' 'PERMIL CHLMIL'
check 'a role of one'\''s own' gives "$own" 'The Peruvian riverwarden accused Chile of espionage.' 'PERGOV CHLGOV'
check 'the later list wins' gives "$own --actors $work/later.tsv" \
  'The Red Lantern Guard attacked Chilean troops.' 'BOLREB CHLMIL'
check 'one of ours stays' gives "$own" 'The Kremlin accused Chile of espionage.' 'RUSGOV CHLGOV'
printf "${bodies}PER\tGOV\tKremlin\t\t\t\t\tpresidency\n" >"$work/ours.tsv"
check 'one of ours is outvoted' gives "--actors $work/ours.tsv" \
  'The Kremlin accused Chile of espionage.' 'PERGOV CHLGOV'
check 'a file that is no list: status 2' status 2 "$chancery" code --actors "$work/own/README" "$work/a.jsonl"
check '... by file and line' has err 'README:1: the columns'
check 'none there: status 2' status 2 "$chancery" code --actors "$work/none" "$work/a.jsonl"
mkdir "$work/empty"
check 'a folder without any: status 2' status 2 "$chancery" code --actors "$work/empty" "$work/a.jsonl"

check 'a clean list: no fault' status 0 "$chancery" actors check --actors "$work/own"
printf "${people}Ana Quispe\t\tPER\tGOV\tdefence minister\t2019\t2018\t\nEva Rojas\tRojas\tXXX\tGOV\tjester\t\t\t\n" >"$work/bad.tsv"
check 'faults: status 1' status 1 "$chancery" actors check --actors "$work/own" --actors "$work/bad.tsv"
check '... the dates' has out "bad.tsv:2: malformed: from '2019' lies after"
check '... the code' has out "bad.tsv:3: unknown: code 'XXX'"
check '... the office' has out "bad.tsv:3: unknown: office 'jester'"
check '... the surname' has out "bad.tsv:3: repeated: the alias 'Rojas'"
check '... and nothing of ours' test "$(wc -l <"$work/out")" = 4
printf "${people}Orlo Vantik\t\tPER\tGOV\tdefence minister\t2010\t2018\t\n" >"$work/twice.tsv"
check 'what stands twice in two files' status 1 "$chancery" actors check --actors "$work/own" --actors "$work/twice.tsv"
check '... names the other' has out "stands on line 2 of .*own/a.tsv already"
exit $failed
