/* Places: names used as places, with the state they lie in and where.
 *
 * Towns come from places.tsv, states and their cities from states.tsv. Of
 * towns with one name that whose country or division follows ("Geneva,
 * Illinois"), else the likeliest by its size and by how much the article speaks
 * of its country. A state has its capital's coordinates. Names
 * that no list has keep their name, and the country that the text gives them
 * ("Shayrat air base in Syria"). The functions are declared with the rest of
 * the workspace in actor_story.h.
 */
#ifndef CH_READ_PLACE_H
#define CH_READ_PLACE_H

#include "read/actor_story.h"

#endif
