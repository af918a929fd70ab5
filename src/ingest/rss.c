/* Feeds: RSS 2.0 and its elders, RDF (RSS 1.0) and Atom.
 *
 * The feed is walked item by item; an item's fields are its child elements by
 * local name. Text is HTML in all of them, in CDATA, escaped or (Atom's xhtml)
 * as markup. */
#include <string.h>

#include "base/buf.h"
#include "ingest/clean.h"
#include "ingest/encoding.h"
#include "ingest/html.h"
#include "ingest/markup.h"
#include "ingest/input.h"
#include "ingest/utf8.h"

enum {
  FULL_TEXT = 1500,  /* bytes: a description this long is the story */
  LONGEST_NAME = 300 /* bytes of a feed's title that can name the outlet */
};

typedef enum part {
  P_TITLE, P_ADDRESS, P_ID, P_PUBLISHED, P_UPDATED, P_BYLINE, P_SUMMARY, P_CONTENT, P_LANGUAGE,
  PARTS, P_NONE = PARTS
} part;

/* Child elements by local name; a prefix counts only where one is given. */
static const struct {
  const char *prefix, *name;
  part is;
} NAMES[] = {
    {"media", "title", P_NONE}, {"media", "description", P_NONE}, {"media", "content", P_NONE},
    {"itunes", "summary", P_NONE}, {"itunes", "title", P_NONE}, {"itunes", "author", P_NONE},
    {"slash", "comments", P_NONE}, {"wfw", "commentRss", P_NONE},
    {NULL, "title", P_TITLE}, {NULL, "link", P_ADDRESS}, {NULL, "guid", P_ID}, {NULL, "id", P_ID},
    {NULL, "identifier", P_ID}, {NULL, "pubDate", P_PUBLISHED}, {NULL, "published", P_PUBLISHED},
    {NULL, "date", P_PUBLISHED}, {NULL, "issued", P_PUBLISHED}, {NULL, "created", P_PUBLISHED},
    {NULL, "updated", P_UPDATED}, {NULL, "modified", P_UPDATED}, {NULL, "creator", P_BYLINE},
    {NULL, "author", P_BYLINE}, {NULL, "description", P_SUMMARY}, {NULL, "summary", P_SUMMARY},
    {NULL, "encoded", P_CONTENT}, {NULL, "content", P_CONTENT}, {NULL, "fulltext", P_CONTENT},
    {NULL, "full-text", P_CONTENT}, {NULL, "language", P_LANGUAGE},
};

typedef struct rss_state {
  ch_markup markup;
  uint64_t item;
  ch_str title, author, language; /* of the feed */
  bool cut;                       /* the stream broke inside the feed */
} rss_state;

static ch_str local_name(ch_str name) {
  size_t colon = ch_str_find_byte(name, ':', 0);
  return colon == SIZE_MAX ? name : ch_str_slice(name, colon + 1, name.n);
}

static part part_of(ch_str name) {
  ch_str local = local_name(name);
  ch_str prefix = ch_str_slice(name, 0, local.n < name.n ? name.n - local.n - 1 : 0);
  for (size_t k = 0; k < sizeof NAMES / sizeof *NAMES; k++) {
    if (NAMES[k].prefix != NULL && !ch_str_eq_fold(prefix, ch_str_of(NAMES[k].prefix))) continue;
    if (ch_str_eq_fold(local, ch_str_of(NAMES[k].name))) return NAMES[k].is;
  }
  return P_NONE;
}

static bool is_item(ch_str name) {
  return ch_str_eq_fold(name, CH_STR("item")) || ch_str_eq_fold(name, CH_STR("entry")) ||
         ch_str_eq_fold(local_name(name), CH_STR("item"));
}

/* The content of an element just opened, up to its end tag (or, where that is
 * missing, the end of what it stands in): text decoded once, CDATA as it is,
 * markup as it is. In the arena; p is NULL if out of memory. */
static ch_str content(ch_markup *m, const ch_markup_token *open, ch_arena *arena) {
  ch_markup_token t;
  if (open->closed) return (ch_str){"", 0};
  ch_buf buf;
  ch_buf_init(&buf, 0);
  while (ch_markup_next(m, &t)) {
    if (t.kind == CH_MARKUP_CLOSE && ch_str_eq_fold(t.name, open->name)) break;
    bool outer = (t.kind == CH_MARKUP_CLOSE || t.kind == CH_MARKUP_OPEN) && is_item(t.name);
    if (outer) { /* its end tag is missing */
      m->i = t.from;
      break;
    }
    if (t.kind == CH_MARKUP_TEXT) {
      if (ch_buf_reserve(&buf, ch_markup_room(t.text.n))) {
        buf.n += ch_markup_decode(t.text, buf.p + buf.n);
      }
    } else if (t.kind == CH_MARKUP_CDATA) {
      ch_buf_add(&buf, t.text);
    } else {
      ch_buf_add(&buf, ch_str_slice(m->s, t.from, t.to));
    }
  }
  ch_str all = buf.failed ? (ch_str){NULL, 0}
                          : ch_arena_copy(arena, ch_str_trim(ch_buf_str(&buf)));
  ch_buf_free(&buf);
  return all;
}

