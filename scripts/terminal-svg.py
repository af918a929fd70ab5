#!/usr/bin/env python3
"""Draws what a terminal shows as SVG, for the README.

  build/chancery ledger -q --store build/sample.db … --table --color always | scripts/terminal-svg.py 'chancery ledger …' > doc/ledger.svg

Knows the SGR sequences that chancery writes: bold, dim, and the eight colours.
"""
import html, re, sys, unicodedata

COLOURS = {30: "#6e7681", 31: "#ff7b72", 32: "#7ee787", 33: "#e3b341", 34: "#79c0ff", 35: "#d2a8ff", 36: "#76e3ea", 37: "#e6edf3"}
LINE, CHAR, LEFT, TOP = 18, 8.43, 16, 44


def width(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def spans(line, style):
    """Parts of a line with their style, which goes on from line to line."""
    for part in re.split(r"(\x1b\[[0-9;]*m)", line):
        sgr = re.fullmatch(r"\x1b\[([0-9;]*)m", part)
        if not sgr:
            if part:
                yield part, dict(style)
            continue
        for code in [int(c or 0) for c in sgr.group(1).split(";")]:
            if code == 0:
                style.clear()
            elif code == 1:
                style["font-weight"] = "bold"
            elif code == 2:
                style["opacity"] = "0.65"
            elif code == 22:
                style.pop("font-weight", None), style.pop("opacity", None)
            elif code == 39:
                style.pop("fill", None)
            elif code in COLOURS or code - 60 in COLOURS:
                style["fill"] = COLOURS.get(code, COLOURS.get(code - 60))


def main():
    lines = ["\x1b[1m$ " + sys.argv[1] + "\x1b[0m"] + sys.stdin.read().rstrip("\n").split("\n")
    columns = max(width(re.sub(r"\x1b\[[0-9;]*m", "", l)) for l in lines)
    w, h = int(columns * CHAR + 2 * LEFT), int(len(lines) * LINE + TOP + 8)
    print(f'<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}" '
          f'font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, \'DejaVu Sans Mono\', monospace" font-size="14" fill="#e6edf3">')
    print(f'<rect width="{w}" height="{h}" rx="8" fill="#0d1117"/>')
    for i, colour in enumerate(("#ff5f57", "#febc2e", "#28c840")):
        print(f'<circle cx="{20 + 20 * i}" cy="18" r="6" fill="{colour}"/>')
    carried = {}
    for n, line in enumerate(lines):
        column = 0
        for text, style in spans(line, carried):
            attributes = "".join(f' {k}="{v}"' for k, v in style.items())
            if text.strip():
                lead = len(text) - len(text.lstrip(" "))
                shown = text.strip(" ")
                print(f'<text x="{LEFT + (column + lead) * CHAR:.1f}" y="{TOP + n * LINE}" textLength="{width(shown) * CHAR:.1f}" '
                      f'lengthAdjust="spacingAndGlyphs" xml:space="preserve"{attributes}>{html.escape(shown)}</text>')
            column += width(text)
    print("</svg>")


main()
