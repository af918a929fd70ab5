#include "read/coreference.h"

#include "read/actor_phrase.h"

enum { MAX_LOOK = 40 }; /* mentions looked back over */

static bool is_subject(const ch_document *doc, uint32_t w) {
  ch_rel rel = ch_rel_universal(ch_shared_rel(doc, w, NULL));
  return rel == CH_REL_NSUBJ;
}

/* May a mention of this sentence serve for something in `sentence`? 0 no, 1
 * the sentence before (`reach` before), 2 the same. */
static int nearness(const ch_document *doc, uint32_t from, uint32_t sentence, uint32_t reach,
                    bool over_paragraphs) {
  uint32_t there = doc->sentence_of[from];
  if (there == sentence) return 2;
  if (there + reach != sentence || ch_in_title(doc, there) != ch_in_title(doc, sentence)) return 0;
  return over_paragraphs || !doc->sentences[sentence].paragraph ? 1 : 0;
}

/* "Lavrov rang the premier TO THANK HIM": the verb whose subject is the infinitive's too, for it
 * has an object of its own and the infinitive tells what for. */
static uint32_t purpose_of(const ch_document *doc, uint32_t verb) {
  uint32_t up = doc->words[verb].head;
  bool purpose = doc->words[verb].rel == CH_REL_ADVCL && up != CH_NO_WORD && up < verb &&
                 ch_str_find(doc->words[verb].feats, CH_STR("VerbForm=Inf"), 0) != SIZE_MAX;
  return purpose && ch_child_by_rel(doc, up, CH_REL_OBJ) != CH_NO_WORD ? up : CH_NO_WORD;
}

/* Two arguments of one verb are two parties: "Lavrov told him". */
static bool co_argument(const ch_document *doc, uint32_t w, uint32_t other) {
  uint32_t verb = doc->words[w].head;
  if (doc->words[w].rel == CH_REL_NMOD_POSS || verb == CH_NO_WORD) return false;
  uint32_t first;
  ch_rel rel = ch_shared_rel(doc, other, &first);
  uint32_t beside = doc->words[first].head;
  /* "Lavrov met the premier and praised HIM": the subject is that of both */
  while (rel == CH_REL_NSUBJ && !is_subject(doc, w) && verb != beside && doc->words[verb].rel == CH_REL_CONJ &&
         ch_child_by_rel(doc, verb, CH_REL_NSUBJ) == CH_NO_WORD && doc->words[verb].head != CH_NO_WORD)
    verb = doc->words[verb].head;
  return verb == beside || (rel == CH_REL_NSUBJ && beside != CH_NO_WORD && purpose_of(doc, verb) == beside);
}

typedef struct choice {
  uint32_t mention;
  int score, second; /* of the best, and of the best other actor */
} choice;

static bool is_twin(const ch_story *story, uint32_t mention) {
  const ch_mention *m = &story->mentions.v[mention];
  if (mention + 1 < story->mentions.n && story->mentions.v[mention + 1].head == m->head) return true;
  return mention > 0 && story->mentions.v[mention - 1].head == m->head;
}

/* Does each side that is told of in this one word have its like in the other mention's? */
static bool sides_among(const ch_story *story, uint32_t mention, uint32_t other) {
  const ch_mention *v = story->mentions.v;
  uint32_t i = mention;
  while (i > 0 && v[i - 1].head == v[mention].head) i--;
  for (; i < story->mentions.n && v[i].head == v[mention].head; i++) {
    bool found = false;
    uint32_t k = other;
    while (k > 0 && v[k - 1].head == v[other].head) k--;
    for (; k < story->mentions.n && v[k].head == v[other].head && !found; k++)
      found = ch_str_eq(ch_actor_of(story, &v[i])->code, ch_actor_of(story, &v[k])->code);
    if (!found) return false;
  }
  return true;
}

/* "The TWO agreed that their DEPUTIES", of the same two states: no rivals for "they". */
static bool same_sides(const ch_story *story, uint32_t a, uint32_t b) {
  const ch_mention *v = story->mentions.v;
  if (v[a].actor == v[b].actor || v[a].head == v[b].head) return true;
  return is_twin(story, a) && is_twin(story, b) && sides_among(story, a, b) && sides_among(story, b, a);
}

static void consider(const ch_story *story, choice *c, uint32_t mention, int score) {
  if (c->mention == CH_NO_ITEM) {
    c->mention = mention;
    c->score = score;
    return;
  }
  bool same = same_sides(story, c->mention, mention);
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

/* "A ministry official said": one person, though the actor is the ministry. */
static bool is_officer(const ch_story *story, const ch_mention *m) {
  uint32_t at = m->naming == CH_NAMING_NOMINAL ? story->role_at[m->head] : CH_NO_ITEM;
  if (at == CH_NO_ITEM || ch_actor_of(story, m)->code.n == 0 || ch_is_plural(story->doc, m->head) ||
      !is_subject(story->doc, m->head))
    return false;
  if (!(ch_determiner_bits(story, &story->roles.v[at]) & CH_WORD_INDEFINITE)) return false;
  ch_role_kind kind = story->lists->roles.v[story->roles.v[at].row].kind;
  return kind == CH_ROLE_PERSON || kind == CH_ROLE_SPOKESPERSON;
}

/* "Hezbollah attacked. THEY killed two": an armed band is many, though it has one name. */
static bool are_fighters(const ch_actor *a) {
  return a->person.n == 0 && a->n_sectors && (ch_str_is(a->sectors[0], "REB") || ch_str_is(a->sectors[0], "UAF"));
}

/* A newspaper that speaks for itself: what "it" did is seldom told beside what it reports. */
static bool is_outlet(const ch_actor *a) {
  return a->body.n && a->n_sectors == 1 && ch_str_is(a->sectors[0], "JRN");
}

static bool suits(const ch_story *story, uint32_t mention, uint32_t bits) {
  const ch_mention *m = &story->mentions.v[mention];
  ch_class class = is_officer(story, m) ? CH_CLASS_PERSON : story->more.v[m->actor].class;
  if (m->place || m->naming == CH_NAMING_ADJECTIVE) return false;
  bool plural = ch_is_plural(story->doc, m->head) && m->naming == CH_NAMING_NOMINAL;
  bool several = is_twin(story, mention) || has_actor_conjunct(story, m->head) ||
                 (m->naming == CH_NAMING_PRONOUN &&
                  (ch_form_bits(story, m->head) & CH_WORD_MANY) != 0);
  if (bits & CH_WORD_PERSON)
    return class == CH_CLASS_PERSON && !several && !plural && gender_fits(story, m, bits);
  if (bits & CH_WORD_THING)
    return (class == CH_CLASS_STATE || class == CH_CLASS_BODY) && !several && !plural &&
           m->naming != CH_NAMING_PERSON;
  bool joined = story->doc->words[m->head].rel == CH_REL_CONJ; /* told with the first of the row */
  return plural || several || class == CH_CLASS_GROUP || (!joined && are_fighters(ch_actor_of(story, m)));
}

/* The verb or other head of the clause that w stands in. */
static uint32_t clause_of(const ch_document *doc, uint32_t w) {
  for (int i = 0; i < 16 && doc->words[w].head != CH_NO_WORD; i++) {
    switch (ch_rel_universal((ch_rel)doc->words[w].rel)) {
      case CH_REL_XCOMP: /* acts by the same subject, unless an object is told to */
        if (ch_child_by_rel(doc, doc->words[w].head, CH_REL_OBJ) != CH_NO_WORD) return w;
        w = doc->words[w].head;
        break;
      case CH_REL_CCOMP:
      case CH_REL_ADVCL:
      case CH_REL_ACL:
      case CH_REL_PARATAXIS:
        return w;
      default:
        w = doc->words[w].head;
    }
  }
  return w;
}

/* "It called on KAMPALA": who acts is not whom its verb's object names by a name. */
static bool acts_on(const ch_story *story, uint32_t w, ch_str code) {
  const ch_document *doc = story->doc;
  uint32_t verb = doc->words[w].head;
  if (verb == CH_NO_WORD || !is_subject(doc, w) || code.n == 0) return false;
  uint32_t count = ch_child_count(doc, verb);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t c = ch_child(doc, verb, i);
    ch_rel rel = ch_rel_universal((ch_rel)doc->words[c].rel);
    if (c < w || (rel != CH_REL_OBJ && rel != CH_REL_IOBJ && rel != CH_REL_OBL) || story->hit_at[c] == CH_NO_ITEM)
      continue;
    const ch_hit *hit = &story->hits.v[story->hit_at[c]];
    for (ch_surface_kind k = CH_SURFACE_STATE; k <= CH_SURFACE_CAPITAL; k++)
      if (ch_hit_may(hit, k) && !ch_reads_as_place(story, hit) &&
          ch_str_eq(story->lists->states.v[ch_hit_row(story, hit, k)].code, code))
        return true;
  }
  return false;
}

