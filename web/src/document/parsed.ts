// One reading of a text for all who ask: cards, forms and completion look at the same tree, and reading takes longest of all they do.
import { type Document, parseDocument } from 'yaml';

const kept = new Map<string, Document.Parsed>();

export function parsed(text: string): Document.Parsed {
  let doc = kept.get(text);
  if (!doc) {
    doc = parseDocument(text, { keepSourceTokens: true, prettyErrors: false, uniqueKeys: false, logLevel: 'silent' });
    if (kept.size >= 3) kept.delete(kept.keys().next().value!);
    kept.set(text, doc);
  }
  return doc;
}
