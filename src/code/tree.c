/* Questions to the tree, and the look-up of a document's words. */
#include "code/coding.h"

/* Gives the classes of each phrase that begins at `w` to the word that heads
 * it in the tree: the one whose own head lies outside. */
static void mark_phrases(ch_coding *c, uint32_t w, uint32_t end) {
  const ch_words *words = &c->book->words;
  for (uint32_t i = words->lexemes.v[c->lexeme[w]].phrases; i;) {
    const ch_phrase *phrase = &words->phrases.v[i - 1];
    i = phrase->next;
    uint32_t k = 1;
    while (k < phrase->n && w + k < end && c->lexeme[w + k] == phrase->word[k]) k++;
    if (k < phrase->n) continue;
    uint32_t head = w + phrase->n - 1;
    for (k = 0; k < phrase->n; k++) {
      uint32_t up = ch_w(c, w + k)->head;
      if (up == CH_NO_WORD || up < w || up >= w + phrase->n) head = w + k;
    }
    ch_class_join(&c->set[head], &phrase->classes);
  }
}

static bool is_past(const ch_document *doc, uint32_t w) {
  return ch_str_is(doc->words[w].xpos, "VBD") || ch_str_is(doc->words[w].xpos, "VBN");
}

/* The codebook's word for a word of the text. */
static uint32_t lexeme_of(const ch_codebook *book, const ch_document *doc, uint32_t w) {
  uint8_t upos = doc->words[w].upos;
  if (upos == CH_UPOS_NOUN && ch_str_is(doc->words[w].xpos, "NNS")) { /* "aides" are no aids */
    uint32_t irregular = ch_forms_irregular(&book->forms, ch_word_form(doc, w));
    if (irregular != CH_NO_LEXEME) return irregular;
  }
  if (upos == CH_UPOS_VERB && is_past(doc, w)) { /* "sought" is no singing, whatever its lemma */
    uint32_t irregular = ch_forms_irregular(&book->forms, ch_word_form(doc, w));
    if (irregular != CH_NO_LEXEME) return irregular;
  }
  if (upos == CH_UPOS_VERB && ch_str_is(doc->words[w].xpos, "VB")) { /* the bare verb is its own lemma */
    uint32_t bare = ch_words_find(&book->words, ch_word_form(doc, w));
    if (bare != CH_NO_LEXEME) return bare;
  }
  uint32_t found = ch_words_find(&book->words, doc->words[w].lemma);
  if (found != CH_NO_LEXEME || upos == CH_UPOS_PROPN || upos == CH_UPOS_PUNCT) return found;
  bool verb = upos == CH_UPOS_VERB && doc->words[w].rel != CH_REL_AMOD;
  return ch_forms_find(&book->forms, &book->words, ch_word_form(doc, w), verb);
}

/* Of a participle that may as well be an adjective ("is UNITED with", "remains OPPOSED"), its form. */
static uint32_t adjective_of(const ch_codebook *book, const ch_document *doc, uint32_t w) {
  if (doc->words[w].upos != CH_UPOS_VERB || !ch_str_is(doc->words[w].xpos, "VBN")) return CH_NO_LEXEME;
  return ch_words_find(&book->words, ch_word_form(doc, w));
}

/* Gives the word the class and all that hold it. */
void ch_put_class(ch_coding *c, uint32_t w, uint32_t class_id) {
  ch_class_put(&c->set[w], class_id);
  ch_class_join(&c->set[w], &c->book->words.classes[class_id].within);
}

/* A person's name is what the words before it call him: "AMERICAN JOURNALIST John Smith". Names
 * of persons, and of those in office, count as such. */
static void mark_name(ch_coding *c, uint32_t w) {
  uint32_t at = c->reading->mention_at[w];
  if (ch_w(c, w)->upos == CH_UPOS_PROPN)
    for (uint32_t i = 0; i < ch_child_count(c->doc, w); i++) {
      uint32_t child = ch_child(c->doc, w, i);
      if (ch_w(c, child)->rel == CH_REL_NMOD_DESC && child < w) ch_class_join(&c->set[w], &c->set[child]);
    }
  const ch_actor *a = at == CH_NO_ITEM || c->reading->mentions[at].actor == CH_NO_ITEM
                          ? NULL
                          : &c->reading->actors[c->reading->mentions[at].actor];
  if (!a || a->person.n == 0 || c->reading->mentions[at].head != w) return;
  ch_put_class(c, w, c->book->somebody);
  if (a->n_sectors && ch_str_is(a->sectors[0], "GOV")) ch_put_class(c, w, c->book->statesman);
}

