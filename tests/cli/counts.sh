#!/usr/bin/env bash
# What those who count take away: dyads by period, with zeros; reports and outlets in series.
set -u
. tests/cli/check.inc
"$chancery" add -q --store "$work/r.db" examples/us-russia-2017/articles || exit 1
"$chancery" timeline -q --json "$work/r.db" >"$work/events"
"$chancery" dyads -q --csv "$work/r.db" >"$work/dyads"
"$chancery" dyads -q --csv --zeros "$work/r.db" >"$work/zeros"
"$chancery" dyads -q --csv --zeros --by year --between USA,DEU --from 2015 --to 2016 "$work/r.db" >"$work/none"
"$chancery" series -q --csv --by month --between USA,RUS --fields from,actor,recipient,quad,events,goldstein,reports,outlets "$work/r.db" >"$work/series"
"$chancery" series -q --csv --by month --between USA,RUS "$work/r.db" >"$work/plain"
"$chancery" timeline -q --json --between USA,RUS "$work/r.db" >"$work/pair"
check 'dyads and series add up to the events' python3 - "$work" <<'EOP'
import csv, json, sys
d = sys.argv[1]
def table(name): return list(csv.DictReader(open(f"{d}/{name}", newline="", encoding="utf-8")))
TYPES = "agree consult support concede cooperate aid retreat request accuse reject threaten protest sanction mobilize coerce assault".split()
QUADS = "verbal_coop material_coop verbal_conf material_conf".split()
events = {e["id"]: e for e in json.load(open(d + "/events"))}
rows, zeros = table("dyads"), table("zeros")
want = {}
for e in events.values():
    one, two = [list(dict.fromkeys(c for c in (e.get(s) or "").split(", ") if c and c.isupper())) for s in ("actor", "recipient")]
    aimed = {(a, b) for a in one for b in (two or one) if a != b}
    if e.get("day"):
        for pair in aimed:
            want.setdefault((e["day"][:7], *pair), []).append((e, aimed))
got = {(r["date"][:7], r["side1"], r["side2"]): r for r in rows}
for key, list_ in want.items():
    row = got[key]
    assert int(row["events"]) >= len(list_), key
    assert sum(int(row[t]) for t in TYPES) == int(row["events"]) and sum(int(row[q]) for q in QUADS) <= int(row["events"])
    assert int(row["reports"]) >= int(row["outlets"]) >= 0
for key, row in got.items():
    back = got.get((key[0], key[2], key[1]))
    assert key in want or int(row["mutual"]) == int(row["events"]) and (key[0], key[2], key[1]) in want, key
    if int(row["mutual"]): assert back and back["mutual"] == row["mutual"], key
pairs = [r for r in rows if {r["side1"], r["side2"]} == {"USA", "RUS"}]
pair = [e for e in json.load(open(d + "/pair")) if e.get("day")]
one_way = sum(int(r["events"]) - int(r["mutual"]) for r in pairs)
two_way = sum(int(r["mutual"]) for r in pairs)
assert one_way + two_way / 2 == len(pair), (one_way, two_way, len(pair))
# codes: numbers of Correlates of War, empty where there is none; every state has its own
codes = {(r["side1"], r["iso3_1"], r["ccode1"]) for r in rows}
assert {("USA", "USA", "2"), ("RUS", "RUS", "365"), ("EUR", "", "")} <= codes, codes
# zeros: each dyad met, both ways, in each month of the articles; the other rows as before
met = {(r["side1"], r["side2"]) for r in zeros}
assert met == {p for a, b in {(r["side1"], r["side2"]) for r in rows} for p in ((a, b), (b, a))}
months = {f"{y}-{m:02}" for y, m in [(2016, 12)] + [(2017, m) for m in range(1, 10)]}
for p in met: assert months <= {r["date"][:7] for r in zeros if (r["side1"], r["side2"]) == p}, p
assert [r for r in zeros if r["events"] != "0"] == rows
assert all(r[c] == "0" for r in zeros if r["events"] == "0" for c in TYPES + QUADS + ["reports", "outlets", "goldstein"])
assert {r["articles"] for r in zeros if r["date"] == "2017-02-01"} == {"0"}
assert {r["articles"] for r in zeros if r["date"] == "2017-08-01"} != {"0"}
assert [(r["date"], r["date_to"], r["side1"], r["side2"], r["events"]) for r in table("none")] == \
    [(f"{y}-01-01", f"{y}-12-31", *p, "0") for y in (2015, 2016) for p in (("DEU", "USA"), ("USA", "DEU"))]
series, plain = table("series"), table("plain")
for full, short in zip(series, plain, strict=True):
    assert all(full[c] == short[c] for c in ("from", "actor", "recipient", "quad", "events", "goldstein"))
assert sum(int(r["reports"]) for r in series) == sum(e["reports"] for e in pair)
assert sum(int(r["outlets"]) for r in series) == sum(e["outlets"] for e in pair)
assert "reports" not in plain[0]
EOP
check 'the names of the fields tell of both' status 0 "$chancery" series --json= "$work/r.db"
check '...' has out '^outlets$'
check 'zeros over the API' status 0 "$chancery" serve "$work/r.db" --get '/api/dyads.csv?zeros=yes'
check '... are the same bytes' cmp "$work/zeros" "$work/out"
check 'other words for zeros: status 2' status 2 "$chancery" serve "$work/r.db" --get '/api/dyads.csv?zeros=1'
check 'zeros of other views: status 2' status 2 "$chancery" serve "$work/r.db" --get '/api/series.csv?zeros=yes'
check 'zeros without end: status 2' status 2 "$chancery" dyads --zeros --by day --from 0001 "$work/r.db"
check '... says what to do' has err 'name sides, or ask for fewer days'
exit $failed
