/* What each side says about each issue, in order of time: its demands,
 * promises, threats, praise, blame, denials and refusals, and where it says
 * the opposite of what it said before. */
#include <stdlib.h>

#include "base/map.h"
#include "show/view.h"
#include "show/wording.h"

enum { ISSUE, SIDE, DAY, TOWARD, POSITION, STANCE, TYPE, ABOUT, SPEAKER, CHANGES, DATE,
       REPORTS, OUTLETS, COPIES, ID, SENTENCE, SOURCE, LINKS, N };

static const ch_column COLUMNS[N] = {
    [ISSUE] = {"issue", "ISSUE", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 8},
    [SIDE] = {"side", "SIDE", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 0},
    [DAY] = {"day", "DATE", CH_COLUMN_TEXT, CH_COLUMN_PERSON, 0},
    [TOWARD] = {"toward", "TOWARD", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 0},
    [POSITION] = {"position", "POSITION", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 16},
    [STANCE] = {"stance", "STANCE", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 0},
    [TYPE] = {"type", "", CH_COLUMN_TEXT, CH_COLUMN_MACHINE, 0},
    [ABOUT] = {"about", "", CH_COLUMN_TEXT, CH_COLUMN_MACHINE, 0},
    [SPEAKER] = {"speaker", "SPEAKER", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 10},
    [CHANGES] = {"changes", "CHANGES", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 0},
    [DATE] = {"date", "", CH_COLUMN_TEXT, CH_COLUMN_MACHINE, 0},
    [REPORTS] = {"reports", "REPORTS", CH_COLUMN_NUMBER, CH_COLUMN_BOTH, 0},
    [OUTLETS] = {"outlets", "OUTLETS", CH_COLUMN_NUMBER, CH_COLUMN_BOTH, 0},
    [COPIES] = {"copies", "", CH_COLUMN_NUMBER, CH_COLUMN_MACHINE, 0},
    [ID] = {"id", "ID", CH_COLUMN_TEXT, CH_COLUMN_MACHINE, 0},
    [SENTENCE] = {"sentence", "", CH_COLUMN_TEXT, CH_COLUMN_MACHINE, 0},
    [SOURCE] = {"source", "SOURCE", CH_COLUMN_TEXT, CH_COLUMN_NOTE, 0},
    [LINKS] = {"links", "LINKS", CH_COLUMN_TEXT, CH_COLUMN_NOTE, 0},
};

/* The types that are words, and which way they lean. */
typedef enum stance { NO_WORD, FOR, ASKS, AGAINST } stance;
static const stance STANCES[CH_TYPE_COUNT] = {
    [CH_TYPE_AGREE] = FOR,      [CH_TYPE_SUPPORT] = FOR,    [CH_TYPE_CONCEDE] = FOR,
    [CH_TYPE_REQUEST] = ASKS,   [CH_TYPE_ACCUSE] = AGAINST, [CH_TYPE_REJECT] = AGAINST,
    [CH_TYPE_THREATEN] = AGAINST};
static const char *const STANCE_WORDS[] = {"", "for", "asks", "against"};

typedef struct position {
  ch_str issue; /* n = 0: of no issue that is known */
  ch_str side;
  const ch_fact *fact;
  size_t rank;  /* the fact's place in time */
} position;

static int order(const void *a, const void *b) {
  const position *x = a, *y = b;
  if (!x->issue.n != !y->issue.n) return x->issue.n ? -1 : 1; /* of no issue: last */
  int by = ch_str_cmp(x->issue, y->issue);
  if (by == 0) by = ch_str_cmp(x->side, y->side);
  return by ? by : x->rank < y->rank ? -1 : x->rank > y->rank;
}

