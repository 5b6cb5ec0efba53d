// How long an edit takes to be on screen: node tests/serve-latency.mjs ROOT REPORT PAGE [PROGRAM]
// Serves the site, turns `self_found` of a report up and down, waits for the event that reloads the page,
// and fetches it. REPORT is a path below ROOT, PAGE an address. The report is put back at the end.
import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import http from "node:http";
import { join } from "node:path";

const [root, report, page, program = "target/release/gongshi"] = process.argv.slice(2);
const child = spawn(program, ["serve", "--root", root, "--port", "0"], { stdio: ["ignore", "ignore", "pipe"] });
const base = await new Promise((found) => {
  child.stderr.on("data", (text) => {
    const at = /http:\/\/127\.0\.0\.1:\d+/.exec(text);
    if (at) found(at[0]);
  });
});
const get = (path) => fetch(base + path, { headers: { connection: "close" } }).then((answer) => answer.text());
await get(page);

let heard = () => {};
http.get(`${base}/__gongshi/events`, (stream) => {
  stream.on("data", (text) => String(text).includes("data:") && heard());
});
await new Promise((resolve) => (heard = resolve));

const file = join(root, report);
const before = readFileSync(file, "utf8");
const value = Number(/^self_found = (\d+)/m.exec(before)[1]);
const told = [];
const shown = [];
try {
  let last = await get(page);
  for (let round = 0; round < 12; round += 1) {
    const next = new Promise((resolve) => (heard = resolve));
    const since = performance.now();
    writeFileSync(file, before.replace(/^self_found = \d+/m, `self_found = ${value + 1 + (round % 2)}`));
    await next;
    told.push(performance.now() - since);
    const now = await get(page);
    shown.push(performance.now() - since);
    if (now === last) throw new Error("the page is what it was");
    last = now;
  }
} finally {
  writeFileSync(file, before);
  child.kill();
}
const line = (times) => {
  const sorted = [...times].sort((a, b) => a - b).map((time) => time.toFixed(0));
  return `quickest ${sorted[0]} ms, median ${sorted[Math.floor(sorted.length / 2)]} ms, slowest ${sorted.at(-1)} ms`;
};
console.log(`told of: ${line(told)}; on screen: ${line(shown)}`);
