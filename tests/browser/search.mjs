// What the optional scripts do: the search of /search/, sorting and filtering of tables; and that
// nothing is lost without them.

import { installMeasures } from './measure.mjs';

const FIX = 'see themes/default/static/search.js and tables.js; src/render/search.rs writes the index they read';

// Every check by name, with its faults: [] where it holds.
export async function scriptFaults({ context, scriptless, server, site }) {
  const faults = new Map();
  if (!site.files.has('search/index.html')) return { faults, fix: FIX };
  const search = await context.newPage();
  faults.set('search', await searchFaults(search, server, site));
  await search.close();
  const tables = await context.newPage();
  faults.set('tables', await tableFaults(tables, server));
  await tables.close();
  const plain = await scriptless.newPage();
  faults.set('search without scripts', await scriptlessFaults(plain, server));
  await plain.close();
  return { faults, fix: FIX };
}

const hitsOf = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('#told + ol > li')].map((item) => ({
      title: item.querySelector('a').textContent,
      path: new URL(item.querySelector('a').href).pathname,
      marks: [...item.querySelectorAll('mark')].map((mark) => mark.textContent),
    })),
  );

// Types a query as a reader does and waits until the page has told the outcome.
async function ask(page, query) {
  await page.evaluate(() => (document.getElementById('told').textContent = ''));
  await page.locator('#find input').fill(query);
  await page.waitForFunction(() => document.getElementById('told').textContent, null, { timeout: 5000 });
  return hitsOf(page);
}

