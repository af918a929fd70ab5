/* Words as the English Web Treebank cuts them.
 *
 * A paragraph is walked once, from token to token. Each kind of token has a
 * function that, given where it begins, says where it ends; what follows is
 * looked at for a bounded number of bytes only, so that no text makes it slow.
 * Unlike the Penn Treebank, EWT keeps hyphens and slashes apart ("two - day"),
 * but for a few prefixes ("anti-war"), telephone numbers and dates.
 */
#include "text/tokens.h"

#include "text/chars.h"
#include "text/document.h"

enum { LOOK_AHEAD = 256 };

typedef struct scanner {
  const ch_lists *lists;
  ch_str text; /* up to the paragraph's end */
  size_t from; /* the paragraph's first byte */
  ch_arena *arena;
  ch_tokens *tokens;
  size_t run_end;   /* of the run without white space that is being cut */
  bool run_has_at;  /* the run holds an @ */
  bool single_open; /* a single quotation is open */
  bool double_open;
} scanner;

static ch_char at(const scanner *s, size_t i) { return ch_char_at(s->text, i); }

static bool is_ascii_digit(ch_char c) { return c.code >= '0' && c.code <= '9' && c.size; }

static size_t digits_end(const scanner *s, size_t i, size_t limit) {
  while (i < limit && is_ascii_digit(at(s, i))) i++;
  return i;
}

static size_t letters_end(const scanner *s, size_t i, size_t limit) {
  for (ch_char c; i < limit && (c = at(s, i), ch_char_is_letter(c)); i += c.size) {}
  return i;
}

static size_t word_end(const scanner *s, size_t i, size_t limit) {
  for (ch_char c; i < limit && (c = at(s, i), ch_char_is_word(c)); i += c.size) {}
  return i;
}

static size_t skip_space(const scanner *s, size_t i) {
  for (ch_char c; (c = at(s, i)).class == CH_CHAR_SPACE; i += c.size) {}
  return i;
}

static ch_str view(const scanner *s, size_t from, size_t to) {
  return ch_str_slice(s->text, from, to);
}

/* ---- what a scan gives: an end and a kind ---- */

typedef struct piece {
  size_t end;
  ch_token_kind kind;
} piece;

static bool all_caps(ch_str word) {
  unsigned upper = 0;
  for (size_t i = 0; i < word.n;) {
    ch_char c = ch_char_at(word, i);
    if (c.class == CH_CHAR_UPPER) upper++;
    else if (ch_char_is_letter(c)) return false;
    i += c.size;
  }
  return upper > 1;
}

static bool emit(scanner *s, size_t from, size_t to, ch_token_kind kind, unsigned flags) {
  ch_token *token = CH_PUSH(s->arena, s->tokens);
  if (!token) return false;
  if ((kind == CH_TOKEN_WORD || kind == CH_TOKEN_ABBREVIATION) && all_caps(view(s, from, to)))
    flags |= CH_WORD_CAPS;
  ch_char next = at(s, to);
  if (next.class == CH_CHAR_SPACE || next.class == CH_CHAR_END) flags |= CH_WORD_SPACE_AFTER;
  *token = (ch_token){{(uint32_t)from, (uint32_t)to}, (uint8_t)kind, (uint8_t)flags, false};
  return true;
}

/* ---- addresses ---- */

static size_t trim_address(const scanner *s, size_t from, size_t end) {
  while (end > from) {
    ch_char c = ch_char_before(s->text, end);
    if (ch_char_is_word(c) || c.code == '/' || c.code == '=' || c.code == '&' || c.code == '_') break;
    end -= c.size;
  }
  return end;
}

static size_t scan_mail(const scanner *s, size_t i, size_t limit) {
  size_t end = i;
  if (limit > i + LOOK_AHEAD) limit = i + LOOK_AHEAD;
  for (ch_char c; end < limit; end += c.size) {
    c = at(s, end);
    if (!(c.code < 0x80 && ch_char_is_word(c)) && !(c.code > 0 && strchr("._%+-@", c.code))) break;
  }
  ch_str run = view(s, i, end);
  size_t mark = ch_str_find_byte(run, '@', 0);
  if (mark == SIZE_MAX || mark + 1 >= run.n) return i;
  end = trim_address(s, i, end);
  return end > i + mark + 1 ? end : i;
}

