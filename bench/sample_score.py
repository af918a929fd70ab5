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


def article_keys(path, listed):
    """Maps article ids to the keys that the gold list uses: the file's number, or that with
    the article's id in a feed, its line, or the page of a crawl."""
    keys = {}
    for line in open(path, encoding="utf-8"):
        a = json.loads(line)
        number = re.match(r"\d+", os.path.basename(a.get("file", ""))).group(0)
        page = "volga-irritants" if "volga" in (a.get("address", "") + a.get("outlet", "")).lower() else "potomac-petersburg"
        names = (f"{number}#{a['id'].rsplit(':', 1)[-1]}", f"{number}#{a.get('line', 0)}", f"{number}#{page}", number)
        keys[a["id"]] = next((name for name in names if name in listed), number)
    return keys


def fits(event, row):
    types = set(row["type"].split("|"))
    if event.get("type", "none") not in types:
        return False
    if row["status"] == "actual" and event["status"] in ("hypothetical", "negated"):
        return False
    a, r = codes(event.get("actor")), codes(event.get("recipient"))
    gold_a, gold_r = set(row["actor"].split()), set(row["recipient"].split())
    mutual = "CONSULT" in types or "AGREE" in types or "SUPPORT" in types
    if mutual:
        if not (gold_a | gold_r) <= (a | r):
            return False
    elif not (gold_a & a) or (gold_r and r and not gold_r & r):
        return False
    # what no report dates had happened by the day of the first; its content must speak for it
    if (event.get("date", {}).get("basis") == "none" and span(event["date"]["to"])[1] >= span(row["date"])[0]
            and content(event, row) >= 1.5):
        return True
    # of what is only planned, the gold list gives the day of the plan or of the act
    dates = [event.get("date"), event.get("about", {}).get("date")]
    return any(overlap(span(f"{d['from']}/{d['to']}"), span(row["date"])) for d in dates if d)


def numbers(text):
    return {float(n.replace(",", "")) for n in re.findall(r"\d[\d,]*(?:\.\d+)?", text)}


def words(text):
    return {w[:6] for w in re.findall(r"[a-z0-9]+", text.lower()) if len(w) > 3 or w.isdigit()}


def content(event, row):
    said = " ".join([event["evidence"]["trigger"] if "evidence" in event else ""]
                    + [q["text"] for q in event.get("quantities", [])]
                    + [m.get("text", "") for m in event.get("mentions", [])][:3])
    return (4 * bool(numbers(row["quantity"]) & {q["value"] for q in event.get("quantities", [])})
            + len(words(row["gist"]) & words(said)) / 2)


def likeness(event, row):
    """How well an event that fits agrees in content: tells apart measures of one day."""
    return content(event, row) + len(event["keys"] & set(row["articles"].split()))


def compare(record, articles, gold):
    """One dict a gold row: what the record has of it. `quantity`, `deadline` and
    `answers` are None where the row has none. Also the events that fit no row."""
    events = [json.loads(l) for l in open(record, encoding="utf-8")]
    rows = list(csv.DictReader(open(gold, encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE))
    keys = article_keys(articles, {key for row in rows for key in row["articles"].split()})
    for e in events:
        e["keys"] = {keys.get(m["article"], m["article"]) for m in e.get("mentions", [])}
    used = set()
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
    results = []
    for row in rows:
        c = [e for e in row["candidates"] if row_of[e["id"]] == row["key"]]
        c.sort(key=lambda e: e["id"] != event_of.get(row["key"]))
        best = c[0] if c else {"keys": set()}
        listed = set(row["articles"].split())
        result = {"row": row, "key": row["key"], "events": [e["id"] for e in c], "listed": len(listed),
                  "reports": len(best["keys"] & listed), "quantity": None, "deadline": None, "answers": None}
        if row["quantity"]:
            result["quantity"] = bool(numbers(row["quantity"]) & {q["value"] for q in best.get("quantities", [])})
        if row["deadline"]:
            d = best.get("deadline")
            result["deadline"] = bool(d and overlap(span(f"{d['from']}/{d['to']}"), span(row["deadline"]), 0))
        if row["answers"]:
            want = {event_of.get(k) for k in row["answers"].split()} - {None}
            result["answers"] = bool(want & set(best.get("answers", [])))
        results.append(result)
    return results, len(events), [e for e in events if e["id"] not in used]


def main():
    results, events, stray = compare(*sys.argv[1:4])
    found = [r for r in results if r["events"]]
    if "--verbose" in sys.argv:
        for r in results:
            row = r["row"]
            print(f"{'+' if r['events'] else '-'}{'*' if r['key'] in MEASURES else ' '} {r['key']:32} {row['date']:22} "
                  f"{row['type']:18} {row['actor']}>{row['recipient']} "
                  f"reports {r['reports']}/{r['listed']} events {len(r['events'])} {' '.join(r['events'][:4])}")

    def of(name):
        has = [r[name] for r in found if r[name] is not None]
        return f"{name} {sum(has)}/{len(has)}"

    print(f"events {events}; gold rows found {len(found)}/{len(results)}; "
          f"kept apart {sum(len(r['events']) > 1 for r in found)}; "
          f"reports {sum(r['reports'] for r in found)}/{sum(r['listed'] for r in found)}; "
          f"{of('quantity')}; {of('deadline')}; {of('answers')}; events that fit no row {len(stray)}")


if __name__ == "__main__":
    main()
