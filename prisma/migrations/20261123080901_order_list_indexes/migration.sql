-- Search by part of a code. A trusted extension: the owner of the database may create it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- CreateIndex
CREATE INDEX "order_product_id_created_at_id_idx" ON "order"("product_id", "created_at" DESC, "id");

-- CreateIndex
CREATE INDEX "order_institution_id_total_id_idx" ON "order"("institution_id", "total", "id");

-- CreateIndex
CREATE INDEX "order_institution_id_kuitansi_idx" ON "order"("institution_id", "kuitansi");

-- CreateIndex
CREATE INDEX "order_kuitansi_idx" ON "order" USING GIN ("kuitansi" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "voucher_number_idx" ON "voucher" USING GIN ("number" gin_trgm_ops);
