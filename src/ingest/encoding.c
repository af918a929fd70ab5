#include "ingest/encoding.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>
#include <uchardet.h>

#include "base/buf.h"
#include "ingest/utf8.h"

/* Labels that pages declare and detectors answer, with the encoding that they
 * are read as: after the WHATWG Encoding Standard, section 4.2. Only these
 * reach iconv, so that no input can name a converter of its own choice. */
static const struct {
  const char *label;
  const char *encoding;
} LABELS[] = {
    {"utf-8", "UTF-8"}, {"utf8", "UTF-8"}, {"unicode-1-1-utf-8", "UTF-8"},
    {"utf-16", "UTF-16LE"}, {"utf-16le", "UTF-16LE"}, {"utf-16be", "UTF-16BE"},
    {"utf-32", "UTF-32LE"}, {"utf-32le", "UTF-32LE"}, {"utf-32be", "UTF-32BE"},
    {"ascii", "WINDOWS-1252"}, {"us-ascii", "WINDOWS-1252"},
    {"ansi_x3.4-1968", "WINDOWS-1252"}, {"latin1", "WINDOWS-1252"},
    {"l1", "WINDOWS-1252"}, {"iso-8859-1", "WINDOWS-1252"},
    {"iso8859-1", "WINDOWS-1252"}, {"iso_8859-1", "WINDOWS-1252"},
    {"cp1252", "WINDOWS-1252"}, {"windows-1252", "WINDOWS-1252"},
    {"x-cp1252", "WINDOWS-1252"}, {"cp819", "WINDOWS-1252"},
    {"latin2", "ISO-8859-2"}, {"iso-8859-2", "ISO-8859-2"}, {"iso8859-2", "ISO-8859-2"},
    {"iso-8859-3", "ISO-8859-3"}, {"iso-8859-4", "ISO-8859-4"},
    {"iso-8859-5", "ISO-8859-5"}, {"iso-8859-6", "ISO-8859-6"},
    {"iso-8859-7", "ISO-8859-7"}, {"iso-8859-8", "ISO-8859-8"},
    {"iso-8859-8-i", "ISO-8859-8"}, {"iso-8859-9", "WINDOWS-1254"},
    {"latin5", "WINDOWS-1254"}, {"iso-8859-10", "ISO-8859-10"},
    {"iso-8859-11", "TIS-620"}, {"tis-620", "TIS-620"}, {"windows-874", "TIS-620"},
    {"iso-8859-13", "ISO-8859-13"}, {"iso-8859-14", "ISO-8859-14"},
    {"iso-8859-15", "ISO-8859-15"}, {"latin9", "ISO-8859-15"},
    {"iso-8859-16", "ISO-8859-16"}, {"windows-1250", "WINDOWS-1250"},
    {"cp1250", "WINDOWS-1250"}, {"windows-1251", "WINDOWS-1251"},
    {"cp1251", "WINDOWS-1251"}, {"windows-1253", "WINDOWS-1253"},
    {"windows-1254", "WINDOWS-1254"}, {"windows-1255", "WINDOWS-1255"},
    {"windows-1256", "WINDOWS-1256"}, {"windows-1257", "WINDOWS-1257"},
    {"windows-1258", "WINDOWS-1258"}, {"koi8-r", "KOI8-R"}, {"koi8", "KOI8-R"},
    {"koi8-u", "KOI8-U"}, {"ibm866", "IBM866"}, {"cp866", "IBM866"},
    {"ibm855", "IBM855"}, {"ibm852", "IBM852"}, {"macintosh", "MACINTOSH"},
    {"mac", "MACINTOSH"}, {"x-mac-cyrillic", "MAC-CYRILLIC"},
    {"mac-cyrillic", "MAC-CYRILLIC"}, {"gb2312", "GBK"}, {"gbk", "GBK"},
    {"x-gbk", "GBK"}, {"gb18030", "GB18030"}, {"big5", "BIG5-HKSCS"},
    {"big5-hkscs", "BIG5-HKSCS"}, {"euc-tw", "EUC-TW"}, {"euc-jp", "EUC-JP"},
    {"x-euc-jp", "EUC-JP"}, {"shift_jis", "CP932"}, {"shift-jis", "CP932"},
    {"sjis", "CP932"}, {"x-sjis", "CP932"}, {"windows-31j", "CP932"},
    {"iso-2022-jp", "ISO-2022-JP"}, {"euc-kr", "UHC"}, {"ks_c_5601-1987", "UHC"},
    {"uhc", "UHC"}, {"windows-949", "UHC"}, {"johab", "JOHAB"},
    {"viscii", "VISCII"}, {"georgian-ps", "GEORGIAN-PS"},
};

