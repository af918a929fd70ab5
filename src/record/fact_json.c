/* A merged event as JSON: DESIGN.md sections 5 and 7. */
#include <math.h>

#include "record/fact.h"
#include "record/json.h"

static void member_str(ch_buf *out, const char *name, ch_str s) {
  if (s.n == 0) return;
  ch_json_name(out, name);
  ch_json_string(out, s);
}

static void member_strs(ch_buf *out, const char *name, const ch_str *v, uint32_t n) {
  if (n == 0) return;
  ch_json_name(out, name);
  ch_buf_add_byte(out, '[');
  for (uint32_t i = 0; i < n; i++) {
    ch_json_comma(out);
    ch_json_string(out, v[i]);
  }
  ch_buf_add_byte(out, ']');
}

static void member_count(ch_buf *out, const char *name, uint32_t n) {
  ch_json_name(out, name);
  ch_buf_printf(out, "%u", n);
}

static void member_side(ch_buf *out, const char *name, const ch_report_side *side) {
  if (side->n == 0) return;
  ch_json_name(out, name);
  ch_buf_add_byte(out, '[');
  for (uint32_t i = 0; i < side->n; i++) {
    ch_json_comma(out);
    ch_buf_add_byte(out, '{');
    member_str(out, "code", side->v[i].code);
    member_strs(out, "sectors", side->v[i].sectors, side->v[i].n_sectors);
    member_str(out, "name", side->v[i].name);
    member_str(out, "office", side->v[i].office);
    member_str(out, "body", side->v[i].body);
    ch_buf_add_byte(out, '}');
  }
  ch_buf_add_byte(out, ']');
}

static void member_date(ch_buf *out, const char *name, const ch_report_date *date) {
  char day[11];
  if (date->days.from == CH_DAY_NONE) return;
  ch_json_name(out, name);
  ch_buf_add_byte(out, '{');
  ch_day_format(date->days.from, day);
  member_str(out, "from", ch_str_of(day));
  ch_day_format(date->days.to, day);
  member_str(out, "to", ch_str_of(day));
  member_str(out, "text", date->text);
  member_str(out, "basis", ch_str_of(ch_basis_name(date->basis)));
  ch_buf_add_byte(out, '}');
}

static void act(ch_buf *out, const ch_report_act *a) {
  member_str(out, "type", ch_str_of(ch_type_name(a->type)));
  member_str(out, "mode", a->mode);
  member_str(out, "cameo", a->cameo);
  member_str(out, "status", ch_str_of(ch_status_name(a->status)));
  member_side(out, "actor", &a->actor);
  member_side(out, "recipient", &a->recipient);
  member_date(out, "date", &a->date);
}

static void place_and_numbers(ch_buf *out, const ch_fact *f) {
  if (f->place.name.n) {
    ch_json_name(out, "place");
    ch_buf_add_byte(out, '{');
    member_str(out, "name", f->place.name);
    member_str(out, "code", f->place.code);
    if (!isnan(f->place.lat) && !isnan(f->place.lon)) {
      ch_json_name(out, "lat");
      ch_json_number(out, f->place.lat);
      ch_json_name(out, "lon");
      ch_json_number(out, f->place.lon);
    }
    ch_buf_add_byte(out, '}');
  }
  if (f->n_quantities) {
    ch_json_name(out, "quantities");
    ch_buf_add_byte(out, '[');
    for (uint32_t i = 0; i < f->n_quantities; i++) {
      const ch_report_quantity *q = &f->quantities[i];
      ch_json_comma(out);
      ch_buf_add_z(out, "{\"value\":");
      ch_json_number(out, q->value);
      if (q->upper != q->value) {
        ch_json_name(out, "upper");
        ch_json_number(out, q->upper);
      }
      member_str(out, "of", q->of);
      member_str(out, "text", q->text);
      if (q->approximate) ch_buf_add_z(out, ",\"approximate\":true");
      ch_buf_add_byte(out, '}');
    }
    ch_buf_add_byte(out, ']');
  }
  if (f->ordinal) member_count(out, "ordinal", f->ordinal);
}