/* End of the address that begins at i; i if there is none. */
static size_t scan_address(const scanner *s, size_t i, size_t limit) {
  static const char *const starts[] = {"http://", "https://", "www.", "ftp://", "mailto:"};
  unsigned char c = (unsigned char)s->text.p[i] | 32;
  if (c == 'h' || c == 'w' || c == 'f' || c == 'm') {
    ch_str rest = view(s, i, limit);
    for (size_t k = 0; k < sizeof starts / sizeof *starts; k++) {
      size_t length = strlen(starts[k]);
      if (!ch_str_starts_fold(rest, ch_str_of(starts[k])) || rest.n == length) continue;
      size_t end = trim_address(s, i, limit);
      return end > i + length ? end : i;
    }
  }
  return s->run_has_at ? scan_mail(s, i, limit) : i;
}

/* "gazeta.ru", "amazon.com/books": labels with stops between them, the last
 * one a known domain in lower case, or all of them in capitals. */
static size_t scan_domain(const scanner *s, size_t i, size_t limit) {
  size_t end = i, label = i;
  if (limit > i + LOOK_AHEAD) limit = i + LOOK_AHEAD;
  for (; end < limit; end++) {
    ch_char c = at(s, end);
    if (c.size != 1) break;
    if (c.code == '.' && end > label && ch_char_is_word(at(s, end + 1))) label = end + 1;
    else if (!ch_char_is_word(c) && c.code != '-') break;
  }
  while (end > label && s->text.p[end - 1] == '-') end--;
  if (label == i || end == label) return i;
  if (at(s, label).class == CH_CHAR_UPPER && !all_caps(view(s, i, end))) return i;
  if (!(ch_lists_folded(s->lists, view(s, label, end)) & CH_LIST_DOMAIN)) return i;
  return at(s, end).code == '/' ? trim_address(s, i, s->run_end < limit ? s->run_end : limit) : end;
}

/* ---- numbers ---- */

/* 713-853-3989, 853-3989, 77030-2707, 11-20-2000, 2017-08-31. */
static size_t scan_dashed_number(const scanner *s, size_t i, size_t limit) {
  size_t part[5], parts = 0, end = i;
  while (parts < 5) {
    size_t next = digits_end(s, end, limit);
    if (next == end || next - end > 5) return i;
    part[parts++] = next - end;
    end = next;
    if (end >= limit || s->text.p[end] != '-' || !is_ascii_digit(at(s, end + 1))) break;
    end++;
  }
  if (ch_char_is_word(at(s, end))) return i;
  bool phone = parts >= 2 && part[parts - 1] == 4 && (part[parts - 2] == 3 || part[parts - 2] == 5);
  bool date = parts == 3 && ((part[0] <= 2 && part[1] <= 2 && (part[2] == 4 || part[2] == 2)) ||
                             (part[0] == 4 && part[1] <= 2 && part[2] <= 2));
  return phone || date ? end : i;
}

/* 9/11, 1/2, 11/04/2017; not 2001/02. */
static size_t scan_slashed_number(const scanner *s, size_t i, size_t limit) {
  size_t first = digits_end(s, i, limit);
  if (first - i > 4 || first >= limit || s->text.p[first] != '/') return i;
  size_t second = digits_end(s, first + 1, limit);
  if (second == first + 1 || second - first > 3) return i;
  size_t third = second;
  if (second < limit && s->text.p[second] == '/') third = digits_end(s, second + 1, limit);
  if (third > second + 1) return third - second <= 5 && !ch_char_is_word(at(s, third)) ? third : i;
  return first - i <= 2 && !ch_char_is_word(at(s, second)) ? second : i;
}

/* Digits with . , : between them: 1,500.25, 5:30, 10.1.2. A comma counts only
 * before three digits (or two, as in 1,00,000). */
