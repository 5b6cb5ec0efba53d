// Counts the figures once more, from the raw files and in another language, and compares them with
// what the site says: every row of figures.csv, every number of the reporters' pages and of the
// city's forms. It shares no code and no parser with the program.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const site = process.argv[2] ?? "public";
const read = (...path) => readFileSync(join(...path), "utf8");
const list = (path) => readdirSync(path).sort();

// The few shapes of TOML that forms and reports are written in.
const forms = list("data/forms").map((file) => {
  const text = read("data/forms", file);
  const id = /^id = "(\w+)"/m.exec(text)[1];
  const spans = /^spans = \[(.*)\]/m.exec(text)[1].includes("total") ? ["month", "to_date"] : ["month"];
  const cells = [...text.matchAll(/\{ id = "(\w+)"(.*?) \}/g)].map(([, cell, rest]) => ({
    id: cell,
    kind: /measure = "(\w+)"/.exec(rest)[1],
    by: /by = \["(\w+)"\]/.exec(rest)?.[1],
    confidential: rest.includes("confidential = true"),
  }));
  const sums = [...text.matchAll(/\[\[derived\]\]\nid = "(\w+)"\n.*\nsum = \[(.*)\]/g)].map(([, sum, parts]) => ({
    id: sum,
    parts: parts.match(/\w+/g),
  }));
  return { id, spans, cells, sums };
});
const regions = read("data/regions.csv").trim().split("\n").slice(1).map((line) => line.split(","));
const reporters = regions.filter(([, , kind]) => kind !== "city");
const asOf = /^as_of = "(.*)"/m.exec(read("gongshi.toml"))[1];
const periods = [...read("data/campaign.toml").matchAll(/\[\[periods\]\]\nid = "(.*)"\nfrom = .*\nto = (.*)/g)]
  .filter(([, , to]) => to <= asOf)
  .map(([, id]) => id);

// Money counts in 元, so that sums are exact.
const SCALE = 10000n;
const exact = (text) => {
  const [whole, part = ""] = text.split(".");
  return BigInt(whole) * SCALE + BigInt((part + "0000").slice(0, 4));
};
const shown = (number) => {
  const part = (number % SCALE).toString().padStart(4, "0").replace(/0+$/, "");
  return (number / SCALE).toString() + (part ? `.${part}` : "");
};