/* <name> inside <author>, else the text; an address in it does not count. */
static ch_str person(ch_str s) {
  size_t from = ch_str_find_fold(s, CH_STR("<name>"), 0);
  if (from != SIZE_MAX) {
    size_t to = ch_str_find_fold(s, CH_STR("</name>"), from);
    return ch_str_trim(ch_str_slice(s, from + 6, to));
  }
  size_t open = ch_str_find_byte(s, '(', 0), at = ch_str_find_byte(s, '@', 0);
  if (at != SIZE_MAX && open != SIZE_MAX && ch_str_ends(s, CH_STR(")"))) {
    return ch_str_slice(s, open + 1, s.n - 1); /* "a@b.org (Jane Doe)" */
  }
  return at == SIZE_MAX && ch_str_find_byte(s, '<', 0) == SIZE_MAX ? s : (ch_str){"", 0};
}

/* A title may hold references or tags once more. */
static ch_str plain_line(ch_input *src, ch_str s, uint32_t *controls) {
  if (s.n == 0 || (memchr(s.p, '&', s.n) == NULL && memchr(s.p, '<', s.n) == NULL)) return s;
  ch_str plain = ch_html_fragment(s, &src->options->limits, src->scratch, controls);
  return plain.p == NULL || plain.n > 0 ? plain : s;
}

/* ---- the feed's own fields -------------------------------------------------------------- */

static bool no_memory(ch_error *error) {
  return ch_fail(error, CH_ERROR_MEMORY, "no memory for a feed");
}

/* "Continental Wire - World" -> "Continental Wire": the part of the title that
 * the address names, else the first. */
