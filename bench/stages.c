/* How fast each step is, on one core.
 *
 *   build/bench/stages [--home DIR] [--most-mb N] FILE|FOLDER…
 *
 * Reads all articles, then passes them through the steps one step at a time,
 * timing each by the thread's own processor time. Prints bytes and words a
 * second and nanoseconds a word beside the machine's own speed in the same run
 * (a 512 x 512 x 512 single-precision product by OpenBLAS where it was found):
 * their product, in microseconds, is what can be compared between
 * machines (OpenBLAS may pick a slow kernel on a processor it does not know:
 * OPENBLAS_CORETYPE=SKYLAKEX OPENBLAS_NUM_THREADS=1). Also the peak of
 * memory, and the time from start to the first event of a short article.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "chancery.h"
#include "code/codebook.h"
#include "ingest/reader.h"
#include "parse/parser.h"
#include "read/lexicon.h"
#include "text/splitter.h"

#ifdef HAVE_CBLAS
#include <cblas.h>
#endif

enum { INGEST, SPLIT, PARSE, READ, CODE, JSON, STEPS };
static const char *const names[STEPS] = {"ingest", "split", "parse", "read", "code", "json"};

typedef struct bench {
  ch_splitter *splitter;
  ch_parser *parser;
  ch_parser_workspace *workspace;
  ch_lexicon *lexicon;
  ch_codebook *codebook;
  double seconds[STEPS];
  uint64_t articles, bytes, sentences, words, events, out;
} bench;

static double now(clockid_t clock) {
  struct timespec t;
  clock_gettime(clock, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static double cpu(void) {
  return now(CLOCK_THREAD_CPUTIME_ID);
}

static double gflops(void) {
#ifdef HAVE_CBLAS
  enum { N = 512 };
  static float a[N * N], b[N * N], c[N * N];
  for (int i = 0; i < N * N; i++) a[i] = (float)(i % 7), b[i] = (float)(i % 5);
  double best = 0;
  for (int round = 0; round < 10; round++) {
    double start = cpu();
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, N, N, N, 1, a, N, b, N, 0, c, N);
    double rate = 2.0 * N * N * N / (cpu() - start) * 1e-9;
    if (rate > best) best = rate;
  }
  return best;
#else
  return 0;
#endif
}

static bool open_all(bench *b, const char *home, ch_error *error) {
  char data[1024], model[1024];
  snprintf(data, sizeof data, "%s/data/en", home);
  snprintf(model, sizeof model, "%s/models/en/model.bin", home);
  return (b->splitter = ch_splitter_open(data, error)) &&
         (b->parser = ch_parser_open(model, error)) &&
         (b->workspace = ch_parser_workspace_new(b->parser, error)) &&
         (b->lexicon = ch_lexicon_open(data, error)) &&
         (b->codebook = ch_codebook_open(data, error));
}

static bool one_article(bench *b, const ch_article *article, ch_arena *arena, ch_buf *out,
                        ch_error *error) {
  double t[STEPS + 1];
  ch_events events = {0};
  t[SPLIT] = cpu();
  ch_document *doc = ch_split(b->splitter, article, arena, error);
  t[PARSE] = cpu();
  if (!doc || !ch_parse(b->parser, b->workspace, doc, error) || !ch_document_index(doc, error))
    return false;
  t[READ] = cpu();
  ch_reading *reading = ch_read_document(b->lexicon, doc, error);
  t[CODE] = cpu();
  if (!reading || !ch_code(b->codebook, doc, reading, &events, error)) return false;
  t[JSON] = cpu();
  ch_buf_clear(out);
  for (size_t i = 0; i < events.n; i++)
    if (!ch_event_json(&events.v[i], doc, out, error)) return false;
  t[STEPS] = cpu();
  for (int s = SPLIT; s < STEPS; s++) b->seconds[s] += t[s + 1] - t[s];
  b->articles++;
  b->bytes += article->text.n;
  b->sentences += doc->n_sentences;
  b->words += doc->n_words;
  b->events += events.n;
  b->out += out->n;
  return true;
}

static void first_event(const char *home) {
  double start = now(CLOCK_MONOTONIC);
  chancery_options options = chancery_options_default();
  options.home = home;
  chancery_error error;
  chancery *engine = chancery_open(&options, &error);
  chancery_worker *worker = engine ? chancery_worker_new(engine, &error) : NULL;
  chancery_article article = {.published = "2017-07-30",
                              .text = "Russia expelled two British diplomats on Friday."};
  const char *json;
  size_t n = 0;
  if (worker && chancery_worker_code(worker, &article, &json, &n, &error) && n)
    printf("first event after %.1f ms\n", 1e3 * (now(CLOCK_MONOTONIC) - start));
  else
    printf("no first event\n");
  chancery_worker_free(worker);
  chancery_close(engine);
}

int main(int argc, char **argv) {
  const char *home = ".";
  uint64_t most = UINT64_MAX;
  int first = 1;
  for (; first + 1 < argc && argv[first][0] == '-'; first += 2) {
    if (strcmp(argv[first], "--home") == 0)
      home = argv[first + 1];
    else if (strcmp(argv[first], "--most-mb") == 0)
      most = strtoull(argv[first + 1], NULL, 10) << 20;
    else
      break;
  }
  if (first >= argc) {
    fprintf(stderr, "usage: stages [--home DIR] [--most-mb N] FILE|FOLDER…\n");
    return 2;
  }
  first_event(home);
  bench b = {0};
  ch_error error = {0};
  ch_reader *reader = NULL;
  if (!open_all(&b, home, &error) ||
      !(reader = ch_reader_open((const char *const *)argv + first, (size_t)(argc - first), NULL,
                                &error))) {
    fprintf(stderr, "stages: %s: %s\n", error.file, error.message);
    return 2;
  }
  double machine = gflops();
  ch_arena *arena = ch_arena_new(0);
  ch_buf out;
  ch_buf_init(&out, 0);
  uint64_t refused = 0;
  while (b.bytes < most) {
    ch_article article;
    ch_arena_clear(arena);
    double start = cpu();
    ch_reader_step got = ch_reader_next(reader, arena, &article, &error);
    b.seconds[INGEST] += cpu() - start;
    if (got == CH_READER_END) break;
    if (got == CH_READER_REFUSED || !one_article(&b, &article, arena, &out, &error)) refused++;
  }
  double whole = 0;
  printf("%llu articles (%llu refused), %.2f MB of text, %llu sentences, %llu words, %llu events\n",
         (unsigned long long)b.articles, (unsigned long long)refused, (double)b.bytes * 1e-6,
         (unsigned long long)b.sentences, (unsigned long long)b.words,
         (unsigned long long)b.events);
  printf("kernels %s; sgemm %.1f GFLOP/s in this run\n", ch_parser_kernels(b.parser), machine);
  printf("%-8s %9s %12s %12s %10s %14s\n", "step", "seconds", "MB/s", "words/s", "ns/word",
         "us x GFLOP/s");
  for (int s = 0; s <= STEPS; s++) {
    double seconds = s < STEPS ? b.seconds[s] : whole;
    if (s < STEPS) whole += seconds;
    double ns = 1e9 * seconds / (double)b.words;
    printf("%-8s %9.3f %12.2f %12.0f %10.0f %14.0f\n", s < STEPS ? names[s] : "all", seconds,
           (double)b.bytes * 1e-6 / seconds, (double)b.words / seconds, ns, ns * 1e-3 * machine);
  }
  printf("reading and coding %.4f ms a sentence; coding alone %.4f\n",
         1e3 * (b.seconds[READ] + b.seconds[CODE]) / (double)b.sentences,
         1e3 * b.seconds[CODE] / (double)b.sentences);
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  printf("peak memory %.0f MB\n", (double)usage.ru_maxrss / 1024);
  return 0;
}
