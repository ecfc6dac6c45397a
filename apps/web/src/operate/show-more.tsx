import { t } from '../i18n/messages.js';
import type { Pages } from './use-pages.js';

export const ShowMore = ({ pages: { more } }: { pages: Pages<unknown> }) =>
  more && (
    <button type="button" class="button button-outline button-small show-more" onClick={more}>
      {t('operateMore')}
    </button>
  );
