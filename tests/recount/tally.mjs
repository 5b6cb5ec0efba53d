// What was compared: how many agreed, and the lines of those that did not.
const tally = { passed: 0, wrong: [] };

export const same = (what, site, files) => {
  if (site === files) tally.passed += 1;
  else tally.wrong.push(`${what}: the site says ${JSON.stringify(site)}, the files ${JSON.stringify(files)}`);
};

// Two lists, row by row: the first row that differs is told with its place, and how many stand in each.
export const sameRows = (what, site, files) => {
  same(`${what}, number of rows`, site?.length, files.length);
  files.forEach((row, at) => same(`${what}, row ${at + 1}`, site?.[at], row));
};

// A text that has to stand somewhere, told with what stands there instead.
export const holds = (what, site, part) => same(what, site?.includes(part) ? part : site, part);

// Twenty lines are told; TELL=n tells more.
export const report = () => {
  tally.wrong.slice(0, Number(process.env.TELL ?? 20)).forEach((line) => console.error(line.slice(0, 600)));
  if (tally.wrong.length > 20) console.error(`of ${tally.wrong.length}`);
  console.log(`recount: ${tally.passed} passed, ${tally.wrong.length} failed`);
  return tally.wrong.length === 0 && tally.passed > 0;
};
