/** Buying, for tests of what stands above orders: a lib knows another lib by its index only. */
export { capture } from '../../libs/orders/testing/purchase.js';
