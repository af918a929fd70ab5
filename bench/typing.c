/* Types the marked pair of each row of a PLV-style file (JSON lines with
 * sentence, source, target, root) and prints recall, macro-F1 and confusions.
 *
 *   typing HOME FILE [-v] [-p] [-c]
 * -v lists the rows that are missed, -p those typed rightly without both parties; -c takes the root from the CAMEO code, as
 * PLV's makers did, instead of from our type (PLOVER's own manual).
 *
 * The two marked phrases are put into the reading as parties SRC and TGT, so
 * that the codebook is measured and not the list of actors. Per row the event
 * counts that has both, else one of them, else any.
 */
#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "code/pipeline.h"

/* Index of the word that heads the words of [from, to): the one whose own
 * head lies outside. */
static uint32_t head_of(const ch_document *doc, ch_span span, uint32_t *first, uint32_t *last) {
  *first = CH_NO_WORD;
  uint32_t head = CH_NO_WORD;
  for (uint32_t w = 0; w < doc->n_words; w++) {
    if (doc->words[w].span.to <= span.from || doc->words[w].span.from >= span.to) continue;
    if (*first == CH_NO_WORD) *first = w;
    *last = w;
  }
  if (*first == CH_NO_WORD) return CH_NO_WORD;
  for (uint32_t w = *first; w <= *last; w++) {
    uint32_t up = doc->words[w].head;
    if ((up == CH_NO_WORD || up < *first || up > *last) && doc->words[w].upos != CH_UPOS_PUNCT) {
      head = w;
      break;
    }
  }
  return head == CH_NO_WORD ? *last : head;
}

static bool put_party(ch_reading *r, ch_arena *arena, ch_str phrase, ch_str code) {
  size_t at = ch_str_find(r->doc->text, phrase, 0);
  if (at == SIZE_MAX || phrase.n == 0) return false;
  bool found = false;
  while (at != SIZE_MAX) {
    ch_span span = {(uint32_t)at, (uint32_t)(at + phrase.n)};
    uint32_t first, last, head = head_of(r->doc, span, &first, &last);
    if (head != CH_NO_WORD) {
      ch_actor *actors = CH_ARRAY(arena, r->n_actors + 1, ch_actor);
      ch_mention *mentions = CH_ARRAY(arena, r->n_mentions + 1, ch_mention);
      memcpy(actors, r->actors, r->n_actors * sizeof *actors);
      memcpy(mentions, r->mentions, r->n_mentions * sizeof *mentions);
      actors[r->n_actors] = (ch_actor){.code = code, .name = code};
      mentions[r->n_mentions] = (ch_mention){head, first, last, r->n_actors, CH_NAMING_NAME, false, span};
      r->actors = actors;
      r->mentions = mentions;
      r->mention_at[head] = r->n_mentions;
      for (uint32_t w = first; w <= last; w++) r->mention_over[w] = r->n_mentions;
      r->n_actors++;
      r->n_mentions++;
      found = true;
    }
    at = ch_str_find(r->doc->text, phrase, at + phrase.n);
  }
  return found;
}

/* Is the marked phrase on that side, itself or by a party named within it
 * ("the Turkish ambassador" is Turkey's)? */
static bool has(const ch_reading *r, const ch_side *side, const char *code) {
  for (uint32_t i = 0; i < side->n; i++) {
    if (ch_str_is(side->v[i].actor->code, code)) return true;
    for (uint32_t m = 0; m < r->n_mentions; m++) {
      ch_span phrase = r->mentions[m].span, named = side->v[i].span;
      if (ch_str_is(r->actors[r->mentions[m].actor].code, code) && named.to > named.from &&
          named.from >= phrase.from && named.to <= phrase.to)
        return true;
    }
  }
  return false;
}

/* How well the event fits the pair: 3 both in order, 2 both, 1 one, 0 none. */
static int fit(const ch_event *e, const ch_reading *r) {
  bool sa = has(r, &e->act.actor, "SRC"), sr = has(r, &e->act.recipient, "SRC");
  bool ta = has(r, &e->act.actor, "TGT"), tr = has(r, &e->act.recipient, "TGT");
  if (sa && tr) return 4;
  if ((sa || sr) && (ta || tr)) return 3;
  if (sa) return 2;
  return sr || ta || tr;
}

/* The edition of the data: PLV took its roots from CAMEO's two digits (and
 * sanctions, 163, from the table of 2021), with YIELD for 08. */
static bool by_cameo;

