#!/usr/bin/env python3
"""What is coded in articles that hold almost no political event.

    python3 bench/negatives.py build/chancery SET.jsonl[.xz] [BESIDE.jsonl[.xz]] [--show] [--most N]

SET: one JSON object a line with `id` and `text`, and `category` where there are
several. Prints mentions a document and a thousand words, by category and by the
event's type, beside those of BESIDE (political news); --show prints each mention
with its sides, trigger and rule. Articles without a date are read as of 2005-01-15.
"""
import argparse
import collections
import json
import lzma
import subprocess
import tempfile


def rows(path, most):
    opened = lzma.open(path, "rt", encoding="utf-8") if path.endswith(".xz") else open(path, encoding="utf-8")
    with opened as lines:
        return [json.loads(line) for line, _ in zip(lines, range(most))]


def code(chancery, articles):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for a in articles:
            kept = {k: a[k] for k in ("id", "title", "text", "date", "published") if a.get(k)}
            file.write(json.dumps(kept) + "\n")
        file.flush()
        done = subprocess.run([chancery, "code", "-q", "--published", "2005-01-15", file.name],
                              stdout=subprocess.PIPE, text=True, check=False)
    return [json.loads(line) for line in done.stdout.splitlines()]


def side(mention, name):
    return "+".join(f"{p.get('code', '?')}/{'/'.join(p.get('sectors', []))}"
                    f"({p.get('text') or p.get('basis', '')})" for p in mention.get(name, [])) or "-"


def tell(name, articles, mentions):
    words = sum(len(a["text"].split()) for a in articles)
    print(f"{name}\t{len(articles)}\t{words}\t{len(mentions)}\t{len(mentions) / max(1, len(articles)):.2f}"
          f"\t{1000 * len(mentions) / max(1, words):.2f}")


def main():
    args = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    args.add_argument("chancery")
    args.add_argument("set")
    args.add_argument("beside", nargs="?")
    args.add_argument("--show", action="store_true")
    args.add_argument("--most", type=int, default=10**9, help="articles of each set at most")
    args = args.parse_args()
    articles = rows(args.set, args.most)
    category = {str(a["id"]): a.get("category", "all") for a in articles}
    mentions = code(args.chancery, articles)
    print("set\tdocuments\twords\tmentions\ta document\ta 1,000 words")
    for c in sorted(set(category.values())):
        tell(c, [a for a in articles if category[str(a["id"])] == c],
             [m for m in mentions if category.get(m["article"]) == c])
    tell("all", articles, mentions)
    if args.beside:
        other = rows(args.beside, args.most)
        tell("beside", other, code(args.chancery, other))
    types = collections.Counter(m["type"] for m in mentions)
    print("types: " + ", ".join(f"{t} {n}" for t, n in types.most_common()))
    rules = collections.Counter(m["evidence"]["rule"] for m in mentions)
    print("rules: " + ", ".join(f"{r} {n}" for r, n in rules.most_common(10)))
    for m in mentions if args.show else []:
        print("\t".join([category.get(m["article"], "?"), m["type"], m["status"], side(m, "actor"), side(m, "recipient"),
                         m["evidence"]["trigger"], m["evidence"]["rule"], " ".join(m["text"].split())]))


if __name__ == "__main__":
    main()
