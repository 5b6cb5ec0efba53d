// The ranking, from the figures up: rates, points, scores and ranks; its table of every month, how each score came
// about, and what stands of it with a region.
import { SCALE, divided, fixed, grouped, percent, plain, short } from "./number.mjs";
import { comparable, partial } from "./figures.mjs";
import { same, sameRows } from "./tally.mjs";
import { page, table, tableOf } from "./pages.mjs";
import { cell, stateOf } from "./shown.mjs";

const operand = (text) => {
  const [, id, span] = text.match(/^(.*?)(?:\.(month|total))?$/);
  return { id, span: span === "month" ? "month" : "to_date" };
};

// One side of a rate: what applies of it, added up.
const sideOf = (figures, side, region, period) => {
  const parts = side.map(operand).map(({ id, span }) => figures.get(id, region, period, span)).filter(({ want }) => want > 0);
  return {
    nothing: parts.length === 0,
    sum: parts.every(comparable) ? parts.reduce((sum, part) => sum + part.sum, 0n) : undefined,
    partial: parts.some(partial),
  };
};

// What was not reported must not help: a denominator that lacks months (a numerator, where lower is better) is missing.
const partOf = (figures, component, region, period) => {
  const [above, below] = ["numerator", "denominator"].map((side) => sideOf(figures, component[side], region, period));
  const helps = component.direction === "lower" ? above.partial : below.partial;
  let status = "scored";
  if (above.nothing || below.nothing) status = "nothing";
  else if (above.sum === undefined || below.sum === undefined || helps) status = "missing";
  else if (below.sum === 0n) status = "nothing";
  return { component, above: above.sum, below: below.sum, status, partial: status === "scored" && (above.partial || below.partial) };
};

// Points are weight × rate ÷ full rate, of which the lower the better where `lower` says so.
const pointsOf = ({ component, above, below }, full) => {
  const weight = BigInt(component.weight);
  if (full.above === 0n) return component.direction === "lower" ? weight * 100n : 0n;
  const [reached, wanted] = [above * full.below, below * full.above];
  const met = reached < wanted ? reached : wanted;
  const left = component.direction === "lower" ? wanted - met : met;
  return divided(weight * left, wanted, 2);
};

export const standingsOf = ({ data, figures }, period) => {
  const ranked = data.reportersOf(period).filter(({ kind }) => data.ranking.ranked.includes(kind));
  const standings = ranked.map((region) => ({ region, parts: data.ranking.components.map((component) => partOf(figures, component, region.code, period)) }));
  data.ranking.components.forEach((component, at) => {
    const parts = standings.map(({ parts }) => parts[at]);
    if (parts.every(({ status }) => status === "missing")) parts.forEach((part) => (part.status = "absent"));
  });
  // Who lacks a component has no rank, and sets no rate for the others.
  const complete = standings.filter(({ parts }) => parts.every(({ status }) => status !== "missing"));
  data.ranking.components.forEach((component, at) => {
    const scored = standings.map(({ parts }) => parts[at]).filter(({ status }) => status === "scored");
    const highest = complete.map(({ parts }) => parts[at]).filter(({ status }) => status === "scored").reduce((best, part) => (!best || part.above * best.below >= best.above * part.below ? part : best), undefined);
    const full = component.full === "highest" ? highest : { above: SCALE, below: SCALE };
    if (full) for (const part of scored) part.points = pointsOf(part, full);
  });
  for (const standing of standings) {
    const scored = standing.parts.filter(({ status }) => status === "scored");
    standing.weights = scored.reduce((sum, { component }) => sum + Number(component.weight), 0);
    const complete = standing.parts.every(({ status }) => status !== "missing");
    const points = scored.reduce((sum, part) => sum + part.points, 0n);
    if (complete && standing.weights) standing.score = divided(points, BigInt(standing.weights), 2);
  }
  for (const standing of standings.filter(({ score }) => score !== undefined)) {
    standing.rank = 1 + standings.filter(({ score }) => score !== undefined && score > standing.score).length;
  }
  return standings.sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || 0);
};

const score2 = (number) => (number === undefined ? "" : fixed(number, 2));
// In the table for download without the noughts at the end.
const bare = (number) => (number === undefined ? "" : short(number, 2));
const rate4 = (part) => (part.status === "scored" ? divided(part.above, part.below, 4) : undefined);

