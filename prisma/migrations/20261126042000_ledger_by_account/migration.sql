-- Each movement says whose units it moved: what is asked of an account and a time reads one range of an index.
ALTER TABLE "ledger_transaction" ADD COLUMN "institution_id" UUID, ADD COLUMN "product_id" UUID;
UPDATE "ledger_transaction" t SET "institution_id" = e."institution_id", "product_id" = e."product_id"
  FROM "ledger_entry" e WHERE e."transaction_id" = t."id" AND e."account" = 'KUOTA';
ALTER TABLE "ledger_transaction" ALTER COLUMN "institution_id" SET NOT NULL, ALTER COLUMN "product_id" SET NOT NULL,
  ALTER COLUMN "at" SET DEFAULT clock_timestamp();

-- CreateIndex
CREATE INDEX "ledger_transaction_institution_id_product_id_at_first_unit_idx" ON "ledger_transaction"("institution_id", "product_id", "at", "first_unit");

-- CreateIndex
CREATE INDEX "access_log_person_id_at_id_idx" ON "access_log"("person_id", "at" DESC, "id" DESC) WHERE (person_id IS NOT NULL);

-- CreateIndex
CREATE INDEX "access_log_institution_id_outcome_at_id_idx" ON "access_log"("institution_id", "outcome", "at" DESC, "id" DESC) WHERE (outcome <> 'DEBITED'::text);

-- CreateIndex
CREATE INDEX "access_refusal_institution_id_hour_idx" ON "access_refusal"("institution_id", "hour");

-- AddForeignKey
ALTER TABLE "ledger_transaction" ADD CONSTRAINT "ledger_transaction_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_transaction" ADD CONSTRAINT "ledger_transaction_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Mails about quota that runs out.
ALTER TABLE "outgoing_notice" DROP CONSTRAINT "outgoing_notice_template_code";
ALTER TABLE "outgoing_notice" ADD CONSTRAINT "outgoing_notice_template_code" CHECK ("template" IN (
  'INVITATION',
  'PASSWORD_RESET',
  'CHECKOUT_WAITING',
  'CHECKOUT_REJECTED',
  'BILLING_ISSUED',
  'PAYMENT_REMINDER',
  'ORDER_EXPIRED',
  'ORDER_CANCELLED',
  'ORDER_APPROVED',
  'ORDER_REJECTED',
  'PAYMENT_FLAGGED',
  'RETURN_DECIDED',
  'RETURN_COMPLETED',
  'VOUCHER_ISSUED',
  'STAFF_REMINDER',
  'STAFF_ESCALATION',
  'REQUEST_REMINDER',
  'REQUEST_ESCALATION',
  'AGREEMENT_ENDING',
  'QUOTA_LOW',
  'pengajuan_diterima',
  'pengajuan_status',
  'pengajuan_dibatalkan',
  'pengajuan_selesai',
  'pengajuan_tautan_baru',
  'kode_verifikasi'
));
