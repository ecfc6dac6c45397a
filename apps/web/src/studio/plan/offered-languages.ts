/** Languages that are offered by name, the most spoken of our routes first. */
export const offeredLanguages =
  'en zh-Hans es fr ar sw rw pt ru de hi id vi th ja ko it tr fa nl pl uk bn ur am ha yo ms zh-Hant'.split(' ');
