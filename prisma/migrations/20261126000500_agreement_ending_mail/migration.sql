-- Mails about PKS that end soon.
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
  'pengajuan_diterima',
  'pengajuan_status',
  'pengajuan_dibatalkan',
  'pengajuan_selesai',
  'pengajuan_tautan_baru',
  'kode_verifikasi'
));
