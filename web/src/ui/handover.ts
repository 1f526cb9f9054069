// Whether the page for printing and exporting is open.
import { signal } from '@preact/signals';

export const handover = signal(false);
