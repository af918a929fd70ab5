#include "show/svg.h"

#include <math.h>
#include <string.h>

#include "show/table.h"

/* No variables, as not everything that draws SVG knows them. */
static const char STYLE[] =
    "text{font-family:Helvetica,Arial,'Liberation Sans',sans-serif;font-size:12px;fill:#565e66}\n"
    ".h{font-family:Charter,Georgia,'Liberation Serif',serif;font-size:21px;fill:#1b2024}\n"
    ".n{font-size:13px;fill:#1b2024}.side{font-size:14px;font-weight:bold;fill:#1b2024}\n"
    ".s{font-size:11px}.e{text-anchor:end}.m{text-anchor:middle}.b{font-weight:bold;fill:#1b2024}\n"
    ".name{fill:#1b2024;paint-order:stroke;stroke:#fff;stroke-width:3px;stroke-linejoin:round}\n"
    ".paper{fill:#fff}.ground{fill:#f6f6f4}.band{fill:#565e66;fill-opacity:.16}\n"
    ".grid,.rule{stroke:#e2e2de}.strong,.zero,.leader{stroke:#c9cac6}.axis{stroke:#1b2024}\n"
    ".curve{fill:none;stroke:#1b2024;stroke-width:1.75;stroke-linejoin:round}\n"
    ".other{stroke-dasharray:6 3}.all{fill:#c9cac6}.told{fill:#6b7178}\n"
    ".arc{fill:none;stroke:#6b7178;stroke-width:1.2}.inferred{stroke-dasharray:4 3.5}\n"
    ".tip{fill:#6b7178}.faint{opacity:.42}.w{stroke-width:1.75;fill:#fff}.d{stroke-width:1.5}\n"
    ".w.q1{stroke:#4a90c8}.w.q3{stroke:#d9762b}.d.q2{fill:#08519c;stroke:#fff}\n"
    ".d.q4{fill:#8c2d04;stroke:#fff}.f1{fill:#4a90c8}.f2{fill:#08519c}.f3{fill:#d9762b}\n"
    ".f4{fill:#8c2d04}\n"
    "@media (prefers-color-scheme:dark){text{fill:#a9b2bb}.h,.n,.side,.b,.name{fill:#e8ebee}\n"
    ".name{stroke:#14181d}.paper,.w{fill:#14181d}.ground{fill:#1a1f25}.band{fill:#a9b2bb}\n"
    ".grid,.rule{stroke:#2b323a}.strong,.zero,.leader{stroke:#46505a}.axis,.curve{stroke:#e8ebee}\n"
    ".all{fill:#46505a}.told,.tip{fill:#929ba4}.arc{stroke:#929ba4}.w.q1{stroke:#4292c6}\n"
    ".w.q3{stroke:#e08a3c}.d.q2{fill:#9ecae1;stroke:#14181d}.d.q4{fill:#fdd0a2;stroke:#14181d}\n"
    ".f1{fill:#4292c6}.f2{fill:#9ecae1}.f3{fill:#e08a3c}.f4{fill:#fdd0a2}}\n";

/* U+FFFE and U+FFFF are no characters, and XML may not hold them. */
static void escaped(ch_str text, ch_buf *out) {
  size_t from = out->n;
  ch_html_text(text, out);
  for (size_t i = from; i + 2 < out->n; i++)
    if (memcmp(out->p + i, "\xEF\xBF", 2) == 0 && (unsigned char)out->p[i + 2] >= 0xBE)
      out->p[i + 2] = (char)0xBD;
}

void ch_svg_number(double value, ch_buf *out) {
  long tenths = lround(value * 10);
  unsigned long size = (unsigned long)(tenths < 0 ? -tenths : tenths);
  ch_buf_printf(out, "%s%lu", tenths < 0 ? "-" : "", size / 10);
  if (size % 10) ch_buf_printf(out, ".%lu", size % 10);
}

static void attribute(const char *name, double value, ch_buf *out) {
  ch_buf_printf(out, " %s=\"", name);
  ch_svg_number(value, out);
  ch_buf_add_byte(out, '"');
}

void ch_svg_begin(double width, double height, ch_str title, ch_str about, ch_buf *out) {
  ch_buf_add_z(out, "<svg xmlns=\"http://www.w3.org/2000/svg\"");
  attribute("width", width, out);
  attribute("height", height, out);
  ch_buf_add_z(out, " viewBox=\"0 0 ");
  ch_svg_number(width, out);
  ch_buf_add_byte(out, ' ');
  ch_svg_number(height, out);
  ch_buf_add_z(out, "\" role=\"img\" aria-labelledby=\"title about\">\n<title id=\"title\">");
  escaped(title, out);
  ch_buf_add_z(out, "</title>\n<desc id=\"about\">");
  escaped(about, out);
  ch_buf_printf(out, "</desc>\n<style>%s</style>\n", STYLE);
  ch_svg_rect(0, 0, width, height, "paper", out);
}

