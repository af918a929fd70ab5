#include "read/actor_names.h"

#include <utf8proc.h>

/* ---- letters: one folded code point at a time -------------------------- */

typedef struct letter {
  uint32_t c;  /* folded; ' ' for space and hyphen; 0 for what folds away */
  bool upper;  /* was upper case */
} letter;

static letter fold_other(const char **p, const char *end) {
  utf8proc_int32_t cp;
  utf8proc_ssize_t used =
      utf8proc_iterate((const utf8proc_uint8_t *)*p, (utf8proc_ssize_t)(end - *p), &cp);
  if (used <= 0) {
    (*p)++;
    return (letter){0xFFFD, false};
  }
  *p += used;
  switch (cp) {
    case 0x2018: case 0x2019: case 0x02BC: case 0x02BB:
      return (letter){'\'', false};
    case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x00A0: case 0x202F:
      return (letter){' ', false};
    case 0x00AD:
      return (letter){0, false};
    /* Letters with a stroke, which Unicode does not take apart. */
    case 0x0131: return (letter){'i', false};
    case 0x0141: case 0x0142: return (letter){'l', cp == 0x0141};
    case 0x00D8: case 0x00F8: return (letter){'o', cp == 0x00D8};
    case 0x0110: case 0x0111: return (letter){'d', cp == 0x0110};
    default:
      break;
  }
  utf8proc_int32_t out[8];
  int boundary = 0;
  utf8proc_ssize_t n = utf8proc_decompose_char(
      cp, out, 8, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK,
      &boundary);
  letter result = {0, utf8proc_category(cp) == UTF8PROC_CATEGORY_LU};
  if (n > 0 && n <= 8) result.c = (uint32_t)out[0];
  return result;
}

static uint32_t fold_ascii(unsigned char c) {
  if (c >= 'A' && c <= 'Z') return c + 32u;
  if (c == '.') return 0;
  if (c == '-' || c == '\n' || c == '\t' || c == '\r') return ' ';
  return c;
}

static inline __attribute__((always_inline)) letter next_letter(const char **p, const char *end) {
  unsigned char c = (unsigned char)**p;
  if (c >= 0x80) return fold_other(p, end);
  (*p)++;
  return (letter){fold_ascii(c), c >= 'A' && c <= 'Z'};
}

static bool is_alnum(uint32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80;
}

/* ---- hashing as the text goes by --------------------------------------- */

typedef struct running {
  uint64_t hash;
  uint32_t length; /* letters so far, spaces counted once */
  bool space;      /* a space is due before the next letter */
} running;

static const running BEGIN = {0xcbf29ce484222325u, 0, false};

static void mix(running *r, uint32_t c) {
  r->hash = (r->hash ^ c) * 0x100000001b3u;
  r->length++;
}

/* Never 0. */
static uint32_t finish(const running *r) {
  uint64_t h = r->hash;
  h ^= h >> 32;
  h *= 0x9E3779B97F4A7C15u;
  return (uint32_t)(h >> 32) | 1u;
}

static void feed(running *r, ch_str s) {
  if (s.n == 0) return;
  const char *p = s.p, *end = s.p + s.n;
  while (p < end) {
    letter l = next_letter(&p, end);
    if (l.c == 0) continue;
    if (l.c == ' ') {
      r->space = r->length > 0;
      continue;
    }
    if (r->space) mix(r, ' ');
    r->space = false;
    mix(r, l.c);
  }
}

/* Feeds the whole of a name, *start the first run of its letters and digits. */
static void feed_name(running *r, running *start, ch_str s) {
  const char *p = s.p, *end = s.p + s.n;
  bool inside = true;
  while (p < end) {
    letter l = next_letter(&p, end);
    if (l.c == 0) continue;
    if (!is_alnum(l.c)) {
      inside = inside && start->length == 0;
    } else if (inside) {
      mix(start, l.c);
    }
    if (l.c == ' ') {
      r->space = r->length > 0;
      continue;
    }
    if (r->space) mix(r, ' ');
    r->space = false;
    mix(r, l.c);
  }
}

static uint16_t *longest_of(const ch_names *names, const running *start) {
  return &names->longest[finish(start) >> 1 & (CH_NAMES_STARTS - 1)];
}

