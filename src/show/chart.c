/* Which view has which picture; head, legend and foot of all. */
#include "show/chart.h"

#include <stdio.h>

#include "show/views.h"

enum { WIDTH = 1000, EDGE = 16, NAMES_WIDTH = 150, HEAD = 68, LINE = 19,
       NOTHING = 120 /* the height of a picture that shows why there is none */ };
#define NAMED 400 /* events looked at for the names of the two sides */

/* ---- What is drawn -------------------------------------------------------------- */

static bool no_memory(ch_error *error) {
  return ch_fail(error, CH_ERROR_MEMORY, "no memory to draw the record");
}

static bool fit_name(ch_chart *c, ch_str name, double width, ch_str *out) {
  ch_buf text;
  ch_buf_init(&text, 0);
  ch_svg_fit(name, width, 15, &text);
  *out = ch_arena_copy(c->arena, ch_buf_str(&text));
  bool done = !text.failed && out->p;
  ch_buf_free(&text);
  return done;
}

static bool name_halves(ch_chart *c, const ch_facts *facts) {
  const ch_str *between = c->view->filter->between;
  if (!ch_names_of(facts, c->arena, &c->names)) return false;
  c->pair = between[0].n && between[1].n;
  if (!c->pair) {
    c->up = CH_STR("Cooperation");
    c->down = CH_STR("Conflict");
    return true;
  }
  return fit_name(c, ch_names_get(&c->names, between[0]), NAMES_WIDTH - 8, &c->up) &&
         fit_name(c, ch_names_get(&c->names, between[1]), NAMES_WIDTH - 8, &c->down);
}

/* The numbers that all pictures share. */
static bool gather(ch_chart *c, ch_view_work *v, ch_buf *out, ch_error *error) {
  ch_news news;
  ch_facts some;
  ch_filter few = *v->filter;
  *c = (ch_chart){.view = v, .out = out, .arena = v->arena, .by = v->by, .left = NAMES_WIDTH,
                  .right = WIDTH - EDGE};
  few.skip = 0;
  few.most = NAMED;
  if (!ch_store_facts(v->store, &few, v->arena, &some, error) ||
      !ch_store_marks(v->store, v->filter, v->arena, &c->marks, &v->n_filtered, error) ||
      !ch_store_news(v->store, v->filter, true, v->arena, &news, error))
    return false;
  v->n_events = c->marks.n;
  int32_t last = v->today;
  if (v->filter->days.to != CH_DAY_NONE && v->filter->days.to < last) last = v->filter->days.to;
  if (!name_halves(c, &some) ||
      !ch_series(&c->marks, NULL, v->filter->between, v->by, v->arena, &c->bins) ||
      !ch_news_series(&news, v->by, v->today, v->arena, &c->news) ||
      !ch_tension_series(&c->marks, v->by, last, v->arena, &c->tensions))
    return no_memory(error);
  ch_chart_choose_time(c);
  return true;
}

/* ---- Head and foot --------------------------------------------------------------- */

static void add_days(const ch_chart *c, ch_buf *out) {
  char from[11], to[11];
  ch_day_format(c->from, from);
  ch_day_format(c->to - 1, to);
  ch_buf_printf(out, "%s to %s", from, to);
}

static void add_title(const ch_chart *c, const char *what, ch_buf *out) {
  const ch_str *between = c->view->filter->between;
  ch_buf_add_z(out, what);
  for (int side = 0; side < 2 && between[side].n; side++) {
    ch_buf_add_z(out, side ? " and " : ": ");
    ch_buf_add(out, ch_names_get(&c->names, between[side]));
  }
}

/* A sample and its words. Samples: "1" to "4" a mark, "1f" a pale one, "-CLASS" a line,
 * "#CLASS" a patch, "o" a small and a large circle. */
typedef struct key { const char *kind, *words; } key;

static double sample_width(const key *k) {
  return k->kind[0] == '-' || k->kind[0] == 'o' ? 28 : 20;
}

static void draw_key(ch_chart *c, const key *k, double x, double y) {
  char kind = k->kind[0];
  if (kind >= '1' && kind <= '4')
    ch_svg_mark(x + 7, y - 4, 4.8, kind - '0', k->kind[1] == 'f', CH_STR(""), c->out);
  else if (kind == '-')
    ch_svg_line(x, y - 4, x + 22, y - 4, k->kind + 1, c->out);
  else if (kind == '#')
    ch_svg_rect(x, y - 9, 14, 10, k->kind + 1, c->out);
  else
    for (int i = 0; i < 2; i++)
      ch_buf_printf(c->out, "<circle class=\"arc\" cx=\"%d\" cy=\"%d\" r=\"%d\"/>\n",
                    (int)x + 3 + 13 * i, (int)y - 4, 3 + 3 * i);
  ch_svg_text(x + sample_width(k), y, "", ch_str_of(k->words), c->out);
}

