/* Two passes. The first finds what each cue reports and which quotations that
 * takes in: a quotation belongs to one report, wherever its sentences lie. The
 * second writes the attributions down sentence by sentence, gives the rest of
 * each quotation to its speaker and nests what is nested.
 */
#include "read/attribution.h"

#include <stdlib.h>

#include "read/attribution_clause.h"
#include "text/chars.h"

enum { NONE = -1, ADJACENT = 3, SHORTEST_FREE_QUOTE = 5, SENTENCES_CARRIED = 2, TRANSCRIPT_NAME = 6, CUE_WINDOW = 40, NESTED_AMONG = 64 };

typedef struct draft {
  ch_reported r;
  uint32_t sentence;
  bool quoted;
  bool absent; /* names a speaker, but reports nothing in its own sentence */
} draft;

typedef struct reader {
  const ch_cues *cues;
  const ch_document *doc;
  ch_reading *reading;
  ch_quotes quotes;
  int32_t *owner;       /* [quotes.n]: the draft a quotation belongs to, or NONE */
  struct { draft *v; size_t n, cap; } drafts;
  struct { ch_attribution *v; size_t n, cap; } out;
  uint32_t last_actor; /* who spoke last, in the second pass; CH_NO_ITEM */
} reader;

static bool in_range(uint32_t w, uint32_t first, uint32_t last) { return w >= first && w <= last; }

/* The quotation that holds word w; quotes.n if none. */
static size_t quote_over(const reader *r, uint32_t w) {
  size_t low = 0, high = r->quotes.n;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (r->quotes.v[middle].last < w) low = middle + 1;
    else high = middle;
  }
  return low < r->quotes.n && r->quotes.v[low].first <= w ? low : r->quotes.n;
}

/* The first quotation that ends at or after word w. */
static size_t quote_from(const reader *r, uint32_t w) {
  size_t low = 0, high = r->quotes.n;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (r->quotes.v[middle].last < w) low = middle + 1;
    else high = middle;
  }
  return low;
}

/* The part of a quotation within a sentence; false if there is none. */
static bool piece_of(const reader *r, size_t quote, const ch_sentence *s, uint32_t *first, uint32_t *last) {
  uint32_t end = s->first + s->count - 1;
  if (quote >= r->quotes.n || r->quotes.v[quote].first > end || r->quotes.v[quote].last < s->first) return false;
  *first = r->quotes.v[quote].first > s->first ? r->quotes.v[quote].first : s->first;
  *last = r->quotes.v[quote].last < end ? r->quotes.v[quote].last : end;
  return true;
}

/* ---- first pass ---- */

static void trim(const reader *r, ch_reported *report) {
  const ch_word *words = r->doc->words;
  while (report->content_first < report->content_last && words[report->content_first].upos == CH_UPOS_PUNCT &&
         quote_over(r, report->content_first) == r->quotes.n)
    report->content_first++;
  while (report->content_last > report->content_first && words[report->content_last].upos == CH_UPOS_PUNCT &&
         quote_over(r, report->content_last) == r->quotes.n)
    report->content_last--;
}

/* Widens the content to quotations that it begins or ends in, and takes those
 * that it overlaps. */
static void take_quotes(reader *r, size_t index) {
  draft *d = &r->drafts.v[index];
  const ch_sentence *s = &r->doc->sentences[d->sentence];
  uint32_t cue_quote = (uint32_t)quote_over(r, d->r.cue_word);
  for (size_t q = quote_from(r, d->r.content_first); q < r->quotes.n; q++) {
    uint32_t first, last;
    if (!piece_of(r, q, s, &first, &last) || first > d->r.content_last) break;
    if (q == cue_quote || last < d->r.content_first) continue;
    bool starts_in = in_range(d->r.content_first, first, last), ends_in = in_range(d->r.content_last, first, last);
    bool sourced_inside = d->r.source != CH_NO_WORD && in_range(d->r.source, first, last);
    if (sourced_inside) continue;
    if (starts_in && !in_range(d->r.cue_word, first, d->r.content_first)) d->r.content_first = first;
    if (ends_in && !in_range(d->r.cue_word, d->r.content_last, last)) d->r.content_last = last;
    d->quoted |= starts_in && ends_in;
    bool says = d->r.cue->frame & CH_FRAME_QUOTE;
    if (r->owner[q] == NONE || (says && !(r->drafts.v[r->owner[q]].r.cue->frame & CH_FRAME_QUOTE)))
      r->owner[q] = (int32_t)index;
  }
}

