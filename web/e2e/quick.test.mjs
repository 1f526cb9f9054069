// From the edit to the picture, in the browser's eyes. Printed, not judged: the machine's load decides too much.
//
// The browser measures by itself, with nobody connected to it: a debugger that listens to every request and every event takes
// as long as the answer does.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { browserPath, check, flags, reference, settled } from './lib.mjs';

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

/** Runs in the page: edits of three kinds by turns, so that no text comes a second time and its answer is remembered. */
async function edit(rounds) {
  const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
  let painted = () => undefined;
  new PerformanceObserver((list) => list.getEntriesByName('edit-to-picture').forEach((entry) => painted(entry.startTime + entry.duration))).observe({ entryTypes: ['measure'] });
  const time = async (act) => {
    const begun = performance.now();
    const end = new Promise((done) => (painted = done));
    act();
    const lasted = (await Promise.race([end, pause(5000).then(() => Infinity)])) - begun;
    await pause(1200);
    return lasted;
  };
  const press = (word) => [...document.querySelectorAll('.switch button')].find((button) => button.textContent === word).click();
  const found = { typed: [], toggled: [], moved: [] };
  press('Text');
  await pause(1000);
  document.querySelector('.cm-content').focus();
  getSelection().selectAllChildren(document.querySelector('.cm-line'));
  getSelection().collapseToEnd();
  document.execCommand('insertText', false, '  #');
  await pause(1000);
  for (let count = 0; count < rounds; ++count) found.typed.push(await time(() => document.execCommand('insertText', false, 'x')));
  press('Cards');
  await pause(1500);
  for (let count = 0; count < rounds; ++count) {
    found.toggled.push(await time(() => document.querySelector('.toggle').click()));
    found.moved.push(await time(() => document.querySelectorAll('button.grip')[count % 3].dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }))));
  }
  globalThis.found = found;
}

async function measure(address, say) {
  const profile = mkdtempSync(join(tmpdir(), 'standoff-quick-'));
  const child = spawn(browserPath, [...flags, '--headless=new', '--window-size=1280,900', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank'], { stdio: ['ignore', 'ignore', 'pipe'] });
  try {
    let said = '';
    const debug = await new Promise((resolve, reject) => {
      setTimeout(() => reject(new Error(`the browser did not say where it listens: ${said}`)), 20_000).unref();
      child.stderr.on('data', (chunk) => {
        const found = /DevTools listening on (ws:\S+)/.exec((said += chunk));
        if (found) resolve(found[1]);
      });
    });
    const visit = async (work) => {
      const browser = await chromium.connectOverCDP(debug);
      try {
        return await work(browser.contexts()[0].pages()[0]);
      } finally {
        await browser.close();
      }
    };
    const rounds = 12;
    await visit(async (page) => {
      await page.goto(address);
      await settled(page);
      await page.evaluate(`setTimeout(() => void (${edit})(${rounds}), 1500), 0`);
    });
    let found = null;
    for (let wait = 0; !found && wait < 10; ++wait) {
      await new Promise((done) => setTimeout(done, wait === 0 ? 45_000 : 3_000));
      found = await visit((page) => page.evaluate(() => globalThis.found ?? null));
    }
    check(found, 'the edits never ended');
    // The first edits of a kind meet code that no browser has compiled yet: told apart.
    const cold = 3;
    const told = (list) => {
      const warm = list.slice(cold);
      return `${median(warm).toFixed(0)} ms (${Math.min(...warm).toFixed(0)} to ${Math.max(...warm).toFixed(0)}; at first ${list.slice(0, cold).map((one) => one.toFixed(0)).join(', ')})`;
    };
    console.log(`        ${say}: typed ${told(found.typed)}, option toggled ${told(found.toggled)}, statement moved ${told(found.moved)}`);
    for (const list of Object.values(found)) check(Number.isFinite(median(list)), 'a picture never came');
  } finally {
    child.kill();
    await new Promise((done) => setTimeout(done, 500));
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

export const tests = {
  'from the edit to the picture': async ({ serve }) => {
    const server = await serve();
    await measure(`${server.base}/${reference}`, 'reference dispute, 384 states');
    const makers = ['a', 'b', 'c', 'd'].map((id, place) => {
      const own = [0, 1, 2].map((index) => `${id}${index}`);
      const next = 'abcd'[(place + 1) % 4];
      return `  - id: ${id}\n    options: [${own.join(', ')}]\n    preferences: [${next}0, not ${own[0]} if ${next}1, ${own[1]} iff ${next}2, not ${own[2]}, ${next}1]\n`;
    });
    writeFileSync(join(server.folder, 'large.yaml'), `standoff: 1\ntitle: 4,096 states\ndecision_makers:\n${makers.join('')}status_quo: [a0]\n`);
    await measure(`${server.base}/#/d/files/large.yaml`, '4,096 states');
  },
};
