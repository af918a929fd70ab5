/* A record of named values as an article: of JSON, or a table's row. */
#ifndef CH_INGEST_JSON_ARTICLE_H
#define CH_INGEST_JSON_ARTICLE_H

#include "ingest/input.h"

/* Fills *draft from an object that passed ch_json_check and its fields. REFUSED with *error:
 * MEMORY, or EMPTY for a link without text. */
ch_reader_step ch_json_article(ch_input *source, ch_str object, const ch_record *record,
                               ch_draft *draft, ch_error *error);

#endif
