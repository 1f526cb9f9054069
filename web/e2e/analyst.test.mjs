// An analyst's first five minutes, without a line of YAML typed.
import { check, drag, editorText, equal, reference, settled } from './lib.mjs';

export const tests = {
  'the first five minutes': async ({ serve, visit }) => {
    const { base } = await serve();
    const { page, context } = await visit(base);
    // The gallery, the reference dispute first.
    const first = page.locator('a.tile').first();
    equal(await first.locator('strong').innerText(), 'Lithuanian trucks held in Belarus', 'the first tile');
    await first.click();
    // One sentence, three counters.
    await settled(page);
    check((await page.locator('.sentence').innerText()).length > 20, 'a finding');
    equal(await page.locator('.counters li').count(), 3, 'counters');
    check((await page.locator('.counters').innerText()).includes('3 of 37'), 'three of 37 claims are assumptions');
    // Why? The status quo's column leads to its story.
    const quo = page.locator('.drawing [data-state="YNYNNNYNN"]').first();
    await quo.click();
    await page.waitForSelector('.story .prose');
    check(page.url().endsWith('/s/YNYNNNYNN'), 'the link names the state');
    check((await page.locator('.story .prose').innerText()).includes('widen the sanctions on Belarus'), 'the story tells the move');
    await page.keyboard.press('Escape');
    // Drag one preference up; the picture follows, a message says what flipped, Ctrl+Z takes it back.
    const before = await editorText(page);
    const card = page.locator('.card').filter({ has: page.locator('h2', { hasText: 'Lithuania' }) }).first();
    const picture = () => page.locator('.view').innerText();
    const drawn = await picture();
    await card.locator('.wants li').nth(4).scrollIntoViewIfNeeded();
    await drag(page, card.locator('.grip').nth(4), card.locator('.grip').nth(0));
    await page.waitForFunction((old) => document.querySelector('.view')?.innerText !== old, drawn);
    equal(await editorText(page), before, 'nothing is changed while it is dragged');
    await page.mouse.up();
    await page.waitForSelector('.toast:has-text("changed")');
    const after = await editorText(page);
    check(after !== before && after.length === before.length, 'a statement moved, nothing else');
    check(after.indexOf('want: not hold') < after.indexOf('want: not talk'), 'it stands first');
    await page.keyboard.press('Control+z');
    equal(await editorText(page), before, 'Ctrl+Z takes it back');
    // What would make it last?
    await page.click('nav.tabs >> text=Levers');
    await page.selectOption('.asking select >> nth=0', 'free_after_swap');
    await page.click('text=Find levers');
    await page.waitForSelector('.plan');
    check((await page.locator('.plan').count()) > 0, 'levers are found');
    await page.locator('.plan button:has-text("Try it")').first().click();
    await page.waitForSelector('.toast');
    check((await editorText(page)) !== before, 'a lever is tried');
    await page.keyboard.press('Control+z');
    equal(await editorText(page), before, 'and taken back');
    await page.click('text=Find deals');
    await page.waitForSelector('.deals li');
    // Print.
    await page.click('button:has-text("Print or export")');
    const [report] = await Promise.all([context.waitForEvent('page'), page.click('text=Open the report')]);
    await report.waitForURL(/\/api\/reports\//);
    await report.waitForSelector('h1');
    check((await report.content()).includes('Lithuanian trucks held in Belarus'), 'the report is of this dispute');
  },

  'a way is walked move by move': async ({ serve, visit }) => {
    const { base } = await serve();
    const { page } = await visit(base, `${reference}/s/YNNYNNYYY`);
    await page.waitForSelector('.moves li');
    equal(await page.locator('.moves li').count(), 3, 'moves');
    await page.click('.stepper button:has-text("Next")');
    equal(await page.locator('.moves li[aria-current=step]').count(), 1, 'a step is current');
    check((await page.locator('.stepper [role=status]').innerText()).includes('Move 1 of 3'), 'it says where it is');
    await page.click('.stepper button:has-text("Next")');
    await page.click('.stepper button:has-text("Next")');
    check(await page.locator('.stepper button:has-text("Next")').isDisabled(), 'it ends');
    await page.click('[aria-label="Next state"]');
    check(!page.url().includes('YNNYNNYYY'), 'the next state is another');
  },

  'stages, views, doubt, time, evidence and comparison answer': async ({ serve, visit }) => {
    const { base } = await serve();
    const { page } = await visit(base, reference);
    await settled(page);
    const whole = await page.locator('.settled').innerText();
    await page.selectOption('.variants select >> nth=0', 'before_reopening');
    await page.waitForFunction((old) => document.querySelector('.settled')?.textContent?.includes('24 possible') ?? false, whole);
    await page.selectOption('.variants select >> nth=1', 'lithuania');
    await page.waitForTimeout(300);
    await page.click('nav.tabs >> text=Their eyes');
    await page.waitForSelector('.sights li');
    await page.selectOption('.variants select >> nth=0', '');
    await page.selectOption('.variants select >> nth=1', '');
    await page.click('nav.tabs >> text=Doubt');
    await page.waitForSelector('.shares tbody tr');
    check((await page.locator('.shares').innerText()).includes('7/288'), 'exact shares');
    await page.click('nav.tabs >> text=Time');
    await page.waitForSelector('.rail li');
    equal(await page.locator('.rail li').count(), 3, 'stages');
    await page.waitForSelector('.prose');
    await page.click('nav.tabs >> text=Evidence');
    await page.waitForSelector('.ledger li');
    equal(await page.locator('.ledger > ul > li').count(), 54, 'pieces of evidence');
    await page.click('.choice >> text=Disputed');
    await page.locator('.claim').first().click();
    check((await page.locator('.rivals blockquote').count()) >= 2, 'rivals side by side');
    await page.click('nav.tabs >> text=Compare');
    await page.waitForSelector('text=No difference');
    await page.locator('.toggle').first().click();
    await page.waitForSelector('.merge .cm-changedLine');
    await page.waitForSelector('.prose');
  },
};
