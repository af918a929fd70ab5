#!/usr/bin/env python3
"""Scores one CoNLL-U file against another as the CoNLL 2018 shared task does.

  bench/eval_conllu.py GOLD.conllu SYSTEM.conllu [NAMES.iob2…]

A second implementation of what `chancery eval parser` counts, written from the
shared task's description and sharing no code with it; the tests compare the
two. Prints measure, precision, recall, F1, gold, system, right.
"""
import sys
import unicodedata

CONTENT = set("""nsubj obj iobj csubj ccomp xcomp obl vocative expl dislocated advcl advmod discourse
nmod appos nummod acl amod conj fixed flat compound list parataxis orphan goeswith reparandum root
dep""".split())
FEATURES = set("""PronType NumType Poss Reflex Foreign Abbr Gender Animacy Number Case Definite Degree
VerbForm Mood Tense Aspect Voice Evident Polarity Person Polite""".split())
FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL, MISC = 1, 2, 3, 4, 5, 6, 7, 9


class Word:
    def __init__(self, columns, start, end, multi):
        self.columns, self.start, self.end, self.multi = columns, start, end, multi
        self.parent, self.mate, self.tag = None, None, "O"
        self.feats = "|".join(sorted(f for f in columns[FEATS].split("|") if f.split("=")[0] in FEATURES))
        self.relation = columns[DEPREL].split(":")[0]


class File:
    def __init__(self, path):
        self.text, self.tokens, self.sentences, self.words, self.by_id = "", [], [], [], []
        sentence, opened, until, name = [], None, 0, ""
        for line in open(path, encoding="utf-8").read().split("\n"):
            if line.startswith("# sent_id = "):
                name = line[12:]
            if line.startswith("#"):
                continue
            if not line:
                if sentence:
                    self.close(sentence, name)
                sentence, opened, until = [], None, 0
                continue
            columns = line.split("\t")
            if "." in columns[0]:
                continue
            if "-" in columns[0]:
                until = int(columns[0].split("-")[1])
                opened = self.token(columns[FORM])
                continue
            multi = int(columns[0]) <= until
            span = opened if multi else self.token(columns[FORM])
            sentence.append(Word(columns, span[0], span[1], multi))

    def token(self, form):
        start = len(self.text)
        self.text += "".join(c for c in form if unicodedata.category(c) != "Zs")
        self.tokens.append((start, len(self.text)))
        return self.tokens[-1]

    def close(self, sentence, name):
        for word in sentence:
            head = int(word.columns[HEAD])
            word.parent = sentence[head - 1] if head else None
        self.sentences.append((sentence[0].start, len(self.text)))
        self.words += sentence
        self.by_id.append((name, sentence))


def longest_run(gold, system):
    n, m = len(gold), len(system)
    same = [[g.columns[FORM].lower() == s.columns[FORM].lower() for s in system] for g in gold]
    best = [[0] * (m + 1) for _ in range(n + 1)]
    for i in range(n - 1, -1, -1):
        for j in range(m - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + 1 if same[i][j] else 0)
    i = j = 0
    while i < n and j < m:
        if same[i][j]:
            yield gold[i], system[j]
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1


def align(gold, system):
    """Pairs of words. Words of tokens of several words, and all that overlaps
    with such a token on the other side, are matched by form."""
    g = s = 0
    while g < len(gold) and s < len(system):
        a, b = gold[g], system[s]
        if not (a.multi or b.multi):
            if (a.start, a.end) == (b.start, b.end):
                yield a, b
                g, s = g + 1, s + 1
            elif a.start <= b.start:
                g += 1
            else:
                s += 1
            continue
        if a.multi:
            end = a.end
            if not b.multi and b.start < a.start:
                s += 1
        else:
            end = b.end
            if a.start < b.start:
                g += 1
        first_g, first_s = g, s

        def inside(words, at):
            if at >= len(words):
                return False
            return words[at].start < end if words[at].multi else words[at].end <= end

        while inside(gold, g) or inside(system, s):
            if g < len(gold) and (s >= len(system) or gold[g].start <= system[s].start):
                word, g = gold[g], g + 1
            else:
                word, s = system[s], s + 1
            if word.multi:
                end = max(end, word.end)
        yield from longest_run(gold[first_g:g], system[first_s:s])


