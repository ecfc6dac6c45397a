import type { Exporter } from '#libs/contracts';
import { ImportPanel } from './import-panel.js';
import { ListingEditor } from './listing-editor.js';
import { ListingList } from './listing-list.js';

/** What an exporter sells: the list, one listing with all that belongs to it, or a table of all. */
export function ListingsSection({ exporter, place }: { exporter: Exporter; place: string }) {
  if (place === 'table') return <ImportPanel exporter={exporter} />;
  if (place !== '') return <ListingEditor key={place} exporter={exporter} id={place === 'new' ? null : place} />;
  return <ListingList exporter={exporter} />;
}