/* "I think", "as you know": what speakers say of themselves and their hearers
 * inside a quotation reports nothing. */
static bool is_aside(const reader *r, const ch_reported *report) {
  if (quote_over(r, report->cue_word) == r->quotes.n) return false;
  if (report->source == CH_NO_WORD || !(report->cue->frame & CH_FRAME_QUOTE)) return true;
  return r->doc->words[report->source].upos == CH_UPOS_PRON;
}

static bool nominal(const reader *r, uint32_t w) {
  uint8_t upos = r->doc->words[w].upos;
  return upos == CH_UPOS_PROPN || upos == CH_UPOS_NOUN || upos == CH_UPOS_PRON;
}

static bool breaks(const reader *r, uint32_t w) {
  return quote_over(r, w) < r->quotes.n || r->doc->words[w].upos == CH_UPOS_PUNCT;
}

/* A subject inside the quotation that the cue brings cannot be its speaker,
 * nor does the quotation go unspoken for when a name stands between it and the
 * cue: the words next to the cue name the speaker. */
static void mend_source(const reader *r, ch_reported *report, const ch_sentence *s) {
  uint32_t w = report->cue_word, end = s->first + s->count, low = w, high = w;
  bool inside = report->source != CH_NO_WORD && quote_over(r, report->source) < r->quotes.n;
  if (quote_over(r, w) < r->quotes.n || !(report->cue->frame & CH_FRAME_QUOTE)) return;
  if (!inside && report->source != CH_NO_WORD) return;
  while (low > s->first && !breaks(r, low - 1)) low--;
  while (high + 1 < end && !breaks(r, high + 1)) high++;
  bool behind_quote = low > s->first && quote_over(r, low - 1) < r->quotes.n;
  if (!inside && !behind_quote) return;
  report->source = CH_NO_WORD;
  uint32_t from = low, to = w; /* before the cue, else behind it */
  for (int side = 0; side < 2 && report->source == CH_NO_WORD; side++) {
    for (uint32_t k = to; k > from && report->source == CH_NO_WORD; k--)
      if (nominal(r, k - 1)) report->source = k - 1;
    if (report->source == CH_NO_WORD) from = w + 1, to = high + 1;
  }
  if (report->source == CH_NO_WORD) return;
  report->source_first = from;
  report->source_last = report->source;
  /* What was taken for the quotation's own words may hold the speaker's. */
  if (behind_quote && report->content_last >= low && report->content_first < low) report->content_last = low - 1;
}

static bool add_draft(reader *r, const ch_reported *found, uint32_t sentence) {
  ch_reported mended = *found, *report = &mended;
  if (is_aside(r, report)) return true;
  mend_source(r, report, &r->doc->sentences[sentence]);
  draft *d = CH_PUSH(r->doc->arena, &r->drafts);
  if (!d) return false;
  *d = (draft){.r = *report, .sentence = sentence};
  take_quotes(r, r->drafts.n - 1);
  trim(r, &r->drafts.v[r->drafts.n - 1].r);
  return true;
}

/* A cue that may bring a quotation and has no other content. */
static bool quoting_verb(const reader *r, uint32_t w, ch_reported *report) {
  char folded[64];
  const ch_word *word = &r->doc->words[w];
  if (word->upos != CH_UPOS_VERB) return false;
  const ch_cue *cue = ch_cue_find(r->cues, ch_fold(word->lemma, folded, sizeof folded), CH_CUE_VERB);
  if (!cue || !(cue->frame & CH_FRAME_QUOTE)) return false;
  *report = (ch_reported){
      .cue = cue, .cue_word = w, .cue_last = w, .content = CH_NO_WORD, .beside = true};
  report->source = ch_reported_speaker(r->cues, r->doc, w);
  if (report->source != CH_NO_WORD)
    ch_reported_source_range(r->doc, report->source, w, &report->source_first,
                             &report->source_last);
  return true;
}

