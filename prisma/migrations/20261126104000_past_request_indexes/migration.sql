-- CreateIndex
CREATE INDEX "sync_request_past_queue_idx" ON "sync_request"("queue_at", "id") WHERE ("ended_at" IS NOT NULL);

-- CreateIndex
CREATE INDEX "sync_request_past_submitted_idx" ON "sync_request"("submitted_at", "id") WHERE ("ended_at" IS NOT NULL);
