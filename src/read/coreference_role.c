/* What points back without a pronoun: nicknames, and roles whose country is told elsewhere.
 * See coreference.h. */
#include "read/actor_phrase.h"
#include "read/coreference.h"

enum { MAX_LOOK = 40 }; /* mentions looked back over */

/* ---- "the North" ------------------------------------------------------------------------ */

/* The state that the capitalised word behind "the" is a nickname of, where the
 * article names it; not in "the North Atlantic", "the South of the country". */
static uint32_t nicknamed(const ch_story *story, uint32_t w) {
  const ch_document *doc = story->doc;
  const ch_sentence *s = &doc->sentences[doc->sentence_of[w]];
  char c = doc->text.p[doc->words[w].span.from];
  if (c < 'A' || c > 'Z' || w == s->first) return CH_NO_ROW;
  if (doc->words[w - 1].upos != CH_UPOS_DET || !(ch_form_bits(story, w - 1) & CH_WORD_DEFINITE))
    return CH_NO_ROW;
  if (w + 1 < s->first + s->count) {
    ch_upos upos = (ch_upos)doc->words[w + 1].upos;
    bool longer = (upos == CH_UPOS_PROPN && story->reading->time_at[w + 1] == CH_NO_ITEM &&
                   !(ch_form_uses(story, w + 1) & CH_USE_DAY)) || (upos == CH_UPOS_ADP && (ch_form_bits(story, w + 1) & CH_WORD_OWNER));
    if (longer) return CH_NO_ROW;
  }
  for (size_t i = 0; i < story->lists->class_words.n; i++) {
    const ch_class_word *nickname = &story->lists->class_words.v[i];
    uint32_t row = ch_state_row_of(story->lists, nickname->kind);
    if (row != CH_NO_ROW && ch_str_eq_fold(nickname->word, ch_word_form(doc, w)) && story->state_count[row] > 0)
      return row;
  }
  return CH_NO_ROW;
}

/* The state of "NORTH and South Korea", where the name stands with the second alone. */
static uint32_t shares_name(const ch_story *story, uint32_t w) {
  const ch_document *doc = story->doc;
  const ch_sentence *s = &doc->sentences[doc->sentence_of[w]];
  if (w + 3 >= s->first + s->count || doc->words[w + 1].upos != CH_UPOS_CCONJ ||
      !(ch_form_uses(story, w + 2) & CH_USE_NICKNAME))
    return CH_NO_ROW;
  for (size_t i = 0; i < story->lists->class_words.n; i++) {
    const ch_class_word *nickname = &story->lists->class_words.v[i];
    uint32_t row = ch_state_row_of(story->lists, nickname->kind);
    if (row == CH_NO_ROW || !ch_str_eq_fold(nickname->word, ch_word_form(doc, w))) continue;
    /* "North" of "North KOREA" */
    ch_str name = story->lists->states.v[row].name, last = ch_word_form(doc, w + 3);
    if (ch_str_starts(name, ch_word_form(doc, w)) && ch_str_ends(name, last)) return row;
  }
  return CH_NO_ROW;
}

/* "the two KOREAS": both states that the word is a nickname of. */
static uint32_t twins(ch_story *story, uint32_t w) {
  const ch_document *doc = story->doc;
  uint32_t state[2], n = 0, first = w, start = doc->sentences[doc->sentence_of[w]].first;
  if (!ch_str_ends(ch_word_form(doc, w), CH_STR("s"))) return CH_NO_ITEM; /* "the South" is one of them */
  for (size_t i = 0; i < story->lists->class_words.n && n < 2; i++) {
    const ch_class_word *nickname = &story->lists->class_words.v[i];
    uint32_t row = ch_state_row_of(story->lists, nickname->kind);
    if (row != CH_NO_ROW && ch_str_eq_fold(nickname->word, ch_word_form(doc, w))) state[n++] = row;
  }
  if (n < 2) return CH_NO_ITEM;
  while (first > start && (doc->words[first - 1].upos == CH_UPOS_NUM || doc->words[first - 1].upos == CH_UPOS_DET)) first--;
  uint32_t marker = ch_case_marker(doc, w);
  bool place = marker != CH_NO_WORD && (ch_form_bits(story, marker) & CH_WORD_AT);
  uint32_t made = ch_story_mention(story, w, first, w, ch_story_state(story, state[0]), CH_NAMING_NAME, place);
  if (!story->failed) ch_story_mention(story, w, first, w, ch_story_state(story, state[1]), CH_NAMING_NAME, place);
  return made;
}

uint32_t ch_refer_nickname(ch_story *story, uint32_t w) {
  if (!(ch_form_uses(story, w) & CH_USE_NICKNAME)) return CH_NO_ITEM;
  uint32_t both = twins(story, w);
  if (both != CH_NO_ITEM) return both;
  uint32_t beside = shares_name(story, w);
  if (beside != CH_NO_ROW)
    return ch_story_mention(story, w, w, w, ch_story_state(story, beside), CH_NAMING_NAME, false);
  uint32_t row = nicknamed(story, w);
  if (row == CH_NO_ROW) return CH_NO_ITEM;
  uint32_t marker = ch_case_marker(story->doc, w);
  bool place = marker != CH_NO_WORD && (ch_form_bits(story, marker) & (CH_WORD_AT | CH_WORD_WAY));
  return ch_story_mention(story, w, w - 1, w, ch_story_state(story, row), CH_NAMING_NAME, place);
}

/* ---- roles carried on ------------------------------------------------------------------ */

/* The word of a term that it turns on: "secretary of state", "foreign
 * minister". */
static ch_str term_head(const ch_story *story, ch_str term) {
  ch_str rest = term, word, head = term;
  while (ch_str_split(&rest, ' ', &word)) {
    if (ch_word_bits(story->lists, word) & (CH_WORD_OWNER | CH_WORD_AT | CH_WORD_WAY)) break;
    head = word;
  }
  return head;
}

/* How much the sentence turns on the mention. */
static int weight(const ch_document *doc, uint32_t head) {
  uint32_t first;
  if (ch_rel_universal(ch_shared_rel(doc, head, &first)) != CH_REL_NSUBJ) return 0;
  uint32_t verb = doc->words[first].head;
  return verb != CH_NO_WORD && doc->words[verb].head == CH_NO_WORD ? 2 : 1;
}

/* Of two presidents "the president" is the one whom the sentences of late turn
 * on, not one who is asked about. */
static bool outweighs(const ch_story *story, uint32_t old, uint32_t mention) {
  enum { SENTENCES = 2 };
  const ch_document *doc = story->doc;
  const ch_mention *a = &story->mentions.v[old], *b = &story->mentions.v[mention];
  if (a->actor == b->actor || story->more.v[a->actor].class != CH_CLASS_PERSON) return false;
  return doc->sentence_of[a->head] + SENTENCES >= doc->sentence_of[b->head] &&
         weight(doc, a->head) > weight(doc, b->head);
}

static void remember(ch_story *story, ch_str key, uint32_t mention) {
  if (key.n == 0 || story->failed) return;
  uint32_t *value = ch_map_put(&story->last_by_role, key, NULL);
  if (!value)
    story->failed = true;
  else if (*value == 0 || !outweighs(story, *value - 1, mention))
    *value = mention + 1;
}

