/* The acts one by one: the first side's above the axis, the second's below it, what both did
 * together between; the stronger, the farther from the axis. */
#include <math.h>
#include <stdlib.h>

#include "show/chart.h"
#include "show/wording.h"

enum { HALF = 158, MIDDLE = 34, ROWS = 3, ROW = 17, LABELS = 30, ARCS = 10, LABEL_WIDTH = 230 };
enum { REACH = 78, STEP = 3, SIDE = 2 * REACH / STEP + 1 };
#define MOST_INTENSE 10.0
#define CELL 24.0

typedef enum lane { UP, BETWEEN, DOWN } lane;
typedef struct mark {
  const ch_fact *fact;
  int32_t day;
  lane lane;
  double x, y, r, weight;
} mark;

typedef struct stage {
  ch_chart *c;
  mark *v; /* as told: by weight */
  size_t n;
  double tops[3], bottoms[3];
  ch_map by_id; /* place + 1 */
} stage;

double ch_chart_acts_height(const ch_chart *c) {
  (void)c;
  return 2 * ROWS * ROW + 2 * HALF + MIDDLE + 14;
}

/* ---- What stands where ----------------------------------------------------------- */

static bool has_code(const ch_report_side *side, ch_str code) {
  for (uint32_t i = 0; i < side->n; i++)
    if (ch_str_eq(side->v[i].code, code)) return true;
  return false;
}

static lane lane_of(const ch_chart *c, const ch_fact *f) {
  if (!c->pair) return f->quad == 0 ? BETWEEN : f->quad < 3 ? UP : DOWN;
  bool first = has_code(&f->act.actor, c->view->filter->between[0]);
  bool second = has_code(&f->act.actor, c->view->filter->between[1]);
  return first == second ? BETWEEN : first ? UP : DOWN;
}

static double intensity(const ch_fact *f) {
  return isnan(f->goldstein) ? 0 : fabs(f->goldstein);
}

static double weight_of(const ch_fact *f) {
  bool linked = false;
  for (uint32_t i = 0; i < f->n_links; i++)
    linked = linked || f->links[i].kind == CH_LINK_ANSWERS ||
             f->links[i].kind == CH_LINK_ANSWERED_BY;
  return f->n_outlets * 3.0 + (f->n_reports < 6 ? f->n_reports : 6) + intensity(f) * 0.7 +
         (linked ? 3 : 0) - (f->act.status == CH_STATUS_ACTUAL ? 0 : 3) - (f->claimed ? 1 : 0) -
         (f->act.date.basis == CH_BASIS_NONE ? 3 : 0);
}

static int order_marks(const void *a, const void *b) {
  const mark *x = a, *y = b;
  if (x->weight != y->weight) return x->weight > y->weight ? -1 : 1;
  return strcmp(x->fact->id, y->fact->id);
}

/* Marks of one place: lists by column of the drawing. */
typedef struct grid { uint32_t *first, *next; size_t columns; double left; } grid;

static size_t column_at(const grid *g, double x) {
  double column = (x - g->left) / CELL;
  return column < 0 ? 0 : column >= (double)g->columns ? g->columns - 1 : (size_t)column;
}

static bool is_free(const stage *s, const grid *g, double x, double y, double r) {
  size_t at = column_at(g, x);
  for (size_t k = at ? at - 1 : 0; k <= at + 1 && k < g->columns; k++)
    for (uint32_t i = g->first[k]; i; i = g->next[i - 1]) {
      const mark *m = &s->v[i - 1];
      double dx = m->x - x, dy = m->y - y, need = r + m->r + 1.5;
      if (dx * dx + dy * dy < need * need) return false;
    }
  return true;
}

typedef struct offset { int dx, dy; } offset;

/* A step aside says less that is wrong than a step up: days are many, heights mean something. */
static int order_offsets(const void *a, const void *b) {
  const offset *p = a, *q = b;
  int x = p->dx * p->dx + 2 * p->dy * p->dy, y = q->dx * q->dx + 2 * q->dy * q->dy;
  if (x != y) return x - y;
  return p->dx != q->dx ? p->dx - q->dx : p->dy - q->dy;
}

static offset *offsets(ch_arena *arena) {
  offset *v = CH_ARRAY(arena, SIDE * SIDE, offset);
  for (int i = 0; v && i < SIDE * SIDE; i++)
    v[i] = (offset){i / SIDE * STEP - REACH, i % SIDE * STEP - REACH};
  if (v) qsort(v, SIDE * SIDE, sizeof *v, order_offsets);
  return v;
}

