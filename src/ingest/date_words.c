/* Month and day names and time zones as dates print them. The names of
 * another language are further rows. */
#include "ingest/date_words.h"

#include "ingest/date.h"

static const struct {
  const char *name;
  int32_t month;
} MONTHS[] = {
    {"jan", 1}, {"january", 1}, {"feb", 2}, {"february", 2}, {"febr", 2},
    {"mar", 3}, {"march", 3}, {"apr", 4}, {"april", 4}, {"may", 5},
    {"jun", 6}, {"june", 6}, {"jul", 7}, {"july", 7}, {"aug", 8},
    {"august", 8}, {"sep", 9}, {"sept", 9}, {"september", 9}, {"oct", 10},
    {"october", 10}, {"nov", 11}, {"november", 11}, {"dec", 12}, {"december", 12},
};

static const struct {
  const char *name;
  int32_t weekday;
} WEEKDAYS[] = {
    {"mon", 0}, {"monday", 0}, {"tue", 1}, {"tues", 1}, {"tuesday", 1},
    {"wed", 2}, {"weds", 2}, {"wednesday", 2}, {"thu", 3}, {"thur", 3},
    {"thurs", 3}, {"thursday", 3}, {"fri", 4}, {"friday", 4}, {"sat", 5},
    {"saturday", 5}, {"sun", 6}, {"sunday", 6},
};

/* Zones in which news is dated; letters that mean several zones stand for the
 * one whose newsrooms print them most. */
static const struct {
  const char *name;
  int32_t minutes;   /* east of UTC */
  int32_t in_summer; /* where the name covers both */
} ZONES[] = {
    {"z", 0, 0}, {"ut", 0, 0}, {"utc", 0, 0}, {"gmt", 0, 0}, {"wet", 0, 0},
    {"bst", 60, 60}, {"west", 60, 60}, {"wat", 60, 60}, {"cet", 60, 60},
    {"cest", 120, 120}, {"eet", 120, 120}, {"sast", 120, 120}, {"cat", 120, 120},
    {"eest", 180, 180}, {"msk", 180, 180}, {"trt", 180, 180}, {"eat", 180, 180},
    {"ast", 180, 180}, {"gst", 240, 240}, {"irst", 210, 210}, {"pkt", 300, 300},
    {"ist", 330, 330}, {"npt", 345, 345}, {"ict", 420, 420}, {"wib", 420, 420},
    {"hkt", 480, 480}, {"sgt", 480, 480}, {"awst", 480, 480}, {"jst", 540, 540},
    {"kst", 540, 540}, {"aest", 600, 600}, {"aedt", 660, 660}, {"nzst", 720, 720},
    {"nzdt", 780, 780}, {"brt", -180, -180}, {"art", -180, -180},
    {"adt", -180, -180}, {"edt", -240, -240}, {"est", -300, -300},
    {"et", -300, -240}, {"cdt", -300, -300}, {"cst", -360, -360},
    {"ct", -360, -300}, {"mdt", -360, -360}, {"mst", -420, -420},
    {"mt", -420, -360}, {"pdt", -420, -420}, {"pst", -480, -480},
    {"pt", -480, -420}, {"akdt", -480, -480}, {"akst", -540, -540},
    {"hst", -600, -600},
};

/* Top-level domains whose newsrooms print the month first. All other
 * countries' print the day first, but for those that do both. */
static const char *const MONTH_FIRST[] = {"us", "gov", "mil", "ph", "pw", "fm"};
static const char *const NO_COUNTRY[] = {"com", "org", "net", "info", "int", "edu", "eu",
                                         "news", "ca", "tv", "io", "me", "co", "example",
                                         "test", "invalid", "local", "biz", "press", "media"};

int32_t ch_month_of(ch_str word) {
  for (size_t k = 0; k < sizeof MONTHS / sizeof *MONTHS; k++) {
    if (ch_str_eq_fold(word, ch_str_of(MONTHS[k].name))) return MONTHS[k].month;
  }
  return 0;
}

int32_t ch_weekday_of(ch_str word) {
  for (size_t k = 0; k < sizeof WEEKDAYS / sizeof *WEEKDAYS; k++) {
    if (ch_str_eq_fold(word, ch_str_of(WEEKDAYS[k].name))) return WEEKDAYS[k].weekday;
  }
  return -1;
}

bool ch_zone_of(ch_str word, bool summer, int32_t *minutes) {
  for (size_t k = 0; k < sizeof ZONES / sizeof *ZONES; k++) {
    if (!ch_str_eq_fold(word, ch_str_of(ZONES[k].name))) continue;
    *minutes = summer ? ZONES[k].in_summer : ZONES[k].minutes;
    return true;
  }
  return false;
}

static bool in_list(ch_str word, const char *const *list, size_t n) {
  for (size_t k = 0; k < n; k++) {
    if (ch_str_eq_fold(word, ch_str_of(list[k]))) return true;
  }
  return false;
}

int ch_order_of_host(ch_str host) {
  size_t dot = host.n;
  while (dot > 0 && host.p[dot - 1] != '.') dot--;
  if (dot == 0) return 0;
  ch_str top = ch_str_slice(host, dot, host.n);
  if (in_list(top, MONTH_FIRST, sizeof MONTH_FIRST / sizeof *MONTH_FIRST)) return -1;
  if (top.n != 2 || in_list(top, NO_COUNTRY, sizeof NO_COUNTRY / sizeof *NO_COUNTRY)) return 0;
  return 1;
}

int ch_order_of_language(ch_str tag) {
  static const char *const DAY_FIRST_ENGLISH[] = {"GB", "UK", "AU", "NZ", "IE", "IN", "PK",
                                                  "SG", "NG", "KE", "MT", "HK", "JM", "TT"};
  if (tag.n < 2) return 0;
  if (!ch_str_starts_fold(tag, CH_STR("en"))) return 1;
  if (tag.n < 5) return 0;
  ch_str country = ch_str_slice(tag, 3, 5);
  if (ch_str_eq_fold(country, CH_STR("US"))) return -1;
  return in_list(country, DAY_FIRST_ENGLISH, sizeof DAY_FIRST_ENGLISH / sizeof *DAY_FIRST_ENGLISH);
}
