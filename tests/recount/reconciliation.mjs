// The reconciliation: both sides of every rule, for every reporter and month, what they differ by, and the verdict; and
// how many verdicts of each kind there are.
import { grouped } from "./number.mjs";
import { comparable, partial } from "./figures.mjs";
import { same, sameRows } from "./tally.mjs";
import { page, table } from "./pages.mjs";
import { NONE } from "./rows.mjs";

const VERDICTS = ["holds", "differs", "unknown", "withheld"];
const SIGNS = { "=": "=", "<=": "≤", ">=": "≥" };

const operands = (side, span) => side.map((text) => {
  const [, id, own] = text.match(/^(.*?)(?:\.(month|total))?$/);
  return { id, span: own ? { month: "month", total: "to_date" }[own] : span };
});

// One side in one month. What is withheld does not show, unless of two that are merged both stand in it: their sum is public.
const sideOf = (site, side, span, region, period) => {
  const of = operands(side, span);
  const figures = of.map((one) => site.figures.get(one.id, region, period, one.span));
  const applying = figures.filter(({ want }) => want > 0);
  const times = (id, span) => of.filter((one) => one.id === id && one.span === span).length;
  const open = of.every((one) => {
    if (!site.hidden(one.id, region, period, one.span)) return true;
    const into = site.mergedInto(one.id, region, period, one.span);
    const whole = into && site.figures.measureOf(into);
    return whole && whole.sum.every((part) => times(`${whole.form}.${part}`, one.span) === times(one.id, one.span));
  });
  const sum = applying.length && applying.every(comparable) ? applying.reduce((all, one) => all + one.sum, 0n) : undefined;
  return { sum, withheld: !open, partial: applying.filter(partial) };
};

const breaks = (rule, left, right) => {
  if (rule.op === "=") return left !== right;
  if (rule.op === "<=") return left > right;
  if (rule.op === ">=") return left < right;
  return left > 0n && right === 0n;
};

const compareOne = (site, rule, region, at) => {
  const periods = site.data.periods;
  const [left, right] = ["left", "right"].map((side) => sideOf(site, rule[side], rule.over, region, periods[at].id));
  const lacks = [...left.partial, ...right.partial][0];
  const behind = lacks && `${lacks.have}/${lacks.want}`;
  const told = { left, right, behind };
  if (left.withheld || right.withheld) return { ...told, verdict: "withheld", behind: undefined };
  if (left.sum === undefined || right.sum === undefined || (rule.op === "=" && behind)) return { ...told, verdict: "unknown" };
  // A habit is told only when it has been one for so many months running.
  const months = Number(rule.months ?? 1);
  const broken = [...Array(months).keys()].every((back) => {
    if (at - back < 0) return false;
    const [a, b] = ["left", "right"].map((side) => sideOf(site, rule[side], rule.over, region, periods[at - back].id).sum);
    return a !== undefined && b !== undefined && breaks(rule, a, b);
  });
  return { ...told, verdict: broken ? "differs" : "holds", difference: left.sum - right.sum };
};

const titles = (site, side) => side.map((text) => {
  const id = text.replace(/\.(month|total)$/, "");
  return site.figures.measureOf(id).title;
}).join(" + ");

export const compare = (site) => {
  const { data, words: { say, month } } = site;
  if (!data.rules.length || !data.periods.length) return;
  // With one side withheld neither is told: the rule says what the other has to be.
  const value = (one, side) => (one.verdict === "withheld" ? say("withheld") : side.sum === undefined ? say("no_figure") : grouped(side.sum));
  const verdict = (one) => {
    if (one.verdict === "withheld") return say("withheld_why");
    return [say(`verdict_${one.verdict}`), one.behind && `${say("months_missing")} ${one.behind}`].filter(Boolean).join(" ");
  };
  const heads = [...["verdict_holds", "verdict_differs", "verdict_unknown", "withheld"].map((key) => say(key))];
  const all = data.periods.map(({ id }, at) => data.rules.map((rule) => data.reportersOf(id).map(({ code }) => compareOne(site, rule, code, at))));
  const countOf = (results) => VERDICTS.map((kind) => results.filter((one) => one.verdict === kind).length);

  data.periods.forEach(({ id: period }, at) => {
    const where = `reconciliation/${period}`;
    const html = page(site, `${where}/`);
    table(where, html, say("rules_caption"), [say("rules"), ...heads], data.rules.map((rule, no) => [`${rule.title} ${rule.id}`, ...countOf(all[at][no])]));
    data.rules.forEach((rule, no) => {
      const found = html.tables.find(({ heading }) => heading.startsWith(`${rule.id} `));
      same(`${where}, columns of ${rule.id}`, found?.names.join("|"), [say("region"), titles(site, rule.left), titles(site, rule.right), say("difference"), say("verdict")].join("|"));
      const rows = data.reportersOf(period).map(({ name }, place) => {
        const one = all[at][no][place];
        const difference = one.difference === undefined ? NONE : one.difference < 0n ? `−${grouped(-one.difference)}` : grouped(one.difference);
        return [name, value(one, one.left), value(one, one.right), difference, verdict(one)].join("|");
      });
      sameRows(`${where}, ${rule.id}`, found?.rows.map((row) => row.join("|")), rows);
    });
    // What the month's page says of it.
    const told = VERDICTS.map((kind, place) => `${heads[place]} ${countOf(all[at].flat(2))[place]}`);
    same(`periods/${period}, reconciliation`, page(site, `periods/${period}/`).text.includes(told.join(" · ")) || page(site, `periods/${period}/`).text.match(/一致 \d+ ·[^。]*?不公布 \d+/)?.[0], true);
  });
  table("reconciliation", page(site, "reconciliation/"), say("reconciliations_caption"), [say("period"), say("to_date_through"), ...heads], data.periods.map(({ id, to }, at) => [month(id), to, ...countOf(all[at].flat(2))]).reverse());
  // How each rule reads.
  const overview = page(site, "reconciliation/").text;
  for (const rule of data.rules) {
    const sign = SIGNS[rule.op] ?? say("op_implies");
    const reads = `${titles(site, rule.left)} ${sign} ${titles(site, rule.right)} ${say(`span_${rule.over}`)}`;
    same(`reconciliation, ${rule.id}`, overview.includes(reads) || overview.slice(overview.indexOf(` ${rule.id} `)).slice(0, 200), true);
  }
};