/* Quotations of the sentence that no cue took yet: the nearest verb that may
 * bring one does. */
static bool find_quoting_verbs(reader *r, uint32_t sentence) {
  const ch_sentence *s = &r->doc->sentences[sentence];
  for (size_t q = quote_from(r, s->first); q < r->quotes.n; q++) {
    uint32_t first, last, best_distance = UINT32_MAX;
    ch_reported best = {.cue = NULL}, report;
    if (!piece_of(r, q, s, &first, &last)) break;
    if (r->owner[q] != NONE) continue;
    uint32_t from = first > s->first + CUE_WINDOW ? first - CUE_WINDOW : s->first;
    uint32_t to = last + CUE_WINDOW < s->first + s->count ? last + CUE_WINDOW : s->first + s->count;
    for (uint32_t w = from; w < to; w++) {
      if (w == first) w = last + 1; /* the quotation itself */
      if (w >= to || quote_over(r, w) < r->quotes.n || !quoting_verb(r, w, &report)) continue;
      uint32_t distance = w < first ? first - w : w - last;
      if (distance >= best_distance) continue;
      best = report;
      best_distance = distance;
    }
    bool whole = last - first + 1 >= SHORTEST_FREE_QUOTE;
    if (!best.cue || (best_distance > ADJACENT && !whole)) continue;
    best.content_first = first;
    best.content_last = last;
    size_t drafts = r->drafts.n;
    if (!add_draft(r, &best, sentence)) return false;
    if (r->drafts.n == drafts) continue;
    r->owner[q] = (int32_t)r->drafts.n - 1;
    r->drafts.v[r->drafts.n - 1].quoted = true;
  }
  return true;
}

/* "LAVROV: We will respond." at the head of a paragraph: the transcript's
 * speaker holds the paragraph. Gives the colon; CH_NO_WORD if it is none. */
static uint32_t transcript_colon(const reader *r, const ch_sentence *s) {
  if (!s->paragraph) return CH_NO_WORD;
  uint32_t end = s->count > TRANSCRIPT_NAME ? s->first + TRANSCRIPT_NAME : s->first + s->count;
  uint32_t first = s->first; /* a quotation mark may open the paragraph */
  if (ch_char_at(ch_word_form(r->doc, first), 0).class == CH_CHAR_QUOTE) first++;
  for (uint32_t w = first; w < end; w++) {
    if (ch_str_is(ch_word_form(r->doc, w), ":")) return w > first && w + 1 < s->first + s->count ? w : CH_NO_WORD;
    if (!(r->doc->words[w].flags & CH_WORD_CAPS) && !ch_str_is(ch_word_form(r->doc, w), ".")) return CH_NO_WORD;
  }
  return CH_NO_WORD;
}

static bool add_transcript(reader *r, uint32_t sentence, uint32_t colon, uint32_t speaker_sentence) {
  const ch_sentence *s = &r->doc->sentences[sentence], *named = &r->doc->sentences[speaker_sentence];
  const ch_cue *said = ch_cue_find(r->cues, CH_STR("say"), CH_CUE_VERB);
  if (!said) return true;
  ch_reported report = {.cue = said,
                        .cue_word = sentence == speaker_sentence ? colon : CH_NO_WORD,
                        .cue_last = colon,
                        .source = colon - 1,
                        .source_first = named->first,
                        .source_last = colon - 1,
                        .content = CH_NO_WORD,
                        .content_first = sentence == speaker_sentence ? colon + 1 : s->first,
                        .content_last = s->first + s->count - 1};
  draft *d = CH_PUSH(r->doc->arena, &r->drafts);
  if (!d) return false;
  *d = (draft){.r = report, .sentence = sentence, .quoted = true};
  return true;
}

