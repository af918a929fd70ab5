/* Training, told line by line. */
#include <stdio.h>

#include "api/api.h"
#include "parse/trainer.h"

chancery_training chancery_training_default(void) {
  ch_train_options o = ch_train_defaults();
  return (chancery_training){.epochs = o.passes, .seed = o.seed};
}

static bool take_files(const char *const *from, size_t n, const char **to, size_t most,
                       ch_error *error) {
  if (n > most) return ch_fail(error, CH_ERROR_USAGE, "more than %zu files of one kind", most);
  for (size_t i = 0; i < n; i++) to[i] = from[i];
  return true;
}

static const struct { const char *name; unsigned part; } parts[] = {
    {"affixes", CH_WITHOUT_AFFIXES},
    {"recurrent", CH_WITHOUT_RECURRENT},
    {"rounding", CH_WITHOUT_ROUNDING},
    {"tree", CH_WITHOUT_TREE},
};
enum { PARTS = sizeof parts / sizeof *parts };

static bool leave_out(ch_train_options *o, const char *name, ch_error *error) {
  for (size_t i = 0; i < PARTS; i++) {
    if (strcmp(parts[i].name, name) != 0) continue;
    o->without |= parts[i].part;
    return true;
  }
  return ch_fail(error, CH_ERROR_USAGE, "no part \"%s\" to train without", name);
}

static bool report(void *self, const ch_train_progress *p) {
  const chancery_training *training = self;
  if (!training->progress) return true;
  char line[1024];
  int n = p->pass ? snprintf(line, sizeof line,
                             "epoch %u/%u: %.0f s, loss arcs %.3f relations %.3f tags %.3f", p->pass,
                             p->passes, p->seconds, p->loss_arc, p->loss_label, p->loss_tags)
                  : snprintf(line, sizeof line, "teachers' mean answers");
  for (uint32_t i = 0; i < p->n_scores && n > 0 && (size_t)n < sizeof line; i++) {
    const ch_score *s = &p->scores[i];
    n += snprintf(line + n, sizeof line - (size_t)n,
                  "; dev %u UPOS %.2f XPOS %.2f features %.2f lemma %.2f UAS %.2f LAS %.2f names %.2f", i + 1,
                  ch_score_percent(s->upos, s->words), ch_score_percent(s->xpos, s->words),
                  ch_score_percent(s->feats, s->words), ch_score_percent(s->lemma, s->words),
                  ch_score_percent(s->uas, s->words), ch_score_percent(s->las, s->words),
                  ch_score_names_f1(s));
  }
  training->progress(training->self, line);
  return true;
}

bool chancery_train(const chancery_training *t, chancery_error *error) {
  ch_error inner = {0};
  ch_train_options o = ch_train_defaults();
  bool ok = take_files(t->train, t->n_train, o.train, CH_TRAIN_FILES, &inner) &&
            take_files(t->names, t->n_names, o.names, CH_TRAIN_FILES, &inner) &&
            take_files(t->dev, t->n_dev, o.dev, CH_TRAIN_FILES, &inner) &&
            take_files(t->unlabelled, t->n_unlabelled, o.unlabelled, CH_TRAIN_FILES, &inner) &&
            take_files(t->teachers, t->n_teachers, o.teachers, CH_TRAIN_FILES, &inner);
  if (t->as_teacher) ch_train_as_teacher(&o);
  if (t->n_teachers) ch_train_as_pupil(&o);
  for (size_t i = 0; i < t->n_without; i++) ok = ok && leave_out(&o, t->without[i], &inner);
  if (o.without & CH_WITHOUT_ROUNDING) o.exact = true;
  if (ok && o.without && t->out)
    ok = ch_fail(&inner, CH_ERROR_USAGE, "a network that lacks a part is not written");
  o.stop_after = t->stop_after;
  o.unlabelled_words = t->unlabelled_words;
  o.lemmas = t->lemmas;
  o.vectors = t->vectors;
  o.checkpoint = t->checkpoint;
  o.model = t->out;
  o.seed = t->seed;
  if (t->epochs) o.passes = t->epochs;
  if (t->threads) o.threads = t->threads;
  chancery_training copy = *t;
  if (ok) ok = ch_train(&o, report, &copy, &inner);
  return ok || ch_api_fail(error, &inner);
}
