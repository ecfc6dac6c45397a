/** Why it did not work; a screen reader says it at once. It takes no room while there is nothing to say. */
export const FormError = ({ error }: { error: string | null }) => (
  <p class="form-error" role="alert">
    {error}
  </p>
);
