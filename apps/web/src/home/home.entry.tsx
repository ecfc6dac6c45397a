import '../app/no-eval.js';
import { homeWords } from '#libs/pages';
import { startPage } from '../app/start-page.js';
import { HomePage } from './home-page.js';

void startPage(HomePage, homeWords);
