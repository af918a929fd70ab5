#include "ingest/metadata.h"

#include <string.h>

#include "ingest/clean.h"
#include "ingest/date.h"
#include "ingest/json_value.h"
#include "ingest/markup.h"
#include "ingest/utf8.h"

enum { LONGEST_BESIDE = 200, LOOKED_BEFORE = 15, LONGEST_BYLINE = 120, LONGEST_TITLE = 1000 };

#define COUNT(a) (sizeof(a) / sizeof *(a))

static bool is_address(ch_str s) {
  return ch_str_starts_fold(s, CH_STR("http://")) || ch_str_starts_fold(s, CH_STR("https://"));
}

/* ---- meta elements ---------------------------------------------------------------- */

typedef enum part { TITLE, BYLINE, OUTLET, ADDRESS, LANGUAGE, DATE, PARTS } part;

/* Names of meta elements, best first for each part. */
static const struct {
  part is;
  const char *name;
} METAS[] = {
    {DATE, "article:published_time"}, {DATE, "og:article:published_time"},
    {DATE, "article:published"}, {DATE, "og:published_time"}, {DATE, "datePublished"},
    {DATE, "dateCreated"}, {DATE, "parsely-pub-date"}, {DATE, "sailthru.date"},
    {DATE, "dcterms.issued"}, {DATE, "dc.date.issued"}, {DATE, "dcterms.created"},
    {DATE, "dc.date.created"}, {DATE, "dcterms.date"}, {DATE, "dc.date"},
    {DATE, "cXenseParse:recs:publishtime"}, {DATE, "originalpublicationdate"},
    {DATE, "article_date_original"}, {DATE, "publication_date"}, {DATE, "publication-date"},
    {DATE, "published_date"}, {DATE, "published-date"}, {DATE, "publish_date"},
    {DATE, "publish-date"}, {DATE, "publishdate"}, {DATE, "pubdate"}, {DATE, "pdate"},
    {DATE, "ptime"}, {DATE, "bt:pubdate"}, {DATE, "displaydate"}, {DATE, "date.released"},
    {DATE, "release_date"}, {DATE, "citation_publication_date"}, {DATE, "date"},
    {TITLE, "og:title"}, {TITLE, "headline"}, {TITLE, "twitter:title"},
    {TITLE, "parsely-title"}, {TITLE, "sailthru.title"}, {TITLE, "dc.title"},
    {TITLE, "dcterms.title"}, {TITLE, "title"},
    {BYLINE, "parsely-author"}, {BYLINE, "sailthru.author"}, {BYLINE, "byl"},
    {BYLINE, "byline"}, {BYLINE, "author"}, {BYLINE, "article:author"},
    {BYLINE, "dc.creator"}, {BYLINE, "dcterms.creator"}, {BYLINE, "og:article:author"},
    {OUTLET, "og:site_name"}, {OUTLET, "application-name"}, {OUTLET, "dc.publisher"},
    {OUTLET, "dcterms.publisher"}, {OUTLET, "publisher"},
    {ADDRESS, "canonical"}, {ADDRESS, "og:url"}, {ADDRESS, "parsely-link"},
    {LANGUAGE, "content-language"}, {LANGUAGE, "og:locale"}, {LANGUAGE, "dc.language"},
    {LANGUAGE, "language"},
};

typedef struct found {
  ch_str value[PARTS];
  size_t rank[PARTS]; /* row + 1; 0 none */
} found;

static void read_meta(const ch_html_meta *meta, found *f) {
  ch_str name = ch_str_trim(meta->name), content = ch_str_trim(meta->content);
  if (content.n == 0) return;
  for (size_t k = 0; k < COUNT(METAS); k++) {
    part is = METAS[k].is;
    if (f->rank[is] != 0 && f->rank[is] <= k + 1) continue;
    if (!ch_str_eq_fold(name, ch_str_of(METAS[k].name))) continue;
    if (is != ADDRESS && is_address(content)) continue;
    if (is == ADDRESS && !is_address(content)) continue;
    f->value[is] = content;
    f->rank[is] = k + 1;
  }
}

/* ---- JSON-LD ------------------------------------------------------------------------ */

static bool is_article_type(ch_arena *arena, ch_str type) {
  if (ch_json_kind_of(type) == CH_JSON_ARRAY) {
    ch_json_walk walk = ch_json_walk_in(type);
    ch_str key, one;
    while (ch_json_next(&walk, &key, &one)) {
      if (ch_json_kind_of(one) == CH_JSON_STRING && is_article_type(arena, one)) return true;
    }
    return false;
  }
  ch_str name = ch_json_text(arena, type);
  return ch_str_ends(name, CH_STR("Article")) || ch_str_ends(name, CH_STR("Posting")) ||
         ch_str_is(name, "Report");
}

