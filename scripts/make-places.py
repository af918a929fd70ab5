#!/usr/bin/env python3
"""Makes data/en/places.tsv from Debian's libgeonames0 and iso-codes.

The packages are only read, neither linked nor shipped:

    apt-get download libgeonames0 && dpkg -x libgeonames0_*.deb geonames
    gresource extract geonames/usr/lib/*/libgeonames.so.0 \\
        /com/lomiri/geonames/cities.compiled > cities.bin
    scripts/make-places.py cities.bin /usr/share/iso-codes/json/iso_3166-1.json \\
        > data/en/places.tsv

cities.bin is a serialised GVariant of type a(sssssssudd): GeoNames id, name,
first-order division's code and name, country's alpha-2 code and name, time
zone, population, latitude, longitude. Its array of variable-size items ends
in their end offsets, items begin on multiples of eight bytes, and so does the
fixed part (population at 4) behind an item's strings; see the GVariant
specification, sections 2.5 and 3.2.
"""

import json
import re
import struct
import sys

HEADER = """\
# Towns and cities of the world with more than about 15,000 people, one a line,
# and first-order divisions (states, provinces; their own division is empty).
# From GeoNames (https://www.geonames.org), licensed under CC BY 4.0
# (https://creativecommons.org/licenses/by/4.0/), as packaged in Debian's
# libgeonames0; made by scripts/make-places.py, which changed the layout, the
# country codes (ISO 3166-1 alpha-3) and the rounding alone.
"""


def strings(item, count):
    """The item's first `count` NUL-terminated strings and what is behind."""
    parts = item.split(b"\0", count)
    return [p.decode("utf-8") for p in parts[:count]], len(item) - len(parts[count])


