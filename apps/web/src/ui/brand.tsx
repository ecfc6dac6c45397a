/** The mark and the name, leading home. */
export const Brand = () => (
  <a class="brand" href="/">
    <img src="/icon.svg" alt="" width="30" height="30" />
    <span class="brand-name">Silkcast</span>
  </a>
);
