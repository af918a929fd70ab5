#!/usr/bin/env python3
"""What the record of the sample dispute must tell of its principal measures.

  tests/cli/sample_check.py RECORD.jsonl ARTICLES.jsonl examples/us-russia-2017/expected.tsv tests/cli/sample.tsv

The last file says, for each principal measure, at least how many of its listed
reports must be found, into how many events at most they may fall, and which of
quantity, deadline and answers must be right. A row that is not yet found has 0
reports. Fails on anything worse; tells what has become better, so that the
file can be tightened.
"""
import csv, os, re, sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "..", "bench"))
from sample_score import MEASURES, compare


def main():
    results, _, _ = compare(*sys.argv[1:4])
    result_of = {r["key"]: r for r in results}
    wanted = list(csv.DictReader((l for l in open(sys.argv[4], encoding="utf-8") if not l.startswith("#")), delimiter="\t"))
    failed = 0
    for w in wanted:
        r = result_of.get(w["key"])
        worse, better = [], []
        if r is None:
            worse.append("no such row")
        else:
            reports, most = int(w["reports"]), int(w["events"])
            if r["reports"] < reports:
                worse.append(f"{r['reports']} of {r['listed']} reports, not {reports}")
            elif r["reports"] > reports:
                better.append(f"{r['reports']} reports")
            if len(r["events"]) > most:
                worse.append(f"{len(r['events'])} events: {' '.join(r['events'])}")
            elif r["events"] and len(r["events"]) < most:
                better.append(f"{len(r['events'])} events")
            for name in ("quantity", "deadline", "answers"):
                if w[name] == "yes" and not r[name]:
                    worse.append(f"{name} missing or wrong")
                elif w[name] == "no" and r[name]:
                    better.append(name)
        print(f"{'FAIL' if worse else 'ok  '} {w['key']}: {'; '.join(worse) or 'as before'}"
              + (f" (better: {', '.join(better)})" if better else ""))
        failed |= bool(worse)
    missing = set(MEASURES) - {w["key"] for w in wanted}
    floors = dict(re.findall(r"^# (rows found|reports|quantities|answers), at least: (\d+)$",
                             open(sys.argv[4], encoding="utf-8").read(), re.M))
    got = {"rows found": sum(bool(r["events"]) for r in results), "reports": sum(r["reports"] for r in results),
           "quantities": sum(bool(r["quantity"]) for r in results), "answers": sum(bool(r["answers"]) for r in results)}
    assert floors.keys() == got.keys(), floors
    for name, n in got.items():
        print(f"{name}: {n}, at least {floors[name]} wanted")
        failed |= n < int(floors[name])
    return failed or bool(missing)


if __name__ == "__main__":
    sys.exit(main())
