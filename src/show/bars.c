#include "show/bars.h"

#include <math.h>

void ch_bar(double value, double most, unsigned width, ch_buf *out) {
  static const char *const PARTS[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  if (!(value > 0) || !(most > 0)) return;
  unsigned eighths = (unsigned)ceil((value < most ? value / most : 1) * width * 8);
  for (unsigned i = 0; i < eighths / 8; i++) ch_buf_add_z(out, "█");
  ch_buf_add_z(out, PARTS[eighths % 8]);
}

void ch_gauge(double value, double low, double high, double most, unsigned width, ch_buf *out) {
  if (isnan(value) || isnan(low) || isnan(high) || width < 3) return;
  double step = (width - 1) / (2 * most);
  int at = (int)lround((value + most) * step), from = (int)lround((low + most) * step);
  int to = (int)lround((high + most) * step), middle = (int)lround(most * step);
  for (int i = 0; i < (int)width; i++) {
    const char *mark = i == middle ? "┊" : "\u00a0"; /* tables fold spaces */
    if (i > from && i < to) mark = i == middle ? "┼" : "─";
    if (i == from) mark = "├";
    if (i == to) mark = "┤";
    if (i == at) mark = "●";
    ch_buf_add_z(out, mark);
  }
}