/* ---- words brought by a colon or followed by a name ---- */

static bool ends_in_colon(const ch_document *doc, const ch_sentence *s) {
  return ch_str_is(ch_word_form(doc, s->first + s->count - 1), ":");
}

static bool add_absent(reader *r, ch_reported report, uint32_t sentence) {
  report.content_first = report.content_last = report.cue_word == CH_NO_WORD ? 0 : report.cue_word;
  draft *d = CH_PUSH(r->doc->arena, &r->drafts);
  if (!d) return false;
  *d = (draft){.r = report, .sentence = sentence, .quoted = true, .absent = true};
  return true;
}

/* The paragraph that "He continued:" brings, in quotation marks or set off
 * without them. */
static bool take_brought(reader *r, uint32_t sentence) {
  const ch_document *doc = r->doc;
  const ch_sentence *s = &doc->sentences[sentence];
  ch_reported report, best = {.cue = NULL};
  if (sentence + 1 >= doc->n_sentences || ch_sentence_opens(doc, sentence + 1) || !ends_in_colon(doc, s))
    return true;
  for (uint32_t w = s->first; w < s->first + s->count; w++)
    if (quote_over(r, w) == r->quotes.n && quoting_verb(r, w, &report)) best = report;
  if (!best.cue || best.source == CH_NO_WORD) return true;
  const ch_sentence *next = s + 1;
  size_t quote = quote_over(r, next->first);
  if (quote < r->quotes.n) {
    if (r->owner[quote] != NONE) return true;
    r->owner[quote] = (int32_t)r->drafts.n;
    return add_absent(r, best, sentence);
  }
  if (!next->paragraph) return true;
  for (uint32_t i = sentence + 1; i < doc->n_sentences && (i == sentence + 1 || !doc->sentences[i].paragraph); i++) {
    best.cue_word = CH_NO_WORD;
    best.content_first = doc->sentences[i].first;
    best.content_last = best.content_first + doc->sentences[i].count - 1;
    draft *d = CH_PUSH(doc->arena, &r->drafts);
    if (!d) return false;
    *d = (draft){.r = best, .sentence = i, .quoted = true};
  }
  return true;
}

/* "… on him." - Ann Lee: a dash and a name behind a quotation. */
static bool take_signed(reader *r) {
  const ch_document *doc = r->doc;
  const ch_cue *said = ch_cue_find(r->cues, CH_STR("say"), CH_CUE_VERB);
  for (size_t q = 0; said && q < r->quotes.n; q++) {
    uint32_t dash = r->quotes.v[q].last + 1, end = dash + 1;
    if (r->owner[q] != NONE || dash + 1 >= doc->n_words) continue;
    if (ch_char_at(ch_word_form(doc, dash), 0).class != CH_CHAR_DASH) continue;
    uint32_t last = doc->sentence_of[dash + 1];
    while (end < doc->n_words && doc->words[end].upos == CH_UPOS_PROPN && doc->sentence_of[end] == last) end++;
    if (end == dash + 1) continue;
    ch_reported report = {.cue = said, .cue_word = CH_NO_WORD, .cue_last = dash, .source = end - 1,
                        .source_first = dash + 1, .source_last = end - 1, .content = CH_NO_WORD};
    r->owner[q] = (int32_t)r->drafts.n;
    if (!add_absent(r, report, doc->sentence_of[r->quotes.v[q].first])) return false;
  }
  return true;
}

/* Puts the drafts in the order of their sentences (counting, stable), and the
 * owners of quotations with them. */
