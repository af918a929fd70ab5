#!/usr/bin/env python3
"""Names of persons, organisations and places from GUM's marks of mentions.

  scripts/gum_names.py FILE.conllu >FILE.iob2

GUM marks every mention of a person, place or organisation, named or not, with all
that hangs on it. A name in the sense of Universal NER is less: it has a proper
noun at its head, and of the rest only what belongs to the name ("University of
Portsmouth"), no article, title, office or apposition. Of names within each other
the outer one counts.
"""
import re
import sys

TYPES = {"person": "PER", "organization": "ORG", "place": "LOC"}
# What belongs to a name when it is written with a capital.
INNER = {"flat", "compound", "amod", "nmod", "nummod", "goeswith", "conj", "nmod:poss"}
# What belongs to one that stands between its words.
GLUE = {"case", "punct", "cc", "det"}


def mentions(rows):
    """First and last row of each mention that opens and closes here, and its type."""
    found, opened = [], {}
    for i, row in enumerate(rows):
        marks = next((m[7:] for m in row[9].split("|") if m.startswith("Entity=")), "")
        for opens, inside, closes in re.findall(r"(\(?)([^()]+)(\)?)", marks):
            parts = inside.split("-")
            if opens:
                opened.setdefault(parts[0], []).append((i, parts[1] if len(parts) > 1 else ""))
            if closes and opened.get(parts[0]):
                start, kind = opened[parts[0]].pop()
                found.append((start, i, kind))
    return found


def name_in(rows, start, end, kind):
    """The name's first and last row, or None."""
    ids = {int(rows[i][0]): i for i in range(start, end + 1)}
    heads = [i for i in range(start, end + 1) if int(rows[i][6]) not in ids]
    if len(heads) != 1 or rows[heads[0]][3] != "PROPN":
        return None
    if kind == "person" and rows[heads[0]][4] == "NNPS":  # a people
        return None
    inside = {heads[0]}
    grown = True
    while grown:
        grown = False
        for i in range(start, end + 1):
            above = ids.get(int(rows[i][6]))
            if i in inside or above not in inside:
                continue
            relation = rows[i][7]
            capital = rows[i][1][:1].isupper() or rows[i][1][:1].isdigit()
            if (relation in INNER and capital and relation != "conj") or relation in GLUE:
                inside.add(i)
                grown = True
    first = last = heads[0]
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside:
        last += 1
    while first < heads[0] and rows[first][7] in GLUE:
        first += 1
    while last > heads[0] and rows[last][7] in GLUE:
        last -= 1
    return first, last


def tag(rows):
    tags = ["O"] * len(rows)
    spans = []
    for start, end, kind in mentions(rows):
        if kind in TYPES:
            name = name_in(rows, start, end, kind)
            if name:
                spans.append((name[0] - name[1], name[0], name[1], TYPES[kind]))
    for _, first, last, kind in sorted(set(spans)):
        if any(t != "O" for t in tags[first:last + 1]):
            continue
        tags[first] = "B-" + kind
        for i in range(first + 1, last + 1):
            tags[i] = "I-" + kind
    return tags


def main(path):
    rows, name = [], ""
    with open(path, encoding="utf-8") as lines:
        for line in list(lines) + ["\n"]:
            line = line.rstrip("\n")
            if line.startswith("# sent_id = "):
                name = line[12:]
            elif line and line[0].isdigit() and "\t" in line:
                row = line.split("\t")
                if row[0].isdigit():
                    rows.append(row)
            elif not line and rows:
                print("# sent_id = " + name)
                for row, mark in zip(rows, tag(rows)):
                    print("\t".join((row[0], row[1], mark)))
                print()
                rows = []


if __name__ == "__main__":
    main(sys.argv[1])
