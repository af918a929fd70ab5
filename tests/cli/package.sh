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
check 'another layout: status 2' status 2 "$chancery" export --as parquet "$work/r.db"
exit $failed