/* The first run of letters and digits: how names begin. */
static running start_of(ch_str s) {
  running r = BEGIN;
  if (s.n == 0) return r;
  const char *p = s.p, *end = s.p + s.n;
  while (p < end) {
    letter l = next_letter(&p, end);
    if (l.c == 0) continue;
    if (!is_alnum(l.c)) {
      if (r.length > 0) break;
      continue;
    }
    mix(&r, l.c);
  }
  return r;
}

/* ---- the table --------------------------------------------------------- */

enum { MAX_NAME = 1000 };

static ch_names_slot *probe(const ch_names *names, uint32_t hash) {
  size_t mask = names->n_slots - 1;
  for (size_t i = (hash >> 1) & mask;; i = (i + 1) & mask) {
    ch_names_slot *slot = &names->slots[i];
    if (slot->hash == 0 || slot->hash == hash) return slot;
  }
}

static bool resize(ch_names *names, size_t n_slots) {
  ch_names_slot *old = names->slots;
  size_t n_old = names->n_slots;
  ch_names_slot *slots = CH_ARRAY(names->arena, n_slots, ch_names_slot);
  if (!slots) return false;
  names->slots = slots;
  names->n_slots = n_slots;
  for (size_t i = 0; i < n_old; i++)
    if (old[i].hash != 0) *probe(names, old[i].hash) = old[i];
  return true;
}

bool ch_names_init(ch_names *names, ch_arena *arena, size_t expected) {
  *names = (ch_names){.arena = arena};
  size_t n_slots = 64;
  while (n_slots * 3 < expected * 4) n_slots *= 2;
  names->surfaces.cap = expected > 16 ? expected : 16;
  names->surfaces.v = CH_ARRAY(arena, names->surfaces.cap, ch_surface);
  names->longest = CH_ARRAY(arena, CH_NAMES_STARTS, uint16_t);
  return names->surfaces.v && names->longest && resize(names, n_slots);
}

static ch_names_slot *slot_for(ch_names *names, uint32_t hash) {
  if ((names->n_used + 1) * 4 > names->n_slots * 3 && !resize(names, names->n_slots * 2)) return NULL;
  ch_names_slot *slot = probe(names, hash);
  if (slot->hash == 0) {
    *slot = (ch_names_slot){hash, CH_NO_SURFACE};
    names->n_used++;
  }
  return slot;
}

bool ch_names_add(ch_names *names, ch_str text, ch_surface_kind kind, uint32_t row) {
  running r = BEGIN, begin = BEGIN;
  if (text.n == 0 || text.n > MAX_NAME) return true;
  feed_name(&r, &begin, text);
  if (r.length == 0) return true;
  ch_names_slot *slot = slot_for(names, finish(&r));
  if (!slot) return false;
  for (uint32_t s = slot->first; s != CH_NO_SURFACE; s = names->surfaces.v[s].next) {
    const ch_surface *known = &names->surfaces.v[s];
    if (known->row == row && known->kind == kind && ch_str_eq(ch_surface_text(known), text)) return true;
  }
  uint32_t number = (uint32_t)names->surfaces.n;
  ch_surface *surface = CH_PUSH(names->arena, &names->surfaces);
  if (!surface) return false;
  *surface = (ch_surface){.text = text.p, .length = (uint16_t)text.n, .kind = (uint8_t)kind,
                          .row = row, .next = CH_NO_SURFACE};
  /* Behind those that were there: earlier rows come first. */
  uint32_t *link = &slot->first;
  while (*link != CH_NO_SURFACE) link = &names->surfaces.v[*link].next;
  *link = number;
  uint16_t *longest = longest_of(names, &begin);
  if (*longest < r.length) *longest = (uint16_t)r.length;
  return true;
}

uint32_t ch_names_find(const ch_names *names, ch_str text) {
  running r = BEGIN;
  feed(&r, text);
  if (r.length == 0) return CH_NO_SURFACE;
  const ch_names_slot *slot = probe(names, finish(&r));
  return slot->hash == 0 ? CH_NO_SURFACE : slot->first;
}

void ch_names_mark_ambiguous(ch_names *names, ch_str text, ch_surface_kind kind, uint32_t row) {
  for (uint32_t s = ch_names_find(names, text); s != CH_NO_SURFACE;
       s = names->surfaces.v[s].next) {
    ch_surface *surface = &names->surfaces.v[s];
    if (surface->row == row && surface->kind == kind &&
        ch_same_letters(ch_surface_text(surface), text))
      surface->ambiguous = true;
  }
}

