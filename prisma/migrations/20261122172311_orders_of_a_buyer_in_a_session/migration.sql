-- DropIndex
DROP INDEX "sale_order_session_id_idx";

-- CreateIndex
CREATE INDEX "sale_order_session_id_buyer_id_idx" ON "sale_order"("session_id", "buyer_id");
