// What the tests in a real browser share: a server on a folder of its own, a page that notes every request and every complaint.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

export const reference = '#/d/cases/lithuania-belarus';
export const browserPath = process.env.CHROMIUM ?? '/usr/bin/chromium';
export const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** Starts `standoff serve` on a new folder (or the one given) and waits until it says where it listens. */
export async function serve(program, { folder = mkdtempSync(join(tmpdir(), 'standoff-')), port = null, extra = [] } = {}) {
  const child = spawn(program, ['serve', folder, ...(port ? ['--port', String(port)] : []), ...extra], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  const base = await new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`the server did not say where it listens: ${said}`)), 15_000);
    child.stderr.on('data', (chunk) => {
      said += chunk;
      const url = /http:\/\/[^\s/]+/.exec(said)?.[0];
      if (url) {
        clearTimeout(late);
        resolve(url);
      }
    });
    child.on('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
  });
  return {
    base,
    folder,
    port: Number(new URL(base).port),
    kill: () => new Promise((resolve) => (child.exitCode !== null || child.signalCode !== null ? resolve() : (child.once('exit', resolve), child.kill('SIGKILL')))),
    remove: () => rmSync(folder, { recursive: true, force: true }),
    file: (name) => readFileSync(join(folder, name), 'utf8'),
    put: (name, from) => cpSync(from, join(folder, name)),
  };
}

export const launch = () => chromium.launch({ executablePath: browserPath, args: flags });

/** A page of its own; `faults` fills with whatever a careful reader of the console would not like. */
export async function visit(browser, base, hash = '', options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, permissions: ['clipboard-read', 'clipboard-write'], ...options });
  const faults = [];
  // What the test itself brings about (a server that is gone, a save that is refused) is told apart from what nobody expected.
  const expected = [];
  // Listened to, not routed: a routed request goes by way of this process, which takes as long as the answer itself.
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (!['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname) && url.protocol !== 'blob:' && url.protocol !== 'data:') faults.push(`asked for ${url.href}`);
  });
  const page = await context.newPage();
  const note = (text) => expected.some((pattern) => pattern.test(text)) || faults.push(text);
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && note(`${message.text()} ${message.location().url}`));
  page.on('pageerror', (error) => note(String(error)));
  await page.goto(`${base}/${hash}`);
  return { page, context, faults, expect: (pattern) => expected.push(pattern) };
}

export const textOf = (page) => page.evaluate(() => Object.entries(localStorage).find(([key]) => key.startsWith('standoff.draft:'))?.[1] ?? null).then((kept) => (kept ? JSON.parse(kept).text : null));

export function check(condition, message) {
  if (!condition) throw new Error(message);
}
export function equal(found, wanted, message) {
  if (found !== wanted) throw new Error(`${message}: found ${JSON.stringify(found)?.slice(0, 300)}, wanted ${JSON.stringify(wanted)?.slice(0, 300)}`);
}

/** Waits until the pictures are of the present text. */
export async function settled(page) {
  await page.waitForSelector('.sentence:not(.ghost)');
  await page.waitForSelector('.view .figure svg, .view .empty, .view .block, .view .evidence');
}

/** The text in the editor, all of it. */
export async function editorText(page) {
  return page.evaluate(() => globalThis.standoff?.text?.() ?? '');
}

export async function drag(page, from, to) {
  const start = await from.boundingBox();
  const end = await to.boundingBox();
  await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2);
  await page.mouse.down();
  await page.mouse.move(end.x + end.width / 2, (start.y + end.y) / 2, { steps: 4 });
  await page.mouse.move(end.x + end.width / 2, end.y + end.height / 2, { steps: 4 });
}
