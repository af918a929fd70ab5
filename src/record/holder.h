/* Whom codes and datelines stand for. */
#ifndef CH_RECORD_HOLDER_H
#define CH_RECORD_HOLDER_H

#include "record/fact.h"

/* PLOVER's codes for kinds of bodies, each of which has many holders; no code is shared too. */
bool ch_code_is_shared(ch_str code);
/* Is the party's name one for the holder of its code? "Sergei Lavrov" acts for Russia, but Russia
 * is not called so. */
bool ch_party_names_holder(const ch_fact *fact, const ch_report_party *party);
/* "(Transmeridian)" at the end of a dateline is an agency; n = 0: it names none. */
ch_str ch_dateline_agency(ch_str dateline);

#endif