static bool is_quote_mark(const ch_document *doc, uint32_t w) {
  ch_str form = ch_word_form(doc, w);
  return ch_str_is(form, "\"") || ch_str_is(form, "''") || ch_str_is(form, "\xe2\x80\x9d");
}

/* The first word of the quotation that ends right before `w` in its sentence: "'Lee has time,' HE said". */
static uint32_t quoted_before(const ch_document *doc, uint32_t w) {
  uint32_t start = doc->sentences[doc->sentence_of[w]].first;
  if (w < start + 2 || !is_quote_mark(doc, w - 1)) return w;
  uint32_t first = w - 1;
  while (first > start && !is_quote_mark(doc, first - 1) && !ch_str_is(ch_word_form(doc, first - 1), "\xe2\x80\x9c")) first--;
  return first;
}

/* What `w` says, where it stands before him: "Oman must act, IT SAID"; CH_NO_WORD. */
static uint32_t said_before(const ch_document *doc, uint32_t w) {
  uint32_t verb = doc->words[w].head;
  if (!is_subject(doc, w) || verb == CH_NO_WORD || doc->words[verb].upos != CH_UPOS_VERB) return CH_NO_WORD;
  if (doc->words[verb].rel == CH_REL_ACL_RELCL) return CH_NO_WORD; /* "the men IT DEEMED likely to strike" */
  if (doc->words[verb].rel == CH_REL_PARATAXIS && doc->words[verb].head < w) return doc->words[verb].head;
  uint32_t content = ch_child_by_rel(doc, verb, CH_REL_CCOMP);
  return content != CH_NO_WORD && content < w ? content : CH_NO_WORD;
}

static bool tells(const ch_document *doc, uint32_t w) {
  uint32_t verb = doc->words[w].head;
  if (!is_subject(doc, w) || verb == CH_NO_WORD) return false;
  return doc->words[verb].rel == CH_REL_PARATAXIS || ch_child_by_rel(doc, verb, CH_REL_CCOMP) != CH_NO_WORD;
}

/* "…, IT said": who told of things in the sentences before, whoever is told of in the words between. */
static uint32_t earlier_teller(const ch_story *story, uint32_t w, uint32_t bits) {
  enum { REACH = 2 };
  const ch_document *doc = story->doc;
  if (!(bits & CH_WORD_THING) || said_before(doc, w) == CH_NO_WORD) return CH_NO_ITEM;
  uint32_t look = 0;
  for (size_t i = story->mentions.n; i > 0 && look < MAX_LOOK; i--, look++) {
    const ch_mention *m = &story->mentions.v[i - 1];
    if (m->first >= w || doc->sentence_of[m->head] == doc->sentence_of[w]) continue;
    if (!nearness(doc, m->head, doc->sentence_of[w], doc->sentence_of[w] - doc->sentence_of[m->head], true) ||
        doc->sentence_of[m->head] + REACH < doc->sentence_of[w])
      break;
    if (tells(doc, m->head) && ch_actor_of(story, m)->code.n)
      return suits(story, (uint32_t)(i - 1), bits) ? (uint32_t)(i - 1) : CH_NO_ITEM;
  }
  return CH_NO_ITEM;
}