/* Stands for all terms of missions, of armed opponents, of soldiers. */
#define ANY_TROOPS CH_STR("*troops")
#define ANY_MISSION CH_STR("*mission")
#define ANY_REBEL CH_STR("*rebel")

static bool is_rebel(const ch_str *sectors, uint32_t n) {
  return n > 0 && ch_str_is(sectors[0], "REB");
}

static bool is_troops(const ch_str *sectors, uint32_t n) {
  return n > 0 && ch_str_is(sectors[0], "MIL");
}

void ch_refer_note(ch_story *story, uint32_t mention, ch_str term, uint32_t head) {
  remember(story, term, mention);
  if (ch_word_bits(story->lists, term) & CH_WORD_ABROAD) remember(story, ANY_MISSION, mention);
  const ch_actor *actor = ch_actor_of(story, &story->mentions.v[mention]);
  if (actor->code.n > 0 && is_rebel(actor->sectors, actor->n_sectors))
    remember(story, ANY_REBEL, mention);
  bool many = head != CH_NO_WORD && ch_is_plural(story->doc, head);
  if (many && actor->code.n > 0 && is_troops(actor->sectors, actor->n_sectors))
    remember(story, ANY_TROOPS, mention);
  size_t cut = ch_str_find_byte(term, ' ', 0);
  ch_str begins = ch_str_slice(term, 0, cut == SIZE_MAX ? 0 : cut);
  if (ch_word_bits(story->lists, begins) & CH_WORD_DEPUTY) return;
  remember(story, term_head(story, term), mention);
  if (head != CH_NO_WORD) remember(story, story->doc->words[head].lemma, mention);
}

void ch_refer_class(ch_story *story, uint32_t mention, ch_str kind) {
  for (size_t i = 0; i < story->lists->class_words.n; i++)
    if (ch_str_eq(story->lists->class_words.v[i].kind, kind))
      remember(story, story->lists->class_words.v[i].word, mention);
}

static uint32_t recalled(const ch_story *story, ch_str key) {
  const uint32_t *value = key.n > 0 ? ch_map_get(&story->last_by_role, key) : NULL;
  return value ? *value - 1 : CH_NO_ITEM;
}

/* ---- whose rebels they are ---------------------------------------------------------------- */

/* The state named right before or behind the words: "Syrian rebels", "Syria's
 * civil war", "the uprising in Syria"; CH_NO_ROW. */
static uint32_t state_beside(const ch_story *story, uint32_t first, uint32_t last) {
  enum { BEFORE = 4, BEHIND = 3 };
  const ch_document *doc = story->doc;
  const ch_sentence *s = &doc->sentences[doc->sentence_of[first]];
  for (uint32_t w = first; w > s->first && first - w < BEFORE; w--) {
    uint32_t at = story->hit_at[w - 1];
    if (at != CH_NO_ITEM)
      return ch_hit_may(&story->hits.v[at], CH_SURFACE_BODY)
                 ? CH_NO_ROW
                 : ch_state_row_of(story->lists, ch_hit_code(story, &story->hits.v[at]));
    ch_upos upos = (ch_upos)doc->words[w - 1].upos;
    if (upos != CH_UPOS_ADJ && upos != CH_UPOS_PART && upos != CH_UPOS_NOUN) break;
  }
  uint32_t w = last + 1, end = s->first + s->count;
  if (w >= end || !(ch_form_bits(story, w) & (CH_WORD_AT | CH_WORD_OWNER))) return CH_NO_ROW;
  for (uint32_t i = w + 1; i < end && i <= w + BEHIND; i++)
    if (story->hit_at[i] != CH_NO_ITEM)
      return ch_state_row_of(story->lists, ch_hit_code(story, &story->hits.v[story->hit_at[i]]));
  return CH_NO_ROW;
}

static bool opposes(const ch_role_row *role) { return ch_opposing(role->sectors, role->n_sectors); }

void ch_find_strife(ch_story *story) {
  uint32_t *count = CH_ARRAY(story->arena, story->lists->states.n + 1, uint32_t);
  uint32_t all = 0;
  story->torn_state = CH_NO_ROW;
  if (!count) {
    story->failed = true;
    return;
  }
  for (size_t i = 0; i < story->roles.n; i++) {
    const ch_role_hit *role = &story->roles.v[i];
    if (!opposes(&story->lists->roles.v[role->row])) continue;
    uint32_t row = state_beside(story, role->first, role->last);
    if (row != CH_NO_ROW) all++, count[row]++;
  }
  for (size_t i = 0; i < story->hits.n; i++) { /* "the Free Syrian Army" */
    const ch_hit *hit = &story->hits.v[i];
    if (!ch_hit_may(hit, CH_SURFACE_BODY)) continue;
    const ch_body_row *body = &story->lists->bodies.v[ch_hit_row(story, hit, CH_SURFACE_BODY)];
    uint32_t row =
        ch_opposing(body->sectors, body->n_sectors) ? ch_state_row_of(story->lists, body->code) : CH_NO_ROW;
    if (row != CH_NO_ROW) all++, count[row]++;
  }
  for (uint32_t w = 0; w < story->doc->n_words; w++) {
    if (!(ch_lemma_uses(story, w) & CH_USE_STRIFE)) continue;
    uint32_t row = state_beside(story, w, w);
    if (row != CH_NO_ROW) all++, count[row]++;
  }
  for (uint32_t row = 0; row < story->lists->states.n; row++)
    if (count[row] > 0 && 3 * count[row] >= 2 * all) story->torn_state = row;
}

/* The one state that the paragraph has named up to the end of the sentence. */
uint32_t ch_only_state(const ch_story *story, uint32_t w, bool where) {
  const ch_document *doc = story->doc;
  uint32_t sentence = doc->sentence_of[w], first = sentence, row = CH_NO_ROW;
  enum { MAX_SENTENCES = 4 };
  while (first > 0 && !doc->sentences[first].paragraph &&
         sentence - first < MAX_SENTENCES)
    first--;
  uint32_t end = doc->sentences[sentence].first + doc->sentences[sentence].count;
  uint32_t start = doc->sentences[first].first;
  if (where) end = w;
  if (end > w + 40) end = w + 40;
  if (start + 120 < w) start = w - 120;
  for (uint32_t i = start; i < end; i++) {
    uint32_t at = story->hit_at[i];
    if (at == CH_NO_ITEM) continue;
    const ch_hit *hit = &story->hits.v[at];
    if (where && !ch_reads_as_place(story, hit)) continue;
    for (ch_surface_kind k = CH_SURFACE_STATE; k <= CH_SURFACE_CITY; k++) {
      if (!ch_hit_may(hit, k)) continue;
      uint32_t here = ch_hit_row(story, hit, k);
      if (row != CH_NO_ROW && here != row) return CH_NO_ROW;
      row = here;
      break;
    }
    i = hit->last;
  }
  return row;
}

static uint32_t beside(const ch_story *story, const ch_actor_pair *p, ch_str code) {
  for (uint32_t k = 0; k < 2 && p->n == 2; k++)
    if (ch_str_eq(story->actors.v[p->actor[k]].code, code))
      return ch_state_row_of(story->lists, story->actors.v[p->actor[1 - k]].code);
  return CH_NO_ROW;
}

