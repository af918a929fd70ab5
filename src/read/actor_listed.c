/* Persons of the list: which of its rows a name means in this article. */
#include "read/actor_story.h"

/* ---- names and surnames ------------------------------------------------------- */

/* "al-Assad" without its particle. */
static ch_str without_particle(const ch_actor_lists *lists, ch_str word) {
  for (;;) {
    size_t hyphen = ch_str_find_byte(word, '-', 0);
    if (hyphen == SIZE_MAX || hyphen + 1 >= word.n ||
        !(ch_word_uses(lists, ch_str_slice(word, 0, hyphen)) & CH_USE_PARTICLE))
      return word;
    word = ch_str_slice(word, hyphen + 1, word.n);
  }
}

ch_str ch_surname_of(const ch_actor_lists *lists, ch_str name) {
  for (;;) {
    size_t i = name.n;
    while (i > 0 && name.p[i - 1] != ' ') i--;
    ch_str last = ch_str_slice(name, i, name.n);
    if (i == 0 || !(ch_word_uses(lists, last) & CH_USE_SUFFIX)) return without_particle(lists, last);
    name = ch_str_trim(ch_str_slice(name, 0, i));
  }
}

/* ---- the row for the day of the article ------------------------------------------ */

static int32_t article_day(const ch_story *story) {
  return story->doc->article ? story->doc->article->published : CH_DAY_NONE;
}

bool ch_holds_office(const ch_story *story, const ch_person_row *row) {
  int32_t day = article_day(story);
  if (day == CH_DAY_NONE) return true;
  return (row->from == CH_DAY_NONE || row->from <= day) && (row->to == CH_DAY_NONE || day <= row->to);
}

/* Of rows for one person the one whose office holds on that day, else the
 * last one past. A row to come says only where the person is from. */
static uint32_t better_row(const ch_story *story, uint32_t a, uint32_t b) {
  if (a == CH_NO_ROW) return b;
  int32_t day = article_day(story);
  const ch_person_row *x = &story->lists->people.v[a], *y = &story->lists->people.v[b];
  bool x_holds = ch_holds_office(story, x), y_holds = ch_holds_office(story, y);
  if (x_holds != y_holds) return x_holds ? a : b;
  if (x_holds) return y->from > x->from ? b : a;
  bool x_past = x->to != CH_DAY_NONE && x->to < day, y_past = y->to != CH_DAY_NONE && y->to < day;
  if (x_past != y_past) return x_past ? a : b;
  return x_past && y->to > x->to ? b : a;
}

uint32_t ch_listed_name(const ch_story *story, ch_str name) {
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

/* In office on that day or about it: how long after it a bare surname is still
 * understood, how long before it. */
static bool about_then(const ch_story *story, const ch_person_row *row) {
  enum { DAYS_AFTER = 8 * 365, DAYS_BEFORE = 365 };
  int32_t day = article_day(story);
  if (day == CH_DAY_NONE) return true;
  return (row->from == CH_DAY_NONE || row->from - DAYS_BEFORE <= day) &&
         (row->to == CH_DAY_NONE || day - DAYS_AFTER <= row->to);
}

/* One person among those that bear the surname, or several? */
typedef struct bearer {
  uint32_t row;
  bool several;
} bearer;

/* How often the article names the state of the row. */
static uint32_t told_of(const ch_story *story, uint32_t row) {
  uint32_t state = ch_state_row_of(story->lists, story->lists->people.v[row].code);
  return state == CH_NO_ROW ? 0 : story->state_count[state];
}

/* Of two kings of one name he whose country the article tells of. */
static uint32_t nearer_row(const ch_story *story, uint32_t a, uint32_t b) {
  uint32_t x = told_of(story, a), y = told_of(story, b);
  return x >= 2 * y && x > 0 ? a : y >= 2 * x && y > 0 ? b : better_row(story, a, b);
}

static void bear(const ch_story *story, bearer *b, uint32_t row) {
  const ch_person_row *people = story->lists->people.v;
  bool other = b->row != CH_NO_ROW && !ch_str_eq(people[b->row].name, people[row].name);
  if (other) b->several = true;
  b->row = other ? nearer_row(story, b->row, row) : better_row(story, b->row, row);
}

/* "President Carter" of long ago: the last who led by that name and office. */
static uint32_t last_leader(const ch_story *story, ch_str surname, ch_str office) {
  const ch_names *names = &story->lists->surnames;
  int32_t day = article_day(story);
  uint32_t best = CH_NO_ROW;
  if (!(ch_word_bits(story->lists, office) & CH_WORD_LEADER)) return best;
  for (uint32_t s = ch_names_find(names, surname); s != CH_NO_SURFACE;
       s = names->surfaces.v[s].next) {
    const ch_surface *surface = &names->surfaces.v[s];
    const ch_person_row *row = &story->lists->people.v[surface->row];
    if (!ch_case_fits(ch_surface_text(surface), surname) || !office_fits(row->office, office)) continue;
    if (row->from == CH_DAY_NONE || (day != CH_DAY_NONE && row->from > day)) continue;
    uint32_t state = ch_state_row_of(story->lists, row->code);
    if (state == CH_NO_ROW || story->state_count[state] == 0) continue;
    if (best == CH_NO_ROW || row->from > story->lists->people.v[best].from) best = surface->row;
  }
  return best;
}

uint32_t ch_listed_surname(const ch_story *story, ch_str surname, ch_str office, bool leaders_only) {
  const ch_names *names = &story->lists->surnames;
  bearer any = {CH_NO_ROW, false}, leader = any, leads_now = any, holder = any, holds_now = any;
  for (uint32_t s = ch_names_find(names, surname); s != CH_NO_SURFACE;
       s = names->surfaces.v[s].next) {
    const ch_surface *surface = &names->surfaces.v[s];
    const ch_person_row *row = &story->lists->people.v[surface->row];
    if (!ch_case_fits(ch_surface_text(surface), surname) || !about_then(story, row)) continue;
    bear(story, &any, surface->row);
    if (ch_word_bits(story->lists, row->office) & CH_WORD_LEADER) {
      bear(story, &leader, surface->row);
      if (ch_holds_office(story, row)) bear(story, &leads_now, surface->row);
    }
    if (!office_fits(row->office, office)) continue;
    bear(story, &holder, surface->row);
    if (ch_holds_office(story, row)) bear(story, &holds_now, surface->row);
  }
  if (office.n > 0) {
    if (holder.row == CH_NO_ROW) return last_leader(story, surname, office);
    if (holds_now.row != CH_NO_ROW) return holds_now.row;
    return holder.several ? CH_NO_ROW : holder.row;
  }
  if (leads_now.row != CH_NO_ROW && !leads_now.several) return leads_now.row;
  if (leader.row != CH_NO_ROW && !leader.several) return leader.row;
  if (leaders_only || any.row == CH_NO_ROW || any.several) return CH_NO_ROW;
  if (ch_holds_office(story, &story->lists->people.v[any.row])) return any.row;
  /* One who did before is known by the surname where the country is told. */
  uint32_t state = ch_state_row_of(story->lists, story->lists->people.v[any.row].code);
  return state != CH_NO_ROW && story->state_count[state] > 0 ? any.row : CH_NO_ROW;
}
