import { describe, expect, it } from '@jest/globals';
import { Metrics } from '#libs/platform';
import { chainOf, failing, prefix, Translator } from '../../testing/a-translator.js';
import { ProviderMetrics } from './provider-metrics.js';

describe('the metrics of providers', () => {
  it('tell calls, texts, time and rest of each provider and pair', async () => {
    const metrics = new Metrics();
    const { observe: onOutcome } = new ProviderMetrics(metrics);
    const ill = new Translator('ill', failing);
    const { translate } = chainOf([ill, new Translator('engine', prefix('es'))], {
      onOutcome,
      failuresBeforeRest: 1,
      restMs: 1,
    });
    await translate(['tea', 'milk'], {}, 'en-GB', 'es-MX');
    const lines = async () => (await metrics.registry.metrics()).split('\n');
    const labels = (provider: string) => `provider="${provider}",from="en",to="es"`;
    await translate(['tea'], {}, 'en', 'es');
    expect(await lines()).toEqual(
      expect.arrayContaining([
        `silkcast_provider_calls_total{${labels('ill')},outcome="failed"} 1`,
        `silkcast_provider_calls_total{${labels('ill')},outcome="resting"} 1`,
        `silkcast_provider_calls_total{${labels('engine')},outcome="answered"} 2`,
        `silkcast_provider_texts_total{${labels('engine')}} 3`,
        `silkcast_provider_seconds_count{${labels('engine')}} 2`,
        `silkcast_provider_resting{${labels('ill')}} 1`,
      ]),
    );
    ill.answer = prefix('es');
    while ((await lines()).includes(`silkcast_provider_resting{${labels('ill')}} 1`)) {
      await translate(['tea']);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(await lines()).toContain(`silkcast_provider_resting{${labels('ill')}} 0`);
  });
});