static choice choose_from(const ch_story *story, uint32_t w, uint32_t bits, uint32_t reach) {
  const ch_document *doc = story->doc;
  uint32_t sentence = doc->sentence_of[w];
  choice c = {CH_NO_ITEM, 0, 0};
  bool person = (bits & CH_WORD_PERSON) != 0;
  /* "It also pledged …": news has a paragraph a sentence */
  bool opens = w == doc->sentences[sentence].first && is_subject(doc, w);
  uint32_t look = 0, clause = clause_of(doc, w), quoted = quoted_before(doc, w);
  for (size_t i = story->mentions.n; i > 0 && look < MAX_LOOK; i--, look++) {
    const ch_mention *m = &story->mentions.v[i - 1];
    if (ch_actor_of(story, m)->code.n == 0 && !(bits & CH_WORD_PERSON)) continue;
    if (m->first >= quoted && m->first < w) continue; /* whom he speaks of is not he */
    if (m->first >= w || (m->last >= w && m->head != w)) continue;
    int near = nearness(doc, m->head, sentence, reach, person || opens);
    if (near == 0) {
      if (doc->sentence_of[m->head] + reach < sentence) break;
      continue;
    }
    if (!suits(story, (uint32_t)(i - 1), bits) || co_argument(doc, w, m->head)) continue;
    if (near == 1 && (bits & CH_WORD_THING) && is_outlet(ch_actor_of(story, m))) continue;
    if (!person && acts_on(story, w, ch_actor_of(story, m)->code)) continue;
    uint32_t first;
    ch_shared_rel(doc, m->head, &first);
    uint32_t governor = doc->words[first].head;
    /* "closed BY OBAMA when he expelled them" */
    bool subject = is_subject(doc, m->head) || (person && doc->words[first].rel == CH_REL_OBL_AGENT);
    bool above = subject && governor != CH_NO_WORD && near == 2 && ch_below(doc, w, governor);
    bool main = subject && governor != CH_NO_WORD && doc->words[governor].head == CH_NO_WORD;
    /* "X would act if he could", "said that the DEPUTIES would resume the talks that they held": the
     * clause that his own hangs on */
    bool hung = doc->words[clause].rel == CH_REL_ADVCL || doc->words[clause].rel == CH_REL_ACL_RELCL;
    bool beside = above && governor != clause && hung && clause_of(doc, doc->words[clause].head) == governor;
    /* "if OMAN strikes, it will regret it" */
    bool ahead = subject && near == 2 && governor != CH_NO_WORD && doc->words[governor].rel == CH_REL_ADVCL &&
                 doc->words[governor].head == clause && governor < w && is_subject(doc, w);
    consider(story, &c, (uint32_t)(i - 1),
             near * 2 + (subject ? 3 : 0) + (above ? 3 : 0) + (main ? 1 : 0) +
                 (above && governor == clause ? 3 : 0) + (beside || ahead ? 2 : 0));
  }
  return c;
}

/* "He said" may follow sentences that are all his words and name nobody. */
static choice choose(const ch_story *story, uint32_t w, uint32_t bits) {
  enum { MAX_REACH = 12 };
  choice c = choose_from(story, w, bits, 1);
  if (!(bits & CH_WORD_PERSON) || !is_subject(story->doc, w)) return c;
  for (uint32_t reach = 2; c.mention == CH_NO_ITEM && reach <= MAX_REACH; reach++)
    c = choose_from(story, w, bits, reach);
  return c;
}

/* Those whom the row of conjuncts below `head` names, once more for w. */
static void repeat_row(ch_story *story, uint32_t head, uint32_t w, int depth) {
  uint32_t count = ch_child_count(story->doc, head);
  for (uint32_t i = 0; depth > 0 && i < count; i++) {
    uint32_t c = ch_child(story->doc, head, i);
    if (story->doc->words[c].rel != CH_REL_CONJ || story->mention_of[c] == CH_NO_ITEM) continue;
    ch_story_mention(story, w, w, w, story->mentions.v[story->mention_of[c]].actor,
                     CH_NAMING_PRONOUN, false);
    repeat_row(story, c, w, depth - 1);
  }
}

/* The antecedent's actors once more, for the words [w, w]. */
static uint32_t repeat(ch_story *story, uint32_t antecedent, uint32_t w, bool several) {
  enum { DEPTH = 3 };
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
  if (several) repeat_row(story, m.head, w, DEPTH);
  return made;
}

/* "the deputies, SILVA AND HOLM, resumed the talks that they held": of several who are named behind
 * their title, the first who is. */
