// One headless Chromium for all checks.

import { chromium } from 'playwright-core';

// Nothing but the pages under test may use the network, and a browser started
// as root in a container has no sandbox to start.
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Scroll bars that take room differ between desktops; overlay ones do not.
  '--hide-scrollbars',
];

export const launch = (more = []) =>
  chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: [...FLAGS, ...more] });

// The widths the site promises to fit.
export const WIDTHS = [360, 768, 1280];
export const HEIGHT = 900;

// What a reader may have set: `media` is handed to `page.emulateMedia`.
export const MODES = {
  light: { media: 'screen', colorScheme: 'light', forcedColors: 'none' },
  dark: { media: 'screen', colorScheme: 'dark', forcedColors: 'none' },
  forced: { media: 'screen', colorScheme: 'light', forcedColors: 'active' },
  // Dark on purpose: paper is white whatever the screen was.
  print: { media: 'print', colorScheme: 'dark', forcedColors: 'none' },
};

// The printable width of A4 with margins of 10 mm, at 96 px an inch.
export const PAPER = { portrait: 718, landscape: 1047 };

export async function setView(page, width, mode) {
  await page.setViewportSize({ width, height: HEIGHT });
  await page.emulateMedia(MODES[mode]);
}

// A fold that is shut hides its content from every measurement.
export const openFolds = (page) =>
  page.evaluate(() => {
    for (const fold of document.querySelectorAll('details')) fold.open = true;
  });

// Runs `task` on every item, `lanes` at a time.
export async function inLanes(items, lanes, task) {
  const queue = [...items];
  const lane = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await task(item);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