/* As actor_story.h says: "the embassy in
 * Washington". */
ch_str ch_mission_stands_in(const ch_story *story, uint32_t head) {
  const ch_document *doc = story->doc;
  uint32_t count = ch_child_count(doc, head);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t c = ch_child(doc, head, i), at = story->hit_at[c];
    uint32_t marker = ch_child_by_rel(doc, c, CH_REL_CASE);
    if (at == CH_NO_ITEM || marker == CH_NO_WORD || doc->words[c].rel != CH_REL_NMOD) continue;
    if (ch_form_bits(story, marker) & (CH_WORD_AT | CH_WORD_WAY))
      return ch_hit_code(story, &story->hits.v[at]);
  }
  return (ch_str){NULL, 0};
}

/* "the Ministry" with a capital in a statement of its own. */
static bool own_body(const ch_story *story, const ch_role_hit *role) {
  char c = story->doc->text.p[story->doc->words[role->head].span.from];
  return story->own_state != CH_NO_ROW && c >= 'A' && c <= 'Z';
}

/* The state that a name tells; of a house, whose it is: "hardliners in THE DUMA". */
static uint32_t state_of_hit(const ch_story *story, const ch_hit *hit) {
  ch_str code = ch_hit_code(story, hit);
  if (code.n > 0 || !ch_hit_may(hit, CH_SURFACE_BODY)) return ch_state_row_of(story->lists, code);
  const ch_body_row *body = &story->lists->bodies.v[ch_hit_row(story, hit, CH_SURFACE_BODY)];
  bool house = body->n_sectors > 0 && ch_str_is(body->sectors[0], "LEG");
  return house ? ch_state_row_of(story->lists, body->code) : CH_NO_ROW;
}

/* "rebels in eastern Ukraine": the name behind "in" right behind the noun,
 * whatever the parser hung it on. By a mission, where that stands: "police near the Danish embassy IN LIMA". */
uint32_t ch_state_behind(const ch_story *story, const ch_role_hit *role) {
  const ch_document *doc = story->doc;
  uint32_t sentence = doc->sentence_of[role->last], marker = role->last + 1;
  uint32_t end = doc->sentences[sentence].first + doc->sentences[sentence].count;
  if (marker >= end || doc->words[marker].upos != CH_UPOS_ADP ||
      !(ch_form_bits(story, marker) & CH_WORD_AT) ||
      (ch_form_uses(story, marker) & CH_USE_GROUND)) /* "lawmakers OVER the deal with Peru" */
    return CH_NO_ROW;
  uint32_t noun = doc->words[marker].head;
  if (noun == CH_NO_WORD || noun <= marker || noun >= end) return CH_NO_ROW;
  uint32_t at = story->hit_at[noun];
  if (at != CH_NO_ITEM && !story->hits.v[at].in_other)
    return state_of_hit(story, &story->hits.v[at]);
  if (ch_form_bits(story, noun) & CH_WORD_ABROAD)
    return ch_state_row_of(story->lists, ch_mission_stands_in(story, noun));
  /* "in the Ukrainian city of X", "in the city of X" */
  uint32_t count = ch_child_count(doc, noun);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t c = ch_child(doc, noun, i);
    ch_rel rel = ch_rel_universal((ch_rel)doc->words[c].rel);
    at = story->hit_at[c];
    if (at == CH_NO_ITEM || (rel != CH_REL_AMOD && rel != CH_REL_NMOD && rel != CH_REL_COMPOUND))
      continue;
    ch_str code = ch_hit_code(story, &story->hits.v[at]);
    if (code.n > 0) return ch_state_row_of(story->lists, code);
  }
  return CH_NO_ROW;
}

/* "officials in Gaza": a town tells the country too. */
static uint32_t town_state(const ch_story *story, uint32_t head) {
  const ch_document *doc = story->doc;
  uint32_t count = ch_child_count(doc, head);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t c = ch_child(doc, head, i);
    uint32_t at = story->hit_at[c], marker = ch_child_by_rel(doc, c, CH_REL_CASE);
    if (doc->words[c].rel == CH_REL_NMOD && at != CH_NO_ITEM && marker != CH_NO_WORD &&
        (ch_form_bits(story, marker) & CH_WORD_AT))
      return ch_state_row_of(story->lists, ch_hit_code(story, &story->hits.v[at]));
  }
  return CH_NO_ROW;
}

/* "Cohen flew INTO TOKYO": the state that somebody goes to; CH_NO_ROW. */
static uint32_t host_of(const ch_story *story, const ch_mention *guest, uint32_t verb) {
  const ch_document *doc = story->doc;
  const ch_actor *who = ch_actor_of(story, guest);
  if (!(ch_lemma_bits(story, verb) & CH_WORD_MOVER) || who->person.n == 0) return CH_NO_ROW;
  for (uint32_t i = 0; i < ch_child_count(doc, verb); i++) {
    uint32_t c = ch_child(doc, verb, i), marker = ch_case_marker(doc, c), at = story->hit_at[c];
    if (ch_rel_universal((ch_rel)doc->words[c].rel) != CH_REL_OBL || marker == CH_NO_WORD || at == CH_NO_ITEM) continue;
    if (!(ch_form_bits(story, marker) & (CH_WORD_AT | CH_WORD_WAY)) || ch_str_is(ch_word_form(doc, marker), "from")) continue;
    ch_str code = ch_hit_code(story, &story->hits.v[at]);
    if (code.n > 0 && !ch_str_eq(code, who->code)) return ch_state_row_of(story->lists, code);
  }
  return CH_NO_ROW;
}

/* The state that the sentence before is about: its main verb's subject, or whom that went to see. */
static uint32_t subject_state(const ch_story *story, uint32_t w) {
  const ch_document *doc = story->doc;
  uint32_t sentence = doc->sentence_of[w], look = 0;
  for (size_t i = story->mentions.n; i > 0 && look < MAX_LOOK; i--, look++) {
    const ch_mention *m = &story->mentions.v[i - 1];
    if (m->first >= w || doc->sentence_of[m->head] == sentence) continue;
    if (doc->sentence_of[m->head] + 1 < sentence) break;
    const ch_word *head = &doc->words[m->head];
    bool main = ch_rel_universal((ch_rel)head->rel) == CH_REL_NSUBJ && head->head != CH_NO_WORD &&
                doc->words[head->head].head == CH_NO_WORD;
    if (!main || m->place) continue;
    uint32_t host = host_of(story, m, head->head);
    return host != CH_NO_ROW ? host : ch_state_row_of(story->lists, ch_actor_of(story, m)->code);
  }
  return CH_NO_ROW;
}

/* The state of the verb's subject, or of who owns that. */
static uint32_t doer_state(const ch_story *story, uint32_t verb) {
  const ch_document *doc = story->doc;
  uint32_t subject = ch_child_by_rel(doc, verb, CH_REL_NSUBJ), state = CH_NO_ROW;
  if (subject == CH_NO_WORD) return CH_NO_ROW;
  uint32_t sentence = doc->sentence_of[verb];
  for (size_t i = story->mentions.n; i > 0; i--) {
    const ch_mention *m = &story->mentions.v[i - 1];
    if (doc->sentence_of[m->head] != sentence) break;
    if (m->head == subject) return ch_state_row_of(story->lists, ch_actor_of(story, m)->code);
    if (doc->words[m->head].head == subject) state = ch_state_row_of(story->lists, ch_actor_of(story, m)->code);
  }
  return state;
}

