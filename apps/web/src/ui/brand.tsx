/** The mark and the name, leading home. */
export const Brand = () => (
  <a class="brand" href="/" aria-label="Silkcast">
    <img src="/icon.svg" alt="" width="30" height="30" />
    <span class="brand-name">Silkcast</span>
  </a>
);
