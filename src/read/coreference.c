#include "read/coreference.h"

enum { MAX_LOOK = 40 }; /* mentions looked back over */

static ch_actor *actor_of(const ch_story *story, const ch_mention *m) {
  return &story->actors.v[m->actor];
}

static bool is_subject(const ch_document *doc, uint32_t w) {
  ch_rel rel = ch_rel_universal(ch_shared_rel(doc, w, NULL));
  return rel == CH_REL_NSUBJ;
}

/* May a mention of this sentence serve for something in `sentence`? 0 no, 1
 * the sentence before, 2 the same. */
static int nearness(const ch_document *doc, uint32_t from, uint32_t sentence, bool over_paragraphs) {
  uint32_t there = doc->sentence_of[from];
  if (there == sentence) return 2;
  if (there + 1 != sentence) return 0;
  return over_paragraphs || !doc->sentences[sentence].paragraph ? 1 : 0;
}

/* Two arguments of one verb are two parties: "Lavrov told him". */
static bool co_argument(const ch_document *doc, uint32_t w, uint32_t other) {
  if (doc->words[w].rel == CH_REL_NMOD_POSS) return false;
  uint32_t first;
  ch_shared_rel(doc, other, &first);
  return doc->words[w].head != CH_NO_WORD && doc->words[w].head == doc->words[first].head;
}

typedef struct choice {
  uint32_t mention;
  int score, second; /* of the best, and of the best other actor */
} choice;

static void consider(const ch_story *story, choice *c, uint32_t mention, int score) {
  const ch_mention *m = &story->mentions.v[mention];
  if (c->mention == CH_NO_ITEM) {
    c->mention = mention;
    c->score = score;
    return;
  }
  bool same = story->mentions.v[c->mention].actor == m->actor;
  if (score > c->score) {
    if (!same) c->second = c->score;
    c->mention = mention;
    c->score = score;
  } else if (!same && score > c->second) {
    c->second = score;
  }
}

static bool gender_fits(const ch_story *story, const ch_mention *m, uint32_t bits) {
  char gender = story->more.v[m->actor].gender;
  if (gender == 'm') return !(bits & CH_WORD_FEMALE);
  if (gender == 'f') return !(bits & CH_WORD_MALE);
  return true;
}

static bool has_actor_conjunct(const ch_story *story, uint32_t head) {
  uint32_t count = ch_child_count(story->doc, head);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t c = ch_child(story->doc, head, i);
    if (story->doc->words[c].rel == CH_REL_CONJ && story->mention_of[c] != CH_NO_ITEM) return true;
  }
  return false;
}

static bool is_twin(const ch_story *story, uint32_t mention) {
  const ch_mention *m = &story->mentions.v[mention];
  if (mention + 1 < story->mentions.n && story->mentions.v[mention + 1].head == m->head) return true;
  return mention > 0 && story->mentions.v[mention - 1].head == m->head;
}

static bool suits(const ch_story *story, uint32_t mention, uint32_t bits) {
  const ch_mention *m = &story->mentions.v[mention];
  const ch_actor_more *more = &story->more.v[m->actor];
  if (m->place || m->naming == CH_NAMING_ADJECTIVE) return false;
  bool plural = ch_is_plural(story->doc, m->head) && m->naming == CH_NAMING_NOMINAL;
  bool several = is_twin(story, mention) || has_actor_conjunct(story, m->head) ||
                 (m->naming == CH_NAMING_PRONOUN &&
                  (ch_form_bits(story, m->head) & CH_WORD_MANY) != 0);
  if (bits & CH_WORD_PERSON)
    return more->class == CH_CLASS_PERSON && !several && !plural && gender_fits(story, m, bits);
  if (bits & CH_WORD_THING)
    return (more->class == CH_CLASS_STATE || more->class == CH_CLASS_BODY) && !several && !plural &&
           m->naming != CH_NAMING_PERSON;
  return plural || several || more->class == CH_CLASS_GROUP;
}