/* A mission stands with the other of the two: "the embassy in Washington" in
 * an article about Russia and the United States is Russia's. With no more said
 * it is that of a mission named lately, else not of him whom the sentence before is about ("Putin told
 * 755 people to go. THE EMBASSY lost a house as well"), else that of any named before or not that
 * of the dateline. */
static uint32_t owner_of_mission(ch_story *story, const ch_role_hit *role) {
  enum { LATELY = 3 };
  const ch_document *doc = story->doc;
  ch_actor_pair p = ch_leading_pair(story);
  ch_str stands_in = ch_mission_stands_in(story, role->head);
  if (stands_in.n > 0) return beside(story, &p, stands_in);
  uint32_t before = recalled(story, ANY_MISSION);
  const ch_mention *m = before == CH_NO_ITEM ? NULL : &story->mentions.v[before];
  bool body = story->lists->roles.v[role->row].kind == CH_ROLE_BODY;
  if (m && body && doc->sentence_of[m->head] + LATELY < doc->sentence_of[role->head]) {
    uint32_t subject = subject_state(story, role->head);
    uint32_t other = subject == CH_NO_ROW ? CH_NO_ROW : beside(story, &p, story->lists->states.v[subject].code);
    if (other != CH_NO_ROW) return other;
  }
  if (m) return ch_state_row_of(story->lists, ch_actor_of(story, m)->code);
  uint32_t here = ch_dateline_state(story);
  return here == CH_NO_ROW ? CH_NO_ROW : beside(story, &p, story->lists->states.v[here].code);
}

/* The one state that this sentence and the one before name outright, or the
 * one before is about: "the country". */
static uint32_t named_state(const ch_story *story, uint32_t w) {
  const ch_document *doc = story->doc;
  uint32_t sentence = doc->sentence_of[w], row = CH_NO_ROW, look = 0;
  for (size_t i = story->mentions.n; i > 0 && look < MAX_LOOK; i--, look++) {
    const ch_mention *m = &story->mentions.v[i - 1];
    if (m->first >= w) continue;
    if (doc->sentence_of[m->head] + 1 < sentence) break;
    uint32_t here = ch_state_row_of(story->lists, ch_actor_of(story, m)->code);
    if (here == CH_NO_ROW || m->naming == CH_NAMING_TOWN) continue;
    if (row != CH_NO_ROW && here != row) return subject_state(story, w);
    row = here;
  }
  return row;
}

/* Does the state call itself by the words, whatever the case of their first letters: "Kingdom of"? */
static bool styled(const ch_state_row *state, ch_str words) {
  ch_str rest = state->aliases, alias;
  while (ch_str_split(&rest, '|', &alias)) {
    if (alias.n <= words.n || alias.p[words.n] != ' ') continue;
    if (ch_str_eq_fold(ch_str_slice(alias, 0, words.n), words)) return true;
  }
  return false;
}

/* "Iran", "Saudi Arabia": "the Islamic republic", "the kingdom" is the one named last that is styled so,
 * unless "the country" would be one that is. */
static uint32_t styled_state(const ch_story *story, uint32_t head) {
  const ch_document *doc = story->doc;
  uint32_t first = head, look = 0;
  if (first > 0 && doc->words[first - 1].head == head && doc->words[first - 1].upos != CH_UPOS_DET) first--;
  uint32_t country = named_state(story, head), fallback = CH_NO_ROW;
  if (country != CH_NO_ROW && styled(&story->lists->states.v[country], doc->words[head].lemma)) fallback = country;
  for (size_t i = story->mentions.n; i > 0 && look < MAX_LOOK; i--, look++) {
    const ch_mention *m = &story->mentions.v[i - 1];
    if (m->first >= head) continue;
    uint32_t row = ch_state_row_of(story->lists, ch_actor_of(story, m)->code);
    if (row == CH_NO_ROW) continue;
    const ch_state_row *state = &story->lists->states.v[row];
    if (first < head && styled(state, ch_words_text(doc, first, head))) return row;
    if (fallback == CH_NO_ROW && styled(state, doc->words[head].lemma)) fallback = row;
  }
  return fallback == CH_NO_ROW ? country : fallback;
}

/* Does the adjective tell of the region: "African" of "West Africa"? */
static bool tells_of_region(ch_str adjective, ch_str region) {
  size_t last = region.n;
  while (last > 0 && region.p[last - 1] != ' ') last--;
  ch_str part = ch_str_slice(region, last, region.n);
  return part.n > 0 && ch_str_starts(adjective, part) && adjective.n <= part.n + 2;
}

/* "China will help Sudan and trade with THE AFRICAN COUNTRY": the last one named there, else ("the Arab country")
 * the last one named of late; never the doer of the same verb. */
static uint32_t state_of_region(const ch_story *story, uint32_t head) {
  const ch_document *doc = story->doc;
  bool modified = head > 0 && doc->words[head - 1].head == head && doc->words[head - 1].upos != CH_UPOS_DET;
  ch_str adjective = modified ? ch_word_form(doc, head - 1) : (ch_str){NULL, 0};
  if (adjective.n == 0 || adjective.p[0] < 'A' || adjective.p[0] > 'Z') return CH_NO_ROW;
  uint32_t verb = doc->words[head].head, look = 0;
  while (verb != CH_NO_WORD && doc->words[verb].upos != CH_UPOS_VERB) verb = doc->words[verb].head;
  bool does = verb != CH_NO_WORD && ch_child_by_rel(doc, verb, CH_REL_NSUBJ) == head;
  uint32_t doer = verb == CH_NO_WORD || does ? CH_NO_ROW : doer_state(story, verb), late = CH_NO_ROW;
  for (size_t i = story->mentions.n; i > 0 && look < MAX_LOOK; i--, look++) {
    const ch_mention *m = &story->mentions.v[i - 1];
    if (m->first >= head) continue;
    uint32_t row = ch_state_row_of(story->lists, ch_actor_of(story, m)->code);
    if (row == CH_NO_ROW || row == doer) continue;
    if (tells_of_region(adjective, story->lists->states.v[row].region)) return row;
    if (late == CH_NO_ROW && doc->sentence_of[m->head] + 1 >= doc->sentence_of[head]) late = row;
  }
  return late;
}

/* "a White House aide said THE PRESIDENT wants", where another state's president was named last:
 * who holds the office in the state of a body that the sentence has told of; CH_NO_ITEM. */
