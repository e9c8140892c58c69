-- DropIndex
DROP INDEX "sync_request_assignee_id_status_queue_at_id_idx";

-- DropIndex
DROP INDEX "sync_request_step_assignee_id_queue_at_id_idx";

-- DropIndex
DROP INDEX "sync_request_step_step_status_queue_at_id_idx";

-- CreateIndex
CREATE INDEX "sync_request_open_office_queue_idx" ON "sync_request"("office_id", "queue_at", "id") WHERE ("ended_at" IS NULL);

-- CreateIndex
CREATE INDEX "sync_request_open_queue_idx" ON "sync_request"("queue_at", "id") WHERE ("ended_at" IS NULL);

-- CreateIndex
CREATE INDEX "sync_request_open_office_submitted_idx" ON "sync_request"("office_id", "submitted_at", "id") WHERE ("ended_at" IS NULL);

-- CreateIndex
CREATE INDEX "sync_request_open_submitted_idx" ON "sync_request"("submitted_at", "id") WHERE ("ended_at" IS NULL);

-- CreateIndex
CREATE INDEX "sync_request_step_step_status_queue_at_id_idx" ON "sync_request"("step", "step_status", "queue_at", "id") WHERE ("ended_at" IS NULL);

-- CreateIndex
CREATE INDEX "sync_request_step_assignee_id_queue_at_id_idx" ON "sync_request"("step_assignee_id", "queue_at", "id") WHERE ("ended_at" IS NULL);

-- CreateIndex
CREATE INDEX "sync_request_assignee_id_queue_at_id_idx" ON "sync_request"("assignee_id", "queue_at", "id") WHERE ("ended_at" IS NULL);

-- CreateIndex
CREATE INDEX "sync_request_office_id_channel_queue_at_id_idx" ON "sync_request"("office_id", "channel", "queue_at", "id");

-- CreateIndex
CREATE INDEX "sync_request_channel_queue_at_id_idx" ON "sync_request"("channel", "queue_at", "id");

-- CreateIndex
CREATE INDEX "sync_request_office_id_channel_submitted_at_id_idx" ON "sync_request"("office_id", "channel", "submitted_at", "id");

-- CreateIndex
CREATE INDEX "sync_request_channel_submitted_at_id_idx" ON "sync_request"("channel", "submitted_at", "id");

-- CreateIndex
CREATE INDEX "sync_request_photos_destroyed_at_id_idx" ON "sync_request"("photos_destroyed_at", "id");
