#!/usr/bin/env python3
"""Checks the actor files of data/LANG: states, organisations, roles, people, issues.

These files are edited by hand, by people who need not know the program, so every fault is told as
FILE:LINE: reason, and all faults are told in one run.  Checked: column names and counts, UTF-8 and
stray blanks, codes, sectors, kinds, dates and their order, duplicate entries, repeated values in a
cell, names that mean two states (unless marked as ambiguous) or two bodies at the same time, bodies
named like a state, and offices that roles.tsv does not know.  data/en/README-actors.md has the columns.

usage: check-actors.py [FOLDER]        (default: data/en beside this script's folder)
exit:  0 clean, 1 faults found, 2 a file is missing or wrong usage
"""
import re
import sys
from pathlib import Path

COLUMNS = {
    "states.tsv": "code name aliases adjectives demonyms capital cities region controller sectors "
                  "from to fips cow ambiguous",
    "organisations.tsv": "code sectors name aliases seat from to kind",
    "roles.tsv": "term sectors kind office forms usual",
    "people.tsv": "name aliases code sectors office from to surname",
    "issues.tsv": "id terms",
}

# PLOVER's table of sectors (manual 2.0), which is also the order in which they are listed there.
SECTORS = set("COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF "
              "OPP PRE REL SOC".split())
INTERNATIONAL = set("UNO EUR IGO NGO MNC IMG ISM".split())
ROLE_KINDS = set("person group body spokesperson property".split())
ORG_KINDS = set("igo alliance ministry presidency parliament court agency intelligence military "
                "police party armed-group company press religious ngo union bank other".split())
REGIONS = set("Europe Caucasus Antarctica Caribbean Oceania".split()) | {
    "North America", "Central America", "South America", "Middle East", "North Africa", "West Africa",
    "Central Africa", "East Africa", "Southern Africa", "Central Asia", "South Asia", "East Asia",
    "Southeast Asia"}

DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")
DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
MULTI = set("aliases adjectives demonyms capital cities sectors ambiguous forms terms surname".split())

faults = []


def fault(path, line, reason):
    faults.append((str(path), line, reason))


def cell(row, name):
    return row[name].split("|") if row.get(name) else []


def bounds(text):
    """The first and last day that a date of year, month or day precision covers, as sortable text;
    None where it is no date."""
    m = DATE.match(text)
    if not m:
        return None
    year, month, day = m.groups()
    if int(year) < 1000 or month and not 1 <= int(month) <= 12:
        return None
    if day:
        leap = int(year) % 4 == 0 and (int(year) % 100 != 0 or int(year) % 400 == 0)
        last = 28 if month == "02" and not leap else DAYS[int(month) - 1]
        if not 1 <= int(day) <= last:
            return None
    low = "-".join((year, month or "01", day or "01"))
    high = "-".join((year, month or "12", day or "31"))
    return low, high


def read(path):
    """Rows of one file as (line number, dict); faults in its form are noted on the way."""
    want = COLUMNS[path.name].split()
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as e:
        fault(path, 1, f"not UTF-8 at byte {e.start}")
        return []
    if text and not text.endswith("\n"):
        fault(path, text.count("\n") + 1, "no newline at the end of the file")
    rows = []
    lines = text.split("\n")
    header = lines[0].split("\t")
    if header != want:
        fault(path, 1, f"header is {header}, expected {want}")
        return []
    for number, line in enumerate(lines[1:], 2):
        if not line or line.startswith("#"):
            continue
        if "\r" in line or "\u00a0" in line or "\ufeff" in line:
            fault(path, number, "carriage return, no-break space or byte order mark in the line")
        fields = line.split("\t")
        if len(fields) != len(want):
            fault(path, number, f"{len(fields)} columns, expected {len(want)}")
            continue
        row = dict(zip(want, fields))
        for name, value in row.items():
            if value != value.strip() or "  " in value:
                fault(path, number, f"stray blanks in {name} \"{value}\"")
            if name in MULTI and value:
                parts = value.split("|")
                if any(p == "" or p != p.strip() for p in parts):
                    fault(path, number, f"empty or padded value in {name}")
                for p in sorted({p for p in parts if parts.count(p) > 1}):
                    fault(path, number, f"\"{p}\" twice in {name}")
        check_common(path, number, row)
        rows.append((number, row))
    return rows


def check_common(path, number, row):
    for s in cell(row, "sectors") if "sectors" in row else []:
        if s not in SECTORS:
            fault(path, number, f"sector \"{s}\" is not PLOVER's")
    ends = {}
    for name in ("from", "to"):
        if row.get(name):
            ends[name] = bounds(row[name])
            if ends[name] is None:
                fault(path, number, f"{name} \"{row[name]}\" is no date (YYYY, YYYY-MM, YYYY-MM-DD)")
    if ends.get("from") and ends.get("to") and ends["from"][0] > ends["to"][1]:
        fault(path, number, f"from {row['from']} lies after to {row['to']}")


