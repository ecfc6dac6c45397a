import type { ComponentChildren } from 'preact';
import { t } from '../../i18n/messages.js';

interface Props {
  label: string;
  hint?: string;
  fault?: boolean;
  children: ComponentChildren;
}

/** A field with its name above it, and what is wrong with it below. */
export const Labelled = ({ label, hint, fault = false, children }: Props) => (
  <label class={fault ? 'labelled labelled-fault' : 'labelled'}>
    <span class="labelled-name">{label}</span>
    {children}
    {fault ? <span class="form-error">{t('goodsFault')}</span> : hint && <span class="quiet">{hint}</span>}
  </label>
);
