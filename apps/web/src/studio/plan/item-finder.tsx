import { useEffect, useState } from 'preact/hooks';
import { addToLineUp, searchListings } from '#libs/client';
import type { Listing, Session } from '#libs/contracts';
import { listingTitle } from '#libs/pages';
import { staff } from '../../app/client.js';
import { errorText } from '../../app/error-text.js';
import { useAction } from '../../app/use-action.js';
import { locale, t } from '../../i18n/messages.js';
import { FormError } from '../../ui/form-error.js';
import { CodeField } from './code-field.js';
import { nextCode } from './next-code.js';

const SHOWN = 8;
/** How long nothing is typed before it is looked for, milliseconds. */
const PAUSE_MS = 250;

interface Props {
  session: Session;
  taken: readonly string[];
  onAdded: () => void;
}

/** Looks for listings and puts them into the line-up, each with a code that is free. */
export function ItemFinder({ session, taken, onAdded }: Props) {
  const [q, setQ] = useState('');
  const [found, setFound] = useState<readonly Listing[] | null>(null);
  const [error, setError] = useState<string | null>(null);
  useEffect(() => {
    let outdated = false;
    const timer = setTimeout(
      () =>
        void staff.me.send(searchListings({ q, limit: SHOWN })).then(
          ({ items }) => {
            if (!outdated) setFound(items);
          },
          (failure: unknown) => setError(errorText(failure)),
        ),
      PAUSE_MS,
    );
    return () => {
      outdated = true;
      clearTimeout(timer);
    };
  }, [q]);
  return (
    <div class="plan-finder">
      <h3>{t('plan.addItem')}</h3>
      <input
        name="search"
        class="field"
        type="search"
        maxLength={100}
        placeholder={t('plan.search')}
        aria-label={t('plan.search')}
        value={q}
        onInput={(event) => setQ(event.currentTarget.value)}
      />
      <FormError error={error} />
      {found?.length === 0 && (
        <p class="quiet" role="status">
          {t('plan.nothingFound')}
        </p>
      )}
      <ul>
        {found?.map((listing) => (
          <Found key={listing.id} session={session} listing={listing} code={nextCode(taken)} onAdded={onAdded} />
        ))}
      </ul>
    </div>
  );
}

interface FoundProps {
  session: Session;
  listing: Listing;
  /** The one that is suggested. */
  code: string;
  onAdded: () => void;
}

function Found({ session, listing, code, onAdded }: FoundProps) {
  const [own, setOwn] = useState<string | null>(null);
  const { run, busy, error } = useAction();
  const title = listingTitle(listing, locale.value);
  const add = (event: Event) => {
    event.preventDefault();
    run(async () => {
      await staff.me.send(addToLineUp(session.id, own ?? code, listing.id));
      setOwn(null);
      onAdded();
    });
  };
  return (
    <li>
      <form class="plan-found" onSubmit={add}>
        {listing.image ? <img src={listing.image} alt="" width="640" height="640" /> : <span />}
        <bdi>{title}</bdi>
        <CodeField value={own ?? code} onChange={setOwn} />
        <button
          class="button button-outline button-small"
          disabled={busy}
          aria-label={t('plan.addNamed', { name: title })}
        >
          {t('plan.add')}
        </button>
        <FormError error={error} />
      </form>
    </li>
  );
}
