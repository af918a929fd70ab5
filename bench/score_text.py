"""Scores words and sentences against CoNLL-U: score_text.py SPANS DATA FILE.conllu [ID-PREFIX]

SPANS is the program made from spans.c. Each document's text is put together
again from the tokens: an empty line at # newpar and # newdoc, else a space
between sentences unless SpaceAfter=No. F1 counts words, surface tokens and
sentences with the same bytes in both.
"""
import json, re, subprocess, sys


def documents(path):
    docs, rows, meta = [], [], []
    for line in open(path, encoding="utf8"):
        line = line.rstrip("\n")
        if line.startswith("#"):
            meta.append(line)
        elif line:
            rows.append(line.split("\t"))
        elif rows:
            new_doc = any(m.startswith("# newdoc") for m in meta)
            new_par = any(m.startswith("# newpar") for m in meta)
            name = next((m.split("= ")[1] for m in meta if m.startswith("# newdoc id")), None)
            if new_doc or not docs:
                docs.append((name or "?", []))
            docs[-1][1].append((new_par, rows))
            rows, meta = [], []
    return docs


def rebuild(sentences):
    """Text, gold words, gold tokens, gold sentences; spans in bytes."""
    text, words, tokens, ends = b"", [], [], []
    glue = False
    for new_par, rows in sentences:
        if text:
            text += b"\n\n" if new_par else b"" if glue else b" "
        start, until = len(text), 0
        gap = b""
        for i, row in enumerate(rows):
            if "." in row[0]:
                continue
            span = row[0].split("-")
            if len(span) == 1 and int(row[0]) <= until:
                continue
            text += gap
            form = row[1].replace(" ", "").encode()
            at = len(text)
            text += form
            tokens.append((at, len(text)))
            parts = [row[1].encode()]
            if len(span) == 2:
                until = int(span[1])
                parts = [r[1].encode() for r in rows[i + 1:i + 2 + int(span[1]) - int(span[0])]]
                if b"".join(parts) != form:
                    parts = [form]
            for part in parts:
                words.append((at, at + len(part)))
                at += len(part)
            glue = "SpaceAfter=No" in row[9]
            gap = b"" if glue else b" "
        ends.append((start, len(text)))
    return text.decode(), words, tokens, ends


def main():
    spans, data, path = sys.argv[1:4]
    prefix = sys.argv[4] if len(sys.argv) > 4 else ""
    verbose = len(sys.argv) > 5
    gold = [(n, rebuild(s)) for n, s in documents(path) if n.startswith(prefix)]
    lines = "".join(json.dumps({"id": n, "text": g[0]}, ensure_ascii=False) + "\n" for n, g in gold)
    out = subprocess.run([spans, data], input=lines.encode(), stdout=subprocess.PIPE, check=True).stdout
    totals = {k: [0, 0, 0] for k in ("words", "tokens", "sentences")}
    for (name, (text, words, tokens, ends)), line in zip(gold, out.decode().splitlines()):
        found = json.loads(line)
        got_words = [(a, b) for a, b, f in found["words"]]
        got_tokens = []
        for a, b, f in found["words"]:
            if f & 1:
                got_tokens[-1] = (got_tokens[-1][0], b)
            else:
                got_tokens.append((a, b))
        got_ends = [tuple(x) for x in found["sentences"]]
        for key, g, h in (("words", words, got_words), ("tokens", tokens, got_tokens), ("sentences", ends, got_ends)):
            same = set(g) & set(h)
            totals[key][0] += len(same)
            totals[key][1] += len(g)
            totals[key][2] += len(h)
            if verbose and key != "tokens":
                raw = text.encode()
                show = lambda s: raw[max(0, s[0] - 25):s[0]].decode("utf8", "ignore") + "[" + raw[s[0]:s[1]].decode("utf8", "ignore") + "]" + raw[s[1]:s[1] + 12].decode("utf8", "ignore")
                for s in sorted(set(g) - same):
                    print(key, "MISS", repr(show(s)) if key == "words" else repr(raw[s[0]:s[1]].decode()[:40] + " ~~ " + raw[s[0]:s[1]].decode()[-50:] + " || " + raw[s[1]:s[1] + 30].decode("utf8", "ignore")))
    for key, (same, gold_n, got_n) in totals.items():
        print(f"{key}: F1 {200 * same / max(1, gold_n + got_n):.2f} (precision {100 * same / max(1, got_n):.2f}, recall {100 * same / max(1, gold_n):.2f}, gold {gold_n})")


main()
