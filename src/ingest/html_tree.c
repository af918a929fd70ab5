#include "ingest/html_tree.h"

#include <string.h>

#include "ingest/markup.h"

enum { MOST_METAS = 1000, MOST_TIMES = 1000, MOST_DATA = 50 };

typedef struct builder {
  ch_html_tree *tree;
  const ch_ingest_limits *limits;
  ch_arena *arena;
  ch_error *error;
  uint32_t *open; /* numbers of the open elements; open[0] is the document */
  uint32_t depth;
  uint32_t silent;  /* open elements whose content is not read */
  uint32_t pre;     /* open <pre> */
  uint32_t links;   /* depth at which a link was opened; 0 none */
  bool in_block;
  ch_block block;
  ch_hidden_names hidden;
  bool title_next;
} builder;

static bool no_memory(builder *b) {
  return ch_fail(b->error, CH_ERROR_MEMORY, "no memory for a page");
}

static ch_html_element *element(builder *b, uint32_t number) {
  return &b->tree->elements.v[number];
}

static uint32_t top(const builder *b) {
  return b->open[b->depth - 1];
}

/* ---- text ------------------------------------------------------------------------- */

static bool space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool end_block(builder *b) {
  ch_html_tree *t = b->tree;
  if (!b->in_block) return true;
  b->in_block = false;
  while (t->n_text > b->block.from && space(t->text[t->n_text - 1])) t->n_text--;
  if (t->n_text == b->block.from) return true;
  b->block.to = (uint32_t)t->n_text;
  ch_block *kept = CH_PUSH(b->arena, &t->blocks);
  if (kept == NULL) return no_memory(b);
  *kept = b->block;
  for (uint32_t k = 1; k < b->depth; k++) {
    ch_tag tag = (ch_tag)element(b, b->open[k])->tag;
    if (tag >= CH_TAG_H1 && tag <= CH_TAG_H6) kept->heading = (uint8_t)(tag - CH_TAG_H1 + 1);
    kept->item |= tag == CH_TAG_LI || tag == CH_TAG_DD || tag == CH_TAG_DT;
    kept->cell |= tag == CH_TAG_TD || tag == CH_TAG_TH;
  }
  t->text[t->n_text++] = '\n'; /* blocks never touch */
  return true;
}

static void begin_block(builder *b) {
  b->in_block = true;
  b->block = (ch_block){.from = (uint32_t)b->tree->n_text, .element = top(b)};
}

/* Adds text with references decoded; white space is one space. */
static void add_text(builder *b, ch_str raw) {
  ch_html_tree *t = b->tree;
  size_t from = t->n_text, to = from + ch_markup_decode(raw, t->text + from), n = from;
  for (size_t i = from; i < to; i++) {
    char c = t->text[i];
    if (space(c)) {
      c = c == '\n' && b->pre > 0 ? '\n' : ' ';
      bool first = !b->in_block || n == b->block.from;
      if (c == ' ' && b->pre == 0 && (first || space(t->text[n - 1]))) continue;
      if (first && c == '\n') continue;
    }
    if (!b->in_block) {
      begin_block(b);
      b->block.from = (uint32_t)n;
    }
    t->text[n++] = c;
  }
  t->n_text = n;
  if (n == from) return;
  if (b->links > 0) b->block.links += (uint32_t)(n - from);
  while (element(b, b->block.element)->end <= top(b)) {
    b->block.element = element(b, b->block.element)->parent;
  }
}

static void add_break(builder *b) {
  ch_html_tree *t = b->tree;
  if (!b->in_block || b->silent > 0) return;
  if (t->n_text > b->block.from && t->text[t->n_text - 1] == ' ') t->n_text--;
  t->text[t->n_text++] = '\n';
}

/* ---- elements ---------------------------------------------------------------------- */

static bool close_top(builder *b) {
  ch_html_element *e = element(b, top(b));
  ch_tag tag = (ch_tag)e->tag;
  if (ch_tag_is(tag, CH_TAG_BLOCK) && !end_block(b)) return false;
  e = element(b, top(b));
  e->end = (uint32_t)b->tree->elements.n;
  e->block_to = (uint32_t)b->tree->blocks.n;
  e->text_to = (uint32_t)b->tree->n_text;
  if (ch_tag_is(tag, CH_TAG_SILENT) || (e->hints & CH_HINT_HIDDEN)) b->silent--;
  if (tag == CH_TAG_PRE) b->pre--;
  b->depth--;
  if (b->links > b->depth) b->links = 0;
  return true;
}

static bool close_to(builder *b, uint32_t depth) {
  while (b->depth > depth) {
    if (!close_top(b)) return false;
  }
  return true;
}

