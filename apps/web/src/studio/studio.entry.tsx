import { startPage } from '../app/start-page.js';

void startPage(() => null);
