import type { ComponentChildren } from 'preact';
import { Brand } from './brand.js';

export const PageHeader = ({ children }: { children?: ComponentChildren }) => (
  <header class="page-header">
    <Brand />
    <div class="page-header-tools">{children}</div>
  </header>
);
