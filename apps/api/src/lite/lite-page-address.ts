const address = /^\/s\/[^/?#]+\/lite(?=[/?#]|$)/;

/** Whether this is the address of a page that works without JavaScript. */
export const isLitePage = (url: string): boolean => address.test(url);

/** The page of the session that an address belongs to. */
export const litePageOf = (url: string): string | undefined => address.exec(url)?.[0];