static uint32_t named_behind(const ch_story *story, uint32_t mention) {
  const ch_mention *m = &story->mentions.v[mention];
  uint32_t name = ch_is_plural(story->doc, m->head) ? ch_child_by_rel(story->doc, m->head, CH_REL_APPOS) : CH_NO_WORD;
  uint32_t at = name == CH_NO_WORD ? CH_NO_ITEM : story->mention_of[name];
  bool named = at != CH_NO_ITEM && ch_actor_of(story, &story->mentions.v[at])->person.n > 0;
  return named && has_actor_conjunct(story, name) ? at : mention;
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

/* Does the mention suit a pronoun that stands within its own phrase or clause? */
static uint32_t suiting(const ch_story *story, uint32_t w, uint32_t at, uint32_t bits) {
  uint32_t mention = at == CH_NO_WORD || at > w ? CH_NO_ITEM : story->mention_of[at];
  return mention != CH_NO_ITEM && suits(story, mention, bits) ? mention : CH_NO_ITEM;
}

/* "after PERU'S launch in March and its test in May", joined to the month: whose the nearest thing
 * before it is that hangs on the same verb. */
static uint32_t beside_owner(const ch_story *story, uint32_t w, uint32_t at, uint32_t bits) {
  const ch_document *doc = story->doc;
  uint32_t verb = doc->words[at].head;
  if (doc->words[at].rel != CH_REL_OBL || verb == CH_NO_WORD) return CH_NO_ITEM;
  for (uint32_t i = at; i-- > verb + 1 && verb < at;) {
    if (doc->words[i].head != verb || (doc->words[i].rel != CH_REL_OBL && doc->words[i].rel != CH_REL_OBJ)) continue;
    return suiting(story, w, ch_child_by_rel(doc, i, CH_REL_NMOD_POSS), bits);
  }
  return CH_NO_ITEM;
}

/* "Israel's blockade of Gaza AND ITS bombing of Lebanon": whose the first is. */
static uint32_t joined_owner(const ch_story *story, uint32_t w, uint32_t bits) {
  enum { CLIMB = 3 };
  const ch_document *doc = story->doc;
  uint32_t noun = doc->words[w].head;
  if (doc->words[w].rel != CH_REL_NMOD_POSS || doc->words[noun].rel != CH_REL_CONJ) return CH_NO_ITEM;
  uint32_t at = doc->words[noun].head;
  for (int i = 0; i < CLIMB && at != CH_NO_WORD; i++, at = doc->words[at].head) {
    if (doc->words[at].upos != CH_UPOS_NOUN && doc->words[at].upos != CH_UPOS_PROPN) return CH_NO_ITEM;
    uint32_t mention = suiting(story, w, ch_child_by_rel(doc, at, CH_REL_NMOD_POSS), bits);
    if (mention != CH_NO_ITEM) return mention;
    if (ch_rel_universal((ch_rel)doc->words[at].rel) != CH_REL_NMOD) return beside_owner(story, w, at, bits);
  }
  return CH_NO_ITEM;
}

/* "criticised Israel FOR ITS blockade", "backed Israel IN ITS war": the object's. */
static uint32_t grounds(const ch_story *story, uint32_t w, uint32_t bits) {
  const ch_document *doc = story->doc;
  if (doc->words[w].rel != CH_REL_NMOD_POSS) return CH_NO_ITEM;
  uint32_t noun = doc->words[w].head, marker = ch_child_by_rel(doc, noun, CH_REL_CASE);
  uint32_t above = doc->words[noun].head;
  if (marker == CH_NO_WORD || above == CH_NO_WORD) return CH_NO_ITEM;
  bool ground = (ch_form_uses(story, marker) & CH_USE_GROUND) != 0;
  bool backed = (ch_lemma_uses(story, above) & CH_USE_BACKING) && (ch_form_bits(story, marker) & CH_WORD_AT);
  if (!ground && !backed) return CH_NO_ITEM;
  ch_rel rel = ch_rel_universal((ch_rel)doc->words[noun].rel);
  if (rel == CH_REL_NMOD && doc->words[above].rel == CH_REL_OBJ) return suiting(story, w, above, bits);
  return rel == CH_REL_OBL ? suiting(story, w, ch_child_by_rel(doc, above, CH_REL_OBJ), bits) : CH_NO_ITEM;
}

/* What the noun is told as the cause of: "acted OVER its war", "in RESPONSE TO its war", "FOLLOWING
 * its war". A war that is told only when ("after its war") must be one of, on or against somebody. */
static uint32_t caused(const ch_story *story, uint32_t noun) {
  const ch_document *doc = story->doc;
  uint32_t marker = ch_child_by_rel(doc, noun, CH_REL_CASE), above = doc->words[noun].head;
  if (above == CH_NO_WORD) return CH_NO_WORD;
  bool verb = doc->words[above].upos == CH_UPOS_VERB;
  bool participle = verb && doc->words[noun].rel == CH_REL_OBJ && doc->words[above].rel == CH_REL_ADVCL;
  if ((participle || doc->words[noun].rel == CH_REL_NMOD) && (ch_form_uses(story, above) & CH_USE_CAUSE))
    return doc->words[above].head;
  return marker != CH_NO_WORD && (ch_form_uses(story, marker) & CH_USE_CAUSE) ? above : CH_NO_WORD;
}

/* Whom what is said at `at` is against, before w: "sanctions ON PERU", "broke WITH PERU". */
static uint32_t suffering(const ch_story *story, uint32_t w, uint32_t at, bool any, uint32_t bits) {
  const ch_document *doc = story->doc;
  for (uint32_t i = 0; i < ch_child_count(doc, at); i++) {
    uint32_t child = ch_child(doc, at, i), marker = ch_child_by_rel(doc, child, CH_REL_CASE);
    ch_rel rel = ch_rel_universal((ch_rel)doc->words[child].rel);
    if ((rel != CH_REL_OBL && rel != CH_REL_NMOD) || marker == CH_NO_WORD ||
        !(any || (ch_form_uses(story, marker) & CH_USE_AGAINST)))
      continue;
    uint32_t mention = suiting(story, w, child, bits);
    if (mention != CH_NO_ITEM) return mention;
  }
  return CH_NO_ITEM;
}

/* "imposed sanctions on Peru OVER ITS war": of whom they are against. */
static uint32_t punished(const ch_story *story, uint32_t w, uint32_t bits) {
  const ch_document *doc = story->doc;
  if (doc->words[w].rel != CH_REL_NMOD_POSS) return CH_NO_ITEM;
  uint32_t noun = doc->words[w].head, above = caused(story, noun);
  if (above == CH_NO_WORD || ch_child_by_rel(doc, noun, CH_REL_NMOD) == CH_NO_WORD) return CH_NO_ITEM;
  uint32_t verb = above;
  for (int i = 0; i < 2 && verb != CH_NO_WORD && doc->words[verb].upos == CH_UPOS_NOUN; i++) {
    uint32_t struck = suffering(story, w, verb, false, bits); /* "a STRIKE AGAINST PERU for its war" */
    if (struck != CH_NO_ITEM) return struck;
    verb = doc->words[verb].head;
  }
  verb = above;
  for (int i = 0; i < 2 && verb != CH_NO_WORD && doc->words[verb].upos != CH_UPOS_VERB; i++)
    verb = doc->words[verb].head; /* hung on "sanctions", or on whom they are against */
  if (verb == CH_NO_WORD || doc->words[verb].upos != CH_UPOS_VERB) return CH_NO_ITEM;
  bool any = (ch_lemma_uses(story, verb) & CH_USE_RUPTURE) != 0;
  uint32_t object = ch_child_by_rel(doc, verb, CH_REL_OBJ);
  uint32_t mention = suffering(story, w, verb, any, bits);
  if (mention == CH_NO_ITEM && object != CH_NO_WORD) mention = suffering(story, w, object, any, bits);
  return mention;
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
      if (subject == CH_NO_WORD || subject < w ||
          (story->person_at[subject] == CH_NO_ITEM && story->role_at[subject] == CH_NO_ITEM))
        return CH_NO_ITEM;
      uint32_t mention = ch_resolve(story, subject);
      return mention != CH_NO_ITEM && suits(story, mention, bits) ? mention : CH_NO_ITEM;
    }
    at = head;
  }
  return CH_NO_ITEM;
}

/* ---- "accused X and expelled its ambassador" ----------------------------------------- */

/* The verb whose object the noun is. */
static uint32_t verb_of_object(const ch_document *doc, uint32_t noun) {
  uint32_t first;
  ch_rel rel = ch_shared_rel(doc, noun, &first);
  return rel == CH_REL_OBJ || rel == CH_REL_NSUBJ_PASS ? doc->words[first].head : CH_NO_WORD;
}

/* Who does it: the verb's subject, or that of the verb it is joined to. */
static uint32_t subject_of(const ch_document *doc, uint32_t verb) {
  for (int i = 0; i < 8 && verb != CH_NO_WORD; i++) {
    uint32_t subject = ch_child_by_rel(doc, verb, CH_REL_NSUBJ);
    if (subject != CH_NO_WORD) return subject;
    ch_rel rel = ch_rel_universal((ch_rel)doc->words[verb].rel);
    if (rel != CH_REL_CONJ && rel != CH_REL_XCOMP && rel != CH_REL_ADVCL) return CH_NO_WORD;
    verb = doc->words[verb].head;
  }
  return CH_NO_WORD;
}

/* Is the pronoun at w the owner of a mission, a diplomat or a property at
 * which a hostile act is aimed? *doer: the subject of the act. */
