/* Views as pictures: lanes above one another over one time axis.
 *
 * chart.c chooses what to draw and writes the head and the legend; the other files
 * each draw a lane from the same numbers that the tables show.
 */
#ifndef CH_SHOW_CHART_H
#define CH_SHOW_CHART_H

#include "analyse/series.h"
#include "show/names.h"
#include "show/svg.h"
#include "show/view.h"

typedef struct ch_chart {
  ch_view_work *view;
  ch_buf *out;
  ch_arena *arena;
  bool pair;           /* two sides are named: the first acts upwards, the second downwards;
                          else cooperation is drawn upwards and conflict downwards */
  ch_names names;
  ch_str up, down;     /* what the halves are called */
  ch_event_marks marks;
  ch_bins bins;
  ch_tensions tensions;
  ch_news_bins news;
  ch_period by;
  int32_t from, to;    /* days drawn, `to` behind the last */
  size_t outside;      /* events that lie before or after them */
  size_t dayless;      /* events of no known day */
  double left, right;  /* of the lanes */
} ch_chart;

/* Where a day begins. */
double ch_chart_x(const ch_chart *c, int32_t day);
/* The time that the articles cover, and somewhat more if there are acts in it: what
 * they tell of years before would squeeze all else into a corner. */
void ch_chart_choose_time(ch_chart *c);
/* Lines and words of the axis; its words stand below `bottom`, and above `top` too. */
void ch_chart_grid(ch_chart *c, double top, double bottom);

/* Lanes: `top` and `height` of the drawing. `words`: names and scale at the left. */
void ch_chart_tension(ch_chart *c, double top, double height, bool alone);
void ch_chart_news(ch_chart *c, double top, double height, bool alone);
void ch_chart_columns(ch_chart *c, double top, double half);

/* The acts one by one; as many as `facts` has. */
#define CH_CHART_MARKS 2000
double ch_chart_acts_height(const ch_chart *c);
/* `told` gets what the weightiest are, as a sentence. False: no memory. */
bool ch_chart_acts(ch_chart *c, double top, ch_buf *told);

/* The balance of the ledger: what each side took, by class and over time. */
typedef struct ch_balance ch_balance;
ch_balance *ch_chart_balance(ch_chart *c); /* NULL: no memory */
size_t ch_balance_taken(const ch_balance *b);
double ch_balance_height(const ch_balance *b);
void ch_balance_draw(ch_chart *c, const ch_balance *b, double top, ch_buf *told);

typedef bool ch_chart_maker(ch_view_work *work, ch_str note, ch_buf *out, ch_error *error);
/* NULL: the view has no picture. */
ch_chart_maker *ch_chart_of(ch_str view);

#endif