async function searchFaults(page, server, site) {
  const faults = [];
  const expect = (holds, what) => holds || faults.push(what);
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('console', (message) => faults.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`));

  // The county of the longest name, from any page, through the form in the header.
  await page.goto(server.address('regions/'));
  const region = await page.evaluate(() => {
    const links = [...document.querySelectorAll('main tbody tr:not(.total) th a')];
    const [link] = links.sort((a, b) => b.textContent.length - a.textContent.length);
    return { name: link.textContent.trim(), path: new URL(link.href).pathname };
  });
  const code = region.path.split('/').at(-2);
  await page.locator('header input[name=q]').fill(region.name.slice(0, 2));
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.getElementById('told')?.textContent);
  expect(new URL(page.url()).pathname.endsWith('/search/'), `the form in the header leads to ${page.url()}`);
  const first = await hitsOf(page);
  expect(first.some((hit) => hit.path === region.path), `“${region.name.slice(0, 2)}” does not find ${region.name}`);
  expect(first[0]?.marks.join('').includes(region.name.slice(0, 2)), 'what was searched for is not marked in the first hit');

  asked.length = 0;
  const whole = await ask(page, region.name);
  expect(whole[0]?.path === region.path, `${region.name} is not the first hit of its own name, but ${whole[0]?.title}`);
  expect(asked.length <= 8, `one query asks for ${asked.length} files`);
  const two = await ask(page, `${code} ${region.name.slice(-2)}`);
  expect(two.length === 1 && two[0].path === region.path, `two terms find ${two.map((hit) => hit.title).join('、')}`);

  const period = await page.evaluate(() => {
    const link = document.querySelector('a[data-names]');
    return link && { id: link.dataset.names.split('|')[0], name: link.textContent };
  });
  if (period) {
    const month = `${region.path}${period.id}/`;
    // Side by side, too, unless two numbers would run together.
    const between = /\d$/.test(region.name) ? ' ' : '';
    for (const query of [`${region.name} ${period.id}`, `${region.name}${between}${period.name}`]) {
      const [hit] = await ask(page, query);
      expect(hit?.path === month, `“${query}” leads to ${hit?.path}, not ${month}`);
    }
    const file = month.slice(server.address('').length - server.origin.length);
    expect(site.files.has(`${file}index.html`), `${month} is no page`);
  }

  const none = await ask(page, '鱻鱻鱻');
  const told = await page.locator('#told[role=status]').textContent();
  expect(none.length === 0 && told === (await page.locator('#find').getAttribute('data-none')), `nothing found is told as “${told}”`);
  expect((await ask(page, '。，')).length === 0, 'punctuation finds something');
  await ask(page, region.name.slice(0, 1));
  expect((await hitsOf(page)).some((hit) => hit.path === region.path), 'a single character does not find a name');
  await ask(page, '<b>"\'\\(*[');

  // By keyboard alone: field, button, first hit.
  await ask(page, region.name);
  await page.locator('#find input').focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname === region.path, { timeout: 5000 }).catch(() => faults.push('two tabs and Enter do not lead from the field to the first hit'));
  return faults;
}

// A table made for the purpose, in a page of the site: numbers, a text, what is missing, a total.
const TABLE = `<div class="scroll" role="region" aria-label="x" tabindex="0"><table class="figures" id="made"><thead><tr><th scope="col">name</th><th scope="col">n</th></tr></thead><tbody>
<tr class="total"><th scope="row">all</th><td>1,217</td></tr>
<tr><th scope="row">a</th><td>9</td></tr>
<tr><th scope="row">b</th><td><span class="missing">未报</span></td></tr>
<tr><th scope="row">c</th><td>1,200 <small class="behind">1/2</small></td></tr>
<tr><th scope="row">d</th><td>0</td></tr>
<tr><th scope="row">e</th><td>—</td></tr>
<tr><th scope="row">f</th><td>−3.5</td></tr></tbody></table></div>`;

async function tableFaults(page, server) {
  const faults = [];
  const expect = (holds, what) => holds || faults.push(what);
  page.on('console', (message) => faults.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`));
  const address = server.address('regions/');
  const row = (at) => `<tr><th scope="row">r${at}</th><td>${at}</td></tr>`;
  const long = TABLE.replace('made', 'long').replace(/<tbody>[\s\S]*<\/tbody>/, `<tbody>${Array.from({ length: 30 }, (_, at) => row(at)).join('')}</tbody>`);
  await page.route(address, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace('</main>', `${TABLE}${long}</main>`) });
  });
  await page.goto(address);
  const order = () => page.evaluate(() => [...document.querySelectorAll('#made tbody th')].map((th) => th.textContent).join(' '));
  const state = () => page.evaluate(() => [...document.querySelectorAll('#made thead th')].map((th) => th.getAttribute('aria-sort')).join(' '));
  const button = page.locator('#made thead button').nth(1);
  await button.focus();
  await page.keyboard.press('Enter');
  expect((await order()) === 'all f d a c b e', `ascending: ${await order()}`);
  expect((await state()) === ' ascending', `aria-sort is “${await state()}”`);
  const told = await page.locator('output.told').textContent();
  expect(told.includes('n'), `sorting is told as “${told}”`);
  await page.keyboard.press('Enter');
  expect((await order()) === 'all c a d f b e', `descending: ${await order()}`);
  await page.keyboard.press('Enter');
  expect((await order()) === 'all a b c d e f', `in the order of the page: ${await order()}`);
  expect((await state()) === ' ', `aria-sort stays “${await state()}”`);

  expect((await page.locator('.find output').count()) >= 1, 'a table of 30 rows has no field to filter it');
  const line = page.locator('.find', { has: page.locator('output') }).last();
  await line.locator('input').fill('r1 2');
  await page.waitForFunction(() => [...document.querySelectorAll('.find output')].at(-1).textContent);
  const left = await page.evaluate(() => [...document.querySelectorAll('#long tbody tr')].filter((tr) => tr.checkVisibility()).map((tr) => tr.cells[0].textContent).join(' '));
  expect(left === 'r12', `filtering for “r1 2” leaves ${left}`);
  expect((await line.locator('output').textContent()).includes('30'), 'the number of rows is not told');

  // Every table the script took over, on its own page, sorted by each column: no row is lost.
  await page.unroute(address);
  await page.goto(address);
  const lost = await page.evaluate(() => {
    const faults = [];
    for (const table of document.querySelectorAll('main table')) {
      const before = [...table.tBodies[0].rows];
      for (const button of table.querySelectorAll('thead button')) {
        button.click();
        const after = [...table.tBodies[0].rows];
        const missing = after.map((row) => row.cells[button.closest('th').cellIndex].querySelector('.missing, .na') !== null && !row.matches('.total'));
        if (after.length !== before.length || new Set(after).size !== before.length) faults.push(`${button.textContent}: rows are lost`);
        const rest = missing.slice(missing.indexOf(true));
        if (missing.includes(true) && after.some((row, at) => !row.matches('.total') && at > missing.indexOf(true) && !missing[at])) faults.push(`${button.textContent}: ${rest.length} rows after one that is missing`);
      }
    }
    return faults;
  });
  faults.push(...lost);
  return faults;
}

async function scriptlessFaults(page, server) {
  const faults = [];
  await page.goto(`${server.address('search/')}?q=x`);
  await installMeasures(page);
  const seen = await page.evaluate(() => ({
    links: [...document.querySelectorAll('main section a')].filter(measure.shown).length,
    groups: document.querySelectorAll('main section').length,
    said: measure.shown(document.querySelector('noscript')) || document.querySelector('noscript').innerText.trim().length > 0,
  }));
  if (seen.groups < 2 || seen.links < 5) faults.push(`${seen.links} links in ${seen.groups} lists`);
  if (!seen.said) faults.push('not a word about why the search does nothing');
  return faults;
}
