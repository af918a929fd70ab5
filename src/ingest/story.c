#include "ingest/story.h"

#include <string.h>

#include "base/buf.h"
#include "ingest/clean.h"

enum {
  LONG_BLOCK = 80,    /* bytes: a paragraph by its length alone */
  SHORT_PROSE = 25,   /* bytes: a paragraph if it ends as a sentence does */
  SHORT_WORDS = 4,
  LEVELS = 5,         /* how far up a block's points go */
  LEAST_STORY = 60    /* bytes */
};

typedef struct finder {
  const ch_html_tree *tree;
  ch_str title;
  bool *prose;        /* for each block */
  uint32_t *prose_sum; /* bytes of prose in each element */
  uint32_t *all_sum, *link_sum;
  bool *holds_story;  /* an element inside is named as the story's body */
  bool *holds_h1;
  float *points;
  bool *furniture;
} finder;

/* ---- blocks -------------------------------------------------------------------- */

static bool ends_sentence(ch_str s) {
  static const char *const CLOSERS[] = {"\"", "'", ")", "]", "\xe2\x80\x9d", "\xe2\x80\x99", "\xc2\xbb",
                                        "\xe2\x80\x9c"};
  for (bool again = true; again;) {
    again = false;
    for (size_t k = 0; k < sizeof CLOSERS / sizeof *CLOSERS; k++) {
      if (!ch_str_ends(s, ch_str_of(CLOSERS[k]))) continue;
      s = ch_str_slice(s, 0, s.n - strlen(CLOSERS[k]));
      again = true;
    }
  }
  if (s.n == 0) return false;
  return strchr(".!?:;", s.p[s.n - 1]) != NULL || ch_str_ends(s, CH_STR("\xe2\x80\xa6")) ||
         ch_str_ends(s, CH_STR("\xe3\x80\x82")) || ch_str_ends(s, CH_STR("\xe0\xa5\xa4")) ||
         ch_str_ends(s, CH_STR("\xd8\x9f"));
}

static uint32_t words(ch_str s) {
  uint32_t n = 1;
  for (size_t i = 0; i < s.n; i++) n += s.p[i] == ' ' || s.p[i] == '\n';
  return n;
}

static bool linked(const ch_block *b, uint32_t percent) {
  return (uint64_t)b->links * 100 > (uint64_t)(b->to - b->from) * percent;
}

static bool is_prose(const ch_html_tree *tree, const ch_block *b) {
  ch_str s = ch_block_text(tree, b);
  if (b->heading > 0 || linked(b, 40)) return false;
  bool sentence = ends_sentence(s);
  if (s.n >= LONG_BLOCK) {
    uint32_t w = words(s);
    return sentence ? w >= 8 || s.n / w < 12 : w >= 14 && !b->cell;
  }
  return sentence && s.n >= SHORT_PROSE && words(s) >= SHORT_WORDS && !linked(b, 20);
}

/* ---- elements ------------------------------------------------------------------ */

static const ch_html_element *element(const finder *f, uint32_t k) {
  return &f->tree->elements.v[k];
}

/* The nearest element around a block that is block-level. */
static uint32_t block_level(const finder *f, uint32_t e) {
  while (e > 0 && !ch_tag_is((ch_tag)element(f, e)->tag, CH_TAG_BLOCK)) e = element(f, e)->parent;
  return e;
}

static bool allocate(finder *f, ch_arena *arena) {
  size_t n = f->tree->elements.n;
  f->prose = CH_ARRAY(arena, f->tree->blocks.n + 1, bool);
  f->prose_sum = CH_ARRAY(arena, n, uint32_t);
  f->all_sum = CH_ARRAY(arena, n, uint32_t);
  f->link_sum = CH_ARRAY(arena, n, uint32_t);
  f->holds_story = CH_ARRAY(arena, n, bool);
  f->holds_h1 = CH_ARRAY(arena, n, bool);
  f->points = CH_ARRAY(arena, n, float);
  f->furniture = CH_ARRAY(arena, n, bool);
  return f->prose && f->prose_sum && f->all_sum && f->link_sum && f->holds_story &&
         f->holds_h1 && f->points && f->furniture;
}

