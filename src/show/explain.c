/* From a cell to all that stands behind it. */
#include <stdio.h>

#include "record/links.h"
#include "show/explain.h"
#include "show/views.h"
#include "show/wording.h"

/* A page: lines of `LABEL  text`, wrapped, for a terminal or as Markdown. */
typedef struct page {
  const ch_render *how;
  ch_buf *out;
  ch_buf line;
  bool markdown;
  unsigned width;
  const ch_pins *pins; /* of its mentions */
} page;

#define LABEL 14

static void style(page *p, const char *sgr) {
  if (p->how->color && !p->markdown) ch_buf_printf(p->out, "\033[%sm", sgr);
}

static void heading(page *p, const char *text) {
  if (p->markdown) {
    ch_buf_printf(p->out, "\n## %s\n\n", text);
    return;
  }
  ch_buf_add_byte(p->out, '\n');
  style(p, "1");
  ch_buf_add_z(p->out, text);
  style(p, "0");
  ch_buf_add_byte(p->out, '\n');
}

/* Writes what stands in p->line under a label, and empties it. */
static void field(page *p, const char *label) {
  if (p->line.n == 0) return;
  if (p->markdown) {
    ch_buf_printf(p->out, "- **%s** ", label);
    ch_markdown_text(ch_buf_str(&p->line), p->out);
  } else {
    ch_buf_add_z(p->out, "  ");
    style(p, "2");
    ch_buf_add_z(p->out, label);
    style(p, "0");
    for (unsigned i = ch_text_width(ch_str_of(label)); i < LABEL; i++) ch_buf_add_byte(p->out, ' ');
    ch_wrap_text(ch_buf_str(&p->line), p->width - LABEL - 2, LABEL + 2, p->out);
  }
  ch_buf_add_byte(p->out, '\n');
  if (p->line.failed) p->out->failed = true;
  ch_buf_clear(&p->line);
}

static void field_str(page *p, const char *label, ch_str text) {
  ch_buf_add(&p->line, text);
  field(p, label);
}

/* --- the event --- */

static void event_head(page *p, const ch_fact *f) {
  ch_word_parties(f, &p->line);
  ch_buf_add_z(&p->line, "  ");
  ch_word_act(f, &p->line);
  if (f->n_quantities) ch_buf_add_z(&p->line, ": ");
  ch_word_quantities(f, &p->line);
  if (p->markdown) {
    ch_buf_add_z(p->out, "# ");
    ch_markdown_text(ch_buf_str(&p->line), p->out);
    ch_buf_add_z(p->out, "\n\n");
  } else {
    style(p, "1");
    ch_wrap_text(ch_buf_str(&p->line), p->width, 0, p->out);
    style(p, "0");
    ch_buf_add_byte(p->out, '\n');
  }
  ch_buf_clear(&p->line);
}

static void event_fields(page *p, const ch_fact *f) {
  field_str(p, "id", ch_str_of(f->id));
  ch_buf_add_z(&p->line, ch_type_name(f->act.type));
  if (f->act.mode.n) ch_buf_printf(&p->line, " %.*s", CH_PRI(f->act.mode));
  if (f->act.cameo.n) ch_buf_printf(&p->line, ", CAMEO %.*s", CH_PRI(f->act.cameo));
  ch_buf_printf(&p->line, ", %s%s", ch_status_name(f->act.status),
                f->claimed ? ", on a party's word alone" : "");
  field(p, "coded as");
  ch_word_days(f->act.date.days, &p->line);
  if (p->line.n) {
    const char *how = f->act.date.basis == CH_BASIS_ARTICLE    ? ", the article's day: the text names none"
                      : f->act.date.basis == CH_BASIS_NONE     ? " or before: no report tells the day"
                      : f->act.date.basis == CH_BASIS_RELATIVE ? ", counted from the words"
                                                               : ", as the text says";
    ch_buf_add_z(&p->line, how);
    if (f->act.date.text.n && f->act.date.basis != CH_BASIS_ARTICLE)
      ch_buf_printf(&p->line, " “%.*s”", CH_PRI(f->act.date.text));
  }
  field(p, "date");
  ch_word_days(f->deadline.days, &p->line);
  field(p, "due");
  field_str(p, "place", f->place.name);
  ch_word_people(f, &p->line);
  field(p, "people");
  for (uint32_t i = 0; i < f->n_issues; i++)
    ch_buf_printf(&p->line, "%s%.*s", i ? ", " : "", CH_PRI(f->issues[i]));
  field(p, "issues");
  ch_word_counts(f, &p->line);
  field(p, "told by");
}

