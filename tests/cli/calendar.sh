#!/usr/bin/env bash
# commitments --ics: valid iCalendar, the same bytes for the same record, by HTTP too.
set -u
. tests/cli/check.inc
"$chancery" add -q --store "$work/r.db" examples/us-russia-2017/articles || exit 1
"$chancery" add -q --store "$work/again.db" examples/us-russia-2017/articles/1* || exit 1
"$chancery" add -q --store "$work/again.db" examples/us-russia-2017/articles/0* || exit 1
"$chancery" commitments -q --ics "$work/r.db" >"$work/r.ics"
"$chancery" commitments -q --ics "$work/again.db" >"$work/again.ics"
check 'the same record, the same bytes' cmp "$work/r.ics" "$work/again.ics"
"$chancery" serve "$work/r.db" --get /api/commitments.ics >"$work/get.ics"
check 'the same by HTTP' cmp "$work/r.ics" "$work/get.ics"
check 'its headers' status 0 "$chancery" serve "$work/r.db" --get /api/commitments.ics -i
check '... say what it is' has out '^Content-Type: text/calendar; charset=utf-8'
check 'a filter' status 0 "$chancery" commitments -q --ics --between USA RUS --from 2030 "$work/r.db"
check '... may leave an empty calendar' test "$(grep -c VEVENT "$work/out") $(grep -c VCALENDAR "$work/out")" = '0 2'
check 'no calendar of another view: status 2' status 2 "$chancery" timeline --ics "$work/r.db"
check '... says of which' has err 'there is one of commitments'
check 'nor by HTTP' status 2 "$chancery" serve "$work/r.db" --get /api/timeline.ics
check 'no part of one: status 2' status 2 "$chancery" commitments --ics --limit 2 "$work/r.db"
"$chancery" commitments -q --jsonl "$work/r.db" >"$work/rows"
check 'RFC 5545, with every commitment that has a day' python3 - "$work/r.ics" "$work/rows" <<'EOP'
import json, re, sys, datetime
data = open(sys.argv[1], "rb").read()
assert data.endswith(b"\r\n") and b"\n" not in data.replace(b"\r\n", b"")
for line in data.split(b"\r\n"):
    assert len(line) <= 75, line
    line.decode("utf-8")  # no character is cut
lines = data.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]
assert lines[0] == "BEGIN:VCALENDAR" and lines[-1] == "END:VCALENDAR"
head = dict(l.split(":", 1) for l in lines[1:4])
assert head["VERSION"] == "2.0" and head["PRODID"] and head["CALSCALE"] == "GREGORIAN"
events, event = [], None
for line in lines[1:-1]:
    name, value = line.split(":", 1)
    if line == "BEGIN:VEVENT":
        assert event is None
        event = {}
    elif line == "END:VEVENT":
        events.append(event)
        event = None
    elif event is not None:
        assert name not in event and re.fullmatch(r"[A-Z-]+(;[A-Z]+=[A-Z]+)*", name), line
        if name in ("SUMMARY", "DESCRIPTION", "LOCATION"):
            assert re.fullmatch(r"(?:[^\\;,]|\\[\\;,nN])*", value), value
        event[name] = value
day = lambda text: datetime.datetime.strptime(text, "%Y%m%d").date()
for e in events:
    assert re.fullmatch(r"e-[0-9a-f]{16}@chancery", e["UID"])
    assert re.fullmatch(r"\d{8}T\d{6}Z", e["DTSTAMP"]) and e["DTSTAMP"][:4] in ("2016", "2017")
    assert day(e["DTSTART;VALUE=DATE"]) < day(e["DTEND;VALUE=DATE"])
    assert e["SUMMARY"] and e["STATUS"] in ("CONFIRMED", "CANCELLED")
assert len({e["UID"] for e in events}) == len(events) > 3
due = {r["id"]: r["due"] for r in map(json.loads, open(sys.argv[2])) if r.get("due")}
assert due.keys() == {e["UID"][:18] for e in events}
for e in events:  # the last day is the one that the table has
    last = day(e["DTEND;VALUE=DATE"]) - datetime.timedelta(days=1)
    assert due[e["UID"][:18]] == last.isoformat(), e
EOP
exit $failed