static bool sort_drafts(reader *r) {
  size_t n = r->drafts.n;
  uint32_t *place = CH_ARRAY(r->doc->arena, (size_t)r->doc->n_sentences + 2, uint32_t);
  uint32_t *moved = CH_ARRAY(r->doc->arena, n + 1, uint32_t);
  draft *sorted = CH_ARRAY(r->doc->arena, n + 1, draft);
  if (!place || !moved || !sorted) return false;
  for (size_t i = 0; i < n; i++) place[r->drafts.v[i].sentence + 1]++;
  for (uint32_t i = 0; i < r->doc->n_sentences; i++) place[i + 1] += place[i];
  for (size_t i = 0; i < n; i++) {
    moved[i] = place[r->drafts.v[i].sentence]++;
    sorted[moved[i]] = r->drafts.v[i];
  }
  r->drafts.v = sorted;
  r->drafts.cap = n + 1;
  for (size_t q = 0; q < r->quotes.n; q++)
    if (r->owner[q] != NONE) r->owner[q] = (int32_t)moved[r->owner[q]];
  return true;
}

/* ---- titles: "Lavrov: Oslo broke its word", "Oslo broke its word - minister" ---- */

/* Do the words name somebody who speaks: a person, or one by his office? */
static bool names_speaker(const reader *r, uint32_t first, uint32_t last) {
  uint32_t at = r->reading->mention_over[last];
  if (first > last || at == CH_NO_ITEM) return false;
  const ch_mention *m = &r->reading->mentions[at];
  bool person = m->naming == CH_NAMING_PERSON || m->naming == CH_NAMING_NOMINAL;
  return person && m->first <= first && m->last == last && m->actor != CH_NO_ITEM;
}

static bool add_titled(reader *r, uint32_t sentence) {
  const ch_document *doc = r->doc;
  const ch_sentence *s = &doc->sentences[sentence];
  const uint32_t end = s->first + s->count, least = 2;
  const ch_cue *said = ch_cue_find(r->cues, CH_STR("say"), CH_CUE_VERB);
  for (uint32_t w = s->first + 1; said && w + 1 < end; w++) {
    bool colon = ch_str_is(ch_word_form(doc, w), ":");
    bool dash = ch_char_at(ch_word_form(doc, w), 0).class == CH_CHAR_DASH &&
                doc->words[w - 1].flags & CH_WORD_SPACE_AFTER && doc->words[w].flags & CH_WORD_SPACE_AFTER;
    ch_reported report = {.cue = said, .cue_word = w, .cue_last = w, .content = CH_NO_WORD};
    if (colon && w + least < end && w - s->first <= TRANSCRIPT_NAME && names_speaker(r, s->first, w - 1)) {
      report.source = report.source_last = w - 1;
      report.source_first = s->first;
      report.content_first = w + 1;
      report.content_last = end - 1;
    } else if ((colon || dash) && end - w - 1 <= TRANSCRIPT_NAME && w > s->first + least && names_speaker(r, w + 1, end - 1)) {
      report.source = report.source_last = end - 1;
      report.source_first = w + 1;
      report.content_first = s->first;
      report.content_last = w - 1;
    } else {
      continue;
    }
    draft *d = CH_PUSH(doc->arena, &r->drafts);
    if (!d) return false;
    *d = (draft){.r = report, .sentence = sentence};
    return true;
  }
  return true;
}

static bool find_reports(reader *r) {
  uint32_t colon = CH_NO_WORD, speaker_sentence = 0;
  for (uint32_t i = 0; i < r->doc->n_sentences; i++) {
    const ch_sentence *s = &r->doc->sentences[i];
    if (s->paragraph) {
      colon = transcript_colon(r, s);
      speaker_sentence = i;
    }
    if (colon != CH_NO_WORD && !add_transcript(r, i, colon, speaker_sentence)) return false;
    if (colon == CH_NO_WORD && ch_in_title(r->doc, i) && !add_titled(r, i)) return false;
    for (uint32_t w = s->first; w < s->first + s->count; w++) {
      ch_reported report;
      if (ch_reported_find(r->cues, r->doc, w, &report) && !add_draft(r, &report, i)) return false;
    }
    if (!find_quoting_verbs(r, i) || !take_brought(r, i)) return false;
  }
  return take_signed(r) && sort_drafts(r);
}

/* ---- speakers ---- */

