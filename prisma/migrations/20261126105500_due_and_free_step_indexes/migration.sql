-- CreateIndex
CREATE INDEX "sync_request_free_step_idx" ON "sync_request"("step", "queue_at", "id", "office_id", "step_status", "status", "submitted_at") WHERE ("ended_at" IS NULL AND "step_assignee_id" IS NULL AND "step" IS NOT NULL);

-- CreateIndex
CREATE INDEX "sync_request_open_due_idx" ON "sync_request"("due_at", "id", "queue_at", "office_id", "status", "step", "step_status", "channel", "assignee_id", "step_assignee_id", "submitted_at") WHERE ("ended_at" IS NULL);
