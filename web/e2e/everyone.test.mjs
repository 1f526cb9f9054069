// For everyone: keyboard only, screen readers (axe), a narrow page, links that name a state.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { check, editorText, equal, reference, settled } from './lib.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function clean(page, where) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  if (violations.length)
    throw new Error(`axe, ${where}:\n${violations.map((item) => `    ${item.id}: ${item.help}\n${item.nodes.slice(0, 3).map((node) => `      ${node.html.slice(0, 200)}\n      ${node.failureSummary?.split('\n').slice(1, 2).join(' ')}`).join('\n')}`).join('\n')}`);
}

const views = ['outcomes', 'ways', 'doubt', 'time', 'eyes', 'evidence', 'compare'];

async function everyView(page, look) {
  await page.waitForSelector('a.tile');
  await clean(page, `gallery, ${look}`);
  await page.goto(page.url().replace(/#.*|$/, reference));
  await settled(page);
  const figures = await page.locator('.choice[aria-label=Picture] button').allInnerTexts();
  for (const name of figures) {
    await page.click(`.choice[aria-label=Picture] button:text-is("${name}")`);
    await page.waitForTimeout(250);
    await clean(page, `figure ${name}, ${look}`);
  }
  await page.click(`.choice[aria-label=Picture] button >> nth=0`);
  await page.waitForSelector('.figure .tools button');
  await page.click('.figure .tools button >> nth=0');
  await clean(page, `table twin, ${look}`);
  await page.click('.switch >> text=Both');
  await page.waitForTimeout(300);
  await clean(page, `text and cards, ${look}`);
  await page.click('.switch >> text=Cards');
  for (const view of views.slice(1)) {
    await page.evaluate((to) => (location.hash = to), `${reference}/v/${view}`);
    if (view === 'ways') {
      await page.click('text=Find levers');
      await page.waitForSelector('.plan');
      await page.click('text=Find deals');
      await page.waitForSelector('.deals li');
    } else if (view === 'doubt') await page.waitForSelector('.shares');
    else if (view === 'evidence') await page.waitForSelector('.claim');
    else if (view === 'eyes') await page.waitForSelector('.sights li');
    else await page.waitForTimeout(700);
    await clean(page, `${view}, ${look}`);
  }
  await page.locator('.toggle').first().click();
  await page.waitForSelector('.merge .cm-changedLine');
  await page.waitForSelector('.toast');
  await clean(page, `compared texts and a message, ${look}`);
  await page.evaluate((to) => (location.hash = to), `${reference}/s/YNNYNNYYY`);
  await page.waitForSelector('.moves li');
  await clean(page, `story, ${look}`);
  await page.keyboard.press('?');
  await page.waitForSelector('dialog');
  await clean(page, `help, ${look}`);
  await page.keyboard.press('Escape');
  await page.click('button:has-text("Print or export")');
  await clean(page, `print or export, ${look}`);
  await page.keyboard.press('Escape');
  await page.click('[aria-label=Appearance]');
  await clean(page, `a menu, ${look}`);
}

export const tests = {
  'axe finds nothing, light': async ({ serve, visit }) => {
    const { base } = await serve();
    const { page } = await visit(base, '', { colorScheme: 'light' });
    await everyView(page, 'light');
  },
  'axe finds nothing, dark': async ({ serve, visit }) => {
    const { base } = await serve();
    const { page } = await visit(base, '', { colorScheme: 'dark' });
    await everyView(page, 'dark');
  },
  'axe finds nothing, a phone': async ({ serve, visit }) => {
    const { base } = await serve();
    const { page } = await visit(base, reference, { viewport: { width: 390, height: 844 } });
    await settled(page);
    await clean(page, 'a phone');
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    check(wide <= 0, `the page is ${wide} px too wide for a phone`);
  },
  'at 200 % zoom nothing runs off the page': async ({ serve, visit }) => {
    const { base } = await serve();
    // 1280 pixels at 200 % are 640 for the page.
    const { page } = await visit(base, reference, { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 });
    await settled(page);
    for (const view of views) {
      await page.evaluate((to) => (location.hash = to), `${reference}/v/${view}`);
      await page.waitForTimeout(500);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      check(wide <= 0, `${view} is ${wide} px too wide`);
    }
  },
  'everything by keyboard': async ({ serve, visit }) => {
    const { base } = await serve();
    const { page } = await visit(base);
    await page.waitForSelector('a.tile');
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '');
    const until = async (key, test, most = 60) => {
      for (let count = 0; count < most; ++count) {
        await page.keyboard.press(key);
        if (await page.evaluate(test)) return;
      }
      throw new Error(`${key} never came to ${test}; it is at ${await focused()}`);
    };
    await until('Tab', "document.activeElement.matches('a.tile')");
    await page.keyboard.press('Enter');
    await settled(page);
    // An option, by Space.
    await page.keyboard.press('F6');
    await page.keyboard.press('F6');
    await until('Tab', "document.activeElement.matches('.toggle')");
    const before = await editorText(page);
    await page.keyboard.press('Space');
    await page.waitForFunction((old) => globalThis.standoff.text() !== old, before);
    await page.keyboard.press('Control+z');
    equal(await editorText(page), before, 'undo by keyboard');
    // A statement, by arrow keys on its handle, twice; the focus goes with it.
    await until('Tab', "document.activeElement.matches('button.grip')");
    await page.keyboard.press('ArrowDown');
    await page.waitForTimeout(200);
    await page.keyboard.press('ArrowDown');
    await page.waitForTimeout(200);
    equal(await page.evaluate(() => document.activeElement.getAttribute('aria-valuetext')?.replace(/ of .*/, '')), 'place 3', 'the handle that was moved has the focus');
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    equal(await editorText(page), before, 'both are undone');
    // A menu.
    await until('Tab', "document.activeElement.getAttribute('aria-haspopup') === 'menu'");
    await page.keyboard.press('Enter');
    // As a function: one in a string is evaluated in the page, whose policy refuses it at the second try.
    await page.waitForFunction(() => document.activeElement?.getAttribute('role')?.startsWith('menuitem'));
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    check(await page.evaluate("document.activeElement.getAttribute('aria-haspopup') === 'menu'"), 'the focus is back on the button');
    // A state of the figure.
    await page.keyboard.press('F6');
    await until('Tab', "document.activeElement.matches('.drawing [data-state]')");
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.story .prose');
    await page.keyboard.press('Escape');
    await page.waitForSelector('.cards');
    // The text, and out of it again.
    await page.keyboard.press('F6');
    await page.keyboard.press('F6');
    await until('Tab', "document.activeElement.textContent === 'Text'");
    await page.keyboard.press('Enter');
    await until('Tab', "document.activeElement.matches('.cm-content')");
    await page.keyboard.press('Tab');
    check(await page.evaluate("!document.activeElement.matches('.cm-content')"), 'Tab leaves the text');
    await page.keyboard.press('?');
    await page.waitForSelector('dialog:has-text("Keys")');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+s');
    await page.waitForSelector('dialog:has-text("File name")');
    await page.keyboard.press('Escape');
    equal(await page.locator('dialog').count(), 0, 'no dialog is left');
  },
  'a link names a state': async ({ serve, visit }) => {
    const { base } = await serve();
    const { page } = await visit(base, `${reference}/s/YNYNNNYYN`);
    await page.waitForSelector('.story h2:has-text("YNYNNNYYN")');
    await page.waitForSelector('.drawing .chosen');
    // A state that this dispute does not have is no trouble.
    await page.evaluate((to) => (location.hash = to), `${reference}/s/YN`);
    await page.waitForSelector('.cards');
    equal(await page.locator('.notice').count(), 0, 'no complaint');
  },
};
