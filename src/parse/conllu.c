#include "parse/conllu.h"

typedef struct reader {
  const char *name;
  uint64_t line;
  bool trees;
  ch_arena *arena;
  ch_conllu *out;
  ch_error *error;
  ch_conllu_sentence now;
  struct { ch_conllu_word *v; size_t n, cap; } words;
  struct { ch_conllu_range *v; size_t n, cap; } ranges;
} reader;

static bool refuse(reader *r, ch_error_code code, const char *what, ch_str where) {
  ch_fail(r->error, code, "%s '%.*s'", what, (int)(where.n < 60 ? where.n : 60),
          where.n ? where.p : "");
  return ch_fail_at(r->error, r->name ? r->name : "", r->line);
}

static ch_str blank(ch_str column) {
  return ch_str_is(column, "_") ? CH_STR("") : column;
}

/* Does following heads from every word reach the one root? */
static bool check_tree(reader *r) {
  size_t n = r->words.n, roots = 0;
  uint32_t *seen = CH_ARRAY(r->arena, n + 1, uint32_t);
  if (!seen) return ch_fail(r->error, CH_ERROR_MEMORY, "no memory for a sentence");
  for (size_t i = 0; i < n; i++) {
    if (r->words.v[i].head == CH_CONLLU_NO_HEAD)
      return refuse(r, CH_ERROR_FORMAT, "no head given for word", r->words.v[i].form);
    roots += r->words.v[i].head == 0;
  }
  if (roots != 1) return refuse(r, CH_ERROR_FORMAT, "not exactly one root in sentence", r->now.sent_id);
  for (uint32_t i = 1; i <= n; i++) {
    uint32_t at = i;
    while (at != 0 && seen[at] == 0) {
      seen[at] = i;
      at = r->words.v[at - 1].head;
    }
    if (at != 0 && seen[at] == i)
      return refuse(r, CH_ERROR_FORMAT, "heads form a cycle at", r->words.v[at - 1].form);
  }
  return true;
}

static bool end_sentence(reader *r) {
  if (r->words.n == 0) {
    if (r->ranges.n > 0)
      return refuse(r, CH_ERROR_FORMAT, "a multi-word token without words", r->ranges.v[0].form);
    return true;
  }
  for (size_t i = 0; i < r->words.n; i++)
    if (r->words.v[i].head != CH_CONLLU_NO_HEAD && r->words.v[i].head > r->words.n)
      return refuse(r, CH_ERROR_FORMAT, "head outside the sentence for word", r->words.v[i].form);
  for (size_t i = 0; i < r->ranges.n; i++)
    if (r->ranges.v[i].to > r->words.n)
      return refuse(r, CH_ERROR_FORMAT, "multi-word token ends outside the sentence", r->ranges.v[i].form);
  if (r->trees && !check_tree(r)) return false;
  r->now.words = r->words.v;
  r->now.n_words = (uint32_t)r->words.n;
  r->now.ranges = r->ranges.v;
  r->now.n_ranges = (uint32_t)r->ranges.n;
  ch_conllu_sentence *place = CH_PUSH(r->arena, r->out);
  if (!place) return ch_fail(r->error, CH_ERROR_MEMORY, "no memory for a sentence");
  *place = r->now;
  r->out->n_words += r->words.n;
  memset(&r->now, 0, sizeof r->now);
  memset(&r->words, 0, sizeof r->words);
  memset(&r->ranges, 0, sizeof r->ranges);
  return true;
}

static bool value_of(ch_str line, const char *key, ch_str *value) {
  ch_str k = ch_str_of(key);
  ch_str rest = ch_str_trim(ch_str_slice(line, 1, line.n));
  if (!ch_str_starts(rest, k)) return false;
  rest = ch_str_trim(ch_str_slice(rest, k.n, rest.n));
  if (rest.n == 0) { /* "# newpar" */
    *value = CH_STR("");
    return true;
  }
  if (rest.p[0] != '=') return ch_str_starts(rest, CH_STR("id ")) &&
                               (*value = ch_str_trim(ch_str_slice(rest, 4, rest.n)), true);
  *value = ch_str_trim(ch_str_slice(rest, 1, rest.n));
  return true;
}

static void comment(reader *r, ch_str line) {
  ch_str value;
  if (value_of(line, "sent_id", &value)) r->now.sent_id = value;
  else if (value_of(line, "text", &value)) r->now.text = value;
  else if (value_of(line, "newdoc", &value)) r->now.newdoc = value;
  else if (value_of(line, "newpar", &value)) r->now.newpar = true;
}

static bool range_line(reader *r, ch_str id, size_t dash, ch_str form, ch_str misc) {
  uint64_t from, to;
  if (!ch_str_to_u64(ch_str_slice(id, 0, dash), &from) ||
      !ch_str_to_u64(ch_str_slice(id, dash + 1, id.n), &to))
    return refuse(r, CH_ERROR_FORMAT, "bad multi-word token id", id);
  uint64_t last = r->ranges.n ? r->ranges.v[r->ranges.n - 1].to : 0;
  if (from != r->words.n + 1 || from <= last || to < from || to > CH_CONLLU_MAX_WORDS)
    return refuse(r, CH_ERROR_FORMAT, "multi-word token out of place", id);
  ch_conllu_range *range = CH_PUSH(r->arena, &r->ranges);
  if (!range) return ch_fail(r->error, CH_ERROR_MEMORY, "no memory for a sentence");
  *range = (ch_conllu_range){(uint32_t)from, (uint32_t)to, form, blank(misc)};
  return true;
}

