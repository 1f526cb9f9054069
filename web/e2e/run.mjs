// Runs the tests in Debian's Chromium against a program: node e2e/run.mjs PATH_TO_STANDOFF [WORD ...]
// Only tests with one of the words in their name, where any are given. Ends with "N passed, N failed".
import { readdirSync } from 'node:fs';
import { launch, serve, visit } from './lib.mjs';

const [program, ...words] = process.argv.slice(2);
if (!program) {
  console.error('usage: node e2e/run.mjs PATH_TO_STANDOFF [WORD ...]');
  process.exit(2);
}
const browser = await launch();
let passed = 0;
let failed = 0;
for (const file of readdirSync(new URL('.', import.meta.url)).filter((name) => name.endsWith('.test.mjs')).sort()) {
  const { tests } = await import(`./${file}`);
  for (const [name, test] of Object.entries(tests)) {
    if (words.length && !words.some((word) => `${file} ${name}`.includes(word))) continue;
    const contexts = [];
    const servers = [];
    const begun = Date.now();
    try {
      const tools = {
        program,
        browser,
        serve: async (options) => {
          const server = await serve(program, options);
          servers.push(server);
          return server;
        },
        visit: async (...rest) => {
          const opened = await visit(browser, ...rest);
          opened.page.setDefaultTimeout(20_000);
          contexts.push(opened);
          return opened;
        },
      };
      await test(tools);
      const faults = contexts.flatMap((opened) => opened.faults);
      if (faults.length) throw new Error(`the console or the network said:\n    ${faults.join('\n    ')}`);
      ++passed;
      console.log(`ok      ${name} (${((Date.now() - begun) / 1000).toFixed(1)} s)`);
    } catch (failure) {
      ++failed;
      const page = contexts[contexts.length - 1]?.page;
      const picture = `${process.env.TMPDIR ?? '/tmp'}/standoff-failed-${failed}.png`;
      await page?.screenshot({ path: picture }).catch(() => undefined);
      console.log(`FAILED  ${name}\n  ${failure.stack ?? failure}\n  picture: ${picture}`);
      const faults = contexts.flatMap((opened) => opened.faults);
      if (faults.length) console.log(`  faults: ${faults.join('\n    ')}`);
    }
    for (const { context } of contexts) await context.close().catch(() => undefined);
    for (const server of servers) {
      await server.kill();
      server.remove();
    }
  }
}
await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
