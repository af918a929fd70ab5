/* A report: one mention of an event (DESIGN.md section 5) together with the
 * article that makes it, as the record works on it.
 *
 * Read back from the JSON line that coding wrote, so that a record can be
 * built from what `chancery code` printed anywhere, on any machine. Views and
 * arrays live in the arena given to ch_report_read. Absent fields are empty:
 * n = 0, CH_DAY_NONE, CH_TYPE_NONE, NAN.
 */
#ifndef CH_RECORD_REPORT_H
#define CH_RECORD_REPORT_H

#include "base/arena.h"
#include "base/error.h"
#include "code/event.h"

/* The article, as far as reports need it. Shared by its reports. */
typedef struct ch_source {
  ch_str id;
  ch_str outlet;
  ch_str title;
  ch_str byline;
  ch_str dateline;
  ch_str address;
  ch_str file;
  int32_t published; /* day; CH_DAY_NONE unknown */
  int32_t minute;    /* of that day, UTC; -1 unknown */
  ch_str origin;     /* id of the article it copies, its own if it copies none */
  ch_str copy_kind;  /* "identical" "trimmed" "updated" "reworded"; n = 0: original */
} ch_source;

typedef struct ch_report_party {
  ch_str code;    /* n = 0 unknown */
  ch_str name;
  ch_str text;    /* the words */
  ch_str office;
  ch_str body;
  bool inferred;  /* from the rest of the article */
  ch_str sectors[CH_MAX_SECTORS];
  uint32_t n_sectors;
  ch_span span;   /* of the words, in the article's text */
} ch_report_party;

typedef struct ch_report_side {
  ch_report_party *v;
  uint32_t n;
} ch_report_side;

typedef struct ch_report_date {
  ch_days days;
  ch_str text;
  ch_basis basis;
} ch_report_date;

typedef struct ch_report_act {
  ch_type type;
  ch_str mode;
  ch_str cameo;
  ch_status status;
  ch_report_side actor;
  ch_report_side recipient;
  ch_report_date date;
} ch_report_act;

typedef struct ch_report_quantity {
  double value;
  double upper; /* of a range, else equal to value */
  ch_str of;
  ch_str text;
  bool approximate;
} ch_report_quantity;

typedef struct ch_report_place {
  ch_str name; /* n = 0 unknown */
  ch_str code;
  double lat, lon; /* NAN unknown */
} ch_report_place;

typedef struct ch_report_speaker {
  ch_str code;
  ch_str name;
  ch_str cue;
  ch_str stance;
  bool press; /* a news medium: PLOVER sector JRN */
} ch_report_speaker;

typedef struct ch_report {
  ch_str id;
  ch_str article;       /* id */
  const ch_source *source; /* NULL until the caller sets it */
  ch_str json;          /* the line it was read from, the caller's, without its line feed */
  bool in_title;        /* the article's title tells it, and places count in that */
  uint32_t sentence;
  ch_span span;         /* of the sentence */
  ch_str text;          /* the sentence; of an imported event words that say there is none */
  bool imported;        /* others coded it, and no sentence is behind it */
  ch_report_act act;
  ch_report_act about;  /* type NONE when there is none */
  ch_str *contexts;     uint32_t n_contexts;
  int quad;
  double goldstein;     /* NAN unknown */
  bool claimed;
  ch_report_side people;
  ch_report_date deadline;
  ch_report_place place;
  ch_report_quantity *quantities; uint32_t n_quantities;
  uint32_t ordinal;     /* 0 none */
  ch_str *issues;       uint32_t n_issues;
  ch_str answers_cue;   /* n = 0 none */
  ch_str answers_text;
  ch_span answers_span; /* {0, 0} unknown */
  ch_report_speaker *attribution; uint32_t n_attribution; /* outermost first */
  ch_str trigger;
  ch_span trigger_span;
  ch_str rule;
} ch_report;

/* Reads one mention from one JSON object. Unknown members are passed over.
 * Fails (CH_ERROR_FORMAT) if it is no JSON object, lacks id, article or a
 * known type, or nests deeper than 32; (CH_ERROR_MEMORY) out of memory. */
bool ch_report_read(ch_str json, ch_arena *arena, ch_report *out, ch_error *error);

/* Canonical order, the same whatever the order of adding: publication, then
 * article id, what the title tells behind the text, sentence, trigger, mention id. For qsort over pointers. */
int ch_report_order(const ch_report *a, const ch_report *b);

/* Country or body code of the first party that has one; n = 0 if none. */
ch_str ch_side_code(const ch_report_side *side);
bool ch_side_has(const ch_report_side *side, ch_str code);

/* Does the party stand for somebody in particular? A code or a proper name;
 * "diplomats" and "the two men" may be anybody's. */
bool ch_party_known(const ch_report_party *party);

/* Is the date told by the text, and could the report know it? A day after
 * publication is misread when the act is said to have happened. */
bool ch_report_dated(const ch_report *report);
bool ch_status_happened(ch_status status); /* actual or ongoing */

/* Acts without direction: both sides stand for the same thing. */
bool ch_type_two_sided(ch_type type);
/* The same of a report: the plan of a meeting has no direction either. */
bool ch_report_two_sided(const ch_report *report);
const char *ch_basis_name(ch_basis basis);

#endif
