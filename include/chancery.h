/* Chancery: news reports about disputes between states in, the cited
 * diplomatic record out.
 *
 *   chancery *engine = chancery_open(NULL, &error);
 *   chancery_run run = chancery_run_default();
 *   run.inputs = paths, run.n_inputs = 2;
 *   run.write = to_stdout, run.refuse = to_stderr;
 *   chancery_code(engine, &run, &summary, &error);
 *   chancery_close(engine);
 *
 * Handles are opaque. There is no global state. A `chancery` (the engine) never
 * changes after opening and may be used by any number of threads at once; a
 * `chancery_worker` and a `chancery_record` belong to one thread at a time.
 *
 * Strings are UTF-8 and end in NUL; those that go in are copied or used only
 * during the call. Nothing here prints, exits or keeps files open after the
 * handle is closed.
 *
 * Failure: functions return false or NULL and fill *error, which may be NULL;
 * on success they leave it alone. Any of them may fail with "memory", and with
 * "usage" when it was asked for what cannot be; other codes are named where
 * they arise. An article that cannot be read does not fail a run: it goes to
 * `refuse` with file, place and reason, and the rest is done.
 *
 * The same input gives the same output bytes on every machine and for any
 * number of threads.
 */
#ifndef CHANCERY_H
#define CHANCERY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Errors ------------------------------------------------------------ */

typedef struct chancery_error {
  const char *code;   /* one of "ok" "io" "memory" "format" "limit" "encoding"
                         "empty" "usage" "data" "store"; a static string */
  char message[240];  /* what failed first; one line, no full stop; what is
                         longer is cut */
  char file[240];     /* the file it concerns, "" for none; cut likewise */
  uint64_t line;      /* 1-based line or record number in it, 0 unknown */
  uint64_t offset;    /* byte in it; counts only when has_offset */
  bool has_offset;
} chancery_error;

/* The version of the library, "0.1.0". */
const char *chancery_version(void);

/* ---- The engine: lexicon, codebook and model ---------------------------- */

typedef struct chancery chancery;

typedef struct chancery_options {
  const char *home;     /* folder that holds data/LANG and models/LANG; NULL:
                           $CHANCERY_HOME, else share/chancery below the prefix
                           that the library was built for */
  const char *language; /* NULL: "en" */
  const char *model;    /* a model file instead of the one in home, or NULL */
  const char *const *codebooks; /* files and folders of your own beside data/LANG/codebook, whose
                           lines win over it; the later over the earlier */
  size_t n_codebooks;
  const char *const *actors; /* files and folders of actors of your own, with the columns of
                           data/LANG's states, organisations, roles or people, whose rows win
                           over those; the later over the earlier */
  size_t n_actors;
  const char *dictionaries; /* a folder of TABARI's or PETRARCH's dictionaries, by which
                           chancery_code codes in place of the codebook; or NULL */
  unsigned trees_only;  /* 1: opens in a tenth of the time what chancery_parse and the
                           evaluation of the parser need; what codes fails with "usage" */
} chancery_options;

chancery_options chancery_options_default(void);

/* Opens data/LANG and maps models/LANG/model.bin. `options` NULL means the
 * defaults. Fails with "io" (a folder or file is missing) or "data" (a line of a
 * data file or the model is not valid: file and line say where). */
chancery *chancery_open(const chancery_options *options, chancery_error *error);
void chancery_close(chancery *engine); /* NULL is fine */

/* ---- The files that people edit ------------------------------------------ */

typedef struct chancery_fault {
  const char *file;
  uint64_t line;      /* 1-based; 0: of the whole file */
  const char *kind;   /* one word: "refused" "shadowed" "redundant" "contradictory"
                         "unreachable" "unused" "unknown" "disagrees" "fails" "unexercised" "repeated";
                         of actors "malformed" "missing" "unknown" "repeated" "ambiguous" */
  const char *reason; /* one line */
} chancery_fault;

/* Checks "codebook" (data/LANG/codebook with its examples, or, where the options
 * name codebooks of your own, those alone) or "actors" (states, organisations,
 * roles, people, places,
 * issues; or, where the options name lists of your own, those alone). Every fault goes to `told`, by file and line; false
 * stops. Faults are no failure; fails as chancery_open does otherwise. */
bool chancery_check(const chancery_options *options, const char *what,
                    bool (*told)(void *self, const chancery_fault *fault), void *self,
                    chancery_error *error);

