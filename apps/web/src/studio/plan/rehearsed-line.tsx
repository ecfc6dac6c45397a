import type { LineUpItem, RehearsedSentence, RehearsedTerm } from '#libs/contracts';
import { listingTitle } from '#libs/pages';
import { languageName } from '../../i18n/language-names.js';
import { directionOf, locale, type MessageKey, t } from '../../i18n/messages.js';
import { Icon } from '../../ui/icon.js';
import { engineName } from '../../watch/translation-note.js';

interface Props {
  sentence: RehearsedSentence;
  lang: string;
  to: string | null;
  /** Those of the session beside the one that is spoken. */
  languages: readonly string[];
  lineUp: readonly LineUpItem[];
}

/** A sentence with its words, its numbers, what becomes of it, and what is doubtful about that. */
export const RehearsedLine = ({ sentence, lang, to, languages, lineUp }: Props) => (
  <li class="rehearsed-line">
    <p lang={lang} dir={directionOf(lang)}>
      {marked(sentence)}
    </p>
    {sentence.translation !== null && to !== null && <Translated translation={sentence.translation} to={to} />}
    {sentence.terms.length > 0 && (
      <ul class="rehearsed-terms">
        {sentence.terms.map((term) => (
          <li key={term.start}>
            <Term said={sentence.text.slice(term.start, term.end)} term={term} languages={languages} lineUp={lineUp} />
          </li>
        ))}
      </ul>
    )}
    {sentence.numbers.length > 0 && (
      <ul class="tags" aria-label={t('plan.numbers')}>
        {sentence.numbers.map(({ read, risk }, at) => (
          <li key={at} class={risk === null ? 'tag' : 'tag tag-risk'}>
            <bdi dir="ltr">{read}</bdi>
            {risk !== null && ` · ${t(`plan.risk.${risk}`)}`}
          </li>
        ))}
      </ul>
    )}
  </li>
);

function marked({ text, terms }: RehearsedSentence) {
  let at = 0;
  return [
    ...terms.flatMap(({ start, end }) => {
      const before = text.slice(at, start);
      at = end;
      return [before, <mark key={start}>{text.slice(start, end)}</mark>];
    }),
    text.slice(at),
  ];
}

function Translated({ translation, to }: { translation: NonNullable<RehearsedSentence['translation']>; to: string }) {
  const isSource = translation.flags.includes('source-fallback');
  return (
    <div class="rehearsed-translation">
      {!isSource && (
        <p lang={to} dir={directionOf(to)}>
          {translation.text}
        </p>
      )}
      <p class="quiet">
        {languageName(to)}
        {!isSource && ` · ${engineName(translation.engine)}`}
      </p>
      {translation.flags.map((flag) => (
        <p key={flag} class="plan-warning">
          <Icon name="alert" /> {t(complaints[flag])}
        </p>
      ))}
    </div>
  );
}

const complaints: Record<NonNullable<RehearsedSentence['translation']>['flags'][number], MessageKey> = {
  'number-mismatch': 'plan.flag.number-mismatch',
  'glossary-miss': 'plan.flag.glossary-miss',
  'source-fallback': 'plan.flag.source-fallback',
  late: 'plan.flag.late',
  fuzzy: 'plan.flag.fuzzy',
  blocked: 'plan.flag.source-fallback',
};

interface TermProps extends Pick<Props, 'languages' | 'lineUp'> {
  said: string;
  term: RehearsedTerm;
}

function Term({ said, term, languages, lineUp }: TermProps) {
  const item = lineUp.find(({ code }) => code === said.toUpperCase());
  if (item !== undefined) {
    return (
      <>
        <span class="code">{item.code}</span>
        <bdi>{listingTitle(item.listing, locale.value)}</bdi>
      </>
    );
  }
  const codes = lineUp.filter(({ listing }) => listing.id === term.listingId).map(({ code }) => code);
  return (
    <>
      <strong>
        <bdi>{said}</bdi>
      </strong>
      {codes.map((code) => (
        <span key={code} class="code">
          {code}
        </span>
      ))}
      {languages.map((tag) => (
        <span key={tag} class="quiet">
          {languageName(tag)}:{' '}
          {term.becomes[tag] === undefined ? t('plan.asItComes') : <bdi lang={tag}>{term.becomes[tag]}</bdi>}
        </span>
      ))}
    </>
  );
}
