/* From scores to structures: the best tree, the best run of name tags. */
#ifndef CH_PARSE_DECODE_H
#define CH_PARSE_DECODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Longest sentence a tree is made for; longer ones are parsed in pieces, so
 * that time stays linear in the text whatever the text. */
#define CH_TREE_MAX 200

/* Working space of ch_tree_decode for up to CH_TREE_MAX words. */
typedef struct ch_tree_space ch_tree_space;
size_t ch_tree_space_size(void);

/* The spanning tree with exactly one child of the root that has the greatest
 * sum of scores (Chu and Liu 1965, Edmonds 1967; dense, O(n²)). `scores` is
 * [n × stride]: row i for word i + 1, column h <= n for head h, 0 the root; a
 * word's score as its own head is not looked at. Writes heads[n], 0 or 1-based. Scores are first rounded to 1/4096, so that the tree
 * is the same on all machines; among equals the leftmost head wins. NaN and
 * values beyond ±30,000 count as ±30,000. 1 <= n <= CH_TREE_MAX. */
void ch_tree_decode(const float *scores, size_t stride, uint32_t n, uint32_t *heads,
                    ch_tree_space *space);

/* Name tags: 0 outside; 1 + 4 * (type - 1) + one of these. */
enum { CH_BIOES_BEGIN, CH_BIOES_INSIDE, CH_BIOES_END, CH_BIOES_SINGLE };
enum { CH_NAME_TAGS = 13 };

/* The best sequence of tags that opens and closes each name (Viterbi over
 * legal steps). scores [n × stride], `tags` [n]; `back` is room for
 * n × CH_NAME_TAGS bytes. */
void ch_names_decode(const float *scores, size_t stride, uint32_t n, uint8_t *tags, uint8_t *back);

#endif
