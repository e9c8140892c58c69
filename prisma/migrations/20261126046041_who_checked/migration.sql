-- CreateTable
CREATE TABLE "nik_proof" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "way" TEXT NOT NULL,
    "nik_index" TEXT NOT NULL,
    "code_hash" TEXT,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "issued_by" TEXT,
    "address" TEXT,
    "carried_at" TIMESTAMPTZ(3),
    "used_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "nik_proof_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "trail_session" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "token_hash" TEXT NOT NULL,
    "way" TEXT NOT NULL,
    "nik_index" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "trail_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "access_complaint" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "number" TEXT NOT NULL,
    "secret_hash" TEXT NOT NULL,
    "nik_index" TEXT NOT NULL,
    "access_at" TIMESTAMPTZ(3) NOT NULL,
    "access_request_id" UUID NOT NULL,
    "institution_id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "access_result" TEXT NOT NULL,
    "purpose" TEXT,
    "text_sealed" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "status_since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "assignee_id" TEXT,
    "assignee_name" TEXT,
    "forwarded_at" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "filed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "access_complaint_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "access_complaint_history" (
    "complaint_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "action" TEXT NOT NULL,
    "from" TEXT,
    "to" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "actor_unit" TEXT NOT NULL,
    "actor_role" TEXT NOT NULL,
    "note_sealed" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "access_complaint_history_pkey" PRIMARY KEY ("complaint_id","version")
);

-- CreateIndex
CREATE UNIQUE INDEX "nik_proof_code_hash_key" ON "nik_proof"("code_hash");

-- CreateIndex
CREATE INDEX "nik_proof_waiting_idx" ON "nik_proof"("created_at") WHERE ("carried_at" IS NULL);

-- CreateIndex
CREATE INDEX "nik_proof_expires_at_idx" ON "nik_proof"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "trail_session_token_hash_key" ON "trail_session"("token_hash");

-- CreateIndex
CREATE INDEX "trail_session_expires_at_idx" ON "trail_session"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "access_complaint_number_key" ON "access_complaint"("number");

-- CreateIndex
CREATE INDEX "access_complaint_filed_at_id_idx" ON "access_complaint"("filed_at" DESC, "id");

-- CreateIndex
CREATE INDEX "access_complaint_status_filed_at_id_idx" ON "access_complaint"("status", "filed_at" DESC, "id");

-- CreateIndex
CREATE INDEX "access_complaint_institution_id_filed_at_id_idx" ON "access_complaint"("institution_id", "filed_at" DESC, "id");

-- CreateIndex
CREATE INDEX "access_complaint_nik_index_access_at_idx" ON "access_complaint"("nik_index", "access_at");

-- AddForeignKey
ALTER TABLE "access_complaint" ADD CONSTRAINT "access_complaint_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_complaint_history" ADD CONSTRAINT "access_complaint_history_complaint_id_fkey" FOREIGN KEY ("complaint_id") REFERENCES "access_complaint"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Codes of contract/trail and contract/complaints.
ALTER TABLE "nik_proof" ADD CONSTRAINT "nik_proof_way_code" CHECK ("way" IN (
  'TELEPON',
  'LOKET'
));
ALTER TABLE "trail_session" ADD CONSTRAINT "trail_session_way_code" CHECK ("way" IN (
  'TELEPON',
  'LOKET'
));
ALTER TABLE "access_complaint" ADD CONSTRAINT "access_complaint_channel_code" CHECK ("channel" IN (
  'WEB_SERVICE',
  'WEB_PORTAL',
  'PEMADANAN'
));
ALTER TABLE "access_complaint" ADD CONSTRAINT "access_complaint_method_code" CHECK ("method" IN (
  'CALL_NIK',
  'CALL_VERIFY_BY_ELEMEN',
  'FACE_RECOGNITION',
  'LIHAT_DATA',
  'BANDINGKAN',
  'CEK_KTP',
  'PADANKAN'
));
ALTER TABLE "access_complaint" ADD CONSTRAINT "access_complaint_access_result_code" CHECK ("access_result" IN (
  'DATA',
  'COMPARED',
  'DECEASED',
  'DOUBLE',
  'NOT_FOUND',
  'INACTIVE',
  'NO_FACE',
  'FAILED'
));
ALTER TABLE "access_complaint" ADD CONSTRAINT "access_complaint_purpose_code" CHECK ("purpose" IN (
  'PEMBUKAAN_REKENING',
  'KREDIT',
  'KLAIM',
  'PELAYANAN_PUBLIK',
  'PENEGAKAN_HUKUM',
  'PEMUTAKHIRAN_DATA',
  'LAINNYA'
));
ALTER TABLE "access_complaint" ADD CONSTRAINT "access_complaint_status_code" CHECK ("status" IN (
  'BARU',
  'DITANGANI',
  'MENUNGGU_LEMBAGA',
  'SELESAI'
));
ALTER TABLE "access_complaint" ADD CONSTRAINT "access_complaint_outcome_code" CHECK ("outcome" IN (
  'SESUAI_PERJANJIAN',
  'PELANGGARAN_DITINDAK',
  'TIDAK_TERBUKTI',
  'BUKAN_KEWENANGAN'
));
ALTER TABLE "access_complaint_history" ADD CONSTRAINT "access_complaint_history_action_code" CHECK ("action" IN (
  'submit',
  'take',
  'release',
  'forward',
  'reply',
  'recall',
  'answer',
  'close'
));
ALTER TABLE "access_complaint_history" ADD CONSTRAINT "access_complaint_history_from_code" CHECK ("from" IN (
  'BARU',
  'DITANGANI',
  'MENUNGGU_LEMBAGA',
  'SELESAI'
));
ALTER TABLE "access_complaint_history" ADD CONSTRAINT "access_complaint_history_to_code" CHECK ("to" IN (
  'BARU',
  'DITANGANI',
  'MENUNGGU_LEMBAGA',
  'SELESAI'
));
ALTER TABLE "access_complaint_history" ADD CONSTRAINT "access_complaint_history_actor_role_code" CHECK ("actor_role" IN (
  'lembaga-admin',
  'lembaga-pemesan',
  'lembaga-penyetuju',
  'lembaga-keuangan',
  'lembaga-teknis',
  'lembaga-operator',
  'operator-dinas',
  'supervisor-dinas',
  'staf-konsolidasi',
  'staf-pnbp',
  'staf-kerjasama',
  'pejabat',
  'auditor',
  'admin',
  'system',
  'timer',
  'SIMPONI',
  'DWH',
  'pemohon'
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
  'kode_verifikasi',
  'kode_catatan_akses'
));

-- A closed complaint has its outcome, and only a closed one.
ALTER TABLE "access_complaint" ADD CONSTRAINT "access_complaint_outcome" CHECK (("status" = 'SELESAI') = ("outcome" IS NOT NULL));
