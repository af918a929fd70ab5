/* An article as one line of JSON, as `chancery articles` prints it. */
#ifndef CH_INGEST_ARTICLE_JSON_H
#define CH_INGEST_ARTICLE_JSON_H

#include <stdbool.h>

#include "base/buf.h"
#include "ingest/article.h"

/* Appends one object and a line end. Fields that are unknown are left out.
 * The JSON reader reads the same article back from it, value by value.
 * `published` is the printed day; `published_utc` the moment in UTC, where a
 * time was printed. False when the buffer has failed. */
bool ch_article_json(const ch_article *article, ch_buf *out);

#endif
