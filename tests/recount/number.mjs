// Numbers exact to the sixth decimal (万元 to the 分), as whole numbers of millionths.
export const SCALE = 1000000n;

export const exact = (text) => {
  const [whole, part = ""] = text.replaceAll("_", "").split(".");
  return BigInt(whole) * SCALE + BigInt((part + "000000").slice(0, 6));
};

// 23.5, without a sign of thousands: as in files.
export const plain = (number) => {
  const size = number < 0n ? -number : number;
  const part = (size % SCALE).toString().padStart(6, "0").replace(/0+$/, "");
  return (number < 0n ? "-" : "") + (size / SCALE).toString() + (part ? `.${part}` : "");
};

// 1,234.5: as people read it.
export const grouped = (number) => {
  const [whole, part] = plain(number).split(".");
  return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (part ? `.${part}` : "");
};

// above ÷ below × 10^digits, half away from zero; both not negative.
export const divided = (above, below, digits) => (above * 10n ** BigInt(digits) * 2n + below) / (below * 2n);

// A whole number of 10^-digits as a decimal, with all its digits.
export const fixed = (number, digits) => {
  const text = number.toString().padStart(digits + 1, "0");
  return digits ? `${text.slice(0, -digits)}.${text.slice(-digits)}` : text;
};

// The same without the noughts at the end: 78.2, 100.
export const short = (number, digits) => (digits ? fixed(number, digits).replace(/\.?0+$/, "") : fixed(number, digits));

export const percent = (above, below) => `${short(divided(above, below, 4), 2)}%`;

export const groupBy = (rows, key) => {
  const groups = new Map();
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row]);
  return groups;
};
