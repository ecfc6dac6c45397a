import { startPage } from '../app/start-page.js';
import { HomePage } from './home-page.js';

void startPage(HomePage);
