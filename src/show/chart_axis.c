/* The time axis that all lanes share. */
#include <stdio.h>

#include "show/chart.h"

#define ROOM 46 /* between two words of the axis */

double ch_chart_x(const ch_chart *c, int32_t day) {
  return c->left + (double)(day - c->from) * (c->right - c->left) / (c->to - c->from);
}

typedef struct extent { int32_t first, last; } extent;

static void widen(extent *e, int32_t from, int32_t to) {
  if (from == CH_DAY_NONE) return;
  if (e->first == CH_DAY_NONE || from < e->first) e->first = from;
  if (e->last == CH_DAY_NONE || to > e->last) e->last = to;
}

void ch_chart_choose_time(ch_chart *c) {
  extent news = {CH_DAY_NONE, CH_DAY_NONE}, acts = news;
  for (size_t i = 0; i < c->news.n; i++) widen(&news, c->news.v[i].days.from, c->news.v[i].days.to);
  for (size_t i = 0; i < c->marks.n; i++) widen(&acts, c->marks.v[i].day, c->marks.v[i].day);
  if (news.first == CH_DAY_NONE) news = acts;
  if (acts.first == CH_DAY_NONE) acts = news;
  if (news.first == CH_DAY_NONE) news = acts = (extent){0, 0};
  int32_t more = (news.last - news.first) * 15 / 100;
  if (more < 45) more = 45;
  c->from = acts.first < news.first - more ? news.first - more : acts.first;
  c->to = acts.last > news.last + more ? news.last + more : acts.last;
  if (news.first < c->from) c->from = news.first;
  if (news.last > c->to) c->to = news.last;
  int32_t air = (c->to - c->from) * 2 / 100;
  if (air < 2) air = 2;
  const ch_days *asked = &c->view->filter->days;
  c->from = asked->from != CH_DAY_NONE ? asked->from : c->from - air;
  c->to = asked->to != CH_DAY_NONE ? asked->to + 1 : c->to + air + 1;
  if (c->to <= c->from) c->to = c->from + 1;
  c->outside = c->dayless = 0;
  for (size_t i = 0; i < c->marks.n; i++) {
    int32_t day = c->marks.v[i].day;
    if (day == CH_DAY_NONE) c->dayless++;
    else if (day < c->from || day >= c->to) c->outside++;
  }
}

/* ---- Ticks --------------------------------------------------------------------- */

typedef enum unit { DAYS, MONTHS } unit;
typedef struct rhythm { unit unit; int32_t step; } rhythm;

/* The shortest steps whose words do not touch. */
static rhythm rhythm_of(const ch_chart *c) {
  static const int32_t MONTHS_APART[] = {1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200};
  double a_day = (c->right - c->left) / (c->to - c->from);
  if (a_day >= ROOM) return (rhythm){DAYS, 1};
  if (a_day * 7 >= ROOM) return (rhythm){DAYS, 7};
  for (size_t i = 0; i < sizeof MONTHS_APART / sizeof *MONTHS_APART; i++)
    if (a_day * 30.44 * MONTHS_APART[i] >= ROOM) return (rhythm){MONTHS, MONTHS_APART[i]};
  return (rhythm){MONTHS, 6000};
}

/* The first day of the rhythm at or after `day`. */
static int32_t next_tick(rhythm r, int32_t day) {
  if (r.unit == DAYS) return day + (r.step == 7 ? (7 - ch_day_weekday(day)) % 7 : 0);
  ch_civil at = ch_day_to_civil(day);
  int32_t months = at.year * 12 + at.month - 1 + (at.day > 1);
  months += (r.step - months % r.step) % r.step;
  return ch_day_from_civil(months / 12, months % 12 + 1, 1);
}

static const char *const MONTH_NAMES[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

void ch_chart_grid(ch_chart *c, double top, double bottom) {
  rhythm r = rhythm_of(c);
  bool told = false; /* the first words of an axis say the year too */
  for (int32_t day = next_tick(r, c->from); day < c->to; day = next_tick(r, day + 1)) {
    ch_civil at = ch_day_to_civil(day);
    bool year = at.day == 1 && at.month == 1;
    char word[40];
    double x = ch_chart_x(c, day);
    if (year || (r.unit == MONTHS && r.step >= 12)) snprintf(word, sizeof word, "%d", (int)at.year);
    else if (r.unit == MONTHS) snprintf(word, sizeof word, "%s", MONTH_NAMES[at.month - 1]);
    else snprintf(word, sizeof word, "%d %s", (int)at.day, MONTH_NAMES[at.month - 1]);
    if (!told && !(r.unit == MONTHS && (year || r.step >= 12)))
      snprintf(word + strlen(word), sizeof word - strlen(word), " %d", (int)at.year);
    told = true;
    ch_svg_line(x, top, x, bottom, year ? "strong" : "grid", c->out);
    if (x > c->right - 30) continue;
    ch_svg_text(x + 4, top - 2, year ? "s b" : "s", ch_str_of(word), c->out);
    ch_svg_text(x + 4, bottom + 13, year ? "s b" : "s", ch_str_of(word), c->out);
  }
}
