/* A merged event: what its reports say together, and where they differ.
 *
 * Each field has its best-supported value: the one that most independent
 * outlets give, then the most precise, then the first in canonical order. A
 * date told by the text outranks one taken from the article's own day; a wide
 * date ("in December") supports the narrow ones inside it. Copies of an
 * article speak with one voice. Values that lost are kept in `differs`.
 *
 * (DESIGN.md calls this an event; ch_event is coding's word for a mention.)
 * Everything lives in the arena given; reports must outlive it.
 */
#ifndef CH_RECORD_FACT_H
#define CH_RECORD_FACT_H

#include "base/buf.h"
#include "record/merge.h"

/* One value of a field and the reports that give it. */
typedef struct ch_value {
  ch_str text;
  const ch_report **reports;
  uint32_t n;
  uint32_t outlets; /* independent */
} ch_value;

/* A field whose reports disagree; the value kept comes first. */
typedef struct ch_field {
  const char *name; /* as in the JSON */
  ch_value *v;
  uint32_t n;
} ch_field;

/* Id, name in the JSON, and what the same link is called from its other end. The store keeps their
 * numbers: new ones go to the end. */
#define CH_LINKS(X)                                                           \
  X(ANSWERS, "answers", ANSWERED_BY)  /* a measure it answers */              \
  X(ANSWERED_BY, "answered_by", ANSWERS)                                      \
  X(PLAN_OF, "plan_of", CARRIED_OUT_BY) /* told of an act: its plan, promise, threat */ \
  X(CARRIED_OUT_BY, "carried_out_by", PLAN_OF) /* told of a plan: the act */  \
  X(CONTRADICTS, "contradicts", CONTRADICTS) /* denial and what it denies */  \
  X(PART_OF, "part_of", PART_OF)                                              \
  X(MISSED_BY, "missed_by", BREAKS)   /* told of a commitment: what shows that it was not kept */ \
  X(BREAKS, "breaks", MISSED_BY)                                              \
  X(CALLED_OFF_BY, "called_off_by", CALLS_OFF) /* told of a plan: who called it off */ \
  X(CALLS_OFF, "calls_off", CALLED_OFF_BY)                                    \
  X(SUPERSEDED_BY, "superseded_by", SUPERSEDES) /* told of a commitment: the one with a new day */ \
  X(SUPERSEDES, "supersedes", SUPERSEDED_BY)                                  \
  X(LIFTED_BY, "lifted_by", LIFTS)    /* told of a measure: what took it back */ \
  X(LIFTS, "lifts", LIFTED_BY)                                                \
  X(SUSPENDED_BY, "suspended_by", SUSPENDS) /* told of a measure: what suspended it */ \
  X(SUSPENDS, "suspends", SUSPENDED_BY)
typedef enum ch_link_kind {
#define CH_X(id, name, inverse) CH_LINK_##id,
  CH_LINKS(CH_X)
#undef CH_X
      CH_LINK_COUNT
} ch_link_kind;
const char *ch_link_name(ch_link_kind kind);
ch_link_kind ch_link_inverse(ch_link_kind kind);

typedef struct ch_fact_link {
  ch_link_kind kind;
  ch_str to;     /* event id */
  bool stated;   /* a source says so; else inferred */
  ch_str report; /* the report that says so; n = 0 inferred */
  int64_t number; /* of `to` in the store that the link comes from; else 0 */
} ch_fact_link;

typedef struct ch_fact {
  char id[19];
  ch_cluster reports;
  uint32_t n_articles; /* all that report it */
  uint32_t n_reports;  /* articles, copies counted once */
  uint32_t n_outlets;  /* independent: of those articles */
  uint32_t n_copies;   /* n_articles - n_reports */
  int32_t first_told;  /* days on which the first and the last of its articles */
  int32_t last_told;   /* were published; CH_DAY_NONE unknown */
  int32_t last_minute; /* of the last of those days, UTC; 0 unknown */
  ch_report_act act;
  ch_report_act about;
  int quad;
  double goldstein;
  bool claimed;        /* every report has it on a party's word alone */
  ch_str *contexts;    uint32_t n_contexts;
  ch_str *issues;      uint32_t n_issues;
  ch_report_side people;
  ch_report_date deadline;
  ch_report_place place;
  ch_report_quantity *quantities; uint32_t n_quantities;
  uint32_t ordinal;
  ch_str answers_cue, answers_text; /* of the first report that has one */
  const ch_report *best; /* whose sentence shows the event best */
  ch_field *differs;   uint32_t n_differs;
  ch_fact_link *links; uint32_t n_links; /* set by whoever knows them */
} ch_fact;

/* False if out of memory. */
bool ch_fact_make(const ch_cluster *cluster, const ch_wordbook *book, ch_arena *arena,
                  ch_fact *out, ch_error *error);

/* Changes whenever the event's reports, their outlets or copies do. */
uint64_t ch_fact_digest(const ch_cluster *cluster);

/* An event as views show it in a row, as bytes: all but its reports, links and
 * differing values, and of the best report the sentence, who speaks, and the
 * article's id, outlet and time. Unpacked, `reports` and `differs` are empty, the id is the
 * caller's to set, and texts are views of `bytes`. False if out of memory or,
 * unpacking, when the bytes are none of these. */
bool ch_fact_pack(const ch_fact *fact, ch_buf *out);
bool ch_fact_unpack(ch_str bytes, ch_arena *arena, ch_fact *out);

/* What linking asks of an event's reports, and its row does not hold: those that say that they
 * answer something, and the word by which the best tells it. Unpacked behind a row, `reports` are
 * those alone. Nothing is packed of an event of which linking asks nothing. As above. */
bool ch_fact_answers_pack(const ch_fact *fact, ch_buf *out);
bool ch_fact_answers_unpack(ch_str bytes, ch_arena *arena, ch_fact *fact);

/* The day that places the event on a time axis: first of its date, else the
 * first publication; CH_DAY_NONE if neither is known. */
int32_t ch_fact_day(const ch_fact *fact);

/* One JSON object (DESIGN.md section 7), no line feed. */
void ch_fact_json(const ch_fact *fact, ch_buf *out);
/* Its members but for "mentions", and those of one mention, for those who write
 * more about them; braces are the caller's. */
void ch_fact_json_members(const ch_fact *fact, ch_buf *out);
void ch_report_json_members(const ch_report *report, ch_buf *out);

#endif
