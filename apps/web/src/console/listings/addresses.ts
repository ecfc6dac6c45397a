/** Where a room of the section is; the list where none is named. */
export const addressOf = (place = ''): string => (place === '' ? '#listings' : `#listings/${place}`);
