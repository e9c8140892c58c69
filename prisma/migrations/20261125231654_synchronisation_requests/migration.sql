-- CreateTable
CREATE TABLE "sync_request" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "code" TEXT NOT NULL,
    "secret_hash" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "submitted_by" TEXT,
    "submitted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "privacy_version" TEXT NOT NULL,
    "name_sealed" TEXT NOT NULL,
    "nik_sealed" TEXT NOT NULL,
    "nik_index" TEXT NOT NULL,
    "kk_sealed" TEXT NOT NULL,
    "kk_index" TEXT NOT NULL,
    "phone_sealed" TEXT,
    "problem_sealed" TEXT NOT NULL,
    "applicant_kind" TEXT NOT NULL,
    "under_seventeen" BOOLEAN NOT NULL,
    "cause" TEXT,
    "reader" TEXT NOT NULL,
    "region_code" TEXT NOT NULL,
    "office_id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "status_since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "workflow_run_id" TEXT,
    "assignee_id" TEXT,
    "assignee_name" TEXT,
    "assigned_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "stop_wished_at" TIMESTAMPTZ(3),
    "photos_refused" BOOLEAN NOT NULL DEFAULT false,
    "due_at" TIMESTAMPTZ(3),
    "remind_at" TIMESTAMPTZ(3),
    "expected_at" TIMESTAMPTZ(3),
    "queue_at" TIMESTAMPTZ(3) NOT NULL,
    "priority" BOOLEAN NOT NULL DEFAULT false,
    "clock_stopped" TEXT,
    "clock_stopped_at" TIMESTAMPTZ(3),
    "step" TEXT,
    "step_status" TEXT,
    "step_assignee_id" TEXT,
    "previous_id" UUID,
    "link" TEXT,
    "phone_proven_at" TIMESTAMPTZ(3),
    "phone_proven_by" TEXT,
    "phone_proven_name" TEXT,
    "held_at" TIMESTAMPTZ(3),
    "held_by" TEXT,
    "held_name" TEXT,
    "hold_note" TEXT,
    "photos_destroyed_at" TIMESTAMPTZ(3),

    CONSTRAINT "sync_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "request_step_state" (
    "request_id" UUID NOT NULL,
    "step" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'MENUNGGU',
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "assignee_id" TEXT,
    "assignee_name" TEXT,
    "result" TEXT,
    "dwh_attempt" INTEGER NOT NULL DEFAULT 0,
    "dwh_job_id" TEXT,
    "dwh_progress" INTEGER,
    "dwh_reason" TEXT,
    "dwh_as_of" TIMESTAMPTZ(3),

    CONSTRAINT "request_step_state_pkey" PRIMARY KEY ("request_id","step")
);

-- CreateTable
CREATE TABLE "request_history" (
    "request_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "action" TEXT NOT NULL,
    "from" TEXT,
    "to" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "actor_unit" TEXT NOT NULL,
    "actor_role" TEXT NOT NULL,
    "note_sealed" TEXT,
    "intent_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "request_history_pkey" PRIMARY KEY ("request_id","version")
);

-- CreateTable
CREATE TABLE "request_step_history" (
    "request_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "step" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "from" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "result" TEXT,
    "actor_id" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "actor_unit" TEXT NOT NULL,
    "actor_role" TEXT NOT NULL,
    "note_sealed" TEXT,
    "intent_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "request_step_history_pkey" PRIMARY KEY ("request_id","version","step")
);

-- CreateTable
CREATE TABLE "request_intent" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "request_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "body_hash" TEXT NOT NULL,
    "step" TEXT,
    "action" TEXT NOT NULL,
    "input_sealed" TEXT NOT NULL,
    "has_note" BOOLEAN NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "actor_unit" TEXT NOT NULL,
    "actor_role" TEXT NOT NULL,
    "actor_roles" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "address" TEXT,
    "wire_id" TEXT,
    "status" TEXT NOT NULL DEFAULT 'PENDING',
    "result" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "request_intent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "request_photo" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "request_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "storage_key" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "bytes" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "stored_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "destroyed_at" TIMESTAMPTZ(3),

    CONSTRAINT "request_photo_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dwh_reading" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "request_id" UUID NOT NULL,
    "reading" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "by_id" TEXT NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "dwh_reading_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lookup" (
    "token_hash" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "index" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "lookup_pkey" PRIMARY KEY ("token_hash")
);

