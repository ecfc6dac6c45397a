import { useState } from 'preact/hooks';
import { draftListingTexts, reviewListingText, writeListingText } from '#libs/client';
import type { Listing, ListingText } from '#libs/contracts';
import { interfaceLanguages } from '#libs/pages';
import { staff } from '../../app/client.js';
import { useAction } from '../../app/use-action.js';
import { languageName } from '../../i18n/language-names.js';
import { t } from '../../i18n/messages.js';
import { FormError } from '../../ui/form-error.js';

interface Props {
  listing: Listing;
  onChanged: (listing: Listing) => void;
}

/** What a listing says in each other language, who wrote it, and whether it still says the same. */
export function LanguagesPanel({ listing, onChanged }: Props) {
  const { run, busy, error } = useAction();
  const [asked, setAsked] = useState(false);
  const others = [...new Set([...interfaceLanguages, ...Object.keys(listing.texts)])].filter(
    (tag) => tag !== listing.sourceLang,
  );
  const missing = others.filter((tag) => listing.texts[tag] === undefined);
  const draft = () =>
    run(async () => {
      await staff.me.send(draftListingTexts(listing.id, missing));
      setAsked(true);
    });
  return (
    <section class="card desk-panel">
      <h2>{t('goodsLanguages')}</h2>
      {missing.length > 0 && (
        <div class="goods-actions">
          <button type="button" class="button button-small" disabled={busy} onClick={draft}>
            {t('goodsTranslate', { count: missing.length })}
          </button>
          {asked && <span class="quiet">{t('goodsTranslating')}</span>}
        </div>
      )}
      <FormError error={error} />
      {others.map((lang) => (
        <LanguageText
          key={`${lang} ${listing.texts[lang]?.title} ${listing.texts[lang]?.description}`}
          listing={listing}
          lang={lang}
          onChanged={onChanged}
        />
      ))}
    </section>
  );
}

type TextState = 'missing' | 'stale' | 'draft' | 'reviewed';
const stateOf = (text: ListingText | undefined): TextState => {
  if (text === undefined) return 'missing';
  if (text.stale) return 'stale';
  return text.machine && !text.reviewed ? 'draft' : 'reviewed';
};

function LanguageText({ listing, lang, onChanged }: Props & { lang: string }) {
  const text = listing.texts[lang];
  const source = listing.texts[listing.sourceLang];
  const [title, setTitle] = useState(text?.title ?? '');
  const [description, setDescription] = useState(text?.description ?? '');
  const { run, busy, error } = useAction();
  const state = stateOf(text);
  const edited = title !== (text?.title ?? '') || description !== (text?.description ?? '');
  const whole = title.trim() !== '' && description.trim() !== '';
  const save = (event: Event) => {
    event.preventDefault();
    run(async () => onChanged(await staff.me.send(writeListingText(listing.id, lang, { title, description }))));
  };
  const accept = () =>
    run(async () => onChanged(await staff.me.send(reviewListingText(listing.id, lang, { title, description }))));
  return (
    <details class="goods-language">
      <summary>
        {languageName(lang)} <span class={`state text-${state}`}>{t(`textState.${state}`)}</span>
      </summary>
      <form class="goods-language-form" onSubmit={save}>
        <blockquote lang={listing.sourceLang} dir="auto">
          <strong>{source?.title}</strong>
          <p>{source?.description}</p>
        </blockquote>
        <div class="goods-details" lang={lang}>
          <input
            name="title"
            class="field field-small"
            dir="auto"
            maxLength={120}
            aria-label={`${t('goodsTitle')} · ${languageName(lang)}`}
            value={title}
            onInput={(event) => setTitle(event.currentTarget.value)}
          />
          <textarea
            name="description"
            class="field goods-text"
            dir="auto"
            rows={4}
            maxLength={2000}
            aria-label={`${t('goodsDescription')} · ${languageName(lang)}`}
            value={description}
            onInput={(event) => setDescription(event.currentTarget.value)}
          />
        </div>
        <div class="goods-actions">
          {state === 'draft' && !edited ? (
            <button type="button" class="button button-small" disabled={busy} onClick={accept}>
              {t('goodsAccept')}
            </button>
          ) : (
            <button class="button button-small" disabled={busy || !whole || (!edited && state !== 'stale')}>
              {t(state === 'stale' && !edited ? 'goodsStillRight' : 'save')}
            </button>
          )}
        </div>
        <FormError error={error} />
      </form>
    </details>
  );
}
