/* Lanes of numbers by period: tension, news, acts counted. */
#include <math.h>

#include "show/chart.h"

static double middle_of(const ch_chart *c, ch_days days) {
  return (ch_chart_x(c, days.from) + ch_chart_x(c, days.to + 1)) / 2;
}

/* The part of a period that is in view, a column's; false: none. */
static bool column_of(const ch_chart *c, ch_days days, double *x, double *width) {
  double from = ch_chart_x(c, days.from), to = ch_chart_x(c, days.to + 1);
  if (from < c->left) from = c->left;
  if (to > c->right) to = c->right;
  double gap = to - from > 4 ? 1 : 0;
  *x = from + gap / 2;
  *width = to - from - gap < 1 ? 1 : to - from - gap;
  return to > from;
}

static void scale(const ch_chart *c, double y, double value) {
  ch_buf text;
  ch_buf_init(&text, 0);
  ch_svg_number(value, &text);
  ch_svg_text(c->left - 8, y + 4, "s e", ch_buf_str(&text), c->out);
  if (text.failed) c->out->failed = true;
  ch_buf_free(&text);
}

/* ---- Tension --------------------------------------------------------------------- */

typedef struct gauge { double middle, half, reach; } gauge;

static double height_of(const gauge *g, double value) {
  double v = value > g->reach ? g->reach : value < -g->reach ? -g->reach : value;
  return g->middle - v / g->reach * g->half;
}

static bool seen(const ch_chart *c, const ch_tension *t) {
  double x = middle_of(c, t->days);
  return !isnan(t->value) && x >= c->left && x <= c->right;
}

/* One unbroken run of the series: [from, to). After a long silence nothing can be said. */
static void draw_run(ch_chart *c, const gauge *g, size_t from, size_t to) {
  const ch_tension *v = c->tensions.v;
  if (to - from < 2) return;
  ch_svg_path("band", c->out);
  for (size_t i = from; i < to; i++)
    ch_svg_to(i == from ? 'M' : 'L', middle_of(c, v[i].days), height_of(g, v[i].high), c->out);
  for (size_t i = to; i > from; i--)
    ch_svg_to('L', middle_of(c, v[i - 1].days), height_of(g, v[i - 1].low), c->out);
  ch_buf_add_byte(c->out, 'Z');
  ch_svg_path_end(c->out);
  ch_svg_path("curve", c->out);
  for (size_t i = from; i < to; i++)
    ch_svg_to(i == from ? 'M' : 'L', middle_of(c, v[i].days), height_of(g, v[i].value), c->out);
  ch_svg_path_end(c->out);
}

void ch_chart_tension(ch_chart *c, double top, double height, bool alone) {
  double most = 0;
  for (size_t i = 0; i < c->tensions.n; i++)
    if (seen(c, &c->tensions.v[i])) most = fmax(most, fabs(c->tensions.v[i].value));
  gauge g = {top + height / 2, height / 2, alone ? 10 : fmax(4, fmin(10, most + 2))};
  for (int level = -10; alone && level <= 10; level += 5) {
    double y = height_of(&g, level);
    scale(c, y, level);
    if (level) ch_svg_line(c->left, y, c->right, y, "rule", c->out);
  }
  ch_svg_line(c->left, g.middle, c->right, g.middle, "zero", c->out);
  for (size_t i = 0, from = 0; i <= c->tensions.n; i++) {
    if (i < c->tensions.n && seen(c, &c->tensions.v[i])) continue;
    draw_run(c, &g, from, i);
    from = i + 1;
  }
  ch_svg_text(0, top + 12, "n", CH_STR("Tension"), c->out);
  ch_svg_text(0, top + 28, "", CH_STR("with its 95 %"), c->out);
  ch_svg_text(0, top + 42, "", CH_STR("band"), c->out);
  double aside = alone ? c->left - 34 : c->left - 8;
  ch_svg_text(aside, top + (alone ? 4 : 9), "s e", CH_STR("conflict"), c->out);
  ch_svg_text(aside, top + height + (alone ? 4 : 0), "s e", CH_STR("cooperation"), c->out);
}

/* ---- News --------------------------------------------------------------------------- */

static const char *const PERIODS[] = {
#define CH_X(id, name) "a " name,
    CH_PERIODS(CH_X)
#undef CH_X
};