/* Lists of actors and places that others made, turned into tables for `actors`. */
typedef struct chancery_importing {
  const char *const *inputs; /* files: Wikidata's JSON (entities, or answers to SPARQL queries),
                                CSV, TABARI's or PETRARCH's actor and agent dictionaries,
                                GeoNames' tables of places and of divisions */
  size_t n_inputs;
  const char *format;        /* "wikidata" "csv" "dictionary" "geonames"; NULL: by each file's content */
  const char *folder;        /* where the tables go, made if need be; none is overwritten, and it
                                must not be data/LANG */
  void *self;
  /* Told of each row that is refused ("format", file, line) and of each file that cannot be
   * read ("io"); the rest is done. May be NULL. */
  void (*refuse)(void *self, const chancery_error *error);
} chancery_importing;

typedef struct chancery_imported {
  uint64_t people, organisations, roles, states, places; /* rows written */
  uint64_t known;    /* names that our lists have already, with the same code */
  uint64_t passed;   /* entities that are neither persons nor bodies; places of kinds that
                      data/LANG/import/geonames.tsv leaves out */
  uint64_t refused;
} chancery_imported;

/* Writes people.tsv, organisations.tsv, roles.tsv, states.tsv and places.tsv, each where it has a row.
 * Fails with "io", or "data" where data/LANG is not valid. */
bool chancery_import_actors(const chancery_options *options, const chancery_importing *what,
                            chancery_imported *imported, chancery_error *error);

/* ---- Runs over input ---------------------------------------------------- */

/* What to read, and how, and where results go. Everything that it points to
 * must live until the run is over. The three functions are called by the thread
 * that called the run, never by two at once. */
typedef struct chancery_run {
  const char *const *inputs; /* files, folders (read whole, names in byte order; not
                                those that begin with a dot), "-" for standard input */
  size_t n_inputs;
  const char *const *maps;   /* "field=name": names of JSON fields beside the
                                usual ones, e.g. "text=story"; at most 64 */
  size_t n_maps;
  const char *outlet;        /* for articles that name none, or NULL */
  const char *published;     /* "YYYY-MM-DD" for articles that tell none, or NULL */
  unsigned threads;          /* 0: all cores */
  bool conllu;               /* chancery_parse: inputs are CoNLL-U files with gold
                                sentences and words, no folders; read in the calling
                                thread, without `progress` */

  void *self;                /* handed to the three below */
  /* Takes output, in order; false stops the run (as a closed pipe does), which
   * is no failure. Must be there but for chancery_add, which writes nothing. */
  bool (*write)(void *self, const char *bytes, size_t n);
  /* Told of each article or input that was refused, in the order of the input:
   * "io" "memory" "format" "limit" "encoding" or "empty". May be NULL. */
  void (*refuse)(void *self, const chancery_error *error);
  /* `done` counts articles that were not refused by their reader: told after
   * each, by chancery_add after each batch of some hundreds that is safe on the
   * disk. May be NULL. */
  void (*progress)(void *self, uint64_t done);
} chancery_run;

chancery_run chancery_run_default(void);

/* After a failure it counts what was read until then; chancery_add has then kept
 * no more than `progress` has counted. */
typedef struct chancery_summary {
  uint64_t articles;  /* read and not refused; 0 for CoNLL-U */
  uint64_t refused;   /* articles, and inputs that could not be read at all */
  uint64_t known;     /* chancery_add: the record held them already */
  uint64_t sentences;
  uint64_t words;
  uint64_t mentions;  /* coded */
} chancery_summary;

/* Each writes to run->write and fills *summary (may be NULL).
 *
 * chancery_articles: what ingest makes of the input, one JSON object a line.
 * chancery_parse: CoNLL-U.
 * chancery_code: mentions, one JSON object a line; doc/mentions.md tells the
 * fields. Of an engine with dictionaries: article, sentence, span, text, source,
 * target, code, evidence. */
bool chancery_articles(const chancery_run *run, chancery_summary *summary, chancery_error *error);
bool chancery_parse(const chancery *engine, const chancery_run *run, chancery_summary *summary,
                    chancery_error *error);
bool chancery_code(const chancery *engine, const chancery_run *run, chancery_summary *summary,
                   chancery_error *error);

/* ---- One article at a time, for programs that hold their own ------------- */

