#!/usr/bin/env bash
# Lists of actors of one's own beside ours, and lists of others turned into such.
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

# imports FILE…: into $work/made
imports() { rm -rf "$work/made"; "$chancery" actors import "$@" --out "$work/made" >"$work/out" 2>"$work/err"; }
row() { grep -qxF -- "$(printf "$2")" "$work/made/$1"; } # row TABLE ROW
clean() { "$chancery" actors check -q --actors "$work/made"; }
cat >"$work/people.csv" <<'END'
name,aliases,office,country,from,to,kind,sectors
Orlo Vantik,"Orlo P. Vantik|Vantik",Minister of Defence of Peru,,2010-03-01,2018,,
"Rojas, Eva",,Foreign Minister,Peru,2015,,,
Tam Beluki,,President of the Senate of Peru,,2001,2003,,
Ana Quispe,,Ambassador of Peru to Chile,,2001,2003-02-30,,
Ira Molen,,Ambassador of Peru to Chile,,2001,2003-02-20,,
Ida Morn,,Peruvian Foreign Minister,,2004,,,
Nadja Fehl,,jester,PER,,,,
Olu Ferran,,foreign minister,Nowhereland,,,,
Olu Ferran,,jester,PER,,,,OPP
"Amber ""Route"" League",ARL,,,1994,,igo,
Upland Ministry,,,Peru,,,ministry,
Peru,,,Peru,,,ministry,
Upland Ministry,,,Chile,,,ministry,
Ina Vohl,,Foreign Minister,Peru,2004,2003,,
too,many,cells,in,this,row,of,the,table
Ada Torv,,Foreign Minister,Peru,"2001
END
check 'CSV: bad rows: status 1' test "$(imports "$work/people.csv"; echo $?)" = 1
check '... an office with its country' row people.tsv 'Orlo Vantik\tOrlo P. Vantik\tPER\tGOV|MIL\tdefence minister\t2010-03-01\t2018\t'
check '... of the first of two countries' row people.tsv 'Ira Molen\t\tPER\tGOV\tambassador\t2001\t2003-02-20\t'
check '... with the adjective before it' row people.tsv 'Ida Morn\t\tPER\tGOV\tforeign minister\t2004\t\t'
check '... sectors that are told' row people.tsv 'Olu Ferran\t\tPER\tOPP\t\t\t\t'
check '... a body, its name in quotes' row organisations.tsv 'IGO\t\tAmber "Route" League\tARL\t\t1994\t\tigo'
check '... a national body' row organisations.tsv 'PER\tGOV\tUpland Ministry\t\t\t\t\tministry'
check '... a comma in a name' has err 'people.csv:3: .*comma'
check '... an office of something else' has err "people.csv:4: 'President of the Senate"
check '... a day that is none' has err "people.csv:5: '2003-02-30' is no date"
check '... an office that is none' has err "people.csv:8: 'jester'"
check '... a country that is none' has err "people.csv:9: 'Nowhereland'"
check '... a state'\''s name' has err "people.csv:13: 'Peru' is a state's name"
check '... one name for two bodies' has err "people.csv:14: .*stands in .*people.csv:12"
check '... an end before the beginning' has err 'people.csv:15: it begins'
check '... too many cells' has err 'people.csv:16: 9 cells, not 8'
check '... an open quote' has err 'people.csv:17: a quote is not closed'
check '... and no more' has err '10 refused'
check '... the tables have no fault' clean
check '... and are used' gives "--actors $work/made" 'Vantik accused Chile of espionage.' 'PERGOVMIL CHLGOV'

