// Takes the pictures of docs/pictures/: every view of the reference dispute, light, dark and as it is printed.
//   node screenshots.mjs PATH_TO_STANDOFF [FOLDER]
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { palette } from './scripts/palette.mjs';
import { launch, reference, serve, settled } from './e2e/lib.mjs';

const [program, folder = fileURLToPath(new URL('../docs/pictures', import.meta.url))] = process.argv.slice(2);
if (!program) {
  console.error('usage: node screenshots.mjs PATH_TO_STANDOFF [FOLDER]');
  process.exit(2);
}
mkdirSync(folder, { recursive: true });

const to = (hash) => async (page) => {
  await page.evaluate((place) => (location.hash = place), hash);
  await page.waitForTimeout(300);
};
const figure = (kind) => async (page) => {
  await to(reference)(page);
  await page.locator('.choice[aria-label=Picture] button').nth(kind).click();
  await page.waitForTimeout(500);
};
const views = {
  outcomes: figure(0),
  stability: figure(1),
  'state-graph': figure(2),
  story: async (page) => {
    await figure(2)(page);
    await to(`${reference}/s/YNNYNNYYY`)(page);
    await page.waitForSelector('.moves li');
    await page.locator('.stepper button').nth(1).click();
  },
  text: async (page) => {
    await figure(0)(page);
    await page.click('.switch >> text=Text');
  },
  levers: async (page) => {
    await page.click('.switch >> text=Cards');
    await to(`${reference}/v/ways`)(page);
    await page.selectOption('.asking select >> nth=0', 'free_after_swap');
    await page.click('text=Find levers');
    await page.waitForSelector('.plan');
  },
  deals: async (page) => {
    await page.click('text=Find deals');
    await page.waitForSelector('.deals li');
    await page.locator('#deals').scrollIntoViewIfNeeded();
    await page.evaluate(() => document.getElementById('deals').scrollIntoView());
  },
  doubt: async (page) => {
    await page.evaluate(() => scrollTo(0, 0));
    await to(`${reference}/v/doubt`)(page);
    await page.waitForSelector('.shares tbody tr', { timeout: 60_000 });
  },
  time: async (page) => {
    await to(`${reference}/v/time`)(page);
    await page.waitForSelector('.figure svg');
    await page.waitForTimeout(700);
  },
  eyes: async (page) => {
    await to(`${reference}/v/eyes`)(page);
    await page.selectOption('.variants select >> nth=0', 'before_reopening');
    await page.waitForSelector('.sights li:has-text("its own way")');
  },
  evidence: async (page) => {
    await page.selectOption('.variants select >> nth=0', '');
    await to(`${reference}/v/evidence`)(page);
    await page.waitForSelector('.claim');
    await page.click('.choice >> text=Disputed');
  },
  compare: async (page) => {
    await to(`${reference}/v/compare`)(page);
    await page.locator('.toggle').nth(2).click();
    await page.waitForSelector('.merge .cm-changedLine');
    await page.waitForSelector('.toast');
    await page.waitForSelector('.compare .prose');
  },
};

// The folder's name is on the first picture.
const home = mkdtempSync(join(tmpdir(), 'standoff-'));
mkdirSync(join(home, 'disputes'));
const server = await serve(program, { folder: join(home, 'disputes') });
const browser = await launch();
for (const look of ['light', 'dark', 'print']) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, colorScheme: look === 'dark' ? 'dark' : 'light', reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const shoot = async (name) => {
    // What moves or fades has come to rest, and the pointer is out of the way.
    await page.mouse.move(0, 0);
    await page.waitForTimeout(400);
    if (look === 'print') await page.emulateMedia({ media: 'print' });
    writeFileSync(join(folder, `workbench-${name}-${look}.png`), palette(await page.screenshot()));
    if (look === 'print') await page.emulateMedia({ media: 'screen' });
    console.log(`workbench-${name}-${look}.png`);
  };
  await page.goto(server.base);
  await page.waitForSelector('a.tile');
  await shoot('gallery');
  await to(reference)(page);
  await settled(page);
  await page.waitForFunction(() => document.querySelector('.counters strong')?.textContent !== '–');
  for (const [name, prepare] of Object.entries(views)) {
    await prepare(page);
    await shoot(name);
  }
  await context.close();
  // Each look begins with the same dispute, without the drafts of the one before; a page sends its last words as it goes.
  await new Promise((done) => setTimeout(done, 1000));
  await fetch(`${server.base}/api/drafts/cases/lithuania-belarus`, { method: 'DELETE' });
}
await browser.close();
await server.kill();
rmSync(home, { recursive: true, force: true });