static choice choose(const ch_story *story, uint32_t w, uint32_t bits) {
  const ch_document *doc = story->doc;
  uint32_t sentence = doc->sentence_of[w];
  choice c = {CH_NO_ITEM, 0, 0};
  bool person = (bits & CH_WORD_PERSON) != 0;
  uint32_t look = 0;
  for (size_t i = story->mentions.n; i > 0 && look < MAX_LOOK; i--, look++) {
    const ch_mention *m = &story->mentions.v[i - 1];
    if (actor_of(story, m)->code.n == 0 && !(bits & CH_WORD_PERSON)) continue;
    if (m->first >= w || (m->last >= w && m->head != w)) continue;
    int near = nearness(doc, m->head, sentence, person);
    if (near == 0) {
      if (doc->sentence_of[m->head] + 1 < sentence) break;
      continue;
    }
    if (!suits(story, (uint32_t)(i - 1), bits) || co_argument(doc, w, m->head)) continue;
    uint32_t first;
    ch_shared_rel(doc, m->head, &first);
    uint32_t governor = doc->words[first].head;
    bool subject = is_subject(doc, m->head);
    bool above = subject && governor != CH_NO_WORD && near == 2 && ch_below(doc, w, governor);
    bool main = subject && governor != CH_NO_WORD && doc->words[governor].head == CH_NO_WORD;
    consider(story, &c, (uint32_t)(i - 1),
             near * 2 + (subject ? 3 : 0) + (above ? 3 : 0) + (main ? 1 : 0));
  }
  return c;
}

/* The antecedent's actors once more, for the words [w, w]. */
static uint32_t repeat(ch_story *story, uint32_t antecedent, uint32_t w, bool several) {
  const ch_document *doc = story->doc;
  const ch_mention m = story->mentions.v[antecedent];
  uint32_t made = CH_NO_ITEM;
  size_t n = story->mentions.n;
  uint32_t from = antecedent;
  while (several && from > 0 && story->mentions.v[from - 1].head == m.head) from--;
  for (uint32_t i = from; i < n && story->mentions.v[i].head == m.head; i++) {
    uint32_t mention = ch_story_mention(story, w, w, w, story->mentions.v[i].actor,
                                        CH_NAMING_PRONOUN, false);
    if (made == CH_NO_ITEM) made = mention;
    if (!several) break;
  }
  if (!several) return made;
  uint32_t count = ch_child_count(doc, m.head);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t c = ch_child(doc, m.head, i);
    if (doc->words[c].rel == CH_REL_CONJ && story->mention_of[c] != CH_NO_ITEM)
      ch_story_mention(story, w, w, w, story->mentions.v[story->mention_of[c]].actor,
                       CH_NAMING_PRONOUN, false);
  }
  return made;
}

/* "Iran and its ambitions", "Putin and his spokesman". */
static uint32_t joined(const ch_story *story, uint32_t w, uint32_t bits) {
  const ch_document *doc = story->doc;
  uint32_t noun = doc->words[w].head;
  if (doc->words[w].rel != CH_REL_NMOD_POSS || doc->words[noun].rel != CH_REL_CONJ)
    return CH_NO_ITEM;
  uint32_t mention = story->mention_of[doc->words[noun].head];
  if (mention == CH_NO_ITEM || doc->words[noun].head > w) return CH_NO_ITEM;
  ch_class class = story->more.v[story->mentions.v[mention].actor].class;
  if (ch_is_plural(doc, doc->words[noun].head) || is_twin(story, mention)) return CH_NO_ITEM;
  bool person = (bits & CH_WORD_PERSON) != 0;
  bool fits = person ? class == CH_CLASS_PERSON && gender_fits(story, &story->mentions.v[mention], bits)
                     : (bits & CH_WORD_THING) && class != CH_CLASS_PERSON;
  return fits ? mention : CH_NO_ITEM;
}

/* "told Moscow to close its consulate": the object of the verb above acts in
 * the clause that the pronoun stands in. */