static size_t scan_plain_number(const scanner *s, size_t i, size_t limit) {
  size_t end = digits_end(s, i, limit);
  while (end < limit) {
    char mark = s->text.p[end];
    size_t next = digits_end(s, end + 1, limit);
    size_t count = next - end - 1;
    if (mark != '.' && mark != ',' && mark != ':') break;
    if (count == 0) break;
    if (mark == ',' && count != 3 && !(count == 2 && at(s, next).code == ',')) break;
    end = next;
  }
  return end;
}

/* What may stick to a number: 19th, 1990s, 1960's, 83N. Units come apart. */
static size_t scan_number_tail(const scanner *s, size_t i, size_t end, size_t limit) {
  ch_char next = at(s, end);
  if (next.class == CH_CHAR_APOSTROPHE) {
    bool decade = (end - i == 2 || end - i == 4) && s->text.p[end - 1] == '0';
    bool plural = (at(s, end + next.size).code | 32) == 's' &&
                  !ch_char_is_word(at(s, end + next.size + 1));
    return decade && plural ? end + next.size + 1 : end;
  }
  if (!ch_char_is_letter(next)) return end;
  size_t tail = letters_end(s, end, limit);
  ch_str letters = view(s, end, tail);
  if (ch_lists_exact(s->lists, letters) & CH_LIST_UNIT && !ch_char_is_word(at(s, tail))) return end;
  if (at(s, tail).code == '.' && ch_char_is_letter(at(s, tail + 1))) return end; /* 5p.m. */
  return word_end(s, tail, limit);
}

static piece scan_number(const scanner *s, size_t i, size_t limit) {
  size_t end = scan_slashed_number(s, i, limit);
  if (end == i) end = scan_dashed_number(s, i, limit);
  if (end > i) return (piece){end, CH_TOKEN_NUMBER};
  end = scan_plain_number(s, i, limit);
  if (end == i) end = word_end(s, i, limit); /* digits of other scripts */
  else end = scan_number_tail(s, i, end, limit);
  bool item = i == s->from && end - i <= 3 && end < limit && s->text.p[end] == '.' &&
              at(s, end + 1).class == CH_CHAR_SPACE;
  if (item) return (piece){end + 1, CH_TOKEN_LISTING};
  return (piece){end, CH_TOKEN_NUMBER};
}

/* ---- words ---- */

/* Does the full stop at `stop`, behind which no letter or digit stands, belong
 * to the word [i, stop)? */
static bool owns_stop(const scanner *s, size_t i, size_t stop, bool acronym) {
  uint32_t bits = ch_lists_abbreviation(s->lists, view(s, i, stop + 1));
  if (at(s, stop + 1).class == CH_CHAR_STOP) /* "Inc.." but not "etc..." */
    return (bits || acronym) && at(s, stop + 2).class != CH_CHAR_STOP;
  size_t next = skip_space(s, stop + 1);
  ch_char c = at(s, next);
  if (bits == CH_LIST_NUMBER) return c.class == CH_CHAR_DIGIT;
  if (bits || acronym) return true;
  ch_char only = at(s, i);
  if (only.class != CH_CHAR_UPPER || i + only.size != stop) return false;
  /* An initial, unless a new sentence plainly begins: "Vitamin C. The …". */
  if (c.class != CH_CHAR_UPPER) return c.class == CH_CHAR_LOWER || c.code == ',';
  size_t end = word_end(s, next, next + LOOK_AHEAD);
  return end == next + c.size || !(ch_lists_folded(s->lists, view(s, next, end)) & CH_LIST_STARTER);
}

/* A full stop inside a run of letters at `stop`; `segment` is where the
 * letters before it begin. Gives the end of the token when it is settled, else
 * sets *on: true to go on behind the stop, false to end before it. */
