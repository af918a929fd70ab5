/* A thread that reads ahead what questions go by (chancery_record_read_ahead): when the server
 * starts, and again when the record has changed, a tenth of its time at most. */
#ifndef CH_SERVE_AHEAD_H
#define CH_SERVE_AHEAD_H

#include "chancery.h"

typedef struct ch_ahead_reader ch_ahead_reader;

/* By a handle that nobody else uses until the reader is stopped. NULL when it cannot be started,
 * and then questions read for themselves. */
ch_ahead_reader *ch_ahead_start(chancery_record *record);
void ch_ahead_stop(ch_ahead_reader *reader); /* NULL is fine */

#endif