def span(row):
    low = bounds(row["from"]) if row["from"] else None
    high = bounds(row["to"]) if row["to"] else None
    return (low[0] if low else "0000"), (high[1] if high else "9999")


def overlap(a, b):
    return a[0] < b[1] and b[0] < a[1]


def check_names(path, rows, names_of):
    """No name may stand for two rows at once, unless every such row marks it as ambiguous."""
    seen = {}
    for number, row in rows:
        marked = set(cell(row, "ambiguous"))
        names = names_of(row)
        for name in dict.fromkeys(names):
            for other, other_row, other_marked in seen.get(name, []):
                same_actor = other_row["code"] == row["code"] and other_row.get("sectors") == row.get("sectors")
                if name in marked and name in other_marked or not overlap(span(row), span(other_row)):
                    continue
                if path.name == "states.tsv" and same_actor:
                    continue
                way = "mark it as ambiguous in both, or date them apart" if "ambiguous" in row else "date them apart"
                fault(path, number, f"\"{name}\" already stands for {other_row['name']} (line {other}); {way}")
            seen.setdefault(name, []).append((number, row, marked))


def check_marked(path, rows, names_of):
    for number, row in rows:
        known = set(names_of(row))
        for name in cell(row, "ambiguous"):
            if name not in known:
                fault(path, number, f"ambiguous \"{name}\" is not among the names of {row['name']}")


def state_names(row):
    return [row["name"]] + cell(row, "aliases") + cell(row, "adjectives") + cell(row, "demonyms") + cell(row, "capital")


def check_states(path, rows):
    codes = {row["code"] for _, row in rows}
    names = {}
    for number, row in rows:
        if not re.fullmatch(r"[A-Z]{3}", row["code"]):
            fault(path, number, f"code \"{row['code']}\" is not three capitals")
        if row["code"] in INTERNATIONAL:
            fault(path, number, f"code \"{row['code']}\" is an international body's")
        if row["controller"] and row["controller"] not in codes:
            fault(path, number, f"controller \"{row['controller']}\" is no state here")
        if row["region"] not in REGIONS:
            fault(path, number, f"region \"{row['region']}\" is unknown")
        if row["fips"] and not re.fullmatch(r"[A-Z]{2}", row["fips"]):
            fault(path, number, f"fips \"{row['fips']}\" is not two capitals")
        if row["cow"] and not re.fullmatch(r"\d{1,3}", row["cow"]):
            fault(path, number, f"cow \"{row['cow']}\" is no number")
        if "PRE" in cell(row, "sectors") and not row["controller"]:
            fault(path, number, "a partially recognised entity needs its sovereign in controller")
        if row["name"] in names:
            fault(path, number, f"\"{row['name']}\" already on line {names[row['name']]}")
        names[row["name"]] = number
    for column in ("fips", "cow"):
        taken = {}
        for number, row in rows:
            other, other_row = taken.get(row[column], (0, None))
            if row[column] and other and other_row["code"] != row["code"] and overlap(span(row), span(other_row)):
                fault(path, number, f"{column} {row[column]} already on line {other}")
            taken[row[column]] = (number, row)
    check_names(path, rows, state_names)
    check_marked(path, rows, lambda r: state_names(r) + cell(r, "cities"))
    cities = {}
    for number, row in rows:
        marked = set(cell(row, "ambiguous"))
        for city in cell(row, "cities"):
            for other, code, other_marked, dates in cities.get(city, []):
                if code != row["code"] and not (city in marked and city in other_marked) and overlap(dates, span(row)):
                    fault(path, number, f"city \"{city}\" already on line {other}; mark it as ambiguous in both")
            cities.setdefault(city, []).append((number, row["code"], marked, span(row)))
    return codes


def check_code(path, rows, codes):
    for number, row in rows:
        if not row["name"]:
            fault(path, number, "no name")
        if row["code"] not in codes and row["code"] not in INTERNATIONAL:
            fault(path, number, f"code \"{row['code']}\" is neither in states.tsv nor international")


def check_organisations(path, rows, codes):
    check_code(path, rows, codes)
    def names(row):
        return [row["name"]] + cell(row, "aliases")

    for number, row in rows:
        if row["kind"] not in ORG_KINDS:
            fault(path, number, f"kind \"{row['kind']}\" is unknown")
        if not row["sectors"] and row["code"] not in INTERNATIONAL:
            fault(path, number, "a national body needs a sector")
        if row["name"] in cell(row, "aliases"):
            fault(path, number, f"\"{row['name']}\" is its own alias")
        for name in names(row):
            if name.startswith("the "):
                fault(path, number, f"\"{name}\" starts with an article")
    check_names(path, rows, names)