static bool is_victim(const ch_story *story, uint32_t w, uint32_t *doer) {
  const ch_document *doc = story->doc;
  if (doc->words[w].rel != CH_REL_NMOD_POSS) return false;
  uint32_t noun = doc->words[w].head, verb = verb_of_object(doc, noun);
  if (verb == CH_NO_WORD || !(ch_lemma_uses(story, verb) & CH_USE_HOSTILE) ||
      !(ch_lemma_uses(story, noun) & CH_USE_THEIRS))
    return false;
  /* "summoned its ambassador home", "from Berlin": one's own. */
  const ch_sentence *sentence = &doc->sentences[doc->sentence_of[w]];
  uint32_t end = sentence->first + sentence->count;
  for (uint32_t i = noun + 1; i < end && i <= noun + 2; i++)
    if (ch_form_bits(story, i) & CH_WORD_WAY) return false;
  *doer = subject_of(doc, verb);
  return true;
}

static ch_str code_at(const ch_story *story, uint32_t w) {
  bool known = w != CH_NO_WORD && story->mention_of[w] != CH_NO_ITEM;
  return known ? ch_actor_of(story, &story->mentions.v[story->mention_of[w]])->code : (ch_str){NULL, 0};
}

/* The one state beside these in this sentence before w, else in the one
 * before; a row of states, CH_NO_ROW if none or several. */
static uint32_t other_side(const ch_story *story, uint32_t w, ch_str own, ch_str nor) {
  const ch_document *doc = story->doc;
  uint32_t sentence = doc->sentence_of[w], row = CH_NO_ROW, look = 0, found_in = sentence;
  for (size_t i = story->mentions.n; i > 0 && look < MAX_LOOK; i--, look++) {
    const ch_mention *m = &story->mentions.v[i - 1];
    uint32_t there = doc->sentence_of[m->head];
    if (m->first >= w || m->place) continue;
    if (there + 1 < sentence || (row != CH_NO_ROW && there < found_in)) break;
    if (there != sentence && doc->sentences[sentence].paragraph) break;
    uint32_t here = ch_state_row_of(story->lists, ch_actor_of(story, m)->code);
    ch_str code = ch_actor_of(story, m)->code;
    if (here == CH_NO_ROW || ch_str_eq(code, own) || ch_str_eq(code, nor)) continue;
    if (row != CH_NO_ROW &&
        !ch_str_eq(story->lists->states.v[row].code, story->lists->states.v[here].code))
      return CH_NO_ROW;
    row = here;
    found_in = there;
  }
  return row;
}

/* ---- "accused its NEIGHBOUR" --------------------------------------------------------- */

static uint32_t rival(ch_story *story, uint32_t w) {
  const ch_document *doc = story->doc;
  uint32_t poss = ch_child_by_rel(doc, w, CH_REL_NMOD_POSS);
  if (poss == CH_NO_WORD || doc->words[poss].upos != CH_UPOS_PRON || ch_is_plural(doc, w) ||
      !(ch_form_bits(story, poss) & CH_WORD_THING))
    return CH_NO_ITEM;
  ch_rel rel = (ch_rel)doc->words[w].rel; /* "its neighbour Peru" */
  bool named = rel == CH_REL_NMOD_DESC || rel == CH_REL_COMPOUND || rel == CH_REL_APPOS ||
               ch_child_by_rel(doc, w, CH_REL_APPOS) != CH_NO_WORD;
  uint32_t verb = w;
  while (verb != CH_NO_WORD && doc->words[verb].upos != CH_UPOS_VERB) verb = doc->words[verb].head;
  uint32_t doer = verb == CH_NO_WORD ? CH_NO_WORD : subject_of(doc, verb);
  uint32_t its = doer == CH_NO_WORD ? ch_resolve(story, poss) : CH_NO_ITEM;
  ch_str own = its == CH_NO_ITEM ? code_at(story, doer) : ch_actor_at(story, its)->code;
  if (named || (doer != CH_NO_WORD && doer > w) || own.n == 0) return CH_NO_ITEM;
  uint32_t row = other_side(story, w, own, (ch_str){NULL, 0});
  if (row == CH_NO_ROW) return CH_NO_ITEM;
  return ch_story_mention(story, w, poss, w, ch_story_state(story, row), CH_NAMING_NOMINAL, false);
}

/* ---- "blamed Iran and halted arms sales TO IT" --------------------------------------------- */

/* The object of the verb that the clause is joined to, where w stands behind a preposition. */
static uint32_t object_before(const ch_story *story, uint32_t w) {
  const ch_document *doc = story->doc;
  if (ch_child_by_rel(doc, w, CH_REL_CASE) == CH_NO_WORD) return CH_NO_ITEM;
  uint32_t verb = w;
  while (verb != CH_NO_WORD && doc->words[verb].upos != CH_UPOS_VERB) verb = doc->words[verb].head;
  if (verb == CH_NO_WORD || doc->words[verb].rel != CH_REL_CONJ) return CH_NO_ITEM;
  uint32_t object = ch_child_by_rel(doc, doc->words[verb].head, CH_REL_OBJ);
  uint32_t mention = object == CH_NO_WORD || object > w ? CH_NO_ITEM : story->mention_of[object];
  if (mention == CH_NO_ITEM || !suits(story, mention, CH_WORD_THING) || ch_is_plural(doc, object))
    return CH_NO_ITEM;
  ch_str own = code_at(story, subject_of(doc, verb));
  return ch_str_eq(own, code_at(story, object)) ? CH_NO_ITEM : mention;
}

/* ---- "severed ties with X, accusing IT of lies" ------------------------------------------------- */

/* The one state of the sentence before w that is not among those who address it; a row, CH_NO_ROW. */
static uint32_t addressed(const ch_story *story, uint32_t w) {
  const ch_document *doc = story->doc;
  uint32_t verb = doc->words[w].head, row = CH_NO_ROW, look = 0;
  if (doc->words[w].rel != CH_REL_OBJ || !(ch_lemma_uses(story, verb) & CH_USE_ADDRESSING)) return CH_NO_ROW;
  uint32_t subject = subject_of(doc, verb), first;
  if (subject == CH_NO_WORD || subject > w || code_at(story, subject).n == 0) return CH_NO_ROW;
  for (size_t i = story->mentions.n; i > 0 && look < MAX_LOOK; i--, look++) {
    const ch_mention *m = &story->mentions.v[i - 1];
    if (m->first >= w) continue;
    if (doc->sentence_of[m->head] != doc->sentence_of[w]) break;
    uint32_t here = ch_state_row_of(story->lists, ch_actor_of(story, m)->code);
    ch_shared_rel(doc, m->head, &first);
    if (here == CH_NO_ROW || first == subject || ch_str_eq(ch_actor_of(story, m)->code, code_at(story, subject)))
      continue;
    if (row != CH_NO_ROW && here != row) return CH_NO_ROW;
    row = here;
  }
  return row;
}

/* ---- "informed X that it must" --------------------------------------------------------- */

