// What every document owes its reader, whatever it is about.

export const headings = (page) =>
  page.evaluate(() => {
    const count = document.querySelectorAll('h1').length;
    return count === 1 ? [] : [`${count} h1 elements`];
  });

export const language = (page) =>
  page.evaluate(() => {
    const lang = document.documentElement.lang;
    return /^(zh-CN|en)$/.test(lang) ? [] : [`<html lang="${lang}">`];
  });

// The text a reader gets in main; compared between scripting on and off.
export const mainText = (page) =>
  page.evaluate(() => {
    const main = document.querySelector('main');
    return main ? main.innerText.replace(/\s+/g, '') : '';
  });

// Without scripts a control outside a form does nothing when pressed.
export const deadControls = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('button, input, select, textarea')]
      .filter((control) => measure.shown(control) && !control.closest('form[action]'))
      .map((control) => measure.describe(control)),
  );

// Text the reader can hardly see, as the colours are now; drawings apart.
export const faintText = (page) =>
  page.evaluate(() =>
    [...document.body.querySelectorAll('*')]
      .filter((element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()))
      .filter((element) => !element.closest('svg, [disabled]') && measure.shown(element) && !measure.forReadersOnly(element))
      .flatMap((element) => {
        const behind = measure.background(element);
        const ratio = measure.contrast(measure.over(measure.colour(getComputedStyle(element).color), behind), behind);
        return ratio < 4.5 ? [`${measure.describe(element)}: contrast ${ratio.toFixed(2)}:1`] : [];
      }),
  );