typedef struct chancery_article {
  const char *id;        /* NULL: made from the rest */
  const char *outlet;    /* NULL unknown; the same for all below but text */
  const char *published; /* "YYYY-MM-DD" */
  const char *title;
  const char *address;
  const char *text;      /* paragraphs apart by an empty line. Offsets count in the
                            text as ingest cleans it: UTF-8, LF, single spaces */
} chancery_article;

typedef struct chancery_worker chancery_worker;

/* A thread's workspace. The engine must outlive it. */
chancery_worker *chancery_worker_new(const chancery *engine, chancery_error *error);
void chancery_worker_free(chancery_worker *worker); /* NULL is fine */

/* The article's mentions as JSON lines. *json belongs to the worker and holds
 * until its next call; it is *length bytes, which may be 0, with no NUL behind.
 * Fails as articles are refused; *json and *length are then left alone. */
bool chancery_worker_code(chancery_worker *worker, const chancery_article *article,
                          const char **json, size_t *length, chancery_error *error);
/* The article as CoNLL-U, likewise. */
bool chancery_worker_parse(chancery_worker *worker, const chancery_article *article,
                           const char **conllu, size_t *length, chancery_error *error);

/* For each word of the article that lines of the codebook begin with: every line
 * that was tried, why it failed or won, and what it made of the sentence. `format`:
 * "text" for people, "json" for programs (one word a line). *out as above. */
bool chancery_why(chancery_worker *worker, const chancery_article *article, const char *format,
                  bool color, const char **out, size_t *length, chancery_error *error);

/* ---- The record --------------------------------------------------------- */

typedef struct chancery_record chancery_record;

typedef enum chancery_access { CHANCERY_READ, CHANCERY_WRITE, CHANCERY_DECIDE } chancery_access;

/* Opens a record (an SQLite file). CHANCERY_WRITE makes it when absent and needs
 * an engine; CHANCERY_READ takes NULL too, and so does CHANCERY_DECIDE, which is for
 * chancery_decide and its like. The engine must outlive the record.
 * Fails with "store" when the file is not there, may not be read or written, is
 * no record, is damaged, or was written by a later version. */
chancery_record *chancery_record_open(const chancery *engine, const char *path,
                                      chancery_access access, chancery_error *error);
/* Another handle for reading the same record, for another thread (one handle a thread). What
 * answers bring into memory is kept once for all such handles, and answers filters over a
 * million events in milliseconds; a handle opened alone keeps nothing. Called by the thread of
 * the first; close them in any order. */
chancery_record *chancery_record_beside(chancery_record *record, chancery_error *error);
void chancery_record_close(chancery_record *record); /* NULL is fine */

/* Codes the input and adds it. An article that the record holds already
 * changes nothing; one with a known id and another text revises it: the version that
 * was published later is in force, the other is kept out of sight.
 * What is refused is kept in the record (the view "rejects") until its file is added again.
 * Safe to be killed at any moment: what `progress` has counted is in the
 * record. The order of articles, and how many runs they are added in, do not
 * change the record. Several programs may add to one record at once; each waits
 * for the others up to a minute. Fails with "store" when the record cannot be
 * written (a full disk, say): the batches before stay. */
bool chancery_add(chancery_record *record, const chancery_run *run, chancery_summary *summary,
                  chancery_error *error);

/* Events that others coded, from tables: ICEWS, POLECAT, GDELT, Phoenix, TERRIER, PETRARCH, or
 * any with a date, who acts, and a CAMEO code or PLOVER type. */
typedef struct chancery_tables {
  const char *const *inputs; /* files: comma-, semicolon- or tab-separated */
  size_t n_inputs;
  const char *set;           /* what the data set is called; NULL: by its columns, else the file's name */
  const char *const *maps;   /* "actor-code=SIDE_A": a column beside the usual ones, as
                                data/LANG/import/events.tsv has them */
  size_t n_maps;
  void *self;
  /* Told of each row that is refused ("format", file, line) and of each file that cannot be
   * read ("io"); the rest is done. May be NULL. */
  void (*refuse)(void *self, const chancery_error *error);
} chancery_tables;

typedef struct chancery_taken {
  uint64_t events;   /* rows that are in the record now, and were not */
  uint64_t known;    /* that were there already */
  uint64_t passed;   /* statements, which PLOVER has no event for; rows that name no state or body
                        as actor, or one side twice; a meeting told again from its other side */
  uint64_t refused;
} chancery_taken;

/* Puts them into the record, each row as an article of its data set that has no text. Its
 * mention says so ("imported"), where others have their sentence. The same row twice changes nothing.
 * The record must have been opened with an engine, to write. Fails as chancery_add does. */
