// `npm run bench:flash`: how many claims are decided when everybody wants the same thing. See docs/performance.md.
import { runBuyingBench } from './buying-bench.js';
import { flashCells, flashSmokeTest } from './cells/flash-sale.js';

await runBuyingBench({ name: 'flash', cells: flashCells, smokeTest: flashSmokeTest });