static void differences(page *p, const ch_fact *f) {
  if (f->n_differs == 0) return;
  heading(p, "Where the reports differ");
  for (uint32_t i = 0; i < f->n_differs; i++) {
    for (uint32_t k = 0; k < f->differs[i].n; k++) {
      const ch_value *v = &f->differs[i].v[k];
      ch_buf_printf(&p->line, "%.*s%s — ", CH_PRI(v->text), k == 0 ? " (kept)" : "");
      for (uint32_t j = 0; j < v->n; j++) {
        ch_str outlet = v->reports[j]->source ? v->reports[j]->source->outlet : v->reports[j]->article;
        bool known = false;
        for (uint32_t q = 0; q < j; q++)
          known = known || (v->reports[q]->source && ch_str_eq(v->reports[q]->source->outlet, outlet));
        if (!known) ch_buf_printf(&p->line, "%s%.*s", j ? ", " : "", CH_PRI(outlet));
      }
      field(p, k == 0 ? f->differs[i].name : "");
    }
  }
}

static bool link_lines(page *p, const ch_fact *f, ch_store *store, ch_arena *arena,
                       ch_error *error) {
  if (f->n_links == 0) return true;
  heading(p, "Links");
  for (uint32_t i = 0; i < f->n_links; i++) {
    const ch_fact_link *link = &f->links[i];
    ch_fact *other;
    if (!ch_store_fact(store, link->to, arena, &other, error)) return false;
    ch_buf_printf(&p->line, "%.*s", CH_PRI(link->to));
    if (other) {
      ch_buf_add_byte(&p->line, ' ');
      ch_word_days(other->act.date.days, &p->line);
      ch_buf_add_byte(&p->line, ' ');
      ch_word_parties(other, &p->line);
      ch_buf_add_byte(&p->line, ' ');
      ch_word_act(other, &p->line);
      if (other->n_quantities) ch_buf_add_z(&p->line, ": ");
      ch_word_quantities(other, &p->line);
    }
    bool given = link->kind == CH_LINK_ANSWERED_BY, answer = given || link->kind == CH_LINK_ANSWERS;
    if (!link->stated && answer && other) {
      ch_buf_add_z(&p->line, " (inferred: ");
      if (!ch_answer_why(given ? other : f, given ? f : other, ch_store_wordbook(store), arena, &p->line))
        return ch_fail(error, CH_ERROR_MEMORY, "no memory to explain a link");
      ch_buf_add_byte(&p->line, ')');
    } else {
      ch_buf_add_z(&p->line, link->stated ? " (a source says so)" : " (inferred)");
    }
    ch_proportion size = {CH_PROPORTION_NONE, NULL, NULL};
    if (answer && other &&
        !ch_proportion_of(given ? other : f, given ? f : other, ch_store_wordbook(store), arena, &size))
      return ch_fail(error, CH_ERROR_MEMORY, "no memory to explain a link");
    if (size.kind != CH_PROPORTION_NONE) {
      ch_buf_add_z(&p->line, ", ");
      ch_word_proportion(&size, &p->line);
    }
    char label[24];
    ch_str name = ch_str_of(ch_link_name(link->kind));
    size_t n = name.n < sizeof label - 1 ? name.n : sizeof label - 1;
    for (size_t k = 0; k < n; k++) label[k] = name.p[k] == '_' ? ' ' : name.p[k];
    label[n] = 0;
    field(p, label);
  }
  return true;
}

