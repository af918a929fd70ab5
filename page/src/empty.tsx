// An empty view says why: nothing was published then, nothing was coded, or the
// filters left nothing.
import { Go } from './parts';
import { longDay } from './days';
import type { Summary } from './types';
import { many } from './words';

export function why(summary: Summary | undefined, what: string): string {
  if (!summary) return `There are no ${what}.`;
  if (summary.articles === 0)
    return 'The record holds no articles yet. Add some with “chancery add --store record.db FOLDER”.';
  if (summary.articles_in_time === 0)
    return `No articles cover this time. The record’s articles run from ${longDay(summary.from)} to ${longDay(summary.to)}.`;
  if (summary.events === 0)
    return `No events were coded: ${many(summary.articles, 'article')} hold ${many(summary.mentions, 'mention')} of any.`;
  if (summary.shown === 0)
    return `All ${many(summary.filtered, 'event')} of the record were filtered out.`;
  return `None of the ${many(summary.shown, 'event')} in view is one for this list: there are no ${what}.`;
}

export function Empty(props: { summary?: Summary; what: string; tame?: boolean }) {
  const { summary } = props;
  const filtered = summary && summary.shown === 0 && summary.filtered > 0;
  return (
    <div class="empty">
      <p>{why(summary, props.what)}</p>
      {filtered && (
        <p><Go to={{ from: undefined, to: undefined, type: undefined, issue: undefined, status: undefined }} class="button">
          Clear the filters
        </Go></p>
      )}
    </div>
  );
}
