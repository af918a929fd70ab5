/* The balance of the ledger: what each side took against the other, by class as bars that face
 * one another, and added up over time. */
#include <stdlib.h>

#include "record/ledger.h"
#include "show/chart.h"
#include "show/wording.h"

enum { ROW_HIGH = 22, CURVES_HIGH = 130, MOST_CLASSES = 14 };

typedef struct class_row { ch_str name; uint32_t n[2]; } class_row;
typedef struct taken { int32_t day; int side; } taken;

struct ch_balance {
  struct { class_row *v; size_t n, cap; } classes; /* those taken most first */
  struct { taken *v; size_t n, cap; } acts;        /* in order of time */
  size_t all;                                      /* with those of no known day */
};

static int order_classes(const void *a, const void *b) {
  const class_row *x = a, *y = b;
  uint32_t p = x->n[0] + x->n[1], q = y->n[0] + y->n[1];
  if (p != q) return p > q ? -1 : 1;
  return ch_str_cmp(x->name, y->name);
}

/* Whose measure it is: 0 or 1; -1 for both, or neither. */
static int side_of(const ch_chart *c, const ch_fact *f) {
  bool acts[2] = {false, false};
  for (int side = 0; side < 2; side++)
    for (uint32_t i = 0; i < f->act.actor.n; i++)
      acts[side] |= ch_str_eq(f->act.actor.v[i].code, c->view->filter->between[side]);
  return acts[0] == acts[1] ? -1 : acts[1];
}

static bool count(ch_balance *b, ch_chart *c, ch_map *places, const ch_fact *f, ch_buf *word) {
  int side = side_of(c, f);
  bool added;
  if (ch_ledger_class(f) != CH_ENTRY_MEASURE || side < 0 || f->act.recipient.n == 0) return true;
  if (!ch_status_happened(f->act.status)) return true;
  ch_buf_clear(word);
  ch_word_act(f, word);
  ch_str name = ch_arena_copy(c->arena, ch_buf_str(word));
  uint32_t *place = name.p ? ch_map_put(places, name, &added) : NULL;
  if (!place) return false;
  if (added) {
    class_row *row = CH_PUSH(c->arena, &b->classes);
    if (!row) return false;
    row->name = name;
    *place = (uint32_t)b->classes.n;
  }
  b->classes.v[*place - 1].n[side]++;
  b->all++;
  int32_t day = ch_fact_day(f);
  if (day == CH_DAY_NONE) return true;
  taken *act = CH_PUSH(c->arena, &b->acts);
  if (act) *act = (taken){day, side};
  return act != NULL;
}

ch_balance *ch_chart_balance(ch_chart *c) {
  ch_balance *b = CH_NEW(c->arena, ch_balance);
  ch_map places;
  ch_buf word;
  if (!b) return NULL;
  ch_map_init(&places, c->arena);
  ch_buf_init(&word, 0);
  bool done = true;
  for (size_t i = 0; done && i < c->view->facts->n; i++)
    done = count(b, c, &places, c->view->facts->v[i], &word);
  done = done && !word.failed;
  ch_buf_free(&word);
  if (b->classes.n) qsort(b->classes.v, b->classes.n, sizeof *b->classes.v, order_classes);
  return done ? b : NULL;
}

size_t ch_balance_taken(const ch_balance *b) {
  return b->all;
}

static size_t shown(const ch_balance *b) {
  return b->classes.n < MOST_CLASSES ? b->classes.n : MOST_CLASSES;
}

double ch_balance_height(const ch_balance *b) {
  return 34 + (double)shown(b) * ROW_HIGH + 56 + CURVES_HIGH;
}

