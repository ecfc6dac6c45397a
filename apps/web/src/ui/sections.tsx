import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';

export interface Section {
  /** What stands behind `#` in the address, so that a section can be linked to and the way back works. */
  id: string;
  title: string;
  /** `place` is what follows in the address behind a slash: a room may have rooms. */
  content: (place: string) => ComponentChildren;
}

/** The rooms of a page, one shown at a time; the first where the address names none. */
export function Sections({ label, sections }: { label: string; sections: readonly Section[] }) {
  const [room, place = ''] = useHash().split('/');
  const shown = sections.find(({ id }) => id === room) ?? sections[0];
  return (
    <>
      {sections.length > 1 && (
        <nav class="sections" aria-label={label}>
          {sections.map(({ id, title }) => (
            <a key={id} href={`#${id}`} aria-current={id === shown?.id ? 'page' : undefined}>
              {title}
            </a>
          ))}
        </nav>
      )}
      {shown?.content(place)}
    </>
  );
}

function useHash(): string {
  const [hash, setHash] = useState(location.hash.slice(1));
  useEffect(() => {
    const read = () => setHash(location.hash.slice(1));
    addEventListener('hashchange', read);
    return () => removeEventListener('hashchange', read);
  }, []);
  return hash;
}
