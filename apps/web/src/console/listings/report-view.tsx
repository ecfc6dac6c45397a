import type { TableReport } from '#libs/contracts';
import { formatCount } from '../../i18n/format.js';
import { t } from '../../i18n/messages.js';

interface Props {
  report: TableReport;
  busy: boolean;
  onApply: () => void;
}

/** What a table would change, or what keeps it from being taken, row by row. */
export function ReportView({ report, busy, onApply }: Props) {
  const { listings, variants, faults, faultCount, changes, applied } = report;
  const differs = changes.length > 0;
  return (
    <div class="goods-report" role="status">
      <p>
        <strong>
          {applied
            ? t('goodsApplied')
            : faultCount > 0
              ? t('goodsTableFaults', { count: faultCount })
              : t(differs ? 'goodsTableGood' : 'goodsTableSame')}
        </strong>
      </p>
      <p class="quiet">{t('goodsReportListings', { ...listings })}</p>
      <p class="quiet">{t('goodsReportVariants', { ...variants })}</p>
      {faultCount > 0 ? (
        <div class="goods-scroll" tabIndex={0} role="group" aria-label={t('goodsTableFaults', { count: faultCount })}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('goodsLine')}</th>
                <th scope="col">{t('goodsColumn')}</th>
                <th scope="col">{t('goodsWhatIsWrong')}</th>
              </tr>
            </thead>
            <tbody>
              {faults.map(({ line, column, fault }, at) => (
                <tr key={at}>
                  <td>{formatCount(line)}</td>
                  <td>
                    <code>{column}</code>
                  </td>
                  <td>{t(`tableFault.${fault}`)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <ul class="goods-changes">
          {changes.slice(0, 50).map(({ listing, sku, fields }) => (
            <li key={`${listing} ${sku}`}>
              <bdi>{listing}</bdi> {sku !== null && <bdi class="quiet">{sku}</bdi>} <code>{fields.join(', ')}</code>
            </li>
          ))}
        </ul>
      )}
      {!applied && differs && faultCount === 0 && (
        <button type="button" class="button" disabled={busy} onClick={onApply}>
          {t('goodsApply')}
        </button>
      )}
    </div>
  );
}
