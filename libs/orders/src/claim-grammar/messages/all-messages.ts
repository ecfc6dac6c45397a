import { ar } from './ar.js';
import { de } from './de.js';
import { en } from './en.js';
import { es } from './es.js';
import { fr } from './fr.js';
import { hi } from './hi.js';
import { id } from './id.js';
import { ja } from './ja.js';
import { ko } from './ko.js';
import type { MessageTable } from './message-table.js';
import { pt } from './pt.js';
import { ru } from './ru.js';
import { rw } from './rw.js';
import { sw } from './sw.js';
import { th } from './th.js';
import { vi } from './vi.js';
import { zh } from './zh.js';

export const allMessages: readonly MessageTable[] = [en, zh, es, fr, ru, ar, pt, id, vi, th, sw, rw, hi, de, ja, ko];