static uint32_t controller(const ch_story *story, uint32_t w, uint32_t bits) {
  const ch_document *doc = story->doc;
  if (doc->words[w].rel != CH_REL_NMOD_POSS) return CH_NO_ITEM;
  uint32_t at = doc->words[w].head;
  for (int i = 0; i < 8 && at != CH_NO_WORD; i++) {
    ch_rel rel = (ch_rel)doc->words[at].rel;
    uint32_t head = doc->words[at].head;
    if (rel == CH_REL_XCOMP && head != CH_NO_WORD) {
      uint32_t object = ch_child_by_rel(doc, head, CH_REL_OBJ);
      if (object == CH_NO_WORD) object = ch_child_by_rel(doc, head, CH_REL_IOBJ);
      if (object == CH_NO_WORD || object > w) return CH_NO_ITEM;
      uint32_t mention = story->mention_of[object];
      return mention != CH_NO_ITEM && suits(story, mention, bits) ? mention : CH_NO_ITEM;
    }
    if (ch_rel_universal(rel) == CH_REL_NSUBJ || rel == CH_REL_CCOMP) return CH_NO_ITEM;
    at = head;
  }
  return CH_NO_ITEM;
}

/* "Before boarding his aircraft, Mr Tillerson …": a clause in front looks
 * ahead to the subject. */
static uint32_t ahead(ch_story *story, uint32_t w, uint32_t bits) {
  const ch_document *doc = story->doc;
  uint32_t at = w;
  for (int i = 0; i < 8 && doc->words[at].head != CH_NO_WORD; i++) {
    uint32_t head = doc->words[at].head;
    ch_rel rel = (ch_rel)doc->words[at].rel;
    if (rel == CH_REL_NSUBJ || rel == CH_REL_NSUBJ_PASS) return CH_NO_ITEM;
    if ((rel == CH_REL_ADVCL || rel == CH_REL_OBL) && head > at) {
      uint32_t subject = ch_child_by_rel(doc, head, CH_REL_NSUBJ);
      if (subject == CH_NO_WORD || subject < w || story->person_at[subject] == CH_NO_ITEM)
        return CH_NO_ITEM;
      uint32_t mention = ch_resolve(story, subject);
      return mention != CH_NO_ITEM && suits(story, mention, bits) ? mention : CH_NO_ITEM;
    }
    at = head;
  }
  return CH_NO_ITEM;
}

uint32_t ch_refer_pronoun(ch_story *story, uint32_t w) {
  const ch_word *word = &story->doc->words[w];
  uint32_t bits = ch_form_bits(story, w);
  if (word->upos == CH_UPOS_NUM) return ch_refer_group(story, w, w);
  if (word->upos == CH_UPOS_NOUN && (bits & (CH_WORD_PERSONS | CH_WORD_STATES)))
    return ch_refer_group(story, w, w);
  if (word->upos != CH_UPOS_PRON && word->upos != CH_UPOS_DET) return CH_NO_ITEM;
  if ((bits & CH_WORD_OWN) && story->own_state != CH_NO_ROW)
    return ch_story_mention(story, w, w, w, ch_story_state(story, story->own_state),
                            CH_NAMING_PRONOUN, false);
  if (!(bits & (CH_WORD_PERSON | CH_WORD_THING | CH_WORD_MANY)) || word->rel == CH_REL_EXPL)
    return CH_NO_ITEM;
  /* "considered it", "denied it": a matter more often than a party. */
  ch_rel rel = ch_rel_universal((ch_rel)word->rel);
  if ((bits & CH_WORD_THING) && rel != CH_REL_NSUBJ && word->rel != CH_REL_NMOD_POSS)
    return CH_NO_ITEM;
  uint32_t bound = joined(story, w, bits);
  if (bound == CH_NO_ITEM) bound = controller(story, w, bits);
  if (bound == CH_NO_ITEM && (bits & CH_WORD_PERSON)) bound = ahead(story, w, bits);
  if (bound != CH_NO_ITEM) return repeat(story, bound, w, false);
  choice c = choose(story, w, bits);
  if (c.mention == CH_NO_ITEM) return CH_NO_ITEM;
  /* Safe: nobody else stands nearly as high; a person may be a mere object
   * of the sentence, a thing must be a subject. */
  int margin = bits & CH_WORD_PERSON ? 1 : 2;
  if (c.second > 0 && c.score - c.second < margin) return CH_NO_ITEM;
  /* From another sentence only its main subject serves. */
  bool before = c.mention != CH_NO_ITEM &&
                story->doc->sentence_of[story->mentions.v[c.mention].head] != story->doc->sentence_of[w];
  if ((bits & CH_WORD_THING) && before && c.score < 6) return CH_NO_ITEM;
  bool alone = (bits & CH_WORD_MANY) && c.second == 0 && c.score >= 4;
  if (!(bits & CH_WORD_PERSON) && c.score < 5 && !alone) return CH_NO_ITEM;
  return repeat(story, c.mention, w, (bits & CH_WORD_MANY) != 0);
}

