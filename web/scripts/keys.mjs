// Turns schema/dispute.schema.json into the small table that the editor completes keys from: shapes of mappings, their keys,
// what each means, its words where there are few, and the shape that stands below it.
import { readFileSync, writeFileSync } from 'node:fs';

const schema = JSON.parse(readFileSync(new URL('../../schema/dispute.schema.json', import.meta.url), 'utf8'));
const shapes = [];
const known = new Map();

const target = (node) => {
  while (node?.$ref) node = node.$ref.slice(2).split('/').reduce((at, step) => at[step], schema);
  return node;
};

/** Every object schema that a value may be, lists looked into. */
function objects(node, seen = new Set()) {
  node = target(node);
  if (!node || seen.has(node)) return [];
  seen.add(node);
  const found = node.properties || typeof node.additionalProperties === 'object' ? [node] : [];
  for (const key of ['allOf', 'anyOf', 'oneOf']) for (const part of node[key] ?? []) found.push(...objects(part, seen));
  if (node.items) found.push(...objects(node.items, seen));
  return found;
}

const words = (node, seen = new Set()) => {
  node = target(node);
  if (!node || seen.has(node)) return [];
  seen.add(node);
  return [
    ...(node.enum ?? []),
    ...['allOf', 'anyOf', 'oneOf'].flatMap((key) => (node[key] ?? []).flatMap((part) => words(part, seen))),
    ...(node.items ? words(node.items, seen) : []),
  ];
};

function shape(node) {
  const all = objects(node);
  if (all.length === 0) return undefined;
  if (known.has(all[0])) return known.get(all[0]);
  const index = shapes.length;
  known.set(all[0], index);
  const entry = {};
  shapes.push(entry);
  for (const part of all) {
    for (const [key, value] of Object.entries(part.properties ?? {})) {
      const enumeration = [...new Set(words(value).map(String))];
      const below = shape(value);
      entry[key] ??= {
        is: target(value).description ?? value.description ?? '',
        ...(enumeration.length ? { of: enumeration } : {}),
        ...(below !== undefined ? { below } : {}),
      };
    }
    if (typeof part.additionalProperties === 'object') {
      const below = shape(part.additionalProperties);
      if (below !== undefined) entry['*'] ??= { is: '', below };
    }
  }
  return index;
}

shape(schema);
const table = new URL('../src/document/keys.json', import.meta.url);
writeFileSync(table, JSON.stringify(shapes) + '\n');
