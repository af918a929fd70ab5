#!/usr/bin/env python3
"""A set of articles with copies made of them by rule, for bench/copies.c.

  make.py OUT.jsonl FILE.jsonl[.xz]… [--rounds N] [--most N]

Reads articles (id, date, title, text; outlet and dateline if there), takes those of at least
80 words in at least 4 sentences, and writes each with one copy made of it: the kinds of copy
take turns.

  identical   another outlet's, the lines broken elsewhere
  trimmed     the first four to eight tenths of the sentences
  updated     "UPDATE 2": another lead and a new paragraph, one sentence dropped, one number changed
  syndicated  another outlet's dateline, credits at its end, lines broken elsewhere
  reworded    in every sentence words swapped for others (synonyms.tsv); names and numbers stay

Which articles of the source are copies of one another already is told by another measure than
the one under test: runs of five words that both have, half of the shorter's or more. They are
one story from the start ("story" in the output).

--rounds: the set again and again, each time with all letters and digits shifted and some weeks
later, so that other articles of the same make come as dense as before; to see what an article costs
in a record that grows.
Everything follows from the text: two runs write the same bytes.
"""
import argparse, collections, datetime, hashlib, json, lzma, os, re, string

KINDS = ["identical", "trimmed", "updated", "syndicated", "reworded"]


REPORTERS = ["Pat Doe", "Kim Roe", "Lee Poe", "Sam Low", "Jo Bell", "Ray Hale", "Max Finch",
             "Ann Reed", "Tom Ware", "Una Moss", "Ivo Kent", "Eva Lund", "Ned Pike", "Ida Voss",
             "Gus Orr", "Liv Dahl"]


def rows(path):
    with (lzma.open(path, "rt") if path.endswith(".xz") else open(path)) as lines:
        for line in lines:
            yield json.loads(line)


def plain(text):
    """The wire's own marks are no words."""
    return re.sub(r"[ \t]+\n", "\n", text.replace("&\\t", "\t")).strip()


def sentences(text):
    """Each with the paragraph that it stands in."""
    out = []
    for number, paragraph in enumerate(re.split(r"\n\s*\n|\n\t|\n {2,}", text)):
        flat = " ".join(paragraph.split())
        for part in re.split(r"(?<=[a-z0-9)\"][.!?])\s+(?=[A-Z\"])", flat):
            if part:
                out.append((number, part))
    return out


def join(parts, width=0):
    paragraphs = collections.OrderedDict()
    for number, sentence in parts:
        paragraphs.setdefault(number, []).append(sentence)
    out = []
    for words in (" ".join(p).split(" ") for p in paragraphs.values()):
        lines, line = [], ""
        for word in words:
            if width and line and len(line) + 1 + len(word) > width:
                lines.append(line)
                line = word
            else:
                line = line + " " + word if line else word
        out.append("\n".join(lines + [line]))
    return "\n\n".join(out)


def number_of(text):
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:6], "big")


def swap(sentence, synonyms):
    def other(match):
        word = match.group(0)
        new = synonyms.get(word.lower())
        if not new or (word[0].isupper() and match.start() > 0):
            return word  # a name, for all that is known
        return new.capitalize() if word[0].isupper() else new
    return re.sub(r"[A-Za-z]+", other, sentence)


