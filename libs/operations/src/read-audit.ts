import { Injectable } from '@nestjs/common';
import type { AuditEntry, AuditQuery, Page } from '#libs/contracts';
import { AuditStore } from '#libs/database';

/** What staff did, newest first. */
@Injectable()
export class ReadAudit {
  constructor(private readonly audit: AuditStore) {}

  page(query: AuditQuery): Promise<Page<AuditEntry>> {
    return this.audit.page(query);
  }
}
