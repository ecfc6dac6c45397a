import '../app/no-eval.js';
import { planWords, staffWords, studioWords, watchWords } from '#libs/pages';
import { StaffPage } from '../account/staff-page.js';
import { startPage } from '../app/start-page.js';
import { t } from '../i18n/messages.js';
import { StudioContent } from './studio-content.js';

const StudioPage = () => <StaffPage title={t('studioTitle')} lead={t('studioLead')} Content={StudioContent} />;

void startPage(StudioPage, staffWords, watchWords, studioWords, planWords);
