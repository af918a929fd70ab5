#!/usr/bin/env bash
# split, join, note, decisions: kept, shown, undone, taken over; the same by POST.
set -u
. tests/cli/check.inc
server=
trap '[ -n "$server" ] && kill -9 "$server" 2>/dev/null; rm -rf "$work"' EXIT
articles=(examples/us-russia-2017/articles/0[1-6]*.txt)
later=(examples/us-russia-2017/articles/1[34]*)
"$chancery" add -q --store "$work/r.db" "${articles[@]}" || exit 1
export_of() { "$chancery" export --as jsonl "$1"; }
export_of "$work/r.db" >"$work/before"
read -r event first second other < <(python3 - "$work/before" <<'EOP'
import json, sys
events = [json.loads(line) for line in open(sys.argv[1])]
large = next(e for e in events if len(e["mentions"]) > 3)
other = next(e for e in events if e["type"] != large["type"])
print(large["id"], large["mentions"][1]["id"], large["mentions"][2]["id"], other["id"])
EOP
)

check 'split' status 0 "$chancery" split "$event" "$first" "$second" "$work/r.db" --by reader --note 'two acts' --day 2017-09-01
check '... tells both events' test "$(cut -f2 "$work/out" | head -1) $(wc -l <"$work/out")" = '2 2'
apart=$(head -1 "$work/out" | cut -f1)
kept=$(tail -1 "$work/out" | cut -f1)
check '... the words on standard error' has err 'decision 1: split'
check 'explain shows it' status 0 "$chancery" explain --table "$apart" "$work/r.db"
check '... who and why' has out '1, 2017-09-01, by reader: two acts'
check '... and that it placed the mentions' has out 'placed by decision 1'
check 'decisions lists it' status 0 "$chancery" decisions --tsv "$work/r.db"
check '... with its events' has out "split	$apart; $kept"
check 'a later run of add leaves it' status 0 "$chancery" add -q --store "$work/r.db" "${later[@]}"
export_of "$work/r.db" >"$work/grown"
"$chancery" explain --json "$apart" "$work/r.db" >"$work/apart"
check '... the mentions stay apart' grep -q "$first" "$work/apart"
check '... from the others' test "$("$chancery" explain --json "$kept" "$work/r.db" | grep -c "$first")" = 0

