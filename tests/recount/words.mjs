// How the site says things: its table of strings, which is data, filled by the recount's own numbers. What a word must
// mean is held at the end, so that a table in which two words have changed places is told.
import { join } from "node:path";
import { directory } from "./read.mjs";
import { same } from "./tally.mjs";

const TABLE = "themes/default/strings/zh-CN.toml";
const MEANS = {
  say_up: /增/, say_down: /减/, say_same: /平/, chart_rising: /升/, chart_falling: /降/, finding_most: /最多/,
  chart_highest: /最高/, chart_lowest: /最低/, span_month: /本月/, span_to_date: /累计/, before_month: /上月/,
  missing: /未报/, not_applicable: /不适用/, withheld: /不公布/, yes: /^是$/, no: /^否$/,
  state_missing: /缺报/, state_on_time: /按期/, state_late: /逾期/, yuan: /^元$/,
  party_unit: /单位/, party_principal: /主要负责人/, party_person: /其他/, verdict_holds: /^一致/, verdict_differs: /不一致/,
  problems_found: /发现/, problems_rectified: /整改/, hazard_closed: /销号/, overdue: /逾期/, still_open: /未/,
};

export const wordsOf = (repository, root) => {
  const own = directory(root).toml(TABLE) ?? {};
  const table = { ...directory(repository).toml(TABLE), ...own };
  for (const [key, meaning] of Object.entries(MEANS)) same(`${key} means ${meaning}`, meaning.test(table[key] ?? ""), true);
  const say = (key, blanks = {}) => {
    if (table[key] === undefined) throw new Error(`no string ${key}`);
    return table[key].replace(/\{(\w+)\}/g, (all, name) => blanks[name] ?? all);
  };
  const month = (period) => say("month_form", { year: period.slice(0, 4), month: say(`month_${Number(period.slice(5, 7))}`) });
  const bare = (day, form) => say(form, { year: day.slice(0, 4), month: say(`month_${Number(day.slice(5, 7))}`), day: String(Number(day.slice(8, 10))) });
  const day = (text) => bare(text, "day_form");
  // The second day of a window leaves its year out where it is that of the first.
  const window = ({ from, to }) => say("range_form", { from: day(from), to: from.slice(0, 4) === to.slice(0, 4) ? bare(to, "day_form_short") : day(to) });
  return { say, month, day, dayShort: (text) => bare(text, "day_form_short"), window };
};