/* --- what people decided --- */

bool ch_explain_decisions(const ch_fact *f, ch_store *store, ch_arena *arena, ch_decisions *out,
                          ch_error *error) {
  ch_decisions all;
  size_t n = 0;
  if (!ch_store_decisions(store, arena, &all, error)) return false;
  for (size_t i = 0; i < all.n; i++) {
    ch_str lists[] = {all.v[i].mentions, all.v[i].others}, id;
    bool of_it = false;
    for (int l = 0; l < 2; l++)
      while (!of_it && ch_decision_next(&lists[l], &id))
        for (uint32_t k = 0; k < f->reports.n && !of_it; k++)
          of_it = ch_str_eq(f->reports.v[k]->id, id);
    if (of_it) all.v[n++] = all.v[i];
  }
  all.n = n;
  *out = all;
  return true;
}

static void decision_lines(page *p, const ch_decisions *all) {
  if (all->n) heading(p, "What people decided");
  for (size_t i = 0; i < all->n; i++) {
    const ch_decision *d = &all->v[i];
    char day[11];
    ch_buf_printf(&p->line, "%lld", (long long)d->number);
    if (d->day != CH_DAY_NONE) {
      ch_day_format(d->day, day);
      ch_buf_printf(&p->line, ", %s", day);
    }
    if (d->by.n) ch_buf_printf(&p->line, ", by %.*s", CH_PRI(d->by));
    if (d->note.n) ch_buf_printf(&p->line, ": %.*s", CH_PRI(d->note));
    field(p, ch_decision_name(d->kind));
  }
}

/* --- its mentions --- */

typedef struct mark { ch_span span; const char *open, *close; } mark;

static size_t marks_of(const ch_report *r, mark v[24]) {
  size_t n = 0;
  if (r->trigger_span.to > r->trigger_span.from) v[n++] = (mark){r->trigger_span, "*", "*"};
  for (uint32_t i = 0; i < r->act.actor.n && n < 12; i++)
    if (r->act.actor.v[i].span.to > r->act.actor.v[i].span.from)
      v[n++] = (mark){r->act.actor.v[i].span, "[", "]"};
  for (uint32_t i = 0; i < r->act.recipient.n && n < 24; i++)
    if (r->act.recipient.v[i].span.to > r->act.recipient.v[i].span.from)
      v[n++] = (mark){r->act.recipient.v[i].span, "{", "}"};
  return n;
}

/* The sentence with its parts marked: [actor], *trigger*, {recipient}. */
static void marked_sentence(page *p, const ch_report *r) {
  mark v[24];
  size_t n = marks_of(r, v);
  for (size_t i = 0; i <= r->text.n; i++) {
    uint32_t at = r->span.from + (uint32_t)i;
    for (size_t k = 0; k < n; k++)
      if (v[k].span.to == at) ch_buf_add_z(&p->line, v[k].close);
    for (size_t k = 0; k < n; k++)
      if (v[k].span.from == at) ch_buf_add_z(&p->line, v[k].open);
    if (i < r->text.n) ch_buf_add_byte(&p->line, r->text.p[i]);
  }
}

static void attribution(page *p, const ch_report *r) {
  for (uint32_t i = 0; i < r->n_attribution; i++) {
    const ch_report_speaker *s = &r->attribution[i];
    if (i) ch_buf_add_z(&p->line, ", citing ");
    ch_buf_printf(&p->line, "%.*s", CH_PRI(s->name.n ? s->name : CH_STR("unnamed")));
    if (s->code.n) ch_buf_printf(&p->line, " (%.*s)", CH_PRI(s->code));
    if (s->cue.n) ch_buf_printf(&p->line, " “%.*s”", CH_PRI(s->cue));
  }
  if (r->claimed) ch_buf_add_z(&p->line, p->line.n ? "; a claim" : "a claim");
  field(p, "on whose word");
}