/* A name, or the names of a list of people or organisations. */
static ch_str names(ch_arena *arena, ch_str value) {
  ch_str name, key, item, all = {"", 0};
  switch (ch_json_kind_of(value)) {
    case CH_JSON_STRING:
      return ch_json_text(arena, value);
    case CH_JSON_OBJECT:
      if (!ch_json_member(value, "name", &name)) return all;
      return ch_json_kind_of(name) == CH_JSON_STRING ? ch_json_text(arena, name) : all;
    case CH_JSON_ARRAY: {
      ch_json_walk walk = ch_json_walk_in(value);
      for (int k = 0; k < 20 && ch_json_next(&walk, &key, &item); k++) {
        if (ch_json_kind_of(item) == CH_JSON_ARRAY) continue;
        ch_str one = names(arena, item);
        if (one.n == 0) continue;
        all = all.n == 0 ? one : ch_arena_printf(arena, "%.*s, %.*s", CH_PRI(all), CH_PRI(one));
      }
      return all;
    }
    default:
      return all;
  }
}

static void fill(ch_str *into, ch_str value) {
  if (into->n == 0 && value.p != NULL) *into = ch_str_trim(value);
}

static void read_article(ch_arena *arena, ch_str object, ch_metadata *out) {
  ch_json_walk walk = ch_json_walk_in(object);
  ch_str key, value, inner;
  while (ch_json_next(&walk, &key, &value)) {
    ch_str name = ch_str_slice(key, 1, key.n - 1);
    if (ch_str_is(name, "headline")) {
      fill(&out->title, names(arena, value));
    } else if (ch_str_is(name, "datePublished")) {
      fill(&out->ld_date, names(arena, value));
    } else if (ch_str_is(name, "author")) {
      fill(&out->byline, names(arena, value));
    } else if (ch_str_is(name, "publisher")) {
      fill(&out->outlet, names(arena, value));
    } else if (ch_str_is(name, "inLanguage")) {
      fill(&out->language, names(arena, value));
    } else if (ch_str_is(name, "articleBody")) {
      fill(&out->body, names(arena, value));
    } else if (ch_str_is(name, "url") || ch_str_is(name, "mainEntityOfPage")) {
      if (ch_json_kind_of(value) == CH_JSON_OBJECT && ch_json_member(value, "@id", &inner)) {
        value = inner;
      }
      ch_str address = names(arena, value);
      if (is_address(address)) fill(&out->address, address);
    }
  }
}

/* An article, or a list or graph that may hold one. */
static void read_linked(ch_arena *arena, ch_str value, int depth, ch_metadata *out) {
  ch_str key, item, type, graph;
  if (depth > 3) return;
  if (ch_json_kind_of(value) == CH_JSON_ARRAY) {
    ch_json_walk walk = ch_json_walk_in(value);
    while (ch_json_next(&walk, &key, &item)) read_linked(arena, item, depth + 1, out);
    return;
  }
  if (ch_json_kind_of(value) != CH_JSON_OBJECT) return;
  if (ch_json_member(value, "@type", &type) && is_article_type(arena, type)) {
    read_article(arena, value, out);
  } else if (ch_json_member(value, "@graph", &graph)) {
    read_linked(arena, graph, depth + 1, out);
  }
}

/* Pages write line ends into strings and comments around the whole. */
static bool read_data(ch_arena *arena, ch_str data, ch_metadata *out) {
  size_t from = 0, to = data.n, fault;
  const char *why;
  while (from < to && data.p[from] != '{' && data.p[from] != '[') from++;
  while (to > from && data.p[to - 1] != '}' && data.p[to - 1] != ']') to--;
  ch_str copy = ch_arena_copy(arena, ch_str_slice(data, from, to));
  if (copy.p == NULL) return false;
  for (size_t i = 0; i < copy.n; i++) {
    if ((unsigned char)copy.p[i] < 0x20) ((char *)copy.p)[i] = ' ';
  }
  if (ch_json_check(copy, CH_JSON_DEEPEST, &fault, &why)) read_linked(arena, copy, 0, out);
  return true;
}