static size_t scan_inner_stop(const scanner *s, size_t i, size_t segment, size_t stop,
                              size_t limit, bool *on) {
  *on = false;
  ch_char next = at(s, stop + 1);
  if (!ch_char_is_letter(next)) {
    if (ch_lists_abbreviation(s->lists, view(s, i, stop + 1)) & CH_LIST_NUMBER) return stop + 1;
    *on = ch_char_before(s->text, stop).class == CH_CHAR_DIGIT;
    return 0;
  }
  ch_char before = ch_char_before(s->text, stop);
  bool one = segment + at(s, segment).size == stop;
  size_t behind = letters_end(s, stop + 1, stop + 1 + LOOK_AHEAD);
  bool one_behind = stop + 1 + next.size == behind;
  if (at(s, behind).code == '.' && ch_lists_abbreviation(s->lists, view(s, i, behind + 1)))
    return behind + 1;
  if (one && one_behind) {
    *on = true;
    return 0;
  }
  if (next.class == CH_CHAR_UPPER &&
      ((one && before.class == CH_CHAR_UPPER) || ch_lists_abbreviation(s->lists, view(s, i, stop + 1))))
    return stop + 1;
  size_t domain = scan_domain(s, i, limit);
  if (domain > i) return domain;
  /* A space was left out: "the end.The", "the box.other than". */
  bool sentence = next.class == CH_CHAR_UPPER
                      ? before.class == CH_CHAR_LOWER
                      : segment == i && stop - i > 2 && behind - stop > 3 && at(s, behind).code != '.';
  *on = !sentence;
  return 0;
}

static piece scan_word(const scanner *s, size_t i, size_t limit) {
  size_t end = i, segment = i;
  while (end < limit) {
    ch_char c = at(s, end), next = at(s, end + c.size);
    if (ch_char_is_word(c)) {
    } else if (c.class == CH_CHAR_APOSTROPHE) {
      if (!ch_char_is_word(next)) break;
    } else if (c.code == '_') {
      if (!ch_char_is_word(next) && next.code != '_') break;
    } else if (c.code == '&') {
      if (ch_char_before(s->text, end).class != CH_CHAR_UPPER || next.class != CH_CHAR_UPPER) break;
    } else if (c.code == '.') {
      if (!ch_char_is_word(next)) {
        if (owns_stop(s, i, end, segment > i && segment + at(s, segment).size == end))
          return (piece){end + 1, CH_TOKEN_ABBREVIATION};
        break;
      }
      bool on;
      size_t settled = scan_inner_stop(s, i, segment, end, limit, &on);
      if (settled)
        return (piece){settled, s->text.p[settled - 1] == '.' ? CH_TOKEN_ABBREVIATION : CH_TOKEN_WORD};
      if (!on) break;
      segment = end + 1;
    } else if (c.code == '-' || c.code == 0x2010 || c.code == 0x2011) {
      if (!ch_char_is_word(next) || !(ch_lists_folded(s->lists, view(s, i, end)) & CH_LIST_PREFIX)) break;
    } else {
      break;
    }
    end += c.size;
  }
  return (piece){end, CH_TOKEN_WORD};
}

/* Where the suffix begins at the end of [from, to), apostrophes of any form
 * counting as '; SIZE_MAX if it is not there or nothing stands before it. */
static size_t suffix_start(const scanner *s, size_t from, size_t to, ch_str suffix) {
  size_t k = suffix.n;
  while (k > 0) {
    ch_char c = ch_char_before(s->text, to);
    if (to <= from || c.size == 0) return SIZE_MAX;
    int32_t plain = c.class == CH_CHAR_APOSTROPHE ? '\'' : c.code >= 'A' && c.code <= 'Z' ? c.code + 32 : c.code;
    if (plain != suffix.p[--k]) return SIZE_MAX;
    to -= c.size;
  }
  return to > from ? to : SIZE_MAX;
}

/* A word, cut into the parts that Universal Dependencies counts apart. */
static bool emit_word(scanner *s, size_t from, size_t to, ch_token_kind kind) {
  size_t cuts[4], n = 0;
  uint32_t split = ch_lists_folded(s->lists, view(s, from, to));
  if (split & CH_LIST_SPLIT) {
    size_t cut = from;
    for (uint32_t k = CH_LIST_SPLIT_AT(split); k > 0; k--) cut += at(s, cut).size;
    cuts[n++] = cut;
  } else if (kind == CH_TOKEN_WORD) {
    size_t end = to;
    for (size_t k = 0; k < s->lists->suffixes.n && n < 4; k++) {
      size_t start = suffix_start(s, from, end, s->lists->suffixes.v[k]);
      if (start == SIZE_MAX) continue;
      cuts[n++] = end = start;
      k = SIZE_MAX; /* from the first suffix again */
    }
  }
  unsigned flags = 0;
  while (n > 0) {
    if (!emit(s, from, cuts[n - 1], kind, flags)) return false;
    from = cuts[--n];
    flags = CH_WORD_GLUED;
  }
  return emit(s, from, to, kind, flags);
}

