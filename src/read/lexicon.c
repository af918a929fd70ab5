#include "read/lexicon.h"

#include "read/lexicon_parts.h"

ch_lexicon *ch_lexicon_open(const char *dir, ch_error *error) {
  return ch_lexicon_open_with(dir, NULL, 0, error);
}

ch_lexicon *ch_lexicon_open_with(const char *dir, const char *const *actors, size_t n_actors,
                                 ch_error *error) {
  ch_arena *arena = ch_arena_new(0);
  ch_lexicon *lexicon = arena ? CH_NEW(arena, ch_lexicon) : NULL;
  if (!lexicon) {
    ch_arena_free(arena);
    ch_fail(error, CH_ERROR_MEMORY, "no memory for the lexicon");
    return NULL;
  }
  lexicon->arena = arena;
  lexicon->times = ch_time_words_open(dir, error);
  if (lexicon->times) lexicon->numbers = ch_number_words_open(dir, error);
  if (lexicon->numbers) lexicon->cues = ch_cues_open(dir, error);
  if (!lexicon->cues ||
      !ch_actor_lists_load(&lexicon->actors, dir, actors, n_actors, arena, error)) {
    ch_lexicon_free(lexicon);
    return NULL;
  }
  return lexicon;
}

void ch_lexicon_free(ch_lexicon *lexicon) {
  if (!lexicon) return;
  ch_time_words_free(lexicon->times);
  ch_number_words_free(lexicon->numbers);
  ch_cues_free(lexicon->cues);
  ch_arena_free(lexicon->arena);
}

static ch_str name_at(const void *self, const ch_document *doc, uint32_t from, uint32_t end, uint32_t *last) {
  const ch_names *names = &((const ch_lexicon *)self)->actors.names;
  uint32_t found = ch_names_match(names, doc, from, end, last);
  for (uint32_t s = found; s != CH_NO_SURFACE; s = names->surfaces.v[s].next) {
    const ch_surface *surface = &names->surfaces.v[s];
    ch_str text = ch_str_at(doc->text, (ch_span){doc->words[from].span.from, doc->words[*last].span.to});
    if (surface->kind <= CH_SURFACE_BODY && ch_case_fits(ch_surface_text(surface), text))
      return ch_surface_text(surface);
  }
  *last = from;
  return (ch_str){NULL, 0};
}

ch_namer ch_lexicon_namer(const ch_lexicon *lexicon) { return (ch_namer){name_at, lexicon}; }