static uint32_t holder_here(const ch_story *story, uint32_t w, ch_str office, ch_str other) {
  const ch_document *doc = story->doc;
  uint32_t sentence = doc->sentence_of[w], look = 0, found = CH_NO_ITEM;
  for (size_t i = story->mentions.n; i > 0 && look < MAX_LOOK; i--, look++) {
    const ch_mention *m = &story->mentions.v[i - 1];
    const ch_actor *a = ch_actor_of(story, m);
    if (m->first >= w || m->place || a->code.n == 0) continue;
    if (doc->sentence_of[m->head] != sentence) break;
    if (ch_str_eq(a->code, other)) return CH_NO_ITEM;
    if (a->body.n == 0 || a->person.n > 0 || found != CH_NO_ITEM) continue;
    for (size_t k = story->persons.n; k > 0 && found == CH_NO_ITEM; k--) {
      uint32_t holder = story->persons.v[k - 1].actor;
      const ch_actor *b = &story->actors.v[holder];
      if (ch_str_eq(b->code, a->code) && ch_str_eq(b->office, office)) found = holder;
    }
  }
  return found;
}

/* "the NEW YORK-BASED group", "the Paris-based organisation": where it sits tells it from no other that was named. */
static bool tells_seat(const ch_document *doc, uint32_t w) {
  return w >= 2 && ch_str_is(ch_word_form(doc, w - 1), "based") && ch_str_is(ch_word_form(doc, w - 2), "-");
}

/* What was named by the same role before: 0 nothing, else the actor + 1. */
static uint32_t carried(const ch_story *story, const ch_role_hit *role, bool definite) {
  enum { RECENT = 3 };
  const ch_document *doc = story->doc;
  const ch_role_row *row = &story->lists->roles.v[role->row];
  bool plural = ch_is_plural(doc, role->head);
  /* "the minister" may be a foreign minister, "the interior minister" not. */
  bool bare = role->first == role->last;
  bool class_word = row->n_sectors == 0 && row->kind == CH_ROLE_PROPERTY; /* "the group" */
  if (class_word && ch_phrase_first(doc, role->head, role->first) + 1 < role->first && !tells_seat(doc, role->first)) return 0;
  uint32_t last = recalled(story, row->term);
  if (!plural && last == CH_NO_ITEM && definite && bare)
    last = recalled(story, term_head(story, row->term));
  if (!plural && last == CH_NO_ITEM && definite && bare)
    last = recalled(story, doc->words[role->head].lemma);
  /* "the rebels" of an article that speaks of one such group are that group. */
  bool rebel = is_rebel(row->sectors, row->n_sectors);
  if (rebel && (last == CH_NO_ITEM || !definite) && (definite || plural))
    last = recalled(story, ANY_REBEL);
  /* "Marines landed. Moscow demanded that THE TROOPS leave" */
  bool troops = plural && definite && bare && is_troops(row->sectors, row->n_sectors);
  if (troops && last == CH_NO_ITEM) last = recalled(story, ANY_TROOPS);
  bool officials = plural && (ch_form_bits(story, role->head) & CH_WORD_HOME) &&
                   ch_phrase_first(doc, role->head, role->first) == role->first;
  bool body = row->kind == CH_ROLE_BODY && !plural &&
              !(ch_determiner_bits(story, role) & CH_WORD_INDEFINITE);
  if (last == CH_NO_ITEM || !(definite || body || officials || rebel)) return 0;
  const ch_mention *m = &story->mentions.v[last];
  /* An office lasts through the article, a mere "official" a few sentences. */
  bool lasting = rebel || (!plural && (row->office.n > 0 || row->kind != CH_ROLE_PERSON));
  if (!lasting && doc->sentence_of[m->head] + RECENT < doc->sentence_of[role->head]) return 0;
  if (plural && m->naming == CH_NAMING_PERSON) return 0;
  if (!plural && definite && bare && row->office.n > 0 && doc->sentence_of[m->head] != doc->sentence_of[role->head]) {
    uint32_t here = holder_here(story, role->head, row->office, ch_actor_of(story, m)->code);
    if (here != CH_NO_ITEM) return here + 1;
  }
  return m->actor + 1;
}

static bool is_below(const ch_document *doc, uint32_t w, uint32_t top) {
  enum { CLIMB = 8 };
  for (int i = 0; i < CLIMB && w != CH_NO_WORD; i++, w = doc->words[w].head)
    if (w == top) return true;
  return false;
}

static bool names_state(const ch_story *story, uint32_t w, uint32_t state) {
  uint32_t at = story->hit_at[w];
  return at != CH_NO_ITEM &&
         ch_str_eq(ch_hit_code(story, &story->hits.v[at]), story->lists->states.v[state].code);
}

/* Does the word name the state, or an adjective or name right on it: "the JAPANESE agency"? */
static bool is_of_state(const ch_story *story, uint32_t w, uint32_t state) {
  if (names_state(story, w, state)) return true;
  for (uint32_t i = 0; i < ch_child_count(story->doc, w); i++) {
    uint32_t c = ch_child(story->doc, w, i);
    if (c < w && names_state(story, c, state)) return true;
  }
  return false;
}

/* "signed a pact WITH JAPAN": does what is below the word tell of the state as the other side? */
static bool with_state(const ch_story *story, uint32_t w, uint32_t state) {
  const ch_document *doc = story->doc;
  for (uint32_t i = 0; i < ch_child_count(doc, w); i++) {
    uint32_t c = ch_child(doc, w, i), marker = ch_case_marker(doc, c);
    if (marker != CH_NO_WORD && ch_str_is(ch_word_form(doc, marker), "with") && is_of_state(story, c, state)) return true;
  }
  return false;
}

/* "OFFICIALS accused China", "THE MINISTRY signed it with a Chinese firm": is the state that to which, or with
 * which, the role's verb is done? */
bool ch_done_to(const ch_story *story, uint32_t subject, uint32_t state) {
  const ch_document *doc = story->doc;
  uint32_t first;
  if (ch_rel_universal(ch_shared_rel(doc, subject, &first)) != CH_REL_NSUBJ) return false;
  uint32_t verb = doc->words[first].head, count = verb == CH_NO_WORD ? 0 : ch_child_count(doc, verb);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t c = ch_child(doc, verb, i);
    ch_rel rel = (ch_rel)doc->words[c].rel;
    if ((rel == CH_REL_OBJ || rel == CH_REL_IOBJ) && (names_state(story, c, state) || with_state(story, c, state))) return true;
  }
  return verb != CH_NO_WORD && with_state(story, verb, state);
}

/* "TOKYO - THE GOVERNMENT denied that China had asked for it": does the state do something below
 * the role's verb? */
static bool told_of(const ch_story *story, uint32_t subject, uint32_t state) {
  const ch_document *doc = story->doc;
  uint32_t first;
  if (ch_rel_universal(ch_shared_rel(doc, subject, &first)) != CH_REL_NSUBJ) return false;
  uint32_t verb = doc->words[first].head;
  const ch_sentence *s = &doc->sentences[doc->sentence_of[subject]];
  for (uint32_t w = s->first; verb != CH_NO_WORD && w < s->first + s->count; w++) {
    uint32_t head = doc->words[w].head;
    if (ch_rel_universal((ch_rel)doc->words[w].rel) == CH_REL_NSUBJ && w > verb && head != verb &&
        is_below(doc, head, verb) && names_state(story, w, state))
      return true;
  }
  return false;
}

/* The state that nearly all of the article is about, by its name: two of three names of states.
 * "Police", "the army", "protesters" are of that one; "the parties" may be those to talks. */
