// The site as a government web host would serve it: plain files under a base
// path, with the strict security policy the pages promise to live under.

import { createServer } from 'node:http';
import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { gzipSync } from 'node:zlib';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
};


// What the site's own `_headers` asks for, for every file: the policy is tested
// as it is published, not as it was meant.
async function headersOf(root) {
  const file = await readFile(join(root, '_headers'), 'utf8').catch(() => '');
  const lines = file.split('\n').filter((line) => /^\s+\S+:/.test(line)).map((line) => line.trim());
  const headers = Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]));
  return { 'Content-Security-Policy': "default-src 'none'", ...headers };
}

// Serves `root` below `base` ("/" or "/sub/path/") on a free loopback port.
// `more` is added to the policy, for a tool that needs it.
export async function serve(root, base, { more = '' } = {}) {
  const own = await headersOf(root);
  if (more && !own['Content-Security-Policy'].includes(more)) own['Content-Security-Policy'] += `; ${more}`;
  const server = createServer(async (request, response) => {
    const answer = await find(root, base, request.url);
    const headers = { 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store', ...own, ...answer.headers };
    // As every host of static files does; Lighthouse counts it.
    const packed = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '') && answer.body.length > 500;
    if (packed) headers['Content-Encoding'] = 'gzip';
    response.writeHead(answer.status, headers);
    response.end(request.method === 'HEAD' ? undefined : packed ? gzipSync(answer.body) : answer.body);
  });
  // A connection that is closed while the browser reaches for it again is a fault nobody made.
  server.keepAliveTimeout = 120_000;
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,
    policy: own['Content-Security-Policy'],
    address: (path) => origin + base + path.replace(/^\//, ''),
    close: () => {
      server.closeAllConnections?.();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

async function find(root, base, url) {
  let path;
  try {
    path = decodeURIComponent(new URL(url, 'http://localhost').pathname);
  } catch {
    return notFound(root);
  }
  // Browsers ask for it unbidden; that is no fault of the page.
  if (path === '/favicon.ico') return { status: 204, headers: {}, body: '' };
  if (!path.startsWith(base)) return notFound(root);
  const relative = normalize(path.slice(base.length) || '.');
  if (relative.split(sep).includes('..')) return notFound(root);
  let file = join(root, relative);
  try {
    if ((await stat(file)).isDirectory()) {
      // A browser resolves relative addresses against the last slash, so a
      // directory without one must redirect, as every web server does.
      if (!path.endsWith('/')) return { status: 301, headers: { Location: `${encodeURI(path)}/` } };
      file = join(file, 'index.html');
    }
    const body = await readFile(file);
    return { status: 200, headers: { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream' }, body };
  } catch {
    return notFound(root);
  }
}

async function notFound(root) {
  const headers = { 'Content-Type': TYPES['.html'] };
  try {
    return { status: 404, headers, body: await readFile(join(root, '404.html')) };
  } catch {
    return { status: 404, headers, body: '<!doctype html><title>404</title>' };
  }
}
