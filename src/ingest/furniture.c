#include "ingest/furniture.h"

#include "ingest/markup.h"

enum { LONGEST_VALUE = 1000, LONGEST_PHRASE = 220 };

/* Words of class and id names, split at marks and capitals. `stem`: longer
 * words that begin so count too. */
static const struct {
  const char *word;
  bool stem;
  uint32_t bits;
} WORDS[] = {
    {"comment", true, CH_HINT_STRONG | CH_HINT_COMMENT},
    {"disqus", true, CH_HINT_STRONG | CH_HINT_COMMENT},
    {"respond", false, CH_HINT_STRONG | CH_HINT_COMMENT},
    {"replies", false, CH_HINT_STRONG | CH_HINT_COMMENT},
    {"related", true, CH_HINT_STRONG}, {"recommend", true, CH_HINT_STRONG},
    {"recirc", true, CH_HINT_STRONG}, {"mostread", true, CH_HINT_STRONG},
    {"mostpopular", true, CH_HINT_STRONG}, {"trending", true, CH_HINT_STRONG},
    {"popular", true, CH_HINT_STRONG}, {"readmore", true, CH_HINT_STRONG},
    {"seealso", true, CH_HINT_STRONG}, {"morenews", true, CH_HINT_STRONG},
    {"outbrain", true, CH_HINT_STRONG}, {"taboola", true, CH_HINT_STRONG},
    {"cookie", true, CH_HINT_STRONG}, {"cookies", false, CH_HINT_STRONG},
    {"consent", true, CH_HINT_STRONG}, {"gdpr", true, CH_HINT_STRONG},
    {"newsletter", true, CH_HINT_STRONG}, {"subscri", true, CH_HINT_STRONG},
    {"signup", true, CH_HINT_STRONG}, {"signin", false, CH_HINT_STRONG},
    {"login", true, CH_HINT_STRONG}, {"paywall", true, CH_HINT_STRONG},
    {"promo", true, CH_HINT_STRONG}, {"sponsor", true, CH_HINT_STRONG},
    {"advert", true, CH_HINT_STRONG}, {"ad", false, CH_HINT_STRONG},
    {"ads", false, CH_HINT_STRONG}, {"adslot", true, CH_HINT_STRONG},
    {"advertisement", true, CH_HINT_STRONG}, {"banner", true, CH_HINT_STRONG},
    {"share", true, CH_HINT_STRONG}, {"sharing", true, CH_HINT_STRONG},
    {"social", true, CH_HINT_STRONG}, {"follow", true, CH_HINT_STRONG},
    {"breadcrumb", true, CH_HINT_STRONG}, {"nav", false, CH_HINT_STRONG},
    {"navbar", true, CH_HINT_STRONG}, {"navigation", true, CH_HINT_STRONG},
    {"menu", true, CH_HINT_STRONG}, {"submenu", false, CH_HINT_STRONG},
    {"footer", true, CH_HINT_STRONG}, {"foot", false, CH_HINT_WEAK},
    {"masthead", true, CH_HINT_STRONG}, {"topbar", true, CH_HINT_STRONG},
    {"toolbar", true, CH_HINT_STRONG}, {"pagination", true, CH_HINT_STRONG},
    {"pager", false, CH_HINT_STRONG}, {"popup", true, CH_HINT_STRONG},
    {"modal", true, CH_HINT_STRONG}, {"overlay", true, CH_HINT_WEAK},
    {"tooltip", true, CH_HINT_STRONG}, {"skip", false, CH_HINT_STRONG},
    {"copyright", true, CH_HINT_STRONG}, {"disclaimer", true, CH_HINT_STRONG},
    {"caption", true, CH_HINT_STRONG}, {"figcaption", true, CH_HINT_STRONG},
    {"credit", true, CH_HINT_STRONG}, {"credits", false, CH_HINT_STRONG},
    {"gallery", true, CH_HINT_STRONG}, {"slideshow", true, CH_HINT_STRONG},
    {"carousel", true, CH_HINT_STRONG}, {"player", true, CH_HINT_STRONG},
    {"pullquote", true, CH_HINT_STRONG}, {"factbox", true, CH_HINT_WEAK},
    {"tags", false, CH_HINT_STRONG}, {"taglist", true, CH_HINT_STRONG},
    {"topics", false, CH_HINT_STRONG}, {"widget", true, CH_HINT_WEAK},
    {"sidebar", true, CH_HINT_WEAK}, {"rail", false, CH_HINT_WEAK},
    {"secondary", false, CH_HINT_WEAK}, {"header", true, CH_HINT_WEAK},
    {"meta", false, CH_HINT_WEAK}, {"kicker", false, CH_HINT_WEAK},
    {"bio", false, CH_HINT_WEAK}, {"noprint", false, CH_HINT_WEAK},
    {"byline", true, CH_HINT_BYLINE}, {"author", true, CH_HINT_BYLINE},
    {"by", false, CH_HINT_BYLINE}, {"writer", true, CH_HINT_BYLINE},
    {"date", false, CH_HINT_DATE}, {"datetime", true, CH_HINT_DATE},
    {"dateline", true, CH_HINT_DATE}, {"time", false, CH_HINT_DATE},
    {"timestamp", true, CH_HINT_DATE}, {"published", true, CH_HINT_DATE},
    {"pubdate", true, CH_HINT_DATE}, {"updated", false, CH_HINT_DATE},
    {"posted", false, CH_HINT_DATE},
};

