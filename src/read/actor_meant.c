/* Whose body a listed name means in this article: what letters stand for that the text spells out
 * ("the New Democratic Party (NDP)"), and names that bodies of many countries bear ("the Senate"). */
#include "read/actor_story.h"

static ch_str hit_text(const ch_story *story, const ch_hit *hit) {
  const ch_word *words = story->doc->words;
  return ch_str_at(story->doc->text, (ch_span){words[hit->first].span.from, words[hit->last].span.to});
}

/* ---- letters that the article spells out ------------------------------------------ */

static char folded(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c; }

/* Takes the first letters of the word's parts off the end of what is left: of "anti-corruption" two. */
static bool takes_letters(ch_str form, ch_str letters, size_t *left) {
  size_t kept = *left;
  for (size_t i = form.n; i-- > 0;) {
    if (i > 0 && form.p[i - 1] != '-') continue;
    if (*left == 0 || folded(form.p[i]) != folded(letters.p[*left - 1])) {
      *left = kept;
      return false;
    }
    --*left;
  }
  return true;
}

/* Where the words in front of the bracket begin that the letters are the first of; CH_NO_WORD if none are. */
static uint32_t spelled_from(const ch_story *story, uint32_t bracket, ch_str letters) {
  const ch_document *doc = story->doc;
  uint32_t stop = doc->sentences[doc->sentence_of[bracket]].first, w = bracket;
  size_t left = letters.n;
  while (left > 0 && w > stop) {
    w--;
    ch_str form = ch_word_form(doc, w);
    if (takes_letters(form, letters, &left)) continue;
    ch_upos upos = (ch_upos)doc->words[w].upos;
    if (upos != CH_UPOS_ADP && upos != CH_UPOS_DET && upos != CH_UPOS_CCONJ && upos != CH_UPOS_PUNCT &&
        upos != CH_UPOS_PART)
      return CH_NO_WORD;
  }
  return left == 0 ? w : CH_NO_WORD;
}

/* Have the words one of some length in common with the name? */
static bool share_word(const ch_story *story, uint32_t first, uint32_t last, ch_str name) {
  enum { LONG = 4 };
  for (uint32_t w = first; w <= last; w++) {
    ch_str form = ch_word_form(story->doc, w), rest = name, part;
    while (form.n >= LONG && rest.n && ch_str_split(&rest, ' ', &part))
      if (ch_str_eq_fold(part, form)) return true;
  }
  return false;
}

/* "CANADA's small New Democratic Party": do they, or the words before, name a state that is not the row's? */
static bool of_another(const ch_story *story, uint32_t first, uint32_t last, ch_str own) {
  enum { BEFORE = 4 };
  const ch_document *doc = story->doc;
  uint32_t stop = doc->sentences[doc->sentence_of[first]].first, from = first;
  while (from > stop && first - from < BEFORE) {
    ch_upos upos = (ch_upos)doc->words[from - 1].upos;
    if (upos != CH_UPOS_ADJ && upos != CH_UPOS_PROPN && upos != CH_UPOS_NOUN && upos != CH_UPOS_PART) break;
    from--;
  }
  bool other = false;
  for (uint32_t w = from; w <= last; w++) {
    uint32_t at = story->hit_at[w];
    const ch_hit *hit = at == CH_NO_ITEM ? NULL : &story->hits.v[at];
    for (ch_surface_kind k = CH_SURFACE_STATE; hit && k <= CH_SURFACE_ADJECTIVE; k++) {
      if (!ch_hit_may(hit, k)) continue;
      if (ch_str_eq(story->lists->states.v[ch_hit_row(story, hit, k)].code, own)) return false;
      other = true;
    }
  }
  return other;
}

static bool state_is_named(const ch_story *story, ch_str code) {
  uint32_t state = ch_state_row_of(story->lists, code);
  return state == CH_NO_ROW || story->state_count[state] > 0;
}

static bool capitalised(const ch_document *doc, uint32_t w) {
  char c = doc->text.p[doc->words[w].span.from];
  return c >= 'A' && c <= 'Z';
}

