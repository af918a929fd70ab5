#!/usr/bin/env bash
# What cannot be read is told, kept with the record and shown, until its file is read.
set -u
. tests/cli/check.inc
story() { printf '{"id":"%s","title":"Envoys","source":"Wire","date":"2017-09-01","text":"Russia expelled two American diplomats on Friday."}\n' "$1"; }
empty='{"title":"no text","date":"2017-09-01"}'
cd "$work" || exit 1
{ story one; for _ in 1 2 3 4 5 6 7 8; do echo "$empty"; done; story two; echo '{broken'; } >a.jsonl
check 'refusals: status 1' status 1 "$chancery" add --store r.db a.jsonl nowhere.txt
check '... those alike are shown five times' test "$(grep -c 'refused: a.jsonl:[0-9]*: no story text' err)" = 5
check '... then counted' has err '3 more refused like those above: no story text'
check '... the others too' has err 'a.jsonl:11: '
check 'the end tells where they are' has err '2 new, 0 already known, 10 refused (chancery rejects r.db)'
check 'rejects' status 0 "$chancery" rejects --jsonl r.db
check '... all of them' test "$(wc -l <out)" = 10
check '... with file, line, kind and reason' has out '^{"file":"a.jsonl","line":11,"kind":"format","reason":"[a-zA-Z ]*"}$'
check '... and files that are not there' has out '^{"file":"nowhere.txt","kind":"io",'
cp out before
check 'the same again' status 1 "$chancery" add -q --store r.db a.jsonl nowhere.txt
"$chancery" rejects --jsonl r.db >out
check '... changes nothing' cmp before out
{ story one; story two; echo "$empty"; } >a.jsonl
check 'mended in part' status 1 "$chancery" add -q --store r.db a.jsonl
check '... what can be read now is gone, other files stay' test "$("$chancery" rejects --tsv --fields file,line r.db | tr '\n\t' ' :')" = 'file:line nowhere.txt: a.jsonl:3 '
story nowhere >nowhere.txt
story one >a.jsonl
check 'mended' status 0 "$chancery" add --store r.db nowhere.txt a.jsonl
check '... says nothing of rejects' test -z "$(grep rejects err)"
check 'nothing is left' status 0 "$chancery" rejects --tsv r.db
check '... says so' has err '0 rejects: all that was added could be read'
echo "$empty" >b.jsonl
check 'nothing but refusals' status 1 "$chancery" add --store only.db b.jsonl
check '... are kept too' test "$("$chancery" rejects --tsv only.db | wc -l)" = 2
check 'the API has them' status 0 "$chancery" serve only.db --get /api/rejects.csv
check '...' has out '^b.jsonl,1,,empty,'
sqlite3 only.db 'drop table rejects'
check 'a record from before there were any' status 0 "$chancery" rejects only.db
check '... takes some' status 1 "$chancery" add -q --store only.db b.jsonl
check '... and shows them' test "$("$chancery" rejects --tsv only.db | wc -l)" = 2
exit $failed
