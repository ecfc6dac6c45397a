/** A sale for tests of what stands above orders: a lib knows another lib by its index only. */
export { aSale, type Sale, stockOf } from '../../libs/orders/testing/sale.js';