/* Marks that would cover one another move aside, as little as may be; in order of weight. */
static bool pack(stage *s) {
  const ch_chart *c = s->c;
  grid g = {.columns = (size_t)((c->right - c->left) / CELL) + 1, .left = c->left};
  g.first = CH_ARRAY(c->arena, g.columns, uint32_t);
  g.next = CH_ARRAY(c->arena, s->n + 1, uint32_t);
  offset *ways = offsets(c->arena);
  if (!g.first || !g.next || !ways) return false;
  size_t tries = 500000 / (s->n + 1);
  tries = tries < 120 ? 120 : tries > SIDE * SIDE ? SIDE * SIDE : tries;
  for (size_t i = 0; i < s->n; i++) {
    mark *m = &s->v[i];
    for (size_t k = 0; k < tries; k++) {
      double x = m->x + ways[k].dx, y = m->y + ways[k].dy;
      if (x - m->r < c->left || x + m->r > c->right || y - m->r < s->tops[m->lane] ||
          y + m->r > s->bottoms[m->lane] || !is_free(s, &g, x, y, m->r))
        continue;
      m->x = x;
      m->y = y;
      break;
    }
    size_t at = column_at(&g, m->x);
    g.next[i] = g.first[at];
    g.first[at] = (uint32_t)i + 1;
  }
  return true;
}

static void wish(stage *s, mark *m) {
  uint32_t outlets = m->fact->n_outlets;
  m->r = 4.8 + 2.7 * sqrt(outlets > 40 ? 39 : outlets ? outlets - 1 : 0);
  double reach = HALF - 2 * m->r - 6, high = fmin(1, intensity(m->fact) / MOST_INTENSE) * reach;
  m->x = ch_chart_x(s->c, m->day);
  m->y = m->lane == UP ? s->bottoms[UP] - m->r - 3 - high
       : m->lane == DOWN ? s->tops[DOWN] + m->r + 3 + high
       : (s->tops[BETWEEN] + s->bottoms[BETWEEN]) / 2;
}

static bool set_stage(stage *s, double top) {
  ch_chart *c = s->c;
  const ch_facts *facts = c->view->facts;
  s->tops[UP] = top + ROWS * ROW;
  s->tops[BETWEEN] = s->bottoms[UP] = s->tops[UP] + HALF;
  s->tops[DOWN] = s->bottoms[BETWEEN] = s->tops[BETWEEN] + MIDDLE;
  s->bottoms[DOWN] = s->tops[DOWN] + HALF;
  s->v = CH_ARRAY(c->arena, facts->n + 1, mark);
  if (!s->v) return false;
  for (size_t i = 0; i < facts->n; i++) {
    const ch_fact *f = facts->v[i];
    mark m = {.fact = f, .day = ch_fact_day(f), .lane = lane_of(c, f), .weight = weight_of(f)};
    if (m.day == CH_DAY_NONE || m.day < c->from || m.day >= c->to) continue;
    wish(s, &m);
    s->v[s->n++] = m;
  }
  if (s->n) qsort(s->v, s->n, sizeof *s->v, order_marks);
  ch_map_init(&s->by_id, c->arena);
  for (size_t i = 0; i < s->n; i++) {
    uint32_t *place = ch_map_put(&s->by_id, ch_str_of(s->v[i].fact->id), NULL);
    if (!place) return false;
    *place = (uint32_t)i + 1;
  }
  return pack(s);
}

/* ---- Arcs from acts to answers ------------------------------------------------------ */

typedef struct arc { const mark *from, *to; bool stated; double weight; } arc;

static int order_arcs(const void *a, const void *b) {
  const arc *x = a, *y = b;
  if (x->weight != y->weight) return x->weight > y->weight ? -1 : 1;
  int order = strcmp(x->from->fact->id, y->from->fact->id);
  return order ? order : strcmp(x->to->fact->id, y->to->fact->id);
}

typedef struct point { double x, y; } point;

/* Where the way from a mark toward a point leaves the mark's rim. */
static point rim(const mark *m, point toward, double air) {
  double dx = toward.x - m->x, dy = toward.y - m->y, length = sqrt(dx * dx + dy * dy);
  if (length == 0) length = 1;
  return (point){m->x + dx / length * (m->r + air), m->y + dy / length * (m->r + air)};
}

