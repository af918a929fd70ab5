/* An article with the lines of its mentions, packed: sentences stand both in
 * the text and in the lines, and so do names, so that together they take a
 * fraction of what they take apart.
 *
 * Four bytes of length, then a zlib stream of: the number of lines, the
 * lengths of the seven texts and of the lines, four bytes each (little-endian);
 * the texts, the last of them the article's; the lines.
 */
#include "store/sqlite.h"

#include <stdlib.h>

/* What most mentions hold, the commonest last. Part of the layout: a change
 * is a new version of the schema. */
static const unsigned char KNOWN[] =
    "https://www.,\"inferred\":true,\"approximate\":true,\"upper\":,\"ordinal\":,\"body\":\",\"deadline\":{\"from\":"
    "\"answers\":{\"cue\":\"in response to\",\"text\":\"in retaliation for\",\"span\":[\"text\":\"by "
    "\"place\":{\"name\":\"\",\"code\":\"\",\"lat\":,\"lon\":-\"lat\":3\"lat\":4\"lat\":5"
    "\"status\":\"planned\"\"status\":\"ongoing\"\"status\":\"negated\"\"status\":\"hypothetical\"\"status\":\"conditional\""
    "\"status\":\"cancelled\",\"claimed\":true,\"about\":{\"type\":\"\",\"status\":\"planned\",\"actor\":["
    "AIDRETREATPROTESTMOBILIZECOERCEASSAULTTHREATENSANCTIONCONCEDECOOPERATESUPPORTREJECTAGREECONSULTACCUSEREQUEST"
    "\"quad\":1,\"goldstein\":1.0,\"quad\":2,\"goldstein\":-\"quad\":3,\"goldstein\":-2.0,\"quad\":4,\"goldstein\":-10.0,"
    "\"contexts\":[\"military\"],\"contexts\":[\"economic\"],\"contexts\":[\"diplomatic\"],"
    "\"sectors\":[\"JRN\"],\"sectors\":[\"LEG\"],\"sectors\":[\"CVL\"],\"sectors\":[\"MIL\"],\"sectors\":[\"GOV\"],"
    "\"quantities\":[{\"value\":,\"of\":\"diplomat\",\"text\":\"}],\"issues\":[\"sanctions\",\"trade\"],"
    "\"people\":[{\"name\":\",\"code\":\"RUS\",\"office\":\"president\",\"foreign minister\",\"secretary of state\","
    "\"attribution\":[{\"speaker\":{\"name\":\"\"},\"cue\":\"according to\",\"stance\":\"says\"},{\"speaker\":{\"code\":\"USA\","
    "\"name\":\"United States\"},\"cue\":\"said\",\"stance\":\"says\"}],"
    "\"basis\":\"text\"},\"basis\":\"relative\"},\"basis\":\"article\"},\"date\":{\"from\":\"2017-\",\"to\":\"201"
    "{\"id\":\"m-\",\"article\":\"a-\",\"sentence\":1,\"span\":[,\"text\":\"The \",\"type\":\"\",\"mode\":\"\",\"contexts\":[\"diplomatic\"],"
    "\"cameo\":\"0\",\"quad\":1,\"goldstein\":,\"status\":\"actual\",\"claimed\":false,\"actor\":[{\"code\":\"USA\",\"sectors\":[\"GOV\"],"
    "\"name\":\"United States\",\"text\":\"\",\"span\":[]}],\"recipient\":[{\"code\":\"RUS\",\"sectors\":[\"GOV\"],\"name\":\"Russia\","
    "\"text\":\"\",\"span\":[]}],\"date\":{\"from\":\"\",\"to\":\"\",\"basis\":\"article\"},\"evidence\":{\"trigger\":\"\",\"span\":[],"
    "\"rule\":\"codebook/.txt:";

#define TEXTS 7
#define LEVEL 6
#define MOST ((uint32_t)1 << 30) /* bytes unpacked; ingest takes no article that is larger */

static void add_u32(ch_buf *out, size_t n) {
  for (int i = 0; i < 4; i++) ch_buf_add_byte(out, (char)(n >> (8 * i) & 0xFF));
}

static uint32_t get_u32(const char *p) {
  uint32_t n = 0;
  for (int i = 0; i < 4; i++) n |= (uint32_t)(unsigned char)p[i] << (8 * i);
  return n;
}

static bool deflate_all(ch_backend *b, ch_str raw, ch_buf *out) {
  z_stream *z = &b->pack;
  if (!b->can_pack && deflateInit(z, LEVEL) != Z_OK) return false;
  if (b->can_pack) deflateReset(z);
  b->can_pack = true;
  if (deflateSetDictionary(z, KNOWN, sizeof KNOWN - 1) != Z_OK) return false;
  size_t room = deflateBound(z, (uLong)raw.n) + 16;
  if (!ch_buf_reserve(out, room)) return false;
  z->next_in = (Bytef *)(uintptr_t)raw.p;
  z->avail_in = (uInt)raw.n;
  z->next_out = (Bytef *)out->p + out->n;
  z->avail_out = (uInt)room;
  if (deflate(z, Z_FINISH) != Z_STREAM_END) return false;
  out->n += room - z->avail_out;
  return true;
}