bool ch_metadata_read(const ch_html_tree *tree, ch_arena *arena, ch_metadata *out) {
  *out = (ch_metadata){0};
  for (size_t k = 0; k < tree->data.n; k++) {
    if (tree->data.v[k].n > 0 && !read_data(arena, tree->data.v[k], out)) return false;
  }
  found f = {0};
  for (size_t k = 0; k < tree->metas.n; k++) read_meta(&tree->metas.v[k], &f);
  ch_str *const parts[PARTS] = {&out->title,   &out->byline,   &out->outlet,
                                &out->address, &out->language, &out->meta_date};
  for (int k = 0; k < PARTS; k++) {
    if (parts[k]->n > 0 || f.rank[k] == 0) continue;
    *parts[k] = ch_markup_text(arena, f.value[k]);
    if (parts[k]->p == NULL) return false;
  }
  if (tree->language.n > 0) out->language = tree->language;
  if (out->body.n > 0) out->body = ch_markup_text(arena, out->body);
  out->title = ch_markup_text(arena, out->title); /* "&quot;" in JSON-LD is common */
  return out->title.p != NULL;
}

/* ---- what is printed ------------------------------------------------------------------ */

static uint32_t heading_block(const ch_html_tree *tree, uint32_t first) {
  uint32_t best = UINT32_MAX;
  for (uint32_t k = 0; k < tree->blocks.n; k++) {
    if (tree->blocks.v[k].heading != 1) continue;
    if (best == UINT32_MAX || k < first) best = k;
  }
  return best;
}

ch_str ch_metadata_heading(const ch_html_tree *tree, uint32_t first_block) {
  uint32_t k = heading_block(tree, first_block);
  return k == UINT32_MAX ? (ch_str){NULL, 0} : ch_block_text(tree, &tree->blocks.v[k]);
}

static const char *const BARS[] = {" | ", " - ", " \xe2\x80\x94 ", " \xe2\x80\x93 ",
                                   " :: ", " \xc2\xbb ", " \xc2\xb7 ", " \xe2\x80\xa2 "};

/* "Story | The Courier" parts into both, when the end is the outlet's name or
 * the beginning is what the page prints as its heading. */
static bool part_title(ch_str title, ch_str outlet, ch_str heading, ch_str *head, ch_str *tail) {
  if (title.n > LONGEST_TITLE) return false;
  for (size_t i = title.n; i-- > 1;) {
    for (size_t k = 0; k < COUNT(BARS); k++) {
      ch_str bar = ch_str_of(BARS[k]), rest = ch_str_slice(title, i, title.n);
      if (!ch_str_starts(rest, bar)) continue;
      *head = ch_str_trim(ch_str_slice(title, 0, i));
      *tail = ch_str_trim(ch_str_slice(rest, bar.n, rest.n));
      if ((outlet.n > 0 && ch_same_words(*tail, outlet)) ||
          (heading.n > 0 && ch_same_words(*head, heading))) {
        return true;
      }
    }
  }
  return false;
}

static bool in_comments(const ch_html_tree *tree, uint32_t e) {
  for (; e > 0; e = tree->elements.v[e].parent) {
    if (tree->elements.v[e].hints & CH_HINT_COMMENT) return true;
  }
  return false;
}

static bool says_updated(ch_str s) {
  return ch_str_find_fold(s, CH_STR("updated"), 0) != SIZE_MAX ||
         ch_str_find_fold(s, CH_STR("modified"), 0) != SIZE_MAX;
}

/* The date a reader sees: between the heading and the story, else in an
 * element named for it, else just below the story. */
static ch_str visible_date(const ch_html_tree *tree, const ch_page_story *story) {
  uint32_t top = heading_block(tree, story->first), from = top + 1;
  if (top == UINT32_MAX || top >= story->first) {
    from = story->first > LOOKED_BEFORE ? story->first - LOOKED_BEFORE : 0;
  }
  ch_printed_date date;
  ch_str second = {NULL, 0};
  for (uint32_t k = from; k < story->first; k++) {
    ch_str s = ch_block_text(tree, &tree->blocks.v[k]);
    if (s.n > LONGEST_BESIDE || !ch_date_find(s, 0, false, &date)) continue;
    if (!says_updated(s)) return s;
    if (second.n == 0) second = s;
  }
  if (second.n > 0) return second;
  for (uint32_t e = 0; e < tree->elements.n; e++) {
    const ch_html_element *el = &tree->elements.v[e];
    if (!(el->hints & CH_HINT_DATE) || el->text_to - el->text_from > LONGEST_BESIDE ||
        in_comments(tree, e)) {
      continue;
    }
    ch_str s = {tree->text + el->text_from, el->text_to - el->text_from};
    if (ch_date_find(s, 0, false, &date)) return s;
  }
  for (uint32_t k = story->last + 1; k < tree->blocks.n && k <= story->last + 3; k++) {
    ch_str s = ch_block_text(tree, &tree->blocks.v[k]);
    bool near = !in_comments(tree, tree->blocks.v[k].element) && tree->blocks.v[k].links == 0;
    if (near && s.n < 80 && ch_date_find(s, 0, false, &date)) return s;
  }
  return second;
}

