// The workbench of Standoff: a gallery of disputes, and one dispute at a time as text, as cards and as pictures.
import { render } from 'preact';
import { App } from './App';
import './styles.css';
import { follow } from './router';
import { dress } from './ui/theme';

dress();
follow();
const root = document.getElementById('app')!;
root.replaceChildren();
render(<App />, root);
