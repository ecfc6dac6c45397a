-- AlterTable
ALTER TABLE "idempotent_request" ADD COLUMN     "holder" BIGINT;

-- AlterTable
ALTER TABLE "refund" ADD COLUMN     "checked_at" TIMESTAMPTZ(3),
ADD COLUMN     "reference" TEXT;

-- CreateTable
CREATE TABLE "sandbox_payment" (
    "id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "refunded" BIGINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sandbox_payment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sandbox_refund" (
    "key" TEXT NOT NULL,
    "payment_id" UUID NOT NULL,
    "amount" BIGINT NOT NULL,

    CONSTRAINT "sandbox_refund_pkey" PRIMARY KEY ("key")
);

-- AddForeignKey
ALTER TABLE "sandbox_refund" ADD CONSTRAINT "sandbox_refund_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "sandbox_payment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma can not express: the states that rows may have, and shapes of rules.
ALTER TABLE "payment" DROP CONSTRAINT "payment_state",
  ADD CONSTRAINT "payment_state" CHECK ("state" IN ('pending', 'authorised', 'captured', 'declined', 'expired', 'unknown', 'refunding', 'refunded'));
ALTER TABLE "sandbox_payment" ADD CONSTRAINT "sandbox_payment_state" CHECK ("state" IN ('captured', 'authorised', 'declined', 'expired')),
  ADD CONSTRAINT "sandbox_payment_refunded" CHECK ("refunded" BETWEEN 0 AND "amount");
ALTER TABLE "sandbox_refund" ADD CONSTRAINT "sandbox_refund_amount" CHECK ("amount" > 0);

-- What reconciliation looks for is small: index only that.
CREATE INDEX "payment_open" ON "payment" ("created_at") WHERE "state" IN ('pending', 'authorised', 'unknown');
CREATE INDEX "payment_expired" ON "payment" ("settled_at") WHERE "state" = 'expired';
CREATE INDEX "refund_pending" ON "refund" ("created_at") WHERE "state" = 'pending';