static ch_str outlet_of(ch_str title, ch_str address) {
  static const char *const BARS[] = {" - ", " | ", " > ", " \xc2\xbb ", ": ", " \xe2\x80\x94 ",
                                     " \xe2\x80\x93 ", " :: ", " / "};
  char host[64];
  size_t n = 0, from = ch_str_find(address, CH_STR("://"), 0);
  for (size_t i = from == SIZE_MAX ? address.n : from + 3; i < address.n && n < sizeof host; i++) {
    char c = address.p[i];
    if (c == '/' || c == ':') break;
    if (c != '-' && c != '.') host[n++] = c;
  }
  ch_str first = {NULL, 0}, rest = ch_utf8_cut(title, LONGEST_NAME);
  while (rest.n > 0) {
    size_t end = rest.n, skip = 0;
    for (size_t k = 0; k < sizeof BARS / sizeof *BARS; k++) {
      size_t at = ch_str_find(rest, ch_str_of(BARS[k]), 0);
      if (at < end) {
        end = at;
        skip = strlen(BARS[k]);
      }
    }
    ch_str name = ch_str_trim(ch_str_slice(rest, 0, end));
    char folded[64];
    size_t f = 0;
    for (size_t i = 0; i < name.n && f < sizeof folded; i++) {
      char c = name.p[i];
      if ((c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')) folded[f++] = c;
    }
    if (f >= 3 && ch_str_find_fold((ch_str){host, n}, (ch_str){folded, f}, 0) != SIZE_MAX) return name;
    if (first.n == 0) first = name;
    rest = ch_str_slice(rest, end + skip, rest.n);
  }
  return first;
}

/* Reads up to the next item's start tag; false at the end of the feed. */
static bool find_item(ch_input *src, rss_state *st, ch_markup_token *item, bool *failed) {
  ch_markup_token *t = item;
  while (ch_markup_next(&st->markup, t)) {
    if (t->kind != CH_MARKUP_OPEN) continue;
    if (is_item(t->name)) return true;
    ch_str local = local_name(t->name), *into = NULL, language;
    if (st->language.n == 0 && ch_markup_attribute(t->attributes, "xml:lang", &language)) {
      st->language = language;
    }
    if (ch_str_eq_fold(local, CH_STR("title")) && st->title.n == 0) into = &st->title;
    if (ch_str_eq_fold(local, CH_STR("author")) && st->author.n == 0) into = &st->author;
    if (ch_str_eq_fold(local, CH_STR("language")) && st->language.n == 0) into = &st->language;
    if (into == NULL) continue;
    *into = content(&st->markup, t, src->kept);
    if (into->p == NULL) {
      *failed = true;
      return false;
    }
    if (into == &st->author) *into = person(*into);
  }
  return false;
}

/* ---- items ------------------------------------------------------------------------------- */

static bool read_parts(ch_input *src, rss_state *st, ch_str v[PARTS]) {
  ch_markup_token t;
  while (ch_markup_next(&st->markup, &t)) {
    if (t.kind == CH_MARKUP_CLOSE && is_item(t.name)) break;
    if (t.kind == CH_MARKUP_OPEN && is_item(t.name)) { /* the end tag is missing */
      st->markup.i = t.from;
      break;
    }
    if (t.kind != CH_MARKUP_OPEN) continue;
    part is = part_of(t.name);
    ch_str attribute, rel;
    if (is == P_ADDRESS && ch_markup_attribute(t.attributes, "href", &attribute)) {
      bool other = ch_markup_attribute(t.attributes, "rel", &rel) &&
                   !ch_str_eq_fold(rel, CH_STR("alternate"));
      if (!other && v[is].n == 0) v[is] = ch_markup_text(src->scratch, attribute);
      if (!other && v[is].p == NULL) return false;
      continue;
    }
    ch_str value = content(&st->markup, &t, src->scratch);
    if (value.p == NULL) return false;
    if (is == P_NONE || value.n == 0) continue;
    if (v[is].n == 0 || (is == P_CONTENT && value.n > v[is].n)) v[is] = value;
  }
  return true;
}

static bool is_address(ch_str s) {
  return ch_str_starts_fold(s, CH_STR("http://")) || ch_str_starts_fold(s, CH_STR("https://"));
}

static bool read_text(ch_input *src, const ch_str v[PARTS], ch_draft *draft) {
  const ch_ingest_limits *limits = &src->options->limits;
  ch_str text = {"", 0};
  if (v[P_CONTENT].n > 0) {
    text = ch_html_fragment(v[P_CONTENT], limits, src->scratch, &draft->controls);
    if (text.p == NULL) return false;
  }
  if (text.n == 0 && v[P_SUMMARY].n > 0) {
    text = ch_html_fragment(v[P_SUMMARY], limits, src->scratch, &draft->controls);
    if (text.p == NULL) return false;
    if (text.n < FULL_TEXT) draft->partial = CH_STR("summary");
  }
  draft->text = text;
  return true;
}

static bool read_item(ch_input *src, rss_state *st, ch_draft *draft) {
  ch_str v[PARTS] = {{NULL, 0}};
  if (!read_parts(src, st, v) || !read_text(src, v, draft)) return false;
  draft->title = plain_line(src, v[P_TITLE], &draft->controls);
  draft->byline = plain_line(src, person(v[P_BYLINE]), &draft->controls);
  draft->id = v[P_ID];
  draft->address = is_address(v[P_ADDRESS]) ? v[P_ADDRESS] : (ch_str){NULL, 0};
  if (draft->address.n == 0 && is_address(draft->id)) draft->address = draft->id;
  draft->language = v[P_LANGUAGE].n > 0 ? v[P_LANGUAGE] : st->language;
  draft->outlet = st->author.n > 0 && ch_str_starts_fold(st->title, st->author)
                      ? st->author : outlet_of(st->title, draft->address);
  ch_draft_date(draft, v[P_PUBLISHED], CH_DATE_METADATA);
  ch_draft_date(draft, v[P_UPDATED], CH_DATE_METADATA);
  return draft->title.p != NULL || draft->title.n == 0;
}

static ch_reader_step open_feed(ch_input *src, ch_error *error) {
  ch_str bytes;
  ch_decoded decoded;
  rss_state *st = CH_NEW(src->kept, rss_state);
  if (st == NULL) {
    no_memory(error);
    return CH_READER_REFUSED;
  }
  ch_reader_step got = ch_input_whole(src, &bytes, error);
  if (got != CH_READER_ARTICLE) return got;
  if (!ch_decode(src->kept, bytes, ch_html_declared_encoding(bytes), &decoded, error)) {
    return CH_READER_REFUSED;
  }
  st->markup = ch_markup_over(decoded.text, true);
  src->state = st;
  return CH_READER_ARTICLE;
}

static ch_reader_step next(ch_input *src, ch_draft *draft, ch_error *error) {
  if (src->state == NULL) {
    ch_reader_step got = open_feed(src, error);
    if (got != CH_READER_ARTICLE) return got;
  }
  rss_state *st = src->state;
  ch_markup_token item;
  bool failed = false;
  if (!find_item(src, st, &item, &failed)) {
    if (failed || st->item > 0) {
      if (failed) no_memory(error);
      st->markup.i = st->markup.s.n;
      return failed ? CH_READER_REFUSED : CH_READER_END;
    }
    st->item = 1; /* say it once */
    ch_fail(error, CH_ERROR_EMPTY, "the feed has no items");
    return CH_READER_REFUSED;
  }
  src->line = draft->line = ++st->item;
  if (!item.closed && !read_item(src, st, draft)) {
    no_memory(error);
    return CH_READER_REFUSED;
  }
  draft->bytes = ch_str_slice(st->markup.s, item.from, st->markup.i);
  return CH_READER_ARTICLE;
}

const ch_layout CH_LAYOUT_RSS = {"rss", next};
