import { render } from 'preact';
import './app.css';
import { follow } from './api';
import { App } from './app';
import { first } from './first';

// A server that takes its time does not leave the window empty.
const PATIENCE = 250;
const late = new Promise((done) => setTimeout(done, PATIENCE));
void Promise.race([first().catch(() => {}), late]).then(() => {
  render(<App />, document.getElementById('page')!);
  follow();
});
