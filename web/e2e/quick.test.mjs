// From the key to the picture, in the browser's eyes. Printed, not judged: the machine's load decides too much.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reference, settled } from './lib.mjs';

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

async function measure(page, say) {
  await settled(page);
  await page.click('.switch >> text=Text');
  await page.click('.cm-content');
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('End');
  await page.evaluate(() => performance.clearMeasures());
  await page.keyboard.type('  #');
  for (let count = 0; count < 15; ++count) {
    await page.keyboard.type('x');
    await page.waitForTimeout(350);
  }
  const typed = await page.evaluate(() => performance.getEntriesByName('edit-to-picture').map((entry) => entry.duration));
  await page.click('.switch >> text=Cards');
  await page.evaluate(() => performance.clearMeasures());
  for (let count = 0; count < 10; ++count) {
    await page.locator('.toggle').first().click();
    await page.waitForTimeout(500);
  }
  const toggled = await page.evaluate(() => performance.getEntriesByName('edit-to-picture').map((entry) => entry.duration));
  console.log(`        ${say}: typed ${median(typed).toFixed(0)} ms (least ${Math.min(...typed).toFixed(0)}, most ${Math.max(...typed).toFixed(0)}), option toggled ${median(toggled).toFixed(0)} ms (least ${Math.min(...toggled).toFixed(0)})`);
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