bool chancery_import(chancery_record *record, const chancery_tables *tables, chancery_taken *taken,
                     chancery_error *error);

typedef struct chancery_query {
  const char *view;      /* as chancery_words("view") has them: "timeline", "ledger" …;
                            "events" gives all, as data; "search" sentences with the
                            `words`, coded ones with their event */
  const char *words;     /* search: words that an article must hold all of; those in
                            double quotes must stand together, one may end in '*', one
                            behind '-' must be absent */
  const char *id;        /* explain: of an event, a mention, or an event that was
                            since merged into another; the filters below and
                            `fields` do not touch explain */
  const char *side_a;    /* country or body codes that the record has met, in either direction; NULL any */
  const char *side_b;    /* NULL: all that side_a takes part in */
  const char *from;      /* "YYYY-MM-DD", "YYYY-MM" or "YYYY"; both ends are
                            included; NULL open */
  const char *to;
  const char *type;      /* PLOVER types, comma-separated; NULL any */
  const char *issue;     /* one id of data/LANG/issues.tsv; NULL any */
  const char *status;    /* comma-separated, as doc/mentions.md has them; NULL any */
  const char *fields;    /* columns wanted, comma-separated; NULL all; "?" lists those
                            there are, one a line. An unknown one fails with a message
                            that names them */
  const char *format;    /* "table" "tsv" "csv" "json" "jsonl" "md" "html", of some "svg",
                            of commitments "ics"; NULL "table". A brief is a page in
                            "table", "md" and "html"; explain has no "html" */
  const char *by;        /* period of series, dyads, tension and volume: "day" "week" "month"
                            "year"; NULL "week", of dyads "month" */
  bool zeros;            /* dyads: rows where nothing is on record too, from the first article's
                            day to the last one's, or the days asked for */
  size_t limit;          /* rows at most; 0 all */
  size_t offset;         /* rows left out before */
  unsigned width;        /* of a table, in columns; 0: 100 */
  bool color;            /* of a table or page */
  bool ascii;            /* charts within a table are drawn in ASCII */
} chancery_query;

chancery_query chancery_query_default(void);

/* Answers a query. "explain" shows the sentences' trees as well when the
 * record was opened with an engine. `say` (may be NULL) is told in one line
 * what a person should know beside the data, above all why nothing came out:
 * "0 events: …". `write` may get the answer in parts; when it gives false no
 * more comes, which is no failure. An unknown view, format, type, status, field
 * or id, and a day that is none, fail with "usage"; a damaged record with
 * "store". */
bool chancery_view(chancery_record *record, const chancery_query *query,
                   bool (*write)(void *self, const char *bytes, size_t n),
                   void (*say)(void *self, const char *line), void *self, chancery_error *error);

/* What a query may say, each with what it means; ended by a NULL name. `what` is
 * "view", "format", "type", "status", "period", "picture" (the views that can be drawn, with
 * format "svg"); NULL for anything else. */
typedef struct chancery_word {
  const char *name;
  const char *help; /* "" where the name says it all */
} chancery_word;
const chancery_word *chancery_words(const char *what);

/* ---- Decisions ----------------------------------------------------------- */

/* What a person decides about the record's events. It is kept, holds for what is
 * added later, in any order, and is told by the view "decisions" and by "explain". */
typedef struct chancery_decision {
  const char *kind;       /* "split" "join" "note" */
  const char *const *ids; /* split: an event, then those of its mentions that are an event
                             of their own; join: events that are one; note: an event */
  size_t n_ids;
  const char *note;       /* why; of a note its words; NULL none */
  const char *by;         /* who decides; NULL untold */
  const char *day;        /* "YYYY-MM-DD"; NULL untold */
} chancery_decision;

/* What came of it. */
typedef struct chancery_decided {
  uint64_t number;        /* of the decision */
  struct {
    char id[24];
    size_t mentions;
  } events[2];            /* split: taken out, left; join, note: the one event */
  size_t n_events;
} chancery_decided;

/* The record must have been opened to write or to decide. Of two decisions on one mention
 * the later stands: a join undoes a split, and the other way. `decided` may be
 * NULL. Fails with "usage" on an id that the record does not know, a mention of another event,
 * a split that leaves nothing and a join of one event; with "store" as chancery_add does. */
bool chancery_decide(chancery_record *record, const chancery_decision *decision,
                     chancery_decided *decided, chancery_error *error);