/* The object of the verb of telling, on which the clause lays a duty. */
static uint32_t obliged(const ch_story *story, uint32_t w, uint32_t bits) {
  const ch_document *doc = story->doc;
  uint32_t verb = doc->words[w].head;
  if (doc->words[w].rel != CH_REL_NSUBJ || verb == CH_NO_WORD || doc->words[verb].rel != CH_REL_CCOMP)
    return CH_NO_ITEM;
  uint32_t aux = ch_child_by_rel(doc, verb, CH_REL_AUX), teller = doc->words[verb].head;
  if (aux == CH_NO_WORD || !(ch_form_uses(story, aux) & CH_USE_DUTY)) return CH_NO_ITEM;
  uint32_t told = ch_child_by_rel(doc, teller, CH_REL_OBJ);
  if (told == CH_NO_WORD) told = ch_child_by_rel(doc, teller, CH_REL_IOBJ);
  if (told == CH_NO_WORD || told > w) return CH_NO_ITEM;
  uint32_t mention = story->mention_of[told];
  return mention != CH_NO_ITEM && suits(story, mention, bits) ? mention : CH_NO_ITEM;
}

/* ---- "X met Y. They agreed" ---------------------------------------------------------------- */

/* The subject of the sentence before and somebody of another side beside it at its verb, where
 * that sentence names no third person. */
static uint32_t met_before(ch_story *story, uint32_t w) {
  const ch_document *doc = story->doc;
  uint32_t sentence = doc->sentence_of[w], who[2] = {CH_NO_ITEM, CH_NO_ITEM}, n = 0, look = 0;
  if (!is_subject(doc, w) && doc->words[w].rel != CH_REL_NMOD_POSS) return CH_NO_ITEM;
  for (size_t i = story->mentions.n; i > 0 && look < MAX_LOOK; i--, look++) {
    const ch_mention *m = &story->mentions.v[i - 1];
    if (m->first >= w) continue;
    uint32_t here = doc->sentence_of[m->head];
    if (here + 1 < sentence) break;
    if (story->more.v[m->actor].class != CH_CLASS_PERSON) continue;
    if (here == sentence || ch_is_plural(doc, m->head)) return CH_NO_ITEM;
    if (n > 0 && m->actor == story->mentions.v[who[0]].actor) continue;
    if (n > 1 && m->actor == story->mentions.v[who[1]].actor) continue;
    if (n == 2) return CH_NO_ITEM;
    who[n++] = (uint32_t)(i - 1);
  }
  if (n != 2) return CH_NO_ITEM;
  const ch_mention first = story->mentions.v[who[1]], second = story->mentions.v[who[0]];
  ch_str a = ch_actor_of(story, &first)->code, b = ch_actor_of(story, &second)->code;
  bool beside = doc->words[first.head].head == doc->words[second.head].head &&
                ch_rel_universal((ch_rel)doc->words[first.head].rel) == CH_REL_NSUBJ;
  if (!beside || a.n == 0 || b.n == 0 || ch_str_eq(a, b)) return CH_NO_ITEM;
  uint32_t made = ch_story_mention(story, w, w, w, first.actor, CH_NAMING_PRONOUN, false);
  ch_story_mention(story, w, w, w, second.actor, CH_NAMING_PRONOUN, false);
  return made;
}

/* ---- "shelled each other" ---------------------------------------------------------------- */

static uint32_t each_other(ch_story *story, uint32_t w) {
  const ch_document *doc = story->doc;
  enum { CLIMB = 6 };
  uint32_t verb = w;
  for (int i = 0; i < CLIMB && verb != CH_NO_WORD && (verb == w || doc->words[verb].upos != CH_UPOS_VERB); i++)
    verb = doc->words[verb].head;
  uint32_t subject = verb == CH_NO_WORD ? CH_NO_WORD : subject_of(doc, verb);
  if (subject == CH_NO_WORD || subject > w) return CH_NO_ITEM;
  uint32_t mention = ch_resolve(story, subject);
  if (mention == CH_NO_ITEM || story->failed) return CH_NO_ITEM;
  bool several = is_twin(story, mention) || has_actor_conjunct(story, subject);
  return several ? repeat(story, mention, w, true) : CH_NO_ITEM;
}

/* "Hezbollah, WHOSE fighters crossed the border": what the relative clause hangs on. */
static uint32_t antecedent(ch_story *story, uint32_t w) {
  enum { CLIMB = 6 };
  const ch_document *doc = story->doc;
  for (int i = 0; i < CLIMB && w != CH_NO_WORD; i++, w = doc->words[w].head)
    if (doc->words[w].rel == CH_REL_ACL_RELCL)
      return doc->words[w].head < w ? ch_resolve(story, doc->words[w].head) : CH_NO_ITEM;
  return CH_NO_ITEM;
}

/* "It was overdue": the predicate of a matter, where nothing in the sentence
 * is its party. */
static bool is_matter(const ch_document *doc, uint32_t w) {
  uint32_t verb = doc->words[w].head;
  return ch_rel_universal((ch_rel)doc->words[w].rel) == CH_REL_NSUBJ && verb != CH_NO_WORD &&
         ch_child_by_rel(doc, verb, CH_REL_COP) != CH_NO_WORD;
}

/* Has `w` done something to something, or said it? What is so now is said of matters too: "it
 * RAISES questions". */
static bool acted(const ch_document *doc, uint32_t w) {
  uint32_t verb = doc->words[w].head;
  if (doc->words[w].rel != CH_REL_NSUBJ || verb == CH_NO_WORD) return false;
  ch_str tag = doc->words[verb].xpos;
  return (ch_str_is(tag, "VBD") || ch_str_is(tag, "VBN")) &&
         (ch_child_by_rel(doc, verb, CH_REL_OBJ) != CH_NO_WORD ||
          ch_child_by_rel(doc, verb, CH_REL_CCOMP) != CH_NO_WORD);
}

/* "The minister attacked Peru over ITS aid": he is no "it", and nobody else is told of. */
static bool is_others(const ch_story *story, uint32_t w, const choice *c) {
  const ch_document *doc = story->doc;
  if (doc->words[w].rel != CH_REL_NMOD_POSS || c->second > 0 ||
      doc->sentence_of[story->mentions.v[c->mention].head] != doc->sentence_of[w])
    return false;
  uint32_t subject = subject_of(doc, clause_of(doc, w));
  if (subject == CH_NO_WORD || subject > w) return false;
  uint32_t at = story->mention_of[subject];
  return ch_is_plural(doc, subject) ||
         (at != CH_NO_ITEM && story->more.v[story->mentions.v[at].actor].class == CH_CLASS_PERSON);
}

