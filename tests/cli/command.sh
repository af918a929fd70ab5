#!/usr/bin/env bash
# The command as a person or a script meets it: exit statuses, what goes where,
# order, threads, damaged input.
set -u
. tests/cli/check.inc
empty() { [ ! -s "$work/$1" ]; }

check 'no verb: usage, status 2' status 2 "$chancery"
check '... on standard error' has err 'chancery VERB'
check 'wrong verb: did you mean' status 2 "$chancery" timelime
check '... says so' has err "did you mean 'timeline'"
check 'wrong option: did you mean' status 2 "$chancery" timeline --fileds id
check '... says so too' has err "Did you mean '--fields'"
check '... but not of what is like none' status 2 "$chancery" timeline --zzzzzz
check '... and then says nothing' test "$(grep -c 'Did you mean' "$work/err")" = 0
check 'help is data' status 0 "$chancery" help code
check '... on standard output' has out 'chancery code \[FILE'
check 'wrong option: status 2' status 2 "$chancery" code --frobnicate
check 'wrong number: status 2' status 2 "$chancery" code --threads x
check 'no such record: status 2' status 2 "$chancery" timeline --store "$work/none.db"
check '... and none was made' test ! -e "$work/none.db"
check 'no lexicon: status 2' status 2 "$chancery" code --home "$work" -
check 'the manual is roff' status 0 "$chancery" manual
check '... with each verb' has out '.SS chancery timeline'
check 'one argument too many: status 2' status 2 "$chancery" talks a.db b.db
check '... says which' has err "'b.db' is an argument too many"
check '... behind two sides too' status 2 "$chancery" talks --between USA RUS a.db b.db
check '... and behind --store' status 2 "$chancery" talks --store a.db b.db
check 'a colour that is none: status 2' status 2 "$chancery" talks --color maybe
check '... says what there is' has err 'always, never or auto'
check 'an option without its value: status 2' status 2 "$chancery" talks --store
check '... names command and verb' has err '^chancery talks: '
check 'no record: the next command' status 2 "$chancery" talks --store "$work/none.db"
check '... is told' has err "Try 'chancery add --store"
check 'a language without data: status 2' status 2 "$chancery" code --language xx -
check '... says which folder is missing' has err 'data/xx'
for shell in bash zsh fish; do check "completion for $shell" status 0 "$chancery" completion $shell; done
check 'completion is valid bash' bash -n <("$chancery" completion bash)

cat >"$work/a.jsonl" <<'EOF'
{"id":"one","published":"2017-08-31","title":"Closed","text":"The United States ordered Russia on Thursday to close its consulate in San Francisco by September 2."}
{"id":"two","published":"2017-09-01","text":
{"id":"three","published":"2017-09-01","title":"Summoned","text":"Russia summoned the American ambassador on Friday."}
EOF
check 'a bad line is refused, the rest done: status 1' status 1 "$chancery" code "$work/a.jsonl"
check '... with its place' has err 'a.jsonl:2'
check '... the first article coded' has out '"article":"one"'
check '... the third too' has out '"article":"three"'
python3 - "$work/out" <<'EOF' && echo 'ok   each line is JSON' || { echo 'FAIL each line is JSON'; failed=1; }
import json, sys
for line in open(sys.argv[1], encoding="utf-8"):
    m = json.loads(line)
    text = m["text"].encode()
    assert m["span"][1] - m["span"][0] == len(text)
    for party in m["actor"] + m.get("recipient", []):
        a, b = party["span"]
        assert text[a - m["span"][0]:b - m["span"][0]].decode() == party["text"], party
EOF
printf 'The ducks in the park were happy about the rain all day.\n' >"$work/ducks.txt"
check 'nothing to code: status 0' status 0 "$chancery" code "$work/ducks.txt"
check '... tells how to learn why' has err '0 mentions in 1 sentence of 1 article; chancery codebook why'
printf '%s' '{"text":"' >"$work/cut.json"
head -c 3000 /dev/urandom >"$work/noise.bin"
: >"$work/empty.txt"
check 'nothing but damage: nothing coded, status 1' status 1 "$chancery" code "$work/cut.json" "$work/empty.txt"
check '... nothing on standard output' empty out
check 'noise ends in peace' bash -c "'$chancery' code '$work/noise.bin' >/dev/null 2>&1; [ \$? -le 1 ]"
if [ -w /dev/full ]; then
  full() { "$@" >/dev/full 2>"$work/err" </dev/null; [ $? = 2 ] && has err 'cannot write to standard output'; }
  check 'a full disk: code' full "$chancery" code examples/us-russia-2017/articles
  check 'a full disk: articles' full "$chancery" articles examples/us-russia-2017/articles
  check 'a full disk: parse' full "$chancery" parse examples/us-russia-2017/articles
  check 'a full disk: help' full "$chancery" help code
  check 'a full disk: version' full "$chancery" --version
  "$chancery" add -q --store "$work/full.db" examples/us-russia-2017/articles
  for verb in timeline sources export; do check "a full disk: $verb" full "$chancery" $verb --store "$work/full.db"; done
fi
check 'a closed pipe ends in peace' bash -c "'$chancery' articles examples/us-russia-2017/articles 2>/dev/null | head -c 10 >/dev/null; true"

"$chancery" code -q --threads 1 examples/us-russia-2017/articles >"$work/one.jsonl"
for threads in 2 3 7; do
  "$chancery" code -q --threads $threads examples/us-russia-2017/articles >"$work/many.jsonl"
  check "the same bytes with $threads threads" cmp "$work/one.jsonl" "$work/many.jsonl"
done
check 'mentions were coded' test "$(wc -l <"$work/one.jsonl")" -gt 40
cat examples/us-russia-2017/articles/13-archive.jsonl | "$chancery" code -q - >"$work/pipe.jsonl"
"$chancery" code -q examples/us-russia-2017/articles/13-archive.jsonl >"$work/file.jsonl"
check 'standard input gives what the file gives' cmp "$work/pipe.jsonl" "$work/file.jsonl"

"$chancery" articles -q examples/us-russia-2017/articles >"$work/articles.jsonl"
"$chancery" articles -q "$work/articles.jsonl" >"$work/again.jsonl"
check 'articles reads what it wrote' python3 - "$work/articles.jsonl" "$work/again.jsonl" <<'EOF'
import json, sys
keep = ("id", "published", "title", "text", "outlet")
read = lambda p: [{k: json.loads(l).get(k) for k in keep} for l in open(p, encoding="utf-8")]
assert read(sys.argv[1]) == read(sys.argv[2])
EOF
"$chancery" parse -q examples/us-russia-2017/articles/13-archive.jsonl >"$work/p.conllu"
"$chancery" parse -q --input conllu "$work/p.conllu" >"$work/q.conllu"
echo '{"id":"c","published":"2017-09-05","text":"Soldiers left the camp. Later the Kenyan president travelled to Asia."}' >"$work/c.jsonl"
check 'a continent is a party by its own name alone' status 0 "$chancery" code "$work/c.jsonl"
check '... and not whoever has no country either' has out '{"name":"Asia","text":"Asia"'
check 'parse reads its own CoNLL-U' test "$(grep -c '^1	' "$work/p.conllu")" = "$(grep -c '^1	' "$work/q.conllu")"
exit $failed