/* The same, ids and words from a JSON object: "event" and "mentions" (split), "events" (join),
 * "event" (note); "note", "by", "day". What it lacks is as in `decision`. The kind "withdraw" takes
 * "decision", a number, and does what chancery_withdraw does. */
bool chancery_decide_json(chancery_record *record, const chancery_decision *decision,
                          const char *json, size_t n, chancery_decided *decided,
                          chancery_error *error);
/* Takes a decision back as if it had never been made. "usage": there is none of that number. */
bool chancery_withdraw(chancery_record *record, uint64_t number, chancery_error *error);
/* Takes over decisions from lines of JSON, as the view "decisions" writes them in "jsonl": into a
 * record made anew from the same articles, before or after these. Those that the record has
 * are passed over. *taken (may be NULL): how many were not. "format": a line that is none. */
bool chancery_take_decisions(chancery_record *record, const char *lines, size_t n,
                             uint64_t *taken, chancery_error *error);

/* Gives a number that differs from the last one this handle gave when another
 * program has changed the record since; cheap. Fails with "store". */
bool chancery_record_version(chancery_record *record, uint64_t *version, chancery_error *error);

/* Brings into the memory that handles share (chancery_record_beside) what questions go by, as far as
 * there is room, so that the first questions need not wait for it: of a million events a second or
 * two. `go_on` is asked now and then, and ends it by false. Fails with "store". */
bool chancery_record_read_ahead(chancery_record *record, bool (*go_on)(void *self), void *self,
                                chancery_error *error);

/* ---- The server ---------------------------------------------------------- */

/* Answers questions to a record over HTTP, and shows the page that asks them. Unless
 * it may edit, it reads alone: nothing that arrives changes the record. */
typedef struct chancery_server chancery_server;

typedef struct chancery_serving {
  const char *record;   /* path */
  const char *address;  /* an IP address; NULL: 127.0.0.1 */
  unsigned port;        /* 0: a free one */
  const char *socket;   /* path of a Unix socket in place of address and port; NULL none. A
                           socket that nobody listens at any more is replaced */
  const char *token;    /* what every request must bring (16 bytes at least); NULL none. An
                           address beyond loopback is refused without one */
  unsigned threads;     /* that answer; 0: all cores */
  unsigned connections; /* at once, more wait; 0: 512 */
  bool edit;            /* takes decisions too; a token is then needed everywhere */
} chancery_serving;

chancery_serving chancery_serving_default(void);

/* Opens the record; nobody can connect yet. With an engine "explain" shows trees; it
 * must outlive the server. Fails as chancery_record_open does. */
chancery_server *chancery_server_open(const chancery *engine, const chancery_serving *serving,
                                      chancery_error *error);
/* Listens, in threads of its own, until the server is closed. Fails with "io" when the
 * address cannot be had. */
bool chancery_server_start(chancery_server *server, chancery_error *error);
/* Where: "http://127.0.0.1:8001/" or "unix:PATH"; NULL before it was started. */
const char *chancery_server_url(const chancery_server *server);
/* The same for a browser to open: where a token is asked for, with one in it that lets in whoever
 * brings it first, once. The token itself would be seen in the list of processes. */
const char *chancery_server_invitation(const chancery_server *server);
/* Answers one GET of `target` ("/api/timeline.json?from=2017"), as a client would get it,
 * without a connection. *status is the HTTP status; with `headers` status line and headers
 * come before the body. Not while the server runs. */
bool chancery_server_get(chancery_server *server, const char *target, bool headers,
                         bool (*write)(void *self, const char *bytes, size_t n), void *self,
                         unsigned *status, chancery_error *error);
/* Ends answers under way, then threads and sockets. NULL is fine. */
void chancery_server_close(chancery_server *server);

/* ---- Training ----------------------------------------------------------- */

