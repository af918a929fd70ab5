/* Which column of a table of coded events holds what. Internal to src/import. */
#ifndef CH_IMPORT_EVENT_COLUMNS_H
#define CH_IMPORT_EVENT_COLUMNS_H

#include "import/rows.h"

#define CH_EVENT_FIELDS(X)                                                                        \
  X(ID, "id") X(DATE, "date") X(PUBLISHED, "published")                                           \
  X(ACTOR_COUNTRY, "actor-country") X(ACTOR_CODE, "actor-code") X(ACTOR_NAME, "actor-name")       \
  X(ACTOR_SECTORS, "actor-sectors") X(RECIPIENT_COUNTRY, "recipient-country")                     \
  X(RECIPIENT_CODE, "recipient-code") X(RECIPIENT_NAME, "recipient-name")                         \
  X(RECIPIENT_SECTORS, "recipient-sectors") X(CAMEO, "cameo") X(TYPE, "type") X(MODE, "mode")     \
  X(CONTEXTS, "contexts") X(SCORE, "score") X(PLACE, "place") X(PLACE_COUNTRY, "place-country")   \
  X(LAT, "lat") X(LON, "lon") X(PUBLISHER, "publisher") X(ADDRESS, "address")
typedef enum ch_event_field {
#define CH_X(id, name) CH_EF_##id,
  CH_EVENT_FIELDS(CH_X)
#undef CH_X
      CH_EF_COUNT
} ch_event_field;

enum { CH_EVENT_MOST_COLUMNS = 160 };

typedef struct ch_event_words {
  ch_str columns[CH_EF_COUNT]; /* names apart by | */
  struct { struct ch_event_rule { ch_str name, value; } *v; size_t n, cap; } sets, bare, orders;
  ch_map sectors, countries, names, nothing; /* into texts of the import */
} ch_event_words;

/* data/LANG/import/events.tsv. */
bool ch_event_words_load(ch_import *im, const char *dir, ch_event_words *out, ch_error *error);

typedef struct ch_event_layout {
  ch_str set;                  /* n = 0 unknown */
  uint32_t at[CH_EF_COUNT];    /* column, UINT32_MAX none */
  ch_str widths;               /* of a bare layout: apart by | */
  uint32_t width;              /* of one with a header */
  bool named;                  /* the first row names the columns */
  bool month_first, day_first; /* in dates with slashes */
} ch_event_layout;

/* By the cells of the first row. False (told in `why`) when the columns cannot be told. */
bool ch_event_layout_tell(ch_import *im, const ch_event_words *words, const ch_str *cells, uint32_t n,
                          const char *const *maps, size_t n_maps, ch_event_layout *out,
                          const char **why, ch_error *error);
/* May a row of the layout have so many cells? */
bool ch_event_layout_fits(const ch_event_layout *layout, uint32_t n);

#endif
