/* Copies: which article was run again, by whom, and how it was changed. */
#include "base/map.h"
#include "show/view.h"

static bool within(ch_days days, int32_t day) {
  if (days.from == CH_DAY_NONE && days.to == CH_DAY_NONE) return true;
  return day != CH_DAY_NONE && (days.from == CH_DAY_NONE || day >= days.from) &&
         (days.to == CH_DAY_NONE || day <= days.to);
}

bool ch_view_copies(ch_view_work *v, ch_error *error) {
  enum { PUBLISHED, OUTLET, TITLE, KIND, OF_PUBLISHED, OF_OUTLET, OF_TITLE, ARTICLE, OF, N };
  static const ch_column COLUMNS[N] = {
      [PUBLISHED] = {"published", "PUBLISHED", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 0},
      [OUTLET] = {"outlet", "OUTLET", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 10},
      [TITLE] = {"title", "TITLE", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 12},
      [KIND] = {"kind", "KIND", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 0},
      [OF_PUBLISHED] = {"of_published", "OF", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 0},
      [OF_OUTLET] = {"of_outlet", "BY", CH_COLUMN_TEXT, CH_COLUMN_BOTH, 10},
      [OF_TITLE] = {"of_title", "OF TITLE", CH_COLUMN_TEXT, CH_COLUMN_MACHINE, 0},
      [ARTICLE] = {"article", "ARTICLE", CH_COLUMN_TEXT, CH_COLUMN_MACHINE, 0},
      [OF] = {"of", "OF ARTICLE", CH_COLUMN_TEXT, CH_COLUMN_MACHINE, 0},
  };
  ch_sources all;
  ch_cell_writer w;
  ch_map by_id;
  ch_map_init(&by_id, v->arena);
  ch_table_init(&v->table, COLUMNS, N);
  if (!ch_store_sources(v->store, v->arena, &all, error)) return false;
  ch_cells_begin(&w, v->arena);
  for (size_t i = 0; i < all.n && !w.failed; i++) {
    uint32_t *place = ch_map_put(&by_id, all.v[i].id, NULL);
    if (place) *place = (uint32_t)i;
    w.failed = !place;
  }
  for (size_t i = 0; i < all.n && !w.failed; i++) {
    const ch_source *s = &all.v[i];
    const uint32_t *place = s->copy_kind.n ? ch_map_get(&by_id, s->origin) : NULL;
    if (!place || !within(v->filter->days, s->published)) continue;
    const ch_source *of = &all.v[*place];
    ch_cell *row = ch_table_row(&v->table, v->arena);
    if (!row) {
      w.failed = true;
      break;
    }
    ch_cell_day(&w, &row[PUBLISHED], s->published);
    row[OUTLET].text = s->outlet;
    row[TITLE].text = s->title;
    row[KIND].text = s->copy_kind;
    ch_cell_day(&w, &row[OF_PUBLISHED], of->published);
    row[OF_OUTLET].text = of->outlet;
    row[OF_TITLE].text = of->title;
    row[ARTICLE].text = s->id;
    row[OF].text = of->id;
  }
  return ch_cells_end(&w, error);
}