-- CreateIndex
CREATE UNIQUE INDEX "sync_request_code_key" ON "sync_request"("code");

-- CreateIndex
CREATE INDEX "sync_request_office_id_status_queue_at_id_idx" ON "sync_request"("office_id", "status", "queue_at", "id");

-- CreateIndex
CREATE INDEX "sync_request_status_queue_at_id_idx" ON "sync_request"("status", "queue_at", "id");

-- CreateIndex
CREATE INDEX "sync_request_office_id_queue_at_id_idx" ON "sync_request"("office_id", "queue_at", "id");

-- CreateIndex
CREATE INDEX "sync_request_queue_at_id_idx" ON "sync_request"("queue_at", "id");

-- CreateIndex
CREATE INDEX "sync_request_office_id_submitted_at_id_idx" ON "sync_request"("office_id", "submitted_at", "id");

-- CreateIndex
CREATE INDEX "sync_request_submitted_at_id_idx" ON "sync_request"("submitted_at", "id");

-- CreateIndex
CREATE INDEX "sync_request_office_id_status_submitted_at_id_idx" ON "sync_request"("office_id", "status", "submitted_at", "id");

-- CreateIndex
CREATE INDEX "sync_request_status_submitted_at_id_idx" ON "sync_request"("status", "submitted_at", "id");

-- CreateIndex
CREATE INDEX "sync_request_step_step_status_queue_at_id_idx" ON "sync_request"("step", "step_status", "queue_at", "id");

-- CreateIndex
CREATE INDEX "sync_request_assignee_id_status_queue_at_id_idx" ON "sync_request"("assignee_id", "status", "queue_at", "id");

-- CreateIndex
CREATE INDEX "sync_request_step_assignee_id_queue_at_id_idx" ON "sync_request"("step_assignee_id", "queue_at", "id");

-- CreateIndex
CREATE INDEX "sync_request_nik_index_submitted_at_idx" ON "sync_request"("nik_index", "submitted_at");

-- CreateIndex
CREATE INDEX "sync_request_kk_index_submitted_at_idx" ON "sync_request"("kk_index", "submitted_at");

-- CreateIndex
CREATE INDEX "sync_request_previous_id_idx" ON "sync_request"("previous_id");

-- CreateIndex
CREATE INDEX "sync_request_region_code_idx" ON "sync_request"("region_code");

-- CreateIndex
CREATE INDEX "sync_request_ended_at_idx" ON "sync_request"("ended_at");

-- CreateIndex
CREATE INDEX "request_history_intent_id_idx" ON "request_history"("intent_id");

-- CreateIndex
CREATE INDEX "request_step_history_intent_id_idx" ON "request_step_history"("intent_id");

-- CreateIndex
CREATE UNIQUE INDEX "request_intent_request_id_actor_id_key_key" ON "request_intent"("request_id", "actor_id", "key");

-- CreateIndex
CREATE INDEX "request_photo_storage_key_idx" ON "request_photo"("storage_key");

