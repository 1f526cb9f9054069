// Figures in a real browser, in the widest and in a usual font: no text leaves the page or its box,
// no text lies over another, whatever the names are.
//
//   node tests/figure/overlap_test.mjs PROGRAM
//
// Exit code 77, which ctest takes for "skipped", where there is no browser or no playwright-core
// (npm ci in web/ brings it).

import {spawnSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

const program = process.argv[2];
const here = dirname(fileURLToPath(import.meta.url));
const browserPath = '/usr/bin/chromium';
const skip = (why) => {
  console.log(`skipped: ${why}`);
  process.exit(77);
};
if (!program) {
  console.error('usage: node tests/figure/overlap_test.mjs PROGRAM');
  process.exit(2);
}
if (!existsSync(browserPath)) skip(`no ${browserPath}`);
let chromium;
try {
  ({chromium} = createRequire(join(here, '../../web/package.json'))('playwright-core'));
} catch {
  skip('no playwright-core in web/node_modules');
}

// The program lists its kinds when none is named.
const kinds = [...spawnSync(program, ['figure']).stderr.toString().matchAll(/^ {2}([a-z-]+) {2}/gm)]
    .map((match) => match[1]);
const disputes =
    [join(here, 'disputes/long-names.yaml'), 'lithuania-belarus', 'harbour-strike', 'elmira'];
const fonts = ['DejaVu Sans', 'Noto Sans'];

// Runs in the page: what is wrong, in words.
const look = () => {
  const svg = document.querySelector('svg');
  const page = svg.viewBox.baseVal;
  const wrong = [];
  const texts = [...svg.querySelectorAll('text')].map((element) => {
    const {x, y, width, height} = element.getBBox();
    // The box of a line has room for marks above and below that letters seldom use.
    const box = {x, y: y + height * 0.15, right: x + width, bottom: y + height * 0.85};
    const words = [...element.childNodes].filter((n) => n.nodeType === Node.TEXT_NODE)
        .map((n) => n.data).join('');
    return {element, box, words};
  });
  texts.forEach(({element, box, words}, k) => {
    if (box.x < -0.5 || box.y < -0.5 || box.right > page.width + 0.5 ||
        box.bottom > page.height + 0.5)
      wrong.push(`"${words}" leaves the page`);
    const frame = element.parentElement.querySelector(':scope > rect[data-box]');
    if (frame) {
      const around = frame.getBBox();
      if (box.x < around.x || box.right > around.x + around.width || box.y < around.y ||
          box.bottom > around.y + around.height)
        wrong.push(`"${words}" leaves its box`);
    }
    for (const other of texts.slice(k + 1))
      if (box.x < other.box.right - 0.5 && other.box.x < box.right - 0.5 &&
          box.y < other.box.bottom && other.box.y < box.bottom)
        wrong.push(`"${words}" lies over "${other.words}"`);
  });
  return {texts: texts.length, wrong};
};

const browser = await chromium.launch({
  executablePath: browserPath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync']
});
const page = await browser.newPage();
let failed = kinds.length === 0;
let seen = 0;
for (const dispute of disputes)
  for (const kind of kinds) {
    const drawn = spawnSync(program, ['-q', 'figure', kind, dispute], {maxBuffer: 1 << 26});
    if (drawn.status === 1) continue;  // the dispute has not what the kind shows
    if (drawn.status !== 0) {
      console.error(`${kind} of ${dispute}: exit code ${drawn.status}\n${drawn.stderr}`);
      failed = true;
      continue;
    }
    for (const font of fonts) {
      await page.setContent(`<!doctype html><meta charset="utf-8">${drawn.stdout}`);
      await page.evaluate((family) => {
        document.querySelector('svg').setAttribute('font-family', `'${family}',sans-serif`);
      }, font);
      const {texts, wrong} = await page.evaluate(look);
      seen += texts;
      if (texts === 0) wrong.push('no text at all');
      for (const what of wrong) console.error(`${kind} of ${dispute} in ${font}: ${what}`);
      failed ||= wrong.length > 0;
    }
  }
await browser.close();
console.log(`${kinds.length} kinds, ${disputes.length} disputes, ${fonts.length} fonts, ${seen} texts: ` +
            (failed ? 'not as they should be' : 'nothing overlaps'));
process.exit(failed ? 1 : 0);
