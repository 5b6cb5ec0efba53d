// The Nu HTML Checker over every page, style sheet and drawing of the site.

import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const JAR = String(createRequire(import.meta.url)('vnu-jar'));

// Messages that are no fault of the page, each with its reason.
const ALLOWED = [
  // About style, not correctness: XML-minded writers close void elements.
  /^Trailing slash on void elements has no effect/,
];

// The messages by file; a file without one is sound.
// One JVM for all files: starting it costs more than most sites take to check.
export async function markupFaults(site) {
  const kinds = ['--skip-non-html', '--also-check-css', '--also-check-svg'];
  const report = await run(['-Xss2m', '-jar', JAR, '--format', 'json', '--stdout', '--exit-zero-always', ...kinds, site.root]);
  const faults = new Map([...site.files].filter((file) => /\.(html|css|svg)$/.test(file)).map((file) => [file, []]));
  for (const message of report.messages) {
    if (ALLOWED.some((pattern) => pattern.test(message.message))) continue;
    const file = message.url ? relative(site.root, fileURLToPath(message.url)).split(sep).join('/') : '';
    const at = message.lastLine ? `${message.lastLine}:${message.firstColumn ?? message.lastColumn}: ` : '';
    const kind = message.subType ?? message.type;
    const near = message.extract ? ` near ${message.extract.replace(/\s+/g, ' ').trim().slice(0, 80)}` : '';
    if (!faults.has(file)) faults.set(file, []);
    faults.get(file).push(`${at}${kind}: ${message.message}${near}`);
  }
  return faults;
}

function run(args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.env.JAVA || 'java', args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const out = [];
    const said = [];
    child.stdout.on('data', (chunk) => out.push(chunk));
    child.stderr.on('data', (chunk) => said.push(chunk));
    child.on('error', reject);
    child.on('close', () => {
      try {
        resolve(JSON.parse(Buffer.concat(out).toString('utf8')));
      } catch {
        reject(new Error(`the HTML checker gave no report: ${Buffer.concat(said).toString('utf8').slice(0, 2000)}`));
      }
    });
  });
}
