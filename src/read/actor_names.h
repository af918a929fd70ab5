/* Surfaces: the words by which lists know states, bodies, people and places.
 *
 * A table from names as printed to list rows, found again in running text at
 * word boundaries, however the text was split into words. Compared are the
 * letters alone: case, accents, full stops ("U.S.", "US") and the difference
 * of hyphen and space fold away first, then ch_case_fits says whether the
 * text's capitals suit the name ("us" is not "US", "turkey" not "Turkey";
 * "TURKEY" and "Nato" are fine). A surface may stand for many rows.
 *
 * Filled once, then immutable and safe for all threads. Looking up at one
 * word costs one probe when no name begins so, else one for each word up to
 * the longest name that does.
 */
#ifndef CH_READ_ACTOR_NAMES_H
#define CH_READ_ACTOR_NAMES_H

#include "base/arena.h"
#include "text/document.h"

/* What kind of row a surface stands for. */
typedef enum ch_surface_kind {
  CH_SURFACE_STATE,     /* row of states */
  CH_SURFACE_ADJECTIVE, /* row of states */
  CH_SURFACE_DEMONYM,   /* row of states */
  CH_SURFACE_CAPITAL,   /* row of states */
  CH_SURFACE_CITY,      /* row of states: a city known to lie there */
  CH_SURFACE_BODY,      /* row of bodies */
  CH_SURFACE_PERSON,    /* row of people */
  CH_SURFACE_PLACE,     /* row of places */
  CH_SURFACE_ROLE,      /* row of roles */
  CH_SURFACE_WORD,      /* whatever the owner of the table means by row */
} ch_surface_kind;

typedef struct ch_surface {
  const char *text;  /* as the list has it, `length` bytes */
  uint16_t length;
  uint8_t kind;      /* ch_surface_kind */
  bool ambiguous;    /* the list says that it means other things too */
  uint32_t row;
  uint32_t next;     /* the next surface of the slot; CH_NO_SURFACE */
} ch_surface;

static inline ch_str ch_surface_text(const ch_surface *surface) {
  return (ch_str){surface->text, surface->length};
}

#define CH_NO_SURFACE UINT32_MAX

/* Eight bytes, since opening fills a hundred thousand of them. Two names may
 * share a hash: letters are always compared. */
typedef struct ch_names_slot {
  uint32_t hash;     /* 0 free */
  uint32_t first;    /* surface */
} ch_names_slot;

#define CH_NAMES_STARTS 32768

typedef struct ch_names {
  ch_arena *arena;
  struct {
    ch_surface *v;
    size_t n, cap;
  } surfaces;
  ch_names_slot *slots;
  size_t n_slots; /* a power of two */
  size_t n_used;
  /* By the hash of how names begin: letters of the longest that does. Small, so
   * that most words are told from names without a look at the table. */
  uint16_t *longest; /* [CH_NAMES_STARTS] */
} ch_names;

/* `expected`: about how many surfaces there will be. */
bool ch_names_init(ch_names *names, ch_arena *arena, size_t expected);
/* The bytes of `text` must outlive the table. Text that is empty or longer
 * than 1,000 bytes is passed over; false only when memory runs out. A surface
 * that has the same row and kind already is not added twice. */
bool ch_names_add(ch_names *names, ch_str text, ch_surface_kind kind, uint32_t row);
/* Marks all surfaces of `row` that have these letters as ambiguous. */
void ch_names_mark_ambiguous(ch_names *names, ch_str text, ch_surface_kind kind, uint32_t row);
/* First of the surfaces that may have these letters, whatever their case:
 * ch_case_fits or ch_same_letters tells for each of the chain. */
uint32_t ch_names_find(const ch_names *names, ch_str text);
/* The longest name that begins at word `from` and ends before word `end` and
 * fits in case: the first surface of its chain, *last its last word. */
uint32_t ch_names_match(const ch_names *names, const ch_document *doc, uint32_t from,
                        uint32_t end, uint32_t *last);
/* Do the text's capitals suit the name? False too if the letters differ. */
bool ch_case_fits(ch_str name, ch_str text);
/* The same letters, case and accents aside? */
bool ch_same_letters(ch_str a, ch_str b);

#endif