static uint32_t actor_of(const reader *r, uint32_t head) {
  const ch_reading *reading = r->reading;
  if (head == CH_NO_WORD) return CH_NO_ITEM;
  uint32_t mention = reading->mention_at ? reading->mention_at[head] : CH_NO_ITEM;
  if (mention == CH_NO_ITEM && reading->mention_over) mention = reading->mention_over[head];
  return mention < reading->n_mentions ? reading->mentions[mention].actor : CH_NO_ITEM;
}

/* "Maj. Gen. Ann Lee": the words before the name were made the head. */
static uint32_t named_beside(const reader *r, const ch_reported *report) {
  const ch_reading *reading = r->reading;
  uint32_t head = report->source;
  for (uint32_t i = 0; reading->mention_at && i < ch_child_count(r->doc, head); i++) {
    uint32_t c = ch_child(r->doc, head, i), m = reading->mention_at[c];
    if (m == CH_NO_ITEM || !in_range(c, report->source_first, report->source_last)) continue;
    ch_rel rel = ch_rel_universal((ch_rel)r->doc->words[c].rel);
    const ch_actor *actor = &reading->actors[reading->mentions[m].actor];
    bool beside = rel == CH_REL_FLAT || rel == CH_REL_APPOS || rel == CH_REL_COMPOUND;
    bool body =
        rel == CH_REL_COMPOUND && actor->body.n > 0 && actor->code.n > 0; /* "the Hamas movement" */
    if ((beside && actor->person.n > 0) || body) return reading->mentions[m].actor;
  }
  return CH_NO_ITEM;
}

/* "a statement saying", "the Kremlin's letter": a text speaks for whoever it is
 * from; "the statement" for who spoke last. */
static uint32_t author_of(const reader *r, uint32_t text) {
  char folded[64];
  const ch_document *doc = r->doc;
  if (doc->words[text].upos != CH_UPOS_NOUN) return CH_NO_ITEM;
  const ch_cue *cue =
      ch_cue_find(r->cues, ch_fold(doc->words[text].lemma, folded, sizeof folded), CH_CUE_NOUN);
  if (!cue || !ch_str_is(cue->stance, "says")) return CH_NO_ITEM;
  bool definite = false;
  for (uint32_t i = 0; i < ch_child_count(doc, text); i++) {
    uint32_t c = ch_child(doc, text, i),
             m = r->reading->mention_at ? r->reading->mention_at[c] : CH_NO_ITEM;
    ch_rel rel = ch_rel_universal((ch_rel)doc->words[c].rel);
    if (m != CH_NO_ITEM && c < text && (rel == CH_REL_AMOD || rel == CH_REL_COMPOUND))
      return r->reading->mentions[m].actor;
    /* "a statement issued by X" */
    const ch_cue *act =
        rel == CH_REL_ACL
            ? ch_cue_find(r->cues, ch_fold(doc->words[c].lemma, folded, sizeof folded), CH_CUE_VERB)
            : NULL;
    bool issued = act && ch_str_is(act->stance, "announces");
    uint32_t agent = issued ? ch_child_by_rel(doc, c, CH_REL_OBL_AGENT) : CH_NO_WORD;
    if (agent != CH_NO_WORD && actor_of(r, agent) != CH_NO_ITEM) return actor_of(r, agent);
    definite |= rel == CH_REL_DET &&
                ch_str_find(doc->words[c].feats, CH_STR("Definite=Ind"), 0) == SIZE_MAX;
  }
  uint32_t author = ch_reported_speaker(r->cues, doc, text);
  if (author != CH_NO_WORD && author != text && actor_of(r, author) != CH_NO_ITEM)
    return actor_of(r, author);
  return definite ? r->last_actor : CH_NO_ITEM;
}

static uint32_t speaking(const reader *r, const ch_reported *report) {
  if (report->source == CH_NO_WORD) return CH_NO_ITEM;
  uint32_t actor = actor_of(r, report->source);
  if (actor == CH_NO_ITEM) actor = named_beside(r, report);
  return actor == CH_NO_ITEM ? author_of(r, report->source) : actor;
}

