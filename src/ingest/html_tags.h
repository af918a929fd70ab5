/* The elements of HTML that matter to finding a story, and how they close. */
#ifndef CH_INGEST_HTML_TAGS_H
#define CH_INGEST_HTML_TAGS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

enum {
  CH_TAG_BLOCK = 1,      /* text before and behind it is another paragraph's */
  CH_TAG_VOID = 2,       /* has no content */
  CH_TAG_PARAGRAPH = 4,  /* holds one paragraph: its parent holds the story */
  CH_TAG_PASSING = 8,    /* bold, italic …: as if it were not there */
  CH_TAG_SILENT = 16,    /* its content is never read */
  CH_TAG_FURNITURE = 32, /* its content is not the story, unless most of it is */
  CH_TAG_SCOPE = 64      /* implied ends of p, li, td stop here */
};

#define CH_TAGS(X)                                                                        \
  X(A, "a", CH_TAG_PASSING) X(ABBR, "abbr", CH_TAG_PASSING)                               \
  X(ADDRESS, "address", CH_TAG_BLOCK) X(AREA, "area", CH_TAG_VOID)                        \
  X(ARTICLE, "article", CH_TAG_BLOCK | CH_TAG_SCOPE)                                      \
  X(ASIDE, "aside", CH_TAG_BLOCK | CH_TAG_SCOPE | CH_TAG_FURNITURE)                       \
  X(AUDIO, "audio", CH_TAG_BLOCK | CH_TAG_SILENT) X(B, "b", CH_TAG_PASSING)               \
  X(BASE, "base", CH_TAG_VOID)                                                            \
  X(BLOCKQUOTE, "blockquote", CH_TAG_BLOCK | CH_TAG_SCOPE)                                \
  X(BODY, "body", CH_TAG_BLOCK | CH_TAG_SCOPE) X(BR, "br", CH_TAG_VOID)                   \
  X(BUTTON, "button", CH_TAG_BLOCK | CH_TAG_SILENT | CH_TAG_SCOPE)                        \
  X(CANVAS, "canvas", CH_TAG_BLOCK | CH_TAG_SILENT) X(CENTER, "center", CH_TAG_BLOCK)     \
  X(CITE, "cite", CH_TAG_PASSING) X(CODE, "code", CH_TAG_PASSING)                         \
  X(COL, "col", CH_TAG_VOID) X(DD, "dd", CH_TAG_BLOCK | CH_TAG_PARAGRAPH)                 \
  X(DEL, "del", CH_TAG_PASSING) X(DETAILS, "details", CH_TAG_BLOCK)                       \
  X(DIALOG, "dialog", CH_TAG_BLOCK | CH_TAG_FURNITURE) X(DIV, "div", CH_TAG_BLOCK)        \
  X(DL, "dl", CH_TAG_BLOCK | CH_TAG_SCOPE) X(DT, "dt", CH_TAG_BLOCK | CH_TAG_PARAGRAPH)   \
  X(EM, "em", CH_TAG_PASSING) X(EMBED, "embed", CH_TAG_VOID)                              \
  X(FIELDSET, "fieldset", CH_TAG_BLOCK)                                                   \
  X(FIGCAPTION, "figcaption", CH_TAG_BLOCK | CH_TAG_FURNITURE)                            \
  X(FIGURE, "figure", CH_TAG_BLOCK | CH_TAG_SCOPE | CH_TAG_FURNITURE)                     \
  X(FONT, "font", CH_TAG_PASSING)                                                         \
  X(FOOTER, "footer", CH_TAG_BLOCK | CH_TAG_SCOPE | CH_TAG_FURNITURE)                     \
  X(FORM, "form", CH_TAG_BLOCK | CH_TAG_FURNITURE)                                        \
  X(H1, "h1", CH_TAG_BLOCK | CH_TAG_PARAGRAPH) X(H2, "h2", CH_TAG_BLOCK | CH_TAG_PARAGRAPH) \
  X(H3, "h3", CH_TAG_BLOCK | CH_TAG_PARAGRAPH) X(H4, "h4", CH_TAG_BLOCK | CH_TAG_PARAGRAPH) \
  X(H5, "h5", CH_TAG_BLOCK | CH_TAG_PARAGRAPH) X(H6, "h6", CH_TAG_BLOCK | CH_TAG_PARAGRAPH) \
  X(HEAD, "head", CH_TAG_BLOCK)                                                           \
  X(HEADER, "header", CH_TAG_BLOCK | CH_TAG_SCOPE | CH_TAG_FURNITURE)                     \
  X(HR, "hr", CH_TAG_VOID | CH_TAG_BLOCK) X(HTML, "html", CH_TAG_BLOCK | CH_TAG_SCOPE)    \
  X(I, "i", CH_TAG_PASSING) X(IFRAME, "iframe", CH_TAG_BLOCK | CH_TAG_SILENT)             \
  X(IMG, "img", CH_TAG_VOID) X(INPUT, "input", CH_TAG_VOID) X(INS, "ins", CH_TAG_PASSING) \
  X(LABEL, "label", 0) X(LI, "li", CH_TAG_BLOCK | CH_TAG_PARAGRAPH)                       \
  X(LINK, "link", CH_TAG_VOID) X(MAIN, "main", CH_TAG_BLOCK | CH_TAG_SCOPE)               \
  X(MARK, "mark", CH_TAG_PASSING) X(MATH, "math", CH_TAG_SILENT)                          \
  X(MENU, "menu", CH_TAG_BLOCK | CH_TAG_FURNITURE) X(META, "meta", CH_TAG_VOID)           \
  X(NAV, "nav", CH_TAG_BLOCK | CH_TAG_SCOPE | CH_TAG_FURNITURE)                           \
  X(NOEMBED, "noembed", CH_TAG_SILENT) X(NOFRAMES, "noframes", CH_TAG_SILENT)             \
  X(NOSCRIPT, "noscript", CH_TAG_SILENT) X(OBJECT, "object", CH_TAG_BLOCK | CH_TAG_SILENT) \
  X(OL, "ol", CH_TAG_BLOCK | CH_TAG_SCOPE) X(OPTION, "option", CH_TAG_BLOCK)              \
  X(P, "p", CH_TAG_BLOCK | CH_TAG_PARAGRAPH) X(PARAM, "param", CH_TAG_VOID)               \
  X(PICTURE, "picture", 0) X(PRE, "pre", CH_TAG_BLOCK | CH_TAG_PARAGRAPH)                 \
  X(Q, "q", CH_TAG_PASSING) X(S, "s", CH_TAG_PASSING)                                     \
  X(SCRIPT, "script", CH_TAG_SILENT)                                                      \
  X(SECTION, "section", CH_TAG_BLOCK | CH_TAG_SCOPE)                                      \
  X(SELECT, "select", CH_TAG_BLOCK | CH_TAG_SILENT) X(SMALL, "small", CH_TAG_PASSING)     \
  X(SOURCE, "source", CH_TAG_VOID) X(SPAN, "span", 0) X(STRONG, "strong", CH_TAG_PASSING) \
  X(STYLE, "style", CH_TAG_SILENT) X(SUB, "sub", CH_TAG_PASSING)                          \
  X(SUMMARY, "summary", CH_TAG_BLOCK) X(SUP, "sup", CH_TAG_PASSING)                       \
  X(SVG, "svg", CH_TAG_SILENT) X(TABLE, "table", CH_TAG_BLOCK | CH_TAG_SCOPE)             \
  X(TBODY, "tbody", CH_TAG_BLOCK) X(TD, "td", CH_TAG_BLOCK | CH_TAG_SCOPE)                \
  X(TEMPLATE, "template", CH_TAG_SILENT) X(TEXTAREA, "textarea", CH_TAG_SILENT)           \
  X(TFOOT, "tfoot", CH_TAG_BLOCK) X(TH, "th", CH_TAG_BLOCK | CH_TAG_SCOPE)                \
  X(THEAD, "thead", CH_TAG_BLOCK) X(TIME, "time", 0) X(TITLE, "title", CH_TAG_SILENT)     \
  X(TR, "tr", CH_TAG_BLOCK) X(TRACK, "track", CH_TAG_VOID) X(TT, "tt", CH_TAG_PASSING)    \
  X(U, "u", CH_TAG_PASSING) X(UL, "ul", CH_TAG_BLOCK | CH_TAG_SCOPE)                      \
  X(VIDEO, "video", CH_TAG_BLOCK | CH_TAG_SILENT) X(WBR, "wbr", CH_TAG_VOID)              \
  X(XMP, "xmp", CH_TAG_SILENT)                                                            \
  X(OTHER, "", 0) X(CUSTOM, "-", CH_TAG_BLOCK)

typedef enum ch_tag {
#define CH_X(id, name, traits) CH_TAG_##id,
  CH_TAGS(CH_X)
#undef CH_X
      CH_TAG_COUNT
} ch_tag;

/* Case folded; OTHER for unknown names, CUSTOM for those with a hyphen. */
ch_tag ch_tag_of(ch_str name);
unsigned ch_tag_traits(ch_tag tag);
/* True when a start tag `opened` ends an open `open` that has no end tag. */
bool ch_tag_ends(ch_tag opened, ch_tag open);

static inline bool ch_tag_is(ch_tag tag, unsigned traits) {
  return (ch_tag_traits(tag) & traits) != 0;
}

#endif
