/* What the network gets wrong again and again because the treebanks hardly
 * know it, set right by what UD says of it. */
#ifndef CH_PARSE_MEND_H
#define CH_PARSE_MEND_H

#include "parse/inference.h"

/* The words of one tree, in place, CH_TREE_MAX at most, with their tags (Penn Treebank's). It stays a tree: if
 * mends that meet would make a circle, it stays as it was. */
void ch_mend(ch_token_parse *words, const ch_str *forms, const ch_str *tags, uint32_t n);
/* A part of it: what comes late in its clause. */
void ch_mend_late(ch_token_parse *words, const ch_str *forms, uint32_t n);
/* Another: two who do a thing together. */
void ch_mend_subject(ch_token_parse *words, const ch_str *forms, uint32_t n);
/* Another: verbs in a row, and what tells of a noun. */
void ch_mend_joined(ch_token_parse *words, const ch_str *forms, uint32_t n);
/* Another: what somebody calls something. */
void ch_mend_called(ch_token_parse *words, const ch_str *forms, uint32_t n);
/* Another: finite verbs without a subject. */
void ch_mend_finite(ch_token_parse *words, const ch_str *forms, const ch_str *tags, uint32_t n);

#endif
