/* Noun phrases that name an actor: from words to identities.
 *
 * ch_resolve answers for one head word; it asks first for what the phrase is
 * built on (possessor, adjective, "of" phrase, title), each word once, so
 * that the whole stays linear.
 */
#include "read/actor_phrase.h"

ch_actor *ch_actor_at(const ch_story *story, uint32_t mention) {
  return &story->actors.v[story->mentions.v[mention].actor];
}

uint32_t ch_case_marker(const ch_document *doc, uint32_t w) {
  return ch_child_by_rel(doc, w, CH_REL_CASE);
}

bool ch_text_is(const ch_story *story, ch_str text, uint32_t bit) {
  return (ch_word_bits(story->lists, text) & bit) != 0;
}

void ch_copy_sectors(ch_actor *to, const ch_str *sectors, uint32_t n) {
  to->n_sectors = n;
  memcpy(to->sectors, sectors, n * sizeof *sectors);
}

ch_str ch_words_text(const ch_document *doc, uint32_t first, uint32_t last) {
  return ch_str_at(doc->text, (ch_span){doc->words[first].span.from, doc->words[last].span.to});
}

/* Where the phrase begins: its determiner and what else stands before it. */
uint32_t ch_phrase_first(const ch_document *doc, uint32_t head, uint32_t first) {
  uint32_t count = ch_child_count(doc, head);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t c = ch_child(doc, head, i);
    if (c >= first) break;
    switch (ch_rel_universal((ch_rel)doc->words[c].rel)) {
      case CH_REL_DET: case CH_REL_AMOD: case CH_REL_COMPOUND: case CH_REL_NMOD: case CH_REL_NUMMOD: {
        if (doc->words[c].rel != CH_REL_NMOD_POSS &&
            ch_child_by_rel(doc, c, CH_REL_CASE) != CH_NO_WORD)
          break; /* "ambassador to the United Nations X" */
        uint32_t from, to;
        ch_subtree_range(doc, c, &from, &to);
        while (from < c && (doc->words[from].upos == CH_UPOS_PUNCT ||
                            doc->words[from].upos == CH_UPOS_CCONJ))
          from++;
        if (from < first) first = from;
        break;
      }
      default:
        break;
    }
  }
  return first;
}

/* The determiner's bits, by the tree, else by what stands before the noun. */
uint32_t ch_determiner_bits(const ch_story *story, const ch_role_hit *role) {
  const ch_document *doc = story->doc;
  uint32_t det = ch_child_by_rel(doc, role->head, CH_REL_DET);
  if (det != CH_NO_WORD) return ch_form_bits(story, det);
  uint32_t stop = doc->sentences[doc->sentence_of[role->first]].first;
  for (uint32_t w = role->first; w > stop && role->first - w < 4; w--) {
    ch_upos upos = (ch_upos)doc->words[w - 1].upos;
    if (upos == CH_UPOS_DET) return ch_form_bits(story, w - 1);
    if (upos != CH_UPOS_ADJ && upos != CH_UPOS_ADV && upos != CH_UPOS_NUM) break;
  }
  return 0;
}

/* "the Organisation for … (OPCW)": the short name is the same from here on. */
void ch_learn_short_name(ch_story *story, uint32_t last, uint32_t actor) {
  const ch_document *doc = story->doc;
  uint32_t sentence = doc->sentence_of[last];
  uint32_t end = doc->sentences[sentence].first + doc->sentences[sentence].count;
  uint32_t listed = last + 2 < end ? story->hit_at[last + 2] : CH_NO_ITEM;
  if (last + 3 >= end + 0u || !ch_str_is(ch_word_form(doc, last + 1), "(") ||
      !ch_str_is(ch_word_form(doc, last + 3), ")") || !(doc->words[last + 2].flags & CH_WORD_CAPS) ||
      (listed != CH_NO_ITEM && story->hits.v[listed].kinds != 0))
    return;
  uint32_t *value = ch_map_put(&story->short_names, ch_word_form(doc, last + 2), NULL);
  if (!value)
    story->failed = true;
  else
    *value = actor + 1;
}

/* "the Tamil TIGERS": an armed group or party goes by the plural that ends its name from here on. */
void ch_learn_plural(ch_story *story, const ch_hit *hit, ch_str kind, uint32_t actor) {
  const ch_document *doc = story->doc;
  ch_str form = ch_word_form(doc, hit->last);
  bool named = hit->last > hit->first && form.n > 3 && form.p[0] >= 'A' && form.p[0] <= 'Z' && form.p[form.n - 1] == 's';
  if (!named || !(ch_str_is(kind, "armed-group") || ch_str_is(kind, "party")) || story->role_over[hit->last] != CH_NO_ITEM) return;
  bool added = false;
  uint32_t *value = ch_map_put(&story->short_names, form, &added);
  if (!value)
    story->failed = true;
  else if (added)
    *value = actor + 1;
}

void ch_note_role(ch_story *story, uint32_t mention, const ch_role_row *role, uint32_t head) {
  if (mention != CH_NO_ITEM) ch_refer_note(story, mention, role->term, head);
}

/* "the Russian capital", "the capital of Russia": a place. */
static void add_seat(ch_story *story, uint32_t w) {
  const ch_document *doc = story->doc;
  uint32_t count = ch_child_count(doc, w);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t c = ch_child(doc, w, i);
    ch_rel rel = (ch_rel)doc->words[c].rel;
    if (rel != CH_REL_AMOD && rel != CH_REL_COMPOUND && rel != CH_REL_NMOD_POSS &&
        rel != CH_REL_NMOD)
      continue;
    uint32_t mention = ch_resolve(story, c);
    if (mention == CH_NO_ITEM) continue;
    uint32_t state = ch_state_row_of(story->lists, ch_actor_at(story, mention)->code);
    if (state == CH_NO_ROW) continue;
    ch_add_seat(story, w, state);
    return;
  }
}

uint32_t ch_resolve(ch_story *story, uint32_t w) {
  if (story->failed) return CH_NO_ITEM;
  if (story->resolved[w]) return story->mention_of[w];
  story->resolved[w] = 1;
  uint32_t person = story->person_at[w], hit = story->hit_at[w], made = CH_NO_ITEM;
  if (person != CH_NO_ITEM) {
    if (story->person_hits.v[person].head == w) made = ch_from_person(story, w);
  } else if (hit != CH_NO_ITEM && story->hits.v[hit].kinds != 0) {
    if (story->hits.v[hit].head == w) made = ch_from_name(story, w);
    if (made == CH_NO_ITEM && story->hits.v[hit].in_other) made = ch_from_span(story, w);
  } else if (story->role_at[w] != CH_NO_ITEM) {
    made = ch_from_role(story, w);
  } else {
    if (ch_lemma_bits(story, w) & CH_WORD_SEAT) add_seat(story, w);
    made = ch_refer_nickname(story, w);
    if (made == CH_NO_ITEM) made = ch_from_span(story, w);
    if (made == CH_NO_ITEM) made = ch_refer_pronoun(story, w);
  }
  if (story->resolved[w] == 1) {
    story->mention_of[w] = made;
    story->resolved[w] = 2;
  }
  return story->mention_of[w];
}
