// `npm run bench:order`: how many whole orders are claimed, paid for and confirmed. See docs/performance.md.
import { runBuyingBench } from './buying-bench.js';
import { orderCells, orderSmokeTest } from './cells/whole-order.js';

await runBuyingBench({ name: 'order', cells: orderCells, smokeTest: orderSmokeTest });