static ch_str time_text(const ch_html_tree *tree, const ch_html_time *time) {
  if (time->value.n > 0) return time->value;
  const ch_html_element *e = &tree->elements.v[time->element];
  return ch_utf8_cut((ch_str){tree->text + e->text_from, e->text_to - e->text_from},
                     LONGEST_BESIDE);
}

/* The <time> that dates the story: one that says so, else one beside it. */
static ch_str time_element(const ch_html_tree *tree, const ch_page_story *story) {
  uint32_t top = heading_block(tree, story->first);
  uint32_t from = top != UINT32_MAX && top < story->first ? (top > 3 ? top - 3 : 0)
                  : story->first > LOOKED_BEFORE          ? story->first - LOOKED_BEFORE
                                                          : 0;
  const ch_html_time *best = NULL;
  for (size_t k = 0; k < tree->times.n; k++) {
    const ch_html_time *t = &tree->times.v[k];
    ch_printed_date date;
    if (in_comments(tree, t->element) || !ch_date_field(time_text(tree, t), &date)) continue;
    if (t->published) return time_text(tree, t);
    if (best == NULL && t->block >= from && t->block <= story->first + 1) best = t;
  }
  return best != NULL ? time_text(tree, best) : (ch_str){NULL, 0};
}

/* The innermost element named for the author, above the story. */
static ch_str visible_byline(const ch_html_tree *tree, const ch_page_story *story) {
  ch_str line = {NULL, 0};
  uint32_t end = 0;
  for (uint32_t e = 1; e < tree->elements.n; e++) {
    const ch_html_element *el = &tree->elements.v[e];
    ch_str s = ch_str_trim((ch_str){tree->text + el->text_from, el->text_to - el->text_from});
    if (line.n > 0 && e >= end) break;
    if (!(el->hints & CH_HINT_BYLINE) || s.n < 3 || s.n > LONGEST_BYLINE ||
        el->block_from > story->first || in_comments(tree, e)) {
      continue;
    }
    line = s;
    end = el->end;
  }
  for (uint32_t k = 0; line.n == 0 && k < story->first; k++) {
    ch_str s = ch_block_text(tree, &tree->blocks.v[k]);
    if (s.n > 5 && s.n <= LONGEST_BYLINE && ch_str_starts_fold(s, CH_STR("by ")) &&
        s.p[3] >= 'A' && s.p[3] <= 'Z') {
      line = s;
    }
  }
  ch_printed_date date;
  if (ch_date_find(line, 0, false, &date)) line = ch_str_trim(ch_str_slice(line, 0, date.from));
  line = ch_str_slice(line, 0, ch_str_find(line, CH_STR(" | "), 0));
  line = ch_str_trim(ch_str_slice(line, 0, ch_str_find_byte(line, '\n', 0)));
  while (line.n > 0 && (line.p[line.n - 1] == ',' || line.p[line.n - 1] == '-')) line.n--;
  return line;
}

bool ch_metadata_finish(const ch_html_tree *tree, const ch_page_story *story,
                        const ch_metadata *meta, ch_arena *arena, ch_draft *draft) {
  ch_str heading = ch_metadata_heading(tree, story->first), head, tail;
  ch_str printed = ch_markup_text(arena, ch_str_trim(tree->title));
  if (printed.p == NULL) return false;
  ch_str title = meta->title.n > 0 ? meta->title : heading.n > 0 ? heading : printed;
  ch_str known = heading.n > 0 ? heading : meta->title;
  fill(&draft->outlet, meta->outlet);
  if (draft->outlet.n == 0 && part_title(printed, (ch_str){NULL, 0}, known, &head, &tail)) {
    draft->outlet = tail;
  }
  fill(&draft->title, part_title(title, draft->outlet, heading, &head, &tail) ? head : title);
  fill(&draft->byline, meta->byline);
  fill(&draft->byline, visible_byline(tree, story));
  fill(&draft->address, meta->address);
  fill(&draft->language, meta->language);
  ch_draft_date(draft, meta->ld_date, CH_DATE_METADATA);
  ch_draft_date(draft, meta->meta_date, CH_DATE_METADATA);
  ch_str time = ch_markup_text(arena, time_element(tree, story));
  if (time.p == NULL) return false;
  ch_draft_date(draft, time, CH_DATE_METADATA);
  ch_draft_date(draft, visible_date(tree, story), CH_DATE_PRINTED);
  return true;
}
