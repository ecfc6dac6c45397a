import { claimText, toneOf as toneOfClaim } from '#libs/pages';
import { t } from '../i18n/messages.js';
import { Icon } from '../ui/icon.js';
import { AskedChoices } from './asked-choices.js';
import { itemName, titleOf } from './item-name.js';
import type { Notice } from './notices.js';
import type { WatchRoom } from './watch-room.js';

/** What became of this viewer's claims, over the page. */
export const NoticeList = ({ room }: { room: WatchRoom }) => (
  <div class="notices" role="status">
    {room.notices.shown.value.map((notice) => (
      <div key={notice.id} class={`notice notice-${toneOf(notice)}`}>
        <Icon name={toneOf(notice) === 'good' ? 'check' : 'alert'} />
        <div class="notice-text">
          <p>{textOf(room, notice)}</p>
          {notice.kind === 'outcome' && notice.outcome.outcome === 'ASKED' && (
            <AskedChoices room={room} asked={notice.outcome} onDone={() => room.notices.dismiss(notice.id)} />
          )}
        </div>
        <button
          type="button"
          class="icon-button"
          aria-label={t('close')}
          onClick={() => room.notices.dismiss(notice.id)}
        >
          <Icon name="close" />
        </button>
      </div>
    ))}
  </div>
);

function toneOf(notice: Notice): 'good' | 'asks' | 'bad' {
  if (notice.kind === 'turn') return 'good';
  if (notice.kind === 'reminder') return 'asks';
  return notice.kind === 'outcome' ? toneOfClaim(notice.outcome) : 'bad';
}

function textOf(room: WatchRoom, notice: Notice): string {
  if (notice.kind === 'error') return notice.text;
  if (notice.kind === 'outcome')
    return claimText(notice.outcome, {
      t,
      item: (held) => itemName(room, held),
      title: (code) => titleOf(room, code),
    });
  const values = { item: itemName(room, notice.hold), qty: notice.hold.qty };
  if (notice.kind === 'reminder') return t(`reminder.${notice.which}`, values);
  if (notice.kind === 'cancelled') return t('holdCancelled', { ...values, reason: notice.reason });
  return t(textOfEnd[notice.kind], values);
}

const textOfEnd = { expired: 'holdExpired', turn: 'yourTurn', gone: 'holdGone' } as const;
