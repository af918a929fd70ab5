#include "ingest/reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ingest/encoding.h"
#include "ingest/identify.h"
#include "ingest/inputs.h"
#include "ingest/input.h"
#include "ingest/utf8.h"

struct ch_reader {
  ch_reader_options options;
  ch_inputs *inputs;
  ch_arena *arena; /* the table of fields */
  ch_input source;
  const ch_layout *layout; /* of the open source; NULL when none is open */
  char *file;              /* its name */
};

ch_reader_options ch_reader_defaults(void) {
  return (ch_reader_options){.day = CH_DAY_NONE, .limits = ch_ingest_default_limits()};
}

ch_reader *ch_reader_open(const char *const *inputs, size_t n, const ch_reader_options *options,
                          ch_error *error) {
  ch_reader *r = calloc(1, sizeof *r);
  if (r == NULL) goto no_memory;
  r->options = options != NULL ? *options : ch_reader_defaults();
  r->inputs = ch_inputs_new(inputs, n);
  r->arena = ch_arena_new(0);
  r->source.scratch = ch_arena_new(0);
  r->source.kept = ch_arena_new(0);
  if (r->inputs == NULL || r->arena == NULL || r->source.scratch == NULL ||
      r->source.kept == NULL) {
    goto no_memory;
  }
  r->source.options = &r->options;
  r->source.fields = ch_fields_new(r->arena, r->options.map, r->options.n_map, error);
  if (r->source.fields != NULL) return r;
  ch_reader_close(r);
  return NULL;
no_memory:
  ch_reader_close(r);
  ch_fail(error, CH_ERROR_MEMORY, "no memory for a reader");
  return NULL;
}

static void close_source(ch_reader *r) {
  ch_stream_close(r->source.stream);
  r->source.stream = NULL;
  r->source.state = NULL;
  r->layout = NULL;
  ch_arena_clear(r->source.kept);
}

void ch_reader_close(ch_reader *r) {
  if (r == NULL) return;
  if (r->source.kept != NULL) close_source(r);
  ch_inputs_free(r->inputs);
  ch_arena_free(r->arena);
  ch_arena_free(r->source.scratch);
  ch_arena_free(r->source.kept);
  free(r->file);
  free(r);
}

/* ---- opening ------------------------------------------------------------------------ */

static ch_stream_limits stream_limits(const ch_reader *r) {
  return (ch_stream_limits){.unpacked = r->options.limits.unpacked,
                            .ratio = r->options.limits.ratio};
}

/* UTF-16 and UTF-32 are decoded whole, so that all readers see UTF-8. */
static bool decode_wide(ch_reader *r, ch_error *error) {
  ch_input *src = &r->source;
  ch_str head;
  ch_stream_peek(src->stream, CH_IDENTIFY_BYTES, &head);
  ch_decoded decoded;
  ch_str sample = ch_str_slice(head, 0, CH_IDENTIFY_BYTES & ~3);
  if (!ch_decode(src->scratch, sample, (ch_str){NULL, 0}, &decoded, error)) return false;
  if (strncmp(decoded.encoding, "UTF-16", 6) != 0 && strncmp(decoded.encoding, "UTF-32", 6) != 0) {
    return true;
  }
  ch_str bytes;
  size_t limit = r->options.limits.document;
  if (ch_stream_peek(src->stream, limit + 1, &bytes)) {
    return ch_fail(error, CH_ERROR_LIMIT, "a %s file is longer than %zu bytes", decoded.encoding,
                   limit);
  }
  if (!ch_decode(src->kept, bytes, (ch_str){NULL, 0}, &decoded, error)) return false;
  ch_stream *wide = src->stream;
  src->stream = ch_stream_over(decoded.text, stream_limits(r), error);
  ch_stream_close(wide);
  return src->stream != NULL;
}

/* Finds the format of the source just opened; false refuses it. */
static bool identify(ch_reader *r, ch_identity *identity, ch_error *error) {
  ch_str head;
  if (!decode_wide(r, error)) return false;
  ch_stream_peek(r->source.stream, CH_IDENTIFY_BYTES, &head);
  *identity = ch_identify(ch_str_slice(head, 0, CH_IDENTIFY_BYTES), r->source.fields);
  if (ch_str_starts(head, CH_STR("\xef\xbb\xbf"))) ch_stream_skip(r->source.stream, 3);
  if (identity->layout == NULL && head.n < CH_IDENTIFY_BYTES &&
      ch_stream_broken(r->source.stream, error)) {
    return false;
  }
  return true;
}

static bool set_file(ch_reader *r, const char *name, ch_error *error) {
  char *copy = strdup(name);
  if (copy == NULL) return ch_fail(error, CH_ERROR_MEMORY, "no memory to open '%s'", name);
  free(r->file);
  r->file = copy;
  return true;
}

/* The first gzip member is damaged: looks behind it. True when the source can
 * be read from there on; *error keeps saying what broke. */
static bool begin_behind_break(ch_reader *r) {
  ch_identity identity;
  ch_error ignored = {0};
  while (ch_stream_resume(r->source.stream)) {
    if (!identify(r, &identity, &ignored) || identity.layout == NULL) continue;
    r->layout = identity.layout;
    return true;
  }
  return false;
}

