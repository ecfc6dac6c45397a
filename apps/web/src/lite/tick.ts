import { refreshSoon } from './parts.js';

/** Counts down what runs out, on the server's clock. */
export function tick(room: HTMLElement): void {
  const { now } = room.dataset;
  const ahead = now === undefined ? 0 : Date.now() - Date.parse(now);
  const lang = document.documentElement.lang;
  const [whole, two] = [new Intl.NumberFormat(lang), new Intl.NumberFormat(lang, { minimumIntegerDigits: 2 })];
  setInterval(() => {
    for (const time of document.querySelectorAll<HTMLTimeElement>('[data-until]')) {
      const seconds = Math.max(0, Math.ceil((Date.parse(time.dateTime) - Date.now() + ahead) / 1000));
      const clock = `${whole.format(Math.floor(seconds / 60))}:${two.format(seconds % 60)}`;
      time.textContent = (time.dataset['until'] ?? '').replace('{time}', clock);
      if (seconds === 0 && now !== undefined) refreshSoon(5000);
    }
  }, 1000);
}
