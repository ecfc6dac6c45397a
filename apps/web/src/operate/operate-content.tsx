import { staff } from '../app/client.js';
import { t } from '../i18n/messages.js';
import { Sections } from '../ui/sections.js';
import { AlertList } from './alert-list.js';
import { AuditPanel } from './audit-panel.js';
import { MetricsPanel } from './metrics-panel.js';
import { QueuesPanel } from './queues-panel.js';
import { SessionsPanel } from './sessions-panel.js';

/** The server refuses everybody else anyway; this says so before it does. */
export const OperateContent = () =>
  staff.me.account?.kind === 'operator' ? (
    <>
      <header class="staff-head">
        <h1>{t('operateTitle')}</h1>
      </header>
      <AlertList />
      <Sections
        label={t('operateTitle')}
        sections={[
          { id: 'sessions', title: t('operateSessions'), content: () => <SessionsPanel /> },
          { id: 'queues', title: t('operateQueues'), content: () => <QueuesPanel /> },
          { id: 'metrics', title: t('operateMetrics'), content: () => <MetricsPanel /> },
          { id: 'audit', title: t('operateAudit'), content: () => <AuditPanel /> },
        ]}
      />
    </>
  ) : (
    <section class="card operate-refused" role="alert">
      <h1>{t('operateRefused')}</h1>
      <p class="quiet">{t('operateRefusedHow')}</p>
    </section>
  );
