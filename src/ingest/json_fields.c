#include "ingest/json_fields.h"

#include "base/map.h"
#include "ingest/json_value.h"

enum { LONGEST_NAME = 128 };

/* For each field the names it goes by, best first. Where they come from:
 * our own output; trafilatura; news-please and CC-NEWS dumps; newspaper3k;
 * NGEC; Event Registry; NewsAPI; webz.io; the Guardian's and the New York
 * Times's interfaces; Hugging Face data sets. */
static const struct {
  ch_json_field field;
  const char *name;
} ALIASES[] = {
    {CH_FIELD_ID, "id"}, {CH_FIELD_ID, "articleid"}, {CH_FIELD_ID, "docid"},
    {CH_FIELD_ID, "documentid"}, {CH_FIELD_ID, "storyid"}, {CH_FIELD_ID, "newsid"},
    {CH_FIELD_ID, "uuid"}, {CH_FIELD_ID, "guid"}, {CH_FIELD_ID, "uri"}, {CH_FIELD_ID, "newid"},

    {CH_FIELD_PUBLISHED, "published"}, {CH_FIELD_PUBLISHED, "publicationdate"},
    {CH_FIELD_PUBLISHED, "datepublished"}, {CH_FIELD_PUBLISHED, "datepublish"},
    {CH_FIELD_PUBLISHED, "publishedat"}, {CH_FIELD_PUBLISHED, "publisheddate"},
    {CH_FIELD_PUBLISHED, "publishdate"}, {CH_FIELD_PUBLISHED, "publishedon"},
    {CH_FIELD_PUBLISHED, "publishedtime"}, {CH_FIELD_PUBLISHED, "pubdate"},
    {CH_FIELD_PUBLISHED, "datetimepub"}, {CH_FIELD_PUBLISHED, "webpublicationdate"},
    {CH_FIELD_PUBLISHED, "firstpublished"}, {CH_FIELD_PUBLISHED, "datetime"},
    {CH_FIELD_PUBLISHED, "date"}, {CH_FIELD_PUBLISHED, "storydate"},
    {CH_FIELD_PUBLISHED, "articledate"}, {CH_FIELD_PUBLISHED, "timestamp"},
    {CH_FIELD_PUBLISHED, "created"}, {CH_FIELD_PUBLISHED, "createdat"},
    {CH_FIELD_PUBLISHED, "seendate"},

    {CH_FIELD_TITLE, "title"}, {CH_FIELD_TITLE, "headline.main"}, {CH_FIELD_TITLE, "headline"},
    {CH_FIELD_TITLE, "webtitle"}, {CH_FIELD_TITLE, "articletitle"}, {CH_FIELD_TITLE, "titlepage"},
    {CH_FIELD_TITLE, "titlerss"}, {CH_FIELD_TITLE, "heading"}, {CH_FIELD_TITLE, "subject"},

    {CH_FIELD_TEXT, "text"}, {CH_FIELD_TEXT, "maintext"}, {CH_FIELD_TEXT, "body"},
    {CH_FIELD_TEXT, "eventtext"}, {CH_FIELD_TEXT, "fulltext"}, {CH_FIELD_TEXT, "bodytext"},
    {CH_FIELD_TEXT, "articlebody"}, {CH_FIELD_TEXT, "articletext"},
    {CH_FIELD_TEXT, "fields.bodytext"}, {CH_FIELD_TEXT, "fields.body"},
    {CH_FIELD_TEXT, "rawtext"}, {CH_FIELD_TEXT, "content"}, {CH_FIELD_TEXT, "article"},
    {CH_FIELD_TEXT, "story"}, {CH_FIELD_TEXT, "document"}, {CH_FIELD_TEXT, "contenthtml"},

    {CH_FIELD_SUMMARY, "description"}, {CH_FIELD_SUMMARY, "summary"},
    {CH_FIELD_SUMMARY, "excerpt"}, {CH_FIELD_SUMMARY, "leadparagraph"},
    {CH_FIELD_SUMMARY, "abstract"}, {CH_FIELD_SUMMARY, "snippet"},
    {CH_FIELD_SUMMARY, "fields.trailtext"},

    {CH_FIELD_ADDRESS, "url"}, {CH_FIELD_ADDRESS, "link"}, {CH_FIELD_ADDRESS, "address"},
    {CH_FIELD_ADDRESS, "weburl"}, {CH_FIELD_ADDRESS, "articleurl"},
    {CH_FIELD_ADDRESS, "sourceurl"}, {CH_FIELD_ADDRESS, "canonicallink"},
    {CH_FIELD_ADDRESS, "permalink"}, {CH_FIELD_ADDRESS, "href"},

    {CH_FIELD_OUTLET, "outlet"}, {CH_FIELD_OUTLET, "publisher.name"},
    {CH_FIELD_OUTLET, "publisher"}, {CH_FIELD_OUTLET, "source.name"},
    {CH_FIELD_OUTLET, "source.title"}, {CH_FIELD_OUTLET, "publication"},
    {CH_FIELD_OUTLET, "sitename"}, {CH_FIELD_OUTLET, "sourcehostname"},
    {CH_FIELD_OUTLET, "source"}, {CH_FIELD_OUTLET, "sourcename"},
    {CH_FIELD_OUTLET, "thread.site"}, {CH_FIELD_OUTLET, "newspaper"},
    {CH_FIELD_OUTLET, "sourcedomain"}, {CH_FIELD_OUTLET, "domain"},
    {CH_FIELD_OUTLET, "hostname"},

    {CH_FIELD_BYLINE, "byline.original"}, {CH_FIELD_BYLINE, "byline"},
    {CH_FIELD_BYLINE, "author.name"}, {CH_FIELD_BYLINE, "author"},
    {CH_FIELD_BYLINE, "authors"}, {CH_FIELD_BYLINE, "fields.byline"},
    {CH_FIELD_BYLINE, "creator"}, {CH_FIELD_BYLINE, "writer"},

    {CH_FIELD_LANGUAGE, "language"}, {CH_FIELD_LANGUAGE, "lang"},
    {CH_FIELD_LANGUAGE, "inlanguage"}, {CH_FIELD_LANGUAGE, "languagecode"},

    {CH_FIELD_DATELINE, "dateline"},

    {CH_FIELD_TIME, "time"},

    {CH_FIELD_CRAWLED, "crawled"}, {CH_FIELD_CRAWLED, "filedate"},
    {CH_FIELD_CRAWLED, "datedownload"}, {CH_FIELD_CRAWLED, "downloaddate"},
    {CH_FIELD_CRAWLED, "crawldate"}, {CH_FIELD_CRAWLED, "retrieved"},
    {CH_FIELD_CRAWLED, "fetched"}, {CH_FIELD_CRAWLED, "scraped"},
    {CH_FIELD_CRAWLED, "scrapedat"}, {CH_FIELD_CRAWLED, "dateaccessed"},
    {CH_FIELD_CRAWLED, "fetchtime"},

    {CH_FIELD_LIST, "articles"}, {CH_FIELD_LIST, "articles.results"},
    {CH_FIELD_LIST, "response.results"}, {CH_FIELD_LIST, "response.docs"},
    {CH_FIELD_LIST, "items"}, {CH_FIELD_LIST, "results"}, {CH_FIELD_LIST, "posts"},
    {CH_FIELD_LIST, "documents"}, {CH_FIELD_LIST, "data"},

    {CH_FIELD_PUBLISHED_UTC, "publishedutc"}, {CH_FIELD_PUBLISHED_FROM, "publishedfrom"},
    {CH_FIELD_PUBLISHED_TEXT, "publishedtext"}, {CH_FIELD_AMBIGUOUS, "ambiguous"},
    {CH_FIELD_PARTIAL, "partial"}, {CH_FIELD_READER, "reader"}, {CH_FIELD_FILE, "file"},
    {CH_FIELD_LINE, "line"}, {CH_FIELD_HASH, "hash"}, {CH_FIELD_UNDECODABLE, "undecodable"},
    {CH_FIELD_CONTROLS, "controls"},
};