typedef struct chancery_training {
  const char *const *train; /* CoNLL-U files; at most 16 of each kind */
  size_t n_train;
  const char *const *names; /* IOB2 files of names for some of all those files'
                               sentences, joined on sent_id */
  size_t n_names;
  const char *const *dev;   /* CoNLL-U files that are scored after each epoch */
  size_t n_dev;
  const char *const *teachers; /* checkpoints of trainings on the same files: their mean
                               answers are learnt beside the gold ones */
  size_t n_teachers;
  const char *const *unlabelled; /* CoNLL-U files of which the words alone count: the
                               teachers' answers are learnt */
  size_t n_unlabelled;
  unsigned unlabelled_words; /* of those in each epoch; 0: as many as in `train` */
  const char *const *without; /* parts to train without, to see what each gives: "affixes",
                               "recurrent", "rounding", "tree"; then without `out` */
  size_t n_without;
  unsigned as_teacher;      /* 1: a larger network, not for use but for teaching; it needs no
                               `out`, its checkpoint teaches */
  const char *lemmas;       /* a list of lemmas: form, part of speech and lemma, with tabs;
                               NULL none */
  const char *vectors;      /* word vectors as text, a word and its numbers a line; NULL none */
  const char *out;          /* the model file */
  const char *checkpoint;   /* where training is taken up after a stop; NULL none */
  unsigned epochs;          /* 0: the default */
  unsigned stop_after;      /* epochs done in this run at most; 0: all */
  unsigned threads;         /* two at most do work; 0: the default */
  uint64_t seed;
  void *self;
  void (*progress)(void *self, const char *line); /* a line an epoch, without its end;
                                                      may be NULL */
} chancery_training;

chancery_training chancery_training_default(void);
/* Writes the model. Deterministic for given files, epochs and seed on one machine,
 * whatever the threads. Fails with "io", or "format" or "data" when a treebank or
 * the vectors are not what they should be. */
bool chancery_train(const chancery_training *training, chancery_error *error);

/* ---- Evaluation of the parser -------------------------------------------- */

typedef struct chancery_evaluation {
  const char *const *gold;  /* CoNLL-U files */
  size_t n_gold;
  const char *const *names; /* IOB2 files of names for some of their sentences */
  size_t n_names;
  unsigned raw;             /* 1: from the text of the gold sentences, split anew; 0: their
                               words are given */
  void *self;
  bool (*write)(void *self, const char *bytes, size_t n); /* gets what was scored, as CoNLL-U;
                                                             may be NULL */
} chancery_evaluation;

chancery_evaluation chancery_evaluation_default(void);

/* One measure of the CoNLL 2018 shared task, or "Names". */
typedef struct chancery_measure {
  const char *name;              /* "Tokens" "Sentences" "Words" "UPOS" "XPOS" "UFeats" "AllTags"
                                    "Lemmas" "UAS" "LAS" "CLAS" "Names"; static */
  uint64_t gold, system, right;  /* how many there are, were found, and agree */
  double precision, recall, f1;  /* percent */
} chancery_measure;

/* Parses and scores; *measures gets CHANCERY_MEASURES of them. Fails as
 * chancery_train does. */
#define CHANCERY_MEASURES 12
bool chancery_eval_parser(const chancery *engine, const chancery_evaluation *evaluation,
                          chancery_measure measures[CHANCERY_MEASURES], chancery_error *error);

/* What is read and coded against gold of one JSON object a line. */
typedef struct chancery_scoring {
  const char *kind;        /* "types": the type of a marked pair (sentence, source, target, root);
                              "events": pair and type from the bare sentence, the same rows;
                              "times": TIMEX3 (text, dct, timex of s, e, value, type);
                              "attributions": text, date, attributions of source, cue, content,
                              each a list of [from, to); offsets count bytes;
                              "places": names (text, places of s, e, lat, lon), and of those
                              found which lie within 161 km; "actors": entities that act (text,
                              entities of s, e, type), found by a name;
                              "merge": events across articles as ECB+ has them (id, subtopic,
                              sentences, sentence_ids, validated, mentions): MUC, B3, CEAF_e and
                              CoNLL F1 of "lemma" (heads of one lemma are one event) and "record";
                              with a * the gold subtopic is given; gold and system count groups */
  const char *const *gold; /* files, "-" for standard input */
  size_t n_gold;
  bool by_cameo;           /* types, events: told from the CAMEO code's first two digits */
  unsigned errors;         /* so many of the errors go to `wrong` */
  void *self;
  void (*measure)(void *self, const chancery_measure *measure); /* classes, then "all" and "macro",
                              the mean over classes; or measures of their own */
  void (*wrong)(void *self, const char *line); /* may be NULL */
  bool (*predict)(void *self, const char *bytes, size_t n); /* gets {"id":…,"type":…} a row,
                              or "types", "timex"; may be NULL */
} chancery_scoring;

chancery_scoring chancery_scoring_default(void);
/* Fails with "io" or "format": file and line say where. */
bool chancery_eval(const chancery *engine, const chancery_scoring *scoring, chancery_error *error);

#ifdef __cplusplus
}
#endif

#endif
