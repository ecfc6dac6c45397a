import '../app/no-eval.js';
import { consoleWords, goodsWords, payWords, staffWords, tradeWords } from '#libs/pages';
import { StaffPage } from '../account/staff-page.js';
import { startPage } from '../app/start-page.js';
import { t } from '../i18n/messages.js';
import { ConsoleContent } from './console-content.js';

const ConsolePage = () => <StaffPage title={t('consoleTitle')} lead={t('consoleLead')} Content={ConsoleContent} />;

void startPage(ConsolePage, staffWords, consoleWords, tradeWords, goodsWords, payWords);