# The same articles in another order, in other runs, and the decision before, between, after.
"$chancery" decisions --jsonl "$work/r.db" >"$work/decisions"
for when in 0 1 2; do
  new=$work/new$when.db
  "$chancery" add -q --store "$new" "${articles[5]}"
  [ $when = 0 ] && "$chancery" decisions -q --take "$work/decisions" "$new"
  for ((i = ${#later[@]} - 1; i >= 0; i--)); do "$chancery" add -q --store "$new" "${later[i]}"; done
  [ $when = 1 ] && "$chancery" decisions -q --take - "$new" <"$work/decisions"
  for ((i = 4; i >= 0; i--)); do "$chancery" add -q --store "$new" "${articles[i]}"; done
  [ $when = 2 ] && "$chancery" decisions -q --take "$work/decisions" "$new"
  export_of "$new" >"$work/export"
  check "a record made anew, decisions taken over at $when" cmp "$work/export" "$work/grown"
done
check 'taken over twice' status 0 "$chancery" decisions --take "$work/decisions" "$work/new0.db"
check '... changes nothing' has err '0 decisions taken over'

check 'join undoes it' status 0 "$chancery" join "$apart" "$kept" "$work/r.db"
check '... one event' test "$(wc -l <"$work/out")" = 1
check 'join of events unlike each other' status 0 "$chancery" join "$event" "$other" "$work/r.db"
check 'note' status 0 "$chancery" note "$event" 'compare the list' "$work/r.db"
check 'explain shows the note' status 0 "$chancery" explain --json "$event" "$work/r.db"
check '... as JSON' has out '"kind":"note","day":"[0-9-]*","note":"compare the list"'
for n in 4 3 2 1; do
  check "withdraw $n" status 0 "$chancery" decisions --withdraw $n "$work/r.db"
done
"$chancery" add -q --store "$work/plain.db" "${articles[@]}" "${later[@]}"
export_of "$work/r.db" >"$work/got"
export_of "$work/plain.db" >"$work/plain"
check '... and nothing is left of them' cmp "$work/got" "$work/plain"
check 'none left' status 0 "$chancery" decisions --tsv "$work/r.db"
check '... which is said' has err '0 decisions'

check 'an unknown event: status 2' status 2 "$chancery" split e-0000000000000000 m-0000000000000000 "$work/r.db"
check '... named' has err "no event or mention 'e-0000000000000000'"
check '... with the next command' has err "Try 'chancery timeline"
check 'a mention of another event: status 2' status 2 "$chancery" split "$other" "$first" "$work/r.db"
check '... says of which' has err "'$first' is of event "
check 'no id: status 2' status 2 "$chancery" join "$event" everything "$work/r.db"
check 'one event joined with itself: status 2' status 2 "$chancery" join "$event" "$event" "$work/r.db"
check 'no such decision: status 2' status 2 "$chancery" decisions --withdraw 9 "$work/r.db"
check 'no decision in a file: status 2' status 2 "$chancery" decisions --take "$work/plain" "$work/r.db"
check '... says where' has err "$work/plain:1:"
check 'no record: status 2' status 2 "$chancery" split "$event" "$first" "$work/none.db"
check 'the manual has the verbs' grep -q 'Takes mentions out of an event' <("$chancery" manual)

# By HTTP: only with --edit, the token, our own origin, and JSON.
printf '0123456789abcdefghij\n' >"$work/token"
check '--edit without a token: status 2' status 2 "$chancery" serve --edit -p 0 "$work/r.db"
start() { # start OPTIONS…: sets server and url
  rm -f "$work/url"
  mkfifo "$work/url"
  "$chancery" serve -q -p 0 "$work/r.db" --token-file "$work/token" "$@" >"$work/url" 2>"$work/err" &
  server=$!
  read -r url <"$work/url"
}
post() { # post PATH BODY [HEADER…]: the status, then the answer
  python3 - "$url" "$@" <<'EOP'
import sys, urllib.request, urllib.error
headers = dict(h.split(": ", 1) for h in sys.argv[4:])
request = urllib.request.Request(sys.argv[1].rstrip("/") + sys.argv[2], sys.argv[3].encode(), headers)
try:
    with urllib.request.urlopen(request, timeout=30) as answer:
        print(answer.status, answer.read().decode())
except urllib.error.HTTPError as error:
    print(error.code, error.read().decode())
EOP
}
get() { # get PATH
  python3 - "$url" "$1" <<'EOP'
import sys, urllib.request
ask = urllib.request.Request(sys.argv[1].rstrip("/") + sys.argv[2], headers={"Authorization": "Bearer 0123456789abcdefghij"})
print(urllib.request.urlopen(ask, timeout=30).read().decode())
EOP
}
expect() { # expect NAME PATTERN COMMAND…
  local name=$1 pattern=$2
  shift 2
  "$@" >"$work/answer" 2>&1
  check "$name" grep -q -- "$pattern" "$work/answer"
}
token='Authorization: Bearer 0123456789abcdefghij'
cookie='Cookie: chancery=0123456789abcdefghij'
json='Content-Type: application/json'
body="{\"event\":\"$event\",\"mentions\":[\"$first\"],\"note\":\"by page\"}"
start --edit
origin="Origin: ${url%/}"
expect 'POST without the token' '^401' post /api/split "$body" "$json"
expect 'POST that is no JSON' '^415' post /api/split "$body" "$token" 'Content-Type: text/plain'
expect 'a foreign page with the cookie' '^403' post /api/split "$body" "$cookie" "$json" 'Origin: http://evil.example'
expect 'a cookie of no origin' '^403' post /api/split "$body" "$cookie" "$json"
expect 'our page with the cookie' '^200 {"decision":1,"events":\[{"id":"e-' post /api/split "$body" "$cookie" "$json" "$origin"
expect 'a join with the token' '^200 {"decision":2' post /api/join "{\"events\":[\"$first\",\"$second\"]}" "$token" "$json"
expect 'a note' '^200 {"decision":3' post /api/note "{\"event\":\"$event\",\"note\":\"read\"}" "$token" "$json"
expect 'an unknown id' '^400.*no event or mention' post /api/note '{"event":"e-1","note":"x"}' "$token" "$json"
expect 'another member' '^400' post /api/note "{\"event\":\"$event\",\"note\":\"x\",\"sql\":\"y\"}" "$token" "$json"
expect 'broken JSON' '^400' post /api/note '{"event":' "$token" "$json"
expect 'a body too long' '^413' post /api/note "{\"note\":\"$(head -c 70000 /dev/zero | tr '\0' x)\"}" "$token" "$json"
expect 'a decision taken back' '^200 {"decision":3,"events":\[\]}' post /api/withdraw '{"decision":3}' "$token" "$json"
expect '... once' '^400.*3' post /api/withdraw '{"decision":3}' "$token" "$json"
expect '... by its number alone' '^400.*its number' post /api/withdraw "{\"decision\":2,\"event\":\"$event\"}" "$token" "$json"
expect 'a note, anew' '^200 {"decision":' post /api/note "{\"event\":\"$event\",\"note\":\"read\"}" "$token" "$json"
paged=$(get / | grep -c 'id="told"') # 0: built without the page
[ "$paged" = 0 ] || expect 'the page is told that decisions are taken' '{"edit":true,' get /
expect 'POST to a view' '^405' post /api/timeline.json '{}' "$token" "$json"
check 'all of it is in the record' test "$("$chancery" decisions -q --tsv --fields kind "$work/r.db" | tail -n +2 | tr '\n' ' ')" = 'split join note '
kill "$server"
wait "$server" 2>/dev/null
start
[ "$paged" = 0 ] || expect 'a server without --edit does not offer it' '{"edit":false,' get /
expect 'a server without --edit takes none' '^403.*--edit' post /api/split "$body" "$token" "$json"
kill "$server"
wait "$server" 2>/dev/null
server=
check 'the description names them' python3 - "$chancery" "$work/r.db" <<'EOP'
import json, subprocess, sys
d = json.loads(subprocess.check_output([sys.argv[1], "serve", sys.argv[2], "--get", "/api/openapi.json"]))
for kind, needs in (("split", ["event", "mentions"]), ("join", ["events"]), ("note", ["event", "note"]), ("withdraw", ["decision"])):
    post = d["paths"]["/api/" + kind]["post"]
    schema = post["requestBody"]["content"]["application/json"]["schema"]
    assert schema["required"] == needs and set(needs) <= set(schema["properties"])
    assert {"200", "400", "401", "403", "413", "415"} <= set(post["responses"])
EOP
exit $failed
