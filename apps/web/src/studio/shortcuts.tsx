import { useEffect, useRef, useState } from 'preact/hooks';
import { errorText } from '../app/error-text.js';
import { type MessageKey, t } from '../i18n/messages.js';
import { FormError } from '../ui/form-error.js';
import type { WatchRoom } from '../watch/watch-room.js';
import { answerFirst, enterField, pinNext, turnOffer } from './desk-actions.js';

/** `go` leads to a place of the desk, at once; `ask` asks the server, one thing after the other. */
type Shortcut = { key: string; says: MessageKey } & ({ go: () => void } | { ask: (room: WatchRoom) => Promise<void> });

const shortcuts: readonly Shortcut[] = [
  { key: 's', says: 'desk.keySay', go: () => enterField('.speak textarea') },
  { key: 'n', says: 'desk.keyPinNext', ask: pinNext },
  { key: 'o', says: 'desk.keyOffer', ask: turnOffer },
  { key: 'a', says: 'desk.keyAnswer', go: answerFirst },
  { key: 'c', says: 'desk.keyChat', go: () => enterField('.composer input') },
];
const KEPT = 'silkcast.shortcuts';

/** Keys for what a host does most, told in a dialog where they can be turned off (WCAG 2.2, 2.1.4). */
export function Shortcuts({ room }: { room: WatchRoom }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [on, setOn] = useState(() => localStorage.getItem(KEPT) !== 'off');
  const [error, setError] = useState<string | null>(null);
  const asked = useRef<Promise<void>>(Promise.resolve());
  const ask = (what: () => Promise<void>) => {
    setError(null);
    asked.current = asked.current.then(what).catch((failure: unknown) => setError(errorText(failure)));
  };
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target)) return;
      if (event.key === '?') return dialog.current?.showModal();
      const shortcut = shortcuts.find(({ key }) => key === event.key.toLowerCase());
      if (!on || shortcut === undefined || dialog.current?.open) return;
      event.preventDefault();
      if ('go' in shortcut) shortcut.go();
      else ask(() => shortcut.ask(room));
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  });
  const turn = () => {
    localStorage.setItem(KEPT, on ? 'off' : 'on');
    setOn(!on);
  };
  return (
    <>
      <button type="button" class="button button-outline button-small" onClick={() => dialog.current?.showModal()}>
        {t('desk.shortcuts')} <kbd>?</kbd>
      </button>
      <FormError error={error} />
      <dialog ref={dialog} class="card dialog" aria-labelledby="shortcuts-title">
        <h2 id="shortcuts-title">{t('desk.shortcuts')}</h2>
        <dl class="keys">
          {shortcuts.map(({ key, says }) => (
            <div key={key}>
              <dt>
                <kbd>{key.toUpperCase()}</kbd>
              </dt>
              <dd>{t(says)}</dd>
            </div>
          ))}
          <div>
            <dt>
              <kbd>?</kbd>
            </dt>
            <dd>{t('desk.keyHelp')}</dd>
          </div>
        </dl>
        <label class="keys-on">
          <input name="shortcuts" type="checkbox" checked={on} onChange={turn} />
          <span>{t('desk.keysOn')}</span>
        </label>
        <form method="dialog">
          <button class="button">{t('close')}</button>
        </form>
      </dialog>
    </>
  );
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest('input:not([type=checkbox]), textarea, select, [contenteditable]') !== null;
