/* Writes a trained network as a model file (see model.h). */
#ifndef CH_PARSE_EXPORT_H
#define CH_PARSE_EXPORT_H

#include "parse/treebank.h"

bool ch_model_export(const ch_net *net, const ch_labels *labels, const char *path, ch_error *error);

#endif
