/* Names of types and statuses. */
#include "code/event.h"

static const char *const TYPES[] = {
#define CH_X(id, name) name,
    CH_TYPE_LIST(CH_X)
#undef CH_X
};
static const char *const STATUSES[] = {
#define CH_X(id, name) name,
    CH_STATUS_LIST(CH_X)
#undef CH_X
};

const char *ch_type_name(ch_type type) {
  return (unsigned)type < CH_TYPE_COUNT ? TYPES[type] : "";
}

ch_type ch_type_from(ch_str name) {
  for (int i = 1; i < CH_TYPE_COUNT; i++)
    if (ch_str_is(name, TYPES[i])) return (ch_type)i;
  return CH_TYPE_NONE;
}

const char *ch_status_name(ch_status status) {
  return (unsigned)status < CH_STATUS_COUNT ? STATUSES[status] : "";
}

ch_status ch_status_from(ch_str name) {
  for (int i = 0; i < CH_STATUS_COUNT; i++)
    if (ch_str_is(name, STATUSES[i])) return (ch_status)i;
  return CH_STATUS_COUNT;
}