cat >"$work/dump.json" <<'END'
[
{"id":"Q900001","labels":{"en":{"value":"Joss Arven"}},"aliases":{"en":[{"value":"Joss T. Arven"}]},"claims":{"P31":[{"mainsnak":{"datavalue":{"value":{"id":"Q5"}}},"rank":"normal"}],"P39":[{"mainsnak":{"datavalue":{"value":{"id":"Q900002"}}},"rank":"normal","qualifiers":{"P580":[{"datavalue":{"value":{"time":"+2012-05-00T00:00:00Z","precision":10}}}],"P582":[{"datavalue":{"value":{"time":"+2014-05-07T00:00:00Z","precision":11}}}]}},{"mainsnak":{"datavalue":{"value":{"id":"Q900009"}}},"rank":"normal"},{"mainsnak":{"datavalue":{"value":{"id":"Q900002"}}},"rank":"deprecated"}]}},
{"id":"Q900002","labels":{"en":{"value":"Minister of Foreign Affairs"}},"claims":{"P1001":[{"mainsnak":{"datavalue":{"value":{"id":"Q419"}}},"rank":"normal"}]}},
{"broken,
{"id":"Q900003","labels":{"en":{"value":"Amber Route League"}},"aliases":{"en":[{"value":"ARL"}]},"claims":{"P31":[{"mainsnak":{"datavalue":{"value":{"id":"Q245065"}}},"rank":"normal"}],"P571":[{"mainsnak":{"datavalue":{"value":{"time":"+1994-00-00T00:00:00Z","precision":9}}},"rank":"normal"}]}},
{"id":"Q900004","labels":{"en":{"value":"Lia Sorn"}},"claims":{"P31":[{"mainsnak":{"datavalue":{"value":{"id":"Q5"}}},"rank":"normal"}]}}
]
END
check 'a dump of Wikidata: bad rows: status 1' test "$(imports "$work/dump.json"; echo $?)" = 1
check '... an office by its item' row people.tsv 'Joss Arven\tJoss T. Arven\tPER\tGOV\tforeign minister\t2012-05\t2014-05-07\t'
check '... a body' row organisations.tsv 'IGO\t\tAmber Route League\tARL\t\t1994\t\tigo'
check '... an office without a label' has err 'dump.json:2: the office Q900009'
check '... a line that is broken' has err 'dump.json:4: '
check '... a person without an office' has err "dump.json:6: 'Lia Sorn' holds no office"
check '... and no more' has err '1 passed over, 3 refused'
check '... the tables have no fault' clean
sed -n 2p "$work/dump.json" | sed 's/^/{"entities":{"Q900001":/; s/,$/}}/' >"$work/entity.json"
sed -n 3p "$work/dump.json" | sed 's/,$//' >"$work/office.json"
imports "$work/entity.json" "$work/office.json"
check 'two files: an office of the other' row people.tsv 'Joss Arven\tJoss T. Arven\tPER\tGOV\tforeign minister\t2012-05\t2014-05-07\t'
cat >"$work/answers.json" <<'END'
{"results":{"bindings":[
 {"personLabel":{"value":"Teodor Vask"},"positionLabel":{"value":"Prime Minister of Estonia"},"start":{"value":"2010-04-02T00:00:00Z"},"altLabel":{"value":"T. Vask"}},
 {"personLabel":{"value":"Teodor Vask"},"positionLabel":{"value":"Prime Minister of Estonia"},"start":{"value":"2010-04-02T00:00:00Z"},"altLabel":{"value":"Teo Vask"}},
 {"personLabel":{"value":"Mira Oll"},"positionLabel":{"value":"Mayor of Casterbridge"}},
 {"itemLabel":{"value":"Fen Guard"},"kindLabel":{"value":"armed forces"},"country":{"value":"http://www.wikidata.org/entity/Q191"}}
]}}
END
check 'answers to a query: status 1' test "$(imports "$work/answers.json"; echo $?)" = 1
check '... one office in two rows' row people.tsv 'Teodor Vask\tT. Vask|Teo Vask\tEST\tGOV\tprime minister\t2010-04-02\t\t'
check '... a body, its country an item' row organisations.tsv 'EST\tMIL\tFen Guard\t\t\t\t\tmilitary'
check '... an office that is none, by line' has err "answers.json:4: 'Mayor"
check '... the tables have no fault' clean

cat >"$work/one.actors.txt" <<'END'
<!-- made for this test -->
PERU [PER]
+INCALAND
RED_LANTERN_GUARD
	[PERMIL <19900311]
	[PERREB >19900312]
CARLOS_VANTIK [PERGOV 20010101-20030101][PEROPP]
AMBER_ROUTE_LEAGUE [IGOAMB]
+ARL
SPRITES [ELF]
FAR_NORTH [AFR]
HILL_CLAN [PERHLC]
BROKEN [PER 2001-]
NOBODY
END
check 'an actor dictionary: status 1' test "$(imports "$work/one.actors.txt"; echo $?)" = 1
check '... a name that we lack of a state' row states.tsv 'PER\tIncaland\t\t\t\t\t\tSouth America\t\t\t\t\t\t\t'
check '... a code by date' row organisations.tsv 'PER\tMIL\tRed Lantern Guard\t\t\t\t1990-03-11\tother'
check '... and after it' row organisations.tsv 'PER\tREB\tRed Lantern Guard\t\t\t1990-03-12\t\tother'
check '... a person' row people.tsv 'Carlos Vantik\t\tPER\tGOV\t\t2001-01-01\t2003-01-01\t'
check '... a plain code where no dated one holds' row people.tsv 'Carlos Vantik\t\tPER\tOPP\t\t2003-01-02\t\t'
check '... an international body' row organisations.tsv 'IGO\t\tAmber Route League\tArl\t\t\t\tother'
check '... a code of nobody' has err "one.actors.txt:10: 'ELF'"
check '... of a region' has err "one.actors.txt:11: 'AFR'"
check '... of a group that we do not know' has err "one.actors.txt:12: 'PERHLC'"
check '... a date that is none' has err 'one.actors.txt:13: '
check '... which is told once' test "$(grep -c 'txt:13:' "$work/err")" = 1
check '... a name without a code' has err 'one.actors.txt:14: a name'
check '... the tables have no fault' clean
printf '!%%PERSON! = MAN\nRIVERWARDEN [~GOV]\nENVOY [~GOV]\nOPPOSITION_RIVERWARDEN {} [~OPP]\nTROLL [~TRL]\nSANDLANCER [~MIL]\n' | sed 's/!%%/!/' >"$work/one.agents.txt"
imports "$work/one.agents.txt"
check 'an agent dictionary: a role' row roles.tsv 'riverwarden\tGOV\tgroup\t\triverwardens\t'
check '... without a plural' row roles.tsv 'opposition riverwarden\tOPP\tgroup\t\t\t'
check '... one of ours is left out' test "$(grep -c envoy "$work/made/roles.tsv")" = 0
check '... a sector that is none' has err "one.agents.txt:5: 'TRL'"
check '... the tables have no fault' clean

check 'nothing is overwritten' status 2 "$chancery" actors import "$work/one.agents.txt" --out "$work/made"
check '... and that is said' has err 'is there already'
check 'our own folder is none' status 2 "$chancery" actors import "$work/one.agents.txt" --out data/en
check '... and stays as it is' test -z "$(git status --porcelain data/en/roles.tsv 2>/dev/null)"
check 'a file that is not there: status 1' status 1 "$chancery" actors import "$work/none" "$work/one.agents.txt" --out "$work/made2"
check 'no folder: status 2' status 2 "$chancery" actors import "$work/one.agents.txt"
check 'a format that is none: status 2' status 2 "$chancery" actors import "$work/one.agents.txt" --as xls --out "$work/made3"

# place ID NAME OTHER_NAMES LAT LON CLASS CODE COUNTRY DIVISION POPULATION: a row of GeoNames
place() { printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t\t%s\t\t\t\t%s\t\t12\tZone\t2020-01-01\n' "$1" "$2" "$2" "$3" "$4" "$5" "$6" "$7" "$8" "$9" "${10}"; }
{
  place 1 Quillamba 'Quilyamba,QLB,https://example.org,Килламба' -12.5 -71.25 P PPL PE 09 4100
  place 2 Huarina Huarína -12.75 -71.5 S AIRB PE 09 0
  place 3 'Upper Vale' '' -12.6 -71.4 A ADM1 PE 09 90000
  place 4 'Old Quillamba' '' -12.5 -71.2 P PPLQ PE 09 0
  place 5 'Blue Cafe' '' -12.5 -71.2 S CAFE PE 09 0
  place 6 'Storm Strait' '' 12.5 43 H STRT '' 00 0
  place 7 Nowhere '' 95 43 P PPL PE 09 0
  place 8 Elsewhere '' 5 43 P PPL QQ 09 0
  place 9 Farport '' -33.5 -71.25 P PPL CL 11 7
  place 1 Quillamba '' -12.5 -71.25 P PPL PE 09 4100
  printf '10\tShort\n'
} >"$work/PE.txt"
printf 'CL.11\tLower Coast\tLower Coast\t77\n' >"$work/admin1CodesASCII.txt"
check 'GeoNames: bad rows: status 1' test "$(imports "$work/PE.txt" "$work/admin1CodesASCII.txt"; echo $?)" = 1
check '... a town, its division by a row of it' row places.tsv 'Quillamba\tQuilyamba\tPER\tUpper Vale\t-12.5\t-71.25\t4100'
check '... an air base' row places.tsv 'Huarina\tHuarína\tPER\tUpper Vale\t-12.75\t-71.5\t0'
check '... a division is in none' row places.tsv 'Upper Vale\t\tPER\t\t-12.6\t-71.4\t90000'
check '... a division of the other file' row places.tsv 'Farport\t\tCHL\tLower Coast\t-33.5\t-71.25\t7'
check '... degrees that are none' has err "PE.txt:7: '95', '43'"
check '... a country that is none' has err "PE.txt:8: 'QQ'"
check '... a row too short' has err 'PE.txt:11: 2 columns'
check '... and no more' has err '4 places in .*3 passed over, 3 refused'
check '... the tables have no fault' clean
# placed "OPTION…" SENTENCE: where the event took place
placed() {
  printf '{"id":"a","published":"2016-03-01","title":"x","text":"%s"}\n' "$2" >"$work/a.jsonl"
  # shellcheck disable=SC2086
  "$chancery" code -q $1 "$work/a.jsonl" | python3 -c 'import json, sys
for line in sys.stdin:
    p = json.loads(line).get("place", {})
    print(p.get("name"), p.get("code"), p.get("lat"), p.get("lon"))'
}
at() { [ "$(placed "$1" "$2")" = "$3" ]; }
attack='Chilean troops attacked Peruvian soldiers in Quillamba on Monday.'
check 'a place of a list of one'\''s own' at "--actors $work/made" "$attack" 'Quillamba PER -12.5 -71.25'
check '... is nowhere without' at '' "$attack" 'Quillamba None None None'
printf 'place,country,lat,lon,population,province\nArequipa,PER,-1.5,-70,1,North\nQuillamba,Chile,-30,-71,9,\nLost,Chile,,-71,9,\n' |
  sed '1s/^place/name/' >"$work/places.csv"
check 'CSV of places: bad rows: status 1' test "$(imports "$work/places.csv"; echo $?)" = 1
check '... a row' row places.tsv 'Arequipa\t\tPER\tNorth\t-1.5\t-70\t1'
check '... without degrees' has err "places.csv:4: ''"
check '... the tables have no fault' clean
check 'one'\''s own place goes before ours of its country' at "--actors $work/made" \
  'Chilean troops attacked Peruvian soldiers in Arequipa on Monday.' 'Arequipa PER -1.5 -70'
printf 'name\taliases\tcode\tdivision\tlat\tlon\tpopulation\nAra\t\tXXX\t\t1\t2\t\nBel\t\tPER\t\t91\t-180.5\tmany\nCor\tCor\tPER\t\t1\t2\t3\nCor\t\tPER\t\t1\t2\t4\n' >"$work/bad.tsv"
check 'faults of places: status 1' status 1 "$chancery" actors check --actors "$work/bad.tsv"
check '... the country' has out "bad.tsv:2: unknown: code 'XXX'"
check '... the degrees' has out "bad.tsv:3: malformed: lat '91'"
check '... beyond the last meridian' has out "bad.tsv:3: malformed: lon '-180.5'"
check '... the people' has out "bad.tsv:3: malformed: population 'many'"
check '... an alias' has out "bad.tsv:4: repeated: 'Cor' is its own alias"
check '... a place twice' has out "bad.tsv:5: repeated: the place 'Cor' stands on line 4"
check '... and no more' test "$(wc -l <"$work/out")" = 6
exit $failed
