// The dashboard: what editors and analysts see of the `analytics` field of the API, and what editors do about it.
import { render } from 'preact';
import { App } from './app';

render(<App />, document.getElementById('dashboard')!);