def spans(words, tags):
    """Names as (first character, last, type) from one IOB2 tag a word."""
    found = []
    for i, tag in enumerate(tags):
        if tag == "O":
            continue
        if tag[0] == "B" or not found or tags[i - 1][2:] != tag[2:]:
            found.append([words[i].start, words[i].end, tag[2:]])
        else:
            found[-1][1] = words[i].end
    return set(map(tuple, found))


def name_counts(gold, system, paths):
    known, name = {}, ""
    for path in paths:
        for line in open(path, encoding="utf-8"):
            if line.startswith("# sent_id = "):
                name = line[12:].strip()
                known[name] = []
            elif line.strip() and not line.startswith("#"):
                tag = line.rstrip("\n").split("\t")[2]
                known[name].append(tag if tag[2:] in ("PER", "ORG", "LOC") else "O")
    wanted, covered = set(), []
    for name, words in gold.by_id:
        if len(known.get(name, ())) == len(words):
            wanted |= spans(words, known[name])
            covered.append((words[0].start, words[-1].end))
    tags = []
    for word in system.words:
        marks = [m[5:] for m in word.columns[MISC].split("|") if m.startswith("Name=")]
        tags.append(marks[0] if marks else "O")
    made = {s for s in spans(system.words, tags) if any(a <= s[0] < b for a, b in covered)}
    return len(wanted), len(made), len(wanted & made)


def main(gold_path, system_path, *names):
    gold, system = File(gold_path), File(system_path)
    if gold.text != system.text:
        sys.exit("the two files' texts differ")
    pairs = list(align(gold.words, system.words))
    for a, b in pairs:
        a.mate, b.mate = b, a

    def head(a, b):
        return (b.parent is None) if a.parent is None else (b.parent is not None and b.parent.mate is a.parent)

    def labelled(a, b):
        return head(a, b) and a.relation == b.relation

    def same(*columns):
        return lambda a, b: all(a.columns[c] == b.columns[c] for c in columns)

    def feats(a, b):
        return a.feats == b.feats

    tests = [
        ("Words", lambda a, b: True), ("UPOS", same(UPOS)), ("XPOS", same(XPOS)), ("UFeats", feats),
        ("AllTags", lambda a, b: same(UPOS, XPOS)(a, b) and feats(a, b)),
        ("Lemmas", lambda a, b: a.columns[LEMMA] == "_" or a.columns[LEMMA] == b.columns[LEMMA]),
        ("UAS", head), ("LAS", labelled)]
    rows = [("Tokens", len(gold.tokens), len(system.tokens), len(set(gold.tokens) & set(system.tokens))),
            ("Sentences", len(gold.sentences), len(system.sentences),
             len(set(gold.sentences) & set(system.sentences)))]
    for name, test in tests:
        rows.append((name, len(gold.words), len(system.words), sum(test(a, b) for a, b in pairs)))
    rows.append(("CLAS", sum(w.relation in CONTENT for w in gold.words),
                 sum(w.relation in CONTENT for w in system.words),
                 sum(a.relation in CONTENT and labelled(a, b) for a, b in pairs)))
    rows.append(("Names",) + name_counts(gold, system, names))
    print("%-10s %9s %9s %9s %9s %9s %9s"
          % ("measure", "precision", "recall", "F1", "gold", "system", "right"))
    for name, n_gold, n_system, right in rows:
        if n_gold:
            print("%-10s %9.3f %9.3f %9.3f %9d %9d %9d" % (
                name, 100 * right / n_system if n_system else 0, 100 * right / n_gold,
                200 * right / (n_gold + n_system), n_gold, n_system, right))


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