static uint32_t state_of_article(const ch_story *story, const ch_role_hit *hit) {
  static const char *const THERE[] = {"COP", "MIL", "OPP", "GOV", "PTY", "LEG"};
  enum { OFTEN = 3 };
  const ch_role_row *role = &story->lists->roles.v[hit->row];
  bool there = false;
  if (hit->first == hit->last && (ch_form_uses(story, hit->head) & CH_USE_PAIR)) return CH_NO_ROW;
  for (uint32_t i = 0; i < role->n_sectors; i++)
    for (size_t k = 0; k < sizeof THERE / sizeof *THERE; k++) there |= ch_str_is(role->sectors[i], THERE[k]);
  if (!there || role->office.n) return CH_NO_ROW;
  for (uint32_t row = 0; row < story->lists->states.n; row++)
    if (story->state_count[row] >= OFTEN && 3 * story->state_count[row] >= 2 * story->n_state_names) return row;
  return CH_NO_ROW;
}

static bool is_cabinet(const ch_role_row *row) {
  return row->kind == CH_ROLE_BODY && row->n_sectors > 0 && ch_str_is(row->sectors[0], "GOV") && row->office.n == 0;
}

/* "asked THE ISRAELI CABINET about the attack in Benghazi, saying the government knew": that one's, before
 * the town's. */
static uint32_t cabinet_state(const ch_story *story, const ch_role_hit *role) {
  if (role->first != role->last || !is_cabinet(&story->lists->roles.v[role->row])) return CH_NO_ROW;
  const ch_document *doc = story->doc;
  for (size_t i = story->mentions.n; i > 0; i--) {
    const ch_mention *m = &story->mentions.v[i - 1];
    if (doc->sentence_of[m->head] != doc->sentence_of[role->head]) break;
    uint32_t at = m->last < role->first && m->naming == CH_NAMING_NOMINAL ? story->role_at[m->head] : CH_NO_ITEM;
    uint32_t state = at == CH_NO_ITEM ? CH_NO_ROW : ch_state_row_of(story->lists, ch_actor_of(story, m)->code);
    if (state != CH_NO_ROW && is_cabinet(&story->lists->roles.v[story->roles.v[at].row])) return state;
  }
  return CH_NO_ROW;
}

/* The state that the word names, as a name or adjective; nothing of the title has been looked up yet. */
static uint32_t state_called(const ch_story *story, ch_str word) {
  const ch_actor_lists *lists = story->lists;
  for (uint32_t s = ch_names_find(&lists->names, word); s != CH_NO_SURFACE; s = lists->names.surfaces.v[s].next) {
    const ch_surface *surface = &lists->names.surfaces.v[s];
    if (surface->kind <= CH_SURFACE_ADJECTIVE && ch_case_fits(ch_surface_text(surface), word) &&
        ch_state_exists(story, surface->row))
      return surface->row;
  }
  return CH_NO_ROW;
}

/* Under the title "THAI MILITARY seizes power": whose the role is, in the title's words, where it stands
 * before any state there ("Military suspends the constitution"). */
static uint32_t titled_state(const ch_story *story, const ch_role_hit *role) {
  const ch_document *doc = story->doc;
  uint32_t found = CH_NO_ROW;
  if (role->first != role->last || ch_in_title(doc, doc->sentence_of[role->head]))
    return CH_NO_ROW;
  for (uint32_t w = doc->n_words; w-- > 1 && ch_in_title(doc, doc->sentence_of[w]);) {
    if (!ch_str_eq_fold(ch_word_form(doc, w), ch_word_form(doc, role->head))) continue;
    uint32_t before = w - 1;
    if (doc->words[before].upos == CH_UPOS_PART && before > 0) before--; /* "Thailand's military" */
    if (doc->sentence_of[before] != doc->sentence_of[w]) return CH_NO_ROW;
    found = state_called(story, ch_word_form(doc, before));
  }
  return found;
}

/* "The Omani sultan told THE ARMY to strike camps in Yemen": of who tells it what to do, where the sentence
 * names that state only in what is to be done; else CH_NO_ROW. */
static uint32_t commander_state(const ch_story *story, uint32_t w, uint32_t state) {
  const ch_document *doc = story->doc;
  ch_rel rel = ch_rel_universal((ch_rel)doc->words[w].rel);
  uint32_t verb = doc->words[w].head;
  if (verb == CH_NO_WORD || verb > w || (rel != CH_REL_OBJ && rel != CH_REL_IOBJ && rel != CH_REL_OBL)) return CH_NO_ROW;
  uint32_t bidden = ch_child_by_rel(doc, verb, CH_REL_XCOMP);
  if (bidden == CH_NO_WORD || bidden < w) return CH_NO_ROW;
  const ch_sentence *s = &doc->sentences[doc->sentence_of[w]];
  bool aimed = false;
  for (uint32_t i = s->first; i < s->first + s->count; i++) {
    if (!names_state(story, i, state)) continue;
    if (i < w) return CH_NO_ROW;
    aimed |= is_below(doc, i, bidden);
  }
  return aimed ? doer_state(story, verb) : CH_NO_ROW;
}

/* "the Malaysian premier asked THE POLICE not to hide it": of who bids them, whoever else's are told of. */
static uint32_t bidder_state(const ch_story *story, const ch_role_hit *role) {
  const ch_document *doc = story->doc;
  const ch_role_row *row = &story->lists->roles.v[role->row];
  uint32_t w = role->head, verb = doc->words[w].head;
  bool police = row->n_sectors > 0 && ch_str_is(row->sectors[0], "COP") && row->office.n == 0;
  if (!police || ch_rel_universal((ch_rel)doc->words[w].rel) != CH_REL_OBJ || verb == CH_NO_WORD || verb > w) return CH_NO_ROW;
  uint32_t bidden = ch_child_by_rel(doc, verb, CH_REL_XCOMP);
  return bidden != CH_NO_WORD && bidden > w ? doer_state(story, verb) : CH_NO_ROW;
}

/* "In LIMA, the government closed it": the state of the town or land that opens the sentence right before. */
static uint32_t fronted_state(const ch_story *story, const ch_role_hit *role) {
  const ch_document *doc = story->doc;
  uint32_t start = doc->sentences[doc->sentence_of[role->head]].first;
  uint32_t w = ch_phrase_first(doc, role->head, role->first);
  bool bare = w == role->first || (w + 1 == role->first && doc->words[w].upos == CH_UPOS_DET &&
                                   (ch_determiner_bits(story, role) & CH_WORD_DEFINITE));
  if (!bare || w < start + 3 || !ch_str_is(ch_word_form(doc, w - 1), ",")) return CH_NO_ROW;
  uint32_t at = story->hit_at[w - 2];
  if (at == CH_NO_ITEM || story->hits.v[at].first <= start || story->hits.v[at].in_other) return CH_NO_ROW;
  uint32_t in = story->hits.v[at].first - 1;
  bool opens = in == start || (in == start + 2 && ch_str_is(ch_word_form(doc, start + 1), ",")); /* "Meanwhile, in Lima," */
  if (!opens || !(ch_form_bits(story, in) & CH_WORD_AT)) return CH_NO_ROW;
  return ch_state_row_of(story->lists, ch_hit_code(story, &story->hits.v[at]));
}