static ch_str speaker_of(const reader *r, const ch_reported *report, uint32_t actor) {
  if (actor < r->reading->n_actors) {
    const ch_actor *a = &r->reading->actors[actor];
    if (a->person.n) return a->person;
    if (a->name.n) return a->name;
  }
  if (report->source == CH_NO_WORD) return (ch_str){NULL, 0};
  uint32_t first = report->source_first;
  while (first < report->source_last && r->doc->words[first].upos == CH_UPOS_DET) first++;
  return ch_str_slice(r->doc->text, r->doc->words[first].span.from, r->doc->words[report->source_last].span.to);
}

static ch_attribution *write_down(reader *r, const ch_reported *report, uint32_t sentence) {
  ch_attribution *a = CH_PUSH(r->doc->arena, &r->out);
  if (!a) return NULL;
  bool unnamed = report->source == CH_NO_WORD;
  *a = (ch_attribution){.sentence = sentence, .cue = report->cue_word,
                        .source_first = unnamed ? CH_NO_WORD : report->source_first,
                        .source_last = unnamed ? CH_NO_WORD : report->source_last,
                        .content_first = report->content_first, .content_last = report->content_last,
                        .parent = CH_NO_ITEM, .stance = report->cue->stance, .party_word = report->cue->party};
  a->actor = speaking(r, report);
  a->speaker = speaker_of(r, report, a->actor);
  if (report->negated && ch_str_is(a->stance, "says")) a->stance = CH_STR("declines");
  if (report->negated && ch_str_is(a->stance, "doubts")) a->stance = CH_STR("believes");
  return a;
}

/* ---- second pass ---- */

static bool covered(const reader *r, size_t from, uint32_t first, uint32_t last) {
  for (size_t i = from; i < r->out.n; i++)
    if (r->out.v[i].content_first <= first && r->out.v[i].content_last >= last) return true;
  return false;
}

/* Who speaks in a quotation that no cue brings: who spoke in its earlier part,
 * or brought it with a colon, or spoke just before. */
static int32_t free_speaker(const reader *r, size_t quote, uint32_t sentence, int32_t last_said) {
  if (r->owner[quote] != NONE) return r->owner[quote];
  if (quote > 0 && r->quotes.v[quote - 1].carried) return r->owner[quote - 1];
  if (last_said == NONE) return NONE;
  const draft *said = &r->drafts.v[last_said];
  if (said->sentence + 1 == sentence && ends_in_colon(r->doc, &r->doc->sentences[said->sentence])) return last_said;
  uint32_t apart = sentence - said->sentence;
  return apart <= SENTENCES_CARRIED && said->quoted ? last_said : NONE;
}

/* Gives the pieces of quotations that nothing covers yet to their speakers. */
static bool write_free_quotes(reader *r, uint32_t sentence, size_t from, int32_t last_said) {
  const ch_sentence *s = &r->doc->sentences[sentence];
  for (size_t q = quote_from(r, s->first); q < r->quotes.n; q++) {
    uint32_t first, last;
    if (!piece_of(r, q, s, &first, &last)) break;
    if (covered(r, from, first, last)) continue;
    bool long_enough = last - first + 1 >= SHORTEST_FREE_QUOTE && (last - first + 1) * 3 >= s->count * 2;
    int32_t owner = free_speaker(r, q, sentence, last_said);
    bool own = r->owner[q] != NONE && (r->drafts.v[r->owner[q]].absent || r->drafts.v[r->owner[q]].sentence != sentence);
    if (owner == NONE || !(long_enough || own)) continue;
    if (r->owner[q] == NONE) r->owner[q] = owner;
    ch_reported report = r->drafts.v[owner].r;
    report.cue_word = CH_NO_WORD;
    report.negated = false;
    report.content_first = first;
    report.content_last = last;
    ch_attribution *a = write_down(r, &report, sentence);
    if (!a) return false;
    a->quoted = true;
  }
  return true;
}

static int by_extent(const void *left, const void *right) {
  const ch_attribution *a = left, *b = right;
  uint32_t an = a->content_last - a->content_first, bn = b->content_last - b->content_first;
  if (an != bn) return an > bn ? -1 : 1;
  if (a->content_first != b->content_first) return a->content_first < b->content_first ? -1 : 1;
  return a->cue < b->cue ? -1 : a->cue > b->cue;
}