bool ch_explain_merged(const ch_fact *f, uint32_t which, const ch_wordbook *book, ch_arena *arena,
                       const ch_report **with, ch_comparison *out) {
  ch_traits mine, other;
  ch_comparison best = {.score = -1};
  *with = NULL;
  if (f->reports.n < 2) return true;
  if (!ch_traits_make(f->reports.v[which], book, arena, &mine)) return false;
  for (uint32_t i = 0; i < f->reports.n; i++) {
    if (i == which) continue;
    if (!ch_traits_make(f->reports.v[i], book, arena, &other)) return false;
    ch_comparison c = ch_compare(&mine, &other);
    if (!c.possible || c.score - c.needed <= best.score - best.needed) continue;
    best = c;
    *with = f->reports.v[i];
  }
  *out = best;
  return true;
}

static bool why_merged(page *p, const ch_fact *f, uint32_t which, const ch_wordbook *book,
                       ch_arena *arena) {
  const ch_report *with;
  ch_comparison best;
  if (!ch_explain_merged(f, which, book, arena, &with, &best)) return false;
  if (!with) return true;
  ch_buf_printf(&p->line, "with %.*s: ", CH_PRI(with->id));
  ch_reasons_text(best.reasons, &p->line);
  ch_buf_printf(&p->line, " (%d points, %d needed)", best.score, best.needed);
  const ch_pinned *pin = ch_pins_find(p->pins, ch_report_key(f->reports.v[which]->id));
  if (pin) ch_buf_printf(&p->line, "; placed by decision %lld", (long long)pin->decision);
  field(p, "merged");
  return true;
}

ch_str ch_titled(const ch_report *r) {
  return r->in_title && r->source ? r->source->title : (ch_str){NULL, 0};
}

static bool tree_lines(page *p, const ch_report *r, ch_store *store, const ch_explainer *by,
                       ch_arena *arena, ch_error *error) {
  ch_str text;
  ch_buf conllu;
  if (!by || !by->tree) return true;
  if (!ch_store_text(store, r->article, arena, &text, error)) return false;
  ch_buf_init(&conllu, 0);
  if (text.p && by->tree(by->self, text, ch_titled(r), r->span, &conllu) && conllu.n) {
    ch_str rest = ch_buf_str(&conllu), line;
    if (p->markdown) ch_buf_add_z(p->out, "\n```\n");
    while (ch_str_line(&rest, &line)) {
      if (line.n == 0) continue;
      if (!p->markdown) ch_buf_add_z(p->out, "    ");
      ch_str column;
      bool first = true;
      while (ch_str_split(&line, '\t', &column)) {
        if (!first) ch_buf_add_byte(p->out, '\t');
        ch_plain_text(column, p->out);
        first = false;
      }
      ch_buf_add_byte(p->out, '\n');
    }
    if (p->markdown) ch_buf_add_z(p->out, "```\n");
  }
  ch_buf_free(&conllu);
  return true;
}

static void article_line(page *p, const ch_report *r) {
  const ch_source *s = r->source;
  if (!s) return;
  ch_buf_add(&p->line, s->outlet.n ? s->outlet : CH_STR("(outlet unknown)"));
  if (s->published != CH_DAY_NONE) {
    char day[11];
    ch_day_format(s->published, day);
    ch_buf_printf(&p->line, ", %s", day);
  }
  if (s->title.n) ch_buf_printf(&p->line, ": %.*s", CH_PRI(s->title));
  field(p, "article");
  ch_buf_printf(&p->line, "%.*s", CH_PRI(r->article));
  if (r->in_title) ch_buf_printf(&p->line, ", title, bytes %u-%u", r->span.from, r->span.to);
  else if (!r->imported) ch_buf_printf(&p->line, ", sentence %u, bytes %u-%u", r->sentence, r->span.from, r->span.to);
  field(p, "where");
  field_str(p, "address", s->address);
  if (s->copy_kind.n)
    ch_buf_printf(&p->line, "%.*s copy of %.*s: no evidence of its own", CH_PRI(s->copy_kind),
                  CH_PRI(s->origin));
  field(p, "copy");
}

