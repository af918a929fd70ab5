#include "ingest/html_tags.h"

static const struct {
  const char *name;
  unsigned traits;
} TAGS[] = {
#define CH_X(id, name, traits) {name, traits},
    CH_TAGS(CH_X)
#undef CH_X
};

enum { LONGEST_TAG = 10, NAMED = CH_TAG_OTHER };

ch_tag ch_tag_of(ch_str name) {
  char folded[LONGEST_TAG + 1];
  if (name.n > 1 && ch_str_find_byte(name, '-', 1) != SIZE_MAX) return CH_TAG_CUSTOM;
  if (name.n == 0 || name.n > LONGEST_TAG) return CH_TAG_OTHER;
  for (size_t i = 0; i < name.n; i++) {
    char c = name.p[i];
    folded[i] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
  }
  folded[name.n] = '\0';
  int low = 0, high = NAMED; /* the table is in byte order up to OTHER */
  while (low < high) {
    int middle = (low + high) / 2, c = strcmp(folded, TAGS[middle].name);
    if (c == 0) return (ch_tag)middle;
    if (c < 0) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return CH_TAG_OTHER;
}

unsigned ch_tag_traits(ch_tag tag) {
  return TAGS[tag].traits;
}

bool ch_tag_ends(ch_tag opened, ch_tag open) {
  switch (open) {
    case CH_TAG_P:
      return ch_tag_is(opened, CH_TAG_BLOCK) && opened != CH_TAG_CUSTOM;
    case CH_TAG_LI:
    case CH_TAG_OPTION:
      return opened == open;
    case CH_TAG_DT:
    case CH_TAG_DD:
      return opened == CH_TAG_DT || opened == CH_TAG_DD;
    case CH_TAG_TD:
    case CH_TAG_TH:
      return opened == CH_TAG_TD || opened == CH_TAG_TH || opened == CH_TAG_TR ||
             opened == CH_TAG_TBODY;
    case CH_TAG_TR:
      return opened == CH_TAG_TR || opened == CH_TAG_TBODY;
    case CH_TAG_HEAD:
      return opened == CH_TAG_BODY;
    default:
      return false;
  }
}
