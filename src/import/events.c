/* Rows of tables of coded events. */
#include "import/events.h"

#include <math.h>
#include <string.h>

#include "base/csv.h"
#include "code/cameo.h"
#include "import/event_columns.h"

typedef struct reader {
  ch_event_import *job;
  ch_import *im;
  ch_error *error;
  const char *file;
  ch_str label;           /* the file's name without its folder */
  ch_str rest;
  uint64_t line, next;    /* of the row; of the one behind it */
  char apart;
  ch_event_words words;
  ch_event_layout layout;
  ch_cameo_table cameo;
  ch_str cells[CH_EVENT_MOST_COLUMNS];
  uint32_t n;
  ch_str row;
  struct { int32_t day; ch_type type; ch_str actor, recipient; } last; /* of the row before */
  bool ended;             /* `take` wants no more, or something failed */
} reader;

/* Both tell why the row is left out. */
static void refuse(reader *r, const char *why) {
  ch_import_refuse(r->im, r->file, r->line, "%s", why);
}

static void refuse_cell(reader *r, ch_str cell, const char *why) {
  if (cell.n > 60) cell.n = 60;
  ch_import_refuse(r->im, r->file, r->line, "'%.*s' %s", CH_PRI(cell), why);
}

/* ---- rows and cells ---------------------------------------------------------- */

static ch_str unquoted(ch_str cell) {
  bool quoted = cell.n >= 2 && cell.p[0] == '"' && cell.p[cell.n - 1] == '"';
  return quoted ? ch_str_slice(cell, 1, cell.n - 1) : cell;
}

static ch_str something(reader *r, ch_str cell) {
  cell = ch_str_trim(cell);
  if (cell.n == 0 || cell.n > 8) return cell;
  return ch_map_get(&r->words.nothing, ch_import_fold(r->im, cell)) ? (ch_str){NULL, 0} : cell;
}

/* Tables apart by tabs have no quotes but such as stand around a whole cell. */
static void split_tabs(reader *r) {
  ch_str rest = ch_str_slice(r->row, 0, r->row.n), cell;
  while (rest.p && ch_str_split(&rest, '\t', &cell)) {
    if (r->n < CH_EVENT_MOST_COLUMNS) r->cells[r->n] = something(r, unquoted(ch_str_trim(cell)));
    r->n++;
  }
}

static bool split_csv(reader *r) {
  ch_str row = r->row, cell;
  bool more = true, quoted;
  while (ch_csv_cell(&row, &more, r->apart, r->im->arena, &cell, &quoted)) {
    if (cell.p == NULL && quoted && cell.n) return !(r->im->failed = true);
    if (r->n < CH_EVENT_MOST_COLUMNS) r->cells[r->n] = something(r, cell);
    r->n++;
  }
  return true;
}

/* The next row that is not blank into r->cells. */
static bool next_row(reader *r) {
  while (r->rest.n > 0) {
    ch_csv_scan scan = {0};
    size_t end = ch_str_find_byte(r->rest, '\n', 0), line = end < r->rest.n ? end + 1 : r->rest.n;
    if (r->apart != '\t') ch_csv_scan_on(&scan, r->rest, r->apart);
    size_t n = r->apart == '\t' || scan.open ? line : scan.i;
    r->line = r->next;
    r->row = ch_str_slice(r->rest, 0, n);
    for (size_t i = 0; i < n; i++) r->next += r->row.p[i] == '\n';
    r->rest = ch_str_slice(r->rest, n, r->rest.n);
    if (r->apart != '\t' && scan.open) {
      refuse(r, "a quote is not closed, or one inside is not doubled");
      continue;
    }
    while (r->row.n && (r->row.p[r->row.n - 1] == '\n' || r->row.p[r->row.n - 1] == '\r')) r->row.n--;
    r->n = 0;
    if (ch_str_trim(r->row).n == 0) continue;
    if (r->apart == '\t') split_tabs(r);
    else if (!split_csv(r)) return false;
    return true;
  }
  return false;
}

static ch_str cell_of(const reader *r, ch_event_field field) {
  uint32_t at = r->layout.at[field];
  return at < r->n ? r->cells[at] : (ch_str){NULL, 0};
}

/* ---- what cells say ------------------------------------------------------------ */

static bool number_of(ch_str s, uint64_t *out) { return s.n > 0 && s.n <= 9 && ch_str_to_u64(s, out); }

