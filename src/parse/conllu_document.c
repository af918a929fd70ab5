/* A parsed document as CoNLL-U. */
#include "parse/parser.h"

/* White space in a sentence's text (line feeds, say) as single blanks. */
static void text_line(ch_buf *out, ch_str text) {
  bool blank = false;
  ch_buf_add_z(out, "# text = ");
  for (size_t i = 0; i < text.n; i++) {
    char c = text.p[i];
    bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v' || c == '\f';
    if (space && blank) continue;
    ch_buf_add_byte(out, space ? ' ' : c);
    blank = space;
  }
  ch_buf_add_byte(out, '\n');
}

/* A column's bytes; white space inside a word cannot stand in CoNLL-U's
 * columns but as a blank. */
static void field(ch_buf *out, ch_str s) {
  if (s.n == 0) ch_buf_add_byte(out, '_');
  for (size_t i = 0; i < s.n; i++) {
    char c = s.p[i];
    ch_buf_add_byte(out, c == '\t' || c == '\n' || c == '\r' ? ' ' : c);
  }
  ch_buf_add_byte(out, '\t');
}

/* Words first … end - 1 of one surface token: words glued to the one before. */
static uint32_t token_end(const ch_document *doc, uint32_t first, uint32_t end) {
  uint32_t w = first + 1;
  while (w < end && (doc->words[w].flags & CH_WORD_GLUED)) w++;
  return w;
}

static void misc(ch_buf *out, const ch_word *w, bool no_space) {
  if (w->name != CH_NAME_NONE)
    ch_buf_printf(out, "Name=%c-%s", w->flags & CH_WORD_NAME_START ? 'B' : 'I',
                  ch_name_type_name((ch_name_type)w->name));
  if (no_space) ch_buf_add_z(out, w->name != CH_NAME_NONE ? "|SpaceAfter=No" : "SpaceAfter=No");
  else if (w->name == CH_NAME_NONE) ch_buf_add_byte(out, '_');
  ch_buf_add_byte(out, '\n');
}

static void write_word(const ch_document *doc, const ch_sentence *s, uint32_t at, bool in_range,
                       ch_buf *out) {
  const ch_word *w = &doc->words[at];
  ch_buf_printf(out, "%u\t", at - s->first + 1);
  field(out, ch_word_form(doc, at));
  field(out, w->lemma);
  field(out, ch_str_of(ch_upos_name((ch_upos)w->upos)));
  field(out, w->xpos);
  field(out, w->feats);
  if (w->head == CH_NO_WORD) ch_buf_add_z(out, "0\t");
  else ch_buf_printf(out, "%u\t", w->head - s->first + 1);
  field(out, ch_str_of(ch_rel_name((ch_rel)w->rel)));
  ch_buf_add_z(out, "_\t");
  misc(out, w, !in_range && !(w->flags & CH_WORD_SPACE_AFTER));
}

static void write_sentence(const ch_document *doc, uint32_t k, ch_buf *out) {
  const ch_sentence *s = &doc->sentences[k];
  const uint32_t end = s->first + s->count;
  if (k == 0) {
    ch_buf_add_z(out, "# newdoc");
    if (doc->article && doc->article->id.n) ch_buf_printf(out, " id = %.*s", CH_PRI(doc->article->id));
    ch_buf_add_byte(out, '\n');
  }
  if (s->paragraph) ch_buf_add_z(out, "# newpar\n");
  if (doc->article && doc->article->id.n)
    ch_buf_printf(out, "# sent_id = %.*s-%u\n", CH_PRI(doc->article->id), k + 1);
  else
    ch_buf_printf(out, "# sent_id = %u\n", k + 1);
  text_line(out, ch_str_at(doc->text, s->span));
  for (uint32_t w = s->first; w < end;) {
    uint32_t next = token_end(doc, w, end);
    bool range = next > w + 1;
    if (range) {
      ch_span span = {doc->words[w].span.from, doc->words[next - 1].span.to};
      ch_buf_printf(out, "%u-%u\t", w - s->first + 1, next - s->first);
      field(out, ch_str_at(doc->text, span));
      ch_buf_add_z(out, "_\t_\t_\t_\t_\t_\t_\t");
      ch_buf_add_z(out, doc->words[next - 1].flags & CH_WORD_SPACE_AFTER ? "_\n" : "SpaceAfter=No\n");
    }
    for (; w < next; w++) write_word(doc, s, w, range, out);
  }
  ch_buf_add_byte(out, '\n');
}

bool ch_conllu_write_title(const ch_document *doc, ch_span span, ch_buf *out, ch_error *error) {
  for (uint32_t k = doc->n_sentences - doc->n_title; k < doc->n_sentences; k++)
    if (doc->sentences[k].span.from == doc->title_at + span.from) write_sentence(doc, k, out);
  return !out->failed || ch_fail(error, CH_ERROR_MEMORY, "no memory for the output");
}

bool ch_conllu_write(const ch_document *doc, ch_buf *out, ch_error *error) {
  for (uint32_t k = 0; k < doc->n_sentences; k++) write_sentence(doc, k, out);
  return !out->failed || ch_fail(error, CH_ERROR_MEMORY, "no memory for the output");
}