/* "Peruvian state media said THE GOVERNMENT had closed it": the country of who tells of it. */
static uint32_t teller_state(const ch_story *story, const ch_role_hit *role) {
  enum { CLIMB = 4 };
  const ch_document *doc = story->doc;
  uint32_t w = role->head;
  if (ch_phrase_first(doc, w, role->first) + 1 < role->first || ch_child_by_rel(doc, w, CH_REL_NMOD) != CH_NO_WORD ||
      ch_child_by_rel(doc, w, CH_REL_AMOD) != CH_NO_WORD)
    return CH_NO_ROW;
  for (int i = 0; i < CLIMB && w != CH_NO_WORD; i++) {
    uint32_t up = doc->words[w].head;
    if (up != CH_NO_WORD && doc->words[w].rel == CH_REL_CCOMP) {
      uint32_t who = ch_child_by_rel(doc, up, CH_REL_NSUBJ), at = who == CH_NO_WORD ? CH_NO_ITEM : story->mention_of[who];
      if (at == CH_NO_ITEM || who > role->first) return CH_NO_ROW;
      const ch_actor *teller = ch_actor_of(story, &story->mentions.v[at]);
      bool rules = false; /* "A LONDON PAPER said the government" may tell of any */
      for (uint32_t k = 0; k < teller->n_sectors; k++)
        rules |= ch_str_is(teller->sectors[k], "GOV") || (k == 0 && ch_str_is(teller->sectors[k], "MIL"));
      return rules ? ch_state_row_of(story->lists, teller->code) : CH_NO_ROW;
    }
    w = up;
  }
  return CH_NO_ROW;
}

/* "MOSCOW - DEMONSTRATORS pelted the Turkish embassy": of where the report is from, for missions of others stand there. */
static uint32_t state_of_hosts(const ch_story *story, const ch_role_hit *role) {
  const ch_document *doc = story->doc;
  const ch_sentence *s = &doc->sentences[doc->sentence_of[role->head]];
  const ch_role_row *row = &story->lists->roles.v[role->row];
  uint32_t here = ch_dateline_state(story);
  if (here == CH_NO_ROW || row->n_sectors == 0 || !ch_str_is(row->sectors[0], "CVL") ||
      ch_rel_universal(ch_shared_rel(doc, role->head, NULL)) != CH_REL_NSUBJ)
    return CH_NO_ROW;
  bool mission = false;
  for (uint32_t w = s->first; w < s->first + s->count; w++) {
    mission |= (ch_form_bits(story, w) & CH_WORD_ABROAD) != 0;
    if (doc->words[w].span.from >= story->dateline_end && names_state(story, w, here)) return CH_NO_ROW;
  }
  return mission ? here : CH_NO_ROW;
}

/* "Reagan spoke. ADMINISTRATION OFFICIALS …": does the article name one of the lists who rules the state? */
static bool names_ruler_of(const ch_story *story, uint32_t state) {
  for (size_t i = 0; i < story->persons.n; i++) {
    const ch_person *person = &story->persons.v[i];
    const ch_actor *actor = &story->actors.v[person->actor];
    if (person->row != CH_NO_ROW && ch_str_eq(actor->code, story->lists->states.v[state].code) &&
        actor->n_sectors > 0 && ch_str_is(actor->sectors[0], "GOV"))
      return true;
  }
  return false;
}

static bool acts_there(const ch_story *story, const ch_role_hit *role) {
  const ch_role_row *row = &story->lists->roles.v[role->row];
  bool rules = row->n_sectors > 0 && ch_str_is(row->sectors[0], "GOV");
  return rules && ch_rel_universal(ch_shared_rel(story->doc, role->head, NULL)) == CH_REL_NSUBJ;
}

/* The state of a home body or of a mission that nothing else tells. */
static uint32_t state_of_role(ch_story *story, const ch_role_hit *role, bool definite) {
  const ch_role_row *row = &story->lists->roles.v[role->row];
  if (ch_word_bits(story->lists, row->term) & CH_WORD_ABROAD)
    return definite ? owner_of_mission(story, role) : CH_NO_ROW;
  bool never = row->usual.n > 1 && row->usual.p[0] == '-';
  ch_str without = never ? ch_str_slice(row->usual, 1, row->usual.n) : (ch_str){NULL, 0};
  bool alone = role->first == 0 || story->doc->words[role->first - 1].upos != CH_UPOS_PROPN;
  uint32_t usual =
      row->usual.n > 0 && !never ? ch_state_row_of(story->lists, row->usual) : CH_NO_ROW;
  bool told = usual != CH_NO_ROW && (story->state_count[usual] > 0 || names_ruler_of(story, usual));
  bool houses = role->first < role->last; /* "a senior ADMINISTRATION OFFICIAL" */
  told = told && (definite || houses || ch_is_plural(story->doc, role->head));
  ch_str printed = ch_words_text(story->doc, role->first, role->last); /* "state media" */
  bool home =
      ((ch_form_bits(story, role->head) | ch_word_bits(story->lists, printed)) & CH_WORD_HOME) != 0;
  if (!home) {
    bool rebel = row->n_sectors > 0 && ch_str_is(row->sectors[0], "REB");
    bool may = rebel || (ch_form_uses(story, role->head) & CH_USE_LOCAL);
    uint32_t local = may ? ch_state_behind(story, role) : CH_NO_ROW;
    /* "a prime minister" may be anybody's, a ministry's official is not */
    bool sure = definite || row->kind == CH_ROLE_SPOKESPERSON || row->office.n == 0;
    bool theirs = row->office.n > 0 || (ch_form_uses(story, role->head) & CH_USE_LOCAL);
    if (local == CH_NO_ROW && definite && theirs) local = fronted_state(story, role);
    if (local == CH_NO_ROW && never && alone && sure && !ch_is_plural(story->doc, role->head))
      local = ch_home_state(story, without);
    if (local == CH_NO_ROW && !told && (!definite || ch_is_plural(story->doc, role->head)))
      local = ch_house_state(story, role);
    if (local == CH_NO_ROW && !told && (ch_form_uses(story, role->head) & CH_USE_LOCAL))
      local = state_of_article(story, role);
    if (local == CH_NO_ROW && !told && row->kind == CH_ROLE_PERSON) local = state_of_hosts(story, role);
    return local != CH_NO_ROW ? local : told ? usual : CH_NO_ROW;
  }
  uint32_t state = definite ? cabinet_state(story, role) : CH_NO_ROW;
  if (state != CH_NO_ROW) return state;
  state = town_state(story, role->head);
  if (state == CH_NO_ROW && definite) state = fronted_state(story, role);
  if (state == CH_NO_ROW) state = titled_state(story, role);
  if (state == CH_NO_ROW && told) state = usual;
  if (state == CH_NO_ROW && definite) state = teller_state(story, role);
  if (state == CH_NO_ROW) state = ch_only_state(story, role->head, false);
  uint32_t commander = state == CH_NO_ROW ? CH_NO_ROW : commander_state(story, role->head, state);
  if (commander != CH_NO_ROW) return commander;
  if (state != CH_NO_ROW && ch_done_to(story, role->head, state)) state = CH_NO_ROW;
  uint32_t here = definite || role->first < role->last ? ch_dateline_state(story) : CH_NO_ROW;
  bool other = state != CH_NO_ROW && state != here && told_of(story, role->head, state);
  if (here != CH_NO_ROW && (state == CH_NO_ROW || other)) state = here;
  if (state == CH_NO_ROW && definite) state = subject_state(story, role->head);
  if (state == CH_NO_ROW && definite && acts_there(story, role)) {
    /* "Fighting flared in Mali. THE GOVERNMENT accused Algeria": of the one land that is told of as a place */
    state = ch_only_state(story, role->head, true);
    if (state != CH_NO_ROW && ch_done_to(story, role->head, state)) state = CH_NO_ROW;
  }
  /* A "foreign ministry" is not that of a state which has none. */
  if (never && state != CH_NO_ROW && ch_str_eq(story->lists->states.v[state].code, without))
    state = CH_NO_ROW;
  if (never && state == CH_NO_ROW && definite) {
    ch_actor_pair p = ch_leading_pair(story);
    state = beside(story, &p, without);
  }
  if (never && state == CH_NO_ROW && alone) state = ch_home_state(story, without);
  if (state == CH_NO_ROW) state = state_of_article(story, role);
  if (never && state != CH_NO_ROW && ch_str_eq(story->lists->states.v[state].code, without)) state = CH_NO_ROW;
  if (state == CH_NO_ROW) state = state_of_hosts(story, role);
  return state;
}

