#include "parse/decode.h"

#include <string.h>

/* Nodes: 0 the root, 1 … n words, above n contracted cycles. */
enum { NODES = 2 * CH_TREE_MAX + 2 };

struct ch_tree_space {
  int64_t score[NODES][NODES];  /* [to][from]: best arc between two live nodes */
  uint16_t from[NODES][NODES];  /* the words that this arc joins */
  uint16_t to[NODES][NODES];
  uint16_t live[NODES];         /* nodes that stand for themselves */
  uint16_t up[NODES];           /* cycle a node was contracted into; 0 none */
  uint16_t best[NODES];         /* chosen head node */
  uint16_t arc_from[NODES], arc_to[NODES]; /* the words of the chosen arc */
  uint16_t seen[NODES];
};

size_t ch_tree_space_size(void) { return sizeof(struct ch_tree_space); }

/* More than any sum of scores can differ by: with it taken from every arc out
 * of the root, the best tree has as few of them as can be, which is one. */
static const int64_t root_price = (int64_t)1 << 44;

static int64_t fixed(float score) {
  if (!(score > -30000.0f)) score = -30000.0f;
  if (score > 30000.0f) score = 30000.0f;
  float scaled = score * 4096.0f;
  return (int64_t)(scaled < 0.0f ? scaled - 0.5f : scaled + 0.5f);
}

/* Chooses the best head of each live node but the root. */
static void choose(ch_tree_space *t, uint32_t n_live, uint32_t v) {
  int64_t most = INT64_MIN;
  for (uint32_t i = 0; i < n_live; i++) {
    uint32_t u = t->live[i];
    if (u != v && t->score[v][u] > most) {
      most = t->score[v][u];
      t->best[v] = (uint16_t)u;
    }
  }
  t->arc_from[v] = t->from[v][t->best[v]];
  t->arc_to[v] = t->to[v][t->best[v]];
}

/* A node on a cycle of chosen heads, 0 if there is none. */
static uint32_t find_cycle(ch_tree_space *t, uint32_t n_live) {
  for (uint32_t i = 0; i < n_live; i++) t->seen[t->live[i]] = 0;
  for (uint32_t i = 1; i < n_live; i++) {
    uint32_t v = t->live[i], mark = i;
    while (v != 0 && t->seen[v] == 0) {
      t->seen[v] = (uint16_t)mark;
      v = t->best[v];
    }
    if (v != 0 && t->seen[v] == mark) return v;
  }
  return 0;
}

/* Replaces the cycle through `start` by the new node c; returns how many live
 * nodes are left. */
static uint32_t contract(ch_tree_space *t, uint32_t n_live, uint32_t start, uint32_t c) {
  uint32_t v = start;
  do {
    t->up[v] = (uint16_t)c;
    v = t->best[v];
  } while (v != start);
  for (uint32_t i = 0; i < n_live; i++) {
    uint32_t u = t->live[i];
    if (t->up[u] == c) continue;
    int64_t in = INT64_MIN, out = INT64_MIN;
    uint32_t in_at = start, out_at = start;
    do {
      int64_t gain = t->score[v][u] - t->score[v][t->best[v]];
      if (gain > in) in = gain, in_at = v;
      if (u != 0 && t->score[u][v] > out) out = t->score[u][v], out_at = v;
      v = t->best[v];
    } while (v != start);
    t->score[c][u] = in;
    t->from[c][u] = t->from[in_at][u];
    t->to[c][u] = t->to[in_at][u];
    if (u == 0) continue;
    t->score[u][c] = out;
    t->from[u][c] = t->from[u][out_at];
    t->to[u][c] = t->to[u][out_at];
  }
  uint32_t kept = 0;
  for (uint32_t i = 0; i < n_live; i++)
    if (t->up[t->live[i]] != c) t->live[kept++] = t->live[i];
  t->live[kept++] = (uint16_t)c;
  t->up[c] = 0;
  return kept;
}

/* Most sentences need no search: where every word's best head gives a tree
 * with one root, no other tree can score more. */
static bool greedy(const int64_t (*score)[NODES], uint32_t n, uint32_t *heads) {
  uint32_t roots = 0;
  for (uint32_t v = 1; v <= n; v++) {
    uint32_t best = v == 1 && n > 1 ? 2 : 0;
    int64_t most = INT64_MIN;
    for (uint32_t u = 0; u <= n; u++) {
      int64_t here = score[v][u] + (u == 0 ? root_price : 0);
      if (u != v && here > most) most = here, best = u;
    }
    heads[v - 1] = best;
    roots += best == 0;
  }
  if (roots != 1) return false;
  uint8_t seen[CH_TREE_MAX + 1] = {1}; /* 1 reaches the root, 2 on the way */
  for (uint32_t v = 1; v <= n; v++) {
    uint32_t at = v;
    while (seen[at] == 0) {
      seen[at] = 2;
      at = heads[at - 1];
    }
    if (seen[at] == 2) return false;
    for (at = v; seen[at] == 2; at = heads[at - 1]) seen[at] = 1;
  }
  return true;
}