/* Are these letters in brackets, and spelled out before as another body's than the list's? */
static bool spelled_otherwise(const ch_story *story, const ch_hit *hit) {
  const ch_document *doc = story->doc;
  uint32_t w = hit->first;
  if (w != hit->last || w < 3 || w + 1 >= doc->n_words || !(doc->words[w].flags & CH_WORD_CAPS) ||
      !ch_str_is(ch_word_form(doc, w - 1), "(") || !ch_str_is(ch_word_form(doc, w + 1), ")"))
    return false;
  uint32_t row = ch_hit_row(story, hit, CH_SURFACE_BODY), before = story->hit_at[w - 2];
  const ch_hit *named = before == CH_NO_ITEM ? NULL : &story->hits.v[before];
  uint32_t from = spelled_from(story, w - 1, hit_text(story, hit));
  /* "the United Development Party (PPP)", by its name in another tongue, where nothing tells of Pakistan */
  if (from == CH_NO_WORD)
    return !named && capitalised(doc, w - 2) && !state_is_named(story, story->lists->bodies.v[row].code);
  if (named && named->first <= from && ch_hit_may(named, CH_SURFACE_BODY))
    return ch_hit_row(story, named, CH_SURFACE_BODY) != row;
  const ch_body_row *body = &story->lists->bodies.v[row];
  return !share_word(story, from, w - 2, body->name) || !state_is_named(story, body->code) ||
         (ch_state_row_of(story->lists, body->code) != CH_NO_ROW && of_another(story, from, w - 2, body->code));
}

/* ---- names that many bear ---------------------------------------------------------- */

/* Does the article name a ruler of the state? */
static bool names_ruler(const ch_story *story, ch_str code) {
  for (size_t i = 0; i < story->hits.n; i++) {
    const ch_hit *hit = &story->hits.v[i];
    if (!ch_hit_may(hit, CH_SURFACE_PERSON)) continue;
    const ch_person_row *person = &story->lists->people.v[ch_hit_row(story, hit, CH_SURFACE_PERSON)];
    if (ch_str_eq(person->code, code) && ch_holds_office(story, person)) return true;
  }
  return false;
}

/* Is there a state that two thirds of the article's names of states are of? */
static bool is_about_one(const ch_story *story) {
  enum { OFTEN = 3 };
  for (uint32_t row = 0; row < story->lists->states.n; row++)
    if (story->state_count[row] >= OFTEN && 3 * story->state_count[row] >= 2 * story->n_state_names) return true;
  return false;
}

/* "the NEW Democratic Party": does a word that no list has begin the name? */
static bool begins_before(const ch_story *story, const ch_hit *hit) {
  const ch_document *doc = story->doc;
  uint32_t w = hit->first, start = doc->sentences[doc->sentence_of[w]].first;
  return hit->first < hit->last && w > start + 1 && capitalised(doc, w - 1) && doc->words[w - 1].upos != CH_UPOS_DET &&
         doc->words[w - 1].head == hit->head &&
         story->hit_at[w - 1] == CH_NO_ITEM && story->role_at[w - 1] == CH_NO_ITEM;
}

/* "THE CONGRESS", "the Democratic Party", "the PPP" in an article on another country alone. */
static bool is_anybodys(const ch_story *story, const ch_hit *hit, bool about_one) {
  const ch_body_row *body = &story->lists->bodies.v[ch_hit_row(story, hit, CH_SURFACE_BODY)];
  bool letters = hit->first == hit->last && (story->doc->words[hit->first].flags & CH_WORD_CAPS) &&
                 ch_str_is(body->kind, "party");
  for (uint32_t w = hit->first; w <= hit->last && !letters; w++)
    if (!(ch_form_bits(story, w) & CH_WORD_COMMON)) return false;
  if (begins_before(story, hit)) return true;
  return (about_one || (letters && story->n_state_names > 1)) && !state_is_named(story, body->code) &&
         !names_ruler(story, body->code);
}

/* ---- both -------------------------------------------------------------------------- */

/* Letters that are spelled out stay a name, for which ch_resolve finds what they stand for. */
static void strike(ch_story *story, ch_hit *hit, bool spelled) {
  hit->kinds &= ~(1u << CH_SURFACE_BODY);
  for (uint32_t w = hit->first; w <= hit->last && hit->kinds == 0 && !spelled; w++) story->hit_at[w] = CH_NO_ITEM;
}

void ch_settle_bodies(ch_story *story) {
  bool one = is_about_one(story);
  for (size_t i = 0; i < story->hits.n; i++) {
    const ch_hit *hit = &story->hits.v[i];
    if (ch_hit_may(hit, CH_SURFACE_BODY) && spelled_otherwise(story, hit) &&
        !ch_map_put(&story->spelled, hit_text(story, hit), NULL))
      story->failed = true;
  }
  for (size_t i = 0; i < story->hits.n && !story->failed; i++) {
    ch_hit *hit = &story->hits.v[i];
    if (!ch_hit_may(hit, CH_SURFACE_BODY)) continue;
    bool spelled = ch_map_get(&story->spelled, hit_text(story, hit)) != NULL;
    if (spelled || is_anybodys(story, hit, one)) strike(story, hit, spelled);
  }
}
