"""Scores attributions on PolNeAR: score_attribution.py SPANS DATA MODEL FILE.jsonl[.xz] [-v]

Content: words in the content of any attribution, found against gold (F1).
Source, cue, content of pairs: each gold attribution is paired with the found
one that shares most words of its content; then words of source and cue are
compared over the pairs and all that is unpaired counts as missed or extra.
Attributions: paired when half of the content words of the longer are shared.
Floors (the set's README): quotation marks alone give a content F1 of 59.3.
"""
import bisect, json, lzma, subprocess, sys


def read(path):
    opener = lzma.open if path.endswith(".xz") else open
    return [json.loads(line) for line in opener(path, "rt", encoding="utf8")]


def main():
    args = [a for a in sys.argv[1:] if a != "-v"]
    verbose = "-v" in sys.argv
    docs = read(args[3])
    lines = "".join(json.dumps({"id": d["id"], "text": d["text"], "date": d["date"]}, ensure_ascii=False) + "\n" for d in docs)
    out = subprocess.run([args[0], args[1], args[2]], input=lines.encode(), stdout=subprocess.PIPE, check=True).stdout
    names = ("content", "source", "cue", "source of pairs", "cue of pairs", "attributions")
    n = {k: [0, 0, 0] for k in names}  # same, gold, got

    def count(key, gold, got):
        n[key][0] += len(gold & got)
        n[key][1] += len(gold)
        n[key][2] += len(got)

    for doc, line in zip(docs, out.decode().splitlines()):
        found = json.loads(line)
        raw = doc["text"].encode()
        starts = [w[0] for w in found["words"]]
        letters = {i for i, w in enumerate(found["words"]) if any(c.isalnum() for c in raw[w[0]:w[1]].decode("utf8", "ignore"))}

        def words(spans):
            result = set()
            for s, e in spans:
                i = bisect.bisect_left(starts, s)
                if i > 0 and found["words"][i - 1][1] > s:
                    i -= 1
                while i < len(starts) and starts[i] < e:
                    result.add(i)
                    i += 1
            return result & letters

        gold = [{k: words(a[k]) for k in ("source", "cue", "content")} for a in doc["attributions"]]
        got = [{k: words([a[k]] if a[k] else []) for k in ("source", "cue", "content")} for a in found["attributions"]]
        for a in got:
            a["content"] -= a["cue"] | a["source"]
        # Pieces of one quotation in several sentences are one attribution here.
        whole = []
        for a, f in zip(got, found["attributions"]):
            near = [b for b in whole if b["at"] == f["source"] and b["source"]]
            if not f["cue"] and near:
                near[-1]["content"] |= a["content"]
            else:
                whole.append(dict(a, at=f["source"], free=not f["cue"]))
        for a in [a for a in whole if a["free"]]:
            home = [b for b in whole if b is not a and b["at"] == a["at"] and b["source"]]
            if home:
                home[0]["content"] |= a["content"]
                whole.remove(a)
        got = whole
        for key in ("content", "source", "cue"):
            union = lambda items: set().union(*(a[key] for a in items)) if items else set()
            count(key, union(gold), union(got))
        pairs = sorted(((len(g["content"] & h["content"]), -len(g["content"] ^ h["content"]), len(g["cue"] & h["cue"]), i, j)
                        for i, g in enumerate(gold) for j, h in enumerate(got) if g["content"] & h["content"]), reverse=True)
        used_gold, used_got = {}, set()
        for same, _, _, i, j in pairs:
            if i not in used_gold and j not in used_got:
                used_gold[i] = j
                used_got.add(j)
        for i, g in enumerate(gold):
            h = got[used_gold[i]] if i in used_gold else {"source": set(), "cue": set(), "content": set()}
            count("source of pairs", g["source"], h["source"])
            count("cue of pairs", g["cue"], h["cue"])
            if verbose and g["source"] != h["source"] and i in used_gold:
                show = lambda ws: " ".join(raw[found["words"][w][0]:found["words"][w][1]].decode() for w in sorted(ws))
                print("SOURCE", show(g["source"]), "<>", show(h["source"]), "| C:", show(h["cue"]))
            good = len(g["content"] & h["content"]) * 2 > max(len(g["content"]), len(h["content"]))
            n["attributions"][0] += good
            if verbose and not good:
                show = lambda ws: " ".join(raw[found["words"][w][0]:found["words"][w][1]].decode() for w in sorted(ws))
                print("MISS", "S:", show(g["source"]), "| C:", show(g["cue"]), "| X:", show(g["content"])[:150], "|| GOT C:", show(h["cue"]), "| X:", show(h["content"])[:150])
        for j, h in enumerate(got):
            if j not in used_got:
                count("source of pairs", set(), h["source"])
                count("cue of pairs", set(), h["cue"])
                if verbose:
                    show = lambda ws: " ".join(raw[found["words"][w][0]:found["words"][w][1]].decode() for w in sorted(ws))
                    print("EXTRA", "S:", show(h["source"]), "| C:", show(h["cue"]), "| X:", show(h["content"])[:150])
        n["attributions"][1] += len(gold)
        n["attributions"][2] += len(got)
    for key in names:
        same, g, h = n[key]
        print(f"{key}: F1 {200 * same / max(1, g + h):.1f} (precision {100 * same / max(1, h):.1f}, recall {100 * same / max(1, g):.1f}, gold {g})")


main()
