// Reads names and numbers off a drawing, by where they stand, and how long its bars are.
import { all, text } from "./html.mjs";

const placeOf = (svg) => {
  const found = [];
  const walk = (node, x, y) => {
    if (typeof node === "string") return;
    const [, right = 0, down = 0] = (node.attributes.transform ?? "").match(/translate\(([-\d.]+)[ ,]*([-\d.]+)?/) ?? [];
    const [ox, oy] = [x + Number(right), y + Number(down)];
    if (node.name === "text") found.push({ text: text(node), x: ox + Number(node.attributes.x ?? 0), y: oy + Number(node.attributes.y ?? 0) });
    node.children.forEach((child) => walk(child, ox, oy));
  };
  walk(svg, 0, 0);
  return found;
};

// Every text with the one nearest to its right on its line; else with the one below it, at the same distance from the left.
export const drawn = (svg) => {
  const places = placeOf(svg);
  const pairs = new Map();
  for (const one of places) {
    const right = places.filter((other) => other !== one && Math.abs(other.y - one.y) < 1 && other.x > one.x).sort((a, b) => a.x - b.x)[0];
    const below = places.filter((other) => Math.abs(other.x - one.x) < 1 && other.y > one.y).sort((a, b) => a.y - b.y)[0];
    // Tiles stand side by side: what is below is nearer than the next tile's name.
    const near = below && below.y - one.y < 40 && /^[\d,.]+\*?$|^\D{2,5}$/.test(below.text) && (!right || !/^[\d,.]+\*?$/.test(right.text)) ? below : right;
    if (near && !pairs.has(one.text)) pairs.set(one.text, near.text);
  }
  return pairs;
};

// The level strokes of a path: where each lies and how long it is.
const strokes = (path) => {
  const found = [];
  let [x, y] = [0, 0];
  for (const [, step, rest] of path.matchAll(/([a-zA-Z])([^a-zA-Z]*)/g)) {
    const numbers = (rest.match(/-?\d*\.?\d+/g) ?? []).map(Number);
    const from = step === step.toLowerCase() ? [x, y] : [0, 0];
    if ("Hh".includes(step)) {
      found.push({ y, length: Math.abs(numbers[0] + from[0] - x) });
      x = numbers[0] + from[0];
    } else if ("Vv".includes(step)) y = numbers[0] + from[1];
    else if (numbers.length > 1) [x, y] = [from[0] + numbers.at(-2), from[1] + numbers.at(-1)];
  }
  return found;
};

// How long each bar is against its number, 1 where it is as long as the rest say it has to be.
export const drawnBars = (svg, bars) => {
  const names = new Map(placeOf(svg).map((one) => [one.text, one]));
  const lengths = all(svg, "path").flatMap(({ attributes }) => strokes(attributes.d ?? ""));
  const found = bars.map(([name, value]) => {
    const at = names.get(name);
    const bar = lengths.filter(({ y }) => at && Math.abs(y - at.y) < 12).sort((a, b) => Math.abs(a.y + 5 - at.y) - Math.abs(b.y + 5 - at.y))[0];
    return [name, bar ? bar.length / value : 0];
  });
  const unit = Math.max(0, ...found.map(([, one]) => one));
  return found.map(([name, one]) => [name, Math.abs(one - unit) / unit < 0.02 ? 1 : one / unit]);
};
