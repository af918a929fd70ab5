"""Scores times as TempEval-3 does: score_time.py SPANS DATA FILE.jsonl[.xz] [-v] [MODEL]

Strict: the same bytes. Relaxed: some byte shared (each expression once).
Value: relaxed, and the same TIMEX3 value. Type: relaxed, and the same type.
F1 in percent. Figures to compare with: HeidelTime on TimeBank 84.91 strict,
91.57 relaxed, 79.24 value, 88.81 type.
"""
import json, lzma, subprocess, sys


def read(path):
    opener = lzma.open if path.endswith(".xz") else open
    return [json.loads(line) for line in opener(path, "rt", encoding="utf8")]


def main():
    args = [a for a in sys.argv[1:] if a != "-v"]
    verbose = "-v" in sys.argv
    docs = read(args[2])
    lines = "".join(json.dumps({"id": d["id"], "text": d["text"], "dct": d.get("dct") or ""}, ensure_ascii=False) + "\n" for d in docs)
    out = subprocess.run([args[0], args[1]] + args[3:], input=lines.encode(), stdout=subprocess.PIPE, check=True).stdout
    n = dict(gold=0, got=0, strict=0, relaxed=0, value=0, type=0)
    for doc, line in zip(docs, out.decode().splitlines()):
        raw = doc["text"].encode()
        gold, got = doc["timex"], json.loads(line)["times"]
        show = lambda s, e: raw[max(0, s - 40):s].decode("utf8", "ignore").replace("\n", " ") + "[" + raw[s:e].decode("utf8", "ignore").replace("\n", " ") + "]" + raw[e:e + 25].decode("utf8", "ignore").replace("\n", " ")
        n["gold"] += len(gold)
        n["got"] += len(got)
        used = set()
        for g in gold:
            best = None
            for i, t in enumerate(got):
                if i not in used and t["s"] < g["e"] and g["s"] < t["e"]:
                    if best is None or (t["s"], t["e"]) == (g["s"], g["e"]):
                        best = i
            if best is None:
                if verbose:
                    print("MISS", doc["dct"], g.get("value"), "|", show(g["s"], g["e"]))
                continue
            used.add(best)
            t = got[best]
            same = (t["s"], t["e"]) == (g["s"], g["e"])
            n["relaxed"] += 1
            n["strict"] += same
            n["type"] += t["type"] == g.get("type", t["type"])
            n["value"] += t["value"] == g.get("value")
            if verbose and not same:
                print("SPAN", raw[g["s"]:g["e"]].decode().replace("\n", " "), "<>", raw[t["s"]:t["e"]].decode().replace("\n", " "))
            if verbose and t["value"] != g.get("value"):
                print("VALUE", doc["dct"], "gold", g.get("value"), "got", t["value"], "|", show(g["s"], g["e"]))
        if verbose:
            for i, t in enumerate(got):
                if i not in used:
                    print("EXTRA", t["value"], "|", show(t["s"], t["e"]))
    f1 = lambda k: 200 * n[k] / max(1, n["gold"] + n["got"])
    print(f"gold {n['gold']} got {n['got']}  " + "  ".join(f"{k} {f1(k):.2f}" for k in ("strict", "relaxed", "value", "type")))


main()
