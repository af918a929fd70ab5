/* Channels: who of one side meets whom of the other, again and again.
 *
 * Of each talk that was held: how many the record holds of the same two before
 * it, which checks the ordinal that a source gives; the days since the last of
 * these; and where it is the last, the days of silence until the record's last
 * article (where all events that match are looked at: not of a page of them).
 */
#ifndef CH_SHOW_CHANNEL_H
#define CH_SHOW_CHANNEL_H

#include "show/view.h"

typedef struct ch_channel {
  bool known;      /* held, and between people of two sides */
  uint32_t before; /* talks of the same two before it */
  int32_t since;   /* days since the last of them; -1 none */
  int32_t silence; /* days since it; -1 it is not the last, or the day is not known */
} ch_channel;

/* One for each of the view's events, which stand by day; NULL if out of memory. */
ch_channel *ch_channels_make(const ch_view_work *work);

/* "the third by its source, the second in the record", "57 days after the one before". */
void ch_channel_words(const ch_channel *channel, uint32_t ordinal, ch_buf *out);

#endif