void ch_svg_end(ch_buf *out) {
  ch_buf_add_z(out, "</svg>\n");
}

void ch_svg_text(double x, double y, const char *class, ch_str text, ch_buf *out) {
  ch_buf_add_z(out, "<text");
  attribute("x", x, out);
  attribute("y", y, out);
  if (*class) ch_buf_printf(out, " class=\"%s\"", class);
  ch_buf_add_byte(out, '>');
  escaped(text, out);
  ch_buf_add_z(out, "</text>\n");
}

void ch_svg_line(double x1, double y1, double x2, double y2, const char *class, ch_buf *out) {
  ch_buf_printf(out, "<line class=\"%s\"", class);
  attribute("x1", x1, out);
  attribute("y1", y1, out);
  attribute("x2", x2, out);
  attribute("y2", y2, out);
  ch_buf_add_z(out, "/>\n");
}

void ch_svg_rect(double x, double y, double width, double height, const char *class, ch_buf *out) {
  ch_buf_printf(out, "<rect class=\"%s\"", class);
  attribute("x", x, out);
  attribute("y", y, out);
  attribute("width", width, out);
  attribute("height", height, out);
  ch_buf_add_z(out, "/>\n");
}

void ch_svg_to(char command, double x, double y, ch_buf *out) {
  ch_buf_add_byte(out, command);
  ch_svg_number(x, out);
  ch_buf_add_byte(out, ' ');
  ch_svg_number(y, out);
}

void ch_svg_path(const char *class, ch_buf *out) {
  ch_buf_printf(out, "<path class=\"%s\" d=\"", class);
}

void ch_svg_path_end(ch_buf *out) {
  ch_buf_add_z(out, "\"/>\n");
}

void ch_svg_mark(double x, double y, double r, int quad, bool faint, ch_str tip, ch_buf *out) {
  bool conflict = quad > 2, deed = quad == 2 || quad == 4;
  char class[16] = {deed ? 'd' : 'w', ' ', 'q', (char)('0' + (quad ? quad : 1)), 0};
  if (faint) strcat(class, " faint");
  ch_buf_printf(out, "<%s class=\"%s\"", conflict ? "path" : "circle", class);
  if (conflict) {
    double reach = r * 1.18;
    ch_buf_add_z(out, " d=\"");
    ch_svg_to('M', x, y - reach, out);
    ch_svg_to('L', x + reach, y, out);
    ch_svg_to('L', x, y + reach, out);
    ch_svg_to('L', x - reach, y, out);
    ch_buf_add_z(out, "Z\"");
  } else {
    attribute("cx", x, out);
    attribute("cy", y, out);
    attribute("r", r, out);
  }
  if (tip.n == 0) {
    ch_buf_add_z(out, "/>\n");
    return;
  }
  ch_buf_add_z(out, "><title>");
  escaped(tip, out);
  ch_buf_printf(out, "</title></%s>\n", conflict ? "path" : "circle");
}

/* ---- Measures ----------------------------------------------------------------- */

/* Thousandths of the font's size; bytes that go on with a character have none. */
static int advance(unsigned char c) {
  if (c >= 0x80) return c < 0xC0 ? 0 : c < 0xE0 ? 560 : 1000;
  if (strchr("ijl'|", c)) return 222;
  if (strchr("ft.,:;!/\\[]()I \"`-", c)) return 290;
  if (c == 'm' || c == 'w' || c == 'M' || c == 'W' || c == '%' || c == '@') return 833;
  if (c >= 'A' && c <= 'Z') return 690;
  return c == 'r' || c == 's' || c == 'c' || c == 'z' || c == 'k' || c == 'v' ? 500 : 556;
}

double ch_svg_text_width(ch_str text, double size) {
  long sum = 0;
  for (size_t i = 0; i < text.n; i++) sum += advance((unsigned char)text.p[i]);
  return (double)sum * size / 1000;
}

void ch_svg_fit(ch_str text, double width, double size, ch_buf *out) {
  if (ch_svg_text_width(text, size) <= width) {
    ch_buf_add(out, text);
    return;
  }
  double room = width - size, used = 0; /* the "…" is as wide as the font is high */
  size_t n = 0;
  for (size_t i = 0; i < text.n; i++) {
    bool begins = ((unsigned char)text.p[i] & 0xC0) != 0x80;
    if (begins && used > room) break;
    if (begins) n = i;
    used += advance((unsigned char)text.p[i]) * size / 1000;
  }
  ch_buf_add(out, ch_str_trim(ch_str_slice(text, 0, n)));
  ch_buf_add_z(out, "…");
}
