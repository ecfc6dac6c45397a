-- AlterTable
ALTER TABLE "order_request" ADD COLUMN     "answer" TEXT;

-- AlterTable
ALTER TABLE "sale_order" ADD COLUMN     "delivered_at" TIMESTAMPTZ(3),
ADD COLUMN     "shipped_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "session" ADD COLUMN     "address_needed" BOOLEAN NOT NULL DEFAULT false;

ALTER TABLE "sale_order" DROP CONSTRAINT "sale_order_state",
  ADD CONSTRAINT "sale_order_state" CHECK ("state" IN ('pending', 'confirmed', 'cancelled', 'returned'));
-- What arrived was sent, and only what is paid for is.
ALTER TABLE "sale_order" ADD CONSTRAINT "sale_order_shipped" CHECK ("delivered_at" IS NULL OR "shipped_at" IS NOT NULL),
  ADD CONSTRAINT "sale_order_cancelled" CHECK (("cancelled_at" IS NULL) OR "state" IN ('cancelled', 'returned'));
-- An answer says when it was given.
ALTER TABLE "order_request" ADD CONSTRAINT "order_request_answered" CHECK (("state" = 'requested') = ("answered_at" IS NULL));
