// From the key to the picture, in the browser's eyes. Printed, not judged: the machine's load decides too much.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reference, settled } from './lib.mjs';

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

/** From the event that edits, as the browser stamps it, to the frame with the picture. */
async function measure(page, say) {
  await settled(page);
  await page.evaluate(() => {
    globalThis.durations = [];
    let begun = 0;
    for (const kind of ['keydown', 'click']) addEventListener(kind, (event) => (begun = event.timeStamp), true);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntriesByName('edit-to-picture')) globalThis.durations.push(entry.startTime + entry.duration - begun);
    }).observe({ entryTypes: ['measure'] });
  });
  const taken = () => page.evaluate(() => globalThis.durations.splice(0));
  await page.click('.switch >> text=Text');
  await page.click('.cm-content');
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('End');
  await page.keyboard.type('  #');
  await page.waitForTimeout(500);
  await taken();
  for (let count = 0; count < 15; ++count) {
    await page.keyboard.type('x');
    await page.waitForTimeout(350);
  }
  const typed = await taken();
  await page.click('.switch >> text=Cards');
  await page.locator('.toggle').first().focus();
  await page.waitForTimeout(1000);
  await taken();
  for (let count = 0; count < 15; ++count) {
    await page.keyboard.press('Space');
    await page.waitForTimeout(700);
  }
  const toggled = await taken();
  const told = (list) => `${median(list).toFixed(0)} ms (${Math.min(...list).toFixed(0)} to ${Math.max(...list).toFixed(0)})`;
  console.log(`        ${say}: typed ${told(typed)}, option toggled ${told(toggled)}`);
}

export const tests = {
  'from key to picture': async ({ serve, visit }) => {
    const server = await serve();
    const { page } = await visit(server.base, reference);
    await measure(page, 'reference dispute, 384 states');
    const makers = ['a', 'b', 'c', 'd'].map((id, place) => {
      const own = [0, 1, 2].map((index) => `${id}${index}`);
      const next = 'abcd'[(place + 1) % 4];
      return `  - id: ${id}\n    options: [${own.join(', ')}]\n    preferences: [${next}0, not ${own[0]} if ${next}1, ${own[1]} iff ${next}2, not ${own[2]}, ${next}1]\n`;
    });
    writeFileSync(join(server.folder, 'large.yaml'), `standoff: 1\ntitle: 4,096 states\ndecision_makers:\n${makers.join('')}status_quo: [a0]\n`);
    const large = await visit(server.base, '#/d/files/large.yaml');
    await measure(large.page, '4,096 states');
  },
};
