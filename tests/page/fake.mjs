// A server that answers as `chancery serve` does, from what a test gives it: for
// payloads in every field, for faults, and for more events than a sample holds.
import { readFileSync, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';

const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; " +
  "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const TYPES = { html: 'text/html; charset=utf-8', js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml' };

// `answers`: view → rows, or a function of the query that gives rows.
export async function fake(folder, answers, { policy = true } = {}) {
  const server = createServer((request, response) => {
    const url = new URL(request.url, 'http://fake');
    if (policy) response.setHeader('Content-Security-Policy', POLICY);
    if (url.pathname === '/api/openapi.json') {
      const paths = Object.fromEntries(Object.keys(answers).map((view) => [`/api/${view}.{format}`, { get: { parameters: [{ name: 'q' }] } }]));
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify({ paths }));
      return;
    }
    const view = /^\/api\/(\w+)\.json$/.exec(url.pathname)?.[1];
    if (view && view in answers) {
      const answer = answers[view];
      const body = typeof answer === 'function' ? answer(url.searchParams) : answer;
      response.setHeader('Content-Type', 'application/json');
      if (body?.error) response.statusCode = 400;
      response.end(JSON.stringify(body));
      return;
    }
    const name = url.pathname === '/' ? 'index.html' : url.pathname.slice(1);
    const file = join(folder, name);
    if (/^[\w.]+$/.test(name) && existsSync(file)) {
      response.setHeader('Content-Type', TYPES[name.split('.').pop()] ?? 'application/octet-stream');
      response.end(readFileSync(file));
      return;
    }
    response.statusCode = 404;
    response.setHeader('Content-Type', 'application/json');
    response.end('{"error":{"code":"missing","message":"nothing here"}}');
  });
  server.unref(); // a test that failed must not keep the run from ending
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return { base: `http://127.0.0.1:${server.address().port}`, close: () => { server.closeAllConnections?.(); server.close(); } };
}
