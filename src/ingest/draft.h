/* What a format's reader found, before it is an article.
 *
 * A reader of a format fills in what its bytes say, as they say it; what all
 * formats have in common is done once, in ch_draft_finish: cleaning, datelines,
 * dates and their order, outlet, id.
 */
#ifndef CH_INGEST_DRAFT_H
#define CH_INGEST_DRAFT_H

#include "base/arena.h"
#include "base/error.h"
#include "ingest/article.h"
#include "ingest/reader.h"

enum { CH_DRAFT_DATES = 12 };

typedef struct ch_draft {
  /* Views into the source's scratch arena; UTF-8, not yet cleaned except for
   * `text`, which has its paragraphs already. */
  ch_str id, title, text, byline, outlet, address, language, dateline;
  struct {
    ch_str printed;
    ch_date_source from;
  } dates[CH_DRAFT_DATES]; /* best first; CRAWL is an upper bound too */
  size_t n_dates;
  ch_str around;  /* text beside the story in which other dates may stand */
  ch_str partial; /* why the text is not the whole story; static or scratch */
  ch_str bytes;   /* the original, for the hash; may be a view of the stream */
  uint64_t line;
  uint32_t undecodable, controls;
  bool trust_agency; /* an agency in the dateline may be the outlet */

  /* A record that an earlier run wrote: provenance is taken over as it is. */
  bool is_ours;
  ch_article ours;
} ch_draft;

/* Adds a date if there is room and `printed` is not empty. */
void ch_draft_date(ch_draft *draft, ch_str printed, ch_date_source from);
/* Makes the article, wholly in `arena`; scratch may be used on the way.
 * False with *error: EMPTY, LIMIT or MEMORY. */
bool ch_draft_finish(const ch_draft *draft, const ch_reader_options *options, const char *reader,
                     const char *file, ch_arena *scratch, ch_arena *arena, ch_article *article,
                     ch_error *error);

#endif