/* Before them or behind them a word is about the page's layout, not a name. */
static const char *const NEGATES_NEXT[] = {"has", "with", "no", "without", "is", "not", "hide", "show"};
static const char *const NEGATES_LAST[] = {"enabled", "disabled", "open", "on", "off", "count",
                                           "closed", "wrapper", "layout", "page"};

/* Class names, marks left out, that end so name the story's body. */
static const char *const STORY[] = {
    "articlebody", "storybody", "entrycontent", "postcontent", "articlecontent", "storycontent",
    "articletext", "storytext", "bodycopy", "contentbody", "postbody", "newsbody", "newstext",
    "articlecopy", "storycopy", "articlebodytext", "articlemaincontent", "storybodytext",
    "articleparagraphs", "bodytext", "articlefulltext"};

/* Whole class names that hide from readers' eyes. */
static const char *const HIDES[] = {
    "hide", "hidden", "invisible", "sr-only", "visually-hidden", "visuallyhidden",
    "screen-reader-text", "screen-reader-only", "screenreader", "d-none", "display-none",
    "assistive-text", "u-hidden", "is-hidden", "offscreen", "a11y-hidden", "print-only"};

static const char *const ROLES[] = {"navigation", "complementary", "banner", "contentinfo",
                                    "search", "dialog", "alertdialog", "menu", "menubar",
                                    "toolbar", "tablist"};

/* How short furniture begins. Compared without case. */
static const char *const PHRASES[] = {
    "read more", "read also", "also read", "read next", "related:", "related article",
    "related stor", "related topics", "see also", "more on this", "more from", "more:",
    "recommended", "most read", "most popular", "trending", "advertisement", "sponsored",
    "sign up", "subscribe", "follow us", "share this", "share on", "share via", "click here",
    "click to", "tap here", "watch:", "watch the", "listen:", "listen to this", "photos:",
    "photo:", "video:", "image:", "photograph:", "image caption", "image source",
    "media caption", "file photo", "continue reading", "article continues",
    "story continues", "this story continues", "loading", "please enable javascript",
    "enable javascript", "you need to enable", "javascript is", "this site uses cookies",
    "this website uses cookies", "we use cookies", "we and our", "by continuing to use",
    "by signing up", "by clicking", "accept all", "all rights reserved", "copyright ",
    "\xc2\xa9", "(c) 20", "terms of", "privacy policy", "download our app", "get the app",
    "join the conversation", "leave a comment", "log in to", "sign in to", "register to",
    "already a subscriber", "you have reached your limit", "support our journalism",
    "skip to", "back to top", "next article", "previous article", "print this",
    "email this", "e-mail this", "comments (", "show comments", "view comments",
    "no comments", "filed under", "tags:", "topics:", "the post ", "get the latest",
    "this article was originally published", "originally published", "start your day with",
    "our standards:", "just watched", "enlarge this image", "toggle caption", "hide caption",
    "story highlights", "prev image", "next image", "image 1 of", "view slideshow", "http://",
    "https://"};

/* And what it says in the middle, where it does not end as a sentence does. */
static const char *const PARTS[] = {"all rights reserved", "replay more videos", "toggle caption",
                                    "must watch"};

#define COUNT(a) (sizeof(a) / sizeof *(a))

static bool among(ch_str s, const char *const *list, size_t n) {
  for (size_t k = 0; s.n > 0 && k < n; k++) {
    if (((s.p[0] ^ list[k][0]) & 0xdf) != 0) continue;
    if (ch_str_eq_fold(s, ch_str_of(list[k]))) return true;
  }
  return false;
}

static bool alnum(char c) {
  return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}