bool ch_coding_init(ch_coding *c, const ch_codebook *book, const ch_document *doc,
                    const ch_reading *reading, ch_error *error) {
  *c = (ch_coding){.book = book, .doc = doc, .reading = reading, .arena = doc->arena};
  c->lexeme = CH_ARRAY(c->arena, doc->n_words, uint32_t);
  c->adjective = CH_ARRAY(c->arena, doc->n_words, uint32_t);
  c->set = CH_ARRAY(c->arena, doc->n_words, ch_class_set);
  c->frame = CH_ARRAY(c->arena, doc->n_words, ch_frame);
  if (!c->lexeme || !c->adjective || !c->set || !c->frame)
    return ch_fail(error, CH_ERROR_MEMORY, "no memory to code the article");
  for (uint32_t w = 0; w < doc->n_words; w++) {
    c->lexeme[w] = lexeme_of(book, doc, w);
    c->adjective[w] = adjective_of(book, doc, w);
    if (c->lexeme[w] != CH_NO_LEXEME) c->set[w] = book->words.lexemes.v[c->lexeme[w]].classes;
  }
  for (uint32_t s = 0; s < doc->n_sentences; s++) {
    uint32_t end = doc->sentences[s].first + doc->sentences[s].count;
    for (uint32_t w = doc->sentences[s].first; w < end; w++)
      if (c->lexeme[w] != CH_NO_LEXEME && book->words.lexemes.v[c->lexeme[w]].phrases)
        mark_phrases(c, w, end);
    for (uint32_t w = doc->sentences[s].first; w < end; w++) mark_name(c, w);
  }
  ch_mark_bills(c);
  return true;
}

static bool marks(const ch_coding *c, uint32_t child) {
  uint8_t rel = ch_w(c, child)->rel;
  return rel == CH_REL_CASE || rel == CH_REL_MARK;
}

/* Words before a noun that a parser may hang its preposition on: "on
 * PRESIDENT Lukashenko". */
static bool carries_marker(const ch_coding *c, uint32_t w, uint32_t child) {
  if (child > w || ch_w(c, child)->upos == CH_UPOS_VERB) return false;
  switch (ch_w(c, child)->rel) {
    case CH_REL_NMOD_DESC: case CH_REL_COMPOUND: case CH_REL_FLAT: case CH_REL_AMOD: case CH_REL_NUMMOD:
      return true;
    default: return false;
  }
}

/* A marker of `w` that is of the class, or is the lexeme (whichever is not
 * CH_NO_LEXEME); any preposition if both are. */
static uint32_t marker(const ch_coding *c, uint32_t w, uint32_t lexeme, uint32_t class_id,
                       bool deeper) {
  for (uint32_t i = 0; i < ch_child_count(c->doc, w); i++) {
    uint32_t child = ch_child(c->doc, w, i);
    if (marks(c, child)) {
      if (lexeme != CH_NO_LEXEME ? c->lexeme[child] == lexeme : ch_in_class(c, child, class_id))
        return child;
      for (uint32_t j = 0; lexeme != CH_NO_LEXEME && j < ch_child_count(c->doc, child); j++)
        if (c->lexeme[ch_child(c->doc, child, j)] == lexeme) /* "because OF" */
          return ch_child(c->doc, child, j);
    } else if (deeper && carries_marker(c, w, child)) {
      uint32_t found = marker(c, child, lexeme, class_id, false);
      /* before all else in the phrase, or it is not the phrase's own */
      if (found != CH_NO_WORD && found < ch_child(c->doc, w, 0)) return found;
      if (found != CH_NO_WORD && i == 0) return found;
    }
  }
  return CH_NO_WORD;
}

uint32_t ch_marker(const ch_coding *c, uint32_t w, uint32_t lexeme) {
  return lexeme == CH_NO_LEXEME ? CH_NO_WORD : marker(c, w, lexeme, CH_NO_LEXEME, true);
}

uint32_t ch_marker_in(const ch_coding *c, uint32_t w, uint32_t class_id) {
  return marker(c, w, CH_NO_LEXEME, class_id, true);
}

