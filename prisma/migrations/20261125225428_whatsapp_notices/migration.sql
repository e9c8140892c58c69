-- AlterTable
ALTER TABLE "outgoing_notice" ADD COLUMN     "delivery_at" TIMESTAMPTZ(3),
ADD COLUMN     "delivery_status" TEXT,
ADD COLUMN     "request_id" UUID;

-- CreateIndex
CREATE INDEX "outgoing_notice_request_id_created_at_idx" ON "outgoing_notice"("request_id", "created_at");

-- CreateIndex
CREATE INDEX "outgoing_notice_message_id_idx" ON "outgoing_notice"("message_id");

-- Codes of the new channel; contract/shared/delivery.ts lists them, records/codes.test.ts holds both sides together.
ALTER TABLE "outgoing_notice" DROP CONSTRAINT "outgoing_notice_channel_code";
ALTER TABLE "outgoing_notice" ADD CONSTRAINT "outgoing_notice_channel_code" CHECK ("channel" IN (
  'EMAIL',
  'WHATSAPP'
));
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
  'pengajuan_diterima',
  'pengajuan_status',
  'pengajuan_dibatalkan',
  'pengajuan_selesai',
  'pengajuan_tautan_baru',
  'kode_verifikasi'
));
ALTER TABLE "outgoing_notice" ADD CONSTRAINT "outgoing_notice_delivery_status_code" CHECK ("delivery_status" IN (
  'SENT',
  'DELIVERED',
  'READ',
  'FAILED'
));