static void draw_arc(ch_chart *c, const arc *a) {
  double dx = a->to->x - a->from->x, dy = a->to->y - a->from->y;
  point p, q;
  if (fabs(dy) < 40) { /* on one level: a bow over what stands between */
    double bow = fmin(46, 14 + fabs(dx) * 0.12);
    p = (point){a->from->x + dx * 0.25, a->from->y - bow};
    q = (point){a->to->x - dx * 0.25, a->to->y - bow};
  } else if (fabs(dx) < 70) { /* at almost one time: a bow to the side */
    p = (point){a->from->x + dx * 0.2 + 22, a->from->y + dy * 0.3};
    q = (point){a->to->x + 22, a->to->y - dy * 0.3};
  } else {
    p = (point){a->from->x + dx * 0.45, a->from->y + dy * 0.1};
    q = (point){a->to->x - dx * 0.45, a->to->y - dy * 0.1};
  }
  point start = rim(a->from, p, 1.5), tip = rim(a->to, q, 1.5), end = rim(a->to, q, 7);
  ch_svg_path(a->stated ? "arc" : "arc inferred", c->out);
  ch_svg_to('M', start.x, start.y, c->out);
  ch_svg_to('C', p.x, p.y, c->out);
  ch_svg_to(' ', q.x, q.y, c->out);
  ch_svg_to(' ', end.x, end.y, c->out);
  ch_svg_path_end(c->out);
  double ax = (tip.x - end.x) * 0.5, ay = (tip.y - end.y) * 0.5;
  ch_svg_path("tip", c->out);
  ch_svg_to('M', tip.x, tip.y, c->out);
  ch_svg_to('L', end.x - ay, end.y + ax, c->out);
  ch_svg_to('L', end.x + ay, end.y - ax, c->out);
  ch_buf_add_byte(c->out, 'Z');
  ch_svg_path_end(c->out);
}

static bool draw_arcs(stage *s) {
  struct { arc *v; size_t n, cap; } arcs = {0};
  for (size_t i = 0; i < s->n; i++)
    for (uint32_t k = 0; k < s->v[i].fact->n_links; k++) {
      const ch_fact_link *link = &s->v[i].fact->links[k];
      if (link->kind != CH_LINK_ANSWERS) continue;
      const uint32_t *place = ch_map_get(&s->by_id, link->to);
      const mark *from = place ? &s->v[*place - 1] : NULL;
      /* What is only known to have been by some day may seem to come after its answer. */
      if (!from || from == &s->v[i] || from->day > s->v[i].day) continue;
      arc *a = CH_PUSH(s->c->arena, &arcs);
      if (!a) return false;
      *a = (arc){from, &s->v[i], link->stated,
                 from->weight + s->v[i].weight + (link->stated ? 4 : 0)};
    }
  if (arcs.n) qsort(arcs.v, arcs.n, sizeof *arcs.v, order_arcs);
  for (size_t i = 0; i < arcs.n && i < ARCS; i++) draw_arc(s->c, &arcs.v[i]);
  return true;
}

/* ---- Names of the weightiest ----------------------------------------------------------- */

static void words_of(const ch_chart *c, const ch_fact *f, ch_buf *out) {
  if (!c->pair) { /* where it stands does not tell whose it is */
    ch_word_parties(f, out);
    ch_buf_add_z(out, ": ");
  }
  ch_word_act(f, out);
  if (f->n_quantities) ch_buf_add_z(out, ": ");
  ch_word_quantities(f, out);
}

typedef struct label { double from, to, leader; unsigned row; } label;

/* The first row of a side where the words and their leader touch nothing; ROWS: none. */
static unsigned row_for(const label *v, size_t n, label wanted) {
  for (unsigned row = 0; row < ROWS; row++) {
    bool clear = true;
    for (size_t i = 0; i < n && clear; i++) {
      bool over = wanted.leader >= v[i].from - 3 && wanted.leader <= v[i].to + 3;
      bool under = v[i].leader >= wanted.from - 3 && v[i].leader <= wanted.to + 3;
      if (v[i].row == row) clear = wanted.to < v[i].from || wanted.from > v[i].to;
      else clear = v[i].row < row ? !over : !under;
    }
    if (clear) return row;
  }
  return ROWS;
}

static bool place_label(const stage *s, const mark *m, double width, label *v, size_t *n,
                        bool *end) {
  for (int turn = 0; turn < 2; turn++) {
    *end = turn == 1;
    label l = {.from = *end ? m->x - width - 6 : m->x, .to = *end ? m->x + 2 : m->x + width + 8,
               .leader = m->x};
    if (l.from < s->c->left - 2 || l.to > s->c->right + 12) continue;
    l.row = row_for(v, *n, l);
    if (l.row == ROWS) continue;
    l.to += 10;
    v[(*n)++] = l;
    return true;
  }
  return false;
}

static void draw_label(const stage *s, const mark *m, ch_str text, unsigned row, bool end) {
  ch_buf *out = s->c->out;
  double y = m->lane == UP ? s->tops[UP] - 6 - row * ROW : s->bottoms[DOWN] + 15 + row * ROW;
  ch_svg_line(m->x, m->lane == UP ? y - 10 : y + 4, m->x,
              m->lane == UP ? m->y - m->r - 2 : m->y + m->r + 2, "leader", out);
  ch_svg_text(end ? m->x - 5 : m->x + 5, y, end ? "name e" : "name", text, out);
}