void ch_tree_decode(const float *scores, size_t stride, uint32_t n, uint32_t *heads,
                    ch_tree_space *t) {
  uint32_t n_live = n + 1, top = n + 1;
  for (uint32_t v = 1; v <= n; v++)
    for (uint32_t u = 0; u <= n; u++)
      t->score[v][u] = fixed(scores[(v - 1) * stride + u]) - (u == 0 ? root_price : 0);
  if (greedy((const int64_t(*)[NODES])t->score, n, heads)) return;
  for (uint32_t v = 0; v <= n; v++) {
    t->live[v] = (uint16_t)v;
    t->up[v] = 0;
    for (uint32_t u = 0; u <= n; u++) {
      t->from[v][u] = (uint16_t)u;
      t->to[v][u] = (uint16_t)v;
    }
  }
  for (uint32_t v = 1; v <= n; v++) choose(t, n_live, v);
  for (uint32_t start; (start = find_cycle(t, n_live)) != 0; top++) {
    n_live = contract(t, n_live, start, top);
    choose(t, n_live, top);
    /* Heads inside the cycle are now the cycle itself. */
    for (uint32_t i = 1; i < n_live; i++) {
      uint32_t v = t->live[i];
      if (v != top && t->up[t->best[v]] == top) t->best[v] = (uint16_t)top;
    }
  }
  /* Open the cycles, last first: the arc that enters one breaks it at the
   * member that it enters. */
  for (uint32_t c = top; c-- > n + 1;) {
    uint32_t member = t->arc_to[c];
    while (t->up[member] != c) member = t->up[member];
    t->arc_from[member] = t->arc_from[c];
    t->arc_to[member] = t->arc_to[c];
  }
  for (uint32_t v = 1; v <= n; v++) heads[v - 1] = t->arc_from[v];
}

/* A step is legal if a name is either closed before it and begun or not by it,
 * or open before it and gone on with. So a tag follows either the best closed
 * tag (outside, the end of a name, a name of one word) or one of two of its own
 * type. */
typedef struct best_tag {
  float score;
  uint32_t tag;
} best_tag;

static best_tag best_closed(const float *now) {
  best_tag best = {now[0], 0};
  for (uint32_t type = 0; type < 3; type++)
    for (uint32_t place = CH_BIOES_END; place <= CH_BIOES_SINGLE; place++)
      if (now[1 + 4 * type + place] > best.score)
        best = (best_tag){now[1 + 4 * type + place], 1 + 4 * type + place};
  return best;
}

void ch_names_decode(const float *scores, size_t stride, uint32_t n, uint8_t *tags, uint8_t *back) {
  float now[CH_NAME_TAGS], next[CH_NAME_TAGS];
  const float never = -1e30f;
  if (n == 0) return;
  bool any = false;
  for (uint32_t i = 0; i < n && !any; i++)
    for (uint32_t k = 1; k < CH_NAME_TAGS; k++) any |= scores[i * stride + k] > scores[i * stride];
  if (!any) { /* nothing beats outside anywhere */
    memset(tags, 0, n);
    return;
  }
  for (uint32_t k = 0; k < CH_NAME_TAGS; k++) {
    bool inside = k != 0 && (((k - 1) & 3) == CH_BIOES_INSIDE || ((k - 1) & 3) == CH_BIOES_END);
    now[k] = inside ? never : scores[k];
  }
  for (uint32_t i = 1; i < n; i++) {
    const float *x = scores + i * stride;
    uint8_t *from = back + i * CH_NAME_TAGS;
    best_tag closed = best_closed(now);
    next[0] = closed.score + x[0];
    from[0] = (uint8_t)closed.tag;
    for (uint32_t first = 1; first < CH_NAME_TAGS; first += 4) {
      uint32_t open = first + (now[first + CH_BIOES_INSIDE] > now[first]);
      for (uint32_t place = 0; place < 4; place++) {
        bool inside = place == CH_BIOES_INSIDE || place == CH_BIOES_END;
        next[first + place] = (inside ? now[open] : closed.score) + x[first + place];
        from[first + place] = (uint8_t)(inside ? open : closed.tag);
      }
    }
    memcpy(now, next, sizeof now);
  }
  uint32_t last = best_closed(now).tag;
  for (uint32_t i = n; i-- > 0;) {
    tags[i] = (uint8_t)last;
    if (i) last = back[i * CH_NAME_TAGS + last];
  }
}