/* The apostrophe of a plural possessive, "the states'". */
static bool emit_possessive(scanner *s, size_t *i) {
  ch_char mark = at(s, *i), before = ch_char_before(s->text, *i);
  if (mark.class != CH_CHAR_APOSTROPHE || s->single_open) return true;
  if ((before.code | 32) != 's' && (before.code | 32) != 'x' && (before.code | 32) != 'z') return true;
  ch_char next = at(s, *i + mark.size);
  if (ch_char_is_word(next) || next.class == CH_CHAR_APOSTROPHE) return true;
  if (!emit(s, *i, *i + mark.size, CH_TOKEN_WORD, CH_WORD_GLUED)) return false;
  *i += mark.size;
  return true;
}

/* ---- marks ---- */

static bool opens_here(ch_char before, ch_char next) {
  bool apart = before.class == CH_CHAR_END || before.class == CH_CHAR_SPACE ||
               before.class == CH_CHAR_OPEN || before.class == CH_CHAR_DASH;
  return apart && next.class != CH_CHAR_SPACE && next.class != CH_CHAR_END;
}

static piece scan_apostrophe(scanner *s, size_t i, size_t limit) {
  ch_char c = at(s, i), before = ch_char_before(s->text, i);
  if (i == s->from) before.class = CH_CHAR_END;
  size_t end = i + c.size;
  ch_char next = at(s, end);
  if (next.code == c.code && next.size) { /* '' and `` as double marks */
    end += next.size;
    bool opens = c.code == '`' || opens_here(before, at(s, end));
    return (piece){end, opens ? CH_TOKEN_OPEN : CH_TOKEN_CLOSE};
  }
  size_t tail = word_end(s, end, limit);
  ch_str run = view(s, i, tail);
  if (tail > end && ch_lists_folded(s->lists, run) & (CH_LIST_ELISION | CH_LIST_SUFFIX)) {
    uint32_t bits = ch_lists_folded(s->lists, run);
    bool apart = before.class == CH_CHAR_SPACE || before.class == CH_CHAR_END;
    if (bits & CH_LIST_ELISION || !apart) return (piece){tail, CH_TOKEN_WORD};
  }
  size_t digits = digits_end(s, end, limit); /* '72, '90s */
  if (digits == end + 2 && (digits == tail || (tail == digits + 1 && s->text.p[digits] == 's')))
    return (piece){tail, CH_TOKEN_NUMBER};
  s->single_open = opens_here(before, next);
  return (piece){end, s->single_open ? CH_TOKEN_OPEN : CH_TOKEN_CLOSE};
}

static piece scan_quote(scanner *s, size_t i) {
  ch_char before = ch_char_before(s->text, i), next = at(s, i + 1);
  if (i == s->from) before.class = CH_CHAR_END;
  bool gap_before = before.class == CH_CHAR_SPACE || before.class == CH_CHAR_END;
  bool gap_behind = next.class == CH_CHAR_SPACE || next.class == CH_CHAR_END;
  bool opens = !s->double_open;
  if (opens_here(before, next)) opens = true;
  else if (!gap_before && (gap_behind || next.class == CH_CHAR_STOP || next.code == ',')) opens = false;
  s->double_open = opens;
  return (piece){i + 1, opens ? CH_TOKEN_OPEN : CH_TOKEN_CLOSE};
}

static size_t scan_mark(const scanner *s, size_t i, size_t limit) {
  if (!s->lists->mark_starts[(unsigned char)s->text.p[i]]) return i;
  ch_str rest = view(s, i, limit);
  ch_char before = ch_char_before(s->text, i);
  bool apart = i == s->from || before.class == CH_CHAR_SPACE;
  for (size_t k = 0; k < s->lists->marks.n; k++) {
    ch_str mark = s->lists->marks.v[k];
    if (!ch_str_starts(rest, mark) || !apart) continue;
    if (!ch_char_is_word(at(s, i + mark.n))) return i + mark.n;
  }
  return i;
}

