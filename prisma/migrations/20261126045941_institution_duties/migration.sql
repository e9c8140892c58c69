-- CreateTable
CREATE TABLE "return_data" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "institution_id" UUID NOT NULL,
    "file_name" TEXT NOT NULL,
    "storage_keys" TEXT[],
    "bytes" BIGINT NOT NULL,
    "sha256" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'ANTRE',
    "refusal" TEXT,
    "missing_columns" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "progress" INTEGER NOT NULL DEFAULT 0,
    "checked_rows" INTEGER NOT NULL DEFAULT 0,
    "accepted_rows" INTEGER NOT NULL DEFAULT 0,
    "rejected_rows" INTEGER NOT NULL DEFAULT 0,
    "uploaded_by" TEXT NOT NULL,
    "uploaded_by_name" TEXT NOT NULL,
    "uploaded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "file_deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "return_data_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "return_data_chunk" (
    "return_data_id" UUID NOT NULL,
    "first_row" INTEGER NOT NULL,
    "rows" INTEGER NOT NULL,
    "sealed" TEXT NOT NULL,

    CONSTRAINT "return_data_chunk_pkey" PRIMARY KEY ("return_data_id","first_row")
);

-- CreateTable
CREATE TABLE "return_data_fault" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "return_data_id" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "column" TEXT,
    "fault" TEXT NOT NULL,

    CONSTRAINT "return_data_fault_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "semester_report" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "institution_id" UUID NOT NULL,
    "half" TEXT NOT NULL,
    "due_on" DATE NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'DRAF',
    "status_since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "purpose" TEXT NOT NULL DEFAULT '',
    "obstacles" TEXT NOT NULL DEFAULT '',
    "follow_ups" TEXT NOT NULL DEFAULT '',
    "figures" JSONB NOT NULL,
    "figures_at" TIMESTAMPTZ(3) NOT NULL,
    "submitted_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "semester_report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "semester_report_history" (
    "report_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "action" TEXT NOT NULL,
    "from" TEXT,
    "to" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "actor_unit" TEXT NOT NULL,
    "note" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "semester_report_history_pkey" PRIMARY KEY ("report_id","version")
);

-- CreateIndex
CREATE INDEX "return_data_institution_id_uploaded_at_id_idx" ON "return_data"("institution_id", "uploaded_at" DESC, "id");

-- CreateIndex
CREATE INDEX "return_data_uploaded_at_id_idx" ON "return_data"("uploaded_at" DESC, "id");

-- CreateIndex
CREATE INDEX "return_data_file_idx" ON "return_data"("finished_at") WHERE ("file_deleted_at" IS NULL);

-- CreateIndex
CREATE UNIQUE INDEX "return_data_institution_id_sha256_key" ON "return_data"("institution_id", "sha256");

-- CreateIndex
CREATE INDEX "return_data_fault_return_data_id_line_id_idx" ON "return_data_fault"("return_data_id", "line", "id");

-- CreateIndex
CREATE INDEX "semester_report_due_on_id_idx" ON "semester_report"("due_on" DESC, "id");

-- CreateIndex
CREATE INDEX "semester_report_institution_id_due_on_id_idx" ON "semester_report"("institution_id", "due_on" DESC, "id");

-- CreateIndex
CREATE INDEX "semester_report_status_since_id_idx" ON "semester_report"("status_since" DESC, "id");

-- CreateIndex
CREATE INDEX "semester_report_owed_idx" ON "semester_report"("due_on", "id") WHERE (status = ANY (ARRAY['DRAF'::text, 'DIKEMBALIKAN'::text]));

-- CreateIndex
CREATE UNIQUE INDEX "semester_report_institution_id_half_key" ON "semester_report"("institution_id", "half");

-- AddForeignKey
ALTER TABLE "return_data" ADD CONSTRAINT "return_data_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "return_data_chunk" ADD CONSTRAINT "return_data_chunk_return_data_id_fkey" FOREIGN KEY ("return_data_id") REFERENCES "return_data"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "return_data_fault" ADD CONSTRAINT "return_data_fault_return_data_id_fkey" FOREIGN KEY ("return_data_id") REFERENCES "return_data"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "semester_report" ADD CONSTRAINT "semester_report_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "semester_report_history" ADD CONSTRAINT "semester_report_history_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "semester_report"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Codes.
ALTER TABLE "return_data" ADD CONSTRAINT "return_data_status_code" CHECK ("status" IN (
  'ANTRE',
  'DIPERIKSA',
  'SELESAI',
  'DITOLAK'
));
ALTER TABLE "return_data" ADD CONSTRAINT "return_data_refusal_code" CHECK ("refusal" IN (
  'COLUMNS',
  'EMPTY',
  'TOO_MANY_ROWS',
  'UNREADABLE'
));
ALTER TABLE "return_data_fault" ADD CONSTRAINT "return_data_fault_column_code" CHECK ("column" IN (
  'NIK',
  'LAYANAN',
  'TANGGAL',
  'HASIL'
));
ALTER TABLE "return_data_fault" ADD CONSTRAINT "return_data_fault_fault_code" CHECK ("fault" IN (
  'REQUIRED',
  'NIK',
  'TOO_LONG',
  'DATE',
  'FUTURE_DATE',
  'RESULT',
  'FORMULA',
  'FIELDS'
));
ALTER TABLE "semester_report" ADD CONSTRAINT "semester_report_status_code" CHECK ("status" IN (
  'DRAF',
  'DIAJUKAN',
  'DIKEMBALIKAN',
  'DITERIMA'
));
ALTER TABLE "semester_report_history" ADD CONSTRAINT "semester_report_history_action_code" CHECK ("action" IN (
  'open',
  'submit',
  'return',
  'accept'
));
ALTER TABLE "semester_report_history" ADD CONSTRAINT "semester_report_history_from_code" CHECK ("from" IN (
  'DRAF',
  'DIAJUKAN',
  'DIKEMBALIKAN',
  'DITERIMA'
));
ALTER TABLE "semester_report_history" ADD CONSTRAINT "semester_report_history_to_code" CHECK ("to" IN (
  'DRAF',
  'DIAJUKAN',
  'DIKEMBALIKAN',
  'DITERIMA'
));
ALTER TABLE "outbox" DROP CONSTRAINT "outbox_kind_code";
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_kind_code" CHECK ("kind" IN (
  'START_ORDER',
  'START_REQUEST',
  'REQUEST_CHANGED',
  'CALENDAR_CHANGED',
  'CHECK_RETURN_DATA'
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
  'REQUEST_REMINDER',
  'REQUEST_ESCALATION',
  'AGREEMENT_ENDING',
  'QUOTA_LOW',
  'HANDOVER_RECORDED',
  'SEMESTER_REPORT_DUE',
  'SEMESTER_REPORT_LATE',
  'SEMESTER_REPORT_RETURNED',
  'pengajuan_diterima',
  'pengajuan_status',
  'pengajuan_dibatalkan',
  'pengajuan_selesai',
  'pengajuan_tautan_baru',
  'kode_verifikasi'
));
