import type { Caption, ChatTranslation } from '#libs/contracts';
import { languageName } from '../i18n/language-names.js';
import { t, tIfKnown } from '../i18n/messages.js';
import { Icon } from '../ui/icon.js';
import type { OriginalToggle } from './caption-original.js';

type Piece = Pick<Caption | ChatTranslation, 'lang' | 'from' | 'engine' | 'machine' | 'flags'>;

const properNames: Readonly<Record<string, string>> = {
  apertium: 'Apertium',
  libretranslate: 'LibreTranslate',
  vosk: 'Vosk',
  'whisper-cpp': 'whisper.cpp',
  deepgram: 'Deepgram',
  openai: 'OpenAI',
};
export const engineName = (engine: string): string => properNames[engine] ?? tIfKnown(`engine.${engine}`) ?? engine;

/** Who made this text, in plain words, and the way to the original. What a recogniser heard has no other original. */
export function TranslationNote({ piece, original }: { piece: Piece; original: OriginalToggle }) {
  const engine = engineName(piece.engine);
  if (piece.from === piece.lang) return <p class="note">{piece.machine ? t('heardBy', { engine }) : t('asSpoken')}</p>;
  const untranslated = piece.flags.includes('source-fallback') || piece.flags.includes('blocked');
  const lang = languageName(piece.from);
  if (untranslated) return <p class="note note-doubt">{t('untranslated', { lang })}</p>;
  const made = piece.machine ? `${t('machineText')} (${engine})` : engine;
  return (
    <p class="note">
      <button
        type="button"
        class="note-button"
        aria-expanded={original.shown}
        title={t(original.shown ? 'hideOriginal' : 'showOriginal')}
        onClick={original.toggle}
      >
        <Icon name="swap" />
        {t('translatedFrom', { lang, engine: made })}
        <span class="note-action">{t('original')}</span>
      </button>
      <Doubts flags={piece.flags} />
    </p>
  );
}

const Doubts = ({ flags }: { flags: Piece['flags'] }) => (
  <>
    {flags.includes('number-mismatch') && (
      <span class="note-doubt">
        <Icon name="alert" />
        {t('doubtNumbers')}
      </span>
    )}
    {flags.includes('fuzzy') && <span class="note-doubt">{t('doubtFuzzy')}</span>}
  </>
);