static void sum_up(finder *f) {
  const ch_html_tree *t = f->tree;
  for (size_t k = 0; k < t->blocks.n; k++) {
    const ch_block *b = &t->blocks.v[k];
    f->prose[k] = is_prose(t, b);
    f->all_sum[b->element] += b->to - b->from;
    f->link_sum[b->element] += b->links;
    if (f->prose[k]) f->prose_sum[b->element] += b->to - b->from;
  }
  for (size_t k = t->elements.n; k-- > 1;) {
    const ch_html_element *e = &t->elements.v[k];
    uint32_t p = e->parent;
    f->holds_story[k] |= (e->hints & CH_HINT_STORY) != 0;
    f->holds_h1[k] |= e->tag == CH_TAG_H1;
    f->all_sum[p] += f->all_sum[k];
    f->link_sum[p] += f->link_sum[k];
    f->prose_sum[p] += f->prose_sum[k];
    f->holds_story[p] |= f->holds_story[k];
    f->holds_h1[p] |= f->holds_h1[k];
  }
}

static bool most_of_page(const finder *f, uint32_t k) {
  return (uint64_t)f->prose_sum[k] * 2 > f->prose_sum[0];
}

static bool is_furniture(const finder *f, uint32_t k) {
  const ch_html_element *e = element(f, k);
  ch_tag tag = (ch_tag)e->tag;
  if (!ch_tag_is(tag, CH_TAG_BLOCK)) return false;
  if (e->hints & CH_HINT_COMMENT) return !(f->holds_h1[k] && most_of_page(f, k));
  if (f->holds_story[k]) return false;
  if (tag == CH_TAG_NAV || tag == CH_TAG_FIGCAPTION || tag == CH_TAG_MENU) return true;
  if (ch_tag_is(tag, CH_TAG_FURNITURE)) return !most_of_page(f, k);
  if (e->hints & CH_HINT_STRONG) {
    return !((uint64_t)f->prose_sum[k] * 5 > (uint64_t)f->prose_sum[0] * 4 && f->holds_h1[k]);
  }
  if (e->hints & (CH_HINT_WEAK | CH_HINT_BYLINE | CH_HINT_DATE)) return !most_of_page(f, k);
  return false;
}

static void mark_furniture(finder *f) {
  for (uint32_t k = 1; k < f->tree->elements.n; k++) {
    f->furniture[k] = f->furniture[element(f, k)->parent] || is_furniture(f, k);
  }
}

/* ---- the container ---------------------------------------------------------------- */

static void give_points(finder *f) {
  const ch_html_tree *t = f->tree;
  for (size_t k = 0; k < t->blocks.n; k++) {
    const ch_block *b = &t->blocks.v[k];
    uint32_t e = block_level(f, b->element);
    if (!f->prose[k] || f->furniture[e]) continue;
    uint32_t length = b->to - b->from - b->links;
    float points = 25 + (float)(length < 600 ? length : 600);
    if (b->item || b->cell) points *= 0.7f;
    if (ch_tag_is((ch_tag)element(f, e)->tag, CH_TAG_PARAGRAPH) && e > 0) e = element(f, e)->parent;
    for (int level = 0; level < LEVELS; level++) {
      f->points[e] += level == 0 ? points : points / (float)(level == 1 ? 2 : level * 3);
      if (e == 0) break;
      e = element(f, e)->parent;
    }
  }
}

static uint32_t best_element(const finder *f) {
  uint32_t best = 0;
  float most = 0;
  for (uint32_t k = 0; k < f->tree->elements.n; k++) {
    if (f->points[k] <= 0 || f->furniture[k]) continue;
    float points = f->points[k];
    if (f->all_sum[k] > 0) points *= 1 - (float)f->link_sum[k] / (float)f->all_sum[k];
    if (element(f, k)->hints & CH_HINT_STORY) points *= 2;
    if (element(f, k)->tag == CH_TAG_ARTICLE) points *= 1.2f;
    if (points > most) {
      most = points;
      best = k;
    }
  }
  return best;
}

/* The same kind of element as its sibling k: pieces of one story. */
static uint32_t alike_prose(const finder *f, uint32_t parent, uint32_t k) {
  uint32_t sum = 0;
  for (uint32_t c = parent + 1; c < element(f, parent)->end; c = element(f, c)->end) {
    if (f->furniture[c]) continue;
    bool alike = element(f, c)->tag == element(f, k)->tag &&
                 element(f, c)->class_hash == element(f, k)->class_hash;
    bool paragraph = ch_tag_is((ch_tag)element(f, c)->tag, CH_TAG_PARAGRAPH);
    if (c == k || alike || paragraph) sum += f->prose_sum[c];
  }
  return sum;
}

