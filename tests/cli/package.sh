#!/usr/bin/env bash
# export --as csv with its datapackage.json, read back as the package says.
set -u
. tests/cli/check.inc
trap 'rm -rf "$work"' EXIT
"$chancery" add -q --store "$work/r.db" examples/us-russia-2017/articles || exit 1
check 'csv' status 0 "$chancery" export --as csv "$work/r.db"
cp "$work/out" "$work/events.csv"
check 'datapackage' status 0 "$chancery" export --as datapackage "$work/r.db"
cp "$work/out" "$work/datapackage.json"
check 'the package tells the columns of the file' python3 - "$work" <<'EOP'
import csv, datetime, json, sys
package = json.load(open(sys.argv[1] + "/datapackage.json"))
table, = package["resources"]
assert table["path"] == "events.csv" and table["schema"]["missingValues"] == [""]
fields = table["schema"]["fields"]
rows = list(csv.reader(open(sys.argv[1] + "/events.csv", encoding=table["encoding"], newline="")))
assert rows[0] == [f["name"] for f in fields], rows[0]
assert len(rows) > 100 and len({row[rows[0].index(table["schema"]["primaryKey"])] for row in rows[1:]}) == len(rows) - 1
read = {"string": str, "integer": int, "number": float, "date": datetime.date.fromisoformat,
        "boolean": {"true": True, "false": False}.__getitem__}
for f in fields:
    assert f.get("description"), f"{f['name']} is not described in src/cli/verb_export.c"
for row in rows[1:]:
    for f, cell in zip(fields, row):
        if cell: read[f["type"]](cell)
EOP
check 'polecat' status 0 "$chancery" export --as polecat "$work/r.db"
cp "$work/out" "$work/polecat.txt"
"$chancery" timeline -q --json "$work/r.db" >"$work/events.json"
check 'polecat has the forty columns, and what happened' python3 - "$work" <<'EOP'
import json, sys
COLUMNS = [f"Event {w}" for w in ("ID", "Date", "Type", "Mode")] + ["Intensity", "Quad Code", "Contexts"]
for who in "Actor", "Recipient":
    COLUMNS += [f"{who} Name", f"{who} Country", f"{who} COW", f"Primary {who} Sector", f"{who} Sectors",
                f"{who} Title", f"{who} Name Raw", f"Wikipedia {who} ID"]
COLUMNS += ["Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID",
            "Raw Placename", "Feature Type", "Source", "Publication Date", "Story People",
            "Story Organizations", "Story Locations", "Language", "Version"]
lines = [l.split("\t") for l in open(sys.argv[1] + "/polecat.txt", encoding="utf-8").read().split("\n")[:-1]]
assert lines[0] == COLUMNS and len(COLUMNS) == 40 and {len(l) for l in lines} == {40}
rows = {l[0]: dict(zip(COLUMNS, l)) for l in lines[1:]}
events = {e["id"]: e for e in json.load(open(sys.argv[1] + "/events.json"))}
happened = {i for i, e in events.items() if e["status"] in ("actual", "ongoing") or
            e["type"] in ("AGREE", "THREATEN") and e["status"] not in ("negated", "cancelled")}
assert rows.keys() == happened and len(rows) < len(events)
for i, row in rows.items():
    e = events[i]
    assert (row["Event Type"], row["Event Date"], row["Quad Code"]) == (e["type"], e["day"], str(e.get("quad", "")))
    codes = list(dict.fromkeys(c for c in row["Actor Country"].split(";") if c))
    assert codes == [c for c in (e.get("actor") or "").split(", ") if c in codes], (codes, e.get("actor"))
    n = len(row["Actor Name"].split(";"))
    for what in "Country", "COW", "Title": assert len(row["Actor " + what].split(";")) in ((n, 1) if not row["Actor " + what] else (n,)), row
    for code, cow in zip(row["Recipient Country"].split(";"), row["Recipient COW"].split(";")):
        if code in ("USA", "RUS"): assert cow == {"USA": "2", "RUS": "365"}[code]
    assert row["Source"] and row["Publication Date"]
assert any(r["Placename"] and r["Latitude"] for r in rows.values()) and any(";" in r["Actor Name"] for r in rows.values())
assert any("secretary of state" in r["Actor Title"].lower() for r in rows.values())
EOP
check 'another layout: status 2' status 2 "$chancery" export --as parquet "$work/r.db"
exit $failed
