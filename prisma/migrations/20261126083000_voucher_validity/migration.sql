-- Until when a voucher's units may be used. Those of before there were rules have no end.
ALTER TABLE "voucher" ADD COLUMN "valid_until" DATE;
ALTER TABLE "quota_account" ADD COLUMN "next_end" DATE;

-- CreateIndex
CREATE INDEX "voucher_valid_until_idx" ON "voucher"("valid_until") WHERE (valid_until IS NOT NULL);

-- CreateIndex
CREATE INDEX "quota_account_next_end_idx" ON "quota_account"("next_end") WHERE (next_end IS NOT NULL);

-- The mail about a voucher that ends soon.
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
  'VOUCHER_ENDING',
  'HANDOVER_RECORDED',
  'SEMESTER_REPORT_DUE',
  'SEMESTER_REPORT_LATE',
  'SEMESTER_REPORT_RETURNED',
  'COMPLAINT_FORWARDED',
  'pengajuan_diterima',
  'pengajuan_status',
  'pengajuan_dibatalkan',
  'pengajuan_selesai',
  'pengajuan_tautan_baru',
  'kode_verifikasi',
  'kode_catatan_akses',
  'pengaduan_dijawab'
));
