import { useState } from 'preact/hooks';
import { renameInLineUp } from '#libs/client';
import type { LineUpItem, Session } from '#libs/contracts';
import { listingTitle, variantName } from '#libs/pages';
import { staff } from '../../app/client.js';
import { useAction } from '../../app/use-action.js';
import { formatMoney } from '../../i18n/format.js';
import { locale, t } from '../../i18n/messages.js';
import { FormError } from '../../ui/form-error.js';
import { Icon } from '../../ui/icon.js';
import { CodeField } from './code-field.js';
import type { Grip } from './use-drag.js';

interface Props {
  session: Session;
  item: LineUpItem;
  isFirst: boolean;
  isLast: boolean;
  isDragged: boolean;
  /** CSS pixels. */
  shift: number;
  grip: Grip;
  busy: boolean;
  /** @param target what has the focus */
  onMove: (by: -1 | 1, target: EventTarget | null) => void;
  onRemove: () => void;
  onRenamed: () => void;
}

export function LineUpRow(props: Props) {
  const { session, item, isFirst, isLast, isDragged, shift, grip, busy, onMove, onRemove, onRenamed } = props;
  const title = listingTitle(item.listing, locale.value);
  const byKeys = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    onMove(event.key === 'ArrowUp' ? -1 : 1, event.target);
  };
  return (
    <li
      class={isDragged ? 'plan-item plan-item-dragged' : 'plan-item'}
      style={{ transform: shift === 0 ? '' : `translateY(${shift}px)` }}
      onKeyDown={byKeys}
    >
      <span class="plan-grip" aria-hidden="true" {...grip} />
      {item.listing.image ? <img src={item.listing.image} alt="" width="640" height="640" /> : <span />}
      <div class="plan-item-text">
        <strong>
          <bdi>{title}</bdi>
        </strong>
        <p class="quiet">{variantsOf(item, session.currency)}</p>
        <Code session={session} item={item} onRenamed={onRenamed} />
      </div>
      <div class="plan-item-actions">
        {([-1, 1] as const).map((by) => (
          <button
            key={by}
            type="button"
            class="icon-button"
            aria-label={t(by < 0 ? 'plan.moveUp' : 'plan.moveDown', { item: title })}
            aria-disabled={by < 0 ? isFirst : isLast}
            onClick={(event) => onMove(by, event.currentTarget)}
          >
            <span class={by < 0 ? 'plan-up' : 'plan-down'}>
              <Icon name="down" />
            </span>
          </button>
        ))}
        <button
          type="button"
          class="icon-button"
          aria-label={t('plan.removeNamed', { name: title })}
          disabled={busy}
          onClick={onRemove}
        >
          <Icon name="close" />
        </button>
      </div>
    </li>
  );
}

function Code({ session, item, onRenamed }: Pick<Props, 'session' | 'item' | 'onRenamed'>) {
  const [wanted, setWanted] = useState<string | null>(null);
  const { run, busy, error } = useAction();
  if (wanted === null) {
    return (
      <button
        type="button"
        class="plan-code"
        aria-label={t('plan.changeCode', { code: item.code })}
        onClick={() => setWanted(item.code)}
      >
        <span class="code">{item.code}</span>
        <Icon name="edit" />
      </button>
    );
  }
  const save = (event: Event) => {
    event.preventDefault();
    run(async () => {
      await staff.me.send(renameInLineUp(session.id, item.code, wanted));
      setWanted(null);
      onRenamed();
    });
  };
  return (
    <form class="plan-code-form" onSubmit={save}>
      <CodeField value={wanted} onChange={setWanted} />
      <button class="button button-small" disabled={busy}>
        {t('save')}
      </button>
      <button type="button" class="button button-plain button-small" onClick={() => setWanted(null)}>
        {t('cancel')}
      </button>
      <FormError error={error} />
    </form>
  );
}

const variantsOf = ({ listing }: LineUpItem, currency: string): string =>
  listing.variants
    .map((variant) => {
      const price = variant.prices.find((each) => each.currency === currency);
      return [variantName(variant, locale.value), ...(price ? [formatMoney(price)] : [])].join(' ');
    })
    .join(' · ');
