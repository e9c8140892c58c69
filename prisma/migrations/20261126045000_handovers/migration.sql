-- How a product is given, and for how long a delivered unit is valid.
ALTER TABLE "product" ADD COLUMN "delivery" TEXT NOT NULL DEFAULT 'METERED', ADD COLUMN "term_months" INTEGER;
UPDATE "product" SET "delivery" = 'HANDOVER' WHERE "code" IN ('AGREGAT-1', 'BUKU-DIGITAL', 'SAM');
UPDATE "product" SET "term_months" = 6 WHERE "code" = 'AGREGAT-1';
-- What an officer can deliver now and has a tariff can be ordered, unless somebody wrote a reason of his own against it.
UPDATE "product" SET "deliverable" = true, "undeliverable_reason" = NULL
  WHERE "code" = 'AGREGAT-1' AND "undeliverable_reason" = 'Penyajian data agregat belum dibuka pada aplikasi ini.';
UPDATE "product" SET "deliverable" = true, "undeliverable_reason" = NULL
  WHERE "code" = 'WEBSERVICE-FACE' AND "undeliverable_reason" = 'Layanan pengenalan wajah belum tersambung pada aplikasi ini.';
ALTER TABLE "product" ADD CONSTRAINT "product_delivery_code" CHECK ("delivery" IN (
  'METERED',
  'HANDOVER',
  'FILE'
));
ALTER TABLE "product" ADD CONSTRAINT "product_term" CHECK ("term_months" > 0);

-- CreateTable
CREATE TABLE "handover" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "institution_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "voucher_id" UUID NOT NULL,
    "units" INTEGER NOT NULL,
    "handed_on" DATE NOT NULL,
    "recipient_position" TEXT NOT NULL,
    "letter_number" TEXT NOT NULL,
    "valid_until" DATE,
    "recorded_by" TEXT NOT NULL,
    "recorded_by_name" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "handover_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "handover" ADD CONSTRAINT "handover_units" CHECK ("units" > 0);

-- CreateIndex
CREATE INDEX "handover_institution_id_recorded_at_id_idx" ON "handover"("institution_id", "recorded_at" DESC, "id");

-- CreateIndex
CREATE INDEX "handover_recorded_at_id_idx" ON "handover"("recorded_at" DESC, "id");

-- CreateIndex
CREATE INDEX "handover_voucher_id_idx" ON "handover"("voucher_id");

-- AddForeignKey
ALTER TABLE "handover" ADD CONSTRAINT "handover_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handover" ADD CONSTRAINT "handover_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "handover" ADD CONSTRAINT "handover_voucher_id_fkey" FOREIGN KEY ("voucher_id") REFERENCES "voucher"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The mail about a handover.
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
  'HANDOVER_RECORDED',
  'pengajuan_diterima',
  'pengajuan_status',
  'pengajuan_dibatalkan',
  'pengajuan_selesai',
  'pengajuan_tautan_baru',
  'kode_verifikasi'
));