static bool capital(char c) {
  return c >= 'A' && c <= 'Z';
}

/* The next word of a name: split at marks, and where a capital follows a
 * small letter. */
static bool next_word(ch_str *rest, ch_str *word) {
  ch_str s = *rest;
  size_t i = 0;
  while (i < s.n && !alnum(s.p[i])) i++;
  if (i == s.n) return false;
  size_t from = i++;
  while (i < s.n && alnum(s.p[i]) && !(capital(s.p[i]) && !capital(s.p[i - 1]))) i++;
  *word = ch_str_slice(s, from, i);
  *rest = ch_str_slice(s, i, s.n);
  return true;
}

static uint32_t bits_of_word(ch_str word) {
  for (size_t k = 0; k < COUNT(WORDS); k++) {
    if (((word.p[0] ^ WORDS[k].word[0]) & 0xdf) != 0) continue; /* most end here */
    ch_str want = ch_str_of(WORDS[k].word);
    if (WORDS[k].stem ? ch_str_starts_fold(word, want) : ch_str_eq_fold(word, want)) {
      return WORDS[k].bits;
    }
  }
  return 0;
}

static uint32_t bits_of_name(ch_str name) {
  uint32_t bits = 0, last = 0;
  bool negated = false;
  ch_str word;
  while (next_word(&name, &word)) {
    if (among(word, NEGATES_LAST, COUNT(NEGATES_LAST))) {
      last = 0;
    }
    bits |= last;
    last = negated ? 0 : bits_of_word(word);
    negated = among(word, NEGATES_NEXT, COUNT(NEGATES_NEXT));
  }
  return bits | last;
}

static bool names_story(ch_str name) {
  char folded[64];
  size_t n = 0;
  for (size_t i = 0; i < name.n; i++) {
    if (!alnum(name.p[i])) continue;
    if (n == sizeof folded) return false;
    folded[n++] = capital(name.p[i]) ? (char)(name.p[i] | 0x20) : name.p[i];
  }
  for (size_t k = 0; n > 7 && k < COUNT(STORY); k++) {
    if (ch_str_ends((ch_str){folded, n}, ch_str_of(STORY[k]))) return true;
  }
  return false;
}

static bool next_class(ch_str *rest, ch_str *name) {
  ch_str s = ch_str_trim(*rest);
  if (s.n == 0) return false;
  size_t i = 0;
  while (i < s.n && s.p[i] != ' ' && s.p[i] != '\t' && s.p[i] != '\n' && s.p[i] != '\r') i++;
  *name = ch_str_slice(s, 0, i);
  *rest = ch_str_slice(s, i, s.n);
  return true;
}

static uint32_t bits_of_classes(ch_str classes, const ch_hidden_names *hidden) {
  uint32_t bits = 0;
  ch_str rest = classes, name;
  bool shown = ch_str_find(classes, CH_STR(" d-"), 0) != SIZE_MAX;
  for (int k = 0; k < 32 && next_class(&rest, &name); k++) {
    bits |= names_story(name) ? CH_HINT_STORY : bits_of_name(name);
    if (among(name, HIDES, COUNT(HIDES)) && !(shown && ch_str_is(name, "d-none"))) {
      bits |= CH_HINT_HIDDEN;
    }
    for (uint32_t h = 0; h < hidden->n; h++) {
      if (ch_str_eq(name, hidden->v[h])) bits |= CH_HINT_HIDDEN;
    }
  }
  return bits;
}

static uint32_t bits_of_attribute(ch_str name, ch_str value, const ch_hidden_names *hidden) {
  if (ch_str_eq_fold(name, CH_STR("class"))) return bits_of_classes(value, hidden);
  if (ch_str_eq_fold(name, CH_STR("id"))) {
    return names_story(value) ? CH_HINT_STORY : bits_of_name(value);
  }
  if (ch_str_eq_fold(name, CH_STR("hidden"))) {
    return ch_str_eq_fold(value, CH_STR("false")) ? 0 : CH_HINT_HIDDEN;
  }
  if (ch_str_eq_fold(name, CH_STR("aria-hidden"))) {
    return ch_str_eq_fold(value, CH_STR("true")) ? CH_HINT_HIDDEN : 0;
  }
  if (ch_str_eq_fold(name, CH_STR("style"))) {
    bool none = ch_str_find_fold(value, CH_STR("display:none"), 0) != SIZE_MAX ||
                ch_str_find_fold(value, CH_STR("display: none"), 0) != SIZE_MAX ||
                ch_str_find_fold(value, CH_STR("visibility:hidden"), 0) != SIZE_MAX;
    return none ? CH_HINT_HIDDEN : 0;
  }
  if (ch_str_eq_fold(name, CH_STR("role"))) {
    return among(value, ROLES, COUNT(ROLES)) ? CH_HINT_STRONG : 0;
  }
  if (ch_str_eq_fold(name, CH_STR("itemprop"))) {
    if (ch_str_eq_fold(value, CH_STR("articleBody"))) return CH_HINT_STORY;
    if (ch_str_eq_fold(value, CH_STR("author"))) return CH_HINT_BYLINE;
    if (ch_str_eq_fold(value, CH_STR("datePublished"))) return CH_HINT_DATE;
  }
  return 0;
}

