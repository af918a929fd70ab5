/* Opening a codebook: classes first, then statuses, then rules, for each
 * names words that the ones before it define. */
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "code/rules.h"

/* What walking a folder loads of it. */
typedef struct rule_files {
  ch_codebook *book;
  ch_error *error;
  bool failed;
} rule_files;

static bool ends_with(const char *path, const char *end) {
  return ch_str_ends(ch_str_of(path), ch_str_of(end));
}

static const char *base_name(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash ? slash + 1 : path;
}

/* classes.txt, and classes-ANYTHING.txt beside it. */
static bool is_classes(const char *path) {
  return ch_str_starts(ch_str_of(base_name(path)), CH_STR("classes"));
}

/* Notes how faults and evidence name the file: our own by their place in
 * data/LANG, the reader's as they gave it. */
static bool name_file(ch_codebook *book, const char *path, ch_error *error) {
  ch_str shown = book->layer ? ch_arena_copy(book->arena, ch_str_of(path))
                             : ch_arena_printf(book->arena, "codebook/%s", base_name(path));
  if (!shown.p) return ch_fail(error, CH_ERROR_MEMORY, "no memory for the codebook");
  book->file = book->words.file = shown.p;
  return true;
}

static bool load_classes(const char *path, void *self) {
  rule_files *files = self;
  if (!ends_with(path, ".txt") || !is_classes(path)) return true;
  files->failed = !name_file(files->book, path, files->error) ||
                  !ch_words_load(&files->book->words, path, files->error);
  return !files->failed;
}

static bool load_rules(const char *path, void *self) {
  rule_files *files = self;
  if (!ends_with(path, ".txt") || is_classes(path)) return true;
  files->failed = !name_file(files->book, path, files->error) ||
                  !ch_rules_load(files->book, path, files->book->file, files->error);
  return !files->failed;
}

static bool load_status(const char *path, void *self) {
  rule_files *files = self;
  if (strcmp(base_name(path), "status.tsv") != 0) return true;
  files->failed = !name_file(files->book, path, files->error) ||
                  !ch_status_load(files->book, path, files->error);
  return !files->failed;
}

static bool load_status_of(ch_codebook *book, const char *path, ch_error *error) {
  return name_file(book, path, error) && ch_status_load(book, path, error);
}

/* A step of loading, over each of the reader's own books. */
typedef struct own_books {
  const char *const *path;
  size_t n;
} own_books;

static bool load_own(ch_codebook *book, const own_books *own,
                     bool (*load)(const char *, void *), ch_error *error) {
  bool ok = true;
  for (size_t i = 0; ok && i < own->n; i++) {
    rule_files files = {book, error, false};
    book->layer = (uint32_t)i + 1;
    if (ch_file_is_dir(own->path[i]))
      ok = ch_file_walk(own->path[i], load, &files, error) && !files.failed;
    else
      ok = load(own->path[i], &files);
  }
  book->layer = 0;
  return ok;
}

static bool check_own(const own_books *own, ch_error *error) {
  for (size_t i = 0; i < own->n; i++) {
    const char *path = own->path[i];
    if (!ch_file_exists(path) && !ch_file_is_dir(path)) {
      ch_fail(error, CH_ERROR_IO, "no codebook '%s'", path);
      return ch_fail_at(error, path, 0);
    }
    if (!ch_file_is_dir(path) && !ends_with(path, ".txt") &&
        strcmp(base_name(path), "status.tsv") != 0) {
      ch_fail(error, CH_ERROR_USAGE, "'%s' is neither a folder nor a .txt file nor status.tsv", path);
      return ch_fail_at(error, path, 0);
    }
  }
  return true;
}

/* Loads one file of a folder through `load`; a missing one is fine if
 * `optional`. */
static bool load_one(ch_codebook *book, const char *dir, const char *name, bool optional,
                     bool (*load)(ch_codebook *, const char *, ch_error *), ch_error *error) {
  char path[4096];
  if (snprintf(path, sizeof path, "%s/%s", dir, name) >= (int)sizeof path)
    return ch_fail(error, CH_ERROR_USAGE, "the path '%s' is too long", dir);
  if (optional && !ch_file_exists(path)) return true;
  return load(book, path, error);
}

static bool load_cameo(ch_codebook *book, const char *path, ch_error *error) {
  return ch_cameo_load(path, book->arena, &book->cameo, error);
}
static bool load_forms(ch_codebook *book, const char *path, ch_error *error) {
  return ch_forms_load(&book->forms, &book->words, path, error);
}
static bool load_folder_classes(ch_codebook *book, const char *path, ch_error *error) {
  rule_files files = {book, error, false};
  return ch_file_walk(path, load_classes, &files, error) && !files.failed;
}
static bool load_folder_rules(ch_codebook *book, const char *path, ch_error *error) {
  rule_files files = {book, error, false};
  return ch_file_walk(path, load_rules, &files, error) && !files.failed;
}

