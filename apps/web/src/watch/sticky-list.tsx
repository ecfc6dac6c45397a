import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t } from '../i18n/messages.js';
import { Icon } from '../ui/icon.js';

/** Nearer to the end than this counts as being there, in pixels. */
const NEAR = 80;

/** A list that follows its newest line, unless its reader has scrolled away from it. */
export function StickyList({ label, count, children }: { label: string; count: number; children: ComponentChildren }) {
  const list = useRef<HTMLUListElement>(null);
  const [away, setAway] = useState(false);
  const toEnd = () => list.current?.scrollTo({ top: list.current.scrollHeight });
  useLayoutEffect(() => {
    if (!away) toEnd();
  });
  useEffect(() => {
    const observer = new ResizeObserver(() => !away && toEnd());
    if (list.current !== null) observer.observe(list.current);
    return () => observer.disconnect();
  }, [away]);
  const onScroll = () => {
    const box = list.current;
    if (box !== null) setAway(box.scrollHeight - box.scrollTop - box.clientHeight > NEAR);
  };
  return (
    <div class="sticky-list">
      <ul ref={list} class="sticky-list-items" onScroll={onScroll} tabIndex={0} aria-label={label} data-count={count}>
        {children}
      </ul>
      {away && (
        <button type="button" class="to-end" onClick={() => (setAway(false), toEnd())}>
          <Icon name="down" />
          {t('newMessages')}
        </button>
      )}
    </div>
  );
}
