#!/usr/bin/env bash
# How commitments and measures stand, each with the sentence that shows it: outcomes.txt, and the calendar.
set -u
. tests/cli/check.inc
python3 - "$chancery" "$work" tests/cli/outcomes.txt <<'EOP' || failed=1
import json, os, subprocess, sys
chancery, work, path = sys.argv[1:]
cases, failed = [], 0
for line in open(path, encoding="utf-8"):
    line = line.strip()
    if line.startswith("== "):
        cases.append((line[3:], [], [], [], []))
    elif line.startswith("> "):
        cases[-1][4].append([p.strip() for p in line[2:].split("|")])
    elif line.startswith("@ "):
        cases[-1][3].append([p.strip() for p in line[2:].split("|")])
    elif line.startswith("=>"):
        cases[-1][2].append([p.strip() for p in line[2:].split("|")])
    elif line and not line.startswith("#"):
        cases[-1][1].append(line.split(": ", 1))
for n, (name, reports, wanted, dates, answers) in enumerate(cases):
    record, lines = f"{work}/{n}.db", f"{work}/{n}.jsonl"
    with open(lines, "w", encoding="utf-8") as out:
        for i, (day, text) in enumerate(reports):
            out.write(json.dumps({"id": f"c{n}-{i}", "published": day, "title": "", "outlet": f"Paper {i}", "text": text}) + "\n")
    subprocess.run([chancery, "add", "-q", "--store", record, lines], check=True)
    rows = []
    for view in "commitments", "ledger":
        got = subprocess.run([chancery, view, "-q", "--jsonl", record], check=True, capture_output=True, text=True).stdout
        rows += [json.loads(l) for l in got.splitlines()]
    got = subprocess.run([chancery, "export", "--as", "jsonl", record], check=True, capture_output=True, text=True).stdout
    events = {e["id"]: e for e in map(json.loads, got.splitlines())}
    for date, words in dates:
        has = [f"{e['date']['basis']} {e['date']['to']}" for e in events.values() if e["type"] in ("COERCE", "SANCTION")
               and any(words in m["text"] for m in e["mentions"]) and "answers" not in e]
        print(f"{'ok  ' if has == [date] else 'FAIL'} {name}: {date} {has}")
        failed |= has != [date]
    def told(event, words):
        return any(words in m["text"] for m in event["mentions"])
    for words, answered in answers:
        has = [a for e in events.values() if told(e, words) for a in e.get("answers", [])]
        right = bool(has) == (answered != "-") and all(told(events[a], answered) for a in has)
        print(f"{'ok  ' if right else 'FAIL'} {name}")
        failed |= not right
        for e in events.values() if not right else ():
            print("      ", e["id"], e["type"], e["date"], e.get("answers"), e["mentions"][0]["text"])
    for e in events.values():
        for old in (events[a] for a in e.get("answers", []) if a in events):
            if old["date"].get("from", old["date"]["to"]) > e["date"]["to"]:
                print(f"FAIL {name}: {e['id']} answers what came later")
                failed = 1
    calendar = subprocess.run([chancery, "commitments", "-q", "--ics", record], check=True, capture_output=True).stdout
    calendar = calendar.replace(b"\r\n ", b"").decode()
    for state, words, shown in wanted:
        of = [r for r in rows if words in r["sentence"]]
        right = len(of) == 1 and of[0]["state"] == state and (
            shown in of[0].get("shown", "") if shown != "-" else "shown" not in of[0])
        if right and shown != "-" and of[0].get("due"):
            right = f"CATEGORIES:{state}" in calendar and shown in calendar
        print(f"{'ok  ' if right else 'FAIL'} {name}: {state}")
        if not right:
            failed = 1
            for r in rows:
                print("      ", r["state"], "|", r["sentence"], "|", r.get("shown"))
sys.exit(failed)
EOP
exit $failed
