/* The real pipeline for tests: text in, events out. Included by one program
 * each. Needs models/en/model.bin; without it pipeline_open says so. */
#ifndef TESTS_CODE_PIPELINE_H
#define TESTS_CODE_PIPELINE_H

#include "base/file.h"
#include "code/rules.h"
#include "parse/parser.h"
#include "read/lexicon.h"
#include "text/splitter.h"

typedef struct pipeline {
  ch_splitter *splitter;
  ch_parser *parser;
  ch_parser_workspace *workspace;
  ch_lexicon *lexicon;
  ch_codebook *codebook;
} pipeline;

static bool pipeline_open(pipeline *p, const char *home, ch_error *error) {
  char data[512], model[512];
  memset(p, 0, sizeof *p);
  if ((size_t)snprintf(data, sizeof data, "%s/data/en", home) >= sizeof data ||
      (size_t)snprintf(model, sizeof model, "%s/models/en/model.bin", home) >= sizeof model)
    return ch_fail(error, CH_ERROR_USAGE, "the path is too long");
  return (p->codebook = ch_codebook_open(data, error)) &&
         (p->splitter = ch_splitter_open(data, error)) &&
         (p->lexicon = ch_lexicon_open(data, error)) &&
         (p->parser = ch_parser_open(model, error)) &&
         (p->workspace = ch_parser_workspace_new(p->parser, error));
}

static void pipeline_close(pipeline *p) {
  ch_parser_workspace_free(p->workspace);
  ch_parser_close(p->parser);
  ch_lexicon_free(p->lexicon);
  ch_splitter_free(p->splitter);
  ch_codebook_free(p->codebook);
}

/* Splits, parses and reads a text of that day; NULL on failure. */
static ch_document *pipeline_read(pipeline *p, ch_str text, int32_t published, ch_arena *arena,
                                  ch_reading **reading, ch_error *error) {
  ch_article *article = CH_NEW(arena, ch_article);
  *article = (ch_article){.id = CH_STR("a-1"), .text = text, .published = published};
  ch_document *doc = ch_split(p->splitter, article, arena, error);
  if (!doc || !ch_parse(p->parser, p->workspace, doc, error) || !ch_document_index(doc, error))
    return NULL;
  *reading = ch_read_document(p->lexicon, doc, error);
  return *reading ? doc : NULL;
}

#endif
