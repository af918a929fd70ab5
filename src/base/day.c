#include "base/day.h"


int32_t ch_day_from_civil(int32_t year, int32_t month, int32_t day) {
  int32_t y = year - (month <= 2);
  int32_t era = (y >= 0 ? y : y - 399) / 400;
  int32_t yoe = y - era * 400;
  int32_t doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  int32_t doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
  return era * 146097 + doe - 719468;
}

ch_civil ch_day_to_civil(int32_t day) {
  int64_t z = (int64_t)day + 719468;
  int64_t era = (z >= 0 ? z : z - 146096) / 146097;
  int64_t doe = z - era * 146097;
  int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  int64_t mp = (5 * doy + 2) / 153;
  int32_t d = (int32_t)(doy - (153 * mp + 2) / 5 + 1);
  int32_t m = (int32_t)(mp < 10 ? mp + 3 : mp - 9);
  return (ch_civil){(int32_t)(yoe + era * 400 + (m <= 2)), m, d};
}

int32_t ch_day_weekday(int32_t day) {
  /* 1970-01-01 was a Thursday. */
  int64_t shifted = ((int64_t)day + 3) % 7;
  return (int32_t)(shifted < 0 ? shifted + 7 : shifted);
}

int32_t ch_month_length(int32_t year, int32_t month) {
  static const int8_t lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12) return 0;
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return lengths[month - 1] + (month == 2 && leap);
}

bool ch_civil_valid(int32_t year, int32_t month, int32_t day) {
  return year >= 0 && year <= 9999 && day >= 1 && day <= ch_month_length(year, month);
}

int32_t ch_day_parse(ch_str iso) {
  uint64_t y, m, d;
  if (iso.n != 10 || iso.p[4] != '-' || iso.p[7] != '-' ||
      !ch_str_to_u64(ch_str_slice(iso, 0, 4), &y) || !ch_str_to_u64(ch_str_slice(iso, 5, 7), &m) ||
      !ch_str_to_u64(ch_str_slice(iso, 8, 10), &d) ||
      !ch_civil_valid((int32_t)y, (int32_t)m, (int32_t)d))
    return CH_DAY_NONE;
  return ch_day_from_civil((int32_t)y, (int32_t)m, (int32_t)d);
}

void ch_day_format(int32_t day, char out[11]) {
  out[0] = 0;
  if (day == CH_DAY_NONE) return;
  ch_civil c = ch_day_to_civil(day);
  if (c.year < 0 || c.year > 9999) return;
  int32_t date[] = {c.year / 100, c.year % 100, -1, c.month, -1, c.day};
  for (size_t i = 0; i < sizeof date / sizeof *date; i++) {
    if (date[i] < 0) {
      *out++ = '-';
      continue;
    }
    *out++ = (char)('0' + date[i] / 10);
    *out++ = (char)('0' + date[i] % 10);
  }
  *out = 0;
}
