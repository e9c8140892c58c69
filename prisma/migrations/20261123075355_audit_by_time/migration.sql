-- DropIndex
DROP INDEX "audit_entry_actor_id_id_idx";

-- DropIndex
DROP INDEX "audit_entry_event_id_idx";

-- DropIndex
DROP INDEX "audit_entry_institution_id_id_idx";

-- DropIndex
DROP INDEX "audit_entry_subject_type_subject_id_id_idx";

-- CreateIndex
CREATE INDEX "audit_entry_at_id_idx" ON "audit_entry"("at", "id");

-- CreateIndex
CREATE INDEX "audit_entry_subject_type_subject_id_at_id_idx" ON "audit_entry"("subject_type", "subject_id", "at", "id");

-- CreateIndex
CREATE INDEX "audit_entry_institution_id_at_id_idx" ON "audit_entry"("institution_id", "at", "id");

-- CreateIndex
CREATE INDEX "audit_entry_actor_id_at_id_idx" ON "audit_entry"("actor_id", "at", "id");

-- CreateIndex
CREATE INDEX "audit_entry_event_at_id_idx" ON "audit_entry"("event", "at", "id");
