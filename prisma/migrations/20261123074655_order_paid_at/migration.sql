-- CreateIndex
CREATE INDEX "order_paid_at_idx" ON "order"("paid_at");
