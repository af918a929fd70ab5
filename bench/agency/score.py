#!/usr/bin/env python3
"""Coded events of real agency reports against a careful reader's list.

  bench/agency/score.py [--verbose] COMMAND RAW LIST.tsv

COMMAND: build/chancery. RAW: a folder of JSON lines (*.jsonl, *.jsonl.xz), in which the
reports are found by id; the lists hold none of their text. LIST.tsv: see README.md beside this.

Found: a required row has an event of its own with its sides and one of its types (and date).
Right: a written event has the sides and a type (and the date) of some row, required or not.
The event must come from a row's sentence or one beside it; elsewhere in the report only if its
date is right too, for the record keeps an event once a report."""
import argparse
import csv
import datetime
import glob
import json
import lzma
import os
import re
import subprocess
import sys

DAY = datetime.timedelta(1)
# Without direction: who of the two is named first says nothing.
MUTUAL = ("CONSULT", "AGREE", "SUPPORT", "COOPERATE")
BESIDE = 20  # letters and digits at most between sentences that stand side by side


def letters(text):
    return re.sub(r"\W+", "", text)


def day(text):
    return datetime.date.fromisoformat(text[:10])


def days(text):
    """First and last day of 2014-04-28, 2014-04, 2014 or FROM..TO of these."""
    if ".." in text:
        first, last = text.split("..")
        return days(first)[0], days(last)[1]
    part = [int(x) for x in text.split("-")]
    if len(part) == 3:
        return datetime.date(*part), datetime.date(*part)
    if len(part) == 2:
        after = datetime.date(part[0] + (part[1] == 12), part[1] % 12 + 1, 1)
        return datetime.date(part[0], part[1], 1), after - DAY
    return datetime.date(part[0], 1, 1), datetime.date(part[0], 12, 31)


def reports(folder, wanted):
    found = {}
    for path in sorted(glob.glob(os.path.join(folder, "**", "*.jsonl*"), recursive=True)):
        with (lzma.open(path, "rt") if path.endswith(".xz") else open(path)) as lines:
            for line in lines:
                article = json.loads(line)
                if article.get("id") in wanted:
                    article.setdefault("date", article.get("dct"))  # the lists made for dates
                    article["title"] = article.get("title") or ""
                    found.setdefault(article["id"], article)
    missing = wanted - found.keys()
    if missing:
        sys.exit(f"score.py: {folder} lacks {', '.join(sorted(missing))}")
    return found


def code(command, articles):
    lines = "".join(json.dumps(a) + "\n" for a in articles.values())
    done = subprocess.run([command, "code", "-"], input=lines, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"score.py: {command} code ended with {done.returncode}\n{done.stderr}")
    return [e for e in map(json.loads, done.stdout.splitlines()) if e.get("type")]


def codes(side):
    return frozenset(p.get("code") or "?" for p in side or [])


def span(date):
    return (day(date["from"]), day(date.get("to") or date["from"])) if date and date.get("from") else None


class Event:
    def __init__(self, coded, whole):
        self.coded, self.type, self.article = coded, coded["type"], coded["article"]
        self.actor, self.recipient = codes(coded.get("actor")), codes(coded.get("recipient"))
        self.days = span(coded.get("date"))
        # When what a promise, threat or demand speaks of is to happen: the list may tell that day.
        self.about = span((coded.get("about") or {}).get("date"))
        text = letters(coded["text"])
        self.at = whole.find(text) if text in whole else whole.find(text[:40])
        self.end = self.at + len(text)


class Row:
    def __init__(self, fields):
        self.__dict__.update(fields)
        self.required = self.need == "required"
        self.types = self.types.split("|")
        self.spans = [tuple(map(int, s.split("-"))) for s in self.sentences.split(",")]

    def near(self, event):
        """2: its sentence, 1: one beside it, 0: elsewhere."""
        gap = min(max(s - event.end, event.at - e) for s, e in self.spans)
        return 2 if gap < 0 else 1 if gap < BESIDE else 0

    def side(self, told, coded):
        """2 the party, 1 a part of a list of parties, 0 another. "A,B": both; "A/B": either;
        empty: any; "-": nobody that could be named."""
        if told == "":
            return 2
        best = 0
        for choice in told.split("/"):
            if choice == "-":
                best = max(best, 2 * (coded <= {"?"}))
                continue
            parties = frozenset(choice.split(","))
            if parties == coded:
                best = 2
            elif len(parties) > 1 and coded and coded < parties:
                best = max(best, 1)
        return best

    def sides(self, event):
        straight = min(self.side(self.actor, event.actor), self.side(self.recipient, event.recipient))
        if straight:
            return straight
        both = event.actor | event.recipient
        lists = [frozenset(c.split(",")) for c in self.actor.split("/") if c not in ("", "-")]
        for parties in lists:
            if self.recipient == "" and len(parties) > 1:
                if parties == both:
                    return 2
                if event.type in MUTUAL and parties < both and len(both - parties) == 1:
                    return 2
                if len(parties) > 2 and 1 < len(both) and both < parties:
                    return 1
            if self.recipient and event.type in MUTUAL:
                for other in self.recipient.split("/"):
                    if other != "-" and parties | frozenset(other.split(",")) == both:
                        return 2
        return 0

    def dated(self, event, published):
        return self.is_day(event.days, published) or (event.about is not None and self.is_day(event.about, published))

    def is_day(self, told, published):
        """"=": about the day of publication; "x": another; "*": not judged."""
        if self.date == "*":
            return True
        if self.date == "=":
            return told is None or (told[0] <= published + DAY and told[1] >= published - DAY)
        if self.date == "x":
            return told is None or told[0] != told[1] or abs(told[0] - published) > DAY
        first, last = days(self.date)
        if told is None:
            return ".." in self.date and first <= published + DAY and last >= published - DAY
        long = told[1] - told[0] <= last - first + 8 * DAY
        return told[0] <= last + DAY and told[1] >= first - DAY and long

    def meets(self, event, published):
        """None, or (date right, how well)."""
        if event.article != self.article or event.type not in self.types:
            return None
        sides = self.sides(event)
        if not sides:
            return None
        dated, near = self.dated(event, published), self.near(event)
        if near:
            return dated, near + sides
        return (True, sides - 1) if dated and self.date != "*" and event.days else None


