import { useState } from 'preact/hooks';
import { t } from '../i18n/messages.js';
import { LanguageMenu } from '../ui/language-menu.js';
import { PageHeader } from '../ui/page-header.js';
import { Audience } from './audience.js';
import { BasketCards } from './basket-card.js';
import { ChatPanel } from './chat-panel.js';
import { CountryMenu } from './country-menu.js';
import { ConnectionNote } from './connection-note.js';
import { NoticeList } from './notice-list.js';
import { LineUpList } from './line-up-list.js';
import { MyOrders } from './my-orders.js';
import { OrderCards } from './order-card.js';
import { ProductCard } from './product-card.js';
import { Stage } from './stage.js';
import { Transcript } from './transcript.js';
import { WaitingCards } from './waiting-card.js';
import type { WatchRoom } from './watch-room.js';

type Tab = 'chat' | 'transcript';
const tabs: readonly Tab[] = ['chat', 'transcript'];

/** One column on a phone, the conversation beside the stage on a desk. */
export function WatchLayout({ room }: { room: WatchRoom }) {
  const [tab, setTab] = useState<Tab>('chat');
  return (
    <div class="watch" data-tab={tab}>
      <PageHeader>
        <Audience room={room} />
        <CountryMenu room={room} />
        <LanguageMenu
          label={t('readIn')}
          languages={room.info.value.languages}
          value={room.served.value}
          onChange={(lang) => room.changeLanguage(lang)}
        />
      </PageHeader>
      <main class="watch-main">
        <ConnectionNote room={room} />
        <Stage room={room} />
        <section class="watch-sale" aria-label={t('product')}>
          <ProductCard room={room} />
          <LineUpList room={room} />
        </section>
        <Tabs tab={tab} onChoose={setTab} />
        <Transcript room={room} />
        <div class="watch-side">
          <section class="watch-mine" aria-label={t('yours')}>
            <OrderCards room={room} />
            <BasketCards room={room} />
            <WaitingCards room={room} />
            <MyOrders room={room} />
          </section>
          <ChatPanel room={room} />
        </div>
      </main>
      <NoticeList room={room} />
    </div>
  );
}

// On a desk both are in sight and the tabs are not.
const Tabs = ({ tab, onChoose }: { tab: Tab; onChoose: (tab: Tab) => void }) => (
  <div class="tabs">
    {tabs.map((name) => (
      <button key={name} type="button" class="tab" aria-pressed={tab === name} onClick={() => onChoose(name)}>
        {t(name)}
      </button>
    ))}
  </div>
);