static bool engine_classes(ch_codebook *book, ch_error *error) {
  const struct { const char *name; uint32_t *id; } needed[] = {
      {"light", &book->light}, {"transparent", &book->transparent}, {"heard-of", &book->heard_of}, {"verbal-attack", &book->verbal_attack},
      {"negation", &book->negation}, {"future", &book->future},
      {"possible", &book->possible}, {"obliged", &book->obliged}, {"would", &book->would},
      {"condition", &book->condition}, {"subject-control", &book->subject_control}, {"done-for", &book->done_for},
      {"seeing-somebody", &book->seeing_somebody}, {"missive", &book->missive}, {"wishing", &book->wishing},
      {"generality", &book->generality}, {"until", &book->until},
      {"claim-stance", &book->claim_stance}, {"asserting-stance", &book->asserting_stance},
      {"answerable", &book->answerable},
      {"answered", &book->answered}, {"in-answer", &book->in_answer}, {"home-ill", &book->home_ill}, {"put-to", &book->put_to}, {"summing-up", &book->summing_up}, {"giving-way", &book->giving_way}, {"prompting", &book->prompting}, {"accord", &book->accord},
      {"blow", &book->blow}, {"guerrilla", &book->guerrilla}, {"insurgent", &book->insurgent}, {"wherein", &book->wherein}, {"sport", &book->sport}, {"sporting", &book->sporting}, {"mishap", &book->mishap}, {"told-at", &book->told_at}, {"leading", &book->leading}, {"unspecific", &book->unspecific},
      {"cause", &book->cause},
      {"deed", &book->deed},
      {"told-deed", &book->told_deed},
      {"named-deed", &book->named_deed}, {"suffered", &book->suffered}, {"rulers", &book->rulers}, {"paper", &book->paper}, {"writing", &book->writing}, {"done-in", &book->done_in}, {"naming", &book->naming}, {"fellow", &book->fellow},
      {"including", &book->including}, {"amid-them", &book->amid_them}, {"especially", &book->especially},
      {"alongside", &book->alongside}, {"along-with", &book->along_with}, {"joined", &book->joined}, {"acting-for", &book->acting_for}, {"behalf", &book->behalf}, {"authority-place", &book->authority_place}, {"opposed", &book->opposed}, {"dissent", &book->dissent}, {"people-of", &book->people_of}, {"wreak", &book->wreak}, {"sighting", &book->sighting}, {"occasioning", &book->occasioning}, {"speaking-of", &book->speaking_of}, {"branch", &book->branch}, {"made", &book->made}, {"relative", &book->relative},
      {"agent", &book->agent}, {"infinitive", &book->infinitive},
      {"source", &book->source}, {"locative", &book->locative},
      {"object-control", &book->object_control},
      {"loose", &book->loose}, {"function", &book->function},
      {"belonging", &book->belonging}, {"calls", &book->calls}, {"ringing", &book->ringing}, {"rung", &book->rung}, {"in-approval", &book->in_approval}, {"meanwhile", &book->meanwhile}, {"during", &book->during}, {"head-count", &book->head_count}, {"headship", &book->headship}, {"very-own", &book->very_own}, {"own-part", &book->own_part}, {"show-of-force", &book->show_of_force}, {"through", &book->through},
      {"gathering", &book->gathering}, {"held-at", &book->held_at}, {"vicinity", &book->vicinity}, {"walked", &book->walked}, {"thoroughfare", &book->thoroughfare}, {"edge", &book->edge}, {"sealed", &book->sealed}, {"captive", &book->captive}, {"targeting", &book->targeting}, {"ties", &book->ties},
      {"told-again", &book->told_again}, {"warfare", &book->warfare},
      {"occasion", &book->occasion}, {"spell", &book->spell}, {"at-table", &book->at_table}, {"between-foes", &book->between_foes},
      {"behest", &book->behest}, {"pressing", &book->pressing}, {"pressed-by", &book->pressed_by}, {"conjunction", &book->conjunction}, {"starting", &book->starting}, {"intending", &book->intending}, {"overdue", &book->overdue},
      {"anaphor", &book->anaphor}, {"one-of", &book->one_of}, {"somebody", &book->somebody}, {"statesman", &book->statesman},
      {"perfect", &book->perfect},
      {"bill", &book->bill}, {"of-sanctions", &book->of_sanctions}, {"sanctions-law", &book->sanctions_law},
      {"document", &book->document},
      {"captivity", &book->captivity},
      {"holding", &book->holding}, {"compelling", &book->compelling}, {"deprivation", &book->deprivation}, {"as-well", &book->as_well}, {"others", &book->others}, {"alone", &book->alone},
      {"absolute", &book->absolute},      {"resultant", &book->resultant},  {"medium", &book->medium},
      {"evidence", &book->evidence}, {"attempting", &book->attempting}, {"ascertaining", &book->ascertaining}, {"shirking", &book->shirking}, {"remedying", &book->remedying}, {"each", &book->each}, {"trial", &book->trial}, {"promising", &book->promising},
      {"forces", &book->forces}, {"aimed-at", &book->aimed_at}, {"done-at", &book->done_at},
      {"somewhere", &book->somewhere}, {"aiming", &book->aiming}, {"fire", &book->fire}, {"impose", &book->impose}, {"try-by-law", &book->try_by_law},
      {"said-of-culprit", &book->said_of_culprit},
      {"some-days", &book->some_days}, {"taken-as-known", &book->taken_as_known}, {"given-back", &book->given_back}, {"planted", &book->planted}, {"done-to-people", &book->done_to_people}, {"many-sided", &book->many_sided}, {"diplomatic-house", &book->diplomatic_house}, {"soldiers", &book->soldiers},
      {"jailing", &book->jailing}, {"referring", &book->referring},
      {"amid", &book->amid}, {"answering", &book->answering}, {"leaving", &book->leaving},
      {"exits", &book->exits},
      {"after", &book->after}, {"ahead", &book->ahead}, {"blaze", &book->blaze}, {"due", &book->due}, {"shortly", &book->shortly}, {"since", &book->since}, {"throughout", &book->throughout},
      {"formerly", &book->formerly}, {"on-days", &book->on_days}, {"between", &book->between}, {"out-of", &book->out_of}, {"up-to", &book->up_to}, {"becoming", &book->becoming}, {"of-past", &book->of_past}, {"time-and-again", &book->time_and_again},
      {"all-along", &book->all_along}, {"afterwards", &book->afterwards}, {"times", &book->times},
      {"blaming-stance", &book->blaming_stance}, {"said-of", &book->said_of}, {"treaty", &book->treaty}};
  for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
    *needed[i].id = ch_words_class(&book->words, ch_str_of(needed[i].name));
    if (*needed[i].id == CH_NO_LEXEME)
      return ch_fail(error, CH_ERROR_DATA, "classes.txt lacks the class '@%s'", needed[i].name);
    book->words.classes[*needed[i].id].asked = true;
  }
  return true;
}

