-- DropIndex
DROP INDEX "sync_request_assignee_id_queue_at_id_idx";

-- DropIndex
DROP INDEX "sync_request_channel_queue_at_id_idx";

-- DropIndex
DROP INDEX "sync_request_channel_submitted_at_id_idx";

-- DropIndex
DROP INDEX "sync_request_ended_at_idx";

-- DropIndex
DROP INDEX "sync_request_office_id_channel_queue_at_id_idx";

-- DropIndex
DROP INDEX "sync_request_office_id_channel_submitted_at_id_idx";

-- DropIndex
DROP INDEX "sync_request_office_id_queue_at_id_idx";

-- DropIndex
DROP INDEX "sync_request_office_id_status_queue_at_id_idx";

-- DropIndex
DROP INDEX "sync_request_office_id_status_submitted_at_id_idx";

-- DropIndex
DROP INDEX "sync_request_office_id_submitted_at_id_idx";

-- DropIndex
DROP INDEX "sync_request_open_office_queue_idx";

-- DropIndex
DROP INDEX "sync_request_open_office_submitted_idx";

-- DropIndex
DROP INDEX "sync_request_open_queue_idx";

-- DropIndex
DROP INDEX "sync_request_open_submitted_idx";

-- DropIndex
DROP INDEX "sync_request_queue_at_id_idx";

-- DropIndex
DROP INDEX "sync_request_status_queue_at_id_idx";

-- DropIndex
DROP INDEX "sync_request_status_submitted_at_id_idx";

-- DropIndex
DROP INDEX "sync_request_step_assignee_id_queue_at_id_idx";

-- DropIndex
DROP INDEX "sync_request_step_step_status_queue_at_id_idx";

-- DropIndex
DROP INDEX "sync_request_submitted_at_id_idx";

-- CreateIndex
CREATE INDEX "sync_request_open_office_queue_idx" ON "sync_request"("office_id", "queue_at", "id", "status", "step", "step_status", "channel", "assignee_id", "step_assignee_id", "due_at", "submitted_at") WHERE ("ended_at" IS NULL);

-- CreateIndex
CREATE INDEX "sync_request_open_queue_idx" ON "sync_request"("queue_at", "id", "status", "step", "step_status", "channel", "assignee_id", "step_assignee_id", "due_at", "submitted_at") WHERE ("ended_at" IS NULL);

-- CreateIndex
CREATE INDEX "sync_request_open_office_submitted_idx" ON "sync_request"("office_id", "submitted_at", "id", "status", "step", "step_status", "channel", "assignee_id", "step_assignee_id", "due_at", "queue_at") WHERE ("ended_at" IS NULL);

-- CreateIndex
CREATE INDEX "sync_request_open_submitted_idx" ON "sync_request"("submitted_at", "id", "status", "step", "step_status", "channel", "assignee_id", "step_assignee_id", "due_at", "queue_at") WHERE ("ended_at" IS NULL);

-- CreateIndex
CREATE INDEX "sync_request_office_queue_idx" ON "sync_request"("office_id", "queue_at", "id", "status", "channel", "submitted_at");

-- CreateIndex
CREATE INDEX "sync_request_queue_idx" ON "sync_request"("queue_at", "id", "status", "channel", "submitted_at");

-- CreateIndex
CREATE INDEX "sync_request_office_submitted_idx" ON "sync_request"("office_id", "submitted_at", "id", "status", "channel", "queue_at");

-- CreateIndex
CREATE INDEX "sync_request_submitted_idx" ON "sync_request"("submitted_at", "id", "status", "channel", "queue_at");

-- CreateIndex
CREATE INDEX "sync_request_office_status_queue_idx" ON "sync_request"("office_id", "status", "queue_at", "id", "channel");

-- CreateIndex
CREATE INDEX "sync_request_status_queue_idx" ON "sync_request"("status", "queue_at", "id", "channel");

-- CreateIndex
CREATE INDEX "sync_request_office_status_submitted_idx" ON "sync_request"("office_id", "status", "submitted_at", "id", "channel");

-- CreateIndex
CREATE INDEX "sync_request_status_submitted_idx" ON "sync_request"("status", "submitted_at", "id", "channel");

-- CreateIndex
CREATE INDEX "sync_request_office_channel_queue_idx" ON "sync_request"("office_id", "channel", "queue_at", "id", "status");

-- CreateIndex
CREATE INDEX "sync_request_channel_queue_idx" ON "sync_request"("channel", "queue_at", "id", "status");

-- CreateIndex
CREATE INDEX "sync_request_office_channel_submitted_idx" ON "sync_request"("office_id", "channel", "submitted_at", "id", "status");

-- CreateIndex
CREATE INDEX "sync_request_channel_submitted_idx" ON "sync_request"("channel", "submitted_at", "id", "status");

-- CreateIndex
CREATE INDEX "sync_request_ended_idx" ON "sync_request"("ended_at") WHERE ("ended_at" IS NOT NULL);
