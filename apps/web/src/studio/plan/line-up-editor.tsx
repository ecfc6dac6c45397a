import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { removeFromLineUp } from '#libs/client';
import type { LineUpItem, Session } from '#libs/contracts';
import { listingTitle } from '#libs/pages';
import { staff } from '../../app/client.js';
import { useAction } from '../../app/use-action.js';
import { formatCount } from '../../i18n/format.js';
import { locale, t } from '../../i18n/messages.js';
import { FormError } from '../../ui/form-error.js';
import { ItemFinder } from './item-finder.js';
import { LineUpRow } from './line-up-row.js';
import { moved } from './moved.js';
import { useDrag } from './use-drag.js';
import { useLineUp } from './use-line-up.js';

/** What the session shows, in the order in which it is shown everywhere: dragged, or moved by keys. */
export function LineUpEditor({ session }: { session: Session }) {
  const { items: known, error, load, order } = useLineUp(session.id);
  const { run, busy, error: refused } = useAction();
  const [told, setTold] = useState('');
  const items = known ?? [];
  const keepFocus = useKeptFocus(items);

  const move = (from: number, to: number) => {
    const item = items[from];
    if (item === undefined || to < 0 || to >= items.length) return;
    order(moved(items, from, to));
    const values = { item: listingTitle(item.listing, locale.value), place: formatCount(to + 1) };
    setTold(t('plan.movedTo', { ...values, count: formatCount(items.length) }));
  };
  const { list, grip, shift, dragged } = useDrag(items.length, move);
  const remove = (code: string) =>
    run(async () => {
      await staff.me.send(removeFromLineUp(session.id, code));
      await load();
    });

  return (
    <section class="card desk-panel">
      <h2>{t('lineUp')}</h2>
      {known === null && <p class="quiet">{t('loading')}</p>}
      {known?.length === 0 && <p class="quiet">{t('plan.lineUpEmpty')}</p>}
      {items.length > 1 && <p class="quiet">{t('plan.orderHint')}</p>}
      <ol class="plan-line-up" ref={list}>
        {items.map((item, index) => (
          <LineUpRow
            key={item.code}
            session={session}
            item={item}
            isFirst={index === 0}
            isLast={index === items.length - 1}
            isDragged={dragged === index}
            shift={shift(index)}
            grip={grip(index)}
            busy={busy}
            onMove={(by, target) => {
              keepFocus(target);
              move(index, index + by);
            }}
            onRemove={() => remove(item.code)}
            onRenamed={() => void load()}
          />
        ))}
      </ol>
      <p class="sr-only" role="status">
        {told}
      </p>
      <FormError error={error ?? refused} />
      <ItemFinder session={session} taken={items.map(({ code }) => code)} onAdded={() => void load()} />
    </section>
  );
}

/** A row that is moved in the document loses the focus; it gets it back. */
function useKeptFocus(items: readonly LineUpItem[]) {
  const kept = useRef<HTMLElement | null>(null);
  useLayoutEffect(() => {
    kept.current?.focus();
    kept.current = null;
  }, [items]);
  return (target: EventTarget | null) => {
    kept.current = target instanceof HTMLElement ? target : null;
  };
}
