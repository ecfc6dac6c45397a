import { useState } from 'preact/hooks';
import { addImage, changeListing } from '#libs/client';
import { type Listing, type ListingImage, maxImages } from '#libs/contracts';
import { interfaceLanguages } from '#libs/pages';
import { staff } from '../../app/client.js';
import { useAction } from '../../app/use-action.js';
import { languageName } from '../../i18n/language-names.js';
import { t } from '../../i18n/messages.js';
import { FormError } from '../../ui/form-error.js';
import { Icon } from '../../ui/icon.js';
import { shrinkImage } from './shrink-image.js';

interface Props {
  listing: Listing;
  onChanged: (listing: Listing, changes?: number) => void;
}

/** The pictures of a listing in their order; the first is what viewers see. */
export function ImagePanel({ listing, onChanged }: Props) {
  const [unreadable, setUnreadable] = useState(false);
  const { run, busy, error } = useAction();
  const { images } = listing;
  const add = (files: readonly File[]) =>
    run(async () => {
      setUnreadable(false);
      let newest: Listing | undefined;
      for (const file of files.slice(0, maxImages - images.length)) {
        const drawn = await shrinkImage(file).catch(() => null);
        if (drawn === null) setUnreadable(true);
        else newest = await staff.me.send(addImage(listing.id, drawn));
      }
      if (newest !== undefined) onChanged(newest, files.length);
    });
  const arrange = (wanted: readonly ListingImage[]) =>
    run(async () => {
      const change = { baseVersion: listing.version, images: wanted.map(({ id, alt }) => ({ id, alt })) };
      onChanged(await staff.me.send(changeListing(listing.id, change)));
    });
  return (
    <section class="card desk-panel">
      <h2>{t('goodsImages')}</h2>
      <ul class="goods-images">
        {images.map((image, at) => (
          <ImageRow
            key={image.id}
            image={image}
            sourceLang={listing.sourceLang}
            onAlt={(alt) => arrange(images.with(at, { ...image, alt }))}
            onFirst={at === 0 ? null : () => arrange([image, ...images.filter((other) => other !== image)])}
            onRemove={() => arrange(images.filter((other) => other !== image))}
          />
        ))}
      </ul>
      {images.length < maxImages && (
        <label class="goods-drop">
          <Icon name="plus" />
          <span>{t(busy ? 'loading' : 'goodsAddImage')}</span>
          <input
            name="file"
            class="sr-only"
            type="file"
            accept="image/png,image/jpeg,image/webp"
            multiple
            disabled={busy}
            onChange={(event) => add([...(event.currentTarget.files ?? [])])}
          />
          <span class="quiet">{t('goodsImageNote')}</span>
        </label>
      )}
      <FormError error={error ?? (unreadable ? t('goodsBadImage') : null)} />
    </section>
  );
}

interface RowProps {
  image: ListingImage;
  sourceLang: string;
  onAlt: (alt: Record<string, string>) => void;
  onFirst: (() => void) | null;
  onRemove: () => void;
}

function ImageRow({ image, sourceLang, onAlt, onFirst, onRemove }: RowProps) {
  const [lang, setLang] = useState(sourceLang);
  const languages = [...new Set([sourceLang, ...interfaceLanguages, ...Object.keys(image.alt)])];
  const keep = (written: string) => {
    const { [lang]: _, ...others } = image.alt;
    if (written !== (image.alt[lang] ?? '')) onAlt(written === '' ? others : { ...others, [lang]: written });
  };
  return (
    <li class="goods-image">
      <img src={image.url} alt={image.alt[sourceLang] ?? ''} width={image.width} height={image.height} loading="lazy" />
      <div class="goods-image-text">
        <input
          name="image"
          key={`${lang} ${image.alt[lang]}`}
          class="field field-small"
          dir="auto"
          lang={lang}
          maxLength={200}
          aria-label={t('goodsAlt', { language: languageName(lang) })}
          placeholder={t('goodsAltHint')}
          defaultValue={image.alt[lang] ?? ''}
          onChange={(event) => keep(event.currentTarget.value.trim())}
        />
        <div class="goods-actions">
          <select
            name="lang"
            class="field field-small"
            aria-label={t('goodsAltLanguage')}
            value={lang}
            onChange={(event) => setLang(event.currentTarget.value)}
          >
            {languages.map((tag) => (
              <option key={tag} value={tag}>
                {languageName(tag)}
              </option>
            ))}
          </select>
          {onFirst && (
            <button type="button" class="button button-plain button-small" onClick={onFirst}>
              {t('goodsImageFirst')}
            </button>
          )}
          <button type="button" class="button button-plain button-small" onClick={onRemove}>
            {t('goodsRemoveImage')}
          </button>
        </div>
      </div>
    </li>
  );
}