bool ch_is_setting(const ch_coding *c, uint32_t w) {
  uint8_t rel = ch_rel_universal(ch_w(c, w)->rel);
  if (c->reading->time_at[w] != CH_NO_ITEM) return true;
  return c->reading->place_at[w] != CH_NO_ITEM && (rel == CH_REL_NMOD || rel == CH_REL_OBL) &&
         ch_marker_in(c, w, c->book->locative) != CH_NO_WORD;
}

bool ch_is_marked(const ch_coding *c, uint32_t w) {
  for (uint32_t i = 0; i < ch_child_count(c->doc, w); i++) {
    uint32_t child = ch_child(c->doc, w, i);
    if (ch_w(c, child)->rel == CH_REL_CASE && !(ch_w(c, child)->flags & CH_WORD_GLUED)) return true;
    if (!carries_marker(c, w, child)) continue;
    uint32_t inner = ch_child_by_rel(c->doc, child, CH_REL_CASE);
    if (inner != CH_NO_WORD && !(ch_w(c, inner)->flags & CH_WORD_GLUED)) return true;
  }
  return false;
}

uint32_t ch_child_of_class(const ch_coding *c, uint32_t w, uint32_t class_id) {
  for (uint32_t i = 0; i < ch_child_count(c->doc, w); i++)
    if (ch_in_class(c, ch_child(c->doc, w, i), class_id)) return ch_child(c->doc, w, i);
  return CH_NO_WORD;
}

bool ch_feature(const ch_coding *c, uint32_t w, const char *feature) {
  return ch_str_find(ch_w(c, w)->feats, ch_str_of(feature), 0) != SIZE_MAX;
}

bool ch_is_verb(const ch_coding *c, uint32_t w) {
  return ch_w(c, w)->upos == CH_UPOS_VERB || ch_w(c, w)->upos == CH_UPOS_AUX;
}

bool ch_is_noun(const ch_coding *c, uint32_t w) {
  return ch_w(c, w)->upos == CH_UPOS_NOUN || ch_w(c, w)->upos == CH_UPOS_PROPN;
}

bool ch_is_money(ch_str of) {
  if (of.n != 3) return false;
  for (size_t i = 0; i < 3; i++)
    if (of.p[i] < 'A' || of.p[i] > 'Z') return false;
  return true;
}

bool ch_counts(const ch_coding *c, uint32_t w, uint32_t child) {
  uint8_t rel = ch_rel_universal(ch_w(c, child)->rel);
  /* "most" and "some" are adjectives to the tagger, which have no nmod */
  if (rel != CH_REL_NMOD && (rel != CH_REL_OBL || ch_is_verb(c, w))) return false;
  uint32_t q = c->reading->quantity_at[w]; /* "300 million DOLLARS of tariffs" */
  bool sum = q != CH_NO_ITEM && ch_is_money(c->reading->quantities[q].of);
  /* "a second DAY of airstrikes" */
  if (ch_in_class(c, w, c->book->spell) && ch_in_class(c, child, c->book->blow) &&
      ch_marker_in(c, child, c->book->belonging) != CH_NO_WORD)
    return true;
  return ch_in_class(c, w, c->book->transparent) || ch_w(c, w)->upos == CH_UPOS_NUM || sum;
}

uint32_t ch_first_conjunct(const ch_coding *c, uint32_t w) {
  while (ch_w(c, w)->rel == CH_REL_CONJ && ch_w(c, w)->head != CH_NO_WORD) w = ch_w(c, w)->head;
  return w;
}

static bool heads_clause(const ch_coding *c, uint32_t w) {
  if (ch_w(c, w)->upos == CH_UPOS_VERB && ch_w(c, w)->rel != CH_REL_AMOD) return true;
  for (uint32_t i = 0; i < ch_child_count(c->doc, w); i++) {
    ch_rel rel = ch_rel_universal(ch_w(c, ch_child(c->doc, w, i))->rel);
    if (rel == CH_REL_NSUBJ || rel == CH_REL_CSUBJ || rel == CH_REL_COP) return true;
  }
  return false;
}

