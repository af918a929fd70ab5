/* The pool gives results in the order of the input, for any number of threads,
 * and stops when its consumer says so. */
#include "base/pool.h"
#include "testing.h"

#include <stdlib.h>

typedef struct job {
  unsigned number;
  unsigned result;
} job;

typedef struct run {
  unsigned next, total;
  unsigned expected;
  unsigned stop_at;
  unsigned dropped;
} run;

static void *produce(void *self) {
  run *r = self;
  if (r->next == r->total) return NULL;
  job *j = malloc(sizeof *j);
  *j = (job){r->next++, 0};
  return j;
}

static void work(void *self, unsigned worker, void *argument) {
  (void)self, (void)worker;
  job *j = argument;
  /* Uneven work, so that later jobs overtake earlier ones. */
  unsigned x = j->number * 2654435761u;
  for (unsigned i = 0; i < x % 5000; i++) x = x * 1664525u + 1013904223u;
  j->result = j->number * 2 + (x == 1);
}

static bool consume(void *self, void *argument) {
  run *r = self;
  job *j = argument;
  assert_int_equal(j->number, r->expected);
  assert_int_equal(j->result / 2, j->number);
  r->expected++;
  free(j);
  return r->expected != r->stop_at;
}

static void drop(void *self, void *argument) {
  ((run *)self)->dropped++;
  free(argument);
}

static void in_order(void **state) {
  (void)state;
  for (unsigned threads = 1; threads <= 8; threads++) {
    run r = {.total = 3000};
    ch_pool_work w = {&r, produce, work, consume, drop};
    assert_true(ch_pool_run(&w, threads, NULL));
    assert_int_equal(r.expected, 3000);
    assert_int_equal(r.dropped, 0);
  }
}

static void stops(void **state) {
  (void)state;
  for (unsigned threads = 1; threads <= 4; threads++) {
    run r = {.total = 3000, .stop_at = 100};
    ch_pool_work w = {&r, produce, work, consume, drop};
    assert_true(ch_pool_run(&w, threads, NULL));
    assert_int_equal(r.expected, 100);
    assert_int_equal(r.next, 100 + r.dropped);
  }
}

static void nothing_to_do(void **state) {
  (void)state;
  run r = {0};
  ch_pool_work w = {&r, produce, work, consume, drop};
  assert_true(ch_pool_run(&w, 3, NULL));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(in_order),
      cmocka_unit_test(stops),
      cmocka_unit_test(nothing_to_do),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