/* What is for a map to name: the parts of an article. */
#define FIELDS_OF_MAPS \
  "id published time title text address outlet byline language dateline crawled summary list"

static const char *const NAMES[] = {
#define CH_X(id, name) name,
    CH_FIELDS(CH_X)
#undef CH_X
        NULL};

enum { FIRST_OF_OURS = CH_FIELD_LIST, MAX_RANK = 1 << 20 };

struct ch_field_table {
  ch_map map; /* folded name -> rank * CH_FIELD_COUNT + field + 1 */
};

static bool field_of(ch_str name, ch_json_field *field) {
  for (int k = 0; k <= FIRST_OF_OURS; k++) {
    if (!ch_str_is(name, NAMES[k])) continue;
    *field = (ch_json_field)k;
    return true;
  }
  return false;
}

/* Without case, `_`, `-` and blanks; 0 bytes when it is too long to be a name
 * of ours. */
static size_t fold(ch_str name, char out[LONGEST_NAME], size_t n) {
  for (size_t i = 0; i < name.n; i++) {
    char c = name.p[i];
    if (c == '_' || c == '-' || c == ' ') continue;
    if (n == LONGEST_NAME) return 0;
    out[n++] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
  }
  return n;
}

static bool put(ch_field_table *table, ch_arena *arena, ch_str name, ch_json_field field,
                uint32_t rank) {
  char folded[LONGEST_NAME];
  ch_str key = ch_arena_copy(arena, (ch_str){folded, fold(name, folded, 0)});
  bool added;
  uint32_t *value = key.p != NULL ? ch_map_put(&table->map, key, &added) : NULL;
  if (value == NULL) return false;
  if (added) *value = rank * CH_FIELD_COUNT + (uint32_t)field + 1;
  return true;
}

