-- CreateIndex
CREATE INDEX "sync_request_new_idx" ON "sync_request"("queue_at", "id", "office_id", "assignee_id", "step", "step_status", "step_assignee_id", "due_at", "channel", "submitted_at", "status") WHERE ("ended_at" IS NULL AND "status" = 'BARU');

-- CreateIndex
CREATE INDEX "sync_request_stuck_idx" ON "sync_request"("step_status", "step", "queue_at", "id", "office_id", "status", "submitted_at") WHERE ((ended_at IS NULL) AND (step_status = ANY (ARRAY['KLARIFIKASI'::text, 'GAGAL'::text])));

-- CreateIndex
CREATE INDEX "sync_request_taken_step_idx" ON "sync_request"("step_assignee_id", "queue_at", "id", "step", "step_status", "office_id", "status", "submitted_at") WHERE ("ended_at" IS NULL AND "step_assignee_id" IS NOT NULL);

-- The planner takes "open", "new" and "nobody's" for independent of each other and expects one row where thousands are.
CREATE STATISTICS "sync_request_open_work" (mcv)
  ON "status", "ended_at", "step", "step_status", "assignee_id", "step_assignee_id" FROM "sync_request";
