import type { ClaimOutcome } from '#libs/contracts';
import { formatCount } from '../i18n/format.js';
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
  if (notice.kind !== 'outcome') return 'bad';
  if (notice.outcome.outcome === 'REJECTED') return 'bad';
  return notice.outcome.outcome === 'ASKED' ? 'asks' : 'good';
}

function textOf(room: WatchRoom, notice: Notice): string {
  if (notice.kind === 'error') return notice.text;
  if (notice.kind === 'outcome') return outcomeText(room, notice.outcome);
  const values = { item: itemName(room, notice.hold), qty: formatCount(notice.hold.qty) };
  if (notice.kind === 'reminder') return t(`reminder.${notice.which}`, values);
  if (notice.kind === 'cancelled') return t('holdCancelled', { ...values, reason: notice.reason });
  return t(textOfEnd[notice.kind], values);
}

const textOfEnd = { expired: 'holdExpired', turn: 'yourTurn', gone: 'holdGone' } as const;

function outcomeText(room: WatchRoom, outcome: ClaimOutcome): string {
  if (outcome.outcome === 'ASKED') return t(`asked.${outcome.reason}`);
  if (outcome.outcome === 'REJECTED') return t(`rejected.${outcome.reason}`, { item: titleOf(room, outcome.code) });
  if (outcome.outcome === 'STATUS') return t('outcome.STATUS');
  if (outcome.outcome === 'PARTIAL') {
    const values = { qty: formatCount(outcome.hold.qty), waiting: formatCount(outcome.waiting.qty) };
    return t('outcome.PARTIAL', { ...values, item: itemName(room, outcome.hold) });
  }
  const subject =
    'hold' in outcome && outcome.hold !== null ? outcome.hold : 'waiting' in outcome ? outcome.waiting : null;
  if (subject === null) return '';
  const values = { qty: formatCount(subject.qty), item: itemName(room, subject) };
  if (outcome.outcome === 'HELD' && !outcome.hold.reserved) return `${t('basketTitle')}: ${itemName(room, subject)}`;
  if (outcome.outcome === 'WAITLISTED' && outcome.waiting.drawsAt !== null) return t('drawTitle');
  if (outcome.outcome === 'DUPLICATE' && outcome.hold === null) return t('outcome.WAITLISTED', values);
  return t(`outcome.${outcome.outcome}`, values);
}