const char *ch_encoding_of_label(ch_str label) {
  label = ch_str_trim(label);
  for (size_t k = 0; k < sizeof LABELS / sizeof *LABELS; k++) {
    if (ch_str_eq_fold(label, ch_str_of(LABELS[k].label))) return LABELS[k].encoding;
  }
  return NULL;
}

static bool is(const char *a, const char *b) {
  return a != NULL && strcmp(a, b) == 0;
}

/* Encodings whose text may be all ASCII bytes and yet is not ASCII. */
static bool hides_in_ascii(const char *encoding) {
  return encoding != NULL &&
         (strncmp(encoding, "UTF-16", 6) == 0 || strncmp(encoding, "UTF-32", 6) == 0 ||
          strncmp(encoding, "ISO-2022", 8) == 0);
}

static const char *by_mark(ch_str bytes, size_t *mark) {
  static const struct {
    const char *mark;
    size_t n;
    const char *encoding;
  } MARKS[] = {{"\xef\xbb\xbf", 3, "UTF-8"},
               {"\xff\xfe\0\0", 4, "UTF-32LE"},
               {"\0\0\xfe\xff", 4, "UTF-32BE"},
               {"\xff\xfe", 2, "UTF-16LE"},
               {"\xfe\xff", 2, "UTF-16BE"}};
  for (size_t k = 0; k < sizeof MARKS / sizeof *MARKS; k++) {
    if (bytes.n >= MARKS[k].n && memcmp(bytes.p, MARKS[k].mark, MARKS[k].n) == 0) {
      *mark = MARKS[k].n;
      return MARKS[k].encoding;
    }
  }
  *mark = 0;
  return NULL;
}

/* UTF-16 without a mark: in Western text every second byte is NUL. */
static const char *by_nuls(ch_str bytes) {
  size_t n = bytes.n < 4096 ? bytes.n & ~(size_t)1 : 4096, even = 0, odd = 0;
  for (size_t i = 0; i < n; i += 2) {
    even += bytes.p[i] == 0;
    odd += bytes.p[i + 1] == 0;
  }
  if (n < 8) return NULL;
  if (odd > n / 2 * 2 / 3 && even <= n / 32) return "UTF-16LE";
  if (even > n / 2 * 2 / 3 && odd <= n / 32) return "UTF-16BE";
  return NULL;
}

/* Asks libuchardet, of the part that can tell: from the first byte that is
 * not ASCII. */
static const char *by_detector(ch_str bytes) {
  uchardet_t detector = uchardet_new();
  if (detector == NULL) return NULL;
  size_t from = ch_ascii_run(bytes);
  from = from > 64 ? from - 64 : 0;
  ch_str part = ch_str_slice(bytes, from, from + 64 * 1024);
  const char *found = NULL;
  if (uchardet_handle_data(detector, part.p, part.n) == 0) {
    uchardet_data_end(detector);
    found = ch_encoding_of_label(ch_str_of(uchardet_get_charset(detector)));
  }
  uchardet_delete(detector);
  return found;
}

