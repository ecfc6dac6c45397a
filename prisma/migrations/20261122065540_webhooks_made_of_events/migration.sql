-- AlterTable
ALTER TABLE "caption_segment" ADD COLUMN     "webhooks_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "outbox_event" ADD COLUMN     "webhooks_at" TIMESTAMPTZ(3);

-- What deliveries are still to be made of; the other events, claims above all, are never looked at.
CREATE INDEX "outbox_event_for_webhooks" ON "outbox_event" ("created_at")
  WHERE "webhooks_at" IS NULL AND "event"->>'type' IN ('order.changed', 'hold.changed', 'session.started', 'session.ended');
CREATE INDEX "caption_segment_for_webhooks" ON "caption_segment" ("final_at")
  WHERE "webhooks_at" IS NULL AND "final_at" IS NOT NULL;