/* ---- whose statement it is --------------------------------------------------------- */

/* A government's body or a state in the line; *office: a role of government
 * too ("Ministry of Foreign Affairs of the Russian Federation"). */
static void state_in_line(const ch_story *story, ch_str line, uint32_t *state, uint32_t *body,
                          bool *office) {
  const ch_actor_lists *lists = story->lists;
  enum { MAX_NAME_WORDS = 6, MAX_LINE = 200 };
  if (line.n > MAX_LINE) return;
  for (size_t from = 0; from < line.n; from++) {
    if (from > 0 && line.p[from - 1] != ' ') continue;
    size_t to = from;
    for (int words = 0; words < MAX_NAME_WORDS && to < line.n; words++) {
      to = ch_str_find_byte(line, ' ', to + 1);
      if (to == SIZE_MAX) to = line.n;
      ch_str part = ch_str_slice(line, from, to);
      for (uint32_t s = ch_names_find(&lists->names, part); s != CH_NO_SURFACE;
           s = lists->names.surfaces.v[s].next) {
        const ch_surface *surface = &lists->names.surfaces.v[s];
        if (!ch_case_fits(ch_surface_text(surface), part)) continue;
        if (surface->kind <= CH_SURFACE_ADJECTIVE && ch_state_exists(story, surface->row))
          *state = surface->row;
        if (surface->kind == CH_SURFACE_BODY && ch_str_is(lists->bodies.v[surface->row].sectors[0], "GOV"))
          *body = ch_state_row_of(lists, lists->bodies.v[surface->row].code);
      }
      for (uint32_t s = ch_names_find(&lists->role_names, part); s != CH_NO_SURFACE;
           s = lists->role_names.surfaces.v[s].next) {
        const ch_role_row *role = &lists->roles.v[lists->role_names.surfaces.v[s].row];
        if (role->kind == CH_ROLE_BODY && role->n_sectors > 0 && ch_str_is(role->sectors[0], "GOV") &&
            ch_same_letters(ch_surface_text(&lists->role_names.surfaces.v[s]), part))
          *office = true;
      }
    }
  }
}

uint32_t ch_own_state(const ch_story *story) {
  const ch_article *article = story->doc->article;
  if (!article) return CH_NO_ROW;
  ch_str lines[2] = {article->outlet, article->byline};
  for (int i = 0; i < 2; i++) {
    uint32_t state = CH_NO_ROW, body = CH_NO_ROW;
    bool office = false;
    state_in_line(story, lines[i], &state, &body, &office);
    if (body != CH_NO_ROW) return body;
    if (state != CH_NO_ROW && office) return state;
  }
  return CH_NO_ROW;
}

/* ---- groups -------------------------------------------------------------------------- */

/* "two", "both", "each" before the noun; alone when the word itself is one. */
static bool announced(const ch_story *story, uint32_t w) {
  const ch_document *doc = story->doc;
  uint32_t count = ch_child_count(doc, w);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t c = ch_child(doc, w, i);
    if (c < w && (ch_form_bits(story, c) & CH_WORD_TWO)) return true;
  }
  return false;
}

typedef struct pair {
  uint32_t actor[3];
  uint32_t n; /* up to 3: more than two */
} pair;

