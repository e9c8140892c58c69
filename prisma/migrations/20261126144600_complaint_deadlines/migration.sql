-- Until when a citizen is to have his next word about a complaint. Open ones from before get a week from now.
ALTER TABLE "access_complaint" ADD COLUMN "answer_due_at" TIMESTAMPTZ(3);
UPDATE "access_complaint" SET "answer_due_at" = CURRENT_TIMESTAMP + INTERVAL '7 days' WHERE "status" <> 'SELESAI';
ALTER TABLE "access_complaint" ADD CONSTRAINT "access_complaint_answer_due"
  CHECK ("status" <> 'SELESAI' OR "answer_due_at" IS NULL);

-- CreateIndex
CREATE INDEX "access_complaint_answer_due_at_id_idx" ON "access_complaint"("answer_due_at", "id") WHERE (answer_due_at IS NOT NULL);

-- A closed complaint can be reopened.
ALTER TABLE "access_complaint_history" DROP CONSTRAINT "access_complaint_history_action_code";
ALTER TABLE "access_complaint_history" ADD CONSTRAINT "access_complaint_history_action_code" CHECK ("action" IN (
  'submit',
  'take',
  'release',
  'forward',
  'reply',
  'recall',
  'answer',
  'close',
  'reopen'
));

-- The reminder of a complaint that is overdue.
ALTER TABLE "outgoing_notice" DROP CONSTRAINT "outgoing_notice_template_code";
ALTER TABLE "outgoing_notice" ADD CONSTRAINT "outgoing_notice_template_code" CHECK ("template" IN (
  'INVITATION',
  'PASSWORD_RESET',
  'TWO_FACTOR_RESET',
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
  'REQUEST_QUESTION',
  'REQUEST_QUESTION_OPEN',
  'AGREEMENT_ENDING',
  'QUOTA_LOW',
  'VOUCHER_ENDING',
  'HANDOVER_RECORDED',
  'HANDOVER_REVERSED',
  'SEMESTER_REPORT_DUE',
  'SEMESTER_REPORT_LATE',
  'SEMESTER_REPORT_RETURNED',
  'COMPLAINT_FORWARDED',
  'COMPLAINT_OVERDUE',
  'pengajuan_diterima',
  'pengajuan_status',
  'pengajuan_dibatalkan',
  'pengajuan_selesai',
  'pengajuan_tautan_baru',
  'kode_verifikasi',
  'kode_catatan_akses',
  'pengaduan_dijawab'
));
