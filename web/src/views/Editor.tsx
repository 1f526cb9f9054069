// The place of the text editor on the page.
import { useEffect, useRef } from 'preact/hooks';
import { mount } from '../document/editor';

export function Editor() {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => mount(place.current!), []);
  return <div class="editor" ref={place} />;
}