static size_t run_of_same(const scanner *s, size_t i, size_t limit) {
  ch_char first = at(s, i), c;
  size_t end = i + first.size;
  while (end < limit && (c = at(s, end)).code == first.code && c.size == first.size) end += c.size;
  return end;
}

/* Stops stay together, but for dots before other marks: "... ?". */
static size_t run_of_stops(const scanner *s, size_t i, size_t limit) {
  size_t end = i;
  while (end < limit && at(s, end).code == '.') end++;
  if (end > i + 1) return end;
  for (ch_char c; end < limit && (c = at(s, end)).class == CH_CHAR_STOP; end += c.size) {}
  return end;
}

static piece scan_other(scanner *s, size_t i, size_t limit) {
  ch_char c = at(s, i);
  switch (c.class) {
    case CH_CHAR_STOP:
      if (c.code == '.' && is_ascii_digit(at(s, i + 1)) && !ch_char_is_word(ch_char_before(s->text, i)))
        return (piece){scan_number_tail(s, i, digits_end(s, i + 1, limit), limit), CH_TOKEN_NUMBER};
      return (piece){run_of_stops(s, i, limit), CH_TOKEN_STOP};
    case CH_CHAR_OPEN:
      if (c.code == 0x2018) s->single_open = true;
      return (piece){i + c.size, CH_TOKEN_OPEN};
    case CH_CHAR_CLOSE: return (piece){i + c.size, CH_TOKEN_CLOSE};
    case CH_CHAR_QUOTE: return scan_quote(s, i);
    case CH_CHAR_DASH: return (piece){run_of_same(s, i, limit), CH_TOKEN_DASH};
    case CH_CHAR_APOSTROPHE: return scan_apostrophe(s, i, limit);
    default: break;
  }
  if ((c.code == '@' || (c.code == '#' && !is_ascii_digit(at(s, i + 1)))) && ch_char_is_word(at(s, i + 1)))
    return (piece){word_end(s, i + 1, limit), CH_TOKEN_WORD};
  return (piece){run_of_same(s, i, limit), CH_TOKEN_SYMBOL};
}

static bool add_token(scanner *s, size_t *i) {
  /* A character that straddles the limit is taken whole. */
  size_t limit = s->run_end - *i > CH_TOKEN_LONGEST ? *i + CH_TOKEN_LONGEST : s->run_end;
  size_t settled = scan_address(s, *i, limit);
  if (settled == *i) settled = scan_mark(s, *i, limit);
  if (settled > *i) {
    if (!emit(s, *i, settled, CH_TOKEN_WORD, 0)) return false;
    *i = settled;
    return true;
  }
  ch_char c = at(s, *i);
  piece p = c.class == CH_CHAR_DIGIT  ? scan_number(s, *i, limit)
            : ch_char_is_letter(c)    ? scan_word(s, *i, limit)
                                      : scan_other(s, *i, limit);
  bool word = p.kind == CH_TOKEN_WORD || p.kind == CH_TOKEN_ABBREVIATION;
  if (!(word ? emit_word(s, *i, p.end, p.kind) : emit(s, *i, p.end, p.kind, 0))) return false;
  *i = p.end;
  return word || p.kind == CH_TOKEN_NUMBER ? emit_possessive(s, i) : true;
}

bool ch_tokens_add(const ch_lists *lists, ch_str text, size_t from, size_t to,
                   ch_arena *arena, ch_tokens *tokens) {
  scanner s = {.lists = lists, .text = ch_str_slice(text, 0, to), .from = from,
               .arena = arena, .tokens = tokens};
  for (size_t i = skip_space(&s, from); i < to; i = skip_space(&s, i)) {
    ch_char c;
    s.run_end = i;
    s.run_has_at = false;
    while ((c = at(&s, s.run_end)).class != CH_CHAR_SPACE && c.class != CH_CHAR_END) {
      s.run_has_at |= c.code == '@';
      s.run_end += c.size;
    }
    while (i < s.run_end)
      if (!add_token(&s, &i)) return false;
  }
  return true;
}
