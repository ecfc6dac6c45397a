import { startPage } from '../app/start-page.js';
import { WatchPage } from './watch-page.js';

void startPage(WatchPage);