static bool word_line(reader *r, ch_str line) {
  ch_str column[10], rest = line;
  int n = 0;
  for (ch_str part; ch_str_split(&rest, '\t', &part); n++) {
    if (n == 10) return refuse(r, CH_ERROR_FORMAT, "more than ten columns in", line);
    if (part.n == 0) return refuse(r, CH_ERROR_FORMAT, "an empty column in", line);
    column[n] = part;
  }
  if (n != 10) return refuse(r, CH_ERROR_FORMAT, "not ten columns in", line);
  if (ch_str_find_byte(line, '\r', 0) != SIZE_MAX)
    return refuse(r, CH_ERROR_FORMAT, "a carriage return inside", column[1]);
  ch_str id = column[0];
  size_t dash = ch_str_find_byte(id, '-', 0);
  if (dash != SIZE_MAX) return range_line(r, id, dash, column[1], column[9]);
  if (ch_str_find_byte(id, '.', 0) != SIZE_MAX) return true; /* empty node */
  uint64_t number, head = CH_CONLLU_NO_HEAD;
  if (!ch_str_to_u64(id, &number) || number != r->words.n + 1)
    return refuse(r, CH_ERROR_FORMAT, "word out of order, id", id);
  if (number > CH_CONLLU_MAX_WORDS)
    return refuse(r, CH_ERROR_LIMIT, "sentence too long at word", id);
  if (!ch_str_is(column[6], "_") &&
      (!ch_str_to_u64(column[6], &head) || head > CH_CONLLU_MAX_WORDS))
    return refuse(r, CH_ERROR_FORMAT, "bad head", column[6]);
  if (r->words.n == 0) r->now.line = r->line;
  ch_conllu_word *word = CH_PUSH(r->arena, &r->words);
  if (!word) return ch_fail(r->error, CH_ERROR_MEMORY, "no memory for a sentence");
  *word = (ch_conllu_word){.form = column[1], .lemma = column[2],
                           .upos = blank(column[3]), .xpos = blank(column[4]),
                           .feats = blank(column[5]), .deprel = blank(column[7]),
                           .misc = blank(column[9]), .head = (uint32_t)head};
  return true;
}

bool ch_conllu_read(ch_str bytes, const char *name, bool trees, ch_arena *arena,
                    ch_conllu *out, ch_error *error) {
  reader r = {.name = name, .trees = trees, .arena = arena, .out = out, .error = error};
  ch_str rest = bytes, line;
  while (ch_str_line(&rest, &line)) {
    r.line++;
    bool fine = true;
    if (line.n == 0) fine = end_sentence(&r);
    else if (line.p[0] == '#') comment(&r, line);
    else fine = word_line(&r, line);
    if (!fine) return false;
  }
  return end_sentence(&r);
}

bool ch_conllu_no_space(ch_str misc) {
  ch_str part;
  while (ch_str_split(&misc, '|', &part))
    if (ch_str_is(part, "SpaceAfter=No")) return true;
  return false;
}

static void column(ch_buf *out, ch_str s) {
  if (s.n == 0) ch_buf_add_byte(out, '_');
  else ch_buf_add(out, s);
  ch_buf_add_byte(out, '\t');
}

static void comment_line(ch_buf *out, const char *key, ch_str value) {
  ch_buf_add_z(out, key);
  ch_buf_add(out, value);
  ch_buf_add_byte(out, '\n');
}

static void last_column(ch_buf *out, ch_str misc) {
  if (misc.n == 0) ch_buf_add_byte(out, '_');
  else ch_buf_add(out, misc);
  ch_buf_add_byte(out, '\n');
}

bool ch_conllu_write_sentence(const ch_conllu_sentence *s, ch_buf *out) {
  if (s->newdoc.n) comment_line(out, "# newdoc id = ", s->newdoc);
  else if (s->newdoc.p) ch_buf_add_z(out, "# newdoc\n");
  if (s->newpar) ch_buf_add_z(out, "# newpar\n");
  if (s->sent_id.n) comment_line(out, "# sent_id = ", s->sent_id);
  if (s->text.n) comment_line(out, "# text = ", s->text);
  uint32_t next = 0;
  for (uint32_t i = 0; i < s->n_words; i++) {
    const ch_conllu_word *w = &s->words[i];
    if (next < s->n_ranges && s->ranges[next].from == i + 1) {
      const ch_conllu_range *range = &s->ranges[next++];
      ch_buf_printf(out, "%u-%u\t", range->from, range->to);
      column(out, range->form);
      ch_buf_add_z(out, "_\t_\t_\t_\t_\t_\t_\t");
      last_column(out, range->misc);
    }
    ch_buf_printf(out, "%u\t", i + 1);
    column(out, w->form);
    column(out, w->lemma);
    column(out, w->upos);
    column(out, w->xpos);
    column(out, w->feats);
    if (w->head == CH_CONLLU_NO_HEAD) ch_buf_add_z(out, "_\t");
    else ch_buf_printf(out, "%u\t", w->head);
    column(out, w->deprel);
    ch_buf_add_z(out, "_\t");
    last_column(out, w->misc);
  }
  ch_buf_add_byte(out, '\n');
  return !out->failed;
}