/* "Baghdad said little, but A MILITARY SPOKESMAN threatened raids", "Peru shut the border. OFFICIALS
 * accused Chile": whose people speak where no word tells it. That of the clause before, which "and" or
 * "but" joins, else the one that the sentence before is about. */
static uint32_t spoken_for(const ch_story *story, const ch_role_hit *role) {
  const ch_document *doc = story->doc;
  const ch_role_row *row = &story->lists->roles.v[role->row];
  bool of_rulers = row->n_sectors > 0 && (ch_str_is(row->sectors[0], "GOV") || ch_str_is(row->sectors[0], "MIL"));
  bool speaks = row->kind == CH_ROLE_SPOKESPERSON ||
                (row->kind == CH_ROLE_PERSON && (ch_form_bits(story, role->head) & CH_WORD_HOME));
  /* "officials WITH THE MISSION", "A FUJITSU spokeswoman": of another house */
  uint32_t begin = ch_phrase_first(doc, role->head, role->first);
  bool bare = ch_child_by_rel(doc, role->head, CH_REL_NMOD) == CH_NO_WORD &&
              (begin == role->first || (begin + 1 == role->first && doc->words[begin].upos == CH_UPOS_DET));
  uint32_t first = role->head;
  if (!of_rulers || !speaks || !bare || row->usual.n > 0 ||
      ch_rel_universal(ch_shared_rel(doc, role->head, &first)) != CH_REL_NSUBJ)
    return CH_NO_ROW;
  uint32_t verb = doc->words[first].head;
  if (verb == CH_NO_WORD || verb < role->head) return CH_NO_ROW; /* "raids went on, OFFICIALS said" */
  bool joined = doc->words[verb].rel == CH_REL_CONJ && doc->words[verb].head < verb;
  uint32_t state = joined ? doer_state(story, doc->words[verb].head) : subject_state(story, role->head);
  return state == CH_NO_ROW || ch_done_to(story, role->head, state) ? CH_NO_ROW : state;
}

/* Half as often as the state named most? */
static bool often_named(const ch_story *story, uint32_t state) {
  uint32_t most = 0;
  if (state == CH_NO_ROW) return false;
  for (uint32_t row = 0; row < story->lists->states.n; row++)
    if (story->state_count[row] > most) most = story->state_count[row];
  return 2 * story->state_count[state] >= most;
}

/* "Kabila's rebels took half THE COUNTRY": that of the armed men who act there; CH_NO_ROW. */
static uint32_t land_of_rebels(const ch_story *story, uint32_t w) {
  enum { CLIMB = 4 };
  const ch_document *doc = story->doc;
  for (int i = 0; i < CLIMB && w != CH_NO_WORD; i++, w = doc->words[w].head) {
    uint32_t subject = ch_child_by_rel(doc, w, CH_REL_NSUBJ), at = subject == CH_NO_WORD ? CH_NO_ITEM : story->mention_of[subject];
    if (at == CH_NO_ITEM) continue;
    const ch_actor *a = ch_actor_of(story, &story->mentions.v[at]);
    return is_rebel(a->sectors, a->n_sectors) ? ch_state_row_of(story->lists, a->code) : CH_NO_ROW;
  }
  return CH_NO_ROW;
}

uint32_t ch_refer_role(ch_story *story, const ch_role_hit *role, bool definite) {
  const ch_role_row *row = &story->lists->roles.v[role->row];
  if (ch_form_bits(story, role->head) & CH_WORD_COUNTRY) {
    uint32_t state = definite ? state_of_region(story, role->head) : CH_NO_ROW;
    if (state == CH_NO_ROW && definite) state = land_of_rebels(story, role->head);
    if (state == CH_NO_ROW && definite) state = styled_state(story, role->head);
    return state == CH_NO_ROW ? CH_NO_ITEM : ch_story_state(story, state);
  }
  bool own = definite && own_body(story, role);
  if (own && (ch_form_bits(story, role->head) & CH_WORD_HOME))
    return ch_role_of_state(story, row, story->own_state);
  bool rulers = definite && (ch_form_uses(story, role->head) & CH_USE_RULERS) &&
                ch_phrase_first(story->doc, role->head, role->first) + 1 == role->first;
  if (rulers && often_named(story, story->torn_state)) return ch_role_of_state(story, row, story->torn_state);
  bool located = (ch_word_bits(story->lists, row->term) & CH_WORD_ABROAD) &&
                 ch_mission_stands_in(story, role->head).n > 0;
  /* "police near the Danish embassy IN LIMA" are not the police told of before */
  bool guards = row->n_sectors > 0 && ch_str_is(row->sectors[0], "COP");
  uint32_t there = guards ? ch_state_behind(story, role) : CH_NO_ROW;
  if (there == CH_NO_ROW) there = bidder_state(story, role);
  if (there != CH_NO_ROW) return ch_role_of_state(story, row, there);
  uint32_t known = located ? 0 : carried(story, role, definite);
  if (known) return known - 1;
  bool many = ch_is_plural(story->doc, role->head);
  if (story->torn_state != CH_NO_ROW && opposes(row) && (definite || many)) {
    uint32_t local = ch_state_behind(story, role);
    return ch_role_of_state(story, row, local != CH_NO_ROW ? local : story->torn_state);
  }
  uint32_t state = own && row->kind == CH_ROLE_PERSON && row->n_sectors > 0 &&
                           ch_str_is(row->sectors[0], "GOV")
                       ? story->own_state
                       : state_of_role(story, role, definite);
  if (state == CH_NO_ROW) state = spoken_for(story, role);
  return state == CH_NO_ROW ? CH_NO_ITEM : ch_role_of_state(story, row, state);
}