static double key_end(const key *k, double x) {
  return x + sample_width(k) + ch_svg_text_width(ch_str_of(k->words), 12) + 22;
}

static void draw_keys(ch_chart *c, const key *keys, double y) {
  double x = 0;
  for (const key *k = keys; k->kind; k++) {
    if (key_end(k, x) > WIDTH + 20) {
      x = 0;
      y += LINE;
    }
    draw_key(c, k, x, y);
    x = key_end(k, x);
  }
}

static double keys_height(const key *keys) {
  double x = 0, high = LINE;
  for (const key *k = keys; k->kind; k++) {
    if (key_end(k, x) > WIDTH + 20) {
      x = 0;
      high += LINE;
    }
    x = key_end(k, x);
  }
  return high;
}

/* What the picture leaves out, so that nobody takes it for all there is. */
static void add_omissions(const ch_chart *c, ch_buf *out) {
  if (c->outside)
    ch_buf_printf(out, "%zu event%s outside the time drawn. ", c->outside,
                  c->outside == 1 ? " lies" : "s lie");
  if (c->dayless)
    ch_buf_printf(out, "%zu event%s no known day. ", c->dayless,
                  c->dayless == 1 ? " has" : "s have");
}

typedef struct sheet {
  const char *what;    /* "Tension" */
  const char *about;   /* how to read it, for who cannot see it */
  double body;         /* height */
  const key *keys;
  size_t measures;     /* of the ledger, told before the events */
  ch_str counts;       /* "115 events, 262 reports by 12 outlets" */
  ch_str note;         /* why nothing is drawn; n = 0: something is */
} sheet;

/* `told`: what is drawn, in words; known only once it has been drawn. */
static void write_sheet(ch_chart *c, const sheet *s, ch_str told, ch_str body) {
  ch_buf title, about, foot;
  double height = HEAD + s->body + keys_height(s->keys) + 2 * LINE;
  ch_buf_init(&title, 0);
  ch_buf_init(&about, 0);
  ch_buf_init(&foot, 0);
  add_title(c, s->what, &title);
  ch_buf_printf(&about, "%.*s, ", CH_PRI(s->counts));
  add_days(c, &about);
  ch_buf_printf(&about, ". %s", s->about);
  if (told.n) ch_buf_printf(&about, " %.*s.", CH_PRI(told));
  add_omissions(c, &foot);
  ch_svg_begin(WIDTH + 2 * EDGE, height, ch_buf_str(&title), ch_buf_str(&about), c->out);
  ch_buf_printf(c->out, "<g transform=\"translate(%d 0)\">\n", EDGE);
  ch_buf name;
  ch_buf_init(&name, 0);
  ch_svg_fit(ch_buf_str(&title), WIDTH, 21, &name);
  ch_svg_text(0, 30, "h", ch_buf_str(&name), c->out);
  ch_buf_clear(&about);
  ch_buf_printf(&about, "%.*s, ", CH_PRI(s->counts));
  add_days(c, &about);
  ch_svg_text(0, 50, "", ch_buf_str(&about), c->out);
  if (s->note.n) ch_svg_text(WIDTH / 2.0, HEAD + s->body / 2, "n m", s->note, c->out);
  ch_buf_add(c->out, body);
  draw_keys(c, s->keys, HEAD + s->body + LINE);
  ch_svg_text(0, height - 12, "s", ch_buf_str(&foot), c->out);
  ch_buf_add_z(c->out, "</g>\n");
  ch_svg_end(c->out);
  if (title.failed || about.failed || foot.failed || name.failed) c->out->failed = true;
  ch_buf_free(&name);
  ch_buf_free(&title);
  ch_buf_free(&about);
  ch_buf_free(&foot);
}

/* ---- The pictures ------------------------------------------------------------------- */

#define ACT_KEYS                                                                \
  {"1", "words of cooperation"}, {"2", "deeds of cooperation"},                 \
      {"3", "words of conflict"}, {"4", "deeds of conflict"}
