import type { Caption, ChatMessage, ChatTranslation, SpokenText } from '#libs/contracts';

/** As many lines as the page keeps. */
const most = { captions: 30, messages: 60 };
type Translated = Pick<Caption, 'from' | 'lang' | 'machine' | 'flags'>;

const isUntranslated = ({ flags }: Pick<Translated, 'flags'>) =>
  flags.includes('source-fallback') || flags.includes('blocked');

/** An element with this text in it, which is never markup. */
function element(tag: string, text: string, lang?: string): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = text;
  if (lang !== undefined) Object.assign(made, { lang, dir: 'auto' });
  return made;
}

/** The lines of captions and chat, each once: what comes again, or has come with the page, is known by its id. */
export class Talk {
  readonly #names: Intl.DisplayNames;
  readonly #captions = document.getElementById('captions');
  readonly #messages = document.getElementById('messages');

  constructor(private readonly page: HTMLElement) {
    this.#names = new Intl.DisplayNames([document.documentElement.lang, 'en'], { type: 'language' });
  }

  caption(caption: Caption): void {
    const id = `c-${caption.segment}`;
    const known = document.getElementById(id);
    if (Number(known?.dataset['rev'] ?? 0) >= caption.rev) return;
    this.#speaks(caption);
    if (caption.state === 'retracted') return known?.remove();
    if (!/final|corrected/.test(caption.state) || caption.text === '') return;
    const line = known ?? this.#newCaption(id, caption.n);
    line.dataset['rev'] = String(caption.rev);
    const lang = isUntranslated(caption) ? caption.from : caption.lang;
    line.replaceChildren(element('p', caption.text, lang), ...this.#note(caption), ...this.#original(caption));
  }

  /** What is still being spoken; it goes when it stands in its place. */
  #speaks({ segment, state, text, lang }: Caption): void {
    const now = document.getElementById('now');
    if (now === null || (state !== 'partial' && now.dataset['segment'] !== segment)) return;
    Object.assign(now.dataset, { segment });
    Object.assign(now, { lang, textContent: state === 'partial' ? text : '' });
  }

  /** The words of whoever spoke are asked for when somebody wants them: most lines are never opened. */
  #original({ segment, from, lang, flags }: Caption): HTMLElement[] {
    if (from === lang || isUntranslated({ flags })) return [];
    const original = document.createElement('details');
    // else each line would be read out with it
    original.setAttribute('aria-live', 'off');
    original.append(element('summary', this.page.dataset['original'] ?? ''));
    original.addEventListener('toggle', () => {
      if (original.open && original.querySelector('p') === null) void this.#ask(segment, original);
    });
    return [original];
  }

  async #ask(segment: string, original: HTMLElement): Promise<void> {
    const answer = await fetch(`${this.page.dataset['captions']}${segment}`).catch(() => null);
    const spoken = answer?.ok ? ((await answer.json()) as SpokenText) : null;
    original.append(
      spoken === null ? element('small', this.page.dataset['failed'] ?? '') : element('p', spoken.text, spoken.lang),
    );
  }

  message({ message, author, text, lang, removed }: ChatMessage): void {
    const id = `m-${message}`;
    if (removed !== undefined || document.getElementById(id) !== null) return;
    const line = Object.assign(element('li', ''), { id, className: author.role === null ? '' : 'staff' });
    const role = author.role === null ? undefined : this.page.dataset[author.role.replace('-', '')];
    const marks = [role, author.simulated ? this.page.dataset['simulated'] : undefined].filter((mark) => mark);
    const name = element('b', '');
    name.append(element('bdi', author.name));
    line.append(name, ...marks.flatMap((mark) => [' ', element('i', mark ?? '')]), element('p', text, lang));
    // ids are made of the time: what was said later stands higher
    const lines = [...(this.#messages?.children ?? [])];
    this.#messages?.insertBefore(line, lines.find((other) => other.id < id) ?? null);
    while ((this.#messages?.children.length ?? 0) > most.messages) this.#messages?.lastElementChild?.remove();
  }

  translation(translation: ChatTranslation): void {
    const line = document.getElementById(`m-${translation.message}`);
    const said = line?.querySelector('p');
    if (line === null || !said || translation.removed || line.querySelector('small,details') !== null) return;
    line.append(...this.#note(translation));
    if (isUntranslated(translation)) return;
    const original = document.createElement('details');
    original.append(element('summary', this.page.dataset['original'] ?? ''), said.cloneNode(true));
    said.replaceWith(element('p', translation.text, translation.lang));
    line.append(original);
  }

  remove(message: string): void {
    document.getElementById(`m-${message}`)?.remove();
  }

  stock(variantId: string, available: number): void {
    const { stock = '', gone = '' } = this.page.dataset;
    const count = new Intl.NumberFormat(document.documentElement.lang).format(available);
    for (const left of document.querySelectorAll(`[data-stock="${variantId}"]`))
      left.textContent = available > 0 ? stock.replace('{count}', count) : gone;
  }

  /** Captions stand in the order they were spoken, whatever order they come in. */
  #newCaption(id: string, n: number): HTMLElement {
    const line = Object.assign(element('li', ''), { id });
    line.dataset['n'] = String(n);
    const lines = [...(this.#captions?.children ?? [])] as HTMLElement[];
    const next = lines.find((other) => Number(other.dataset['n']) > n) ?? null;
    this.#captions?.insertBefore(line, next);
    if (lines.length >= most.captions) lines[0]?.remove();
    return line;
  }

  #note(text: Translated): HTMLElement[] {
    if (text.from === text.lang) return [];
    const { machine = '', untranslated = '' } = this.page.dataset;
    const lang = this.#names.of(text.from) ?? text.from;
    if (isUntranslated(text)) return [element('small', untranslated.replace('{lang}', lang))];
    return text.machine ? [element('small', machine)] : [];
  }
}
