// What the server tells the page within index.html, before it is asked anything.
export interface Told {
  edit?: boolean;     // it takes splits, joins and notes
  views?: string[];   // what it answers; absent: its description says
}

function read(): Told {
  try {
    return JSON.parse(document.getElementById('told')?.textContent || '{}') as Told;
  } catch {
    return {};
  }
}

export const told = read();
