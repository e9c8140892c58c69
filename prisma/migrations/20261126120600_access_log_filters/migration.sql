-- CreateIndex
CREATE INDEX "access_log_institution_id_method_at_id_idx" ON "access_log"("institution_id", "method", "at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "access_log_institution_id_result_at_id_idx" ON "access_log"("institution_id", "result", "at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "access_log_credential_id_at_id_idx" ON "access_log"("credential_id", "at" DESC, "id" DESC) WHERE (credential_id IS NOT NULL);
