import { Injectable } from '@nestjs/common';
import type { HoldReminderKind } from '#libs/contracts';
import type { Queryable } from '#libs/database';

export type DueReminder = { holdId: string; orderId: string; kind: HoldReminderKind };

/** The last reminder comes so many seconds before the end. */
const endingSeconds = 120;
const halfTime = 'created_at + (expires_at - created_at) / 2';
const ending = `expires_at - interval '${endingSeconds} seconds'`;

/** All SQL of reminding. */
@Injectable()
export class HoldRemindersStore {
  /**
   * Takes the reminders that it is time for, by PostgreSQL's clock, so that nobody else sends them; what others are
   * changing at the moment is left for the next time. A hold that lasts four minutes or less has one reminder, at half
   * time; one whose half time was missed is told of its end alone.
   */
  async take(client: Queryable, limit: number): Promise<DueReminder[]> {
    const { rows } = await client.query<DueReminder>(
      `UPDATE hold SET reminded = CASE WHEN clock_timestamp() >= ${ending} THEN 2 ELSE 1 END
       WHERE id IN (
         SELECT id FROM hold WHERE state IN ('HELD', 'PAYING') AND expires_at > clock_timestamp()
           AND (reminded = 0 AND clock_timestamp() >= ${halfTime}
             OR reminded = 1 AND clock_timestamp() >= ${ending} AND ${ending} > ${halfTime})
         ORDER BY expires_at LIMIT $1 FOR NO KEY UPDATE SKIP LOCKED)
       RETURNING id AS "holdId", order_id AS "orderId",
         CASE WHEN reminded = 2 AND ${ending} > ${halfTime} THEN 'ending' ELSE 'half-time' END AS kind`,
      [limit],
    );
    return rows;
  }
}
