-- DropIndex
DROP INDEX "order_institution_id_kuitansi_idx";

-- CreateIndex
CREATE INDEX "order_product_id_status_created_at_id_idx" ON "order"("product_id", "status", "created_at" DESC, "id");

-- CreateIndex
CREATE INDEX "order_institution_id_product_id_created_at_id_idx" ON "order"("institution_id", "product_id", "created_at" DESC, "id");
