import '../app/no-eval.js';
import { watchWords } from '#libs/pages';
import { startPage } from '../app/start-page.js';
import { WatchPage } from './watch-page.js';

void startPage(WatchPage, watchWords);
