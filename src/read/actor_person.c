/* Persons: who the article names, in full and by surname.
 *
 * First all names of two words and more: the lists' and the name tagger's
 * spans of persons. Then single words: after a title or an honorific, tagged
 * as a person, or a surname that the article gives in full anywhere. A
 * surname is the person who bore it last before, else who bears it first
 * after.
 */
#include "read/actor_story.h"

static bool capitalised(const ch_story *story, uint32_t w) {
  char c = story->doc->text.p[story->doc->words[w].span.from];
  return (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static bool is_name_word(const ch_story *story, uint32_t w) {
  return story->doc->words[w].upos == CH_UPOS_PROPN && capitalised(story, w) &&
         !(ch_form_uses(story, w) & CH_USE_DAY);
}

static bool honorific(const ch_story *story, uint32_t w) {
  return (ch_form_bits(story, w) & CH_WORD_HONORIFIC) != 0;
}

uint32_t ch_title_before(const ch_story *story, uint32_t w) {
  const ch_document *doc = story->doc;
  uint32_t first = doc->sentences[doc->sentence_of[w]].first;
  for (uint32_t i = w; i > first && w - i < 6; i--) {
    uint32_t role = story->role_at[i - 1];
    if (role == CH_NO_ITEM) continue;
    const ch_role_hit *hit = &story->roles.v[role];
    ch_role_kind kind = story->lists->roles.v[hit->row].kind;
    if (hit->last + 1 == w && (kind == CH_ROLE_PERSON || kind == CH_ROLE_SPOKESPERSON))
      return role;
  }
  return CH_NO_ITEM;
}

static ch_str words_text(const ch_document *doc, uint32_t first, uint32_t last) {
  return ch_str_at(doc->text, (ch_span){doc->words[first].span.from, doc->words[last].span.to});
}

static ch_str first_word(ch_str name) {
  size_t i = ch_str_find_byte(name, ' ', 0);
  return ch_str_slice(name, 0, i == SIZE_MAX ? name.n : i);
}

/* ---- making persons -------------------------------------------------------------- */

static char gender_of(const ch_story *story, ch_str name) {
  uint32_t bits = ch_word_bits(story->lists, first_word(name));
  if (bits & CH_WORD_GIVEN_MALE) return bits & CH_WORD_GIVEN_FEMALE ? 0 : 'm';
  return bits & CH_WORD_GIVEN_FEMALE ? 'f' : 0;
}

static ch_actor actor_of_row(const ch_story *story, uint32_t row) {
  const ch_person_row *listed_row = &story->lists->people.v[row];
  int32_t day = story->doc->article ? story->doc->article->published : CH_DAY_NONE;
  ch_actor actor = {.code = listed_row->code, .name = listed_row->name,
                    .person = listed_row->name};
  if (ch_holds_office(story, listed_row)) {
    actor.office = listed_row->office;
    actor.n_sectors = listed_row->n_sectors;
    memcpy(actor.sectors, listed_row->sectors, sizeof actor.sectors);
  } else if (listed_row->to != CH_DAY_NONE && listed_row->to < day) {
    actor.sectors[actor.n_sectors++] = CH_STR("ELI"); /* PLOVER: former officials */
    actor.left = true;
  }
  return actor;
}

void ch_remember_office(ch_story *story, uint32_t person) {
  const ch_actor *actor = &story->actors.v[story->persons.v[person].actor];
  if (actor->office.n == 0 || actor->code.n == 0) return;
  ch_str key = ch_arena_printf(story->arena, "%.*s|%.*s", CH_PRI(actor->code),
                               CH_PRI(actor->office));
  uint32_t *value = key.p ? ch_map_put(&story->offices, key, NULL) : NULL;
  bool added = false;
  uint32_t *alone = value ? ch_map_put(&story->offices, actor->office, &added) : NULL;
  if (!alone) {
    story->failed = true;
    return;
  }
  if (added)
    *alone = person + 1;
  else if (*alone != person + 1)
    *alone = CH_NO_ITEM;
  *ch_map_put(&story->offices, key, NULL) = person + 1;
}

static void set_name(ch_story *story, ch_map *names, ch_str name, uint32_t person) {
  uint32_t *value = ch_map_put(names, name, NULL);
  if (!value)
    story->failed = true;
  else
    *value = person + 1;
}

static uint32_t new_person(ch_story *story, ch_str name, uint32_t row, uint32_t w, bool full) {
  ch_actor actor = {.name = name, .person = name};
  if (row != CH_NO_ROW) actor = actor_of_row(story, row);
  uint32_t number = (uint32_t)story->persons.n;
  ch_person *person = CH_PUSH(story->arena, &story->persons);
  if (!person) {
    story->failed = true;
    return CH_NO_ITEM;
  }
  *person = (ch_person){.name = actor.person, .row = row, .first_seen = w, .full = full};
  person->actor = ch_story_actor(story, &actor, CH_CLASS_PERSON);
  if (story->failed) return CH_NO_ITEM;
  if (full || row != CH_NO_ROW)
    story->more.v[person->actor].gender = gender_of(story, actor.person);
  ch_remember_office(story, number);
  return number;
}

static void add_hit(ch_story *story, uint32_t first, uint32_t last, uint32_t person) {
  uint32_t number = (uint32_t)story->person_hits.n;
  ch_person_hit *hit = CH_PUSH(story->arena, &story->person_hits);
  if (!hit || person == CH_NO_ITEM) {
    story->failed = true;
    return;
  }
  *hit = (ch_person_hit){first, last, ch_head_of(story->doc, first, last), person};
  for (uint32_t w = first; w <= last; w++) story->person_at[w] = number;
}

/* The person is the one meant by the surname from here on: the listed one, which
 * may stand in front ("Xi Jinping"), else the last word. */
static void set_surname(ch_story *story, uint32_t person) {
  const ch_person *p = &story->persons.v[person];
  ch_str rest = p->row != CH_NO_ROW ? story->lists->people.v[p->row].surname
                                    : ch_surname_of(story->lists, p->name);
  ch_str surname;
  while (ch_str_split(&rest, '|', &surname)) {
    /* "Bush and his wife Laura Bush": the name goes on being that of who is in the list */
    const uint32_t *bearer = p->row == CH_NO_ROW ? ch_map_get(&story->surnames, surname) : NULL;
    if (bearer && *bearer && story->persons.v[*bearer - 1].row != CH_NO_ROW) continue;
    set_name(story, &story->surnames, surname, person);
  }
}

/* "John A. Boehner" without the initial. */
static ch_str without_initial(ch_story *story, ch_str name) {
  for (size_t i = 1; i + 3 < name.n; i++) {
    bool initial = name.p[i] == ' ' && name.p[i + 1] >= 'A' && name.p[i + 1] <= 'Z' &&
                   name.p[i + 2] == '.' && name.p[i + 3] == ' ';
    if (!initial) continue;
    ch_str rest = ch_str_slice(name, i + 3, name.n);
    ch_str plain = ch_arena_printf(story->arena, "%.*s%.*s", CH_PRI(ch_str_slice(name, 0, i)), CH_PRI(rest));
    if (!plain.p) story->failed = true;
    return plain.p ? plain : name;
  }
  return name;
}

/* "SANTOS ALVITE" behind "Fernando Santos Alvite", "PEDRO REYES" behind "Pedro Reyes Soto": the person of
 * whose name it is the end or the beginning; 0, else person + 1. */
static uint32_t named_longer(const ch_story *story, ch_str printed) {
  const uint32_t *by_last = ch_map_get(&story->surnames, ch_surname_of(story->lists, printed));
  const uint32_t *by_first = ch_map_get(&story->first_names, first_word(printed));
  ch_str last = by_last ? story->persons.v[*by_last - 1].name : (ch_str){NULL, 0};
  ch_str begun = by_first ? story->persons.v[*by_first - 1].name : (ch_str){NULL, 0};
  if (last.n > printed.n && ch_str_ends(last, printed) && last.p[last.n - printed.n - 1] == ' ') return *by_last;
  if (begun.n > printed.n && ch_str_starts(begun, printed) && begun.p[printed.n] == ' ') return *by_first;
  return 0;
}

/* "Mr. REYES" behind "Pedro Reyes Soto": the word before the last may be the surname, too. */
static void set_inner_name(ch_story *story, ch_str printed, uint32_t person) {
  ch_str rest = ch_str_trim(ch_str_slice(printed, first_word(printed).n, printed.n));
  ch_str inner = first_word(rest);
  if (inner.n < 3 || inner.n == rest.n || ch_names_find(&story->lists->surnames, inner) != CH_NO_SURFACE ||
      ch_map_get(&story->surnames, inner) || ch_map_get(&story->first_names, inner))
    return;
  set_name(story, &story->first_names, inner, person);
}

static void full_name(ch_story *story, uint32_t first, uint32_t last) {
  ch_str printed = words_text(story->doc, first, last), name = printed;
  uint32_t row = ch_listed_name(story, name);
  if (row == CH_NO_ROW) row = ch_listed_name(story, without_initial(story, name));
  uint32_t longer = row == CH_NO_ROW ? named_longer(story, printed) : 0;
  if (longer) name = story->persons.v[longer - 1].name;
  if (row != CH_NO_ROW) name = story->lists->people.v[row].name;
  uint32_t *known = ch_map_put(&story->person_names, name, NULL);
  if (!known) {
    story->failed = true;
    return;
  }
  uint32_t person = *known;
  if (person == 0) {
    person = longer ? longer : new_person(story, name, row, first, true) + 1;
    if (story->failed) return;
    *known = person;
  }
  set_surname(story, person - 1);
  /* A name may have its surname in front, a listed one of three words too ("MOBUTU Sese Seko"). */
  if (row == CH_NO_ROW || !ch_map_get(&story->first_names, first_word(printed)))
    set_name(story, &story->first_names, first_word(printed), person - 1);
  if (row == CH_NO_ROW) set_inner_name(story, printed, person - 1);
  add_hit(story, first, last, person - 1);
}

/* ---- finding them ------------------------------------------------------------------ */

static bool touches(const ch_document *doc, uint32_t a, uint32_t b) {
  return doc->words[a].span.to == doc->words[b].span.from;
}

/* Is w the second part of "Ki-moon"? */
static bool behind_hyphen(const ch_document *doc, uint32_t w) {
  return w >= 2 && ch_str_is(ch_word_form(doc, w - 1), "-") && touches(doc, w - 1, w) &&
         touches(doc, w - 2, w - 1);
}

/* "von", "al", "as" of "as-Sadr"; not "AS Obama met him". */
static bool particle(const ch_story *story, uint32_t w) {
  const ch_document *doc = story->doc;
  uint8_t upos = doc->words[w].upos;
  bool opens = doc->sentences[doc->sentence_of[w]].first == w;
  bool glued = w + 1 < doc->n_words && touches(doc, w, w + 1) && ch_str_is(ch_word_form(doc, w + 1), "-");
  if (!glued && (upos == CH_UPOS_SCONJ || upos == CH_UPOS_DET || (opens && upos == CH_UPOS_ADP))) return false;
  return (ch_word_uses(story->lists, ch_word_form(story->doc, w)) & CH_USE_PARTICLE) != 0;
}

/* The first word of [w, end) that is neither particle nor the hyphen behind
 * one: "Assad" of "al-Assad", "Leyen" of "von der Leyen". */
static uint32_t behind_particles(const ch_story *story, uint32_t w, uint32_t end) {
  const ch_document *doc = story->doc;
  uint32_t at = w;
  while (at + 1 < end && particle(story, at)) {
    at++;
    if (at + 1 < end && ch_str_is(ch_word_form(doc, at), "-") && touches(doc, at - 1, at)) at++;
  }
  return at;
}

/* Takes titles, honorifics and clitics off the ends of a tagged span. */
static bool trim_span(const ch_story *story, uint32_t *first, uint32_t *last) {
  const ch_document *doc = story->doc;
  while (*last > *first && !is_name_word(story, *last) &&
         !(behind_hyphen(doc, *last) && *last >= *first + 2))
    (*last)--;
  for (uint32_t w = *last; w > *first; w--) {
    bool given = story->doc->words[w - 1].name == CH_NAME_PER && /* "Amir Ghassemi" */
                 (ch_form_bits(story, w - 1) & (CH_WORD_GIVEN_MALE | CH_WORD_GIVEN_FEMALE)) != 0;
    bool title = ch_title_before(story, w) != CH_NO_ITEM && !given;
    if (title || honorific(story, w - 1) || story->hit_at[w - 1] != CH_NO_ITEM) {
      uint32_t hit = story->hit_at[w - 1];
      if (hit != CH_NO_ITEM && ch_hit_may(&story->hits.v[hit], CH_SURFACE_PERSON)) continue;
      *first = w;
      break;
    }
  }
  while (*first < *last && !is_name_word(story, *first)) (*first)++;
  return is_name_word(story, *first) && doc->words[*first].span.from >= story->dateline_end;
}

/* Goes through words that are persons' names, in order. `single`: the pass
 * over names of one word. */
static uint32_t tagged_end(const ch_story *story, uint32_t w, uint32_t end) {
  const ch_document *doc = story->doc;
  uint32_t last = w;
  /* Two names side by side without a comma are one. */
  while (last + 1 < end && doc->words[last + 1].name == CH_NAME_PER) last++;
  /* "Ki-moon", where the tagger stopped at the hyphen. */
  while (last + 2 < end && last > w && behind_hyphen(doc, last + 2) &&
         story->hit_at[last + 2] == CH_NO_ITEM && story->role_at[last + 2] == CH_NO_ITEM)
    last += 2;
  return last;
}

static bool listed_person_at(const ch_story *story, uint32_t w, uint32_t *last) {
  uint32_t at = story->hit_at[w];
  if (at == CH_NO_ITEM || story->hits.v[at].first != w) return false;
  const ch_hit *hit = &story->hits.v[at];
  if (!ch_hit_may(hit, CH_SURFACE_PERSON) || hit->in_other) return false;
  *last = hit->last;
  return true;
}

/* Forgets list names inside a person's name: "Michael Jordan" is no state. */
static void drop_hits(ch_story *story, uint32_t first, uint32_t last) {
  for (uint32_t w = first; w <= last; w++) {
    uint32_t at = story->hit_at[w];
    if (at == CH_NO_ITEM) continue;
    ch_hit *hit = &story->hits.v[at];
    if (hit->first < first || hit->last > last) continue;
    hit->kinds = 0;
    story->hit_at[w] = CH_NO_ITEM;
  }
}

/* "at Khan Sheikhoun": what the tagger takes for a person behind "in", "at"
 * or "near" is more often a place that no list has. */
static bool after_place_word(const ch_story *story, uint32_t w) {
  while (w > 0 && story->doc->words[w].name == CH_NAME_PER &&
         story->doc->words[w - 1].name == CH_NAME_PER &&
         !(story->doc->words[w].flags & CH_WORD_NAME_START))
    w--;
  return w > 0 && story->doc->words[w - 1].upos == CH_UPOS_ADP &&
         (ch_form_bits(story, w - 1) & CH_WORD_AT) != 0;
}

/* "Itzhak" that the tagger left out of "Itzhak Levy". */
static bool given_name_before(const ch_story *story, uint32_t w, uint32_t start) {
  return w > start && is_name_word(story, w - 1) && story->hit_at[w - 1] == CH_NO_ITEM &&
         story->role_at[w - 1] == CH_NO_ITEM && story->person_at[w - 1] == CH_NO_ITEM &&
         story->doc->words[w - 1].name == CH_NAME_NONE &&
         (ch_form_bits(story, w - 1) & (CH_WORD_GIVEN_MALE | CH_WORD_GIVEN_FEMALE));
}

static void full_names(ch_story *story, const ch_sentence *sentence) {
  const ch_document *doc = story->doc;
  uint32_t end = sentence->first + sentence->count;
  for (uint32_t w = sentence->first; w < end && !story->failed; w++) {
    uint32_t first = w, last = w;
    bool in_list = listed_person_at(story, w, &last);
    if (doc->words[w].name == CH_NAME_PER) {
      uint32_t tagged = tagged_end(story, w, end);
      if (tagged > last) last = tagged;
    } else if (!in_list) {
      continue;
    }
    uint32_t next = last, listed_last = story->hit_at[w] == CH_NO_ITEM ? w : story->hits.v[story->hit_at[w]].last;
    if (in_list && listed_last > w && last == listed_last) {
      drop_hits(story, w, last);
      full_name(story, w, last);
    } else if (trim_span(story, &first, &last)) {
      if (first == w && given_name_before(story, w, sentence->first)) first--;
      bool surname_only = behind_particles(story, first, last + 1) == last && !in_list;
      bool capital_word = first == last && in_list && doc->words[w].upos != CH_UPOS_PROPN;
      bool likely_place = !in_list && after_place_word(story, first);
      if (!surname_only && !capital_word && !likely_place) {
        drop_hits(story, first, last);
        full_name(story, first, last);
      }
    }
    w = next;
  }
}

/* Words after a title that go on being a name: "Sergei Lavrov". */
static uint32_t run_of_names(const ch_story *story, uint32_t w, uint32_t end) {
  uint32_t last = w;
  while (last + 1 < end && is_name_word(story, last + 1) && story->hit_at[last + 1] == CH_NO_ITEM &&
         story->role_at[last + 1] == CH_NO_ITEM &&
         !(story->doc->words[last + 1].flags & CH_WORD_GLUED) && !honorific(story, last + 1))
    last++;
  return last;
}

/* "Interior Minister BAYAN BAQER SULAGH", tagged as a body: behind an office of rulers or lawmakers, names that no
 * list has and that end in no house are whose it is. */
static bool holds_office_before(const ch_story *story, uint32_t w, uint32_t last) {
  uint32_t title = ch_title_before(story, w);
  if (title == CH_NO_ITEM || last == w || !capitalised(story, w - 1)) return false;
  const ch_role_row *row = &story->lists->roles.v[story->roles.v[title].row];
  bool rules = row->n_sectors > 0 && (ch_str_is(row->sectors[0], "GOV") || ch_str_is(row->sectors[0], "LEG"));
  if (!rules || row->office.n == 0 || ch_str_is(row->office, "king") || ch_str_is(row->office, "prince") ||
      ch_str_is(row->office, "queen"))
    return false;
  for (uint32_t i = w; i <= last; i++)
    if (ch_form_bits(story, i) & (CH_WORD_SITE | CH_WORD_EVENT | CH_WORD_COMMON)) return false;
  return true;
}

static void introduced_names(ch_story *story, const ch_sentence *sentence) {
  uint32_t end = sentence->first + sentence->count;
  for (uint32_t w = sentence->first + 1; w < end && !story->failed; w++) {
    if (story->person_at[w] != CH_NO_ITEM || !is_name_word(story, w)) continue;
    if (story->hit_at[w] != CH_NO_ITEM || honorific(story, w) || story->role_over[w] != CH_NO_ITEM)
      continue;
    bool other = story->doc->words[w].name == CH_NAME_LOC || story->doc->words[w].name == CH_NAME_ORG;
    if (other && !holds_office_before(story, w, run_of_names(story, w, end))) continue;
    if (!honorific(story, w - 1) && ch_title_before(story, w) == CH_NO_ITEM) continue;
    uint32_t last = run_of_names(story, w, end);
    if (last > w) full_name(story, w, last);
    w = last;
  }
}

/* ---- names that a role tells though no tag does ------------------------------------ */

/* Is the word no more than a town's name that only the gazetteer has? */
static bool town_alone(const ch_story *story, uint32_t w) {
  const ch_hit *hit = &story->hits.v[story->hit_at[w]];
  return hit->first == hit->last && hit->kinds == (1u << CH_SURFACE_PLACE);
}

/* The role of one person that begins at w or behind an article and adjectives. */
static bool person_role_at(const ch_story *story, uint32_t w, uint32_t end) {
  enum { LOOK = 6 };
  const ch_document *doc = story->doc;
  for (uint32_t i = w; i < end && i < w + LOOK; i++) {
    uint32_t at = story->role_over[i];
    if (at != CH_NO_ITEM) {
      const ch_role_hit *hit = &story->roles.v[at];
      ch_role_kind kind = story->lists->roles.v[hit->row].kind;
      if ((kind == CH_ROLE_PERSON || kind == CH_ROLE_SPOKESPERSON) && !ch_is_plural(doc, hit->head))
        return true;
      continue; /* "a Foreign Ministry spokesman" */
    }
    switch ((ch_upos)doc->words[i].upos) {
      case CH_UPOS_DET:
      case CH_UPOS_ADJ:
      case CH_UPOS_PROPN:
      case CH_UPOS_NOUN:
      case CH_UPOS_PART:
        continue;
      default:
        return false;
    }
  }
  return false;
}

/* "Ambassador to NATO Ann Lee", "Undersecretary for Economic Affairs Ann Lee":
 * where the name of who holds the capitalised office may begin; end if none. */
static uint32_t behind_long_title(const ch_story *story, const ch_role_hit *role, uint32_t end) {
  enum { LOOK = 7 };
  const ch_document *doc = story->doc;
  uint32_t w = role->last + 1;
  ch_role_kind kind = story->lists->roles.v[role->row].kind;
  if (kind != CH_ROLE_PERSON && kind != CH_ROLE_SPOKESPERSON) return end; /* "at the BANK with" */
  bool titled = capitalised(story, role->first); /* "minister of mines and power Ann Lee" names no other */
  if (w >= end || doc->words[w].upos != CH_UPOS_ADP || (!titled && story->lists->roles.v[role->row].office.n == 0))
    return end;
  for (w++; w < end && w < role->last + LOOK; w++) {
    uint32_t hit = story->hit_at[w];
    if (!titled && doc->words[w].name != CH_NAME_PER && capitalised(story, w)) return end;
    if (hit != CH_NO_ITEM) {
      w = story->hits.v[hit].last;
      if (w + 1 < end && is_name_word(story, w + 1) && story->hit_at[w + 1] == CH_NO_ITEM &&
          story->role_over[w + 1] == CH_NO_ITEM && !honorific(story, w + 1))
        return w + 1;
      continue;
    }
    if (w > role->last + 2 && doc->words[w].name == CH_NAME_PER &&
        doc->words[w - 1].name != CH_NAME_PER)
      return w;
    switch ((ch_upos)doc->words[w].upos) {
      case CH_UPOS_DET:
      case CH_UPOS_ADJ:
      case CH_UPOS_NOUN:
      case CH_UPOS_PROPN:
      case CH_UPOS_ADP:
      case CH_UPOS_CCONJ:
        continue;
      default:
        return end;
    }
  }
  return end;
}

/* Two capitalised words and more that a role beside them makes a person's. */
static void told_names(ch_story *story, const ch_sentence *sentence) {
  const ch_document *doc = story->doc;
  uint32_t end = sentence->first + sentence->count;
  for (uint32_t w = sentence->first; w < end && !story->failed; w++) {
    uint32_t at = story->role_over[w];
    if (at != CH_NO_ITEM && story->roles.v[at].first == w) {
      uint32_t name = behind_long_title(story, &story->roles.v[at], end);
      if (name < end && story->person_at[name] == CH_NO_ITEM) {
        uint32_t last = run_of_names(story, name, end);
        if (last > name) full_name(story, name, last);
      }
      w = story->roles.v[at].last;
      continue;
    }
    if (story->person_at[w] != CH_NO_ITEM || at != CH_NO_ITEM || !is_name_word(story, w) ||
        honorific(story, w))
      continue;
    if (story->hit_at[w] != CH_NO_ITEM && !town_alone(story, w)) continue;
    uint32_t last = w;
    while (last + 1 < end && is_name_word(story, last + 1) &&
           story->role_over[last + 1] == CH_NO_ITEM && story->person_at[last + 1] == CH_NO_ITEM &&
           (story->hit_at[last + 1] == CH_NO_ITEM || town_alone(story, last + 1)))
      last++;
    bool name =
        last > w && last - w < 4 && last + 2 < end && ch_str_is(ch_word_form(doc, last + 1), ",") &&
        doc->words[w].name != CH_NAME_ORG && person_role_at(story, last + 2, end) &&
        (w == sentence->first || ch_rel_universal(ch_shared_rel(doc, w, NULL)) == CH_REL_NSUBJ);
    if (name) {
      drop_hits(story, w, last);
      full_name(story, w, last);
    }
    w = last;
  }
}

/* A name of one word with what belongs to it: "de Mistura", "Strauss-Kahn". */
typedef struct name_unit {
  uint32_t first, last;
  uint32_t main; /* without particles */
} name_unit;

static name_unit unit_at(const ch_story *story, uint32_t w, uint32_t end) {
  const ch_document *doc = story->doc;
  uint32_t main = behind_particles(story, w, end);
  if (main > w && (!is_name_word(story, main) || story->hit_at[main] != CH_NO_ITEM ||
                   story->person_at[main] != CH_NO_ITEM))
    main = w;
  name_unit unit = {w, main, main};
  while (unit.last + 2 < end && behind_hyphen(doc, unit.last + 2) &&
         doc->words[unit.last + 2].name == CH_NAME_PER && story->hit_at[unit.last + 2] == CH_NO_ITEM)
    unit.last += 2;
  return unit;
}

/* Somebody of the article by surname or first name; 0, else person + 1. */
static uint32_t known_person(const ch_story *story, ch_str name) {
  const uint32_t *known = ch_map_get(&story->surnames, name);
  if (!known) known = ch_map_get(&story->first_names, name);
  return known ? *known : 0;
}

/* The office that a title in front of the name gives; *titled: is there any? */
static ch_str title_office(const ch_story *story, const name_unit *unit, uint32_t start, bool *titled) {
  uint32_t title = ch_title_before(story, unit->first);
  *titled = title != CH_NO_ITEM || (unit->first > start && honorific(story, unit->first - 1));
  if (title == CH_NO_ITEM) return (ch_str){NULL, 0};
  return story->lists->roles.v[story->roles.v[title].row].office;
}

/* "GENERAL Musharraf": a rank is no office, and soldiers rule. */
static bool is_rank(const ch_story *story, ch_str office) {
  const ch_actor_lists *lists = story->lists;
  uint32_t s = office.n > 0 ? ch_names_find(&lists->role_names, office) : CH_NO_SURFACE;
  if (s == CH_NO_SURFACE) return false;
  const ch_role_row *role = &lists->roles.v[lists->role_names.surfaces.v[s].row];
  return role->n_sectors > 0 && ch_str_is(role->sectors[0], "MIL");
}

/* Whom a surname alone means: the article's, else the list's. */
static uint32_t by_surname(ch_story *story, const name_unit *unit, ch_str office) {
  ch_str name = words_text(story->doc, unit->main, unit->last);
  uint32_t known = known_person(story, name);
  if (known) return known - 1;
  uint32_t row = ch_listed_name(story, name);
  if (row == CH_NO_ROW) row = ch_listed_surname(story, name, office, false);
  if (row == CH_NO_ROW && is_rank(story, office))
    row = ch_listed_surname(story, name, (ch_str){NULL, 0}, true);
  if (row != CH_NO_ROW) {
    const uint32_t *same = ch_map_get(&story->person_names, story->lists->people.v[row].name);
    if (same && *same > 0) return *same - 1;
  }
  ch_str printed = words_text(story->doc, unit->first, unit->last);
  uint32_t person = new_person(story, printed, row, unit->first, false);
  if (!story->failed) set_name(story, &story->surnames, name, person);
  return person;
}

/* Is no word beside it tagged alike? */
static bool tagged_alone(const ch_document *doc, uint32_t w) {
  uint8_t type = doc->words[w].name;
  bool before = w > 0 && doc->words[w - 1].name == type && !(doc->words[w].flags & CH_WORD_NAME_START);
  bool after = w + 1 < doc->n_words && doc->words[w + 1].name == type &&
               !(doc->words[w + 1].flags & CH_WORD_NAME_START);
  return !before && !after;
}

/* "in Odessa", not "in Obama's talks" of somebody whom the article has told of. */
static bool in_place(const ch_story *story, uint32_t w) {
  const ch_document *doc = story->doc;
  bool owns = w + 1 < doc->n_words && doc->words[w + 1].upos == CH_UPOS_PART &&
              doc->words[w].rel == CH_REL_NMOD_POSS;
  return after_place_word(story, w) && !(owns && ch_map_get(&story->surnames, ch_word_form(doc, w)));
}

/* Is there somebody of the town's name: told of by the article, or a leader of that day, where the
 * town is a small one? */
static bool bears_name_of_town(const ch_story *story, const ch_hit *hit, uint32_t w) {
  enum { KNOWN_TOWN = 100000 };
  ch_str name = ch_word_form(story->doc, w);
  if (ch_map_get(&story->surnames, name)) return true;
  if (ch_hit_may(hit, CH_SURFACE_CAPITAL) || ch_hit_may(hit, CH_SURFACE_BODY)) return false;
  uint32_t town = ch_hit_row(story, hit, CH_SURFACE_PLACE);
  uint32_t leader = ch_listed_surname(story, name, (ch_str){NULL, 0}, true);
  return town != CH_NO_ROW && story->lists->places.v[town].population < KNOWN_TOWN && leader != CH_NO_ROW &&
         ch_holds_office(story, &story->lists->people.v[leader]);
}

/* May the state's name at the hit be a person's here? "Michael Jordan … Jordan
 * scored", not "Jordan condemned". */
static bool person_not_state(const ch_story *story, const ch_hit *hit, uint32_t w, bool titled) {
  if (ch_hit_may(hit, CH_SURFACE_BODY) && hit->first > 0 && ch_tells_group(story, hit->first - 1)) return false;
  if (hit->person_or_town && hit->first == hit->last)
    return titled || known_person(story, ch_word_form(story->doc, w)) != 0;
  bool town = hit->first == hit->last && ch_hit_may(hit, CH_SURFACE_PLACE) &&
              !ch_hit_may(hit, CH_SURFACE_STATE) && !ch_hit_may(hit, CH_SURFACE_CITY);
  if (town && !in_place(story, w) && tagged_alone(story->doc, w) && bears_name_of_town(story, hit, w))
    return true;
  if (!hit->doubtful || hit->first != hit->last || story->doc->words[w].name == CH_NAME_LOC)
    return false;
  return titled || known_person(story, ch_word_form(story->doc, w)) != 0;
}

/* Is the unit somebody's name, by the tagger, by a title, by the article or,
 * for leaders, by the list? */
static bool names_person(const ch_story *story, const name_unit *unit, uint32_t end, bool titled) {
  const ch_document *doc = story->doc;
  uint32_t w = unit->main;
  if (story->role_over[w] != CH_NO_ITEM || honorific(story, w)) return false;
  if (!is_name_word(story, w)) {
    /* What the tagger cannot place at all: "Xi praised", "praised Ban". */
    ch_upos upos = (ch_upos)story->doc->words[w].upos;
    bool begins = w == doc->sentences[doc->sentence_of[w]].first;
    /* "Morsy refused": a bare subject that a sentence begins with */
    bool bare = ch_rel_universal((ch_rel)doc->words[w].rel) == CH_REL_NSUBJ &&
                ch_child_count(doc, w) == 0 && !ch_is_plural(doc, w);
    bool strange = upos == CH_UPOS_PRON || upos == CH_UPOS_X ||
                   (upos == CH_UPOS_NOUN && (!begins || bare));
    return strange && capitalised(story, w) &&
           ch_map_get(&story->surnames, ch_word_form(story->doc, w)) != NULL;
  }
  if (story->reading->time_at[w] != CH_NO_ITEM) return false; /* "May" */
  const ch_word *word = &doc->words[w];
  uint32_t at = story->hit_at[w];
  bool listed = at != CH_NO_ITEM && story->hits.v[at].first == story->hits.v[at].last &&
                ch_hit_may(&story->hits.v[at], CH_SURFACE_PERSON) &&
                !ch_hit_may(&story->hits.v[at], CH_SURFACE_STATE);
  if (at != CH_NO_ITEM && !listed) return person_not_state(story, &story->hits.v[at], w, titled);
  ch_str name = words_text(doc, w, unit->last);
  bool tagged = word->name == CH_NAME_PER;
  bool other = word->name == CH_NAME_ORG || word->name == CH_NAME_LOC;
  bool known = ch_map_get(&story->surnames, name) != NULL;
  bool leads = unit->last + 1 < end && story->role_at[unit->last + 1] != CH_NO_ITEM &&
               at == CH_NO_ITEM && ch_listed_surname(story, name, (ch_str){NULL, 0}, true) != CH_NO_ROW;
  if (titled || leads) return true;
  if (tagged) return known || listed || !after_place_word(story, w);
  if (other) return known && at == CH_NO_ITEM && tagged_alone(doc, w);
  if (known || listed) return true;
  return ch_rel_universal((ch_rel)word->rel) == CH_REL_NSUBJ &&
         ch_listed_surname(story, name, (ch_str){NULL, 0}, true) != CH_NO_ROW;
}

static void single_names(ch_story *story, const ch_sentence *sentence) {
  uint32_t end = sentence->first + sentence->count;
  for (uint32_t w = sentence->first; w < end && !story->failed; w++) {
    uint32_t at = story->person_at[w];
    if (at != CH_NO_ITEM) {
      /* From here on the surname is this one's again. */
      const ch_person_hit *hit = &story->person_hits.v[at];
      set_surname(story, hit->person);
      w = hit->last;
      continue;
    }
    name_unit unit = unit_at(story, w, end);
    bool titled;
    ch_str office = title_office(story, &unit, sentence->first, &titled);
    if (!names_person(story, &unit, end, titled)) continue;
    drop_hits(story, unit.main, unit.last);
    uint32_t person = by_surname(story, &unit, office);
    if (story->failed) return;
    uint32_t bits = w > sentence->first ? ch_form_bits(story, w - 1) : 0;
    char *gender = &story->more.v[story->persons.v[person].actor].gender;
    if (*gender == 0 && (bits & CH_WORD_HONORIFIC))
      *gender = bits & CH_WORD_MALE ? 'm' : bits & CH_WORD_FEMALE ? 'f' : 0;
    add_hit(story, unit.first, unit.last, person);
    w = unit.last;
  }
}

bool ch_find_persons(ch_story *story) {
  const ch_document *doc = story->doc;
  const uint32_t from = story->first_sentence, to = story->end_sentence;
  for (uint32_t i = from; i < to && !story->failed; i++)
    full_names(story, &doc->sentences[i]);
  for (uint32_t i = from; i < to && !story->failed; i++)
    introduced_names(story, &doc->sentences[i]);
  for (uint32_t i = from; i < to && !story->failed; i++)
    told_names(story, &doc->sentences[i]);
  for (uint32_t i = from; i < to && !story->failed; i++)
    single_names(story, &doc->sentences[i]);
  return !story->failed;
}