const ch_field_table *ch_fields_new(ch_arena *arena, const ch_field_map *map, size_t n_map,
                                    ch_error *error) {
  ch_field_table *table = CH_NEW(arena, ch_field_table);
  bool done = table != NULL;
  if (done) ch_map_init(&table->map, arena);
  for (size_t k = 0; done && k < n_map; k++) {
    ch_json_field field;
    if (!field_of(map[k].field, &field)) {
      ch_fail(error, CH_ERROR_USAGE, "an article has no field '%.*s'; there are: " FIELDS_OF_MAPS,
              CH_PRI(map[k].field));
      return NULL;
    }
    done = put(table, arena, map[k].alias, field, (uint32_t)(k < MAX_RANK / 2 ? k : MAX_RANK / 2));
  }
  for (size_t k = 0; done && k < sizeof ALIASES / sizeof *ALIASES; k++) {
    done = put(table, arena, ch_str_of(ALIASES[k].name), ALIASES[k].field,
               (uint32_t)(MAX_RANK + k));
  }
  if (!done) {
    ch_fail(error, CH_ERROR_MEMORY, "no memory for the table of fields");
    return NULL;
  }
  return table;
}

bool ch_fields_find(const ch_field_table *table, ch_str name, ch_json_field *field) {
  char folded[LONGEST_NAME];
  size_t n = fold(name, folded, 0);
  const uint32_t *found = n > 0 ? ch_map_get(&table->map, (ch_str){folded, n}) : NULL;
  if (found == NULL || *found == 0) return false;
  *field = (ch_json_field)((*found - 1) % CH_FIELD_COUNT);
  return true;
}

static bool empty(ch_str value) {
  switch (ch_json_kind_of(value)) {
    case CH_JSON_STRING: {
      for (size_t i = 1; i + 1 < value.n; i++) {
        if (value.p[i] != ' ') return false;
      }
      return true;
    }
    case CH_JSON_OBJECT:
    case CH_JSON_ARRAY:
      return value.n == 2;
    case CH_JSON_NUMBER:
      return false;
    default:
      return !ch_str_is(value, "true"); /* `ambiguous` is the one such field */
  }
}

