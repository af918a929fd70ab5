/* Tables of articles: comma-, semicolon- or tab-separated values (RFC 4180), a row an article.
 *
 * The first row names the columns, as fields of JSON are named (json_fields.h). A column of row
 * names that the first row leaves out, as R writes it, is passed over, and so is R's NA. */
#ifndef CH_INGEST_TABLE_H
#define CH_INGEST_TABLE_H

#include "ingest/json_fields.h"

/* True when the first row of `head` names two fields of an article or more, its text, summary,
 * title or address among them; *apart is what parts its cells. */
bool ch_table_named(ch_str head, const ch_field_table *fields, char *apart);
/* True for rows of as many cells each, whatever the first row names. */
bool ch_table_shaped(ch_str head, char apart);

#endif