ch_hints ch_furniture_hints(ch_tag tag, ch_str attributes, const ch_hidden_names *hidden) {
  ch_hints hints = {0};
  ch_str name, value;
  while (ch_markup_attributes(&attributes, &name, &value)) {
    if (name.n > 11) continue;
    value = ch_str_slice(value, 0, LONGEST_VALUE);
    hints.bits |= bits_of_attribute(name, value, hidden);
    if (ch_str_eq_fold(name, CH_STR("class"))) hints.class_hash = (uint32_t)ch_str_hash(value) | 1;
  }
  if (tag == CH_TAG_HTML || tag == CH_TAG_BODY || tag == CH_TAG_MAIN) hints.bits &= CH_HINT_STORY;
  return hints;
}

void ch_furniture_style(ch_str css, ch_hidden_names *hidden) {
  size_t i = 0;
  int depth = 0; /* of blocks that may not apply */
  while (i < css.n && hidden->n < CH_HIDDEN_NAMES) {
    size_t open = ch_str_find_byte(css, '{', i), shut = ch_str_find_byte(css, '}', i);
    if (open == SIZE_MAX) return;
    if (shut < open) { /* the end of an @media block */
      if (depth > 0) depth--;
      i = shut + 1;
      continue;
    }
    ch_str selector = ch_str_trim(ch_str_slice(css, i, open));
    if (selector.n > 0 && selector.p[0] == '@') {
      depth++;
      i = open + 1;
      continue;
    }
    if (shut == SIZE_MAX) return;
    ch_str body = ch_str_slice(css, open + 1, shut);
    bool none = ch_str_find_fold(body, CH_STR("display:none"), 0) != SIZE_MAX ||
                ch_str_find_fold(body, CH_STR("display: none"), 0) != SIZE_MAX;
    bool alone = selector.n > 1 && selector.p[0] == '.';
    for (size_t k = 1; k < selector.n; k++) {
      alone = alone && (alnum(selector.p[k]) || selector.p[k] == '-' || selector.p[k] == '_');
    }
    if (none && alone && depth == 0) {
      hidden->v[hidden->n++] = ch_str_slice(selector, 1, selector.n);
    }
    i = shut + 1;
  }
}

bool ch_furniture_phrase(ch_str paragraph) {
  if (paragraph.n > LONGEST_PHRASE || paragraph.n == 0) return false;
  for (size_t k = 0; k < COUNT(PHRASES); k++) {
    char a = paragraph.p[0], b = PHRASES[k][0];
    if (a != b && ((a ^ b) != 0x20 || b < 'a')) continue; /* most end here */
    if (ch_str_starts_fold(paragraph, ch_str_of(PHRASES[k]))) return true;
  }
  bool sentence = strchr(".!?\"'", paragraph.p[paragraph.n - 1]) != NULL;
  for (size_t k = 0; !sentence && k < COUNT(PARTS); k++) {
    if (ch_str_find_fold(paragraph, ch_str_of(PARTS[k]), 0) != SIZE_MAX) return true;
  }
  return ch_str_ends(paragraph, CH_STR("ll rights reserved."));
}

ch_str ch_furniture_drop(ch_arena *arena, ch_str text) {
  char *out = ch_arena_alloc(arena, text.n + 1);
  if (out == NULL) return (ch_str){NULL, 0};
  size_t n = 0, i = 0;
  while (i < text.n) {
    size_t end = ch_str_find(text, CH_STR("\n\n"), i);
    ch_str paragraph = ch_str_slice(text, i, end);
    i = end == SIZE_MAX ? text.n : end + 2;
    if (ch_furniture_phrase(paragraph)) continue;
    if (n > 0) {
      out[n++] = '\n';
      out[n++] = '\n';
    }
    memcpy(out + n, paragraph.p, paragraph.n);
    n += paragraph.n;
  }
  return (ch_str){out, n};
}
