/* An open input and the reader of its format. */
#ifndef CH_INGEST_INPUT_H
#define CH_INGEST_INPUT_H

#include "base/arena.h"
#include "base/error.h"
#include "ingest/draft.h"
#include "ingest/json_fields.h"
#include "ingest/reader.h"
#include "ingest/stream.h"

typedef struct ch_layout ch_layout;

typedef struct ch_input {
  ch_stream *stream;
  const ch_reader_options *options;
  const ch_field_table *fields; /* of JSON records and tables */
  ch_arena *scratch; /* cleared before each article */
  ch_arena *kept;    /* as long as the input is open */
  void *state;       /* the format's, in `kept`; NULL before the first call */
  bool whole_taken;  /* ch_input_whole gave it */
  uint64_t line;     /* of the record last begun, for refusals; 0 none */
  bool has_offset;
  uint64_t offset;   /* of the same, in the file */
} ch_input;

struct ch_layout {
  const char *name;
  /* Fills *draft with the next article. REFUSED fills *error without file and
   * place; after it the format is called again. END when nothing is left. */
  ch_reader_step (*next)(ch_input *source, ch_draft *draft, ch_error *error);
};

extern const ch_layout CH_LAYOUT_TEXT;
extern const ch_layout CH_LAYOUT_HTML;
extern const ch_layout CH_LAYOUT_RSS;
extern const ch_layout CH_LAYOUT_JSON;
extern const ch_layout CH_LAYOUT_TABLE;
extern const ch_layout CH_LAYOUT_WARC;

/* The whole input as a view that holds until the stream moves, for formats
 * that need it at once. REFUSED (LIMIT, or why the stream broke), END when
 * it was taken before, ARTICLE otherwise. */
ch_reader_step ch_input_whole(ch_input *source, ch_str *bytes, ch_error *error);

#endif
