#!/usr/bin/env bash
# chancery serve: the bytes of the verbs, a port of its own, signals, refusals.
set -u
. tests/cli/check.inc
server=
trap '[ -n "$server" ] && kill -9 "$server" 2>/dev/null; rm -rf "$work"' EXIT
"$chancery" add -q --store "$work/r.db" examples/us-russia-2017/articles || exit 1
"$chancery" add -q --store "$work/r.db" "$work/not-there.txt" 2>"$work/err" # for rejects

for view in timeline ledger commitments talks positions contradictions sources copies rejects brief disputes series dyads tension volume summary; do
  for format in json csv tsv jsonl md html; do
    "$chancery" $view -q --$format --between USA RUS --from 2017-05 "$work/r.db" >"$work/verb"
    "$chancery" serve "$work/r.db" --get "/api/$view.$format?between=USA,RUS&from=2017-05" >"$work/get" 2>&1
    cmp -s "$work/verb" "$work/get" || { echo "FAIL $view.$format is not what the verb prints"; failed=1; }
    [ -s "$work/get" ] || { echo "FAIL $view.$format is empty"; failed=1; }
  done
done
id=$("$chancery" timeline -q --tsv --fields id "$work/r.db" | sed -n 5p)
"$chancery" explain --json "$id" "$work/r.db" >"$work/verb"
"$chancery" serve "$work/r.db" --get "/api/explain.json?id=$id" >"$work/get"
check 'explain is what the verb prints' cmp "$work/verb" "$work/get"
"$chancery" export --as jsonl "$work/r.db" >"$work/verb"
"$chancery" serve "$work/r.db" --get /api/events.jsonl >"$work/get"
check 'events are what export writes' cmp "$work/verb" "$work/get"

check '--get --include shows headers' status 0 "$chancery" serve "$work/r.db" --get / -i
check '... the policy among them' grep -q "^Content-Security-Policy: default-src 'none'" "$work/out"
check 'a wrong parameter: status 2' status 2 "$chancery" serve "$work/r.db" --get '/api/timeline.json?form=1'
check '... told as JSON' grep -q '"code":"usage"' "$work/out"
check 'the description is JSON that names every view' python3 - "$chancery" "$work/r.db" <<'EOP'
import json, subprocess, sys
d = json.loads(subprocess.check_output([sys.argv[1], "serve", sys.argv[2], "--get", "/api/openapi.json"]))
assert d["openapi"].startswith("3.1")
views = [p for p in d["paths"] if p.endswith(".{format}")]
assert len(views) >= 9 and "/api/changes" in d["paths"], d["paths"].keys()
for path in views:
    get = d["paths"][path]["get"]
    assert get["summary"] and {"200", "304", "400", "404"} <= set(get["responses"])
    names = [p["name"] for p in get["parameters"]]
    assert names[0] == "format" and len(names) == len(set(names)) >= 2
EOP
# What the page asks first is answered within it: the same bytes, as text that ends no element.
cat >"$work/odd.json" <<'EOP'
{"id":"odd","title":"Envoys","source":"A </script><b>Outlet<!--","date":"2017-09-01","text":"Russia expelled two American diplomats on Friday. The United States closed the Russian consulate on Friday."}
EOP
"$chancery" add -q --store "$work/odd.db" "$work/odd.json" || exit 1
check 'the page holds its first answers' python3 - "$chancery" "$work/odd.db" <<'EOP'
import json, re, subprocess, sys
def get(target):
    return subprocess.run([sys.argv[1], "serve", sys.argv[2], "--get", target], stdout=subprocess.PIPE).stdout.decode()
def told(target):
    found = re.search(r'<script id="told"[^>]*>(.*?)</script>', get(target), re.S)
    if not found:
        assert "without its page" in get(target)
        sys.exit()
    return json.loads(found[1])["answers"]
def fields(rows, asked):
    names = re.search(r"fields=([^&]*)", asked)[1].split(",")
    return [{k: v for k, v in row.items() if k in names} for row in rows]
def only(answers, start):
    (asked,) = [a for a in answers if a.startswith(start)]
    return asked, answers[asked]
