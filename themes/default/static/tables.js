// Sorts tables and filters long ones. What is missing comes last, a total stays in its place.
const say = document.currentScript.dataset;
const make = (name, text = '') => Object.assign(document.createElement(name), { textContent: text });
const told = document.querySelector('main').appendChild(make('output'));
told.className = 'told';
const { compare } = new Intl.Collator(document.documentElement.lang, { numeric: true });

// A cell's text but for small print; null where it is none.
const valueOf = (cell) => {
  const copy = cell.cloneNode(true);
  copy.querySelectorAll('small').forEach((small) => small.remove());
  const text = copy.textContent.trim();
  return cell.matches('.missing') || cell.querySelector('.missing, .na') || /^[-—]?$/.test(text) ? null : text;
};
// 1,234 · −5 · 96.79% · 6/18; NaN of other texts.
const numberOf = (text) => {
  const [number, of = 1] = text.replace(/[,%]/g, '').replace('−', '-').split('/');
  return number / of;
};

const sort = (order, column, up) => {
  const rows = order.filter((row) => !row.matches('.total')).map((row) => [row, valueOf(row.cells[column])]);
  const known = rows.filter(([, value]) => value !== null);
  const words = known.some(([, value]) => isNaN(numberOf(value)));
  const by = ([, a], [, b]) => (words ? compare(a, b) : numberOf(a) - numberOf(b));
  known.sort((a, b) => (up ? by(a, b) : by(b, a)));
  const sorted = [...known, ...rows.filter(([, value]) => value === null)];
  return order.map((row) => (row.matches('.total') ? row : sorted.shift()[0]));
};

const filter = (table, order) => {
  const line = make('p');
  const label = line.appendChild(make('label', `${say.filter} `));
  const input = label.appendChild(make('input'));
  const count = line.appendChild(make('output'));
  let waiting;
  input.type = 'search';
  line.className = 'find';
  table.closest('.scroll').before(line);
  const look = () => {
    const terms = input.value.toLowerCase().split(/\s+/);
    for (const row of order) row.hidden = terms.some((term) => !row.textContent.toLowerCase().includes(term));
    count.textContent = say.rows.replace('{n}', order.filter((row) => !row.hidden).length).replace('{all}', order.length);
  };
  input.oninput = () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, 200);
  };
};

for (const head of document.querySelectorAll('.scroll > table:not(.official) > thead > tr:only-child')) {
  const table = head.closest('table');
  const [body, another] = table.tBodies;
  const order = [...body.rows];
  if (order.length < 3 || another || table.querySelector('[colspan], [rowspan]')) continue;
  const heads = [...head.cells];
  heads.forEach((th, column) => {
    const name = th.textContent.trim();
    const button = make('button');
    if (th.querySelector('a')) button.title = name;
    else button.append(...th.childNodes);
    th.append(button);
    button.onclick = () => {
      const was = th.getAttribute('aria-sort');
      const way = was ? (was === 'ascending' ? 'descending' : '') : 'ascending';
      heads.forEach((other) => other.removeAttribute('aria-sort'));
      if (way) th.setAttribute('aria-sort', way);
      body.append(...(way ? sort(order, column, way === 'ascending') : order));
      told.textContent = say[way || 'unsorted'].replace('{column}', name);
    };
  });
  if (order.length > 20) filter(table, order);
}