/* "rang the premier to thank HIM": whom the verb before already had for an object. */
static uint32_t object_of_purpose(ch_story *story, uint32_t w, uint32_t bits) {
  const ch_document *doc = story->doc;
  uint32_t verb = doc->words[w].head;
  uint32_t up = doc->words[w].rel == CH_REL_OBJ && (bits & CH_WORD_PERSON) ? purpose_of(doc, verb) : CH_NO_WORD;
  uint32_t object = up == CH_NO_WORD ? CH_NO_WORD : ch_child_by_rel(doc, up, CH_REL_OBJ);
  uint32_t mention = object == CH_NO_WORD || object > w ? CH_NO_ITEM : ch_resolve(story, object);
  return mention != CH_NO_ITEM && suits(story, mention, bits) ? mention : CH_NO_ITEM;
}

/* Who suits a pronoun at w among those by, of or for whom the noun is. */
static uint32_t author(const ch_story *story, uint32_t w, uint32_t noun, uint32_t bits) {
  const ch_document *doc = story->doc;
  for (uint32_t i = 0; i < ch_child_count(doc, noun); i++) {
    uint32_t c = ch_child(doc, noun, i);
    ch_rel rel = ch_rel_universal((ch_rel)doc->words[c].rel);
    if (rel != CH_REL_NMOD || c >= w) continue;
    uint32_t mention = suiting(story, w, c, bits);
    if (mention != CH_NO_ITEM) return mention;
  }
  return CH_NO_ITEM;
}

/* "an announcement BY SOTO that he would go", "Soto's promise that he would": who says so. */
static uint32_t teller(const ch_story *story, uint32_t w, uint32_t bits) {
  const ch_document *doc = story->doc;
  if (!is_subject(doc, w) || ((bits & CH_WORD_THING) && is_matter(doc, w))) return CH_NO_ITEM;
  uint32_t clause = clause_of(doc, w), noun = doc->words[clause].head;
  uint32_t mark = ch_child_by_rel(doc, clause, CH_REL_MARK);
  bool told = ch_rel_universal((ch_rel)doc->words[clause].rel) == CH_REL_ACL && noun != CH_NO_WORD && noun < w &&
              (ch_lemma_uses(story, noun) & CH_USE_SOURCE) && mark != CH_NO_WORD && mark < w &&
              doc->words[mark].upos == CH_UPOS_SCONJ;
  return told ? author(story, w, noun, bits) : CH_NO_ITEM;
}

/* "According to MERKEL'S office, she declined": whose people say so. */
static uint32_t whose_source(const ch_story *story, uint32_t w, uint32_t bits) {
  const ch_document *doc = story->doc;
  uint32_t verb = doc->words[w].head;
  if (!is_subject(doc, w) || verb == CH_NO_WORD || !(bits & CH_WORD_PERSON)) return CH_NO_ITEM;
  for (uint32_t i = 0; i < ch_child_count(doc, verb); i++) {
    uint32_t c = ch_child(doc, verb, i), marker = ch_child_by_rel(doc, c, CH_REL_CASE);
    if (c < w && marker != CH_NO_WORD && (ch_form_uses(story, marker) & CH_USE_SOURCE))
      return author(story, w, c, bits);
  }
  return CH_NO_ITEM;
}

/* "Peru, WHICH had warned that it could close the port": of whom the relative clause is, says so. */
static uint32_t relative_teller(ch_story *story, uint32_t w, uint32_t bits) {
  const ch_document *doc = story->doc;
  uint32_t clause = clause_of(doc, w), said = doc->words[clause].head;
  if (!is_subject(doc, w) || ch_rel_universal((ch_rel)doc->words[clause].rel) != CH_REL_CCOMP || said == CH_NO_WORD ||
      doc->words[said].rel != CH_REL_ACL_RELCL || doc->words[said].head > said)
    return CH_NO_ITEM;
  uint32_t who = ch_child_by_rel(doc, said, CH_REL_NSUBJ);
  if (who == CH_NO_WORD || !ch_str_starts(doc->words[who].xpos, CH_STR("W"))) return CH_NO_ITEM;
  uint32_t mention = ch_resolve(story, doc->words[said].head);
  return mention != CH_NO_ITEM && suits(story, mention, bits) ? mention : CH_NO_ITEM;
}

/* "He demanded that IT LIFT the blockade": somebody is asked to, not the side of who asks; the one
 * other state of the sentence and the one before. A row, CH_NO_ROW. */
static uint32_t asked_to(const ch_story *story, uint32_t w) {
  const ch_document *doc = story->doc;
  uint32_t verb = doc->words[w].head, row = CH_NO_ROW, look = 0;
  if (doc->words[w].rel != CH_REL_NSUBJ || verb == CH_NO_WORD || doc->words[verb].rel != CH_REL_CCOMP ||
      !ch_str_is(doc->words[verb].xpos, "VB") || ch_child_by_rel(doc, verb, CH_REL_AUX) != CH_NO_WORD)
    return CH_NO_ROW;
  uint32_t asker = subject_of(doc, doc->words[verb].head);
  if (asker == CH_NO_WORD || asker > w || code_at(story, asker).n == 0) return CH_NO_ROW;
  for (size_t i = story->mentions.n; i > 0 && look < MAX_LOOK; i--, look++) {
    const ch_mention *m = &story->mentions.v[i - 1];
    if (m->first >= w || m->place) continue;
    if (doc->sentence_of[m->head] + 1 < doc->sentence_of[w]) break;
    uint32_t here = ch_state_row_of(story->lists, ch_actor_of(story, m)->code);
    if (here == CH_NO_ROW || ch_str_eq(ch_actor_of(story, m)->code, code_at(story, asker))) continue;
    if (row != CH_NO_ROW && here != row) return CH_NO_ROW;
    row = here;
  }
  return row;
}

/* "flew to Chile, where he urged ITS leaders": the state told of before "where", for somebody who is no
 * "it" himself; a row, CH_NO_ROW. */
static uint32_t where_it_is(const ch_story *story, uint32_t w) {
  enum { CLIMB = 5 };
  const ch_document *doc = story->doc;
  if (doc->words[w].rel != CH_REL_NMOD_POSS) return CH_NO_ROW;
  uint32_t verb = doc->words[w].head;
  for (int i = 0; i < CLIMB && verb != CH_NO_WORD; i++, verb = doc->words[verb].head) {
    uint32_t where = CH_NO_WORD, subject = ch_child_by_rel(doc, verb, CH_REL_NSUBJ);
    for (uint32_t k = 0; k < ch_child_count(doc, verb); k++) {
      uint32_t child = ch_child(doc, verb, k);
      if (child < verb && ch_str_is(ch_word_form(doc, child), "where"))
        where = child;
    }
    if (where == CH_NO_WORD) continue;
    uint32_t place = where;
    while (place > 0 && doc->words[place - 1].upos == CH_UPOS_PUNCT) place--;
    uint32_t at = place > 0 ? story->hit_at[place - 1] : CH_NO_ITEM;
    if (at == CH_NO_ITEM || subject == CH_NO_WORD) return CH_NO_ROW;
    uint32_t who = story->mention_of[subject];
    bool somebody = (ch_form_bits(story, subject) & CH_WORD_PERSON) ||
                    (who != CH_NO_ITEM && ch_actor_of(story, &story->mentions.v[who])->person.n > 0);
    return somebody ? ch_state_row_of(story->lists, ch_hit_code(story, &story->hits.v[at])) : CH_NO_ROW;
  }
  return CH_NO_ROW;
}

