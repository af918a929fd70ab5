#!/usr/bin/env python3
"""PETRARCH's own unit tests, coded with its dictionaries from raw text.

    python3 bench/dictionaries.py build/chancery SUITE.jsonl DICTIONARIES [--verbose]

SUITE: one JSON object a line with `date`, `text`, `events` (source, target, code) and
`expect_error`. DICTIONARIES: the folder of PETR.Validate.{actors,agents,verbs,discards}.txt.
A record is as expected when exactly its events are written, in any order; one that PETRARCH
refuses, when none is. The trees that PETRARCH is given are not looked at, so that the two
records about a broken tree cannot be as expected."""
import collections
import json
import os
import shutil
import subprocess
import sys
import tempfile

KINDS = ("actors", "agents", "verbs", "discards")


def coded(command, records, folder):
    lines = "".join(json.dumps({"id": str(i), "text": r["text"],
                                "published": f"{r['date'][:4]}-{r['date'][4:6]}-{r['date'][6:]}"}) + "\n"
                    for i, r in enumerate(records))
    with tempfile.TemporaryDirectory() as own:
        for kind in KINDS:
            shutil.copy(os.path.join(folder, f"PETR.Validate.{kind}.txt"), own)
        out = subprocess.run([command, "code", "-q", "--dictionaries", own, "-"], input=lines,
                             capture_output=True, text=True, check=True).stdout
    events = collections.defaultdict(set)
    for line in out.splitlines():
        e = json.loads(line)
        events[int(e["article"])].add((e["source"], e["target"], e["code"]))
    return events


def main():
    args = [a for a in sys.argv[1:] if a != "--verbose"]
    if len(args) != 3:
        sys.exit(__doc__)
    with open(args[1], encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    events = coded(args[0], records, args[2])
    good, all_of = collections.Counter(), collections.Counter()
    for i, r in enumerate(records):
        want = set() if r.get("expect_error") else {tuple(e) for e in r.get("events") or ()}
        as_expected = events[i] == want
        all_of[r["category"]] += 1
        good[r["category"]] += as_expected
        if not as_expected and len(args) < len(sys.argv) - 1:
            print(f"{r['id']}: {r['text']}\n  expected {sorted(want)}\n  written  {sorted(events[i])}")
    for category in all_of:
        print(f"{category:10} {good[category]:4} of {all_of[category]:4}")
    print(f"{'all':10} {sum(good.values()):4} of {sum(all_of.values()):4}")


main()
