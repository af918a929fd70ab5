/* Words in articles, and what was coded of the sentences that hold them. */
#include <stdio.h>

#include "store/work.h"

#define WORDS 32 /* of a query */

typedef struct query_word {
  ch_str word;    /* of the query, or several that stand together */
  bool phrase, prefix, absent;
} query_word;

typedef struct query {
  query_word v[WORDS];
  size_t n, n_wanted;
} query;

/* Letters and digits; of other scripts and accented letters every byte, but not
 * the dashes and quotation marks of U+2000 to U+206F. */
static bool in_word(ch_str s, size_t at) {
  unsigned char c = (unsigned char)s.p[at];
  if (c < 0x80) return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  for (size_t back = 0; back < 3 && back <= at; back++) {
    unsigned char lead = (unsigned char)s.p[at - back];
    if (lead == 0xE2 && at - back + 1 < s.n) {
      unsigned char next = (unsigned char)s.p[at - back + 1];
      return next != 0x80 && next != 0x81;
    }
    if (lead >= 0xC0) break;
  }
  return true;
}

static bool next_word(ch_str s, size_t *at, ch_str *word) {
  while (*at < s.n && !in_word(s, *at)) ++*at;
  size_t from = *at;
  while (*at < s.n && in_word(s, *at)) ++*at;
  *word = ch_str_slice(s, from, *at);
  return word->n > 0;
}

/* "tit-for-tat", like words in quotes, is three words that stand together. */
static void read_query(ch_str text, query *out) {
  bool quoted = false;
  *out = (query){.n = 0};
  for (size_t at = 0; at < text.n && out->n < WORDS;) {
    char c = text.p[at];
    if (c == '"') {
      quoted = !quoted;
      size_t end = quoted ? ch_str_find_byte(text, '"', at + 1) : SIZE_MAX;
      bool absent = quoted && at && text.p[at - 1] == '-';
      at++;
      if (!quoted || end == SIZE_MAX) continue;
      out->v[out->n++] = (query_word){.word = ch_str_slice(text, at, end), .phrase = true, .absent = absent};
      at = end;
      continue;
    }
    if (c == ' ' || c == '\t' || c == '\n') {
      at++;
      continue;
    }
    size_t end = at;
    while (end < text.n && text.p[end] != ' ' && text.p[end] != '\t' && text.p[end] != '\n' && text.p[end] != '"')
      end++;
    ch_str word = ch_str_slice(text, at, end), first;
    size_t seen = 0;
    query_word w = {.word = word, .absent = word.n > 1 && word.p[0] == '-',
                    .prefix = word.n > 1 && word.p[word.n - 1] == '*'};
    at = end;
    if (!next_word(word, &seen, &first)) continue;
    w.word = first;
    if (next_word(word, &seen, &first)) w.word = word, w.phrase = true, w.prefix = false;
    out->v[out->n++] = w;
  }
  for (size_t i = 0; i < out->n; i++) out->n_wanted += !out->v[i].absent;
}

/* FTS5's language: each word in quotes, so that none of it is an operator. */
static void write_match(const query *q, ch_buf *out) {
  for (int absent = 0; absent < 2; absent++)
    for (size_t i = 0; i < q->n; i++) {
      const query_word *w = &q->v[i];
      ch_str word;
      size_t at = 0;
      /* Absent words that stand together are looked for in the text. */
      if (w->absent != absent || (absent && w->phrase)) continue;
      while (next_word(w->word, &at, &word)) {
        if (out->n) ch_buf_add_z(out, absent ? " NOT " : " AND ");
        ch_buf_printf(out, "\"%.*s\"%s", CH_PRI(word), w->prefix ? "*" : "");
      }
    }
}