void ch_report_json_members(const ch_report *r, ch_buf *out) {
  char day[11];
  member_str(out, "id", r->id);
  member_str(out, "article", r->article);
  if (r->source) {
    member_str(out, "outlet", r->source->outlet);
    if (r->source->published != CH_DAY_NONE) {
      ch_day_format(r->source->published, day);
      member_str(out, "published", ch_str_of(day));
    }
    if (r->source->copy_kind.n) member_str(out, "copy_of", r->source->origin);
  }
  if (r->in_title) member_str(out, "in", CH_STR("title"));
  member_count(out, "sentence", r->sentence);
  ch_json_name(out, "span");
  ch_buf_printf(out, "[%u,%u]", r->span.from, r->span.to);
  member_str(out, "text", r->text);
}

static void mentions(ch_buf *out, const ch_cluster *c) {
  ch_json_name(out, "mentions");
  ch_buf_add_byte(out, '[');
  for (uint32_t i = 0; i < c->n; i++) {
    ch_json_comma(out);
    ch_buf_add_byte(out, '{');
    ch_report_json_members(c->v[i], out);
    ch_buf_add_byte(out, '}');
  }
  ch_buf_add_byte(out, ']');
}

static void values(ch_buf *out, const ch_fact *f) {
  if (f->n_differs == 0) return;
  ch_json_name(out, "values");
  ch_buf_add_byte(out, '{');
  for (uint32_t i = 0; i < f->n_differs; i++) {
    const ch_field *field = &f->differs[i];
    /* Several things counted may differ each: they share one list. */
    bool again = i > 0 && ch_str_eq(ch_str_of(f->differs[i - 1].name), ch_str_of(field->name));
    bool more = i + 1 < f->n_differs && ch_str_eq(ch_str_of(f->differs[i + 1].name), ch_str_of(field->name));
    if (!again) {
      ch_json_name(out, field->name);
      ch_buf_add_byte(out, '[');
    }
    for (uint32_t k = 0; k < field->n; k++) {
      ch_json_comma(out);
      ch_buf_add_byte(out, '{');
      member_str(out, "value", field->v[k].text);
      member_count(out, "outlets", field->v[k].outlets);
      ch_json_name(out, "mentions");
      ch_buf_add_byte(out, '[');
      for (uint32_t j = 0; j < field->v[k].n; j++) {
        ch_json_comma(out);
        ch_json_string(out, field->v[k].reports[j]->id);
      }
      ch_buf_add_z(out, "]}");
    }
    if (!more) ch_buf_add_byte(out, ']');
  }
  ch_buf_add_byte(out, '}');
}

static void links(ch_buf *out, const ch_fact *f) {
  for (int kind = 0; kind < CH_LINK_COUNT; kind++) {
    bool open = false;
    for (uint32_t i = 0; i < f->n_links; i++) {
      if ((int)f->links[i].kind != kind) continue;
      if (!open) {
        ch_json_name(out, ch_link_name((ch_link_kind)kind));
        ch_buf_add_byte(out, '[');
        open = true;
      }
      ch_json_comma(out);
      ch_json_string(out, f->links[i].to);
    }
    if (open) ch_buf_add_byte(out, ']');
  }
}

void ch_fact_json_members(const ch_fact *f, ch_buf *out) {
  member_str(out, "id", ch_str_of(f->id));
  act(out, &f->act);
  if (f->quad) member_count(out, "quad", (uint32_t)f->quad);
  if (!isnan(f->goldstein)) {
    ch_json_name(out, "goldstein");
    ch_json_number(out, f->goldstein);
  }
  member_strs(out, "contexts", f->contexts, f->n_contexts);
  if (f->about.type != CH_TYPE_NONE) {
    ch_json_name(out, "about");
    ch_buf_add_byte(out, '{');
    act(out, &f->about);
    ch_buf_add_byte(out, '}');
  }
  ch_json_name(out, "claimed");
  ch_buf_add_z(out, f->claimed ? "true" : "false");
  member_side(out, "people", &f->people);
  member_date(out, "deadline", &f->deadline);
  place_and_numbers(out, f);
  member_strs(out, "issues", f->issues, f->n_issues);
  member_count(out, "reports", f->n_reports);
  member_count(out, "outlets", f->n_outlets);
  member_count(out, "copies", f->n_copies);
  member_str(out, "answers_cue", f->answers_cue);
  member_str(out, "answers_text", f->answers_text);
  links(out, f);
  values(out, f);
}

void ch_fact_json(const ch_fact *f, ch_buf *out) {
  ch_buf_add_byte(out, '{');
  ch_fact_json_members(f, out);
  mentions(out, &f->reports);
  ch_buf_add_byte(out, '}');
}
