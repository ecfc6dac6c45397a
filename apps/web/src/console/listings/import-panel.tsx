import { useState } from 'preact/hooks';
import { importListings, listingsTable } from '#libs/client';
import { type Exporter, maxTableBytes, type TableReport } from '#libs/contracts';
import { staff } from '../../app/client.js';
import { useAction } from '../../app/use-action.js';
import { t } from '../../i18n/messages.js';
import { FormError } from '../../ui/form-error.js';
import { Icon } from '../../ui/icon.js';
import { addressOf } from './addresses.js';
import { ReportView } from './report-view.js';

/** All listings as a table, out and in: what a file would change is shown before it does. */
export function ImportPanel({ exporter }: { exporter: Exporter }) {
  const [file, setFile] = useState<File | null>(null);
  const [report, setReport] = useState<TableReport | null>(null);
  const [over, setOver] = useState(false);
  const { run, busy, error } = useAction();
  const look = (chosen: File | undefined) => {
    setOver(false);
    if (chosen === undefined) return;
    setFile(chosen);
    setReport(null);
    run(async () => setReport(await staff.me.send(importListings(exporter.id, chosen, false))));
  };
  const apply = () => run(async () => file && setReport(await staff.me.send(importListings(exporter.id, file, true))));
  const download = () =>
    run(async () => save(await staff.me.text(listingsTable(exporter.id), 'text/csv'), `${exporter.slug}-listings.csv`));
  return (
    <section class="goods">
      <a class="goods-back" href={addressOf()}>
        {t('goodsBack')}
      </a>
      <div class="card desk-panel">
        <h2>{t('goodsTable')}</h2>
        <p class="quiet">{t('goodsTableNote')}</p>
        <div class="goods-actions">
          <button type="button" class="button button-outline button-small" disabled={busy} onClick={download}>
            <Icon name="down" />
            {t('goodsExport')}
          </button>
        </div>
        <label
          class={over ? 'goods-drop goods-drop-over' : 'goods-drop'}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(event) => {
            event.preventDefault();
            look(event.dataTransfer?.files[0]);
          }}
        >
          <Icon name="plus" />
          <span>{file?.name ?? t('goodsImport')}</span>
          <input
            name="file"
            class="sr-only"
            type="file"
            accept=".csv,text/csv"
            disabled={busy}
            onChange={(event) => {
              look(event.currentTarget.files?.[0]);
              event.currentTarget.value = '';
            }}
          />
        </label>
        <FormError error={file !== null && file.size > maxTableBytes ? t('goodsTableTooLarge') : error} />
        {report && <ReportView report={report} busy={busy} onApply={apply} />}
      </div>
    </section>
  );
}

function save(table: string, name: string): void {
  const address = URL.createObjectURL(new Blob([table], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // the browser reads it after the click
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
