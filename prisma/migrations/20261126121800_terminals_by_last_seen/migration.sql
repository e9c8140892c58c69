-- Lists of devices by when they were last seen; one that never was is the last, in the other direction the first.
CREATE INDEX "terminal_institution_id_last_seen_at_id_idx" ON "terminal"("institution_id", "last_seen_at" DESC NULLS LAST, "id");
CREATE INDEX "terminal_last_seen_at_id_idx" ON "terminal"("last_seen_at" DESC NULLS LAST, "id");