static void put(pair *p, uint32_t actor) {
  for (uint32_t i = 0; i < p->n; i++)
    if (p->actor[i] == actor) return;
  if (p->n < 3) p->actor[p->n++] = actor;
}

/* States or persons of this sentence before w and of the one before. */
static pair recent_pair(ch_story *story, uint32_t w, ch_class class) {
  const ch_document *doc = story->doc;
  uint32_t sentence = doc->sentence_of[w], look = 0;
  pair p = {{0}, 0};
  for (size_t i = story->mentions.n; i > 0 && look < MAX_LOOK; i--, look++) {
    const ch_mention m = story->mentions.v[i - 1];
    if (m.first >= w) continue;
    if (doc->sentence_of[m.head] + 1 < sentence) break;
    if (m.place) continue;
    if (class == CH_CLASS_PERSON) {
      if (story->more.v[m.actor].class == CH_CLASS_PERSON && actor_of(story, &m)->person.n > 0)
        put(&p, m.actor);
      continue;
    }
    uint32_t row = ch_state_row_of(story->lists, actor_of(story, &m)->code);
    if (row != CH_NO_ROW) put(&p, ch_story_state(story, row));
  }
  return p;
}

/* The two states that the article speaks of, if no third comes near. */
static pair leading_pair(ch_story *story) {
  uint32_t best[3] = {CH_NO_ROW, CH_NO_ROW, CH_NO_ROW}, n[3] = {0, 0, 0};
  for (uint32_t row = 0; row < story->lists->states.n; row++) {
    uint32_t count = story->state_count[row];
    for (uint32_t k = 0; k < 3; k++) {
      if (count <= n[k]) continue;
      for (uint32_t j = 2; j > k; j--) {
        best[j] = best[j - 1];
        n[j] = n[j - 1];
      }
      best[k] = row;
      n[k] = count;
      break;
    }
  }
  pair p = {{0}, 0};
  if (best[1] == CH_NO_ROW || n[1] < 2 * n[2]) return p;
  put(&p, ch_story_state(story, best[0]));
  put(&p, ch_story_state(story, best[1]));
  return p;
}

uint32_t ch_refer_group(ch_story *story, uint32_t w, uint32_t first) {
  const ch_document *doc = story->doc;
  uint32_t bits = ch_form_bits(story, w);
  bool alone = (bits & CH_WORD_TWO) != 0 && ch_is_plural(doc, w) == false;
  if (alone) {
    /* "the two met": no noun behind, an argument of its own. */
    ch_rel rel = ch_rel_universal((ch_rel)doc->words[w].rel);
    if (doc->words[w].upos != CH_UPOS_NUM && doc->words[w].upos != CH_UPOS_PRON) return CH_NO_ITEM;
    if (rel != CH_REL_NSUBJ && rel != CH_REL_OBJ) return CH_NO_ITEM;
  } else if (!(bits & (CH_WORD_STATES | CH_WORD_PERSONS)) || !announced(story, w)) {
    return CH_NO_ITEM;
  }
  pair p = {{0}, 0};
  if (alone || (bits & CH_WORD_PERSONS)) p = recent_pair(story, w, CH_CLASS_PERSON);
  if (p.n != 2 && (bits & CH_WORD_STATES)) p = leading_pair(story);
  if (p.n != 2 && (alone || (bits & CH_WORD_STATES))) p = recent_pair(story, w, CH_CLASS_STATE);
  if (p.n != 2 || story->failed) return CH_NO_ITEM;
  /* Met last first; told in the article's order. */
  uint32_t made =
      ch_story_mention(story, w, first, w, p.actor[1], CH_NAMING_NOMINAL, false);
  ch_story_mention(story, w, first, w, p.actor[0], CH_NAMING_NOMINAL, false);
  return made;
}

/* ---- roles carried on ------------------------------------------------------------------ */

/* The word of a term that it turns on: "secretary of state", "foreign
 * minister". */