def cities(data):
    first = struct.unpack("<I", data[-4:])[0]
    ends = struct.unpack("<%dI" % ((len(data) - first) // 4), data[first:])
    start = 0
    for end in ends:
        item = data[start:end]
        fields, behind = strings(item, 7)
        behind = (behind + 3) & ~3
        (population,) = struct.unpack_from("<I", item, behind)
        latitude, longitude = struct.unpack_from("<dd", item, (behind + 4 + 7) & ~7)
        yield fields, population, latitude, longitude
        start = (end + 7) & ~7


GENERIC = re.compile(
    r"^(State of|Canton of|Province of|Republic of) "
    r"|( City| Municipality| Province| Oblast| Region| Republic| Governorate| Prefecture"
    r"| District| County| Department| Krai| Emirate| State)+$"
)


# Other names that English news prints for the same town.
OTHER = {
    ("Kyiv", "UKR"): "Kiev|Kyyiv",
    ("Kharkiv", "UKR"): "Kharkov",
    ("Lviv", "UKR"): "Lvov|L'viv",
    ("Odessa", "UKR"): "Odesa",
    ("Donetsk", "UKR"): "Donets'k",
    ("Luhansk", "UKR"): "Lugansk",
    ("Chernihiv", "UKR"): "Chernigov",
    ("Mykolayiv", "UKR"): "Mykolaiv|Nikolayev",
    ("Zaporizhzhya", "UKR"): "Zaporizhzhia|Zaporozhye",
    ("Mumbai", "IND"): "Bombay",
    ("Chennai", "IND"): "Madras",
    ("Kolkata", "IND"): "Calcutta",
    ("Bengaluru", "IND"): "Bangalore",
    ("New Delhi", "IND"): "NEW DELHI",
    ("Beijing", "CHN"): "Peking",
    ("Guangzhou", "CHN"): "Canton",
    ("Yangon", "MMR"): "Rangoon",
    ("Nay Pyi Taw", "MMR"): "Naypyidaw|Naypyitaw",
    ("Ho Chi Minh City", "VNM"): "Saigon",
    ("Hanoi", "VNM"): "Ha Noi",
    ("Tehran", "IRN"): "Teheran",
    ("Isfahan", "IRN"): "Esfahan",
    ("Mashhad", "IRN"): "Meshed",
    ("Jeddah", "SAU"): "Jidda|Jiddah",
    ("Mosul", "IRQ"): "Al Mawsil",
    ("Erbil", "IRQ"): "Arbil|Irbil",
    ("Kirkuk", "IRQ"): "Karkuk",
    ("Homs", "SYR"): "Hims",
    ("Ar-Raqqah", "SYR"): "Raqqa|Raqqah",
    ("Deir ez-Zor", "SYR"): "Deir al-Zor|Deir Ezzor|Deir el-Zour",
    ("Daraa", "SYR"): "Deraa",
    ("Aleppo", "SYR"): "Halab",
    ("Latakia", "SYR"): "Lattakia",
    ("Benghazi", "LBY"): "Bengasi",
    ("Misratah", "LBY"): "Misrata|Misurata",
    ("Cairo", "EGY"): "Al Qahirah",
    ("Kandahar", "AFG"): "Qandahar",
    ("Peshawar", "PAK"): "Peshawur",
    ("Sanaa", "YEM"): "Sana'a|Sana",
    ("Al Hudaydah", "YEM"): "Hodeidah|Hodeida",
    ("Taiz", "YEM"): "Ta'izz",
    ("Nur-Sultan", "KAZ"): "Astana|Nursultan",
    ("Almaty", "KAZ"): "Alma-Ata",
    ("Tbilisi", "GEO"): "Tiflis",
    ("Yekaterinburg", "RUS"): "Ekaterinburg",
    ("New York", "USA"): "New York City",
    ("Washington D.C.", "USA"): "Washington|Washington, D.C.|Washington, DC",
    ("Luxembourg", "LUX"): "Luxembourg City",
    ("The Hague", "NLD"): "Den Haag",
    ("Frankfurt am Main", "DEU"): "Frankfurt",
    ("Seville", "ESP"): "Sevilla",
    ("Gothenburg", "SWE"): "Goteborg",
    ("Mexico City", "MEX"): "Ciudad de Mexico",
    ("Pyongyang", "PRK"): "P'yongyang",
    ("Kaesong", "PRK"): "Kaesŏng",
}


def aliases(name, code):
    """What else the town is called: the table's, and "St." for "Saint"."""
    out = [OTHER[name, code]] if (name, code) in OTHER else []
    if name.startswith("Saint "):
        out.append("St. " + name[6:])
    if name.startswith("Al ") or name.startswith("Ar ") or name.startswith("As "):
        out.append(name[3:])
    return "|".join(out)


def divisions(rows):
    """First-order divisions, in the middle of their towns' bounds; "Kyiv City"
    and the like also without the generic word, unless a town has that name."""
    towns = {(r[0], r[1]) for r in rows}
    people = {}
    for _, code, division, latitude, longitude, population in rows:
        if division:
            people.setdefault((division, code), []).append((population, latitude, longitude))
    for (division, code), members in people.items():
        total = sum(m[0] for m in members)
        latitude = (min(m[1] for m in members) + max(m[1] for m in members)) / 2
        longitude = (min(m[2] for m in members) + max(m[2] for m in members)) / 2
        for name in {division, GENERIC.sub("", division)}:
            if name and (name, code) not in towns:
                yield (name, code, "", latitude, longitude, total)


def main():
    with open(sys.argv[1], "rb") as f:
        data = f.read()
    with open(sys.argv[2], encoding="utf-8") as f:
        codes = {c["alpha_2"]: c["alpha_3"] for c in json.load(f)["3166-1"]}
    codes["XK"] = "KOS"
    rows = []
    for fields, population, latitude, longitude in cities(data):
        name, division, country = fields[1], fields[3], fields[4]
        if country not in codes:
            sys.exit(f"no alpha-3 code for '{country}'")
        if population < 1000 or not name[0].isupper():
            continue
        rows.append((name, codes[country], division, latitude, longitude, population))
    rows.extend(divisions(rows))
    missing = set(OTHER) - {(r[0], r[1]) for r in rows}
    if missing:
        sys.exit(f"no such towns: {sorted(missing)}")
    rows.sort(key=lambda r: (-r[5], r[0], r[1], r[2]))
    out = sys.stdout
    out.write(HEADER)
    out.write("name\taliases\tcode\tdivision\tlat\tlon\tpopulation\n")
    for name, code, division, latitude, longitude, population in rows:
        out.write(f"{name}\t{aliases(name, code)}\t{code}\t{division}\t{latitude:.3f}\t{longitude:.3f}\t{population}\n")


main()