/* "4/11/2017" by the data set's order, or where only one order is a date. */
static int32_t slashed_day(const reader *r, ch_str text) {
  ch_str part[3], rest = text;
  uint64_t a, b, year;
  for (int i = 0; i < 3; i++)
    if (!rest.p || !ch_str_split(&rest, '/', &part[i])) return CH_DAY_NONE;
  if (!number_of(part[0], &a) || !number_of(part[1], &b) || part[2].n < 4) return CH_DAY_NONE;
  if (!number_of(ch_str_slice(part[2], 0, 4), &year)) return CH_DAY_NONE;
  if (a > 31 || b > 31) return CH_DAY_NONE;
  bool month = ch_civil_valid((int32_t)year, (int32_t)a, (int32_t)b);
  bool day = ch_civil_valid((int32_t)year, (int32_t)b, (int32_t)a);
  if (month && day && a != b && !r->layout.month_first && !r->layout.day_first) return CH_DAY_NONE;
  if (month && (!day || !r->layout.day_first)) return ch_day_from_civil((int32_t)year, (int32_t)a, (int32_t)b);
  return day ? ch_day_from_civil((int32_t)year, (int32_t)b, (int32_t)a) : CH_DAY_NONE;
}

/* "2017-04-11", "20170411", either with a time behind it, or with slashes. */
static int32_t day_of(const reader *r, ch_str text) {
  uint64_t year, month, day;
  if (ch_str_find_byte(text, '/', 0) < text.n) return slashed_day(r, text);
  if (text.n >= 10 && text.p[4] == '-') return ch_day_parse(ch_str_slice(text, 0, 10));
  if (text.n != 8 && text.n != 14) return CH_DAY_NONE;
  if (!number_of(ch_str_slice(text, 0, 4), &year) || !number_of(ch_str_slice(text, 4, 6), &month) ||
      !number_of(ch_str_slice(text, 6, 8), &day))
    return CH_DAY_NONE;
  return ch_civil_valid((int32_t)year, (int32_t)month, (int32_t)day)
             ? ch_day_from_civil((int32_t)year, (int32_t)month, (int32_t)day) : CH_DAY_NONE;
}

/* Digits with a point, without an exponent; NAN for anything else. */
static double real_of(ch_str s) {
  double value = 0, scale = 1;
  size_t i = s.n && (s.p[0] == '-' || s.p[0] == '+');
  bool point = false;
  if (i == s.n || s.n > 24) return NAN;
  for (; i < s.n; i++) {
    if (s.p[i] == '.' && !point) {
      point = true;
      continue;
    }
    if (s.p[i] < '0' || s.p[i] > '9') return NAN;
    value = value * 10 + (s.p[i] - '0');
    if (point) scale *= 10;
  }
  return (s.p[0] == '-' ? -value : value) / scale;
}

static bool within(double value, double most) { return value >= -most && value <= most; }

/* ---- parties --------------------------------------------------------------------- */

typedef enum told { NOBODY, SOMEBODY, WRONG } told;

static ch_str country_of(reader *r, ch_str text) {
  ch_str code = ch_import_get(r->im, &r->words.countries, ch_import_fold(r->im, text));
  return code.n ? code : ch_import_state(r->im, text);
}

static bool letters_of_code(ch_str code) {
  for (size_t i = 0; i < code.n; i++)
    if (code.p[i] < 'A' || code.p[i] > 'Z') return false;
  return code.n >= 3 && code.n % 3 == 0;
}

/* "Executive,Foreign Ministry,Government", "GOV;LEG", "GOV": each once. */
static void add_sectors(reader *r, ch_str list, ch_actor *out) {
  while (list.n) {
    size_t end = 0;
    while (end < list.n && list.p[end] != ',' && list.p[end] != ';' && list.p[end] != '|') end++;
    ch_str one = ch_str_trim(ch_str_slice(list, 0, end));
    list = ch_str_slice(list, end + 1, list.n);
    ch_str sector = ch_map_get(&r->im->sectors, one) ? one
                    : ch_import_get(r->im, &r->words.sectors, ch_import_fold(r->im, one));
    bool had = sector.n == 0 || out->n_sectors == CH_MAX_SECTORS;
    for (uint32_t k = 0; k < out->n_sectors; k++) had = had || ch_str_eq(out->sectors[k], sector);
    if (!had) out->sectors[out->n_sectors++] = sector;
  }
}

static const char UNKNOWN[] = "is no country or body that the lists know";

