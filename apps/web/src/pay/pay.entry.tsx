import '../app/no-eval.js';
import { payWords } from '#libs/pages';
import { startPage } from '../app/start-page.js';
import { PayPage } from './pay-page.js';

void startPage(PayPage, payWords);