uint32_t ch_governor_of(const ch_coding *c, uint32_t w) {
  uint32_t head = ch_w(c, w)->head;
  uint8_t rel = ch_w(c, w)->rel;
  /* "the decision, a day EARLIER, to leave", hung on the time that stands between */
  if (rel == CH_REL_ADVCL && head != CH_NO_WORD && ch_w(c, head)->rel == CH_REL_ADVMOD && ch_is_noun(c, ch_w(c, head)->head))
    head = ch_w(c, head)->head;
  if ((rel != CH_REL_ADVCL && rel != CH_REL_ACL && rel != CH_REL_XCOMP) || head == CH_NO_WORD)
    return head;
  /* "a threat over its ACCUSATION that …" */
  uint32_t mark = rel == CH_REL_ACL ? ch_child_by_rel(c->doc, w, CH_REL_MARK)
                                    : ch_marker_in(c, w, c->book->infinitive);
  if (mark == CH_NO_WORD || mark <= head + 1) return head;
  /* "announced PLANS to strike", taken for what is announced to strike */
  if (rel == CH_REL_XCOMP &&
      (ch_w(c, mark - 1)->rel != CH_REL_OBJ || ch_w(c, mark - 1)->head != head ||
       c->reading->mention_at[mark - 1] != CH_NO_ITEM))
    return head;
  uint32_t noun = mark - 1; /* "the decision, three days earlier, TO LEAVE" */
  while (noun > head + 1 && (ch_w(c, noun)->upos == CH_UPOS_PUNCT || c->reading->time_at[noun] != CH_NO_ITEM ||
                             ch_w(c, noun)->upos == CH_UPOS_ADV))
    noun--;
  /* "a decision BY THE TREASURY to widen them" */
  for (uint32_t k = noun; k > head && ch_w(c, k)->head != CH_NO_WORD && ch_w(c, k)->head > head &&
                          ch_w(c, k)->head < k;) {
    k = ch_w(c, k)->head;
    if (ch_is_noun(c, k) && c->lexeme[k] != CH_NO_LEXEME && c->book->words.lexemes.v[c->lexeme[k]].governors) {
      noun = k;
      break;
    }
  }
  bool governs = c->lexeme[noun] != CH_NO_LEXEME && c->book->words.lexemes.v[c->lexeme[noun]].governors;
  return governs && ch_is_noun(c, noun) && ch_below(c->doc, noun, head) ? noun : head;
}

uint32_t ch_clause_of(const ch_coding *c, uint32_t w) {
  while (!heads_clause(c, w) && ch_w(c, w)->head != CH_NO_WORD) w = ch_w(c, w)->head;
  return w;
}

uint32_t ch_gerund_subject(const ch_coding *c, uint32_t w) {
  if (w == 0 || ch_w(c, w)->rel != CH_REL_ADVCL || ch_w(c, w - 1)->head != ch_w(c, w)->head ||
      !ch_feature(c, w, "VerbForm=Ger") || !ch_is_noun(c, w - 1) ||
      ch_marker_in(c, w - 1, c->book->object_control) == CH_NO_WORD)
    return CH_NO_WORD;
  return w - 1;
}

/* "OMAN to send aid": a headline, taken for a name and what the name is to do. */
uint32_t ch_headline_doer(const ch_coding *c, uint32_t w) {
  uint32_t up = ch_w(c, w)->head;
  if (ch_w(c, w)->rel != CH_REL_ACL || up == CH_NO_WORD || up > w || ch_w(c, up)->head != CH_NO_WORD ||
      ch_marker_in(c, w, c->book->infinitive) == CH_NO_WORD || ch_is_verb(c, up) ||
      ch_child_by_rel(c->doc, up, CH_REL_COP) != CH_NO_WORD || c->reading->mention_at[up] == CH_NO_ITEM)
    return CH_NO_WORD;
  return up;
}

/* "a DEMAND to be freed": a noun that says how what its infinitive tells stands. */
static bool governs_infinitive(const ch_coding *c, uint32_t noun) {
  uint32_t lexeme = c->lexeme[noun];
  uint32_t first = lexeme == CH_NO_LEXEME ? 0 : c->book->words.lexemes.v[lexeme].governors;
  for (uint32_t i = first; i; i = c->book->governors.v[i - 1].next) {
    const ch_governor *row = &c->book->governors.v[i - 1];
    if ((row->upos == CH_UPOS_NONE || row->upos == CH_UPOS_NOUN) &&
        (row->where & (CH_WHERE_COMPLEMENT | CH_WHERE_INFINITIVE)))
      return true;
  }
  return false;
}