static ch_str term_head(ch_str term) {
  size_t cut = term.n;
  static const char *const links[] = {" of ", " for ", " to ", " in "};
  for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
    size_t at = ch_str_find(term, ch_str_of(links[i]), 0);
    if (at != SIZE_MAX && at < cut) cut = at;
  }
  size_t from = cut;
  while (from > 0 && term.p[from - 1] != ' ') from--;
  return ch_str_slice(term, from, cut);
}

static void remember(ch_story *story, ch_str key, uint32_t mention) {
  if (key.n == 0 || story->failed) return;
  uint32_t *value = ch_map_put(&story->last_by_role, key, NULL);
  if (!value)
    story->failed = true;
  else
    *value = mention + 1;
}

void ch_refer_note(ch_story *story, uint32_t mention, ch_str term, uint32_t head) {
  remember(story, term, mention);
  size_t cut = ch_str_find_byte(term, ' ', 0);
  ch_str begins = ch_str_slice(term, 0, cut == SIZE_MAX ? 0 : cut);
  if (ch_word_bits(story->lists, begins) & CH_WORD_DEPUTY) return;
  remember(story, term_head(term), mention);
  if (head != CH_NO_WORD) remember(story, story->doc->words[head].lemma, mention);
}

static uint32_t recalled(const ch_story *story, ch_str key) {
  const uint32_t *value = key.n > 0 ? ch_map_get(&story->last_by_role, key) : NULL;
  return value ? *value - 1 : CH_NO_ITEM;
}

/* The code of the state that the hit names or lies in. */
static ch_str hit_code(const ch_story *story, const ch_hit *hit) {
  for (ch_surface_kind k = CH_SURFACE_STATE; k <= CH_SURFACE_CITY; k++)
    if (ch_hit_may(hit, k)) return story->lists->states.v[ch_hit_row(story, hit, k)].code;
  return (ch_str){NULL, 0};
}

/* News calls "the foreign ministry" without more that of its dateline. */
static uint32_t dateline_state(const ch_story *story) {
  const ch_document *doc = story->doc;
  for (uint32_t w = 0; w < doc->n_words && doc->words[w].span.to <= story->dateline_end; w++)
    if (story->hit_at[w] != CH_NO_ITEM)
      return ch_state_row_of(story->lists, hit_code(story, &story->hits.v[story->hit_at[w]]));
  return CH_NO_ROW;
}