/* Each side's measures so far, a step each. */
static void draw_curve(ch_chart *c, const ch_balance *b, int side, double foot, double unit) {
  uint32_t n = 0;
  ch_svg_path(side ? "curve other" : "curve", c->out);
  ch_svg_to('M', c->left, foot, c->out);
  for (size_t i = 0; i < b->acts.n; i++) {
    const taken *act = &b->acts.v[i];
    if (act->side != side || act->day >= c->to) continue;
    double x = act->day < c->from ? c->left : ch_chart_x(c, act->day);
    ch_svg_to('L', x, foot - n * unit, c->out);
    ch_svg_to('L', x, foot - ++n * unit, c->out);
  }
  ch_svg_to('L', c->right, foot - n * unit, c->out);
  ch_svg_path_end(c->out);
}

static void number(double x, double y, const char *class, uint32_t n, ch_buf *out) {
  ch_buf text;
  ch_buf_init(&text, 0);
  ch_buf_printf(&text, "%u", (unsigned)n);
  ch_svg_text(x, y, class, ch_buf_str(&text), out);
  if (text.failed) out->failed = true;
  ch_buf_free(&text);
}

static void draw_curves(ch_chart *c, const ch_balance *b, double top) {
  double foot = top + CURVES_HIGH;
  uint32_t sums[2] = {0, 0};
  for (size_t i = 0; i < b->acts.n; i++) sums[b->acts.v[i].side]++;
  uint32_t most = sums[0] > sums[1] ? sums[0] : sums[1] ? sums[1] : 1;
  double unit = (double)CURVES_HIGH / most;
  ch_chart_grid(c, top, foot);
  ch_svg_line(c->left, foot, c->right, foot, "axis", c->out);
  number(c->left - 8, top + 4, "s e", most, c->out);
  number(c->left - 8, foot + 4, "s e", 0, c->out);
  ch_svg_text(0, top + 12, "n", CH_STR("Measures so far"), c->out);
  const ch_str names[2] = {c->up, c->down};
  for (int side = 0; side < 2; side++) {
    double y = top + 36 + side * 18;
    ch_svg_line(0, y - 4, 22, y - 4, side ? "curve other" : "curve", c->out);
    ch_svg_text(28, y, "", names[side], c->out);
    draw_curve(c, b, side, foot, unit);
  }
}

void ch_balance_draw(ch_chart *c, const ch_balance *b, double top, ch_buf *told) {
  enum { NAMES = 230, NUMBERS = 26 };
  double middle = (c->left + c->right) / 2, longest = (c->right - c->left - NAMES) / 2 - NUMBERS;
  double inner[2] = {middle - NAMES / 2.0 - NUMBERS, middle + NAMES / 2.0 + NUMBERS};
  uint32_t most = 1;
  ch_buf name;
  ch_buf_init(&name, 0);
  for (size_t i = 0; i < b->classes.n; i++)
    for (int side = 0; side < 2; side++)
      if (b->classes.v[i].n[side] > most) most = b->classes.v[i].n[side];
  ch_svg_text(inner[0], top + 12, "side e", c->up, c->out);
  ch_svg_text(inner[1], top + 12, "side", c->down, c->out);
  for (size_t i = 0; i < shown(b); i++) {
    const class_row *row = &b->classes.v[i];
    double y = top + 26 + (double)i * ROW_HIGH;
    double wide[2] = {longest * row->n[0] / most, longest * row->n[1] / most};
    if (row->n[0]) ch_svg_rect(inner[0] - wide[0], y, wide[0], 12, "f4", c->out);
    if (row->n[1]) ch_svg_rect(inner[1], y, wide[1], 12, "f4", c->out);
    number(inner[0] + 14, y + 10, "n m", row->n[0], c->out);
    number(inner[1] - 14, y + 10, "n m", row->n[1], c->out);
    ch_buf_clear(&name);
    ch_svg_fit(row->name, NAMES - 10, 13, &name);
    ch_svg_text(middle, y + 10, "m", ch_buf_str(&name), c->out);
    ch_buf_printf(told, "%s%.*s %u to %u", told->n ? "; " : "", CH_PRI(row->name),
                  (unsigned)row->n[0], (unsigned)row->n[1]);
  }
  if (name.failed) c->out->failed = true;
  ch_buf_free(&name);
  draw_curves(c, b, top + 34 + (double)shown(b) * ROW_HIGH + 34);
}
