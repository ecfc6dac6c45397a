import { t } from '../i18n/messages.js';

/** All that the draw was made of, for whoever wants to make it again. */
export const DrawProof = ({ offerId }: { offerId: string }) => (
  <a class="link" href={`/v1/offers/${offerId}/claims/proof`} target="_blank" rel="noopener">
    {t('drawProof')}
  </a>
);