/* The one state that the paragraph has named up to the end of the sentence. */
uint32_t ch_only_state(const ch_story *story, uint32_t w) {
  const ch_document *doc = story->doc;
  uint32_t sentence = doc->sentence_of[w], first = sentence, row = CH_NO_ROW;
  enum { MAX_SENTENCES = 4 };
  while (first > 0 && !doc->sentences[first].paragraph &&
         sentence - first < MAX_SENTENCES)
    first--;
  uint32_t end = doc->sentences[sentence].first + doc->sentences[sentence].count;
  uint32_t start = doc->sentences[first].first;
  if (end > w + 40) end = w + 40;
  if (start + 120 < w) start = w - 120;
  for (uint32_t i = start; i < end; i++) {
    uint32_t at = story->hit_at[i];
    if (at == CH_NO_ITEM) continue;
    const ch_hit *hit = &story->hits.v[at];
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

/* The role with the country filled in. */
static uint32_t role_of_state(ch_story *story, const ch_role_row *role, uint32_t row) {
  const ch_state_row *state = &story->lists->states.v[row];
  ch_actor actor = {.code = state->controller.n > 0 ? state->controller : state->code,
                    .name = state->name, .office = role->office, .n_sectors = role->n_sectors};
  memcpy(actor.sectors, role->sectors, sizeof actor.sectors);
  bool state_itself = (ch_word_bits(story->lists, role->term) & CH_WORD_STATES) != 0;
  if (role->kind == CH_ROLE_BODY && !state_itself) actor.body = role->term;
  if (state_itself) return ch_story_state(story, row);
  return ch_story_actor(story, &actor,
                        actor.body.n > 0 ? CH_CLASS_BODY : CH_CLASS_GROUP);
}

/* An embassy stands with the other of the two: "the embassy in Washington" in
 * an article about Russia and the United States is Russia's. */
static uint32_t owner_of_mission(ch_story *story, const ch_role_hit *role) {
  const ch_document *doc = story->doc;
  pair p = leading_pair(story);
  uint32_t count = ch_child_count(doc, role->head);
  for (uint32_t i = 0; i < count && p.n == 2; i++) {
    uint32_t c = ch_child(doc, role->head, i);
    uint32_t at = story->hit_at[c];
    uint32_t marker = ch_child_by_rel(doc, c, CH_REL_CASE);
    if (at == CH_NO_ITEM || marker == CH_NO_WORD || doc->words[c].rel != CH_REL_NMOD) continue;
    if (!(ch_form_bits(story, marker) & (CH_WORD_AT | CH_WORD_WAY))) continue;
    ch_str code = hit_code(story, &story->hits.v[at]);
    for (uint32_t k = 0; k < 2; k++)
      if (ch_str_eq(story->actors.v[p.actor[k]].code, code))
        return ch_state_row_of(story->lists, story->actors.v[p.actor[1 - k]].code);
    return CH_NO_ROW;
  }
  /* With no more said, the one where the story is told. */
  uint32_t here = dateline_state(story);
  for (uint32_t k = 0; k < 2 && p.n == 2 && here != CH_NO_ROW; k++)
    if (ch_str_eq(story->actors.v[p.actor[k]].code, story->lists->states.v[here].code))
      return ch_state_row_of(story->lists, story->actors.v[p.actor[1 - k]].code);
  return CH_NO_ROW;
}

/* "the Ministry" with a capital in a statement of its own. */
static bool own_body(const ch_story *story, const ch_role_hit *role) {
  char c = story->doc->text.p[story->doc->words[role->head].span.from];
  return story->own_state != CH_NO_ROW && c >= 'A' && c <= 'Z';
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
      return ch_state_row_of(story->lists, hit_code(story, &story->hits.v[at]));
  }
  return CH_NO_ROW;
}

uint32_t ch_refer_role(ch_story *story, const ch_role_hit *role, bool definite) {
  const ch_document *doc = story->doc;
  const ch_role_row *row = &story->lists->roles.v[role->row];
  bool plural = ch_is_plural(doc, role->head);
  uint32_t sentence = doc->sentence_of[role->head];
  if ((ch_form_bits(story, role->head) & CH_WORD_COUNTRY) && definite) {
    pair p = recent_pair(story, role->head, CH_CLASS_STATE);
    if (p.n == 1) return p.actor[0];
    return CH_NO_ITEM;
  }
  if (!plural) {
    uint32_t last = recalled(story, row->term);
    /* "the minister" may be a foreign minister, "the interior minister" not. */
    bool bare = role->first == role->last;
    if (last == CH_NO_ITEM && definite && bare) last = recalled(story, term_head(row->term));
    if (last == CH_NO_ITEM && definite && bare)
      last = recalled(story, doc->words[role->head].lemma);
    bool carries = definite || row->kind == CH_ROLE_BODY;
    if (last != CH_NO_ITEM && carries) {
      const ch_mention *m = &story->mentions.v[last];
      /* An office lasts through the article, a mere "official" a few sentences. */
      bool lasting = row->office.n > 0 || row->kind != CH_ROLE_PERSON;
      if (lasting || doc->sentence_of[m->head] + 3 >= sentence) return m->actor;
    }
  }
  uint32_t state = CH_NO_ROW;
  if (ch_word_bits(story->lists, row->term) & CH_WORD_ABROAD)
    state = owner_of_mission(story, role);
  else if (ch_form_bits(story, role->head) & CH_WORD_HOME) {
    if (definite && own_body(story, role)) state = story->own_state;
    if (state == CH_NO_ROW) state = town_state(story, role->head);
    if (state == CH_NO_ROW) state = ch_only_state(story, role->head);
    if (state == CH_NO_ROW && (definite || role->first < role->last)) state = dateline_state(story);
  }
  return state == CH_NO_ROW ? CH_NO_ITEM : role_of_state(story, row, state);
}