#define NEWS_KEYS {"#told", "articles that report these events"}, {"#all", "other articles"}
static const key ACTS[] = {ACT_KEYS,
                           {"-arc", "answered, a source says so"},
                           {"-arc inferred", "answered, as inferred"},
                           {"4f", "pale: planned or possible"},
                           {"o", "larger: told by more outlets"},
                           NEWS_KEYS,
                           {NULL, NULL}};
static const key COLUMNS[] = {ACT_KEYS, NEWS_KEYS, {NULL, NULL}};
static const key TENSION[] = {
    {"-curve", "tension: mean Goldstein score, turned round; an event counts half after 28 days"},
    {"#band", "holds 95 of 100"}, NEWS_KEYS, {NULL, NULL}};
static const key NEWS[] = {NEWS_KEYS, {NULL, NULL}};
static const key BALANCE[] = {
    {"#f4", "measures taken: sanctions, expulsions, closures, seizures, force and what is taken "
            "back of them"},
    {NULL, NULL}};
static const key NO_KEYS[] = {{NULL, NULL}};

#define LANES 134 /* tension and news above the acts */

static void draw_lanes(ch_chart *c) {
  ch_chart_tension(c, HEAD + 22, 58, false);
  ch_chart_news(c, HEAD + 94, 30, false);
}

static bool draw_timeline(ch_chart *c, sheet *s, ch_buf *told) {
  s->about = "The first side's acts stand above the axis, the second's below it, the stronger the "
             "farther; above all, tension and articles by period. The weightiest:";
  double height = ch_chart_acts_height(c);
  s->body = LANES + height + 22;
  ch_chart_grid(c, HEAD + 16, HEAD + LANES + height);
  draw_lanes(c);
  return ch_chart_acts(c, HEAD + LANES + 8, told);
}

static bool draw_series(ch_chart *c, sheet *s, ch_buf *told) {
  (void)told;
  s->about = "Events counted by period: the first side's above the axis, the second's below it, or "
             "cooperation above and conflict below where no two sides are named.";
  s->body = LANES + 360 + 22;
  ch_chart_grid(c, HEAD + 16, HEAD + LANES + 356);
  draw_lanes(c);
  ch_chart_columns(c, HEAD + LANES + 14, 170);
  return true;
}

static void tell_range(const ch_chart *c, ch_buf *told) {
  const ch_tension *low = NULL, *high = NULL;
  char day[11];
  for (size_t i = 0; i < c->tensions.n; i++) {
    const ch_tension *t = &c->tensions.v[i];
    if (t->value != t->value) continue;
    if (!low || t->value < low->value) low = t;
    if (!high || t->value > high->value) high = t;
  }
  if (!low) return;
  ch_day_format(low->days.from, day);
  ch_buf_add_z(told, "Lowest ");
  ch_svg_number(low->value, told);
  ch_buf_printf(told, " in the period from %s, highest ", day);
  ch_day_format(high->days.from, day);
  ch_svg_number(high->value, told);
  ch_buf_printf(told, " in that from %s", day);
}

static bool draw_tension(ch_chart *c, sheet *s, ch_buf *told) {
  s->about = "From -10, cooperation, to 10, conflict.";
  s->body = 390;
  ch_chart_grid(c, HEAD + 16, HEAD + 366);
  ch_chart_tension(c, HEAD + 24, 270, true);
  ch_chart_news(c, HEAD + 326, 40, false);
  tell_range(c, told);
  return true;
}

static bool draw_volume(ch_chart *c, sheet *s, ch_buf *told) {
  uint64_t articles = 0, reporting = 0;
  for (size_t i = 0; i < c->news.n; i++) {
    articles += c->news.v[i].sum.articles;
    reporting += c->news.v[i].sum.reporting;
  }
  ch_buf_printf(told, "%llu articles, of which %llu report these events",
                (unsigned long long)articles, (unsigned long long)reporting);
  s->about = "Articles by period.";
  s->body = 250;
  ch_chart_grid(c, HEAD + 16, HEAD + 226);
  ch_chart_news(c, HEAD + 26, 200, true);
  return true;
}

static bool draw_ledger(ch_chart *c, sheet *s, ch_buf *told) {
  ch_balance *b = ch_chart_balance(c);
  if (!b) return false;
  s->about = "Measures taken by the first side and by the second, by class, and added up over "
             "time.";
  s->body = ch_balance_height(b) + 8;
  s->measures = ch_balance_taken(b);
  ch_balance_draw(c, b, HEAD, told);
  return true;
}

typedef bool draw(ch_chart *c, sheet *s, ch_buf *told);

