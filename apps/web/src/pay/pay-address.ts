/** The page where an order is looked over and paid; it leads back to `from`, a path of our own. */
export const checkoutOf = (orderId: string, from: string): string =>
  `/pay/order/${orderId}?return=${encodeURIComponent(from)}`;