void ch_chart_news(ch_chart *c, double top, double height, bool alone) {
  uint32_t most = 1;
  double x, width, foot = top + height;
  for (size_t i = 0; i < c->news.n; i++)
    if (column_of(c, c->news.v[i].days, &x, &width) && c->news.v[i].sum.articles > most)
      most = c->news.v[i].sum.articles;
  if (alone) ch_svg_line(c->left, top, c->right, top, "rule", c->out);
  ch_svg_line(c->left, foot, c->right, foot, "zero", c->out);
  for (size_t i = 0; i < c->news.n; i++) {
    const ch_day_news *sum = &c->news.v[i].sum;
    if (!sum->articles || !column_of(c, c->news.v[i].days, &x, &width)) continue;
    double all = height * sum->articles / most;
    double told = height * (sum->reporting < sum->articles ? sum->reporting : sum->articles) / most;
    ch_svg_rect(x, foot - all, width, all, "all", c->out);
    if (told > 0) ch_svg_rect(x, foot - told, width, told, "told", c->out);
  }
  scale(c, top + (alone ? 0 : 5), most);
  if (alone) scale(c, foot, 0);
  ch_svg_text(0, top + 12, "n", CH_STR("Articles"), c->out);
  ch_svg_text(0, top + 27, "", ch_str_of(PERIODS[c->by]), c->out);
}

/* ---- Acts counted --------------------------------------------------------------------- */

/* Which way a bin is drawn: 1 up, -1 down, 0 not at all. */
static int way_of(const ch_chart *c, const ch_bin *bin) {
  if (!c->pair) return bin->quad == 0 ? 0 : bin->quad < 3 ? 1 : -1;
  if (bin->quad == 0) return 0;
  if (ch_str_eq(bin->actor, c->view->filter->between[0])) return 1;
  return ch_str_eq(bin->actor, c->view->filter->between[1]) ? -1 : 0;
}

typedef struct tower { ch_days days; uint32_t n[2][5]; } tower; /* [down][quad] */

/* The bins of one period together; `next` goes on behind them. */
static tower tower_at(const ch_chart *c, size_t *next) {
  tower t = {.days = c->bins.v[*next].days};
  for (; *next < c->bins.n && c->bins.v[*next].days.from == t.days.from; ++*next) {
    const ch_bin *bin = &c->bins.v[*next];
    int way = way_of(c, bin);
    if (way) t.n[way < 0][bin->quad] += bin->events;
  }
  return t;
}

static uint32_t sum_of(const uint32_t n[5]) {
  return n[1] + n[2] + n[3] + n[4];
}

/* From the axis outwards: deeds of conflict first, where heights compare best. */
static void draw_tower(ch_chart *c, const tower *t, double axis, int way, double unit) {
  static const int ORDER[] = {4, 3, 2, 1};
  double x, width, at = axis;
  if (!column_of(c, t->days, &x, &width)) return;
  for (size_t i = 0; i < 4; i++) {
    int quad = ORDER[i];
    double high = t->n[way < 0][quad] * unit;
    if (high <= 0) continue;
    double y = way > 0 ? at - high : at;
    char class[] = {'f', (char)('0' + quad), 0};
    ch_svg_rect(x, y, width, high, class, c->out);
    /* Words are hollow, deeds are filled, here as with marks. */
    if (quad % 2 == 1 && width > 4 && high > 4)
      ch_svg_rect(x + 1.3, y + 1.3, width - 2.6, high - 2.6, "paper", c->out);
    at += way > 0 ? -high : high;
  }
}

void ch_chart_columns(ch_chart *c, double top, double half) {
  uint32_t most = 1;
  double x, width, foot = top + 2 * half;
  for (size_t i = 0; i < c->bins.n;) {
    tower t = tower_at(c, &i);
    if (!column_of(c, t.days, &x, &width)) continue;
    if (sum_of(t.n[0]) > most) most = sum_of(t.n[0]);
    if (sum_of(t.n[1]) > most) most = sum_of(t.n[1]);
  }
  ch_svg_line(c->left, top, c->right, top, "rule", c->out);
  ch_svg_line(c->left, foot, c->right, foot, "rule", c->out);
  for (size_t i = 0; i < c->bins.n;) {
    tower t = tower_at(c, &i);
    draw_tower(c, &t, top + half, 1, half / most);
    draw_tower(c, &t, top + half, -1, half / most);
  }
  ch_svg_line(c->left, top + half, c->right, top + half, "axis", c->out);
  scale(c, top, most);
  scale(c, top + half, 0);
  scale(c, foot, most);
  ch_svg_text(0, top + 12, "side", c->up, c->out);
  ch_svg_text(0, top + half - 2, "", CH_STR("events"), c->out);
  ch_svg_text(0, top + half + 13, "", ch_str_of(PERIODS[c->by]), c->out);
  ch_svg_text(0, foot, "side", c->down, c->out);
}
