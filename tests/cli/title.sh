#!/usr/bin/env bash
# Titles are read with the text: what they alone tell is coded (title.tsv, to which anybody may add), leads back to the
# title's bytes in `code`, in a record and in its export, and the text's mentions are as without a title.
set -u
. tests/cli/check.inc
python3 - tests/cli/title.tsv "$work" <<'EOP'
import csv, json, sys
rows = list(csv.DictReader((l for l in open(sys.argv[1], encoding="utf-8") if not l.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE))
for name, titled in (("titled", True), ("bare", False)):
    with open(f"{sys.argv[2]}/{name}.jsonl", "w", encoding="utf-8") as out:
        for n, row in enumerate(rows):
            article = {"id": f"t{n}", "published": "2019-05-07", "outlet": "The Gazette", "text": row["text"]}
            out.write(json.dumps({**article, **({"title": row["title"]} if titled else {})}) + "\n")
EOP
"$chancery" code "$work/titled.jsonl" >"$work/titled" 2>"$work/err" || exit 1
"$chancery" code "$work/bare.jsonl" >"$work/bare" 2>"$work/err" || exit 1
check 'titles are coded as the table says' python3 - tests/cli/title.tsv "$work/titled" <<'EOP'
import csv, json, sys
rows = list(csv.DictReader((l for l in open(sys.argv[1], encoding="utf-8") if not l.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE))
coded = [m for m in map(json.loads, open(sys.argv[2], encoding="utf-8")) if m.get("in") == "title"]
side = lambda s: "+".join(sorted(p.get("code") or "?" for p in s or [])) or "-"
failed = 0
for n, row in enumerate(rows):
    title, got = row["title"].encode(), []
    for m in (m for m in coded if m["article"] == f"t{n}"):
        got.append(f"{side(m.get('actor'))} {m['type']} {side(m.get('recipient'))}; {m['status']}")
        assert title[slice(*m["span"])].decode() == m["text"], m
        assert m["date"]["from"] == "2019-05-07" and m["sentence"] in (0, 1), m
        for p in m.get("actor", []) + m.get("recipient", []):
            assert "span" not in p or title[slice(*p["span"])].decode() == p["text"], p
    got = " & ".join(got) or "none"
    if got != row["coded"]:
        print(f"{row['title']}: {got}, not {row['coded']}")
        failed = 1
sys.exit(failed)
EOP
check 'the text is coded as if it had no title' cmp -s <(grep -v '"in":"title"' "$work/titled") "$work/bare"
"$chancery" add -q --store "$work/t.db" "$work/titled.jsonl" || exit 1
"$chancery" export --as jsonl "$work/t.db" >"$work/export"
"$chancery" explain --table "$(python3 -c 'import json, sys
print(next(e["id"] for e in map(json.loads, open(sys.argv[1])) for m in e["mentions"] if m["article"] == "t1"))' "$work/export")" "$work/t.db" >"$work/explained"
check 'an export says that the title tells it' has export '"in":"title"'
check 'explain leads to the title' has explained ', title, bytes 0-27'
check 'and shows it as it was read' has explained 'Iran rejects Japanese offer'
"$chancery" search rejects "$work/t.db" >"$work/found" 2>/dev/null
check 'a search finds it' has found 'IRAN REJECTS JAPANESE OFFER'
exit $failed
