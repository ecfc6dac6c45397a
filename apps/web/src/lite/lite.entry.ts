import './lite.css';
import { hear } from './hear.js';
import { sendForms } from './send-forms.js';
import { tick } from './tick.js';

const room = document.querySelector<HTMLElement>('#room');
if (room !== null) {
  sendForms(room);
  tick(room);
  if (!/ended|cancelled/.test(room.dataset['state'] ?? '')) hear(room);
} else tick(document.body);
