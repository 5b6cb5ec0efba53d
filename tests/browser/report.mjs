// Counts what passed and says, for what failed, where it is and how to mend it.

// One long list of offenders helps nobody: a few show the pattern.
const SHOWN = 4;

export class Report {
  passed = 0;
  failed = 0;
  // A template's fault shows on many pages, at every width and in every colour
  // scheme: it is explained once, with the places it was seen at.
  #faults = new Map();

  // One check. `faults` is empty when it holds; else what was found, in words.
  check(name, { page, view }, faults, fix) {
    if (faults.length === 0) {
      this.passed += 1;
      return;
    }
    this.failed += 1;
    const key = JSON.stringify([name, faults]);
    if (!this.#faults.has(key)) this.#faults.set(key, { name, faults, fix, pages: new Map() });
    const { pages } = this.#faults.get(key);
    if (!pages.has(page)) pages.set(page, []);
    if (view) pages.get(page).push(view);
  }

  print() {
    for (const { name, faults, fix, pages } of this.#faults.values()) {
      console.log(`FAIL ${name} on ${few([...pages].map(place), 'pages')}`);
      for (const fault of faults.slice(0, SHOWN)) console.log(`  found: ${fault}`);
      if (faults.length > SHOWN) console.log(`  … and ${faults.length - SHOWN} more`);
      console.log(`  fix: ${fix}`);
    }
    console.log(`browser: ${this.passed} passed, ${this.failed} failed`);
  }
}

const place = ([page, views]) => (views.length ? `${page} (${views.join('; ')})` : page);

const few = (list, what) =>
  list.length > SHOWN ? `${list.slice(0, SHOWN).join(', ')} and ${list.length - SHOWN} more ${what}` : list.join(', ');