static char fold(char c) {
  return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

/* Does `text` hold the words of `what` in a row, beginning at a word? */
static bool holds(ch_str text, const query_word *what) {
  for (size_t start = 0; start < text.n;) {
    ch_str first;
    size_t at = start;
    if (!next_word(text, &at, &first)) return false;
    start = at;
    size_t i = (size_t)(first.p - text.p), k = 0;
    ch_str a, b;
    bool same = true, any = false;
    while (same && next_word(what->word, &k, &b)) {
      any = true;
      same = next_word(text, &i, &a) && (what->prefix ? a.n >= b.n : a.n == b.n);
      for (size_t c = 0; same && c < b.n; c++) same = fold(a.p[c]) == fold(b.p[c]);
    }
    if (same && any) return true;
  }
  return false;
}

static bool holds_any(ch_str text, const query *q) {
  for (size_t i = 0; i < q->n; i++)
    if (!q->v[i].absent && holds(text, &q->v[i])) return true;
  return false;
}

/* What the index, which knows no order of words, could not tell. */
static bool holds_phrases(ch_str text, ch_str title, const query *q) {
  for (size_t i = 0; i < q->n; i++) {
    if (!q->v[i].phrase) continue;
    bool there = holds(text, &q->v[i]) || holds(title, &q->v[i]);
    if (there == q->v[i].absent) return false;
  }
  return true;
}

static bool side_passes(const ch_report *r, const ch_filter *f) {
  for (int i = 0; i < 2; i++)
    if (f->between[i].n && !ch_side_has(&r->act.actor, f->between[i]) &&
        !ch_side_has(&r->act.recipient, f->between[i]))
      return false;
  return true;
}

static bool passes(const ch_report *r, const ch_filter *f) {
  if (f->types && !(f->types >> r->act.type & 1)) return false;
  if (f->statuses && !(f->statuses >> r->act.status & 1)) return false;
  if (!side_passes(r, f)) return false;
  if (f->issue.n == 0) return true;
  for (uint32_t i = 0; i < r->n_issues; i++)
    if (ch_str_eq(r->issues[i], f->issue)) return true;
  return false;
}

static bool add_hit(const ch_source *source, ch_str sentence, const ch_report *report,
                    uint64_t event, ch_arena *arena, ch_hits *out, ch_error *error) {
  ch_hit *hit = CH_PUSH(arena, out);
  if (!hit) return ch_store_no_memory(error);
  *hit = (ch_hit){.source = source, .sentence = sentence, .report = report};
  if (report) snprintf(hit->event, sizeof hit->event, "e-%016llx", (unsigned long long)event);
  return true;
}

/* The sentences of an article that were coded and hold any of the words. */
static bool coded_hits(ch_store *s, int64_t article, const ch_source *source, const query *q,
                       const ch_filter *filter, ch_arena *arena, ch_hits *out, ch_error *error) {
  ch_numbers mentions = {0};
  if (!s->ops->mentions_of_article(s->backend, article, arena, &mentions, error)) return false;
  for (size_t i = 0; i < mentions.n; i++) {
    ch_str line;
    ch_mention_head head;
    ch_event_head event;
    ch_report *r = CH_NEW(arena, ch_report);
    if (!r) return ch_store_no_memory(error);
    if (!s->ops->mention_line(s->backend, mentions.v[i], arena, &line, error)) return false;
    if (!ch_report_read(line, arena, r, NULL))
      return ch_fail(error, CH_ERROR_STORE, "the record is damaged: a mention cannot be read");
    r->source = source;
    if (!holds_any(r->text, q) || !passes(r, filter)) continue;
    if (!s->ops->mention_head(s->backend, mentions.v[i], &head, error) ||
        !s->ops->event_head(s->backend, head.event, &event, error) ||
        !add_hit(source, r->text, r, event.key, arena, out, error))
      return false;
  }
  return true;
}

/* The first line of the text with one of the words, or as much of it as shows
 * the word. */
static ch_str shown(ch_str text, const query *q) {
  ch_str line, rest = text;
  while (ch_str_line(&rest, &line)) {
    if (!holds_any(line, q)) continue;
    size_t from = 0, end;
    /* One sentence of it, as far as full stops tell. */
    while ((end = ch_str_find(line, CH_STR(". "), from)) != SIZE_MAX) {
      if (holds_any(ch_str_slice(line, from, end + 1), q)) return ch_str_slice(line, from, end + 1);
      from = end + 2;
    }
    return ch_str_slice(line, from, line.n);
  }
  return (ch_str){NULL, 0};
}

static bool article_hits(ch_store *s, int64_t article, const query *q, const ch_filter *filter,
                         ch_arena *arena, ch_hits *out, ch_error *error) {
  ch_source *source = CH_NEW(arena, ch_source);
  ch_str text;
  size_t before = out->n;
  if (!source) return ch_store_no_memory(error);
  if (!s->ops->article_source(s->backend, article, arena, source, error) ||
      !s->ops->article_text(s->backend, article, arena, &text, error))
    return false;
  if (!holds_phrases(text, source->title, q)) return true;
  if (!coded_hits(s, article, source, q, filter, arena, out, error)) return false;
  bool coded_only = filter->between[0].n || filter->types || filter->statuses || filter->issue.n;
  if (out->n > before || coded_only) return true;
  return add_hit(source, shown(text, q), NULL, 0, arena, out, error);
}

bool ch_store_search(ch_store *s, ch_str words, const ch_filter *filter, uint64_t most,
                     ch_arena *arena, ch_hits *out, ch_error *error) {
  query q;
  ch_buf match;
  ch_numbers articles = {0};
  *out = (ch_hits){0};
  read_query(words, &q);
  ch_buf_init(&match, 0);
  write_match(&q, &match);
  bool done = (q.n_wanted && match.n && !match.failed) ||
              ch_fail(error, CH_ERROR_USAGE, "'%.*s' holds no word to look for", CH_PRI(words));
  done = done && s->ops->search(s->backend, ch_buf_str(&match), filter->days, 0, arena, &articles, error);
  for (size_t i = 0; done && i < articles.n && (!most || out->n < most); i++)
    done = article_hits(s, articles.v[i], &q, filter, arena, out, error);
  if (most && out->n > most) out->n = most;
  ch_buf_free(&match);
  return done;
}
