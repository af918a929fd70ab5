// What the server tells the page within index.html, before it is asked anything.
export interface Told {
  edit?: boolean;     // it takes splits, joins and notes
  views?: string[];   // what it answers; absent: its description says
  answers?: Record<string, unknown>; // to what index.html asks in data-ask
}

function read(): Told {
  try {
    const told = JSON.parse(document.getElementById('told')?.textContent || '{}') as Told;
    // A page that is gone back to may have been kept from before the record changed.
    const [way] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    if (way?.type === 'back_forward') delete told.answers;
    return told;
  } catch {
    return {};
  }
}

export const told = read();
