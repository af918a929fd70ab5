/* Server-sent events: each stream sleeps until the record has changed or it is
 * time for a sign of life. */
#ifndef CH_SERVE_CHANGES_H
#define CH_SERVE_CHANGES_H

#include <microhttpd.h>

#include "serve/respond.h"

typedef struct ch_changes ch_changes;

/* NULL when its thread cannot be started. */
ch_changes *ch_changes_start(ch_service *service);
/* Ends all streams and the thread; ch_changes_free after the daemon is down. */
void ch_changes_stop(ch_changes *changes);
void ch_changes_free(ch_changes *changes);
/* A response that streams to this connection; NULL when there are too many, or
 * no memory. */
struct MHD_Response *ch_changes_stream(ch_changes *changes, struct MHD_Connection *connection);

/* One event as it is sent. */
void ch_changes_event(const char *name, uint64_t version, char *out, size_t size);

#endif
