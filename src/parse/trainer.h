/* Trains a model from CoNLL-U.
 *
 * Same input, options and machine: same model, byte for byte, whatever the
 * number of threads (each batch is cut into two shards whose slopes are added
 * in a fixed order). Two threads at most do work.
 */
#ifndef CH_PARSE_TRAINER_H
#define CH_PARSE_TRAINER_H

#include "base/arena.h"
#include "base/error.h"
#include "parse/score.h"

#define CH_TRAIN_FILES 16

/* Parts that a network can be trained without, to see what each gives. */
enum {
  CH_WITHOUT_AFFIXES = 1,   /* hashed prefixes and suffixes */
  CH_WITHOUT_RECURRENT = 2, /* the recurrent layer */
  CH_WITHOUT_ROUNDING = 4,  /* to 8 bits: what is scored is not what is written */
  CH_WITHOUT_TREE = 8       /* the search for the best tree: each word's best head is scored */
};

typedef struct ch_train_options {
  const char *train[CH_TRAIN_FILES]; /* CoNLL-U */
  const char *dev[CH_TRAIN_FILES];   /* scored apart, in order; may be none */
  const char *names[CH_TRAIN_FILES]; /* IOB2 for some of those; may be none */
  const char *lemmas;     /* form, part of speech, lemma, with tabs; NULL: none */
  const char *vectors;    /* GloVe text; NULL: none */
  uint32_t most_vectors;  /* rows of it used */
  const char *checkpoint; /* written after each pass, and gone on from if it is
                             there; NULL: none */
  const char *model;      /* written at the end; NULL: nowhere */
  const char *teachers[CH_TRAIN_FILES]; /* checkpoints of trainings on the same files:
                             their mean answers are learnt beside the gold ones */
  const char *unlabelled[CH_TRAIN_FILES]; /* CoNLL-U of which only the words count:
                             the teacher's answers are learnt; wants one */
  uint32_t unlabelled_words; /* of those, shown in each pass; 0: as many as gold */
  uint64_t seed;
  uint32_t passes;
  uint32_t stop_after;    /* passes done in this run at most; 0: all */
  uint32_t batch_words;
  float rate;             /* highest step size */
  float dropout;
  float share;            /* of the teacher in the loss where there is gold */
  bool exact;             /* nothing is rounded to 8 bits: for teachers */
  unsigned without;       /* CH_WITHOUT_… */
  uint32_t width, recurrent, tag, arc, label, blocks;
  uint32_t dilation[8];
  unsigned threads;
  uint32_t limit;         /* sentences of each file used; 0: all */
} ch_train_options;

ch_train_options ch_train_defaults(void);
/* A network that follows teachers: their answers keep it from learning by heart, so
 * less is dropped. */
void ch_train_as_pupil(ch_train_options *options);
/* A larger network without rounding: not for use, but for teaching. */
void ch_train_as_teacher(ch_train_options *options);

typedef struct ch_train_progress {
  uint32_t pass, passes;
  double seconds;         /* of this pass, scoring included */
  double loss_arc, loss_label, loss_tags; /* a word */
  uint32_t n_scores;
  const ch_score *scores; /* one for each dev file */
} ch_train_progress;

/* `report` (may be NULL) is called after each pass, and where there are teachers
 * first with their own scores as pass 0; false stops the training
 * there, as if it were the last pass but without error; after pass 0 nothing is
 * written. */
bool ch_train(const ch_train_options *options,
              bool (*report)(void *self, const ch_train_progress *progress), void *self,
              ch_error *error);

#endif
