#include "record/holder.h"

bool ch_code_is_shared(ch_str code) {
  static const char *const KINDS[] = {"IGO", "NGO", "MNC", "ISM", "IMG"};
  for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++)
    if (ch_str_is(code, KINDS[i])) return true;
  return code.n == 0;
}

static bool is_person(const ch_fact *fact, ch_str name) {
  for (uint32_t i = 0; i < fact->people.n; i++)
    if (ch_str_eq(fact->people.v[i].name, name)) return true;
  return false;
}

bool ch_party_names_holder(const ch_fact *fact, const ch_report_party *p) {
  return !ch_code_is_shared(p->code) && p->name.n && !is_person(fact, p->name);
}

ch_str ch_dateline_agency(ch_str dateline) {
  size_t open = ch_str_find_byte(dateline, '(', 0);
  size_t close = open == SIZE_MAX ? SIZE_MAX : ch_str_find_byte(dateline, ')', open);
  if (close == SIZE_MAX) return (ch_str){NULL, 0};
  return ch_str_slice(dateline, open + 1, close);
}
