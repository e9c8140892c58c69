-- CreateIndex
CREATE INDEX "access_log_person_id_product_id_unit_idx" ON "access_log"("person_id", "product_id", "unit") WHERE (person_id IS NOT NULL);
