/* A reading: who, when, how much, where and on whose word, for one document.
 *
 * Made from the parsed document and data/LANG, before any event is looked
 * for. Arrays of small structs in the document's arena; words are
 * document-wide indices. Where a word belongs to no item of a kind, the
 * per-word index holds CH_NO_ITEM.
 */
#ifndef CH_READ_READING_H
#define CH_READ_READING_H

#include "base/day.h"
#include "text/document.h"

#define CH_NO_ITEM UINT32_MAX
#define CH_MAX_SECTORS 4

/* An identity, resolved through the article. */
typedef struct ch_actor {
  ch_str code;      /* alpha-3, UNO, EUR, IGO, NGO, ISM, IMG, MNC; n = 0 unknown */
  ch_str sectors[CH_MAX_SECTORS]; /* PLOVER sectors, primary first */
  uint32_t n_sectors;
  ch_str name;      /* canonical: "Russia", "NATO", "Sergei Lavrov" */
  ch_str person;    /* the person's name when it is one, else n = 0 */
  ch_str office;    /* the office held in the text or the list, "foreign minister" */
  ch_str body;      /* the body, "Kremlin", when it was named by one */
  bool left;        /* had left the office that the lists know before the report's day */
} ch_actor;

/* How a noun phrase named its actor. */
typedef enum ch_naming {
  CH_NAMING_NAME,      /* "Russia", "NATO", "the Kremlin" */
  CH_NAMING_ADJECTIVE, /* "Russian" modifying some other noun */
  CH_NAMING_CAPITAL,   /* "Moscow" for its government */
  CH_NAMING_TOWN,      /* "Mariupol" for the country that it lies in */
  CH_NAMING_PERSON,    /* "Sergei Lavrov", "Lavrov" */
  CH_NAMING_NOMINAL,   /* "the Russian minister", "the embassy", "officials" */
  CH_NAMING_PRONOUN    /* "it", "he", "they" where safe */
} ch_naming;

/* One place in the text that names an actor. Mentions may nest: "Russian" in
 * "the Russian foreign minister". */
typedef struct ch_mention {
  uint32_t head;        /* syntactic head word */
  uint32_t first, last; /* words, both included */
  uint32_t actor;       /* index into actors */
  ch_naming naming;
  bool place;           /* reads as a place here, not as an actor ("in Moscow") */
  ch_span span;         /* bytes: the words that name, without relative clauses */
} ch_mention;

typedef enum ch_time_kind { CH_TIME_DATE, CH_TIME_TIME, CH_TIME_DURATION, CH_TIME_SET } ch_time_kind;

/* How a date is known (DESIGN.md section 5). */
typedef enum ch_basis { CH_BASIS_NONE, CH_BASIS_TEXT, CH_BASIS_RELATIVE, CH_BASIS_ARTICLE } ch_basis;

typedef struct ch_time {
  uint32_t head, first, last; /* words; the expression without its preposition */
  ch_span span;
  ch_time_kind kind;
  ch_str value;     /* TIMEX3: "2017-08-31", "P2D", "2017-W31", "PRESENT_REF" */
  ch_days days;     /* the calendar days it covers; none for durations */
  ch_basis basis;   /* text: named outright; relative: counted from an anchor */
  bool effect;      /* "as of", "with effect from": what is ordered holds from then on */
  bool onset;       /* the same, or "from": what is announced begins then */
  bool deadline;    /* "by", "before", "until", "no later than", "within" */
  ch_str preposition; /* "by", "on", "since" …, lower case; n = 0 none */
} ch_time;

typedef struct ch_quantity {
  uint32_t head;    /* the counted noun, or the number itself */
  uint32_t first, last; /* words of number and counted noun */
  ch_span span;
  double value;
  double upper;     /* of a range, else equal to value */
  ch_str of;        /* lemma phrase of what is counted: "diplomat", "USD", "percent" */
  bool ordinal;     /* "third" */
  bool approximate; /* "about", "more than", "nearly", "at least" */
} ch_quantity;

typedef struct ch_place {
  uint32_t head, first, last;
  ch_span span;
  ch_str name;
  ch_str code;      /* alpha-3 of the state it lies in */
  double lat, lon;  /* NAN unknown */
} ch_place;

/* Who says it. Covers words [content_first, content_last] of one sentence. */
typedef struct ch_attribution {
  uint32_t sentence;
  uint32_t cue;           /* word, CH_NO_WORD for a free quote carried on */
  uint32_t source_first, source_last; /* words; CH_NO_WORD when unnamed */
  uint32_t content_first, content_last;
  uint32_t actor;         /* index into actors, CH_NO_ITEM unknown */
  uint32_t parent;        /* the attribution this one is nested in, CH_NO_ITEM */
  ch_str speaker;         /* name as best known: "Heather Nauert", "officials" */
  ch_str stance;          /* from data/LANG/attribution.tsv: says, denies, accuses,
                             confirms, claims, demands, warns, declines … */
  bool quoted;            /* in quotation marks */
  bool party_word;        /* the cue casts it as a claim: "alleged", "claimed" */
} ch_attribution;

/* What a preposition says of the noun behind it, a participle of the name before it: bits. */
typedef enum ch_link {
  CH_LINK_SIDE = 1 << 0, /* whose it is, or its sides: "of X", "between X and Y" */
  CH_LINK_PART = 1 << 1, /* what a number counts: "35 of the diplomats" */
  CH_LINK_LEAD = 1 << 2  /* whose it is, before a hyphen: "US-led", not "Iran-backed" */
} ch_link;

typedef struct ch_reading {
  const ch_document *doc;
  ch_actor *actors;             uint32_t n_actors;
  ch_str torn;                  /* the state whose rebels or civil war the document speaks of; empty */
  ch_str from;                  /* the state that its dateline names; empty */
  ch_mention *mentions;         uint32_t n_mentions;
  ch_time *times;               uint32_t n_times;
  ch_quantity *quantities;      uint32_t n_quantities;
  ch_place *places;             uint32_t n_places;
  ch_attribution *attributions; uint32_t n_attributions;
  /* [n_words]; the widest mention headed at the word, the time, quantity and
   * place that covers it, the innermost attribution whose content it is in. */
  uint32_t *mention_at;
  uint32_t *time_at;
  uint32_t *quantity_at;
  uint32_t *place_at;
  uint32_t *attribution_at;
  /* [n_words]: the mention that covers the word most tightly, else CH_NO_ITEM. */
  uint32_t *mention_over;
  uint8_t *links; /* [n_words]: ch_link bits of prepositions */
} ch_reading;

#endif
