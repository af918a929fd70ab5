import { render } from 'preact';
import './app.css';
import { follow } from './api';
import { App } from './app';
import { first } from './first';

// A server that takes its time does not leave the window empty.
const PATIENCE = 250;
const late = new Promise((done) => setTimeout(done, PATIENCE));
// The frame that index.html holds is painted meanwhile.
const painted = new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
void Promise.race([Promise.all([first().catch(() => {}), painted]), late]).then(() => {
  render(<App />, document.getElementById('page')!);
  follow();
});
