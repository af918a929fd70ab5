/* Internal to src/import. */
#ifndef CH_IMPORT_KNOWN_H
#define CH_IMPORT_KNOWN_H

#include "import/rows.h"

/* Fills the import's maps from data/LANG. */
bool ch_import_know(ch_import *im, const char *dir);

#endif