/* Every word of a party that is known, once for each of its issues. */
static position *collect(const ch_view_work *v, size_t *n) {
  size_t most = 1;
  for (size_t i = 0; i < v->facts->n; i++) most += v->facts->v[i]->n_issues + 1;
  position *all = CH_ARRAY(v->arena, most, position);
  *n = 0;
  for (size_t i = 0; all && i < v->facts->n; i++) {
    const ch_fact *f = v->facts->v[i];
    ch_str side = ch_side_code(&f->act.actor);
    if (STANCES[f->act.type] == NO_WORD || side.n == 0) continue;
    for (uint32_t k = 0; k < f->n_issues; k++)
      all[(*n)++] = (position){f->issues[k], side, f, i};
    if (f->n_issues == 0) all[(*n)++] = (position){CH_STR(""), side, f, i};
  }
  if (all) qsort(all, *n, sizeof *all, order);
  return all;
}

/* Whoever speaks, nearest to the words; the medium that reports it is none. */
static void speaker(ch_cell_writer *w, ch_cell *cell, const ch_fact *f) {
  for (uint32_t i = f->best->n_attribution; i-- > 0;) {
    const ch_report_speaker *s = &f->best->attribution[i];
    if (s->press || s->code.n == 0) continue;
    ch_buf_add(&w->buf, s->name.n ? s->name : s->code);
    break;
  }
  ch_cell_take(w, cell);
}

/* The last word of that side to that other on the same act under the issue: the
 * map leads from those to the position's number + 1. */
static const ch_fact *opposite_before(ch_map *last, ch_arena *arena, const position *all,
                                      size_t i, bool *failed) {
  const position *p = &all[i];
  const ch_fact *f = p->fact;
  if (f->about.type == CH_TYPE_NONE || STANCES[f->act.type] == ASKS) return NULL;
  ch_str other = ch_side_code(&f->act.recipient);
  ch_str key = ch_arena_printf(arena, "%.*s\t%.*s\t%.*s\t%d", CH_PRI(p->issue), CH_PRI(p->side),
                               CH_PRI(other), (int)f->about.type);
  uint32_t *place = key.p ? ch_map_put(last, key, NULL) : NULL;
  if (!place) {
    *failed = true;
    return NULL;
  }
  const ch_fact *before = *place ? all[*place - 1].fact : NULL;
  *place = (uint32_t)i + 1;
  return before && STANCES[before->act.type] != STANCES[f->act.type] ? before : NULL;
}

static bool fill(ch_view_work *v, ch_cell_writer *w, const position *p, const ch_fact *before) {
  const ch_fact *f = p->fact;
  ch_cell *row = ch_table_row(&v->table, v->arena);
  if (!row) return false;
  row[ISSUE].text = p->issue;
  row[SIDE].text = p->side;
  ch_word_date(f, &w->buf);
  ch_cell_take(w, &row[DAY]);
  ch_cell_day(w, &row[DATE], ch_fact_day(f));
  ch_word_side(&f->act.recipient, &w->buf);
  ch_cell_take(w, &row[TOWARD]);
  ch_word_act(f, &w->buf);
  ch_cell_take(w, &row[POSITION]);
  row[STANCE].text = ch_str_of(STANCE_WORDS[STANCES[f->act.type]]);
  row[TYPE].text = ch_str_of(ch_type_name(f->act.type));
  if (f->about.type != CH_TYPE_NONE) row[ABOUT].text = ch_str_of(ch_type_name(f->about.type));
  speaker(w, &row[SPEAKER], f);
  if (before) row[CHANGES].text = ch_str_of(before->id);
  ch_cells_evidence(v, w, f, &row[REPORTS]);
  return !w->failed;
}

bool ch_view_positions(ch_view_work *v, ch_error *error) {
  ch_cell_writer w;
  ch_map last;
  size_t n;
  ch_table_init(&v->table, COLUMNS, N);
  ch_cells_begin(&w, v->arena);
  ch_map_init(&last, v->arena);
  const position *all = collect(v, &n);
  if (!all) w.failed = true;
  for (size_t i = 0; !w.failed && i < n; i++) {
    const ch_fact *before = opposite_before(&last, v->arena, all, i, &w.failed);
    if (!w.failed && !fill(v, &w, &all[i], before)) w.failed = true;
  }
  return ch_cells_end(&w, error);
}
