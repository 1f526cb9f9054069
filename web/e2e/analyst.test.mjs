// An analyst's first five minutes, without a line of YAML typed.
import { fileURLToPath } from 'node:url';
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
    // Nobody sees it otherwise there: the choice goes with the stage.
    await page.waitForFunction(() => document.querySelectorAll('.variants select').length === 1);
    await page.click('nav.tabs >> text=Doubt');
    await page.waitForSelector('.shares tbody tr');
    check((await page.locator('.shares').innerText()).includes('7/288'), 'exact shares');
    await page.click('nav.tabs >> text=Time');
    await page.waitForSelector('.rail li');
    equal(await page.locator('.rail li').count(), 3, 'stages');
    // The story's situations lead to their stage.
    await page.locator('.drawing [data-stage="before_reopening"][data-state]').last().click();
    await page.waitForSelector('.story h2:has-text("Y")');
    equal(await page.locator('.variants select').first().inputValue(), 'before_reopening', 'the stage of the state');
    await page.selectOption('.variants select >> nth=0', '');
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

  'a passage becomes evidence by selecting it': async ({ serve, visit }) => {
    const teaching = fileURLToPath(new URL('../../disputes/teaching', import.meta.url));
    const server = await serve({ extra: ['--sources', `${teaching}/sources`] });
    server.put('strike.yaml', `${teaching}/harbour-strike.yaml`);
    const { page } = await visit(server.base, '#/d/files/strike.yaml/v/evidence');
    await page.waitForSelector('mark.this');
    // The passage of the claim that is chosen is highlighted, and another when another is chosen.
    check((await page.locator('mark.this').first().innerText()).includes('The strike ends when'), 'the passage of the first claim');
    await page.click('.claim:has-text("idle for more than a week")');
    await page.waitForSelector('mark.this:has-text("nothing has moved")');
    check((await page.locator('.badge:has-text("found")').count()) > 8, 'anchors are found again');
    // Select a sentence that nothing points at yet.
    const before = await editorText(page);
    await page.evaluate(() => {
      const words = 'a fuel lorry was turned round there';
      const walker = document.createTreeWalker(document.querySelector('.passage'), NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.data.indexOf(words);
        if (at >= 0) getSelection().setBaseAndExtent(node, at, node, at + words.length);
      }
    });
    await page.click('text=Make a claim of what is selected');
    await page.fill('dialog input >> nth=0', 'A lorry was turned back at the gate.');
    await page.fill('dialog input >> nth=2', "The dock workers' union can: block the gate");
    await page.click('dialog >> text=Anchor');
    await page.waitForFunction((old) => globalThis.standoff.text() !== old, before);
    await page.waitForSelector('.claim:has-text("A lorry was turned back")');
    const after = await editorText(page);
    check(/when: strike, because: a-lorry-was\}/.test(after), 'the option rests on it now');
    await page.click('.claim:has-text("A lorry was turned back")');
    await page.waitForSelector('mark.this:has-text("a fuel lorry was turned round there")');
    check(after.includes('# can be taken only during a strike'), 'comments stay');
    await page.locator('[aria-label=Undo]').click();
    equal(await editorText(page), before, 'one step back');
  },

  'a drawing can do nothing but be looked at': async ({ serve, visit }) => {
    const { base } = await serve();
    const { page, expect } = await visit(base);
    // The browser's own fence, the policy of the page, complains of each: it is the second one.
    expect(/Content Security Policy/);
    await page.route('**/api/analyse', async (route) => {
      const response = await route.fetch();
      const answer = await response.json();
      for (const figure of Object.values(answer.figures ?? {}))
        figure.svg = figure.svg.replace('</svg>', '<script>globalThis.harmed = 1</script><foreignObject><p>x</p></foreignObject><a href="javascript:globalThis.harmed=2"><text>y</text></a><image href="http://example.org/x.png"/><rect class="probe" onclick="globalThis.harmed=3" style="fill:red" fill="url(http://example.org/#a)" width="9" height="9"/></svg>');
      await route.fulfill({ response, json: answer });
    });
    await page.evaluate((to) => (location.hash = to), reference);
    await page.waitForSelector('.drawing .probe');
    equal(await page.locator('.drawing :is(script, foreignObject, a, image)').count(), 0, 'elements that act');
    equal(await page.evaluate(() => [...document.querySelector('.drawing .probe').attributes].map((item) => item.name).sort().join()), 'class,height,width', 'attributes that act');
    equal(await page.evaluate(() => globalThis.harmed), undefined, 'harm');
  },

  'a long search shows that it runs, and can be stopped': async ({ serve, visit }) => {
    const { base } = await serve();
    const { page } = await visit(base, `${reference}/v/ways`);
    await page.waitForSelector('.asking select');
    await page.selectOption('.asking select >> nth=0', 'december');
    await page.selectOption('.asking select >> nth=1', 'break');
    await page.selectOption('.asking select >> nth=2', '3');
    // The search ends sooner than anybody could stop it: its answer is held back until somebody has.
    await page.route('**/api/jobs/*', async (route) => {
      if (route.request().method() !== 'GET') return route.continue();
      const response = await route.fetch();
      const { answer: _, ...job } = await response.json();
      await route.fulfill({ response, json: { ...job, state: 'running', progress: 0.4 } });
    });
    const asked = page.waitForRequest((request) => request.method() === 'DELETE' && request.url().includes('/api/jobs/'));
    asked.catch(() => undefined); // told below, and not as a rejection that nobody waits for
    await page.click('text=Find levers');
    await page.waitForSelector('.searching progress');
    await page.click('.searching >> text=Stop');
    await asked;
    await page.waitForSelector('.searching', { state: 'detached' });
    await page.unroute('**/api/jobs/*');
    equal(await page.locator('.plan').count(), 0, 'no answer of a search that was stopped');
    // Another one begins as if nothing had been.
    await page.selectOption('.asking select >> nth=2', '1');
    await page.selectOption('.asking select >> nth=0', 'trucks_free');
    await page.selectOption('.asking select >> nth=1', 'hold');
    await page.click('text=Find levers');
    await page.waitForSelector('.plan');
  },

  'tables, graphs and figures for other programs': async ({ serve, visit }) => {
    const { base } = await serve();
    const { page } = await visit(base, reference);
    await settled(page);
    const fetched = async (act) => {
      const [download] = await Promise.all([page.waitForEvent('download'), act()]);
      const chunks = [];
      for await (const chunk of await download.createReadStream()) chunks.push(chunk);
      return { name: download.suggestedFilename(), text: Buffer.concat(chunks).toString('utf8') };
    };
    for (const [label, begins] of [['LaTeX', /documentclass/], ['CSV', /,/], ['Markdown', /\|/], ['DOT', /digraph/], ['GraphML', /<graphml/]]) {
      await page.click('button:has-text("Print or export")');
      const { text } = await fetched(() => page.click(`.formats button:text-is("${label}")`));
      check(begins.test(text), `${label}: ${text.slice(0, 80)}`);
      check(page.url().includes(reference), `the page stays where it is after ${label}`);
      await page.keyboard.press('Escape');
    }
    await page.click('[aria-label="Download this figure"]');
    const picture = await fetched(() => page.click('[role=menuitem]:has-text("SVG")'));
    equal(picture.name, 'option-table.svg', 'the name of the picture');
    check(picture.text.startsWith('<svg') || picture.text.includes('<svg '), 'a drawing');
    await page.click('[aria-label="Download this figure"]');
    const table = await fetched(() => page.click('[role=menuitem]:has-text("CSV")'));
    check(table.text.includes('keep the Lithuanian trucks'), 'its table');
  },
};
