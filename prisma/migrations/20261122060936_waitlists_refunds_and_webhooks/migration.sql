-- AlterTable
ALTER TABLE "claim" ADD COLUMN     "hash" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "place" BIGINT,
ADD COLUMN     "prev_hash" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "waitlist_id" UUID;

-- AlterTable
ALTER TABLE "hold" ADD COLUMN     "extended" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "reminded" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "reserved" BOOLEAN NOT NULL DEFAULT true;

-- AlterTable
ALTER TABLE "offer" ADD COLUMN     "drawn_at" TIMESTAMPTZ(3),
ADD COLUMN     "log_head" TEXT,
ADD COLUMN     "mode" TEXT NOT NULL DEFAULT 'FIFO_HOLD',
ADD COLUMN     "seed" TEXT,
ADD COLUMN     "seed_hash" TEXT,
ADD COLUMN     "total_limit" INTEGER,
ADD COLUMN     "window_seconds" INTEGER;

-- AlterTable
ALTER TABLE "payment" ADD COLUMN     "captured_amount" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "checked_at" TIMESTAMPTZ(3),
ADD COLUMN     "checkout_url" TEXT,
ADD COLUMN     "expires_at" TIMESTAMPTZ(3),
ADD COLUMN     "reference" TEXT,
ADD COLUMN     "refunded_amount" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "unknown_since" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "sale_order" ADD COLUMN     "cancel_reason" TEXT,
ADD COLUMN     "cancelled_at" TIMESTAMPTZ(3),
ADD COLUMN     "note" TEXT,
ADD COLUMN     "shipping" JSONB;

-- AlterTable
ALTER TABLE "session" ADD COLUMN     "claim_head" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "waitlist_entry" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "offer_id" UUID NOT NULL,
    "variant_id" UUID NOT NULL,
    "buyer_id" UUID NOT NULL,
    "claim_seq" BIGINT NOT NULL,
    "qty" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'WAITING',
    "hold_id" UUID,
    "offered_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "waitlist_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shortfall" (
    "id" UUID NOT NULL,
    "variant_id" UUID NOT NULL,
    "units" INTEGER NOT NULL,
    "order_ids" UUID[],
    "reason" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "shortfall_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "refund" (
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "payment_id" UUID NOT NULL,
    "amount" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "reason" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "refund_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order_request" (
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'requested',
    "reason" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "order_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_endpoint" (
    "id" UUID NOT NULL,
    "exporter_id" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "events" TEXT[],
    "disabled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhook_endpoint_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_delivery" (
    "id" UUID NOT NULL,
    "endpoint_id" UUID NOT NULL,
    "message_id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP,
    "last_status" INTEGER,
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "delivered_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_delivery_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "waitlist_entry_variant_id_state_claim_seq_idx" ON "waitlist_entry"("variant_id", "state", "claim_seq");

-- CreateIndex
CREATE INDEX "waitlist_entry_buyer_id_idx" ON "waitlist_entry"("buyer_id");

-- CreateIndex
CREATE INDEX "shortfall_variant_id_idx" ON "shortfall"("variant_id");

-- CreateIndex
CREATE UNIQUE INDEX "refund_key_key" ON "refund"("key");

-- CreateIndex
CREATE INDEX "refund_order_id_idx" ON "refund"("order_id");

-- CreateIndex
CREATE INDEX "order_request_order_id_idx" ON "order_request"("order_id");

-- CreateIndex
CREATE INDEX "order_request_state_due_at_idx" ON "order_request"("state", "due_at");

-- CreateIndex
CREATE INDEX "webhook_endpoint_exporter_id_idx" ON "webhook_endpoint"("exporter_id");

-- CreateIndex
CREATE INDEX "webhook_delivery_state_next_at_idx" ON "webhook_delivery"("state", "next_at");

-- CreateIndex
CREATE UNIQUE INDEX "webhook_delivery_endpoint_id_message_id_key" ON "webhook_delivery"("endpoint_id", "message_id");

-- AddForeignKey
ALTER TABLE "waitlist_entry" ADD CONSTRAINT "waitlist_entry_offer_id_fkey" FOREIGN KEY ("offer_id") REFERENCES "offer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund" ADD CONSTRAINT "refund_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "sale_order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_request" ADD CONSTRAINT "order_request_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "sale_order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_endpoint" ADD CONSTRAINT "webhook_endpoint_exporter_id_fkey" FOREIGN KEY ("exporter_id") REFERENCES "exporter"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_endpoint_id_fkey" FOREIGN KEY ("endpoint_id") REFERENCES "webhook_endpoint"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma can not express: the states that rows may have, and shapes of rules.
ALTER TABLE "payment" DROP CONSTRAINT "payment_state",
  ADD CONSTRAINT "payment_state" CHECK ("state" IN ('pending', 'authorised', 'captured', 'declined', 'expired', 'unknown', 'refunded')),
  ADD CONSTRAINT "payment_amounts" CHECK ("captured_amount" BETWEEN 0 AND "amount" AND "refunded_amount" BETWEEN 0 AND "captured_amount");
ALTER TABLE "offer" ADD CONSTRAINT "offer_mode" CHECK ("mode" IN ('FIFO_HOLD', 'FIRST_PAID', 'FAIR_WINDOW')),
  ADD CONSTRAINT "offer_window" CHECK (("mode" = 'FAIR_WINDOW') = ("window_seconds" IS NOT NULL) AND "window_seconds" BETWEEN 5 AND 30),
  ADD CONSTRAINT "offer_total_limit" CHECK ("total_limit" > 0);
ALTER TABLE "waitlist_entry" ADD CONSTRAINT "waitlist_entry_state" CHECK ("state" IN ('WAITING', 'OFFERED', 'TAKEN', 'PASSED', 'EXPIRED')),
  ADD CONSTRAINT "waitlist_entry_qty" CHECK ("qty" > 0);
ALTER TABLE "refund" ADD CONSTRAINT "refund_state" CHECK ("state" IN ('pending', 'done', 'failed')),
  ADD CONSTRAINT "refund_amount" CHECK ("amount" > 0);
ALTER TABLE "order_request" ADD CONSTRAINT "order_request_kind" CHECK ("kind" IN ('cancellation', 'withdrawal', 'return')),
  ADD CONSTRAINT "order_request_state" CHECK ("state" IN ('requested', 'accepted', 'refused'));
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_state" CHECK ("state" IN ('pending', 'delivered', 'failed'));
-- One wish at a time for an order.
CREATE UNIQUE INDEX "order_request_one_open" ON "order_request" ("order_id") WHERE "state" = 'requested';
-- Who waits once for a variant of an offer does not wait twice.
CREATE UNIQUE INDEX "waitlist_entry_once" ON "waitlist_entry" ("offer_id", "variant_id", "buyer_id") WHERE "state" = 'WAITING';
-- Captures and refunds from before these amounts were kept.
UPDATE "payment" SET "captured_amount" = "amount" WHERE "state" IN ('captured', 'refunded');
UPDATE "payment" SET "refunded_amount" = "amount" WHERE "state" = 'refunded';
