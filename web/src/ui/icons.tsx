// The few signs of the workbench, drawn in the colour of the text beside them. Always beside words or an accessible name.
const paths = {
  undo: 'M4 8h7a4 4 0 0 1 0 8H7M4 8l3-3M4 8l3 3',
  redo: 'M16 8H9a4 4 0 0 0 0 8h4M16 8l-3-3M16 8l-3 3',
  more: 'M5 10h.01M10 10h.01M15 10h.01',
  grip: 'M7.5 5h.01M12.5 5h.01M7.5 10h.01M12.5 10h.01M7.5 15h.01M12.5 15h.01',
  plus: 'M10 4v12M4 10h12',
  close: 'M5 5l10 10M15 5L5 15',
  previous: 'M12 5l-5 5 5 5',
  next: 'M8 5l5 5-5 5',
  oneway: 'M4 10h11M11 6l4 4-4 4M4 6v8',
  table: 'M3.5 4.5h13v11h-13zM3.5 8.5h13M8 4.5v11',
  down: 'M10 4v9M6 10l4 4 4-4M4 17h12',
  link: 'M8.5 11.5a3 3 0 0 0 4.2 0l2.5-2.5a3 3 0 0 0-4.2-4.2l-1 1M11.5 8.5a3 3 0 0 0-4.2 0L4.8 11a3 3 0 0 0 4.2 4.2l1-1',
  sun: 'M10 6.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM10 2v1.5M10 16.5V18M2 10h1.5M16.500 10H18M4.300 4.300l1 1M14.700 14.700l1 1M4.300 15.700l1-1M14.700 5.300l1-1',
  print: 'M6 8V3.500h8V8M6 14H3.500V8h13v6H14M6 12h8v4.500H6z',
  text: 'M4 5h12M4 9h8M4 13h12M4 17h6',
  cards: 'M3.500 4.500h13v4.500h-13zM3.500 12h13v4h-13z',
  quote: 'M5 13c2-1 2.500-2.500 2.500-4H5V5.500h4V9c0 3-1.500 5-4 6M12 13c2-1 2.500-2.500 2.500-4H12V5.500h4V9c0 3-1.500 5-4 6',
} as const;

export function Icon({ name }: { name: keyof typeof paths }) {
  return (
    <svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
      <path d={paths[name]} fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" />
    </svg>
  );
}