/* "2016-12-29 USA → RUS: expulsion: 35 diplomats" */
static void tell_fact(const ch_chart *c, const ch_fact *f, ch_buf *told) {
  ch_word_date(f, told);
  ch_buf_add_byte(told, ' ');
  if (c->pair) {
    ch_word_parties(f, told);
    ch_buf_add_z(told, ": ");
  }
  words_of(c, f, told);
}

static void draw_labels(stage *s, lane side, ch_buf *told) {
  label taken[LABELS];
  size_t n = 0, tried = 0;
  ch_buf text, before;
  ch_buf_init(&text, 0);
  ch_buf_init(&before, 0);
  for (size_t i = 0; i < s->n && tried < LABELS; i++) {
    const mark *m = &s->v[i];
    bool end;
    if (m->lane != side || m->fact->act.status != CH_STATUS_ACTUAL) continue;
    ch_buf_clear(&before);
    ch_word_act(m->fact, &before);
    if (ch_str_is(ch_buf_str(&before), "statement")) continue;
    ch_buf_clear(&before);
    words_of(s->c, m->fact, &before);
    tried++;
    ch_buf_clear(&text);
    ch_svg_fit(ch_buf_str(&before), LABEL_WIDTH, 12, &text);
    if (!place_label(s, m, ch_svg_text_width(ch_buf_str(&text), 12) + 6, taken, &n, &end)) continue;
    draw_label(s, m, ch_buf_str(&text), taken[n - 1].row, end);
    ch_buf_add_z(told, told->n ? "; " : "");
    tell_fact(s->c, m->fact, told);
  }
  if (text.failed || before.failed) s->c->out->failed = true;
  ch_buf_free(&text);
  ch_buf_free(&before);
}

/* ---- All of it --------------------------------------------------------------------------- */

static void draw_ground(stage *s) {
  ch_chart *c = s->c;
  ch_svg_rect(c->left, s->tops[BETWEEN], c->right - c->left, MIDDLE, "ground", c->out);
  for (int level = 5; level <= 10; level += 5) {
    double high = level / MOST_INTENSE * HALF;
    ch_svg_line(c->left, s->bottoms[UP] - high, c->right, s->bottoms[UP] - high, "rule", c->out);
    ch_svg_line(c->left, s->tops[DOWN] + high, c->right, s->tops[DOWN] + high, "rule", c->out);
    ch_str word = level == 5 ? CH_STR("5") : CH_STR("10");
    ch_svg_text(c->left - 8, s->bottoms[UP] - high + 4, "s e", word, c->out);
    ch_svg_text(c->left - 8, s->tops[DOWN] + high + 4, "s e", word, c->out);
  }
  ch_svg_text(c->left - 8, s->bottoms[UP] - 3, "s e", CH_STR("intensity 0"), c->out);
  ch_svg_line(c->left, s->tops[BETWEEN], c->right, s->tops[BETWEEN], "axis", c->out);
  ch_svg_line(c->left, s->bottoms[BETWEEN], c->right, s->bottoms[BETWEEN], "axis", c->out);
  ch_svg_text(0, s->tops[UP] + 12, "side", c->up, c->out);
  ch_svg_text(0, s->bottoms[DOWN] - 2, "side", c->down, c->out);
  if (c->pair) ch_svg_text(0, s->tops[BETWEEN] + 21, "", CH_STR("both together"), c->out);
}

static void draw_marks(stage *s) {
  ch_buf tip;
  ch_buf_init(&tip, 0);
  /* The weightiest last, above the others. */
  for (size_t i = s->n; i > 0; i--) {
    const mark *m = &s->v[i - 1];
    ch_status status = m->fact->act.status;
    ch_buf_clear(&tip);
    tell_fact(s->c, m->fact, &tip);
    if (*ch_word_status(m->fact)) ch_buf_printf(&tip, " (%s)", ch_word_status(m->fact));
    ch_buf_add_z(&tip, ". ");
    ch_word_counts(m->fact, &tip);
    bool sure = status == CH_STATUS_ACTUAL || status == CH_STATUS_ONGOING;
    ch_svg_mark(m->x, m->y, m->r, m->fact->quad, !sure, ch_buf_str(&tip), s->c->out);
  }
  if (tip.failed) s->c->out->failed = true;
  ch_buf_free(&tip);
}

bool ch_chart_acts(ch_chart *c, double top, ch_buf *told) {
  stage s = {.c = c};
  if (!set_stage(&s, top)) return false;
  draw_ground(&s);
  draw_labels(&s, UP, told);
  draw_labels(&s, DOWN, told);
  if (!draw_arcs(&s)) return false;
  draw_marks(&s);
  return true;
}