/* A side by its country, else by its code, else by its name. */
static told take_party(reader *r, ch_event_field first, ch_actor *out, ch_str *text) {
  ch_str country = cell_of(r, first), code = cell_of(r, first + 1), name = cell_of(r, first + 2), sectors = {NULL, 0};
  *out = (ch_actor){0};
  *text = ch_import_clean(r->im, name);
  if (country.n) {
    out->code = country_of(r, country);
    if (out->code.n == 0) return refuse_cell(r, country, UNKNOWN), WRONG;
  } else if (code.n && letters_of_code(code)) {
    ch_str own = ch_import_get(r->im, &r->words.countries, ch_import_fold(r->im, ch_str_slice(code, 0, 3)));
    if (!ch_import_cameo_actor(r->im, code, &out->code, &sectors) && own.n == 0) {
      if (out->code.n == 0) return NOBODY;
    } else if (own.n) {
      out->code = own;
    }
  } else if (code.n || name.n) {
    ch_str who = code.n ? code : name;
    out->code = country_of(r, who);
    if (out->code.n == 0) return refuse_cell(r, who, UNKNOWN), WRONG;
  }
  if (out->code.n == 0) return NOBODY;
  add_sectors(r, sectors, out);
  add_sectors(r, cell_of(r, first + 3), out);
  out->name = ch_import_get(r->im, &r->words.names, ch_import_fold(r->im, out->code));
  if (out->name.n == 0) out->name = text->n ? *text : out->code;
  return SOMEBODY;
}

static bool same_side(const ch_actor *a, const ch_actor *b) {
  if (!ch_str_eq(a->code, b->code) || (a->n_sectors == 0) != (b->n_sectors == 0)) return false;
  return a->n_sectors == 0 || ch_str_eq(a->sectors[0], b->sectors[0]);
}

/* ---- the act ------------------------------------------------------------------------ */

static ch_type type_of(reader *r, ch_str text) {
  ch_str name = ch_arena_copy(r->im->arena, text);
  for (size_t i = 0; name.p && i < name.n; i++)
    if (name.p[i] >= 'a' && name.p[i] <= 'z') ((char *)name.p)[i] = (char)(name.p[i] - 32);
  ch_type type = name.p && name.n ? ch_type_from(name) : CH_TYPE_NONE;
  return type < CH_TYPE_COUNT ? type : CH_TYPE_NONE;
}

static void take_contexts(reader *r, ch_event *e) {
  ch_str list = cell_of(r, CH_EF_CONTEXTS);
  while (list.n && e->n_contexts < CH_MAX_CONTEXTS) {
    size_t end = 0;
    while (end < list.n && list.p[end] != ',' && list.p[end] != ';' && list.p[end] != '|') end++;
    ch_str one = ch_import_fold(r->im, ch_str_slice(list, 0, end));
    list = ch_str_slice(list, end + 1, list.n);
    if (one.n && ch_is_context(one)) e->contexts[e->n_contexts++] = one;
  }
}

/* NOBODY: a statement, which PLOVER has no event for. */
static told take_act(reader *r, ch_event *e) {
  ch_str code = cell_of(r, CH_EF_CAMEO), type = cell_of(r, CH_EF_TYPE);
  const ch_cameo *cameo = code.n ? ch_cameo_find(&r->cameo, code) : NULL;
  if (code.n && !cameo) {
    ch_str longer = ch_arena_printf(r->im->arena, "0%.*s", CH_PRI(code));
    bool lost = longer.p && ch_cameo_find(&r->cameo, longer) != NULL;
    refuse_cell(r, code, lost ? "is no CAMEO code: it has lost a zero in front" : "is no CAMEO code");
    return WRONG;
  }
  e->act.type = type.n ? type_of(r, type) : CH_TYPE_NONE;
  if (type.n && e->act.type == CH_TYPE_NONE && !cameo) {
    refuse_cell(r, type, "is no PLOVER type");
    return WRONG;
  }
  if (!cameo && e->act.type == CH_TYPE_NONE) {
    refuse(r, "neither a CAMEO code nor a PLOVER type");
    return WRONG;
  }
  if (cameo && (e->act.type == CH_TYPE_NONE || e->act.type == cameo->type)) {
    e->act.type = cameo->type;
    e->act.mode = cameo->mode;
    e->n_contexts = cameo->n_contexts;
    memcpy(e->contexts, cameo->contexts, sizeof e->contexts);
  }
  if (e->act.type == CH_TYPE_NONE) return NOBODY;
  if (cameo) e->act.cameo = cameo->code;
  ch_str mode = ch_import_fold(r->im, cell_of(r, CH_EF_MODE));
  if (mode.n && ch_mode_of(e->act.type, mode)) e->act.mode = mode;
  if (cell_of(r, CH_EF_CONTEXTS).n) e->n_contexts = 0;
  take_contexts(r, e);
  double score = real_of(cell_of(r, CH_EF_SCORE));
  e->goldstein = within(score, 10) ? score : cameo ? cameo->goldstein : NAN;
  e->quad = ch_type_quad(e->act.type);
  if (r->job->codebook) e->act.status = ch_codebook_status(r->job->codebook, e->act.type);
  return SOMEBODY;
}