/* What a start tag ends that has no end tag of its own. */
static bool end_implied(builder *b, ch_tag opened) {
  if (!ch_tag_is(opened, CH_TAG_BLOCK) && opened != CH_TAG_OPTION) return true;
  for (uint32_t k = b->depth; k-- > 1;) {
    ch_tag open = (ch_tag)element(b, b->open[k])->tag;
    if (ch_tag_ends(opened, open)) {
      /* <li> may end a <p> and then, further out, a <li>. */
      if (!close_to(b, k)) return false;
      continue;
    }
    bool cell = open == CH_TAG_TD || open == CH_TAG_TH;
    if (ch_tag_is(open, CH_TAG_SCOPE) && !cell) break;
  }
  return true;
}

static bool open_element(builder *b, ch_tag tag, const ch_markup_token *t) {
  if (ch_tag_is(tag, CH_TAG_BLOCK) && !end_block(b)) return false;
  if (!end_implied(b, tag)) return false;
  if (b->depth >= b->limits->markup_depth) {
    return ch_fail(b->error, CH_ERROR_LIMIT, "elements are nested more than %u deep",
                   b->limits->markup_depth);
  }
  if (b->tree->elements.n >= b->limits->elements) {
    return ch_fail(b->error, CH_ERROR_LIMIT, "a page has more than %u elements",
                   b->limits->elements);
  }
  ch_hints hints = ch_furniture_hints(tag, t->attributes, &b->hidden);
  uint32_t parent = top(b), number = (uint32_t)b->tree->elements.n;
  ch_html_element *e = CH_PUSH(b->arena, &b->tree->elements);
  if (e == NULL) return no_memory(b);
  *e = (ch_html_element){.parent = parent, .end = UINT32_MAX, .class_hash = hints.class_hash,
                    .block_from = (uint32_t)b->tree->blocks.n,
                    .text_from = (uint32_t)b->tree->n_text,
                    .hints = (uint16_t)hints.bits, .tag = (uint8_t)tag};
  b->open[b->depth++] = number;
  if (ch_tag_is(tag, CH_TAG_SILENT) || (hints.bits & CH_HINT_HIDDEN)) b->silent++;
  if (tag == CH_TAG_PRE) b->pre++;
  return true;
}

static bool close_element(builder *b, ch_tag tag) {
  if (tag == CH_TAG_A) b->links = 0;
  if (tag == CH_TAG_P || tag == CH_TAG_BR) {
    if (!end_block(b)) return false;
  }
  if (tag == CH_TAG_OTHER || ch_tag_is(tag, CH_TAG_PASSING | CH_TAG_VOID)) return true;
  bool block = ch_tag_is(tag, CH_TAG_BLOCK);
  for (uint32_t k = b->depth; k-- > 1;) {
    ch_tag open = (ch_tag)element(b, b->open[k])->tag;
    if (open == tag) return close_to(b, k);
    if (!block && ch_tag_is(open, CH_TAG_BLOCK)) return true;
    /* A stray </div> does not end a table's cell or what is around it. */
    if (open == CH_TAG_TABLE && tag != CH_TAG_BODY && tag != CH_TAG_HTML) return true;
  }
  return true;
}

/* ---- what pages say about themselves -------------------------------------------------- */

static bool note_meta(builder *b, ch_str attributes) {
  static const char *const NAMES[] = {"property", "name", "itemprop", "http-equiv"};
  ch_html_tree *t = b->tree;
  ch_str name, content;
  if (t->metas.n >= MOST_METAS || !ch_markup_attribute(attributes, "content", &content)) return true;
  for (size_t k = 0; k < sizeof NAMES / sizeof *NAMES; k++) {
    if (!ch_markup_attribute(attributes, NAMES[k], &name) || name.n == 0) continue;
    ch_html_meta *meta = CH_PUSH(b->arena, &t->metas);
    if (meta == NULL) return no_memory(b);
    *meta = (ch_html_meta){name, content};
  }
  return true;
}

static bool note_link(builder *b, ch_str attributes) {
  ch_str rel, href;
  if (b->tree->metas.n >= MOST_METAS || !ch_markup_attribute(attributes, "rel", &rel) ||
      !ch_str_eq_fold(rel, CH_STR("canonical")) ||
      !ch_markup_attribute(attributes, "href", &href)) {
    return true;
  }
  ch_html_meta *meta = CH_PUSH(b->arena, &b->tree->metas);
  if (meta == NULL) return no_memory(b);
  *meta = (ch_html_meta){CH_STR("canonical"), href};
  return true;
}

static bool note_time(builder *b, ch_tag tag, ch_str attributes) {
  ch_str value = {NULL, 0}, prop = {NULL, 0}, ignored;
  bool says = ch_markup_attribute(attributes, "itemprop", &prop) &&
              ch_str_eq_fold(prop, CH_STR("datePublished"));
  if (tag != CH_TAG_TIME && !says) return true;
  if (b->tree->times.n >= MOST_TIMES) return true;
  if (!ch_markup_attribute(attributes, "datetime", &value)) {
    value = (ch_str){NULL, 0};
    if (says && !ch_markup_attribute(attributes, "content", &value)) value = (ch_str){NULL, 0};
  }
  ch_html_time *time = CH_PUSH(b->arena, &b->tree->times);
  if (time == NULL) return no_memory(b);
  *time = (ch_html_time){
      .value = value, .element = top(b), .block = (uint32_t)b->tree->blocks.n,
      .published = says || ch_markup_attribute(attributes, "pubdate", &ignored)};
  return true;
}