uint32_t ch_names_match(const ch_names *names, const ch_document *doc, uint32_t from,
                        uint32_t end, uint32_t *last) {
  ch_span first = doc->words[from].span;
  running start = start_of(ch_str_at(doc->text, first));
  uint32_t longest = *longest_of(names, &start);
  if (longest == 0) return CH_NO_SURFACE;
  uint32_t best = CH_NO_SURFACE, fed = first.from;
  running r = BEGIN;
  for (uint32_t w = from; w < end; w++) {
    uint32_t to = doc->words[w].span.to, before = r.length;
    feed(&r, ch_str_at(doc->text, (ch_span){fed, to}));
    fed = to;
    if (r.length > longest) break;
    if (r.length == before) continue; /* a stop or a hyphen ends no name */
    const ch_names_slot *slot = probe(names, finish(&r));
    if (slot->hash == 0) continue;
    ch_str text = ch_str_at(doc->text, (ch_span){first.from, to});
    for (uint32_t s = slot->first; s != CH_NO_SURFACE; s = names->surfaces.v[s].next) {
      if (!ch_case_fits(ch_surface_text(&names->surfaces.v[s]), text)) continue;
      best = s;
      *last = w;
      break;
    }
  }
  return best;
}

/* ---- capitals ----------------------------------------------------------- */

typedef struct case_shape {
  uint32_t letters; /* of the whole name */
  uint32_t runs;
  bool lower;       /* holds a lower-case letter */
} case_shape;

static case_shape shape_of(ch_str name) {
  case_shape shape = {0, 0, false};
  bool inside = false;
  const char *p = name.p, *end = name.p + name.n;
  while (p < end) {
    letter l = next_letter(&p, end);
    if (l.c == 0) continue;
    bool alnum = is_alnum(l.c);
    if (alnum) {
      shape.letters++;
      if (!inside) shape.runs++;
      if (!l.upper && !(l.c >= '0' && l.c <= '9')) shape.lower = true;
    }
    inside = alnum;
  }
  return shape;
}

/* Letters of the run that begins at p. */
static uint32_t run_length(const char *p, const char *end) {
  uint32_t n = 0;
  while (p < end) {
    letter l = next_letter(&p, end);
    if (l.c == 0) continue;
    if (!is_alnum(l.c)) break;
    n++;
  }
  return n;
}

static bool skip_to_letter(const char **p, const char *end, letter *out) {
  bool space = false;
  while (*p < end) {
    const char *before = *p;
    *out = next_letter(p, end);
    if (out->c == 0) continue;
    if (out->c == ' ') {
      space = true;
      continue;
    }
    if (space) {
      *p = before;
      *out = (letter){' ', false};
    }
    return true;
  }
  return false;
}

bool ch_case_fits(ch_str name, ch_str text) {
  if (name.n == 0 || text.n == 0) return name.n == text.n;
  case_shape shape = shape_of(name);
  bool strict = !shape.lower && shape.letters <= 3;
  const char *p = name.p, *p_end = name.p + name.n, *q = text.p, *q_end = text.p + text.n;
  bool inside = false;
  for (;;) {
    letter a = {0, false}, b = {0, false};
    const char *at = p;
    bool more = skip_to_letter(&p, p_end, &a);
    if (more != skip_to_letter(&q, q_end, &b)) return false;
    if (!more) return true;
    if (a.c != b.c) return false;
    bool alnum = is_alnum(a.c);
    if (alnum && a.upper && !b.upper) {
      if (strict) return false;
      if (!inside && (shape.runs == 1 || run_length(at, p_end) >= 4)) return false;
    }
    inside = alnum;
  }
}

bool ch_same_letters(ch_str a, ch_str b) {
  if (a.n == 0 || b.n == 0) return a.n == b.n;
  const char *p = a.p, *p_end = a.p + a.n, *q = b.p, *q_end = b.p + b.n;
  for (;;) {
    letter x = {0, false}, y = {0, false};
    bool more = skip_to_letter(&p, p_end, &x);
    if (more != skip_to_letter(&q, q_end, &y)) return false;
    if (!more) return true;
    if (x.c != y.c) return false;
  }
}
