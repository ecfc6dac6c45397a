import '../app/no-eval.js';
import { operateWords, staffWords } from '#libs/pages';
import { StaffPage } from '../account/staff-page.js';
import { startPage } from '../app/start-page.js';
import { t } from '../i18n/messages.js';
import { OperateContent } from './operate-content.js';

const OperatePage = () => <StaffPage title={t('operateTitle')} lead={t('operateLead')} Content={OperateContent} />;

void startPage(OperatePage, staffWords, operateWords);