/* ---- a row -------------------------------------------------------------------------- */

static ch_str id_of(reader *r, const char *kind, uint64_t hash) {
  ch_str id = ch_arena_printf(r->im->arena, "%s-%016llx", kind, (unsigned long long)hash);
  if (!id.p) r->im->failed = true;
  return id;
}

static bool take_dates(reader *r, ch_event *e, ch_article *a) {
  ch_str text = cell_of(r, CH_EF_DATE);
  int32_t day = day_of(r, text);
  if (day == CH_DAY_NONE && text.n == 0) return refuse(r, "no date"), false;
  if (day == CH_DAY_NONE) return refuse_cell(r, text, "is no date that can be told: YYYY-MM-DD or YYYYMMDD"), false;
  a->published = day_of(r, cell_of(r, CH_EF_PUBLISHED));
  if (a->published == CH_DAY_NONE) a->published = day;
  a->published_minute = -1;
  a->published_from = CH_DATE_METADATA;
  e->act.date.days = (ch_days){day, day};
  e->act.date.basis = day == a->published ? CH_BASIS_ARTICLE : CH_BASIS_TEXT;
  return true;
}

/* "San Francisco, California, United States" is San Francisco. */
static bool take_place(reader *r, ch_place *out) {
  ch_str name = cell_of(r, CH_EF_PLACE);
  name = ch_str_slice(name, 0, ch_str_find_byte(name, ',', 0));
  *out = (ch_place){.name = ch_import_clean(r->im, name), .lat = real_of(cell_of(r, CH_EF_LAT)),
                    .lon = real_of(cell_of(r, CH_EF_LON))};
  if (!within(out->lat, 90) || !within(out->lon, 180)) out->lat = out->lon = NAN;
  ch_str country = cell_of(r, CH_EF_PLACE_COUNTRY);
  if (country.n) out->code = country_of(r, country);
  return out->name.n > 0;
}

/* What stands in the place of a sentence: which row it is. */
static ch_str origin(reader *r) {
  ch_str id = ch_import_clean(r->im, cell_of(r, CH_EF_ID)), set = r->layout.set;
  if (id.n > 80) id.n = 0;
  ch_str text = ch_arena_printf(r->im->arena, "%.*s%s%.*s, row %llu of %.*s", CH_PRI(set), id.n ? ", event " : "",
                                CH_PRI(id), (unsigned long long)r->line, CH_PRI(r->label));
  if (!text.p) r->im->failed = true;
  return text;
}

static bool hand_over(reader *r, ch_event *e, ch_article *a, ch_actor sides[2], const ch_str texts[2],
                      bool recipient) {
  ch_place place;
  ch_attribution publisher = {.cue = CH_NO_WORD, .stance = CH_STR("reports")};
  uint64_t hash = ch_str_hash_seed(ch_str_trim(r->row), ch_str_hash(r->layout.set));
  ch_document doc = {.article = a};
  a->id = id_of(r, "i", hash);
  e->id = id_of(r, "m", hash ^ 1);
  a->outlet = r->layout.set;
  a->reader = CH_STR("import");
  a->file = r->label;
  a->file_line = r->line;
  a->address = ch_import_clean(r->im, cell_of(r, CH_EF_ADDRESS));
  e->act.actor.v[0] = (ch_party){.actor = &sides[0], .text = texts[0]};
  e->act.actor.n = 1;
  e->act.recipient.v[0] = (ch_party){.actor = &sides[1], .text = texts[1]};
  e->act.recipient.n = recipient;
  if (take_place(r, &place)) e->place = &place;
  publisher.speaker = ch_import_clean(r->im, cell_of(r, CH_EF_PUBLISHER));
  e->attribution[0] = &publisher;
  e->n_attribution = publisher.speaker.n > 0;
  e->imported = origin(r);
  e->rule = CH_STR("imported");
  if (r->im->failed) return false;
  return r->job->take(r->job->self, &doc, e, r->error);
}

/* CAMEO's coders write a meeting twice, once from each side. */
static bool mirrors_last(reader *r, const ch_event *e, const ch_actor sides[2]) {
  bool mirrored = (e->act.type == CH_TYPE_CONSULT || e->act.type == CH_TYPE_COOPERATE) &&
                  r->last.type == e->act.type && r->last.day == e->act.date.days.from &&
                  ch_str_eq(r->last.actor, sides[1].code) && ch_str_eq(r->last.recipient, sides[0].code);
  r->last.type = mirrored ? CH_TYPE_NONE : e->act.type;
  r->last.day = e->act.date.days.from;
  r->last.actor = sides[0].code, r->last.recipient = sides[1].code;
  return mirrored;
}

