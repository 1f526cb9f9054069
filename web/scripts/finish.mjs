// After the bundle: says how much is fetched before a dispute can be read and edited, and keeps it to 200 kB.
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const assets = new URL('../dist/assets/', import.meta.url);
const names = readdirSync(assets).sort();
const first = new Set();
const follow = (name) => {
  if (first.has(name)) return;
  first.add(name);
  if (!name.endsWith('.js')) return;
  for (const [, next] of readFileSync(new URL(name, assets), 'utf8').matchAll(/(?:from|import)\s*"\.\/([^"]+)"/g)) follow(next);
};
for (const name of names) if (/^(index|Workbench)-.*\.(js|css)$/.test(name)) follow(name);
let sum = 0;
for (const name of names) {
  const size = gzipSync(readFileSync(new URL(name, assets)), { level: 9 }).length;
  if (first.has(name)) sum += size;
  console.log(`${(size / 1000).toFixed(1).padStart(7)} kB  ${name}${first.has(name) ? '' : '  (later)'}`);
}
console.log(`${(sum / 1000).toFixed(1).padStart(7)} kB  shell and editor together, gzip`);
if (sum > 200_000) {
  console.error('more than 200 kB');
  process.exit(1);
}
