/* The table of routes as OpenAPI. */
#include "record/json.h"
#include "serve/answer.h"
#include "serve/routes.h"

static void text(ch_buf *out, const char *name, const char *value) {
  ch_json_name(out, name);
  ch_json_string(out, ch_str_of(value));
}

static void words(ch_buf *out, const char *what) {
  ch_json_name(out, "enum");
  ch_buf_add_byte(out, '[');
  for (const chancery_word *w = chancery_words(what); w->name; w++) {
    ch_json_comma(out);
    ch_json_string(out, ch_str_of(w->name));
  }
  ch_buf_add_byte(out, ']');
}

static void parameter(ch_buf *out, const ch_route_parameter *p) {
  ch_json_comma(out);
  ch_buf_add_byte(out, '{');
  text(out, "name", p->name);
  text(out, "in", "query");
  text(out, "description", p->help);
  bool list = p->words && strcmp(p->words, "period") != 0;
  if (list) ch_buf_add_z(out, ",\"style\":\"form\",\"explode\":false");
  if (strcmp(p->name, "id") == 0 || strcmp(p->name, "q") == 0)
    ch_buf_add_z(out, ",\"required\":true");
  ch_json_name(out, "schema");
  if (p->words && !list) {
    ch_buf_add_z(out, "{\"type\":\"string\"");
    words(out, p->words);
    ch_buf_add_byte(out, '}');
  } else if (list) {
    ch_buf_add_z(out, "{\"type\":\"array\",\"items\":{\"type\":\"string\"");
    words(out, p->words);
    ch_buf_add_z(out, "}}");
  } else {
    ch_buf_add_z(out, p->number ? "{\"type\":\"integer\",\"minimum\":0}" : "{\"type\":\"string\"}");
    text(out, "example", p->example);
  }
  ch_buf_add_byte(out, '}');
}

static void format_parameter(ch_buf *out, const char *view) {
  ch_buf_add_z(out, "{\"name\":\"format\",\"in\":\"path\",\"required\":true,\"schema\":"
                    "{\"type\":\"string\",\"enum\":[");
  for (const ch_route_format *f = ch_route_formats; f->name; f++) {
    if (!ch_route_has(view, f)) continue;
    ch_json_comma(out);
    ch_json_string(out, ch_str_of(f->name));
  }
  ch_buf_add_z(out, "]}}");
}

static void refusals(ch_buf *out) {
  static const unsigned STATUSES[] = {400, 401, 403, 404, 405, 413, 414, 415, 500, 503};
  for (size_t i = 0; i < sizeof STATUSES / sizeof *STATUSES; i++) {
    ch_buf_printf(out, ",\"%u\":{", STATUSES[i]);
    text(out, "description", ch_status_words(STATUSES[i]));
    ch_buf_add_z(out, ",\"content\":{\"application/json\":{\"schema\":"
                      "{\"$ref\":\"#/components/schemas/error\"}}}}");
  }
}

static void view(ch_buf *out, const chancery_word *v) {
  ch_json_comma(out);
  ch_buf_printf(out, "\n\"/api/%s.{format}\":{\"get\":{", v->name);
  text(out, "operationId", v->name);
  text(out, "summary", v->help);
  ch_buf_add_z(out, ",\"parameters\":[");
  format_parameter(out, v->name);
  for (const ch_route_parameter *p = ch_route_parameters; p->name; p++)
    if (p->takes(v->name)) parameter(out, p);
  ch_buf_add_z(out, "],\"responses\":{\"200\":{\"description\":\"the view; the header "
                    "Chancery-Note tells what was left out\",\"content\":{");
  for (const ch_route_format *f = ch_route_formats; f->name; f++) {
    if (!ch_route_has(v->name, f)) continue;
    ch_json_name(out, f->media_type);
    ch_buf_add_z(out, "{}");
  }
  ch_buf_add_z(out, "}},\"304\":{\"description\":\"as it was\"}");
  refusals(out);
  ch_buf_add_z(out, "}}}");
}

static void fixed(ch_buf *out, const ch_route_fixed *f) {
  ch_buf_add_z(out, ",\n");
  ch_json_string(out, ch_str_of(f->path));
  ch_buf_add_z(out, ":{\"get\":{");
  text(out, "operationId", f->name);
  text(out, "summary", f->help);
  ch_buf_add_z(out, ",\"responses\":{\"200\":{\"description\":\"done\",\"content\":{");
  ch_json_string(out, ch_str_of(f->media_type));
  ch_buf_add_z(out, ":{}}}");
  refusals(out);
  ch_buf_add_z(out, "}}}");
}

static void decision(ch_buf *out, const ch_route_decision *d) {
  ch_buf_add_z(out, ",\n");
  ch_json_string(out, ch_str_of(d->path));
  ch_buf_add_z(out, ":{\"post\":{");
  text(out, "operationId", d->kind);
  text(out, "summary", d->help);
  text(out, "description", "Of a server that was started with --edit; bring the token. The answer "
                           "tells the decision's number and the events that came of it.");
  ch_buf_printf(out, ",\"requestBody\":{\"required\":true,\"content\":{\"application/json\":"
                     "{\"schema\":{\"type\":\"object\",\"properties\":{%s,"
                     "\"note\":{\"type\":\"string\"},\"by\":{\"type\":\"string\"},"
                     "\"day\":{\"type\":\"string\",\"format\":\"date\"}},\"required\":[%s],"
                     "\"additionalProperties\":false}}}}",
                d->ids, d->required);
  ch_buf_add_z(out, ",\"responses\":{\"200\":{\"description\":\"decided\",\"content\":{"
                    "\"application/json\":{}}}");
  refusals(out);
  ch_buf_add_z(out, "}}}");
}

void ch_route_openapi(ch_buf *out) {
  ch_buf_add_z(out, "{\"openapi\":\"3.1.0\",\"info\":{\"title\":\"Chancery\"");
  text(out, "version", chancery_version());
  text(out, "description", "A diplomatic record. Each view gives the bytes that the command of the "
                           "same name prints.");
  ch_buf_add_z(out, "},\n\"components\":{\"schemas\":{\"error\":{\"type\":\"object\","
                    "\"properties\":{\"error\":{\"type\":\"object\",\"properties\":"
                    "{\"code\":{\"type\":\"string\"},\"message\":{\"type\":\"string\"}}}}}}},"
                    "\n\"paths\":{");
  for (const chancery_word *v = chancery_words("view"); v->name; v++) view(out, v);
  for (const ch_route_fixed *f = ch_routes_fixed; f->path; f++) fixed(out, f);
  for (const ch_route_decision *d = ch_routes_decide; d->path; d++) decision(out, d);
  ch_buf_add_z(out, "\n}}\n");
}
