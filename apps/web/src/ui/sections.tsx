import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';

export interface Section {
  /** What stands behind `#` in the address, so that a section can be linked to and the way back works. */
  id: string;
  title: string;
  content: () => ComponentChildren;
}

/** The rooms of a page, one shown at a time; the first where the address names none. */
export function Sections({ label, sections }: { label: string; sections: readonly Section[] }) {
  const hash = useHash();
  const shown = sections.find(({ id }) => id === hash) ?? sections[0];
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
      {shown?.content()}
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
