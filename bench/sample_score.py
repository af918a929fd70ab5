#!/usr/bin/env python3
"""Compares a record with a gold list of its events.

  bench/sample_score.py RECORD.jsonl ARTICLES.jsonl examples/us-russia-2017/expected.tsv [--verbose]

RECORD.jsonl is what `chancery export --as jsonl` writes, ARTICLES.jsonl what
`chancery articles` writes. For each gold row the best event of the record is sought:
sides, type and day must fit. Told: rows found, rows found more than once (the
same event kept apart), reports found of reports listed, quantities, deadlines and
answers of the rows that have them, and events of the record that fit no row.
"""
import csv, datetime, json, os, re, sys

MEASURES = """us-expels-35 us-closes-compounds us-sanctions-gru-fsb us-strikes-shayrat ru-suspends-memorandum us-treasury-38
round-1-new-york round-2-petersburg-planned ru-cancels-petersburg round-2-washington round-3-helsinki hamburg
ru-cuts-mission-455 ru-takes-dacha-warehouse ru-putin-755 us-signs-law manila us-suspends-visas us-closes-sf""".split()


def day(text):
    parts = text.split("-")
    if len(parts) == 2:
        first = datetime.date(int(parts[0]), int(parts[1]), 1)
        last = (first + datetime.timedelta(days=31)).replace(day=1) - datetime.timedelta(days=1)
        return first, last
    one = datetime.date.fromisoformat(text)
    return one, one


def span(text):
    if not text:
        return None
    ends = text.split("/")
    return day(ends[0])[0], day(ends[-1])[1]


def overlap(a, b, slack=1):
    if a is None or b is None:
        return False
    d = datetime.timedelta(days=slack)
    return a[0] <= b[1] + d and b[0] <= a[1] + d


def codes(side):
    return {p["code"] for p in side or [] if p.get("code")}


def article_keys(path):
    """Maps article ids to the keys that the gold list uses."""
    keys = {}
    for line in open(path, encoding="utf-8"):
        a = json.loads(line)
        number = re.match(r"\d+", os.path.basename(a.get("file", ""))).group(0)
        if number in ("11", "12", "13"):
            key = f"{number}#{a['id'].rsplit(':', 1)[-1]}"
        elif number == "14":
            key = f"14#{a.get('line', 0)}"
        elif number == "15":
            page = "volga-irritants" if "volga" in (a.get("address", "") + a.get("outlet", "")).lower() else "potomac-petersburg"
            key = f"15#{page}"
        else:
            key = number
        keys[a["id"]] = key
    return keys


def fits(event, row):
    types = set(row["type"].split("|"))
    if event.get("type", "none") not in types:
        return False
    a, r = codes(event.get("actor")), codes(event.get("recipient"))
    gold_a, gold_r = set(row["actor"].split()), set(row["recipient"].split())
    mutual = "CONSULT" in types or "AGREE" in types or "SUPPORT" in types
    if mutual:
        if not (gold_a | gold_r) <= (a | r):
            return False
    elif not (gold_a & a) or (gold_r and r and not gold_r & r):
        return False
    date = event.get("date")
    when = span(f"{date['from']}/{date['to']}") if date else None
    return overlap(when, span(row["date"]))


def numbers(text):
    return {float(n.replace(",", "")) for n in re.findall(r"\d[\d,]*(?:\.\d+)?", text)}


def words(text):
    return {w[:6] for w in re.findall(r"[a-z0-9]+", text.lower()) if len(w) > 3 or w.isdigit()}


def likeness(event, row):
    """How well an event that fits agrees in content: tells apart measures of one day."""
    said = " ".join([event["evidence"]["trigger"] if "evidence" in event else ""]
                    + [q["text"] for q in event.get("quantities", [])]
                    + [m.get("text", "") for m in event.get("mentions", [])][:3])
    listed = set(row["articles"].split())
    return (4 * bool(numbers(row["quantity"]) & {q["value"] for q in event.get("quantities", [])})
            + len(words(row["gist"]) & words(said)) / 2 + len(event["keys"] & listed))


def main():
    record, articles, gold = sys.argv[1:4]
    verbose = "--verbose" in sys.argv
    events = [json.loads(l) for l in open(record, encoding="utf-8")]
    keys = article_keys(articles)
    rows = list(csv.DictReader(open(gold, encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE))
    for e in events:
        e["keys"] = {keys.get(m["article"], m["article"]) for m in e.get("mentions", [])}
    used = set()
    found = twice = reports = reports_of = quantity = quantity_of = deadline = deadline_of = answers = answers_of = 0
    event_of = {}
    pairs = []
    for row in rows:
        listed = set(row["articles"].split())
        row["candidates"] = [e for e in events if fits(e, row) and e["keys"] & listed]
        pairs += [(-likeness(e, row), row["key"], e["id"]) for e in row["candidates"]]
        used.update(e["id"] for e in row["candidates"])
    # Each event stands for one row, best likeness first; a row's other events are
    # those that fit no other row better.
    row_of = {}
    for _, key, event in sorted(pairs):
        if event not in row_of and key not in event_of:
            row_of[event] = key
            event_of[key] = event
    for _, key, event in sorted(pairs):
        row_of.setdefault(event, key)
    for row in rows:
        row["candidates"] = [e for e in row["candidates"] if row_of[e["id"]] == row["key"]]
        row["candidates"].sort(key=lambda e: e["id"] != event_of.get(row["key"]))
    for row in rows:
        c = row["candidates"]
        listed = set(row["articles"].split())
        mark = "-"
        if c:
            found += 1
            mark = "+"
            best = c[0]
            with_numbers = [e for e in c if numbers(row["quantity"]) & {q["value"] for q in e.get("quantities", [])}]
            if len(c) > 1:
                twice += 1
            reports += len(best["keys"] & listed)
            reports_of += len(listed)
            if row["quantity"]:
                quantity_of += 1
                quantity += bool(numbers(row["quantity"]) & {q["value"] for q in best.get("quantities", [])})
            if row["deadline"]:
                deadline_of += 1
                d = best.get("deadline")
                deadline += bool(d and overlap(span(f"{d['from']}/{d['to']}"), span(row["deadline"]), 0))
            if row["answers"]:
                answers_of += 1
                want = {event_of.get(k) for k in row["answers"].split()}
                answers += bool(want & set(best.get("answers", [])))
        if verbose:
            star = "*" if row["key"] in MEASURES else " "
            print(f"{mark}{star} {row['key']:32} {row['date']:22} {row['type']:18} {row['actor']}>{row['recipient']} "
                  f"reports {len(c[0]['keys'] & listed) if c else 0}/{len(listed)} events {len(c)}"
                  f" {' '.join(e['id'] for e in c[:4])}")
    stray = [e for e in events if e["id"] not in used]
    print(f"events {len(events)}; gold rows found {found}/{len(rows)}; kept apart {twice}; reports {reports}/{reports_of}; "
          f"quantity {quantity}/{quantity_of}; deadline {deadline}/{deadline_of}; answers {answers}/{answers_of}; "
          f"events that fit no row {len(stray)}")


if __name__ == "__main__":
    main()
