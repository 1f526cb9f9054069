// A drawing of the server as elements of the page: nothing in it can act, and one that replaces another changes only what differs.

const harmless = ['svg', 'g', 'title', 'desc', 'defs', 'pattern', 'clipPath', 'mask', 'marker', 'path', 'rect', 'circle', 'ellipse', 'line',
  'polyline', 'polygon', 'text', 'tspan', 'use', 'symbol', 'linearGradient', 'stop'];
const anythingElse = `:not(${harmless.join()})`;

/** Without any of these in its letters, no attribute of a drawing can act or fetch: names are written as they are, values but for "&". */
const suspicious = /on[^\s=>/]*\s*=|style|href|url|&/i;
const acts = (name: string, value: string): boolean =>
  name.startsWith('on') || name === 'style' || (name.endsWith('href') && !value.startsWith('#')) || (value.includes('url(') && /url\((?!['"]?#)/.test(value));

/** The drawing as elements, without anything that could act: only known elements, no handlers, no references outside. */
export function safe(svg: string): SVGSVGElement | null {
  // What stands in a template belongs to no page: nothing in it runs or is fetched. It is read twice as fast as XML is.
  const template = document.createElement('template');
  template.innerHTML = svg;
  const root = template.content.firstElementChild;
  if (!(root instanceof SVGSVGElement) || template.content.childElementCount !== 1) return null;
  for (const element of root.querySelectorAll(anythingElse)) element.remove();
  if (suspicious.test(svg))
    for (const element of [root, ...root.querySelectorAll('*')])
      for (const name of element.getAttributeNames()) if (acts(name.toLowerCase(), element.getAttribute(name)!.toLowerCase())) element.removeAttribute(name);
  return root;
}

/** Makes the children and attributes of one element those of another, which is used up. Laying out text is what a
 *  drawing takes longest for. The style is the page's own, since no drawing has one. */
export function become(old: Element, next: Element): void {
  for (const name of old.getAttributeNames()) if (name !== 'style' && !next.hasAttribute(name)) old.removeAttribute(name);
  for (const name of next.getAttributeNames()) {
    const value = next.getAttribute(name)!;
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  let here = old.firstChild;
  for (let there = next.firstChild; there; ) {
    const after = there.nextSibling;
    if (here && here.nodeType === there.nodeType && here.nodeName === there.nodeName) {
      if (here.isEqualNode(there)) {
        // It stays as it is.
      } else if (here instanceof Element) become(here, there as Element);
      else if (here.nodeValue !== there.nodeValue) here.nodeValue = there.nodeValue;
      here = here.nextSibling;
    } else if (here) {
      const gone = here;
      here = here.nextSibling;
      gone.replaceWith(there);
    } else old.append(there);
    there = after;
  }
  while (here) {
    const gone = here;
    here = here.nextSibling;
    gone.remove();
  }
}