// The tables of rates: of a month by region, the best first and those without one last; of a region by month.
const rateTables = (site) => {
  const { data, figures, words } = site;
  const { say, month } = words;
  const rates = figures.measures.filter(({ rate }) => rate);
  if (!rates.length) return;
  const head = ({ title }) => `${title} %`;
  for (const { id: period } of data.periods) {
    const html = page(site, `periods/${period}/`);
    for (const one of rates) {
      const value = ({ code }) => (stateOf(site, one.id, code, period, "to_date") === "reported" ? figures.get(one.id, code, period, "to_date").sum : undefined);
      const better = (a, b) => (a === b ? 0 : (a > b) === (one.rate.better === "higher") ? -1 : 1);
      const some = data.reporters.filter((region) => value(region) !== undefined).sort((a, b) => better(value(a), value(b)));
      const none = data.reporters.filter((region) => value(region) === undefined);
      const rows = [...some, ...none, data.city].map(({ code, name }) => [name, cell(site, one, code, period, "to_date")]);
      table(`periods/${period}`, html, `${one.title} · ${say("to_date_through")} ${month(period)}`, [say("region"), head(one)], rows);
    }
  }
  for (const { code, name } of data.regions) {
    const rows = [...data.periods].reverse().map(({ id }) => [month(id), ...rates.map((one) => cell(site, one, code, id, "to_date"))]);
    table(`regions/${code}`, page(site, `regions/${code}/`), `${name} · ${say("rates")}${say("comma")}${say("span_to_date")}`, [say("period"), ...rates.map(head)], rows);
  }
};

export const compare = (site) => {
  rateTables(site);
  const { data, output, words } = site;
  if (!data.ranking) return;
  const { say, month } = words;
  const none = "—";
  const of = new Map(data.periods.map(({ id }) => [id, standingsOf(site, id)]));

  const csv = data.periods.flatMap(({ id: period }) => of.get(period).flatMap(({ region, rank, score, parts }) => parts.map((part) =>
    [period, region.code, rank ?? "", bare(score), part.component.id, part.component.weight, part.above === undefined ? "" : plain(part.above),
      part.below === undefined ? "" : plain(part.below), rate4(part) === undefined ? "" : short(rate4(part), 4), bare(part.points), part.status, part.partial].join(" | "))));
  const { columns, rows } = output.csv("data/ranking.csv");
  same("columns of ranking.csv", columns.join(), "period,region,rank,score,component,weight,numerator,denominator,rate,points,status,partial");
  sameRows("ranking.csv", rows.map((row) => columns.map((name) => row[name]).join(" | ")), csv);

  const points = (part) => {
    if (part.status === "scored") return score2(part.points) + (part.partial ? ` ${say("months_missing")}` : "");
    return part.status === "missing" ? say("missing") : none;
  };
  const number = (sum) => (sum === undefined ? say("no_figure") : grouped(sum));
  const rate = (part) => {
    if (part.status !== "scored") return none;
    return part.component.full === "highest" ? short(rate4(part), 4) : percent(part.above, part.below);
  };
  // How a score came about, a row a component.
  const partsOf = (standing) => [
    ...standing.parts.map((part) => [part.component.title, number(part.above), number(part.below), rate(part), points(part), part.component.weight].join("|")),
    [say("score"), "", "", "", score2(standing.score) || say("no_score"), standing.weights].join("|"),
  ];
  const compareParts = (where, html, standing) => {
    const caption = `${standing.region.name} · ${say("score_parts")}`;
    const found = tableOf(html, caption);
    same(`${where}, columns of ${caption}`, found?.names.join("|"), ["component", "numerator", "denominator", "rate", "points", "weight"].map((key) => say(key)).join("|"));
    sameRows(`${where}, ${caption}`, found?.rows.map((row) => row.join("|")), partsOf(standing));
  };

  for (const { id: period } of data.periods) {
    const where = `ranking/${period}`;
    const html = page(site, `${where}/`);
    const standings = of.get(period);
    const heads = [say("rank"), say("region"), say("score"), ...data.ranking.components.map(({ title, weight }) => `${title} ${say("weight")} ${weight}`)];
    // A long list names its first hundred only.
    const listed = standings.slice(0, 100);
    table(where, html, say("ranking_caption"), heads, listed.map(({ region, rank, score, parts }) => [rank ?? none, region.name, score2(score) || none, ...parts.map(points)]));
    for (const standing of listed) compareParts(where, html, standing);
  }

  const months = [...data.periods].reverse();
  const overview = page(site, "ranking/");
  table("ranking", overview, say("rankings_caption"), ["period", "to_date_through", "ranked", "first_place"].map((key) => say(key)), months.map(({ id, to }) => {
    const standings = of.get(id);
    const first = standings.filter(({ rank }) => rank === 1).map(({ region }) => region.name);
    return [month(id), to, `${standings.filter(({ rank }) => rank).length}/${standings.length}`, first.join("、")];
  }));

  const latest = data.periods.at(-1)?.id;
  for (const { region } of latest ? of.get(latest) : []) {
    const where = `regions/${region.code}`;
    const html = page(site, `${where}/`);
    const own = (id) => of.get(id).find((one) => one.region === region);
    table(where, html, say("standings_caption"), ["period", "to_date_through", "rank", "score"].map((key) => say(key)), months.map(({ id, to }) => {
      const { rank, score } = own(id);
      return [month(id), to, rank ? `${rank}/${of.get(id).filter((one) => one.rank).length}` : none, score2(score) || say("no_score")];
    }));
    compareParts(where, html, own(latest));
  }
};