/* Outer before inner; the parent is the narrowest that holds the cue. */
static void nest(reader *r, size_t from) {
  size_t n = r->out.n - from;
  if (n > 1) qsort(r->out.v + from, n, sizeof *r->out.v, by_extent);
  for (size_t i = from + 1; i < r->out.n; i++) {
    ch_attribution *inner = &r->out.v[i];
    uint32_t at = inner->cue != CH_NO_WORD ? inner->cue : inner->content_first;
    size_t low = i > from + NESTED_AMONG ? i - NESTED_AMONG : from;
    for (size_t k = i; k > low; k--) {
      const ch_attribution *outer = &r->out.v[k - 1];
      if (!in_range(at, outer->content_first, outer->content_last) || outer->cue == inner->cue) continue;
      if (outer->cue != CH_NO_WORD && in_range(outer->cue, inner->content_first, inner->content_last)) continue;
      inner->parent = (uint32_t)(k - 1);
      break;
    }
  }
}

static bool write_sentences(reader *r) {
  size_t next = 0;
  int32_t last_said = NONE;
  for (uint32_t i = 0; i < r->doc->n_sentences; i++) {
    size_t from = r->out.n, first_draft = next;
    if (ch_sentence_opens(r->doc, i)) {
      last_said = NONE;
      r->last_actor = CH_NO_ITEM;
    }
    for (; next < r->drafts.n && r->drafts.v[next].sentence == i; next++) {
      if (r->drafts.v[next].absent) continue;
      ch_attribution *a = write_down(r, &r->drafts.v[next].r, i);
      if (!a) return false;
      a->quoted = r->drafts.v[next].quoted;
      bool says = r->drafts.v[next].r.cue->frame & (CH_FRAME_QUOTE | CH_FRAME_CLAUSE);
      if (says && a->actor != CH_NO_ITEM && r->reading->actors[a->actor].code.n)
        r->last_actor = a->actor;
    }
    if (!write_free_quotes(r, i, from, last_said)) return false;
    for (size_t k = first_draft; k < next; k++)
      if (r->drafts.v[k].r.cue->frame & CH_FRAME_QUOTE && r->drafts.v[k].r.cue_word != CH_NO_WORD &&
          quote_over(r, r->drafts.v[k].r.cue_word) == r->quotes.n)
        last_said = (int32_t)k;
    nest(r, from);
  }
  return true;
}

static void index_words(const reader *r) {
  ch_reading *reading = r->reading;
  for (uint32_t w = 0; w < r->doc->n_words; w++) reading->attribution_at[w] = CH_NO_ITEM;
  /* Outer before inner within a sentence, so that the inner stays. */
  for (uint32_t i = 0; i < reading->n_attributions; i++)
    for (uint32_t w = reading->attributions[i].content_first; w <= reading->attributions[i].content_last; w++)
      reading->attribution_at[w] = i;
}

bool ch_read_attributions(const ch_cues *cues, const ch_document *doc,
                          ch_reading *reading, ch_error *error) {
  reader r = {.cues = cues, .doc = doc, .reading = reading, .last_actor = CH_NO_ITEM};
  reading->attribution_at = CH_ARRAY(doc->arena, (size_t)doc->n_words + 1, uint32_t);
  bool done = reading->attribution_at && ch_quotes_find(doc, &r.quotes);
  if (done) r.owner = CH_ARRAY(doc->arena, r.quotes.n + 1, int32_t);
  done = done && r.owner;
  for (size_t q = 0; done && q < r.quotes.n; q++) r.owner[q] = NONE;
  if (done && doc->child_first) done = find_reports(&r);
  done = done && write_sentences(&r);
  if (!done) return ch_fail(error, CH_ERROR_MEMORY, "no memory for the attributions of an article");
  reading->attributions = r.out.v;
  reading->n_attributions = (uint32_t)r.out.n;
  index_words(&r);
  return true;
}
