-- A handover that does not hold, and the voucher of the units that came back.
CREATE TABLE "handover_reversal" (
    "handover_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "voucher_id" UUID NOT NULL,
    "reversed_by" TEXT NOT NULL,
    "reversed_by_name" TEXT NOT NULL,
    "reversed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "handover_reversal_pkey" PRIMARY KEY ("handover_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "handover_reversal_voucher_id_key" ON "handover_reversal"("voucher_id");

-- AddForeignKey
ALTER TABLE "handover_reversal" ADD CONSTRAINT "handover_reversal_handover_id_fkey" FOREIGN KEY ("handover_id") REFERENCES "handover"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handover_reversal" ADD CONSTRAINT "handover_reversal_voucher_id_fkey" FOREIGN KEY ("voucher_id") REFERENCES "voucher"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "voucher" ADD COLUMN "origin_id" UUID;
ALTER TABLE "voucher" ADD CONSTRAINT "voucher_origin_id_fkey" FOREIGN KEY ("origin_id") REFERENCES "voucher"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- CreateIndex
CREATE INDEX "voucher_origin_id_idx" ON "voucher"("origin_id") WHERE (origin_id IS NOT NULL);

ALTER TABLE "voucher" DROP CONSTRAINT "voucher_source_code";
ALTER TABLE "voucher" ADD CONSTRAINT "voucher_source_code" CHECK ("source" IN (
  'PESANAN',
  'SALDO_AWAL',
  'KOREKSI_SERAH_TERIMA'
));
ALTER TABLE "voucher" ADD CONSTRAINT "voucher_given_back" CHECK (("source" = 'KOREKSI_SERAH_TERIMA') = ("origin_id" IS NOT NULL));

ALTER TABLE "ledger_transaction" DROP CONSTRAINT "ledger_transaction_kind_code";
ALTER TABLE "ledger_transaction" ADD CONSTRAINT "ledger_transaction_kind_code" CHECK ("kind" IN (
  'GRANT',
  'DEBIT',
  'HANDOVER',
  'LAPSE',
  'RETURN'
));

-- The signed letter of a handover.
ALTER TABLE "stored_file" ADD COLUMN "handover_id" UUID;
ALTER TABLE "stored_file" ADD CONSTRAINT "stored_file_handover_id_fkey" FOREIGN KEY ("handover_id") REFERENCES "handover"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- CreateIndex
CREATE INDEX "stored_file_handover_id_idx" ON "stored_file"("handover_id") WHERE (handover_id IS NOT NULL);

ALTER TABLE "stored_file" DROP CONSTRAINT "stored_file_kind_code";
ALTER TABLE "stored_file" ADD CONSTRAINT "stored_file_kind_code" CHECK ("kind" IN (
  'BUKTI_PEMBAYARAN',
  'BPN_BANK',
  'PKS',
  'SURAT_SERAH_TERIMA'
));

-- The mail about a reversed handover.
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
  'pengajuan_diterima',
  'pengajuan_status',
  'pengajuan_dibatalkan',
  'pengajuan_selesai',
  'pengajuan_tautan_baru',
  'kode_verifikasi',
  'kode_catatan_akses',
  'pengaduan_dijawab'
));