def copy_of(a, kind, other, synonyms):
    parts, r = list(a["parts"]), number_of(a["id"])
    title, outlet, width = a["title"], "Courier", 0
    if kind == "identical":
        width = 48 + r % 30
    elif kind == "trimmed":
        parts = parts[: max(3, len(parts) * (4 + r % 5) // 10)]
    elif kind == "updated":
        title = "UPDATE 2-" + title
        drop = 1 + r % (len(parts) - 1)
        parts = [p for i, p in enumerate(parts) if i != drop]
        lead = other["parts"][-1][1]
        parts.insert(0, (-1, lead))
        middle = len(parts) // 2
        parts.insert(middle, (parts[middle][0], other["parts"][0][1]))
        for i, (number, sentence) in enumerate(parts):
            if i and re.search(r"\d", sentence):
                more = re.sub(r"\d+", lambda m: str(int(m.group(0)) + 1), sentence, count=1)
                parts[i] = (number, more)
                break
    elif kind == "syndicated":
        parts[0] = (parts[0][0], "SPRINGFIELD (Wire) - " + parts[0][1])
        parts.append((10**6, "Reporting by %s in Springfield; Editing by %s." % (
            REPORTERS[r // 8 % len(REPORTERS)], REPORTERS[r // 512 % len(REPORTERS)])))
        parts.append((10**6 + 1, "Copyright The Wire. All rights reserved."))
        width = 60 + r % 20
    else:
        parts = [(n, swap(s, synonyms)) for n, s in parts]
    day = datetime.date.fromisoformat(a["date"][:10]) + datetime.timedelta(days=r % 3)
    time = "T23:59" if "T" in a["date"] else ""
    return {"id": a["id"] + "-copy", "story": a["story"], "kind": kind,
            "date": day.isoformat() + time, "outlet": outlet, "title": title,
            "text": join(parts, width)}


def find(parent, i):
    while parent[i] != i:
        parent[i] = parent[parent[i]]
        i = parent[i]
    return i


def stories(articles):
    """Numbers articles by story: those that share half of the shorter's runs of five words,
    within ten days."""
    holders = collections.defaultdict(list)
    runs = []
    for i, a in enumerate(articles):
        words = re.findall(r"[a-z0-9]+", a["text"].lower())
        runs.append({hash_of(words[k : k + 5]) for k in range(len(words) - 4)})
        for run in runs[-1]:
            holders[run].append(i)
    shared = collections.Counter()
    for who in holders.values():
        if len(who) <= 60:
            for x in range(len(who)):
                for y in range(x):
                    shared[who[y], who[x]] += 1
    parent = list(range(len(articles)))
    days = [datetime.date.fromisoformat(a["date"][:10]) for a in articles]
    for (x, y), n in shared.items():
        if abs((days[x] - days[y]).days) <= 10 and 2 * n >= min(len(runs[x]), len(runs[y])):
            parent[find(parent, x)] = find(parent, y)
    for i, a in enumerate(articles):
        a["story"] = find(parent, i)


def hash_of(words):
    return number_of(" ".join(words))


def shifted(row, round):
    low, up, digits = string.ascii_lowercase, string.ascii_uppercase, string.digits
    d = round % 9
    shift = low[round:] + low[:round] + up[round:] + up[:round]
    shift += digits[1 + d :] + digits[1 : 1 + d]
    table = str.maketrans(low + up + digits[1:], shift)
    day = datetime.date.fromisoformat(row["date"][:10]) + datetime.timedelta(days=40 * round)
    return dict(row, id=row["id"] + "-r%d" % round, story="%s-r%d" % (row["story"], round),
                date=day.isoformat() + row["date"][10:],
                title=row["title"].translate(table), text=row["text"].translate(table))


def main():
    p = argparse.ArgumentParser()
    p.add_argument("out")
    p.add_argument("files", nargs="+")
    p.add_argument("--rounds", type=int, default=1)
    p.add_argument("--most", type=int, default=0, help="articles taken from the files")
    args = p.parse_args()
    here = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(here, "synonyms.tsv")) as f:
        synonyms = dict(line.rstrip("\n").split("\t") for line in f if not line.startswith("#"))
    articles = []
    for path in args.files:
        for row in rows(path):
            text = plain(row["text"])
            parts = sentences(text)
            if len(text.split()) < 80 or len(parts) < 4:
                continue
            if args.most and len(articles) >= args.most:
                break
            articles.append({"id": row["id"], "date": row["date"], "title": row["title"] or "",
                             "outlet": row.get("outlet") or "Wire", "text": text, "parts": parts})
    stories(articles)
    made = []
    for i, a in enumerate(articles):
        shown = ("id", "date", "title", "outlet", "text", "story")
        made.append({k: a[k] for k in shown} | {"kind": "original"})
        other = articles[(i * 7 + 3) % len(articles)]
        made.append(copy_of(a, KINDS[i % len(KINDS)], other, synonyms))
    with open(args.out, "w") as out:
        for round in range(args.rounds):
            for row in made:
                one = shifted(row, round) if round else row
                out.write(json.dumps(one, ensure_ascii=False) + "\n")


main()