/* False when all must end. */
static bool take_row(reader *r) {
  ch_event e = {.goldstein = NAN, .deadline = {.days = CH_DAYS_NONE}, .about = {.date = {.days = CH_DAYS_NONE}}};
  ch_article a = {0};
  ch_actor sides[2];
  ch_str texts[2];
  if (!ch_event_layout_fits(&r->layout, r->n)) {
    ch_import_refuse(r->im, r->file, r->line, "%u cells, not %u", r->n, r->layout.width);
    return true;
  }
  if (!take_dates(r, &e, &a)) return true;
  told act = take_act(r, &e);
  if (act == WRONG) return true;
  told actor = act == NOBODY ? NOBODY : take_party(r, CH_EF_ACTOR_COUNTRY, &sides[0], &texts[0]);
  if (actor == WRONG) return true;
  told recipient = actor == NOBODY ? NOBODY : take_party(r, CH_EF_RECIPIENT_COUNTRY, &sides[1], &texts[1]);
  if (recipient == WRONG) return true;
  bool idle = actor == NOBODY || (recipient == SOMEBODY && same_side(&sides[0], &sides[1]));
  if (idle || (recipient == SOMEBODY && mirrors_last(r, &e, sides))) {
    r->job->passed++;
    return true;
  }
  return hand_over(r, &e, &a, sides, texts, recipient == SOMEBODY);
}

/* ---- a file ---------------------------------------------------------------------------- */

static char separator(ch_str bytes) {
  ch_str line;
  if (!ch_str_line(&bytes, &line)) return ',';
  if (ch_str_find_byte(line, '\t', 0) < line.n) return '\t';
  return ch_str_find_byte(line, ';', 0) < line.n ? ';' : ',';
}

static ch_str file_name(const char *path) {
  const char *slash = strrchr(path, '/');
  return ch_str_of(slash ? slash + 1 : path);
}

/* The first row tells the layout; true where rows follow to be read. */
static bool begin(reader *r) {
  const char *why = NULL;
  ch_str all = r->rest;
  if (ch_str_starts(r->rest, CH_STR("PK\x03\x04")) || ch_str_starts(r->rest, CH_STR("\x1f\x8b")))
    return !ch_import_refuse(r->im, r->file, 0, "it is packed: unpack it first");
  if (ch_str_starts(r->rest, CH_STR("\xef\xbb\xbf"))) all = r->rest = ch_str_slice(r->rest, 3, r->rest.n);
  r->apart = separator(r->rest);
  if (!next_row(r)) return !ch_import_refuse(r->im, r->file, 1, "no row");
  if (r->n > CH_EVENT_MOST_COLUMNS) return !ch_import_refuse(r->im, r->file, 1, "a table of %u columns", r->n);
  if (!ch_event_layout_tell(r->im, &r->words, r->cells, r->n, r->job->maps, r->job->n_maps, &r->layout, &why, r->error))
    return !(r->ended = true);
  if (why) return !ch_import_refuse(r->im, r->file, r->line, "%s", why);
  if (r->job->set.n) r->layout.set = r->job->set;
  if (r->layout.set.n == 0) r->layout.set = r->label;
  if (!r->layout.named) r->rest = all, r->next = 1;
  return true;
}

bool ch_import_events(ch_event_import *job, const char *file, ch_str bytes, ch_error *error) {
  ch_import *im = job->import;
  reader r = {.job = job, .im = im, .error = error, .file = file, .label = file_name(file), .rest = bytes, .next = 1};
  ch_str path = ch_arena_printf(im->arena, "%s/cameo.tsv", job->dir);
  ch_arena *kept = im->arena, *row = ch_arena_new(0);
  bool ok = path.p && row;
  if (!ok) ch_fail(error, CH_ERROR_MEMORY, "no memory for the import");
  ok = ok && ch_event_words_load(im, job->dir, &r.words, error) &&
       ch_cameo_load(path.p, im->arena, &r.cameo, error);
  bool rows = ok && begin(&r);
  im->arena = row; /* what a row needs is given back behind it */
  while (ok && rows && !im->failed && next_row(&r)) {
    ok = take_row(&r);
    ch_arena_clear(row);
  }
  im->arena = kept;
  ch_arena_free(row);
  if (im->failed) return ch_fail(error, CH_ERROR_MEMORY, "no memory for the import");
  return ok && !r.ended;
}
