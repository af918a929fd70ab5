/* Pictures that stand alone, as SVG: shapes and words with the colours of the page, light or
 * dark as the reader's screen is. Lengths are in pixels and are written to a tenth, so that the
 * same picture is the same bytes everywhere.
 *
 * Texts come from the news: each is escaped, and what XML cannot hold becomes U+FFFD.
 */
#ifndef CH_SHOW_SVG_H
#define CH_SHOW_SVG_H

#include "base/buf.h"

/* `title` names the picture to who cannot see it, `about` says what it shows. */
void ch_svg_begin(double width, double height, ch_str title, ch_str about, ch_buf *out);
void ch_svg_end(ch_buf *out);

/* Classes are those of svg.c's style sheet, several with a blank between. */
void ch_svg_text(double x, double y, const char *class, ch_str text, ch_buf *out);
void ch_svg_line(double x1, double y1, double x2, double y2, const char *class, ch_buf *out);
void ch_svg_rect(double x, double y, double width, double height, const char *class, ch_buf *out);
/* An act: a circle for cooperation, a diamond for conflict, filled for deeds, hollow for words;
 * quad 0 is drawn as 1. `tip` shows when it is pointed at. */
void ch_svg_mark(double x, double y, double r, int quad, bool faint, ch_str tip, ch_buf *out);
/* A path is begun with its class, its `d` written by the caller, then ended. */
void ch_svg_path(const char *class, ch_buf *out);
void ch_svg_path_end(ch_buf *out);
/* "M12.5 3" and the like. */
void ch_svg_to(char command, double x, double y, ch_buf *out);
void ch_svg_number(double value, ch_buf *out);

/* How wide a text is, about, in Helvetica's measures. */
double ch_svg_text_width(ch_str text, double size);
/* Appends as much of a text as fits, with "…" where it was cut. */
void ch_svg_fit(ch_str text, double width, double size, ch_buf *out);

#endif
