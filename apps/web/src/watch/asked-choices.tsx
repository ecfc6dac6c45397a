import type { ClaimOutcome, LineUpItem } from '#libs/contracts';
import { variantName } from '#libs/pages';
import { t } from '../i18n/messages.js';
import { titleOf } from './item-name.js';
import { attempt, claim, isQuantity, wishOf } from './viewer-commands.js';
import type { WatchRoom } from './watch-room.js';

type Asked = Extract<ClaimOutcome, { outcome: 'ASKED' }>;

/** One button for each answer to what the server asked back. */
export function AskedChoices({ room, asked, onDone }: { room: WatchRoom; asked: Asked; onDone: () => void }) {
  const choose = (choice: string) => {
    const wish = wishOf(room.lineUp, choice, asked);
    onDone();
    if (wish !== null) attempt(room, () => claim(room, wish));
  };
  const choices = asked.choices.length === 0 && asked.code !== null ? [asked.code] : asked.choices;
  return (
    <div class="choices">
      {choices.map((choice) => (
        <button key={choice} type="button" class="button button-small" onClick={() => choose(choice)}>
          {asked.reason === 'confirm' && choices.length === 1 ? t('yes') : labelOf(room, choice, asked.code)}
        </button>
      ))}
    </div>
  );
}

function labelOf(room: WatchRoom, choice: string, code: string | null): string {
  if (isQuantity(choice)) return `× ${choice}`;
  const byCode: LineUpItem | undefined = room.lineUp.find((item) => item.code === choice);
  if (byCode !== undefined) return `${choice} · ${titleOf(room, choice)}`;
  const variants = room.lineUp.find((item) => item.code === code)?.listing.variants ?? [];
  const variant = variants.find(({ name }) => name === choice);
  return variant === undefined ? choice : variantName(variant, room.served.value);
}