bool ch_sqlite_pack(ch_backend *b, const ch_article_row *row, ch_str *out, ch_error *error) {
  const ch_article *a = row->article;
  const ch_str texts[TEXTS] = {a->title, a->byline, a->dateline, a->address, a->language, a->file, a->text};
  ch_buf raw;
  ch_buf_init(&raw, 0);
  add_u32(&raw, row->n_lines);
  for (int i = 0; i < TEXTS; i++) add_u32(&raw, texts[i].n);
  for (size_t i = 0; i < row->n_lines; i++) add_u32(&raw, row->lines[i].n);
  for (int i = 0; i < TEXTS; i++) ch_buf_add(&raw, texts[i]);
  for (size_t i = 0; i < row->n_lines; i++) ch_buf_add(&raw, row->lines[i]);
  ch_buf_clear(&b->scratch);
  add_u32(&b->scratch, raw.n);
  bool done = !raw.failed && raw.n < MOST && deflate_all(b, ch_buf_str(&raw), &b->scratch) &&
              !b->scratch.failed;
  bool large = raw.n >= MOST;
  ch_buf_free(&raw);
  *out = ch_buf_str(&b->scratch);
  if (large) return ch_fail(error, CH_ERROR_FORMAT, "the article and its mentions are too large to keep");
  return done || ch_sqlite_no_memory(error);
}

/* What zlib may write behind the bytes unpacked: given so much room, it decodes them all by its
 * fast way. */
#define SLACK 264

/* To as many bytes as were packed, with SLACK behind them. */
static bool inflate_to(ch_backend *b, ch_str packed, char *to, uint32_t n) {
  z_stream *z = &b->unpack;
  if (!b->can_unpack && inflateInit(z) != Z_OK) return false;
  if (b->can_unpack) inflateReset(z);
  b->can_unpack = true;
  z->next_in = (Bytef *)(uintptr_t)packed.p + 4;
  z->avail_in = (uInt)(packed.n - 4);
  z->next_out = (Bytef *)to;
  z->avail_out = n + SLACK;
  return inflate(z, Z_FINISH) == Z_NEED_DICT &&
         inflateSetDictionary(z, KNOWN, sizeof KNOWN - 1) == Z_OK &&
         inflate(z, Z_FINISH) == Z_STREAM_END && z->total_out == n && z->avail_in == 0;
}

static bool inflate_all(ch_backend *b, ch_str packed, ch_buf *out) {
  uint32_t n = packed.n > 4 ? get_u32(packed.p) : 0;
  ch_buf_clear(out);
  if (n < 4 * (TEXTS + 1) || n >= MOST || !ch_buf_reserve(out, (size_t)n + SLACK) ||
      !inflate_to(b, packed, out->p, n))
    return false;
  out->n = n;
  return true;
}

static bool read_packed(ch_str raw, ch_packed *out) {
  ch_str *texts[TEXTS] = {&out->title, &out->byline, &out->dateline, &out->address,
                          &out->language, &out->file, &out->text};
  uint64_t at = 4 * (TEXTS + 1);
  if (raw.n < at) return false;
  out->n_lines = get_u32(raw.p);
  if (out->n_lines > CH_MAX_MENTIONS) return false;
  out->lengths = raw.p + at;
  at += 4 * (uint64_t)out->n_lines;
  for (int i = 0; i < TEXTS; i++) {
    uint32_t n = get_u32(raw.p + 4 * (i + 1));
    if (at + n > raw.n) return false;
    *texts[i] = (ch_str){n ? raw.p + at : NULL, n};
    at += n;
  }
  out->lines = raw.p + at;
  for (uint32_t i = 0; i < out->n_lines && at <= raw.n; i++) at += get_u32(out->lengths + 4 * i);
  return at == raw.n;
}

bool ch_sqlite_unpack(ch_backend *b, int64_t article, ch_packed *out, ch_error *error) {
  const char *doing = "reading an article";
  if (b->open_number == article && article) return read_packed(ch_buf_str(&b->open), out);
  sqlite3_stmt *st = ch_sqlite_prepare(b, ST_ARTICLE_PACK, doing, error);
  bool failed = false, good = false;
  if (!st) return false;
  b->open_number = 0;
  sqlite3_bind_int64(st, 1, article);
  while (ch_sqlite_row(b, st, doing, &failed, error)) {
    ch_str packed = {sqlite3_column_blob(st, 0), (size_t)sqlite3_column_bytes(st, 0)};
    good = packed.p && inflate_all(b, packed, &b->open) && read_packed(ch_buf_str(&b->open), out);
  }
  if (failed) return false;
  if (!good) return ch_sqlite_damaged(b, "an article does not unpack", error);
  b->open_number = article;
  return true;
}

bool ch_packed_line(const ch_packed *packed, uint32_t at, ch_str *line) {
  size_t from = 0;
  if (at >= packed->n_lines) return false;
  for (uint32_t i = 0; i < at; i++) from += get_u32(packed->lengths + 4 * i);
  *line = (ch_str){packed->lines + from, get_u32(packed->lengths + 4 * at)};
  return true;
}
