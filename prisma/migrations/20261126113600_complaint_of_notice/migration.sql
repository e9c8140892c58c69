-- What was sent about a complaint is found by it; so far only the key of each message named it.
ALTER TABLE "outgoing_notice" ADD COLUMN "complaint_id" UUID;
UPDATE "outgoing_notice" SET "complaint_id" = split_part("dedupe_key", ':', 2)::uuid WHERE "dedupe_key" LIKE 'complaint:%';

-- CreateIndex
CREATE INDEX "outgoing_notice_complaint_id_created_at_idx" ON "outgoing_notice"("complaint_id", "created_at") WHERE (complaint_id IS NOT NULL);
