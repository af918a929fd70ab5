#include "ingest/html.h"

#include <string.h>

#include "ingest/clean.h"
#include "ingest/encoding.h"
#include "ingest/html_tree.h"
#include "ingest/markup.h"
#include "ingest/metadata.h"
#include "ingest/input.h"
#include "ingest/story.h"

enum { DECLARATION = 4096, SAMPLE = 4096 };

bool ch_html_looks_like(ch_str text) {
  static const char *const SIGNS[] = {"</p>", "<br", "</a>", "</div>", "</b>", "</i>", "</em>",
                                      "</strong>", "<p>", "<p ", "</li>", "</h2>", "</span>"};
  ch_str sample = ch_str_slice(text, 0, SAMPLE);
  if (sample.n == 0 || memchr(sample.p, '<', sample.n) == NULL) return false;
  for (size_t k = 0; k < sizeof SIGNS / sizeof *SIGNS; k++) {
    if (ch_str_find_fold(sample, ch_str_of(SIGNS[k]), 0) != SIZE_MAX) return true;
  }
  return false;
}

ch_str ch_html_fragment(ch_str html, const ch_ingest_limits *limits, ch_arena *arena,
                        uint32_t *controls) {
  ch_html_tree tree;
  ch_page_story story;
  ch_error error = {0};
  if (!ch_html_tree_build(&tree, html, limits, arena, &error)) {
    return (ch_str){error.code == CH_ERROR_MEMORY ? NULL : "", 0};
  }
  if (!ch_page_story_all(&tree, arena, &story)) return (ch_str){NULL, 0};
  *controls += story.controls;
  return story.text;
}

/* A body given in JSON-LD is taken where the page itself shows little of it. */
static bool prefer_body(ch_arena *arena, ch_str body, ch_page_story *story, ch_str *text,
                        const ch_ingest_limits *limits) {
  *text = story->text;
  if (body.n < 200 || body.n < story->text.n * 2) return true;
  ch_str plain = ch_html_looks_like(body) ? ch_html_fragment(body, limits, arena, &story->controls)
                                          : ch_clean_characters(arena, body, &story->controls);
  if (plain.p != NULL) plain = ch_clean_paragraphs(arena, plain);
  if (plain.p == NULL) return false;
  if (plain.n > story->text.n * 2) *text = plain;
  return true;
}

bool ch_html_page(ch_str html, const ch_ingest_limits *limits, ch_arena *arena, ch_draft *draft,
                  ch_error *error) {
  ch_html_tree tree;
  ch_metadata meta;
  ch_page_story story;
  if (!ch_html_tree_build(&tree, html, limits, arena, error)) return false;
  bool done = ch_metadata_read(&tree, arena, &meta);
  ch_str title = meta.title.n > 0 ? meta.title : ch_metadata_heading(&tree, UINT32_MAX);
  done = done && ch_page_story_find(&tree, title, arena, &story) &&
         prefer_body(arena, meta.body, &story, &draft->text, limits) &&
         ch_metadata_finish(&tree, &story, &meta, arena, draft);
  if (!done) return ch_fail(error, CH_ERROR_MEMORY, "no memory for a page");
  draft->controls += story.controls;
  draft->around = (ch_str){tree.text, tree.n_text};
  return true;
}

/* charset=… in a meta element, or an XML declaration's encoding. */
ch_str ch_html_declared_encoding(ch_str bytes) {
  ch_str head = ch_str_slice(bytes, 0, DECLARATION);
  size_t at = ch_str_find_fold(head, CH_STR("charset"), 0);
  size_t skip = 7;
  if (ch_str_starts(ch_str_trim(head), CH_STR("<?xml"))) {
    size_t end = ch_str_find(head, CH_STR("?>"), 0), xml = ch_str_find(head, CH_STR("encoding"), 0);
    if (xml < end) {
      at = xml;
      skip = 8;
    }
  }
  if (at == SIZE_MAX) return (ch_str){NULL, 0};
  size_t i = at + skip;
  while (i < head.n && strchr(" =\"'", head.p[i]) != NULL && head.p[i] != '\0') i++;
  size_t from = i;
  while (i < head.n && head.p[i] > ' ' && strchr("\"';/>?", head.p[i]) == NULL) i++;
  return ch_str_slice(head, from, i);
}

static ch_reader_step next(ch_input *src, ch_draft *draft, ch_error *error) {
  ch_str bytes;
  ch_reader_step got = ch_input_whole(src, &bytes, error);
  if (got != CH_READER_ARTICLE) return got;
  ch_decoded decoded;
  draft->bytes = bytes;
  if (!ch_decode(src->scratch, bytes, ch_html_declared_encoding(bytes), &decoded, error) ||
      !ch_html_page(decoded.text, &src->options->limits, src->scratch, draft, error)) {
    return CH_READER_REFUSED;
  }
  draft->undecodable = decoded.undecodable;
  return CH_READER_ARTICLE;
}

const ch_layout CH_LAYOUT_HTML = {"html", next};
