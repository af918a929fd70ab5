#!/usr/bin/env python3
"""Writes src/ingest/html_entities.inc: the named character references of HTML,
from the table in Python's own library (the HTML Standard's, section 13.5).

One row a name, without its semicolon, in byte order: the name, the one or two
characters as UTF-8, and whether the name also counts without a semicolon.
    scripts/html-entities.py > src/ingest/html_entities.inc
"""
from html.entities import html5

names = {}
for name, text in html5.items():
    bare = name.rstrip(";")
    loose = not name.endswith(";")
    names[bare] = (text, names.get(bare, (None, False))[1] or loose)

print("/* Made by scripts/html-entities.py; do not edit. */")
line = ""
for name in sorted(names, key=lambda n: n.encode()):
    text, loose = names[name]
    escaped = "".join("\\%03o" % b for b in text.encode("utf-8"))
    row = '{"%s", "%s", %d},' % (name, escaped, loose)
    if len(line) + len(row) > 98:
        print(line)
        line = ""
    line = line + " " + row if line else row
print(line)