-- CreateIndex
CREATE INDEX "request_photo_destroyed_at_id_idx" ON "request_photo"("destroyed_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "request_photo_request_id_kind_key" ON "request_photo"("request_id", "kind");

-- CreateIndex
CREATE INDEX "dwh_reading_request_id_at_idx" ON "dwh_reading"("request_id", "at" DESC);

-- CreateIndex
CREATE INDEX "lookup_expires_at_idx" ON "lookup"("expires_at");

-- AddForeignKey
ALTER TABLE "sync_request" ADD CONSTRAINT "sync_request_office_id_fkey" FOREIGN KEY ("office_id") REFERENCES "office"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sync_request" ADD CONSTRAINT "sync_request_region_code_fkey" FOREIGN KEY ("region_code") REFERENCES "region"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sync_request" ADD CONSTRAINT "sync_request_previous_id_fkey" FOREIGN KEY ("previous_id") REFERENCES "sync_request"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "request_step_state" ADD CONSTRAINT "request_step_state_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "sync_request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "request_history" ADD CONSTRAINT "request_history_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "sync_request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "request_step_history" ADD CONSTRAINT "request_step_history_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "sync_request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "request_intent" ADD CONSTRAINT "request_intent_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "sync_request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "request_photo" ADD CONSTRAINT "request_photo_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "sync_request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dwh_reading" ADD CONSTRAINT "dwh_reading_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "sync_request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Codes: exactly the lists of the contract (records/codes.test.ts).
ALTER TABLE "outbox" DROP CONSTRAINT "outbox_kind_code";
ALTER TABLE "order_history" DROP CONSTRAINT "order_history_actor_role_code";
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_kind_code" CHECK ("kind" IN (
  'START_ORDER',
  'START_REQUEST',
  'REQUEST_CHANGED'
));
ALTER TABLE "order_history" ADD CONSTRAINT "order_history_actor_role_code" CHECK ("actor_role" IN (
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
  'DWH'
));
ALTER TABLE "sync_request" ADD CONSTRAINT "sync_request_channel_code" CHECK ("channel" IN (
  'DARING',
  'LOKET',
  'TELEPON',
  'SURAT'
));
ALTER TABLE "sync_request" ADD CONSTRAINT "sync_request_applicant_kind_code" CHECK ("applicant_kind" IN (
  'DIRI_SENDIRI',
  'ANGGOTA_KK',
  'KUASA'
));
ALTER TABLE "sync_request" ADD CONSTRAINT "sync_request_cause_code" CHECK ("cause" IN (
  'BELUM_PEREKAMAN',
  'ANGGOTA_BARU',
  'KK_BARU',
  'KEPALA_KELUARGA_BERUBAH',
  'ELEMEN_BERUBAH',
  'BIOMETRIK_GANDA',
  'DATA_TERTAHAN',
  'LEMBAGA_TANPA_PKS',
  'SERVER_LEMBAGA',
  'TIDAK_TAHU'
));
ALTER TABLE "sync_request" ADD CONSTRAINT "sync_request_reader_code" CHECK ("reader" IN (
  'BPJS',
  'BANK',
  'IMIGRASI',
  'LAINNYA'
));
ALTER TABLE "sync_request" ADD CONSTRAINT "sync_request_status_code" CHECK ("status" IN (
  'BARU',
  'DISETUJUI',
  'DIBATALKAN',
  'DIPROSES',
  'SELESAI'
));
ALTER TABLE "sync_request" ADD CONSTRAINT "sync_request_clock_stopped_code" CHECK ("clock_stopped" IN (
  'KLARIFIKASI',
  'GANGGUAN_DWH'
));
ALTER TABLE "sync_request" ADD CONSTRAINT "sync_request_step_code" CHECK ("step" IN (
  'KONSOLIDASI_MANUAL',
  'SINKRONISASI_DWH'
));
ALTER TABLE "sync_request" ADD CONSTRAINT "sync_request_step_status_code" CHECK ("step_status" IN (
  'MENUNGGU',
  'DIKERJAKAN',
  'KLARIFIKASI',
  'SELESAI',
  'GAGAL'
));
ALTER TABLE "sync_request" ADD CONSTRAINT "sync_request_link_code" CHECK ("link" IN (
  'PERBAIKAN',
  'BELUM_TERBACA'
));
ALTER TABLE "request_step_state" ADD CONSTRAINT "request_step_state_step_code" CHECK ("step" IN (
  'KONSOLIDASI_MANUAL',
  'SINKRONISASI_DWH'
));
ALTER TABLE "request_step_state" ADD CONSTRAINT "request_step_state_status_code" CHECK ("status" IN (
  'MENUNGGU',
  'DIKERJAKAN',
  'KLARIFIKASI',
  'SELESAI',
  'GAGAL'
));
ALTER TABLE "request_step_state" ADD CONSTRAINT "request_step_state_result_code" CHECK ("result" IN (
  'SUDAH_DIKONSOLIDASI',
  'DATA_DIPERBAIKI',
  'SUDAH_SESUAI',
  'PERLU_PEREKAMAN',
  'AJUKAN_HAPUS_DUPLIKAT',
  'BIOMETRIK_ANOMALI',
  'PERLU_PERBAIKAN_DI_DINAS',
  'NIK_TIDAK_DITEMUKAN',
  'LAINNYA',
  'TERBACA_DI_DWH',
  'DISINKRONKAN_MANUAL',
  'DWH_MENOLAK',
  'DWH_GAGAL',
  'DWH_BELUM_TERBACA',
  'DWH_TIDAK_MENJAWAB'
));
ALTER TABLE "request_history" ADD CONSTRAINT "request_history_action_code" CHECK ("action" IN (
  'submit',
  'correct',
  'forward',
  'approve',
  'cancel',
  'withdraw',
  'wishToStop',
  'startProcessing',
  'complete',
  'moveDeadline'
));
ALTER TABLE "request_history" ADD CONSTRAINT "request_history_from_code" CHECK ("from" IN (
  'BARU',
  'DISETUJUI',
  'DIBATALKAN',
  'DIPROSES',
  'SELESAI'
));
ALTER TABLE "request_history" ADD CONSTRAINT "request_history_to_code" CHECK ("to" IN (
  'BARU',
  'DISETUJUI',
  'DIBATALKAN',
  'DIPROSES',
  'SELESAI'
));
ALTER TABLE "request_history" ADD CONSTRAINT "request_history_actor_role_code" CHECK ("actor_role" IN (
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
ALTER TABLE "request_step_history" ADD CONSTRAINT "request_step_history_step_code" CHECK ("step" IN (
  'KONSOLIDASI_MANUAL',
  'SINKRONISASI_DWH'
));
ALTER TABLE "request_step_history" ADD CONSTRAINT "request_step_history_action_code" CHECK ("action" IN (
  'take',
  'send',
  'release',
  'ask',
  'answer',
  'complete',
  'fail',
  'retry',
  'redo',
  'reopen'
));
ALTER TABLE "request_step_history" ADD CONSTRAINT "request_step_history_from_code" CHECK ("from" IN (
  'MENUNGGU',
  'DIKERJAKAN',
  'KLARIFIKASI',
  'SELESAI',
  'GAGAL'
));
ALTER TABLE "request_step_history" ADD CONSTRAINT "request_step_history_to_code" CHECK ("to" IN (
  'MENUNGGU',
  'DIKERJAKAN',
  'KLARIFIKASI',
  'SELESAI',
  'GAGAL'
));
ALTER TABLE "request_step_history" ADD CONSTRAINT "request_step_history_result_code" CHECK ("result" IN (
  'SUDAH_DIKONSOLIDASI',
  'DATA_DIPERBAIKI',
  'SUDAH_SESUAI',
  'PERLU_PEREKAMAN',
  'AJUKAN_HAPUS_DUPLIKAT',
  'BIOMETRIK_ANOMALI',
  'PERLU_PERBAIKAN_DI_DINAS',
  'NIK_TIDAK_DITEMUKAN',
  'LAINNYA',
  'TERBACA_DI_DWH',
  'DISINKRONKAN_MANUAL',
  'DWH_MENOLAK',
  'DWH_GAGAL',
  'DWH_BELUM_TERBACA',
  'DWH_TIDAK_MENJAWAB'
));
ALTER TABLE "request_step_history" ADD CONSTRAINT "request_step_history_actor_role_code" CHECK ("actor_role" IN (
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
ALTER TABLE "request_intent" ADD CONSTRAINT "request_intent_step_code" CHECK ("step" IN (
  'KONSOLIDASI_MANUAL',
  'SINKRONISASI_DWH'
));
ALTER TABLE "request_intent" ADD CONSTRAINT "request_intent_action_code" CHECK ("action" IN (
  'correct',
  'forward',
  'approve',
  'cancel',
  'withdraw',
  'wishToStop',
  'startProcessing',
  'complete',
  'moveDeadline',
  'take',
  'send',
  'release',
  'ask',
  'answer',
  'fail',
  'retry',
  'redo',
  'reopen'
));
ALTER TABLE "request_intent" ADD CONSTRAINT "request_intent_status_code" CHECK ("status" IN (
  'PENDING',
  'APPLIED',
  'REFUSED'
));
ALTER TABLE "request_photo" ADD CONSTRAINT "request_photo_kind_code" CHECK ("kind" IN (
  'KARTU_KELUARGA',
  'KTP_EL',
  'KTP_EL_ORANG_TUA',
  'KIA_ATAU_AKTA',
  'SURAT_KUASA'
));
ALTER TABLE "dwh_reading" ADD CONSTRAINT "dwh_reading_reading_code" CHECK ("reading" IN (
  'TERBACA',
  'TIDAK_TERBACA',
  'TIDAK_AKTIF',
  'TIDAK_DIKETAHUI'
));
ALTER TABLE "dwh_reading" ADD CONSTRAINT "dwh_reading_purpose_code" CHECK ("purpose" IN (
  'ASKED',
  'SUBMITTED',
  'EVIDENCE'
));
ALTER TABLE "lookup" ADD CONSTRAINT "lookup_kind_code" CHECK ("kind" IN (
  'NIK',
  'KK'
));