static void take(const ch_field_table *table, ch_str name, ch_str value, ch_record *record) {
  const uint32_t *found = ch_map_get(&table->map, name);
  if (found == NULL || *found == 0) return;
  uint32_t field = (*found - 1) % CH_FIELD_COUNT, rank = (*found - 1) / CH_FIELD_COUNT;
  if (record->value[field].n > 0 && record->rank[field] <= rank) return;
  record->value[field] = value;
  record->rank[field] = rank;
}

/* Objects of objects are looked into once: "source.name". */
static void read_into(const ch_field_table *table, ch_str object, char *name, size_t prefix,
                      ch_record *record) {
  ch_json_walk walk = ch_json_walk_in(object);
  ch_str key, value;
  while (ch_json_next(&walk, &key, &value)) {
    if (key.n < 2 || empty(value)) continue;
    size_t n = fold(ch_str_slice(key, 1, key.n - 1), name, prefix);
    if (n == 0) continue;
    take(table, (ch_str){name, n}, value, record);
    if (prefix == 0 && n + 1 < LONGEST_NAME && ch_json_kind_of(value) == CH_JSON_OBJECT) {
      name[n] = '.';
      read_into(table, value, name, n + 1, record);
    }
  }
}

void ch_fields_read(const ch_field_table *table, ch_str object, ch_record *record) {
  char name[LONGEST_NAME];
  *record = (ch_record){0};
  read_into(table, object, name, 0, record);
}

ch_str ch_language_code(ch_str name) {
  static const struct {
    const char *name, *code;
  } LANGUAGES[] = {
      {"english", "en"}, {"eng", "en"}, {"german", "de"}, {"deu", "de"}, {"ger", "de"},
      {"french", "fr"}, {"fra", "fr"}, {"fre", "fr"}, {"spanish", "es"}, {"spa", "es"},
      {"portuguese", "pt"}, {"por", "pt"}, {"italian", "it"}, {"ita", "it"},
      {"dutch", "nl"}, {"nld", "nl"}, {"russian", "ru"}, {"rus", "ru"},
      {"ukrainian", "uk"}, {"ukr", "uk"}, {"arabic", "ar"}, {"ara", "ar"},
      {"chinese", "zh"}, {"zho", "zh"}, {"chi", "zh"}, {"japanese", "ja"}, {"jpn", "ja"},
      {"korean", "ko"}, {"kor", "ko"}, {"turkish", "tr"}, {"tur", "tr"},
      {"polish", "pl"}, {"pol", "pl"}, {"persian", "fa"}, {"fas", "fa"}, {"hebrew", "he"},
      {"heb", "he"}, {"hindi", "hi"}, {"hin", "hi"}, {"urdu", "ur"}, {"urd", "ur"},
      {"swedish", "sv"}, {"norwegian", "no"}, {"danish", "da"}, {"finnish", "fi"},
      {"greek", "el"}, {"czech", "cs"}, {"hungarian", "hu"}, {"romanian", "ro"},
      {"indonesian", "id"}, {"vietnamese", "vi"}, {"serbian", "sr"}, {"bulgarian", "bg"},
  };
  name = ch_str_trim(name);
  for (size_t k = 0; k < sizeof LANGUAGES / sizeof *LANGUAGES; k++) {
    if (ch_str_eq_fold(name, ch_str_of(LANGUAGES[k].name))) return ch_str_of(LANGUAGES[k].code);
  }
  size_t n = 0;
  while (n < name.n && ((name.p[n] | 0x20) >= 'a' && (name.p[n] | 0x20) <= 'z')) n++;
  bool alone = n == name.n || name.p[n] == '-' || name.p[n] == '_';
  return n == 2 && alone ? ch_str_slice(name, 0, 2) : (ch_str){NULL, 0};
}
