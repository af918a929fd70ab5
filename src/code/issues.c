/* What a dispute is about: terms of data/LANG/issues.tsv in the sentence. */
#include "base/file.h"
#include "code/coding.h"

/* `code TAB term|term …` under a line of heads; a later row of the same code adds to it. */
static bool read_issue(ch_codebook *book, ch_str line, ch_error *error) {
  ch_str code, terms;
  if (!ch_str_split(&line, '\t', &code) || !ch_str_split(&line, '\t', &terms))
    return ch_fail(error, CH_ERROR_DATA, "an issue needs a code and its terms");
  ch_issue *issue = NULL;
  for (size_t i = 0; i < book->issues.n; i++)
    if (ch_str_eq(book->issues.v[i].code, code)) issue = &book->issues.v[i];
  if (!issue) {
    ch_str name = ch_arena_printf(book->arena, "issue:%.*s", CH_PRI(code));
    issue = name.p ? CH_PUSH(book->arena, &book->issues) : NULL;
    if (!issue) return ch_fail(error, CH_ERROR_MEMORY, "no memory for issues");
    issue->code = code;
    issue->class_id = ch_words_class_new(&book->words, name, error);
    if (issue->class_id == CH_NO_LEXEME) return false;
  }
  return ch_words_members(&book->words, issue->class_id, terms, '|', error);
}

bool ch_issues_load(ch_codebook *book, const char *path, ch_error *error) {
  ch_str rest, line;
  if (!ch_file_read(path, book->arena, &rest, error)) return false;
  for (uint64_t number = 1; ch_str_line(&rest, &line); number++) {
    if (number == 1 || ch_str_trim(line).n == 0 || line.p[0] == '#') continue;
    if (!read_issue(book, line, error)) return ch_fail_at(error, path, number);
  }
  return true;
}

/* The issues named in the event's sentence, in the order of the table. */
void ch_issues_event(ch_coding *c, ch_event *event) {
  const ch_sentence *s = &c->doc->sentences[event->sentence];
  for (size_t i = 0; i < c->book->issues.n && event->n_issues < CH_MAX_ISSUES; i++)
    for (uint32_t w = s->first; w < s->first + s->count; w++)
      if (ch_in_class(c, w, c->book->issues.v[i].class_id)) {
        event->issues[event->n_issues++] = c->book->issues.v[i].code;
        break;
      }
}