answers = told("/?between=USA,RUS")
rows = json.loads(get("/api/timeline.json?between=USA,RUS"))
asked, got = only(answers, "timeline:timeline?*&")
assert rows and got == fields(rows, asked) and "</script>" in json.dumps(got)
asked, got = only(answers, "timeline:timeline?*a&")
assert got == fields(json.loads(get("/api/timeline.json?between=USA")), asked)
assert answers["summary?*"] == json.loads(get("/api/summary.json?between=USA,RUS"))
first = answers["disputes?limit=500"][0]
assert told("/")["summary?*"] == json.loads(get(f"/api/summary.json?between={first['a']},{first['b']}"))
assert set(told("/?between=USA,RUS&panel=ledger")) == {"disputes?limit=500", "summary?*", "ledger:ledger?*"}
assert set(told("/?between=USA,RUS&from=yesterday")) == {"disputes?limit=500"}
asked, got = only(told("/?between=USA,RUS&from=2017-09-01&to=2017-09-01&type=SANCTION"), "timeline:timeline?*&")
assert got == fields(json.loads(get("/api/timeline.json?between=USA,RUS&from=2017-09-01&to=2017-09-01&type=SANCTION")), asked)
EOP
check 'no record: status 2' status 2 "$chancery" serve "$work/none.db" --get /
check 'beyond loopback without a token: status 2' status 2 "$chancery" serve "$work/r.db" --address 0.0.0.0
check '... says why' grep -q 'a token is needed' "$work/err"
check 'no address: status 2' status 2 "$chancery" serve "$work/r.db" --address 127.0.0.1.5 -p 0

ask() { # ask PORT REQUEST-LINE [HEADER…]
  python3 - "$@" <<'EOP'
import socket, sys
s = socket.create_connection(("127.0.0.1", int(sys.argv[1])), 20)
s.sendall("\r\n".join([sys.argv[2] + " HTTP/1.1", "Host: localhost", "Connection: close", *sys.argv[3:], "", ""]).encode())
out = b""
while part := s.recv(65536):
    out += part
sys.stdout.buffer.write(out)
EOP
}
start() { # start OPTIONS…: sets server and port
  rm -f "$work/url"
  mkfifo "$work/url"
  "$chancery" serve -p 0 "$work/r.db" "$@" >"$work/url" 2>"$work/err" &
  server=$!
  read -r url <"$work/url"
  port=${url##*:}
  port=${port%/}
  rm "$work/url"
}
for signal in INT TERM; do
  start
  ask "$port" 'GET /api/sources.json' >"$work/out"
  check "a port of its own answers" grep -q '^HTTP/1.1 200' "$work/out"
  kill -s $signal "$server"
  wait "$server"
  check "SIG$signal ends it with status 0" test $? = 0
done
printf 'a-token-of-24-characters\n' >"$work/token"
start --token-file "$work/token"
ask "$port" 'GET /api/sources.json' >"$work/out"
check 'without the token: 401' grep -q '^HTTP/1.1 401' "$work/out"
ask "$port" 'GET /api/sources.json' 'Authorization: Bearer a-token-of-24-characters' >"$work/out"
check 'with it: 200' grep -q '^HTTP/1.1 200' "$work/out"
ask "$port" 'GET /?token=a-token-of-24-characters' >"$work/out"
check 'the page takes it once' grep -q '^Set-Cookie: chancery=a-token-of-24-characters; Path=/; HttpOnly; SameSite=Strict' "$work/out"
kill "$server"
wait "$server"
mkdir "$work/bin"
mkfifo "$work/opened"
printf '#!/bin/sh\nprintf "%%s\\n" "$1" >%s\n' "$work/opened" >"$work/bin/xdg-open"
cp "$work/bin/xdg-open" "$work/bin/open"
chmod +x "$work"/bin/*
PATH=$work/bin:$PATH start --edit --open --token-file "$work/token"
read -r opened <"$work/opened"
check '--open lets the browser in' grep -q '^http://127.0.0.1:[0-9]*/?token=' <<<"$opened"
check '... without the token itself, which other users would see' test "${opened%characters*}" = "$opened"
ask "$port" "GET /${opened##*/}" >"$work/out"
check '... with a cookie' grep -q '^Set-Cookie: chancery=a-token-of-24-characters;' "$work/out"
ask "$port" "GET /${opened##*/}" >"$work/out"
check '... once' grep -q '^HTTP/1.1 401' "$work/out"
kill "$server"
wait "$server"
server=
exit $failed