// What a reporter filed: form → span → cell → text.
const filed = (period, region) => {
  let text;
  try {
    text = read("data/reports", period, `${region}.toml`);
  } catch {
    return {};
  }
  const tables = {};
  for (const part of text.split(/^\[/m).slice(1)) {
    const [name, body] = [part.slice(0, part.indexOf("]")), part.slice(part.indexOf("]") + 1)];
    const pairs = (from) => Object.fromEntries([...from.matchAll(/(\w+) = ("[^"]*"|[^,\s{}]+)/g)].map(([, k, v]) => [k, v]));
    const inline = Object.fromEntries([...body.matchAll(/^(month|total) = \{(.*)\}/gm)].map(([, k, v]) => [k, pairs(v)]));
    tables[name] = inline.month ? { month: inline.month, to_date: inline.total } : { month: pairs(body) };
  }
  return tables;
};

// A figure: how many of how many stand behind it, and their sum.
const NONE = { sum: 0n, have: 0, want: 0 };
const cellOf = (cell, kind, values) => {
  if (cell.by && cell.by !== kind) return NONE;
  const text = values?.[cell.id];
  if (text === undefined) return { sum: 0n, have: 0, want: 1 };
  if (text === '"n/a"') return NONE;
  return { sum: text === "true" ? SCALE : text === "false" ? 0n : exact(text), have: 1, want: 1 };
};
const known = (figure) => figure.have > 0;
const plus = (a, b) => ({ sum: a.sum + (known(b) ? b.sum : 0n), have: a.have + b.have, want: a.want + b.want });

const cube = new Map();
const put = (measure, region, period, span, figure) => cube.set([measure, region, period, span].join(), figure);
const get = (...key) => cube.get(key.join());

for (const [region, , kind] of reporters) {
  for (const form of forms) {
    const running = new Map();
    for (const period of periods) {
      const values = filed(period, region)[form.id];
      for (const cell of form.cells) {
        const id = `${form.id}.${cell.id}`;
        const month = cellOf(cell, kind, values?.month);
        put(id, region, period, "month", month);
        if (form.spans.includes("to_date")) {
          put(id, region, period, "to_date", cellOf(cell, kind, values?.to_date));
          continue;
        }
        const last = running.get(id) ?? NONE;
        const next = plus(last, month);
        if (known(month) && cell.kind === "stock") next.sum = month.sum;
        if (known(month) && cell.kind === "flag") next.sum = last.sum > month.sum ? last.sum : month.sum;
        // The latest of a stock and a yes stand by themselves.
        if ((known(month) && cell.kind === "stock") || (cell.kind === "flag" && next.sum > 0n)) [next.have, next.want] = [1, 1];
        running.set(id, next);
        put(id, region, period, "to_date", next);
      }
      for (const { id, parts } of form.sums) {
        for (const span of ["month", "to_date"]) {
          const of = parts.map((part) => get(`${form.id}.${part}`, region, period, span)).filter((part) => part.want > 0);
          put(`${form.id}.${id}`, region, period, span, {
            sum: of.filter(known).reduce((sum, part) => sum + part.sum, 0n),
            have: Math.min(...of.map((part) => part.have)),
            want: Math.max(...of.map((part) => part.want)),
          });
        }
      }
    }
  }
}

// The ledgers, counted row by row. What is counted: a list of [day, what, how much]; each thing (`what`) once a span.
const rowsOf = (path) => {
  let text;
  try {
    text = read(path);
  } catch {
    return [];
  }
  const lines = text.trim().split("\n").map((line) =>
    [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell]) => cell.replace(/^"|"$/g, "").replaceAll('""', '"')),
  );
  return lines.slice(1).map((cells) => Object.fromEntries(lines[0].map((name, at) => [name, cells[at]])));
};
const windows = [...read("data/campaign.toml").matchAll(/\[\[periods\]\]\nid = "(.*)"\nfrom = (.*)\nto = (.*)/g)]
  .filter(([, , , to]) => to <= asOf)
  .map(([, id, from, to]) => ({ id, from, to }));
const started = windows[0]?.from;
const facilities = new Map(rowsOf("data/ledger/facilities.csv").map((row) => [row.id, row]));
const enterprises = rowsOf("data/ledger/enterprises.csv");
const notices = rowsOf("data/ledger/notices.csv");
const criteria = rowsOf("data/criteria.csv").map((row) => row.code);
const PENALTIES = ["warning", "fine", "suspend", "close", "revoke", "withhold", "detain"];

// A reporter's ledger measures: id → { events: [[day, thing or undefined, amount]] } or { there: (day) => count }.
const ledgerOf = (region, kind) => {
  const hazards = rowsOf(join("data/ledger/hazards", `${region}.csv`)).filter((row) => row.found_on >= started);
  const decisions = rowsOf(join("data/ledger/enforcement", `${region}.csv`));
  const inspections = rowsOf(join("data/ledger/inspections", `${region}.csv`));
  const out = {};
  const events = (id, rows, day, thing, amount) => {
    out[`ledger.${id}`] = { events: rows.map((row) => [row[day] ?? row.day, thing?.(row), amount ? BigInt(amount(row) || 0) : 1n]) };
  };
  const there = (id, count) => (out[`ledger.${id}`] = { there: count });
  const closed = (row) => row.outcome === "rectified";
  const dismissed = (row) => row.outcome === "dismissed" || row.outcome === "downgraded";
  const deadline = (row) => row.extended_to || row.due_on;
  const open = (row, on) => row.found_on <= on && (!row.closed_on || row.closed_on > on);
  const four = (level, of, all) => {
    events(`${level}_found${of}`, all, "found_on");
    events(`${level}_closed${of}`, all.filter(closed), "closed_on");
    there(`${level}_open${of}`, (on) => all.filter((row) => open(row, on)).length);
    there(`${level}_overdue${of}`, (on) => all.filter((row) => open(row, on) && deadline(row) && deadline(row) < on).length);
  };
  for (const level of ["major", "general"]) four(level, "", hazards.filter((row) => row.level === level));
  const major = hazards.filter((row) => row.level === "major");
  for (const source of ["self", "inspection", "tip", "assigned"]) four("major", `.${source}`, major.filter((row) => row.source === source));
  for (const place of ["underground", "open_pit", "tailings"]) {
    four("major", `.${place}`, major.filter((row) => facilities.get(row.facility).kind === place));
  }
  for (const code of criteria) four("major", `.${code}`, major.filter((row) => row.criterion === code));
  const supervised = major.filter((row) => row.listed_on);
  there("major_listed_open", (on) => supervised.filter((row) => row.listed_on <= on && open(row, on)).length);
  there("major_listed_overdue", (on) => supervised.filter((row) => row.listed_on <= on && open(row, on) && deadline(row) && deadline(row) < on).length);
  events("major_dismissed", major.filter(dismissed), "closed_on");
  const due = major.filter((row) => deadline(row) && !dismissed(row)).map((row) => ({ ...row, day: deadline(row) }));
  events("major_due", due, "day");
  events("major_on_time", due.filter((row) => closed(row) && row.closed_on <= row.day), "day");
  const later = (...days) => days.sort().at(-1);
  const late = (rows) => rows.filter(closed).map((row) => ({ ...row, day: later(row.day, row.closed_on) }));
  const listed = due.filter((row) => row.listed_on).map((row) => ({ ...row, day: later(row.day, row.listed_on) }));
  events("major_due_closed", late(due), "day");
  events("major_listed_due", listed, "day");
  events("major_listed_due_closed", late(listed), "day");
  events("major_listed", major.filter((row) => row.listed_on), "listed_on");
  events("major_listed_closed", major.filter((row) => row.listed_on && closed(row)), "closed_on");
  events("public_rows", major.filter((row) => !dismissed(row)), "found_on");
  const standing = decisions.filter((row) => row.status !== "revoked");
  const penalties = standing.filter((row) => PENALTIES.includes(row.kind));
  events("penalties", penalties, "decided_on");
  events("fines", penalties, "decided_on", undefined, (row) => row.amount_yuan);
  const firm = (row) => row.enterprise || facilities.get(row.facility)?.enterprise;
  const affair = (row) => `${row.case}\n${firm(row)}`;
  const cases = [...new Set(penalties.map(affair))].flatMap((name) => {
    const its = penalties.filter((row) => affair(row) === name);
    const of = (party) => its.filter((row) => row.party === party).map((row) => row.decided_on).sort();
    const [unit, principal] = [of("unit"), of("principal")];
    return unit.length && principal.length ? [{ day: unit[0] > principal[0] ? unit[0] : principal[0], enterprise: firm(its[0]) }] : [];
  });
  events("double_penalties", cases, "day");
  events("double_principals", cases, "day", (row) => row.enterprise);
  for (const [id, kinds] of [["firms_suspended", "suspend"], ["firms_closed", "close"], ["firms_ordered", "order"]]) {
    events(id, standing.filter((row) => row.kind === kinds), "decided_on", firm);
  }
  events("transfers", standing.filter((row) => row.kind === "transfer"), "decided_on");
  events("inspections", inspections, "ended_on");
  const visits = inspections.flatMap((row) =>
    row.facilities.split(";").map((place) => ({ ...row, firm: facilities.get(place)?.enterprise })),
  ).filter((row) => row.firm);
  events("firms_inspected", visits, "ended_on", (row) => row.firm);
  events("firms_checked", visits.filter((row) => row.kind === "spot_check"), "ended_on", (row) => row.firm);
  events("problems_found", inspections, "ended_on", undefined, (row) => row.problems_found);
  events("problems_rectified", inspections, "ended_on", undefined, (row) => row.problems_rectified);
  const exposed = notices.filter((row) => row.region === region && row.enterprise && row.kind !== "circular");
  events("exposures", exposed, "issued_on");
  events("exposed_firms", exposed, "issued_on", (row) => row.enterprise);
  const here = (row) => kind === "bureau" || row.region === region;
  there("enterprises", () => enterprises.filter(here).length);
  const used = [...facilities.values()].filter((row) => here(row) && !["closed", "decommissioned"].includes(row.status));
  there("facilities", () => used.length);
  return out;
};
const ledgerIds = [];
if (enterprises.length) {
  for (const [region, , kind] of reporters) {
    const measures = ledgerOf(region, kind);
    if (!ledgerIds.length) ledgerIds.push(...Object.keys(measures));
    for (const [id, { events, there }] of Object.entries(measures)) {
      for (const [at, { id: period, to }] of windows.entries()) {
        for (const [span, from] of [["month", windows[at - 1]?.to ?? ""], ["to_date", ""]]) {
          const within = (events ?? []).filter(([day]) => day > from && day >= started && day <= to);
          const things = new Set();
          let sum = there ? BigInt(there(to)) : 0n;
          for (const [, thing, amount] of within) {
            if (thing !== undefined && things.has(thing)) continue;
            things.add(thing);
            sum += amount;
          }
          put(id, region, period, span, { sum: id === "ledger.fines" ? sum : sum * SCALE, have: 1, want: 1 });
        }
      }
    }
  }
}

const [city] = regions.find(([, , kind]) => kind === "city");
const ids = forms.flatMap((form) => [...form.cells, ...form.sums].map(({ id }) => `${form.id}.${id}`));
ids.push(...ledgerIds);
// The registers of a bureau are those of its whole city already.
const bureau = reporters.find(([, , kind]) => kind === "bureau")?.[0];
const below = (id) => {
  const known = bureau && ["ledger.enterprises", "ledger.facilities"].includes(id);
  return known ? [bureau] : reporters.map(([region]) => region);
};
for (const id of ids) {
  for (const period of periods) {
    for (const span of ["month", "to_date"]) {
      put(id, city, period, span, below(id).map((region) => get(id, region, period, span)).reduce(plus, NONE));
    }
  }
}

let passed = 0;
const wrong = [];
const same = (what, have, want) => (have === want ? (passed += 1) : wrong.push(`${what}: the site says ${have}, the files ${want}`));

// What is not published of single reporters: tips, and the first other source that hides each of them.
const confidential = (id) => forms.some((form) => form.cells.some((cell) => cell.confidential && id === `${form.id}.${cell.id}`)) || /^ledger\..*\.tip$/.test(id);
const monthOf = (day) => (day >= started ? windows.findIndex(({ to }) => day <= to) : -1);
const major = reporters
  .flatMap(([region]) => rowsOf(join("data/ledger/hazards", `${region}.csv`)).map((row) => ({ ...row, region })))
  .filter((row) => row.level === "major" && monthOf(row.found_on) >= 0)
  .map((row) => ({ ...row, found: monthOf(row.found_on), closed: row.outcome === "rectified" ? monthOf(row.closed_on) : -1 }));
// As they stood when a month had been reported.
const stood = (month) => major.filter(({ found }) => found <= month).map((row) => ({ ...row, closed: row.closed <= month ? row.closed : -1 }));
// How many hazards of each source were found and closed in each month: of the city, and of each reporter what is published.
const bySource = (rows, source, swapped) => {
  const counts = {};
  for (const row of rows) {
    const from = !swapped.has(row) ? row.source : row.source === "tip" ? source : "tip";
    for (const event of ["found", "closed"].filter((event) => row[event] >= 0)) {
      const keys = [`city ${from}`, `${row.region} all`, ...(["tip", source].includes(from) ? [] : [`${row.region} ${from}`])];
      for (const key of keys) counts[`${key} ${event} ${row[event]}`] = (counts[`${key} ${event} ${row[event]}`] ?? 0) + 1;
    }
  }
  return JSON.stringify(Object.entries(counts).sort());
};
// Hazards whose sources can change places without changing any of that, a tip's among them, if there are such; none of
// those that change places already.
const swapWith = (rows, tip, source, used) => {
  const free = rows.filter((row) => !used.has(row));
  const others = free.filter((row) => row.source === source && row.region !== tip.region);
  const paths = [[tip]];
  const seen = new Set([tip]);
  for (const path of paths) {
    const last = path.at(-1);
    if (last.source === source && last.found === tip.found) return path;
    const next = last.source === "tip" ? others.filter((row) => row.closed === last.closed) : free.filter((row) => row.source === "tip" && row.found === last.found);
    for (const row of next.filter((row) => !seen.has(row))) {
      seen.add(row);
      paths.push([...path, row]);
    }
  }
  return undefined;
};
// Whether a county's tips of a month, if they are fewer than three, can all change places at once; of more, each.
const hides = (source) =>
  windows.every((_, month) => {
    const rows = stood(month);
    const groups = {};
    for (const tip of rows.filter((row) => row.source === "tip")) {
      for (const event of ["found", "closed"].filter((event) => tip[event] >= 0)) (groups[`${tip.region} ${event} ${tip[event]}`] ??= []).push(tip);
    }
    const sets = Object.values(groups).flatMap((tips) => (tips.length > 2 ? tips.map((tip) => [tip]) : [tips]));
    return sets.every((tips) => {
      const swapped = new Set();
      for (const tip of tips.filter((tip) => !swapped.has(tip))) {
        const path = swapWith(rows, tip, source, swapped);
        if (!path) return false;
        for (const row of path) swapped.add(row);
      }
      return bySource(rows, source, swapped) === bySource(rows, source, new Set());
    });
  });
const source = ["self", "inspection", "assigned"].find(hides);
same("a source that hides every tip", source !== undefined, true);
const beside = `dispatch.${source}_found dispatch.${source}_rectified ledger.major_found.${source} ledger.major_closed.${source}`.split(" ");
// What stands open or overdue by source is published of nobody.
const standing = (id) => /^ledger\.major_(open|overdue)\.(self|inspection|tip|assigned)$/.test(id);
// The ledgers' numbers of the city are not while the form lacks reports: the difference would be what these have.
const lacksReports = (id, region, period, span) => {
  const of = id.match(/^ledger\.major_(found|closed)\.(.*)$/);
  if (!of || !["tip", source].includes(of[2])) return false;
  const form = get(`dispatch.tip_${of[1] === "found" ? "found" : "rectified"}`, region, period, span);
  return form.have > 0 && form.have < form.want;
};
const hidden = (id, region, period, span) => standing(id) || (region !== city ? confidential(id) || beside.includes(id) : lacksReports(id, region, period, span));

// Every row of the cube.
const rows = read(site, "data/figures.csv").trim().split("\n").slice(1);
// Of single criteria only what is not zero stands there.
const unlisted = (id, figure) => criteria.includes(id.split(".")[2]) && figure.sum === 0n;
const listed = [...cube].filter(([key, figure]) => !unlisted(key.split(",")[0], figure)).length;
same("rows of figures.csv", rows.length, listed);
for (const row of rows) {
  const [measure, region, period, span, value, status] = row.split(",");
  const figure = get(measure, region, period, span);
  if (!figure) {
    wrong.push(`${row}: no such figure`);
    continue;
  }
  if (unlisted(measure, figure)) wrong.push(`${row}: is not to be listed`);
  const state = figure.want === 0 ? "N" : figure.have === 0 ? "M" : hidden(measure, region, period, span) ? "S" : "A";
  same(row, `${value},${status}`, `${state === "A" ? shown(figure.sum) : ""},${state}`);
}

// Every number of the reporters' pages, and of the city's two forms.
const text = (html) => html.replace(/<[^>]*>/g, "").replace(/,/g, "").trim();
const word = (cell, figure, counted, withheld) => {
  if (figure.want === 0) return "不适用";
  if (figure.have === 0) return "未报";
  if (withheld) return "不公布";
  if (cell.kind === "flag") return counted ? `${shown(figure.sum)}/${reporters.length}` : figure.sum > 0n ? "是" : "否";
  return shown(figure.sum);
};
for (const period of periods) {
  for (const [region] of reporters) {
    const page = read(site, "regions", region, period, "index.html");
    const found = new Map([...page.matchAll(/<tr id="([\w.]+)">.*?<td>(.*?)<\/td>/g)].map(([, id, html]) => [id, text(html)]));
    for (const form of forms.filter((form) => filed(period, region)[form.id])) {
      for (const span of form.spans) {
        for (const cell of form.cells) {
          const id = `${form.id}.${cell.id}`;
          const anchor = form.spans.length > 1 ? `${id}.${span}` : id;
          same(`${region} ${period} ${anchor}`, found.get(anchor), word(cell, get(id, region, period, span), false, hidden(id, region, period, span)));
        }
      }
    }
  }
  const page = read(site, "periods", period, "index.html");
  const tables = [...page.matchAll(/<table class="official[^]*?<\/table>/g)].map(([table]) => table);
  forms.forEach((form, place) => {
    const wanted = form.spans.flatMap((span) => form.cells.map((cell) => [cell, get(`${form.id}.${cell.id}`, city, period, span)]));
    const numbers = [...tables[place].matchAll(/<td class="figure">(.*?)<\/td>/g)].flatMap(([, html]) =>
      html.includes("<div>") ? [...html.matchAll(/<div>(.*?)<\/div>/g)].map(([, one]) => one) : [html],
    );
    same(`numbers of ${form.id} in ${period}`, numbers.length, wanted.length);
    numbers.forEach((html, at) => {
      const [cell, figure] = wanted[at];
      const behind = figure.have > 0 && figure.have < figure.want ? `${figure.have}/${figure.want}` : "";
      const bare = text(html.replace(/<small>\([^)]*\)<\/small>/g, "")).replace(/\s+/g, " ");
      same(`${form.id}.${cell.id} ${period} city`, bare, [word(cell, figure, true), behind].filter(Boolean).join(" "));
    });
  });
}

// The pages of the ledgers, on the day of the site.
const publicRows = reporters
  .flatMap(([region]) => rowsOf(join("data/ledger/hazards", `${region}.csv`)))
  .filter((row) => row.level === "major" && row.found_on <= asOf && !["dismissed", "downgraded"].includes(row.outcome));
const sumsOf = (rows) => {
  const closed = rows.filter((row) => row.closed_on && row.closed_on <= asOf).length;
  const overdue = rows.filter((row) => !row.closed_on && (row.extended_to || row.due_on) && (row.extended_to || row.due_on) < asOf);
  return [rows.length, closed, rows.length - closed, overdue.length].join();
};
const told = (html) => text(html).match(/重大隐患[\s·]*(\d+)[\s·]*已销号[\s·]*(\d+)[\s·]*未销号[\s·]*(\d+)[\s·]*逾期[\s·]*(\d+)/)?.slice(1).join();
if (publicRows.length) {
  same("the public list", told(read(site, "hazards/index.html")), sumsOf(publicRows));
  for (const row of publicRows) same(`page of ${row.id}`, read(site, "hazards", row.id, "index.html").includes(row.id), true);
  for (const code of criteria) {
    same(`criterion ${code}`, told(read(site, "criteria", code, "index.html")), sumsOf(publicRows.filter((row) => row.criterion === code)));
  }
  for (const id of facilities.keys()) {
    same(`facility ${id}`, told(read(site, "facilities", id, "index.html")), sumsOf(publicRows.filter((row) => row.facility === id)));
  }
}

// The ranking, from the figures up.
const components = [...read("data/ranking.toml").matchAll(/\[\[components\]\]([^[]*(?:\[[^[\]]*\][^[]*)*)/g)].map(([, body]) => ({
  id: body.match(/id = "(.*)"/)[1],
  weight: Number(body.match(/weight = (\d+)/)[1]),
  sides: ["numerator", "denominator"].map((side) =>
    [...body.match(new RegExp(`${side} = \\[(.*)\\]`))[1].matchAll(/"([^"]*?)(?:\.total)?"/g)].map(([, id]) => id),
  ),
}));
const scores = new Map();
for (const row of read(site, "data/ranking.csv").trim().split("\n").slice(1)) {
  const [period, region, rank, score, id, weight, above, below, , points, status] = row.split(",");
  const component = components.find((component) => component.id === id);
  same(`weight of ${id}`, Number(weight), component.weight);
  component.sides.forEach((side, at) => {
    const figures = side.map((measure) => get(measure, region, period, "to_date"));
    const sum = figures.every((figure) => figure && known(figure)) ? shown(figures.reduce((sum, figure) => sum + figure.sum, 0n)) : "";
    same(`${id} ${region} ${period} ${["above", "below"][at]}`, [above, below][at], sum);
  });
  const key = `${period},${region}`;
  const one = scores.get(key) ?? { rank, score, points: 0, weights: 0 };
  if (status === "scored") {
    one.points += Math.round(Number(points) * 100);
    one.weights += component.weight;
  }
  scores.set(key, one);
}
for (const [key, { rank, score, points, weights }] of scores) {
  if (!rank) continue;
  same(`score ${key}`, Number(score), Math.round((points * 100) / weights + 1e-9) / 100);
  const others = [...scores].filter(([other, one]) => other.startsWith(key.slice(0, 7)) && one.rank);
  same(`rank ${key}`, Number(rank), 1 + others.filter(([, one]) => Number(one.score) > Number(score)).length);
}

wrong.slice(0, 20).forEach((line) => console.error(line));
console.log(`recount: ${passed} passed, ${wrong.length} failed`);
process.exit(wrong.length > 0 || passed === 0 ? 1 : 0);
