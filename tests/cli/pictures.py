"""Holds pictures against what XML, and people who do not see them, ask for:

  python3 tests/cli/pictures.py FILE.svg ...

One line for each fault; status 1 if there is any.
"""
import re
import sys
import xml.etree.ElementTree as xml

NS = "{http://www.w3.org/2000/svg}"
ELEMENTS = {"svg", "title", "desc", "style", "g", "text", "line", "rect", "circle", "path"}
ATTRIBUTES = {"width", "height", "viewBox", "role", "aria-labelledby", "id", "class", "x", "y", "x1", "y1",
              "x2", "y2", "cx", "cy", "r", "d", "transform"}
AIR = 16  # what is drawn stands within a group that is moved by this


def faults(path):
    root = xml.parse(path).getroot()
    if root.tag != NS + "svg" or root.get("role") != "img":
        yield "no picture"
        return
    words = {e.get("id"): (e.text or "").strip() for e in root if e.tag in (NS + "title", NS + "desc")}
    for name in root.get("aria-labelledby", "nothing").split():
        if not words.get(name):
            yield f"nothing tells what '{name}' would"
    style = root.find(NS + "style").text
    known = set(re.findall(r"\.([a-z]\w*)", style))
    if "prefers-color-scheme:dark" not in style or re.search(r"@import|url\(|var\(", style):
        yield "the style is not its own, or knows no dark"
    width, height = float(root.get("width")), float(root.get("height"))
    for e in root.iter():
        tag = e.tag.removeprefix(NS)
        if tag not in ELEMENTS:
            yield f"an element <{tag}>"
        for name in set(e.attrib) - ATTRIBUTES:
            yield f"an attribute {name} of <{tag}>"
        for name in e.get("class", "").split():
            if name not in known:
                yield f"the class '{name}' has no style"
        for name in ("x", "x1", "x2", "cx"):
            if tag != "svg" and name in e.attrib and not -1 <= float(e.get(name)) + AIR <= width + 1:
                yield f"<{tag}> stands at {name}={e.get(name)} of {width}"
        for name in ("y", "y1", "y2", "cy"):
            if tag != "svg" and name in e.attrib and not -1 <= float(e.get(name)) <= height + 1:
                yield f"<{tag}> stands at {name}={e.get(name)} of {height}"
        if tag == "path" and not re.fullmatch(r"(?:[MLC ]-?[\d.]+ -?[\d.]+|Z)+", e.get("d", "")):
            yield f"a path {e.get('d')[:60]}"


def main():
    bad = 0
    for path in sys.argv[1:]:
        try:
            told = list(faults(path))
        except xml.ParseError as error:
            told = [f"no XML: {error}"]
        for fault in told:
            bad += 1
            print(f"{path}: {fault}")
    sys.exit(1 if bad else 0)


main()