/* Makes r->source.stream, just opened, the source. False with *error: refused,
 * wholly or (when r->layout is set) in its first part. */
static bool begin(ch_reader *r, ch_error *error) {
  ch_identity identity;
  r->source.line = 0;
  r->source.has_offset = false;
  r->source.whole_taken = false;
  ch_arena_clear(r->source.scratch);
  if (r->source.stream == NULL) return false;
  if (identify(r, &identity, error)) {
    r->layout = identity.layout;
    if (r->layout != NULL) return true;
    bool empty = strcmp(identity.what, "an empty file") == 0;
    ch_fail(error, empty ? CH_ERROR_EMPTY : CH_ERROR_FORMAT,
            empty ? "the file is empty" : "%s is not read: %s", identity.what, identity.why);
  } else if (r->source.stream != NULL && begin_behind_break(r)) {
    return false;
  }
  close_source(r);
  return false;
}

/* ---- articles ------------------------------------------------------------------------ */

static ch_reader_step refuse(const ch_reader *r, ch_error *error) {
  if (error == NULL) return CH_READER_REFUSED;
  if (r->source.has_offset && !error->has_offset) ch_fail_offset(error, r->source.offset);
  if (r->file != NULL) ch_fail_at(error, r->file, error->line != 0 ? error->line : r->source.line);
  return CH_READER_REFUSED;
}

static ch_reader_step next_of_source(ch_reader *r, ch_arena *arena, ch_article *article,
                              ch_error *error) {
  ch_arena_clear(r->source.scratch);
  ch_draft draft = {0};
  ch_error local = {0};
  ch_reader_step got = r->layout->next(&r->source, &draft, &local);
  if (got == CH_READER_ARTICLE &&
      !ch_draft_finish(&draft, &r->options, r->layout->name, r->file, r->source.scratch, arena,
                       article, &local)) {
    got = CH_READER_REFUSED;
  }
  if (got == CH_READER_REFUSED) {
    refuse(r, &local);
    if (error != NULL) *error = local;
    /* Without memory even for its state the format would come here again. */
    if (r->source.state == NULL && local.code == CH_ERROR_MEMORY) close_source(r);
  }
  return got;
}

ch_reader_step ch_reader_next(ch_reader *r, ch_arena *arena, ch_article *article, ch_error *error) {
  for (;;) {
    if (r->layout != NULL) {
      ch_reader_step got = next_of_source(r, arena, article, error);
      if (got != CH_READER_END) return got;
      close_source(r);
    }
    bool failed;
    const char *path = ch_inputs_next(r->inputs, &failed, error);
    if (path == NULL) {
      if (failed && error != NULL) ch_fail_at(error, "", 0);
      return failed ? CH_READER_REFUSED : CH_READER_END;
    }
    ch_error local = {0};
    if (!set_file(r, path, &local)) {
      if (error != NULL) *error = local;
      return CH_READER_REFUSED;
    }
    r->source.stream = ch_stream_open(path, stream_limits(r), &local);
    if (!begin(r, &local)) {
      refuse(r, &local);
      if (error != NULL) *error = local;
      return CH_READER_REFUSED;
    }
  }
}

ch_reader_step ch_reader_bytes(ch_str bytes, const char *name, const ch_reader_options *options,
                        ch_arena *arena, ch_article *article, ch_error *error) {
  ch_reader *r = ch_reader_open(NULL, 0, options, error);
  if (r == NULL) return CH_READER_REFUSED;
  ch_reader_step got = CH_READER_REFUSED;
  ch_error local = {0};
  if (set_file(r, name, &local)) {
    r->source.stream = ch_stream_over(bytes, stream_limits(r), &local);
    if (begin(r, &local)) {
      got = next_of_source(r, arena, article, &local);
    } else {
      refuse(r, &local);
    }
  }
  if (got == CH_READER_REFUSED && error != NULL) *error = local;
  ch_reader_close(r);
  return got;
}

ch_reader_step ch_input_whole(ch_input *src, ch_str *bytes, ch_error *error) {
  if (src->whole_taken) return CH_READER_END;
  src->whole_taken = true;
  size_t limit = src->options->limits.document;
  if (ch_stream_peek(src->stream, limit + 1, bytes)) {
    ch_fail(error, CH_ERROR_LIMIT, "the file is longer than %zu bytes", limit);
    return CH_READER_REFUSED;
  }
  return ch_stream_broken(src->stream, error) ? CH_READER_REFUSED : CH_READER_ARTICLE;
}

bool ch_reader_identify(const char *path, char *out, size_t size, ch_error *error) {
  ch_reader *r = ch_reader_open(NULL, 0, NULL, error);
  if (r == NULL) return false;
  ch_identity identity = {0};
  r->source.stream = ch_stream_open(path, stream_limits(r), error);
  bool done = r->source.stream != NULL;
  bool packed = done && ch_stream_is_gzip(r->source.stream);
  done = done && identify(r, &identity, error);
  if (done) {
    snprintf(out, size, "%s%s: %s%s", identity.what, packed ? " in gzip" : "", identity.why,
             identity.layout == NULL ? "; not read" : "");
  } else {
    ch_fail_at(error, path, 0);
  }
  ch_reader_close(r);
  return done;
}
