/* The page's files, as they were built into the library. */
#ifndef CH_SERVE_PAGE_H
#define CH_SERVE_PAGE_H

#include "serve/answer.h"

typedef struct ch_page_file {
  const char *name; /* "index.html" */
  const unsigned char *bytes;
  size_t n;
} ch_page_file;

/* Made by cmake/page.cmake from what page/build.sh wrote; ended by a NULL name. */
extern const ch_page_file ch_page_files[];

/* The file of a path ("/" is index.html) as a sealed body; *found tells whether
 * there is one, NULL without memory. index.html gets `told`, a JSON document, where it has
 * a place for one. When the page was not built in, "/" tells how to get it. */
ch_body *ch_page_body(ch_str path, ch_str told, size_t worth_packing, bool *found);

/* What index.html wants answered within it: see serve/first.h. n = 0: nothing. */
ch_str ch_page_asks(void);

#endif