uint32_t ch_refer_pronoun(ch_story *story, uint32_t w) {
  const ch_word *word = &story->doc->words[w];
  uint32_t bits = ch_form_bits(story, w);
  if (word->upos == CH_UPOS_NUM) return ch_refer_group(story, w, w);
  bool noun = word->upos == CH_UPOS_NOUN || word->upos == CH_UPOS_PROPN;
  if (noun && (ch_form_uses(story, w) & CH_USE_RIVAL)) return rival(story, w);
  if (noun && (bits & (CH_WORD_PERSONS | CH_WORD_STATES)))
    return ch_refer_group(story, w, ch_phrase_first(story->doc, w, w));
  if (word->upos != CH_UPOS_PRON && word->upos != CH_UPOS_DET) return CH_NO_ITEM;
  if (ch_str_find(word->feats, CH_STR("PronType=Rcp"), 0) != SIZE_MAX) return each_other(story, w);
  if (word->rel == CH_REL_NMOD_POSS && ch_str_find(word->feats, CH_STR("PronType=Rel"), 0) != SIZE_MAX) {
    uint32_t before = antecedent(story, w);
    return before == CH_NO_ITEM ? CH_NO_ITEM : repeat(story, before, w, true);
  }
  if ((bits & CH_WORD_OWN) && story->own_state != CH_NO_ROW)
    return ch_story_mention(story, w, w, w, ch_story_state(story, story->own_state),
                            CH_NAMING_PRONOUN, false);
  if (!(bits & (CH_WORD_PERSON | CH_WORD_THING | CH_WORD_MANY)) || word->rel == CH_REL_EXPL)
    return CH_NO_ITEM;
  /* "considered it", "denied it": a matter more often than a party. */
  ch_rel rel = ch_rel_universal((ch_rel)word->rel);
  if ((bits & CH_WORD_THING) && rel != CH_REL_NSUBJ && word->rel != CH_REL_NMOD_POSS) {
    uint32_t row = addressed(story, w);
    if (row != CH_NO_ROW)
      return ch_story_mention(story, w, w, w, ch_story_state(story, row), CH_NAMING_PRONOUN, false);
    uint32_t object = object_before(story, w);
    return object == CH_NO_ITEM ? CH_NO_ITEM : repeat(story, object, w, false);
  }
  uint32_t doer = CH_NO_WORD;
  if (!(bits & CH_WORD_PERSON) && is_victim(story, w, &doer)) {
    ch_str stands_in = ch_mission_stands_in(story, word->head); /* not its own */
    uint32_t row = other_side(story, w, code_at(story, doer), stands_in);
    if (row == CH_NO_ROW) return CH_NO_ITEM;
    return ch_story_mention(story, w, w, w, ch_story_state(story, row), CH_NAMING_PRONOUN, false);
  }
  uint32_t there = (bits & CH_WORD_THING) ? where_it_is(story, w) : CH_NO_ROW;
  if (there != CH_NO_ROW)
    return ch_story_mention(story, w, w, w, ch_story_state(story, there), CH_NAMING_PRONOUN, false);
  uint32_t bound = joined(story, w, bits);
  if (bound == CH_NO_ITEM) bound = joined_owner(story, w, bits);
  if (bound == CH_NO_ITEM) bound = grounds(story, w, bits);
  if (bound == CH_NO_ITEM) bound = punished(story, w, bits);
  if (bound == CH_NO_ITEM) bound = obliged(story, w, bits);
  if (bound == CH_NO_ITEM) bound = controller(story, w, bits);
  if (bound == CH_NO_ITEM) bound = object_of_purpose(story, w, bits);
  if (bound == CH_NO_ITEM) bound = teller(story, w, bits);
  if (bound == CH_NO_ITEM) bound = relative_teller(story, w, bits);
  if (bound == CH_NO_ITEM) bound = whose_source(story, w, bits);
  if (bound == CH_NO_ITEM) bound = earlier_teller(story, w, bits);
  if (bound == CH_NO_ITEM && (bits & CH_WORD_PERSON)) bound = ahead(story, w, bits);
  if (bound != CH_NO_ITEM) return repeat(story, bound, w, false);
  uint32_t asked = bits & CH_WORD_THING ? asked_to(story, w) : CH_NO_ROW;
  if (asked != CH_NO_ROW)
    return ch_story_mention(story, w, w, w, ch_story_state(story, asked), CH_NAMING_PRONOUN, false);
  choice c = choose(story, w, bits);
  if (c.mention == CH_NO_ITEM && (bits & CH_WORD_MANY)) return met_before(story, w);
  if (c.mention == CH_NO_ITEM) return CH_NO_ITEM;
  /* Safe: nobody else stands nearly as high; a person may be a mere object
   * of the sentence, a thing must be a subject. */
  int margin = bits & CH_WORD_PERSON ? 1 : 2;
  if (c.second > 0 && c.score - c.second < margin) return CH_NO_ITEM;
  /* From another sentence only its main subject serves. */
  bool before = c.mention != CH_NO_ITEM &&
                story->doc->sentence_of[story->mentions.v[c.mention].head] != story->doc->sentence_of[w];
  /* "Lima sees a threat in Peru's move. IT HAS PROTESTED": opening, of the only one told of there */
  bool opens = w == story->doc->sentences[story->doc->sentence_of[w]].first;
  bool only = before && opens && c.second == 0 && acted(story->doc, w);
  if ((bits & CH_WORD_THING) && before && ((c.score < 6 && !only) || is_matter(story->doc, w)))
    return CH_NO_ITEM;
  bool alone = (bits & CH_WORD_MANY) && c.second == 0 && c.score >= 4;
  bool others = (bits & CH_WORD_THING) && is_others(story, w, &c);
  if (!(bits & CH_WORD_PERSON) && c.score < 5 && !alone && !only && !others) return CH_NO_ITEM;
  bool several = (bits & CH_WORD_MANY) != 0;
  return repeat(story, several ? named_behind(story, c.mention) : c.mention, w, several);
}
