/* Persons: who the article names, in full and by surname.
 *
 * First all names of two words and more: the lists' and the name tagger's
 * spans of persons. Then single words: after a title or an honorific, tagged
 * as a person, or a surname that the article gives in full anywhere. A
 * surname is the person who bore it last before, else who bears it first
 * after.
 */
#include "read/actor_story.h"

static bool is_name_word(const ch_story *story, uint32_t w) {
  const ch_word *word = &story->doc->words[w];
  char c = story->doc->text.p[word->span.from];
  return word->upos == CH_UPOS_PROPN && ((c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80);
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

/* The last word of a name that is no "Jr.". */
static ch_str surname_of(ch_str name) {
  static const char *const after[] = {"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"};
  for (;;) {
    size_t i = name.n;
    while (i > 0 && name.p[i - 1] != ' ') i--;
    ch_str last = ch_str_slice(name, i, name.n);
    bool suffix = false;
    for (size_t k = 0; k < sizeof after / sizeof *after && i > 0; k++)
      suffix = suffix || ch_str_is(last, after[k]);
    if (!suffix) return last;
    name = ch_str_trim(ch_str_slice(name, 0, i));
  }
}

static ch_str first_word(ch_str name) {
  size_t i = ch_str_find_byte(name, ' ', 0);
  return ch_str_slice(name, 0, i == SIZE_MAX ? name.n : i);
}

/* ---- the list's row for the day of the article --------------------------------- */

static bool holds(const ch_person_row *row, int32_t day) {
  if (day == CH_DAY_NONE) return true;
  return (row->from == CH_DAY_NONE || row->from <= day) && (row->to == CH_DAY_NONE || day <= row->to);
}

/* Of rows for one person the one whose office holds on that day, else the
 * last one past. A row to come says only where the person is from. */
static uint32_t better_row(const ch_story *story, uint32_t a, uint32_t b) {
  if (a == CH_NO_ROW) return b;
  int32_t day = story->doc->article ? story->doc->article->published : CH_DAY_NONE;
  const ch_person_row *x = &story->lists->people.v[a], *y = &story->lists->people.v[b];
  if (holds(x, day) != holds(y, day)) return holds(x, day) ? a : b;
  if (holds(x, day)) return y->from > x->from ? b : a;
  bool x_past = x->to != CH_DAY_NONE && x->to < day, y_past = y->to != CH_DAY_NONE && y->to < day;
  if (x_past != y_past) return x_past ? a : b;
  return x_past && y->to > x->to ? b : a;
}

static uint32_t listed(const ch_story *story, ch_str name) {
  const ch_names *names = &story->lists->names;
  uint32_t best = CH_NO_ROW;
  for (uint32_t s = ch_names_find(names, name); s != CH_NO_SURFACE;
       s = names->surfaces.v[s].next) {
    const ch_surface *surface = &names->surfaces.v[s];
    if (surface->kind == CH_SURFACE_PERSON && ch_case_fits(ch_surface_text(surface), name))
      best = better_row(story, best, surface->row);
  }
  return best;
}

/* "Secretary" may be short for "secretary of state", "Minister" for "foreign
 * minister". */
static bool office_fits(ch_str office, ch_str said) {
  if (said.n == 0 || office.n < said.n) return false;
  if (office.n == said.n) return ch_str_eq_fold(office, said);
  ch_str front = ch_str_slice(office, 0, said.n);
  ch_str back = ch_str_slice(office, office.n - said.n, office.n);
  return (ch_str_eq_fold(front, said) && office.p[said.n] == ' ') ||
         (ch_str_eq_fold(back, said) && office.p[office.n - said.n - 1] == ' ');
}

/* "Prime Minister Abe": a surname alone, known by the office that it bears. */
static uint32_t listed_by_office(const ch_story *story, ch_str surname, ch_str office) {
  const ch_names *names = &story->lists->surnames;
  int32_t day = story->doc->article ? story->doc->article->published : CH_DAY_NONE;
  uint32_t best = CH_NO_ROW;
  for (uint32_t s = ch_names_find(names, surname); s != CH_NO_SURFACE;
       s = names->surfaces.v[s].next) {
    const ch_surface *surface = &names->surfaces.v[s];
    const ch_person_row *row = &story->lists->people.v[surface->row];
    if (!ch_case_fits(ch_surface_text(surface), surname) || !office_fits(row->office, office))
      continue;
    if (day != CH_DAY_NONE && !holds(row, day)) continue;
    best = better_row(story, best, surface->row);
  }
  return best;
}

/* "the Obama administration": a surname that one leader of the list bears, in
 * office on that day or within the years before. */
static uint32_t listed_leader(const ch_story *story, ch_str surname) {
  enum { YEARS_AFTER = 8 * 365 };
  const ch_names *names = &story->lists->surnames;
  int32_t day = story->doc->article ? story->doc->article->published : CH_DAY_NONE;
  uint32_t best = CH_NO_ROW;
  for (uint32_t s = ch_names_find(names, surname); s != CH_NO_SURFACE;
       s = names->surfaces.v[s].next) {
    const ch_surface *surface = &names->surfaces.v[s];
    const ch_person_row *row = &story->lists->people.v[surface->row];
    if (!ch_case_fits(ch_surface_text(surface), surname)) continue;
    if (!(ch_word_bits(story->lists, row->office) & CH_WORD_LEADER)) continue;
    bool past = day != CH_DAY_NONE && row->to != CH_DAY_NONE && row->to < day &&
                day - row->to < YEARS_AFTER;
    if (!holds(row, day) && !past) continue;
    if (best != CH_NO_ROW && !ch_str_eq(story->lists->people.v[best].name, row->name))
      return CH_NO_ROW;
    best = better_row(story, best, surface->row);
  }
  return best;
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
  if (holds(listed_row, day)) {
    actor.office = listed_row->office;
    actor.n_sectors = listed_row->n_sectors;
    memcpy(actor.sectors, listed_row->sectors, sizeof actor.sectors);
  } else if (listed_row->to != CH_DAY_NONE && listed_row->to < day) {
    actor.sectors[actor.n_sectors++] = CH_STR("ELI"); /* PLOVER: former officials */
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

static void set_surname(ch_story *story, ch_str surname, uint32_t person) {
  uint32_t *value = ch_map_put(&story->surnames, surname, NULL);
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
  if (full) story->more.v[person->actor].gender = gender_of(story, actor.person);
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

static void full_name(ch_story *story, uint32_t first, uint32_t last) {
  ch_str name = words_text(story->doc, first, last);
  uint32_t row = listed(story, name);
  if (row != CH_NO_ROW) name = story->lists->people.v[row].name;
  uint32_t *known = ch_map_put(&story->person_names, name, NULL);
  if (!known) {
    story->failed = true;
    return;
  }
  uint32_t person = *known;
  if (person == 0) {
    person = new_person(story, name, row, first, true) + 1;
    if (story->failed) return;
    *known = person;
  }
  set_surname(story, surname_of(name), person - 1);
  /* The listed name and the printed one may end otherwise ("Xi"). */
  set_surname(story, surname_of(words_text(story->doc, first, last)), person - 1);
  add_hit(story, first, last, person - 1);
}

/* ---- finding them ------------------------------------------------------------------ */

/* Takes titles, honorifics and clitics off the ends of a tagged span. */
static bool trim_span(const ch_story *story, uint32_t *first, uint32_t *last) {
  const ch_document *doc = story->doc;
  while (*last > *first && !is_name_word(story, *last)) (*last)--;
  for (uint32_t w = *last; w > *first; w--) {
    uint32_t role = story->role_at[w - 1];
    bool title = role != CH_NO_ITEM && story->roles.v[role].last + 1 == w;
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
    uint32_t next = last;
    if (trim_span(story, &first, &last)) {
      bool surname_only = first == last && !in_list;
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
  while (last + 1 < end && is_name_word(story, last + 1) &&
         story->hit_at[last + 1] == CH_NO_ITEM && story->role_at[last + 1] == CH_NO_ITEM &&
         !(story->doc->words[last + 1].flags & CH_WORD_GLUED))
    last++;
  return last;
}

static void introduced_names(ch_story *story, const ch_sentence *sentence) {
  uint32_t end = sentence->first + sentence->count;
  for (uint32_t w = sentence->first + 1; w < end && !story->failed; w++) {
    if (story->person_at[w] != CH_NO_ITEM || !is_name_word(story, w)) continue;
    if (story->hit_at[w] != CH_NO_ITEM || honorific(story, w)) continue;
    if (story->doc->words[w].name == CH_NAME_LOC || story->doc->words[w].name == CH_NAME_ORG)
      continue;
    if (!honorific(story, w - 1) && ch_title_before(story, w) == CH_NO_ITEM) continue;
    uint32_t last = run_of_names(story, w, end);
    if (last > w) full_name(story, w, last);
    w = last;
  }
}

/* Whom a surname alone means: the article's, else the list's by its title. */
static uint32_t by_surname(ch_story *story, uint32_t w) {
  ch_str form = ch_word_form(story->doc, w);
  const uint32_t *known = ch_map_get(&story->surnames, form);
  if (known) return *known - 1;
  uint32_t title = ch_title_before(story, w);
  uint32_t row = listed(story, form);
  if (row == CH_NO_ROW && title != CH_NO_ITEM) {
    uint32_t role = story->roles.v[title].row;
    row = listed_by_office(story, form, story->lists->roles.v[role].office);
  }
  if (row == CH_NO_ROW) row = listed_leader(story, form);
  if (row != CH_NO_ROW) {
    ch_str name = story->lists->people.v[row].name;
    const uint32_t *same = ch_map_get(&story->person_names, name);
    if (same && *same > 0) return *same - 1;
  }
  uint32_t person = new_person(story, form, row, w, false);
  if (!story->failed) set_surname(story, form, person);
  return person;
}

static void single_names(ch_story *story, const ch_sentence *sentence) {
  const ch_document *doc = story->doc;
  uint32_t end = sentence->first + sentence->count;
  for (uint32_t w = sentence->first; w < end && !story->failed; w++) {
    uint32_t at = story->person_at[w];
    if (at != CH_NO_ITEM) {
      /* From here on the surname is this one's again. */
      const ch_person_hit *hit = &story->person_hits.v[at];
      set_surname(story, surname_of(story->persons.v[hit->person].name), hit->person);
      w = hit->last;
      continue;
    }
    if (!is_name_word(story, w) || story->role_at[w] != CH_NO_ITEM || honorific(story, w)) continue;
    if (story->reading->time_at[w] != CH_NO_ITEM) continue; /* "May" */
    const ch_word *word = &doc->words[w];
    uint32_t hit = story->hit_at[w];
    bool person_hit = hit != CH_NO_ITEM && story->hits.v[hit].first == story->hits.v[hit].last &&
                      ch_hit_may(&story->hits.v[hit], CH_SURFACE_PERSON);
    if (hit != CH_NO_ITEM && !person_hit) continue;
    bool tagged = word->name == CH_NAME_PER;
    bool other = word->name == CH_NAME_ORG || word->name == CH_NAME_LOC;
    bool titled = w > sentence->first &&
                  (honorific(story, w - 1) || ch_title_before(story, w) != CH_NO_ITEM);
    bool surname = ch_map_get(&story->surnames, ch_word_form(doc, w)) != NULL;
    bool leads = w + 1 < end && story->role_at[w + 1] != CH_NO_ITEM && hit == CH_NO_ITEM &&
                 listed_leader(story, ch_word_form(doc, w)) != CH_NO_ROW;
    titled = titled || leads;
    if (tagged && !titled && !surname && !person_hit && after_place_word(story, w)) continue;
    if (!tagged && !titled && (other || (!surname && !person_hit))) continue;
    if (other && !titled) continue;
    if (person_hit) drop_hits(story, w, w);
    uint32_t person = by_surname(story, w);
    if (story->failed) return;
    uint32_t bits = w > sentence->first ? ch_form_bits(story, w - 1) : 0;
    char *gender = &story->more.v[story->persons.v[person].actor].gender;
    if (*gender == 0 && (bits & CH_WORD_HONORIFIC))
      *gender = bits & CH_WORD_MALE ? 'm' : bits & CH_WORD_FEMALE ? 'f' : 0;
    add_hit(story, w, w, person);
  }
}

bool ch_find_persons(ch_story *story) {
  const ch_document *doc = story->doc;
  for (uint32_t i = 0; i < doc->n_sentences && !story->failed; i++)
    full_names(story, &doc->sentences[i]);
  for (uint32_t i = 0; i < doc->n_sentences && !story->failed; i++)
    introduced_names(story, &doc->sentences[i]);
  for (uint32_t i = 0; i < doc->n_sentences && !story->failed; i++)
    single_names(story, &doc->sentences[i]);
  return !story->failed;
}