def largest_matching(rows, pairs, dated):
    """Row to event, as many as can be; the better pairs are tried first."""
    choice = {r: sorted((e for (row, e), (right, _) in pairs.items() if row == r and (right or not dated)),
                        key=lambda e: (-pairs[r, e][0], -pairs[r, e][1], e)) for r in rows}
    owner = {}

    def place(row, seen):
        for event in choice[row]:
            if event in seen:
                continue
            seen.add(event)
            if event not in owner or place(owner[event], seen):
                owner[event] = row
                return True
        return False

    for row in sorted(rows, key=lambda r: (-max((pairs[r, e] for e in choice[r]), default=(0, 0))[1], r)):
        place(row, set())
    return {row: event for event, row in owner.items()}


def told(e):
    c, date, why = e.coded, e.coded.get("date") or {}, e.coded.get("evidence") or {}
    return (f"{e.type} {'+'.join(sorted(e.actor)) or '-'} > {'+'.join(sorted(e.recipient)) or '-'} {c.get('status')} "
            f"{date.get('from')}..{date.get('to')} ({date.get('basis')}) '{why.get('trigger')}' {why.get('rule')}")


def show(articles, rows, events, found, dated, pairs):
    for name, article in articles.items():
        print("==", name, article.get("date", "")[:10], article.get("title", ""))
        for r, row in enumerate(rows):
            if row.article == name and row.required and r not in dated:
                print(f"  {'DATE' if r in found else 'MISS'} {row.actor or '*'} > {row.recipient or '*'} "
                      f"{'|'.join(row.types)} {row.date} [{row.gist}]" + (f" <- {told(events[found[r]])}" if r in found else ""))
        for e, event in enumerate(events):
            if event.article == name and not any(pair[1] == e for pair in pairs):
                print(f"  WRONG {told(event)}\n        {' '.join(event.coded['text'].split())}")


def share(n, of):
    return f"{n}/{of} = {100 * n / of:.1f}%" if of else "none"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command")
    parser.add_argument("raw")
    parser.add_argument("list")
    parser.add_argument("--verbose", action="store_true")
    asked = parser.parse_args()
    with open(asked.list, newline="") as lines:
        rows = [Row(r) for r in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]
    articles = reports(asked.raw, {r.article for r in rows})
    whole = {n: letters(a.get("title", "") + " " + a["text"]) for n, a in articles.items()}
    published = {n: day(a["date"]) for n, a in articles.items()}
    events = [Event(c, whole[c["article"]]) for c in code(asked.command, articles)]
    pairs = {}
    for r, row in enumerate(rows):
        for e, event in enumerate(events):
            met = row.meets(event, published[row.article])
            if met:
                pairs[r, e] = met
    core = [r for r, row in enumerate(rows) if row.required]
    found, dated = largest_matching(core, pairs, False), largest_matching(core, pairs, True)
    right = {e for _, e in pairs}
    right_dated = {e for (_, e), (date, _) in pairs.items() if date}
    if asked.verbose:
        show(articles, rows, events, found, dated, pairs)
    judged = [(r, e) for r, e in found.items() if rows[r].status]
    agrees = sum(events[e].coded.get("status") in rows[r].status.split("|") for r, e in judged)
    print(f"reports                        {len(articles)}")
    print(f"found, sides and type          {share(len(found), len(core))}")
    print(f"found, sides, type and date    {share(len(dated), len(core))}")
    print(f"right, sides and type          {share(len(right), len(events))}")
    print(f"right, sides, type and date    {share(len(right_dated), len(events))}")
    print(f"status agrees, of those found  {share(agrees, len(judged))}")


if __name__ == "__main__":
    main()