/* "115 events, 160 reports by 12 outlets": reports and outlets where the events themselves are
 * at hand. */
static bool count_events(const ch_chart *c, bool read, ch_buf *out) {
  size_t n = c->marks.n, reports = 0;
  ch_map outlets;
  ch_map_init(&outlets, c->arena);
  ch_buf_printf(out, "%zu event%s", n, n == 1 ? "" : "s");
  if (!read) return true;
  for (size_t i = 0; i < c->view->facts->n; i++) {
    const ch_fact *f = c->view->facts->v[i];
    reports += f->n_reports;
    for (size_t k = 0; k < f->reports.n; k++) {
      const ch_source *source = f->reports.v[k]->source;
      bool own = source && source->copy_kind.n == 0;
      if (own && !ch_map_put(&outlets, source->outlet, NULL)) return false;
    }
  }
  ch_buf_printf(out, ", %zu report%s by %zu outlet%s", reports, reports == 1 ? "" : "s", outlets.n,
                outlets.n == 1 ? "" : "s");
  return true;
}

static bool paint(ch_view_work *v, const char *what, draw *draw_it, const key *keys, bool read,
                  ch_str note, ch_buf *out, ch_error *error) {
  ch_chart c;
  ch_buf body, told, counts;
  sheet s = {.what = what, .keys = keys, .note = note};
  if (!gather(&c, v, out, error)) return false;
  ch_buf_init(&body, 0);
  ch_buf_init(&told, 0);
  ch_buf_init(&counts, 0);
  c.out = &body;
  bool done = draw_it(&c, &s, &told);
  c.out = out;
  if (s.measures) ch_buf_printf(&counts, "%zu measures taken; ", s.measures);
  done = done && count_events(&c, read, &counts) && !body.failed && !told.failed && !counts.failed;
  s.counts = ch_buf_str(&counts);
  if (note.n) {
    s.body = NOTHING;
    s.keys = NO_KEYS;
  }
  if (done) write_sheet(&c, &s, ch_buf_str(&told), note.n ? CH_STR("") : ch_buf_str(&body));
  ch_buf_free(&body);
  ch_buf_free(&told);
  ch_buf_free(&counts);
  return (done && !out->failed) || no_memory(error);
}

/* As marks, or where these would be too many, counted by period. */
static bool timeline(ch_view_work *v, ch_str note, ch_buf *out, ch_error *error) {
  ch_event_marks marks;
  ch_facts facts;
  if (!ch_store_marks(v->store, v->filter, v->arena, &marks, &v->n_filtered, error)) return false;
  if (marks.n > CH_CHART_MARKS)
    return paint(v, "Timeline", draw_series, COLUMNS, false, note, out, error);
  if (!ch_store_facts(v->store, v->filter, v->arena, &facts, error)) return false;
  v->facts = &facts;
  bool done = paint(v, "Timeline", draw_timeline, ACTS, true, note, out, error);
  v->facts = NULL;
  return done;
}

static bool series(ch_view_work *v, ch_str note, ch_buf *out, ch_error *error) {
  return paint(v, "Events", draw_series, COLUMNS, false, note, out, error);
}

static bool tension(ch_view_work *v, ch_str note, ch_buf *out, ch_error *error) {
  return paint(v, "Tension", draw_tension, TENSION, false, note, out, error);
}

static bool volume(ch_view_work *v, ch_str note, ch_buf *out, ch_error *error) {
  return paint(v, "News", draw_volume, NEWS, false, note, out, error);
}

static bool ledger(ch_view_work *v, ch_str note, ch_buf *out, ch_error *error) {
  ch_facts facts;
  if (!v->filter->between[0].n || !v->filter->between[1].n)
    return ch_fail(error, CH_ERROR_USAGE, "a picture of the ledger wants two sides: between A,B");
  if (!ch_store_facts(v->store, v->filter, v->arena, &facts, error)) return false;
  v->facts = &facts;
  bool done = paint(v, "Ledger", draw_ledger, BALANCE, true, note, out, error);
  v->facts = NULL;
  return done;
}

ch_chart_maker *ch_chart_of(ch_str view) {
  static const struct { const char *view; ch_chart_maker *make; } CHARTS[] = {
#define CH_X(name) {#name, name},
      CH_PICTURES(CH_X)
#undef CH_X
  };
  for (size_t i = 0; i < sizeof CHARTS / sizeof *CHARTS; i++)
    if (ch_str_is(view, CHARTS[i].view)) return CHARTS[i].make;
  return NULL;
}