def check_roles(path, rows, codes):
    seen = {}
    for number, row in rows:
        if row["usual"] and row["usual"] not in codes:
            fault(path, number, f"code \"{row['usual']}\" is unknown")
        if row["kind"] not in ROLE_KINDS:
            fault(path, number, f"kind \"{row['kind']}\" is unknown")
        if not row["sectors"] and row["kind"] != "property":
            fault(path, number, "no sector")
        for form in [row["term"]] + cell(row, "forms"):
            if form != form.lower() and not form.isupper():
                fault(path, number, f"\"{form}\" is not in lower case")
            if form in seen and seen[form] != number:
                fault(path, number, f"\"{form}\" already on line {seen[form]}")
            seen[form] = number


def check_people(path, rows, codes):
    check_code(path, rows, codes)
    terms, owner = {}, {}
    for number, row in rows:
        key = (row["name"], row["office"], row["code"], row["from"])
        if key in terms:
            fault(path, number, f"{row['name']} as {row['office']} already on line {terms[key]}")
        terms[key] = number
        if not row["sectors"]:
            fault(path, number, "no sector")
        if row["office"] != row["office"].lower() and row["office"][:1].isupper():
            fault(path, number, f"office \"{row['office']}\" starts with a capital")
        for alias in cell(row, "aliases"):
            if " " not in alias and "-" not in alias and not alias.isupper() and not MONONYM.search(alias):
                fault(path, number, f"alias \"{alias}\" is a single word: the program derives surnames itself")
            if owner.setdefault(alias, row["name"]) != row["name"]:
                fault(path, number, f"alias \"{alias}\" already belongs to {owner[alias]}")
    for number, row in rows:
        if owner.get(row["name"], row["name"]) != row["name"]:
            fault(path, number, f"\"{row['name']}\" is also an alias of {owner[row['name']]}")


# A term of an issue is looked up by words, hyphens counting as words, of which there is a longest phrase.
PIECES = re.compile(r"-|[^- ]+")
MAX_PHRASE = 8

# Names by which people are known that are single words and no surnames.
MONONYM = re.compile(r"^(Lula|Prachanda|Megawati|Soeharto|Jokowi|Saddam|Hemedti|Hemeti|Timochenko|MbS)$")


def check_issues(path, rows, _codes):
    ids, terms = {}, {}
    for number, row in rows:
        if not re.fullmatch(r"[a-z0-9]+(?:[-:][a-z0-9]+)*", row["id"]):
            fault(path, number, f"id \"{row['id']}\" is not lower-case words joined by - or :")
        if row["id"] in ids:
            fault(path, number, f"id \"{row['id']}\" already on line {ids[row['id']]}")
        ids[row["id"]] = number
        if not row["terms"]:
            fault(path, number, "no terms")
        for term in cell(row, "terms"):
            if term in terms:
                fault(path, number, f"term \"{term}\" already on line {terms[term]}")
            terms[term] = number
            if term != term.lower():
                fault(path, number, f"term \"{term}\" is not in lower case")
            if len(PIECES.findall(term)) > MAX_PHRASE:
                fault(path, number, f"term \"{term}\" has more than {MAX_PHRASE} words and hyphens")


def check_across(folder, tables):
    """What one file says must fit the others: a body is not named like a state, and a person's office
    is one that roles.tsv gives, as an office that no role names is never found in a text."""
    states = {}
    for number, row in tables["states.tsv"]:
        for name in [row["name"]] + cell(row, "aliases"):
            states.setdefault(name, number)
    for number, row in tables["organisations.tsv"]:
        for name in [row["name"]] + cell(row, "aliases"):
            if name in states:
                fault(folder / "organisations.tsv", number,
                      f"\"{name}\" is a state's name (states.tsv:{states[name]})")
    offices = {row["office"] for _, row in tables["roles.tsv"]}
    for number, row in tables["people.tsv"]:
        if row["office"] not in offices:
            fault(folder / "people.tsv", number, f"office \"{row['office']}\" is no role's office")


def main(argv):
    if len(argv) > 2 or len(argv) == 2 and argv[1].startswith("-"):
        print(__doc__, file=sys.stderr)
        return 2
    folder = Path(argv[1]) if len(argv) == 2 else Path(__file__).resolve().parent.parent / "data" / "en"
    missing = [name for name in COLUMNS if not (folder / name).is_file()]
    if missing:
        print(f"{folder}: missing {', '.join(missing)}", file=sys.stderr)
        return 2
    tables = {name: read(folder / name) for name in COLUMNS}
    codes = check_states(folder / "states.tsv", tables["states.tsv"])
    for name, check in (("organisations.tsv", check_organisations), ("roles.tsv", check_roles),
                        ("people.tsv", check_people), ("issues.tsv", check_issues)):
        check(folder / name, tables[name], codes)
    check_across(folder, tables)
    for path, line, reason in sorted(faults):
        print(f"{path}:{line}: {reason}")
    counts = ", ".join(f"{len(rows)} {name[:-4]}" for name, rows in tables.items())
    print(f"{counts}; {len(faults)} faults", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
