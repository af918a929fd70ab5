#include "show/bars.h"

#include <math.h>

void ch_bar(double value, double most, unsigned width, bool ascii, ch_buf *out) {
  static const char *const PARTS[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  if (!(value > 0) || !(most > 0)) return;
  double share = value < most ? value / most : 1;
  unsigned eighths = ascii ? (unsigned)ceil(share * width) * 8 : (unsigned)ceil(share * width * 8);
  for (unsigned i = 0; i < eighths / 8; i++) ch_buf_add_z(out, ascii ? "#" : "█");
  ch_buf_add_z(out, PARTS[eighths % 8]);
}

typedef struct signs { const char *none, *zero, *band, *zero_in_band, *low, *high, *value; } signs;

void ch_gauge(double value, double low, double high, double most, unsigned width, bool ascii,
              ch_buf *out) {
  /* Tables fold spaces, so a blank is no space. */
  static const signs SETS[] = {{"\u00a0", "┊", "─", "┼", "├", "┤", "●"},
                               {".", "|", "-", "+", "[", "]", "o"}};
  const signs *s = &SETS[ascii];
  if (isnan(value) || isnan(low) || isnan(high) || width < 3) return;
  double step = (width - 1) / (2 * most);
  int at = (int)lround((value + most) * step), from = (int)lround((low + most) * step);
  int to = (int)lround((high + most) * step), middle = (int)lround(most * step);
  for (int i = 0; i < (int)width; i++) {
    const char *mark = i == middle ? s->zero : s->none;
    if (i > from && i < to) mark = i == middle ? s->zero_in_band : s->band;
    if (i == from) mark = s->low;
    if (i == to) mark = s->high;
    if (i == at) mark = s->value;
    ch_buf_add_z(out, mark);
  }
}
