// Light, dark, and letters for a projector.
import { Icon } from './icons';
import { Menu } from './Menu';
import { large, theme } from './theme';

export function Appearance() {
  return (
    <Menu
      label="Appearance"
      entries={[
        { label: 'As the system has it', on: theme.value === 'auto', run: () => (theme.value = 'auto') },
        { label: 'Light', on: theme.value === 'light', run: () => (theme.value = 'light') },
        { label: 'Dark', on: theme.value === 'dark', run: () => (theme.value = 'dark') },
        { label: 'Ordinary size', on: !large.value, apart: true, run: () => (large.value = false) },
        { label: 'Projector size', on: large.value, run: () => (large.value = true) },
      ]}
    >
      <Icon name="sun" />
    </Menu>
  );
}
