// Nothing typed is lost, nothing of others is overwritten.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { check, drag, editorText, equal, reference, settled } from './lib.mjs';

const small = `# A dispute to write in.
standoff: 1
title: A small one
decision_makers:
  - id: first   # the first
    name: The first
    options: [{id: press, name: press on, otherwise: let go}]
    preferences:
      - give          # wanted most
      - not press
  - id: second
    name: The second
    options: [{id: give, name: give in}]
    preferences: [not press, not give]
status_quo: [press]
`;
const put = (server, name, text = small) => writeFileSync(join(server.folder, name), text);
const editor = async (page) => {
  await page.click('.switch >> text=Text');
  await page.click('.cm-content');
};

export const tests = {
  'one undo stack over typing, dragging and forms; comments stay': async ({ serve, visit }) => {
    const server = await serve();
    put(server, 'a.yaml');
    const { page } = await visit(server.base, '#/d/files/a.yaml');
    await settled(page);
    const past = [await editorText(page)];
    equal(past[0], small, 'the text is the file');
    const step = async (act) => {
      await act();
      await page.waitForFunction((old) => globalThis.standoff.text() !== old, past[past.length - 1]);
      past.push(await editorText(page));
    };
    await step(() => page.locator('.toggle').nth(1).click());
    await step(async () => {
      await drag(page, page.locator('.grip').nth(1), page.locator('.grip').nth(0));
      await page.mouse.up();
    });
    await step(async () => {
      await page.click('[aria-label="More about The first"]');
      await page.click('[role=menuitem]:has-text("Rename")');
      await page.fill('dialog input', 'The very first: one');
      await page.keyboard.press('Enter');
    });
    await editor(page);
    await page.keyboard.press('Control+Home');
    await step(() => page.keyboard.type('#'));
    await page.click('.switch >> text=Cards');
    await step(async () => {
      await page.click('button:has-text("Add a decision maker")');
      await page.fill('dialog input', 'A third');
      await page.click('dialog >> text=Add');
    });
    for (const comment of ['# A dispute to write in.', '# the first', '# wanted most']) check(past[past.length - 1].includes(comment), `kept: ${comment}`);
    const last = past.length - 1;
    for (let index = last - 1; index >= 0; --index) {
      await page.locator('[aria-label=Undo]').click();
      equal(await editorText(page), past[index], `undo to ${index}`);
    }
    check(await page.locator('[aria-label=Undo]').isDisabled(), 'nothing more to undo');
    for (let index = 1; index <= last; ++index) {
      await page.locator('[aria-label=Redo]').click();
      equal(await editorText(page), past[index], `redo to ${index}`);
    }
  },

  'a faulty text keeps the last good pictures, marked': async ({ serve, visit }) => {
    const server = await serve();
    put(server, 'a.yaml');
    const { page } = await visit(server.base, '#/d/files/a.yaml');
    await settled(page);
    const drawn = await page.locator('.drawing').innerHTML();
    await editor(page);
    await page.keyboard.press('Control+End');
    await page.keyboard.type('nonsense: here\n');
    await page.waitForSelector('.right.stale');
    equal(await page.locator('.drawing').innerHTML(), drawn, 'the picture before stays');
    check((await page.locator('.problems').innerText()).includes('nonsense'), 'the problem is told');
    check((await page.locator('.cm-lintRange-error, .cm-lint-marker-error').count()) > 0, 'and marked in the text');
    while ((await editorText(page)) !== small) await page.keyboard.press('Control+z');
    await page.waitForSelector('.right:not(.stale)');
  },

  'saving, and a conflict with somebody else': async ({ serve, visit }) => {
    const server = await serve();
    put(server, 'a.yaml');
    const { page, expect } = await visit(server.base, '#/d/files/a.yaml');
    await settled(page);
    await page.locator('.toggle').nth(1).click();
    await page.keyboard.press('Control+s');
    await page.waitForSelector('.toast:has-text("Saved")');
    equal(server.file('a.yaml'), await editorText(page), 'what is saved');
    // Somebody else writes; the save is refused and says so.
    expect(/412/);
    const theirs = server.file('a.yaml').replace('A small one', 'Theirs');
    put(server, 'a.yaml', theirs);
    await page.locator('.toggle').nth(0).click();
    const mine = await editorText(page);
    await page.keyboard.press('Control+s');
    await page.waitForSelector('dialog:has-text("changed meanwhile")');
    equal(server.file('a.yaml'), theirs, 'theirs stays as it is');
    await page.click('dialog >> text=See the difference');
    await page.waitForSelector('.merge .cm-changedLine');
    await page.keyboard.press('Control+s');
    await page.click('dialog >> text=Keep mine as a copy');
    await page.fill('dialog input', 'mine.yaml');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => location.hash.endsWith('mine.yaml'));
    await page.waitForSelector('.keeping:has-text("Saved")');
    equal(server.file('mine.yaml'), mine, 'the copy');
    equal(server.file('a.yaml'), theirs, 'theirs is untouched');
    // And the other way: take theirs, one undo away from mine.
    put(server, 'mine.yaml', theirs);
    await page.locator('.toggle').nth(0).click();
    const again = await editorText(page);
    await page.keyboard.press('Control+s');
    await page.click('dialog >> text=Take theirs');
    await page.waitForFunction((text) => globalThis.standoff.text() === text, theirs);
    await page.locator('[aria-label=Undo]').click();
    equal(await editorText(page), again, 'mine is one undo away');
  },

  'a case of the catalogue is saved under a name of one\'s own': async ({ serve, visit }) => {
    const server = await serve();
    const { page } = await visit(server.base, reference);
    await settled(page);
    await page.keyboard.press('Control+s');
    await page.fill('dialog input', 'own/trucks');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => location.hash === '#/d/files/own/trucks.yaml');
    await page.waitForSelector('.sentence:not(.ghost)');
    check(server.file('own/trucks.yaml').startsWith('standoff: 1'), 'the file is there');
  },

  'a new dispute and an imported one': async ({ serve, visit }) => {
    const server = await serve();
    const { page } = await visit(server.base);
    await page.click('text=New dispute');
    await page.fill('dialog input >> nth=0', 'Fish: who may catch it');
    await page.fill('dialog input >> nth=1', 'fish');
    await page.click('dialog >> text=Create');
    await settled(page);
    check(server.file('fish.yaml').includes('Fish: who may catch it'), 'the file is there');
    await page.click('a.brand');
    await page.waitForSelector('text=Import a file');
    await page.setInputFiles('input[type=file]', { name: 'brought.yaml', mimeType: 'text/yaml', buffer: Buffer.from(small) });
    await settled(page);
    equal(server.file('brought.yaml'), small, 'byte for byte');
    // A file of the older tool, dropped on the page, is read into the language of this one.
    await page.click('a.brand');
    await page.waitForSelector('text=Import a file');
    const old = readFileSync(new URL('../../tests/fuzz/seeds/gmcr/prioritised-0.gmcr', import.meta.url), 'utf8');
    await page.evaluate((text) => {
      const data = new DataTransfer();
      data.items.add(new File([text], 'old.gmcr'));
      document.querySelector('.gallery').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    }, old);
    await page.waitForFunction(() => location.hash === '#/d/files/old.yaml');
    await settled(page);
    check(server.file('old.yaml').startsWith('standoff: 1'), 'a dispute file');
  },

  'a closed tab and a killed server lose nothing': async ({ serve, visit }) => {
    const server = await serve();
    put(server, 'a.yaml');
    const { page, context, expect, faults } = await visit(server.base, '#/d/files/a.yaml');
    await settled(page);
    await editor(page);
    await page.keyboard.press('Control+End');
    await page.keyboard.type('notes: typed before the tab was closed\n');
    await page.waitForTimeout(900);
    await page.close();
    // Another browser, without this one's memory: the server has the draft.
    const other = await visit(server.base, '#/d/files/a.yaml');
    await other.page.waitForSelector('.notice:has-text("is back")');
    check((await editorText(other.page)).includes('typed before the tab was closed'), 'the draft came back from the server');
    // The server goes; typing goes on; the tab goes too.
    other.expect(/ERR_CONNECTION_REFUSED|Failed to fetch|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE/);
    await server.kill();
    await editor(other.page);
    await other.page.keyboard.press('Control+End');
    await other.page.keyboard.type('# typed while the server was gone\n');
    await other.page.waitForSelector('.notice:has-text("The server does not answer")');
    check((await other.page.locator('.drawing').count()) > 0, 'the last pictures stay');
    await other.page.close();
    const back = await serve({ folder: server.folder, port: server.port });
    const third = await other.context.newPage();
    await third.goto(`${back.base}/#/d/files/a.yaml`);
    await third.waitForSelector('.notice:has-text("is back")');
    check((await editorText(third)).includes('typed while the server was gone'), 'what was typed meanwhile is back');
    await third.click('text=Back to the saved version');
    await third.waitForFunction((text) => globalThis.standoff.text() === text, small);
    void context;
    void faults;
    void expect;
  },

  'a page that outlives its server recovers by itself': async ({ serve, visit }) => {
    const server = await serve();
    put(server, 'a.yaml');
    const { page, expect } = await visit(server.base, '#/d/files/a.yaml');
    await settled(page);
    expect(/ERR_CONNECTION|Failed to fetch|ERR_EMPTY_RESPONSE/);
    await server.kill();
    await page.locator('.toggle').nth(1).click();
    await page.waitForSelector('.notice:has-text("does not answer")');
    await page.waitForSelector('.right.stale');
    await serve({ folder: server.folder, port: server.port });
    await page.waitForSelector('.right:not(.stale)');
    equal(await page.locator('.notice').count(), 0, 'no notice is left');
    await page.keyboard.press('Control+s');
    await page.waitForSelector('.toast:has-text("Saved")');
  },

  'what is too large to draw says so': async ({ serve, visit }) => {
    const server = await serve();
    const options = Array.from({ length: 30 }, (_, index) => `o${index}`);
    put(server, 'big.yaml', `standoff: 1\ntitle: Big\ndecision_makers:\n  - id: a\n    options: [${options.slice(0, 15).join(', ')}]\n    preferences: [o0, not o16]\n  - id: b\n    options: [${options.slice(15).join(', ')}]\n    preferences: [o15, not o1]\nstatus_quo: []\n`);
    const { page } = await visit(server.base, '#/d/files/big.yaml');
    await page.waitForSelector('.empty:has-text("too many to draw")', { timeout: 60_000 });
    await page.waitForSelector('.sentence:has-text("of 1,073,741,824 possible situations can last")');
  },

  'the editor completes keys of the language and ids of the file': async ({ serve, visit }) => {
    const server = await serve();
    put(server, 'a.yaml');
    const { page } = await visit(server.base, '#/d/files/a.yaml');
    await settled(page);
    await editor(page);
    await page.keyboard.press('Control+End');
    await page.waitForTimeout(400);
    await page.keyboard.type('cha', { delay: 40 });
    await page.waitForSelector('.cm-tooltip-autocomplete li:has-text("channels")');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+z');
    while ((await editorText(page)) !== small) await page.keyboard.press('Control+z');
    // A formula: ids of this file.
    await page.click('.cm-line:has-text("- not press")');
    await page.keyboard.press('End');
    await page.keyboard.type(' if gi', { delay: 40 });
    await page.waitForSelector('.cm-tooltip-autocomplete li:has-text("give")');
    // The editor takes no answer that comes faster than anybody could have read the question.
    await page.waitForTimeout(300);
    await page.keyboard.press('Enter');
    check((await editorText(page)).includes('- not press if give\n'), 'the id is completed');
    await page.waitForSelector('.right:not(.stale)');
    // Told after a pause in typing.
    await page.waitForSelector('.toast');
  },
};
