/* An article: what ingest makes of bytes, and all that later steps may know.
 *
 * Everything is a view into the arena it was read into. Views with n = 0 are
 * unknown. `text` is UTF-8 with LF line ends, paragraphs apart by one empty
 * line; all offsets in Chancery count bytes of it.
 */
#ifndef CH_INGEST_ARTICLE_H
#define CH_INGEST_ARTICLE_H

#include "base/day.h"
#include "base/str.h"

/* How the publication day is known, best first. */
#define CH_DATE_SOURCES(X)                                                    \
  X(METADATA, "metadata") /* a field, header or element meant for it */       \
  X(PRINTED, "printed")   /* the page or text prints it */                    \
  X(DATELINE, "dateline") /* day and month in a dateline */                   \
  X(ADDRESS, "address")   /* the URL; low confidence */                       \
  X(CRAWL, "crawl")       /* when it was fetched; an upper bound only */      \
  X(NONE, "none")

typedef enum ch_date_source {
#define CH_X(id, name) CH_DATE_##id,
  CH_DATE_SOURCES(CH_X)
#undef CH_X
} ch_date_source;

typedef struct ch_article {
  ch_str id;      /* what the input gave, else "a-" and 16 hex digits of the
                     hash of outlet, published day, title and text */
  ch_str text;    /* the story: lead to end, no title, no furniture */
  ch_str title;
  ch_str byline;
  ch_str outlet;  /* as given; else the address's host */
  ch_str address; /* URL */
  ch_str language; /* ISO 639-1, "en"; as declared, else unknown */
  ch_str dateline; /* "WASHINGTON, Aug 31 (Agency)": as printed; it is part of
                      text as well, whose first bytes it then is */

  int32_t published;       /* day; CH_DAY_NONE unknown */
  int32_t published_minute; /* from 00:00 UTC of `published` to the moment of
                               publication; -1 unknown. `published` is the day
                               printed, in the printer's zone, so this may be
                               below 0 or past 1439 (an exact -1 is given as
                               -2); a time without a zone counts as UTC */
  ch_date_source published_from;
  ch_str published_text;   /* as printed in the source */
  bool published_ambiguous; /* day-first or month-first could not be told */

  ch_str reader;  /* "text" "html" "rss" "atom" "json" "warc" */
  ch_str file;    /* where the bytes came from; "-" for standard input */
  uint64_t file_line;   /* 1-based line or record number in it; 0 whole file */
  uint64_t source_hash; /* XXH3 of the article's original bytes */
  uint32_t undecodable; /* bytes that could not be decoded (now U+FFFD) */
  uint32_t controls;    /* control characters taken out of the text */
  ch_str partial; /* why the text is not the whole story: "summary" (a feed
                     gives no more), "truncated" (the archive cut it); else
                     n = 0 */
} ch_article;

#endif