static bool mention(page *p, const ch_fact *f, uint32_t which, ch_store *store,
                    const ch_explainer *by, ch_arena *arena, ch_error *error) {
  const ch_report *r = f->reports.v[which];
  char title[64];
  snprintf(title, sizeof title, "Report %u of %u: %.*s", which + 1, f->reports.n, CH_PRI(r->id));
  heading(p, title);
  article_line(p, r);
  marked_sentence(p, r);
  field(p, "sentence");
  if (!tree_lines(p, r, store, by, arena, error)) return false;
  attribution(p, r);
  field_str(p, "rule", r->rule);
  ch_buf_printf(&p->line, "%s", ch_type_name(r->act.type));
  if (r->act.mode.n) ch_buf_printf(&p->line, " %.*s", CH_PRI(r->act.mode));
  ch_buf_printf(&p->line, ", %s", ch_status_name(r->act.status));
  if (r->act.date.days.from != CH_DAY_NONE) {
    ch_buf_add_z(&p->line, ", ");
    ch_word_days(r->act.date.days, &p->line);
    ch_buf_printf(&p->line, " (%s)", ch_basis_name(r->act.date.basis));
  }
  field(p, "coded as");
  if (r->answers_cue.n) {
    ch_buf_printf(&p->line, "%.*s", CH_PRI(r->answers_cue));
    if (r->answers_text.n) ch_buf_printf(&p->line, " “%.*s”", CH_PRI(r->answers_text));
  }
  field(p, "answers");
  return why_merged(p, f, which, ch_store_wordbook(store), arena) ||
         ch_fail(error, CH_ERROR_MEMORY, "no memory to explain");
}

bool ch_explain(ch_store *store, ch_str id, const ch_render *how, const ch_explainer *by,
                ch_buf *out, ch_error *error) {
  if (how->format == CH_FORMAT_HTML)
    return ch_fail(error, CH_ERROR_USAGE, "explain has no html; there are table, md and json");
  ch_arena *arena = ch_arena_new(0);
  ch_fact *f = NULL;
  if (!arena) return ch_fail(error, CH_ERROR_MEMORY, "no memory to explain");
  bool done = ch_store_fact(store, id, arena, &f, error);
  if (done && !f)
    done = ch_fail(error, CH_ERROR_USAGE, "the record has no event or mention '%.*s'", CH_PRI(id));
  page p = {.how = how, .out = out, .markdown = how->format == CH_FORMAT_MARKDOWN,
            .width = how->width ? how->width : 100};
  if (p.width < 40) p.width = 40;
  ch_buf_init(&p.line, 0);
  if (done && !p.markdown && how->format != CH_FORMAT_TERMINAL) {
    done = ch_explain_json(f, store, by, arena, out, error);
  } else if (done) {
    event_head(&p, f);
    ch_decisions decisions;
    ch_pins pins;
    event_fields(&p, f);
    differences(&p, f);
    done = ch_explain_decisions(f, store, arena, &decisions, error);
    if (done && !ch_pins_make(decisions.v, decisions.n, arena, &pins))
      done = ch_fail(error, CH_ERROR_MEMORY, "no memory to explain");
    if (done) decision_lines(&p, &decisions);
    p.pins = &pins;
    done = done && link_lines(&p, f, store, arena, error);
    for (uint32_t i = 0; done && i < f->reports.n; i++)
      done = mention(&p, f, i, store, by, arena, error);
  }
  if (done && (out->failed || p.line.failed))
    done = ch_fail(error, CH_ERROR_MEMORY, "no memory to explain");
  ch_buf_free(&p.line);
  ch_arena_free(arena);
  return done;
}
