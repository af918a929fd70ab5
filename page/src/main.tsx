import { render } from 'preact';
import './app.css';
import { follow } from './api';
import { App } from './app';

render(<App />, document.getElementById('page')!);
follow();