/* Widens the best element to the body, or the article, that it is part of. */
static uint32_t widen(const finder *f, uint32_t best) {
  for (uint32_t k = best;; k = element(f, k)->parent) {
    if (element(f, k)->hints & CH_HINT_STORY) return k;
    if (k == 0) break;
  }
  for (uint32_t k = best; k > 0; k = element(f, k)->parent) {
    if (element(f, k)->tag == CH_TAG_ARTICLE) return k;
  }
  while (best > 0) {
    uint32_t parent = element(f, best)->parent;
    ch_tag tag = (ch_tag)element(f, parent)->tag;
    if (parent == 0 || tag == CH_TAG_HTML || f->prose_sum[parent] == f->prose_sum[best]) break;
    /* A parent with a third more of like pieces is the story's. */
    if ((uint64_t)alike_prose(f, parent, best) * 3 < (uint64_t)f->prose_sum[best] * 4) break;
    best = parent;
  }
  return best;
}

/* ---- what is kept of it --------------------------------------------------------------- */

typedef enum verdict { DROP, KEEP, HEADING, NOT_THERE } verdict;

/* An article inside the container that is not the story's own: a teaser. */
static bool in_other_article(const finder *f, uint32_t e, uint32_t container) {
  for (; e != container && e > 0; e = element(f, e)->parent) {
    if (element(f, e)->tag == CH_TAG_ARTICLE && !most_of_page(f, e)) return true;
  }
  return false;
}

static verdict judge(const finder *f, uint32_t k, uint32_t container, bool all) {
  const ch_block *b = &f->tree->blocks.v[k];
  ch_str s = ch_block_text(f->tree, b);
  if (f->furniture[block_level(f, b->element)] || in_other_article(f, b->element, container)) {
    return NOT_THERE;
  }
  if (ch_same_words(s, f->title) || ch_furniture_phrase(s)) return DROP;
  if (b->heading == 1 || linked(b, 50)) return DROP;
  if (b->heading > 0) return s.n < 200 ? HEADING : DROP;
  if (f->prose[k] || all) return KEEP;
  if (ends_sentence(s) && words(s) >= 2 && !linked(b, 30)) return KEEP;
  if (b->item && s.n >= 40 && !linked(b, 20)) return KEEP;
  return DROP;
}

static bool add_block(finder *f, uint32_t k, ch_arena *arena, ch_buf *text, ch_page_story *out) {
  ch_str s = ch_block_text(f->tree, &f->tree->blocks.v[k]);
  s = ch_clean_characters(arena, s, &out->controls);
  if (s.p != NULL) s = ch_clean_paragraphs(arena, s);
  if (s.p == NULL) return false;
  if (s.n == 0) return true;
  if (text->n > 0) ch_buf_add_z(text, "\n\n");
  ch_buf_add(text, s);
  return true;
}

static bool write_story(finder *f, ch_arena *arena, bool all, ch_page_story *out) {
  const ch_html_element *c = element(f, out->container);
  ch_buf text;
  ch_buf_init(&text, 0);
  uint32_t heading = UINT32_MAX;
  bool done = true, begun = false;
  for (uint32_t k = c->block_from; done && k < c->block_to; k++) {
    verdict v = judge(f, k, out->container, all);
    if (v == HEADING) heading = k;
    if (v != KEEP) {
      /* What is dropped between a heading and a paragraph parts them. */
      if (v == DROP) heading = UINT32_MAX;
      continue;
    }
    if (!begun && !all && !f->prose[k]) continue; /* lines above the story */
    if (heading != UINT32_MAX && begun) done = add_block(f, heading, arena, &text, out);
    heading = UINT32_MAX;
    done = done && add_block(f, k, arena, &text, out);
    if (!begun) out->first = k;
    out->last = k;
    begun = true;
  }
  if (done) {
    out->text = ch_arena_copy(arena, ch_buf_str(&text));
    done = !text.failed && out->text.p != NULL;
  }
  ch_buf_free(&text);
  return done;
}

static bool start(finder *f, const ch_html_tree *tree, ch_str title, ch_arena *arena,
                  ch_page_story *out) {
  *f = (finder){.tree = tree, .title = title};
  *out = (ch_page_story){0};
  if (!allocate(f, arena)) return false;
  sum_up(f);
  mark_furniture(f);
  out->furniture = f->furniture;
  return true;
}

bool ch_page_story_find(const ch_html_tree *tree, ch_str title, ch_arena *arena,
                        ch_page_story *out) {
  finder f;
  if (!start(&f, tree, title, arena, out)) return false;
  give_points(&f);
  uint32_t best = best_element(&f);
  if (f.points[best] <= 0) return true;
  out->container = widen(&f, best);
  if (!write_story(&f, arena, false, out)) return false;
  if (out->text.n < LEAST_STORY) out->text = (ch_str){"", 0};
  return true;
}

bool ch_page_story_all(const ch_html_tree *tree, ch_arena *arena, ch_page_story *out) {
  finder f;
  if (!start(&f, tree, (ch_str){NULL, 0}, arena, out)) return false;
  return write_story(&f, arena, true, out);
}