static const char *choose(ch_str bytes, ch_str declared, ch_utf8_counts counts) {
  const char *said = declared.n > 0 ? ch_encoding_of_label(declared) : NULL;
  if (counts.invalid == 0 && !hides_in_ascii(said)) {
    const char *wide = counts.longer == 0 ? by_nuls(bytes) : NULL;
    return wide != NULL ? wide : "UTF-8";
  }
  /* A page that says UTF-16 in ASCII bytes cannot be UTF-16. */
  if (said != NULL && strncmp(said, "UTF-", 4) == 0 && !is(said, "UTF-8")) {
    said = by_nuls(bytes);
    if (said == NULL && counts.invalid == 0) return "UTF-8";
  }
  if (said != NULL && !is(said, "UTF-8")) return said;
  const char *wide = by_nuls(bytes);
  if (wide != NULL) return wide;
  if (counts.longer > 2 * counts.invalid || is(said, "UTF-8")) return "UTF-8";
  const char *found = by_detector(bytes);
  return found != NULL && !is(found, "UTF-8") ? found : "WINDOWS-1252";
}

static bool out_of_memory(ch_error *error) {
  return ch_fail(error, CH_ERROR_MEMORY, "no memory to decode text");
}

/* UTF-8 with broken bytes: each of them becomes U+FFFD. */
static bool mend_utf8(ch_arena *arena, ch_str in, size_t invalid, ch_str *out) {
  char *to = ch_arena_alloc(arena, in.n + 2 * invalid + 1);
  if (to == NULL) return false;
  size_t n = 0, i = 0;
  while (i < in.n) {
    size_t length = ch_utf8_length(in.p + i, in.n - i);
    if (length == 0) {
      n += ch_utf8_encode(CH_REPLACEMENT, to + n);
      i++;
    } else {
      memcpy(to + n, in.p + i, length);
      n += length;
      i += length;
    }
  }
  *out = (ch_str){to, n};
  return true;
}

static bool convert(iconv_t cd, ch_str in, ch_buf *buf, uint32_t *undecodable) {
  char *from = (char *)in.p;
  size_t left = in.n;
  while (left > 0) {
    if (!ch_buf_reserve(buf, left + left / 2 + 16)) return false;
    char *to = buf->p + buf->n;
    size_t room = buf->cap - buf->n;
    size_t rc = iconv(cd, &from, &left, &to, &room);
    buf->n = (size_t)(to - buf->p);
    if (rc != (size_t)-1) return true;
    if (errno == E2BIG) continue;
    char mark[4];
    if (!ch_buf_add(buf, (ch_str){mark, ch_utf8_encode(CH_REPLACEMENT, mark)})) return false;
    from++;
    left--;
    if (*undecodable < UINT32_MAX) ++*undecodable;
  }
  return !buf->failed;
}

bool ch_decode(ch_arena *arena, ch_str bytes, ch_str declared, ch_decoded *out, ch_error *error) {
  *out = (ch_decoded){.encoding = "UTF-8"};
  size_t mark;
  const char *encoding = by_mark(bytes, &mark);
  bytes = ch_str_slice(bytes, mark, bytes.n);
  ch_utf8_counts counts = ch_utf8_count(bytes);
  if (encoding == NULL) encoding = choose(bytes, declared, counts);
  out->encoding = encoding;
  if (is(encoding, "UTF-8")) {
    out->undecodable = counts.invalid > UINT32_MAX ? UINT32_MAX : (uint32_t)counts.invalid;
    out->text = bytes;
    if (counts.invalid == 0) return true;
    return mend_utf8(arena, bytes, counts.invalid, &out->text) || out_of_memory(error);
  }
  iconv_t cd = iconv_open("UTF-8", encoding);
  if (cd == (iconv_t)-1) { /* this system has no such converter */
    out->encoding = "UTF-8";
    out->undecodable = counts.invalid > UINT32_MAX ? UINT32_MAX : (uint32_t)counts.invalid;
    return mend_utf8(arena, bytes, counts.invalid, &out->text) || out_of_memory(error);
  }
  ch_buf buf;
  ch_buf_init(&buf, 0);
  bool done = convert(cd, bytes, &buf, &out->undecodable);
  iconv_close(cd);
  if (done) {
    out->text = ch_arena_copy(arena, ch_buf_str(&buf));
    done = out->text.p != NULL;
  }
  ch_buf_free(&buf);
  return done || out_of_memory(error);
}