static bool load_all(ch_codebook *book, const char *dir, const own_books *own, ch_error *error) {
  return check_own(own, error) && load_one(book, dir, "cameo.tsv", false, load_cameo, error) &&
         load_one(book, dir, "codebook", false, load_folder_classes, error) &&
         load_own(book, own, load_classes, error) &&
         engine_classes(book, error) &&
         load_one(book, dir, "codebook/forms.tsv", false, load_forms, error) &&
         load_one(book, dir, "codebook/status.tsv", false, load_status_of, error) &&
         load_own(book, own, load_status, error) &&
         load_one(book, dir, "codebook/answers.tsv", true, ch_answers_load, error) &&
         load_one(book, dir, "issues.tsv", true, ch_issues_load, error) &&
         load_one(book, dir, "codebook", false, load_folder_rules, error) &&
         load_own(book, own, load_rules, error) &&
         ch_words_close(&book->words, error) && ch_rules_link(book, error);
}

ch_codebook *ch_codebook_open_with(const char *dir, const char *const *own, size_t n_own,
                                   ch_error *error) {
  ch_arena *arena = ch_arena_new(0);
  ch_codebook *book = arena ? CH_NEW(arena, ch_codebook) : NULL;
  if (!book) {
    ch_arena_free(arena);
    ch_fail(error, CH_ERROR_MEMORY, "no memory for the codebook");
    return NULL;
  }
  book->arena = arena;
  ch_words_init(&book->words, arena);
  ch_map_init(&book->seen, arena);
  if (load_all(book, dir, &(own_books){own, n_own}, error)) return book;
  ch_codebook_free(book);
  return NULL;
}

ch_codebook *ch_codebook_open(const char *dir, ch_error *error) {
  return ch_codebook_open_with(dir, NULL, 0, error);
}

void ch_codebook_free(ch_codebook *book) {
  if (book) ch_arena_free(book->arena);
}

ch_status ch_codebook_status(const ch_codebook *codebook, ch_type type) {
  return codebook->base[type];
}
