-- AlterTable
ALTER TABLE "sale_order" ADD COLUMN     "tracking" JSONB;

-- AlterTable
ALTER TABLE "webhook_delivery" ADD COLUMN     "last_at" TIMESTAMPTZ(3),
ADD COLUMN     "last_ms" INTEGER;

-- CreateIndex
CREATE INDEX "webhook_delivery_endpoint_id_created_at_idx" ON "webhook_delivery"("endpoint_id", "created_at");