static const char *root_of(const ch_event *e) {
  static const char *const TWO[] = {"none", "none", "REQUEST", "AGREE", "CONSULT", "SUPPORT",
      "COOPERATE", "AID", "YIELD", "ACCUSE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST",
      "MOBILIZE", "SANCTION", "COERCE", "ASSAULT", "ASSAULT", "ASSAULT"};
  if (!e) return "none";
  if (by_cameo) {
    int two = (e->act.cameo.p[0] - '0') * 10 + e->act.cameo.p[1] - '0';
    if (ch_str_starts(e->act.cameo, CH_STR("163"))) return "COERCE";
    if (ch_str_is(e->act.cameo, "016")) return "REJECT";
    return TWO[two];
  }
  if (e->act.type == CH_TYPE_CONCEDE || e->act.type == CH_TYPE_RETREAT) return "YIELD";
  return ch_type_name(e->act.type);
}

enum { MAX_ROOTS = 20 };
static struct { char name[16]; int gold, said, right; } roots[MAX_ROOTS];
static int n_roots;

static int root_index(const char *name) {
  for (int i = 0; i < n_roots; i++)
    if (!strcmp(roots[i].name, name)) return i;
  snprintf(roots[n_roots].name, sizeof roots->name, "%s", name);
  return n_roots++;
}

static ch_str member(json_object *row, const char *key) {
  json_object *value;
  if (!json_object_object_get_ex(row, key, &value)) return (ch_str){NULL, 0};
  return ch_str_of(json_object_get_string(value));
}

int main(int argc, char **argv) {
  if (argc < 3) return fprintf(stderr, "usage: typing HOME FILE [-v] [-p] [-c]\n"), 2;
  bool verbose = false, partial = false;
  for (int i = 3; i < argc; i++) {
    verbose |= !strcmp(argv[i], "-v");
    partial |= !strcmp(argv[i], "-p");
    by_cameo |= !strcmp(argv[i], "-c");
  }
  pipeline p;
  ch_error error = {0};
  char text[600];
  if (!pipeline_open(&p, argv[1], &error)) {
    ch_error_text(&error, text, sizeof text);
    return fprintf(stderr, "%s\n", text), 2;
  }
  FILE *in = fopen(argv[2], "r");
  if (!in) return perror(argv[2]), 2;
  ch_arena *arena = ch_arena_new(0);
  char *line = NULL;
  size_t cap = 0;
  int rows = 0, right = 0, paired = 0, paired_right = 0, covered = 0;
  while (getline(&line, &cap, in) > 0) {
    json_object *row = json_tokener_parse(line);
    ch_str root = member(row, "root");
    ch_reading *reading;
    ch_arena_clear(arena);
    ch_document *doc = pipeline_read(&p, member(row, "sentence"), CH_DAY_NONE, arena, &reading, &error);
    if (!doc) return fprintf(stderr, "row %d failed\n", rows), 1;
    put_party(reading, arena, member(row, "source"), CH_STR("SRC"));
    put_party(reading, arena, member(row, "target"), CH_STR("TGT"));
    ch_events events = {0};
    if (!ch_code(p.codebook, doc, reading, &events, &error)) return 1;
    const ch_event *best = NULL;
    int best_fit = -1;
    for (size_t i = 0; i < events.n; i++) {
      int f = 10 * fit(&events.v[i], reading) + (events.v[i].act.status == CH_STATUS_ACTUAL);
      if (f > best_fit) best = &events.v[i], best_fit = f;
    }
    const char *said = root_of(best);
    bool good = ch_str_is(root, said);
    rows++;
    covered += best != NULL;
    right += good;
    paired += best_fit >= 30;
    paired_right += best_fit >= 30 && good;
    roots[root_index(root.p)].gold++;
    roots[root_index(said)].said++;
    roots[root_index(said)].right += good;
    if ((verbose && !good) || (partial && good && best_fit < 30))
      printf("%s <- %s fit%d [%.*s] {%.*s}\n   %s\n", root.p, said, best_fit / 10,
             CH_PRI(best ? best->trigger_text : CH_STR("")), CH_PRI(best ? best->rule : CH_STR("")),
             member(row, "marked").p);
    json_object_put(row);
  }
  double sum = 0;
  int classes = 0;
  for (int i = 0; i < n_roots; i++) {
    double f = 2.0 * roots[i].right / (roots[i].gold + roots[i].said ? roots[i].gold + roots[i].said : 1);
    printf("%-10s gold %4d said %4d right %4d  F1 %.3f\n", roots[i].name, roots[i].gold, roots[i].said,
           roots[i].right, f);
    if (roots[i].gold) sum += f, classes++;
  }
  printf("rows %d, any event %d, right %d (%.3f), both parties %d, of these right %d; macro-F1 %.3f\n",
         rows, covered, right, (double)right / rows, paired, paired_right, sum / classes);
  fclose(in);
  free(line);
  ch_arena_free(arena);
  pipeline_close(&p);
  return 0;
}