static bool raw(builder *b, const ch_markup_token *t) {
  ch_tag tag = ch_tag_of(t->name);
  if (tag == CH_TAG_TITLE && b->tree->title.n == 0 && b->title_next) b->tree->title = t->text;
  if (tag == CH_TAG_STYLE) ch_furniture_style(t->text, &b->hidden);
  if (tag != CH_TAG_SCRIPT || b->tree->data.n == 0) return true;
  ch_str *last = &b->tree->data.v[b->tree->data.n - 1];
  if (last->p == NULL) *last = t->text;
  return true;
}

/* A script of data is noted by an empty view, which raw() then fills. */
static bool note_script(builder *b, ch_str attributes) {
  ch_str type;
  ch_html_tree *t = b->tree;
  if (t->data.n > 0 && t->data.v[t->data.n - 1].p == NULL) t->data.v[t->data.n - 1] = CH_STR("");
  if (t->data.n >= MOST_DATA || !ch_markup_attribute(attributes, "type", &type) ||
      !ch_str_starts_fold(ch_str_trim(type), CH_STR("application/ld+json"))) {
    return true;
  }
  return CH_PUSH(b->arena, &t->data) != NULL || no_memory(b);
}

static bool open_tag(builder *b, const ch_markup_token *t) {
  ch_tag tag = ch_tag_of(t->name);
  switch (tag) {
    case CH_TAG_META:
      return note_meta(b, t->attributes) && note_time(b, tag, t->attributes);
    case CH_TAG_LINK:
      return note_link(b, t->attributes);
    case CH_TAG_BR:
      add_break(b);
      return true;
    case CH_TAG_A: {
      ch_str href;
      bool link = ch_markup_attribute(t->attributes, "href", &href);
      b->links = link && b->silent == 0 ? b->depth : 0;
      return true;
    }
    case CH_TAG_HTML:
      ch_markup_attribute(t->attributes, "lang", &b->tree->language);
      break;
    case CH_TAG_SCRIPT:
      if (!note_script(b, t->attributes)) return false;
      break;
    case CH_TAG_TITLE: /* an SVG picture has titles too */
      b->title_next = b->silent == 0;
      break;
    default:
      break;
  }
  if (ch_tag_is(tag, CH_TAG_VOID)) return ch_tag_is(tag, CH_TAG_BLOCK) ? end_block(b) : true;
  if (ch_tag_is(tag, CH_TAG_PASSING) || tag == CH_TAG_OTHER) return true;
  if (!open_element(b, tag, t)) return false;
  return note_time(b, tag, t->attributes);
}

static bool read(builder *b, ch_str html) {
  ch_markup m = ch_markup_over(html, false);
  ch_markup_token t;
  while (ch_markup_next(&m, &t)) {
    bool done = true;
    switch (t.kind) {
      case CH_MARKUP_TEXT:
        if (b->silent == 0) add_text(b, t.text);
        break;
      case CH_MARKUP_RAW:
        done = raw(b, &t);
        break;
      case CH_MARKUP_OPEN:
        done = open_tag(b, &t);
        break;
      case CH_MARKUP_CLOSE:
        done = close_element(b, ch_tag_of(t.name));
        break;
      default:
        break;
    }
    if (!done) return false;
  }
  return close_to(b, 1) && end_block(b);
}

bool ch_html_tree_build(ch_html_tree *tree, ch_str html, const ch_ingest_limits *limits,
                        ch_arena *arena, ch_error *error) {
  *tree = (ch_html_tree){0};
  builder b = {.tree = tree, .limits = limits, .arena = arena, .error = error, .depth = 1};
  if (html.n > UINT32_MAX / 2) return ch_fail(error, CH_ERROR_LIMIT, "a page is too long");
  /* Every block adds a line end, but each takes a tag of three bytes. */
  tree->text = ch_arena_alloc(arena, ch_markup_room(html.n) + html.n / 2);
  b.open = CH_ARRAY(arena, limits->markup_depth + 1, uint32_t);
  ch_html_element *root = CH_PUSH(arena, &tree->elements);
  if (tree->text == NULL || b.open == NULL || root == NULL) return no_memory(&b);
  *root = (ch_html_element){.end = UINT32_MAX, .tag = CH_TAG_OTHER};
  bool done = read(&b, html);
  root = &tree->elements.v[0];
  root->end = (uint32_t)tree->elements.n;
  root->block_to = (uint32_t)tree->blocks.n;
  return done;
}