/* "the SECOND envoy to be killed", "the OLDEST": told of what has been. */
static bool is_ranked(const ch_coding *c, uint32_t noun) {
  for (uint32_t i = 0; i < ch_child_count(c->doc, noun); i++) {
    uint32_t child = ch_child(c->doc, noun, i);
    if (ch_feature(c, child, "NumType=Ord") || ch_feature(c, child, "Degree=Sup") ||
        (ch_w(c, child)->rel == CH_REL_AMOD && ch_child_by_rel(c->doc, child, CH_REL_ADVMOD) != CH_NO_WORD))
      return true;
  }
  return false;
}

uint32_t ch_to_be_done(const ch_coding *c, uint32_t w) {
  uint32_t noun = ch_w(c, w)->head, to = ch_marker_in(c, w, c->book->infinitive);
  if (noun == CH_NO_WORD || noun > w || to == CH_NO_WORD || to == 0 ||
      ch_child_by_rel(c->doc, w, CH_REL_AUX_PASS) == CH_NO_WORD)
    return CH_NO_WORD;
  if (ch_w(c, w)->rel == CH_REL_ADVCL) { /* "prepared TALKS to be held", "spoke of TALKS …", hung on the verb */
    bool near = ch_w(c, to - 1)->rel == CH_REL_OBJ || ch_marker_in(c, to - 1, c->book->object_control) != CH_NO_WORD;
    if (!near || ch_w(c, to - 1)->head != noun || c->reading->mention_at[to - 1] != CH_NO_ITEM) return CH_NO_WORD;
    noun = to - 1;
  } else if (ch_w(c, w)->rel != CH_REL_ACL) {
    return CH_NO_WORD;
  }
  return ch_is_noun(c, noun) && !governs_infinitive(c, noun) && !is_ranked(c, noun) ? noun : CH_NO_WORD;
}

bool ch_is_wish(const ch_coding *c, uint32_t w) {
  bool base = ch_str_is(ch_w(c, w)->xpos, "VB"), finite = false;
  for (uint32_t i = 0; i < ch_child_count(c->doc, w); i++) {
    uint32_t child = ch_child(c->doc, w, i);
    ch_rel rel = ch_rel_universal(ch_w(c, child)->rel);
    if (rel != CH_REL_AUX && rel != CH_REL_COP) continue;
    if (ch_in_class(c, child, c->book->obliged)) return true;
    bool bare = ch_str_is(ch_w(c, child)->xpos, "VB"); /* "that it BE withdrawn" */
    base |= bare;
    finite |= !bare;
  }
  /* "insisted that the rebels LEAVE": told of the past, what is so would be so */
  uint32_t up = ch_w(c, w)->head;
  bool plural_verb = !finite && ch_str_is(ch_w(c, w)->xpos, "VBP");
  base |= plural_verb && up != CH_NO_WORD && ch_feature(c, up, "Tense=Past");
  /* "insist that the GOVERNMENT MEET its duties": of one that meets them it would be "meets" */
  uint32_t subject = ch_child_by_rel(c->doc, w, CH_REL_NSUBJ);
  base |= plural_verb && subject != CH_NO_WORD && ch_is_noun(c, subject) &&
          ch_feature(c, subject, "Number=Sing") &&
          ch_child_by_rel(c->doc, subject, CH_REL_CONJ) == CH_NO_WORD;
  /* "that Britain FREE the tanker", taken for an adjective */
  base |= ch_w(c, w)->upos == CH_UPOS_VERB && ch_str_is(ch_w(c, w)->xpos, "JJ");
  return base && !finite;
}

bool ch_before_subject(const ch_coding *c, uint32_t auxiliary) {
  uint32_t verb = ch_w(c, auxiliary)->head, subject = ch_child_by_rel(c->doc, verb, CH_REL_NSUBJ);
  if (subject == CH_NO_WORD) subject = ch_child_by_rel(c->doc, verb, CH_REL_NSUBJ_PASS);
  /* "THERE should be talks" is in its plain order */
  uint32_t there = ch_child_by_rel(c->doc, verb, CH_REL_EXPL);
  if (there != CH_NO_WORD) subject = there;
  return subject != CH_NO_WORD && auxiliary < subject;
}
