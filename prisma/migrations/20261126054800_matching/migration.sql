-- Pemadanan: an order whose service is a file.
UPDATE "product" SET "delivery" = 'FILE' WHERE "code" = 'PEMADANAN-LENGKAP';
UPDATE "product" SET "deliverable" = true, "undeliverable_reason" = NULL
  WHERE "code" = 'PEMADANAN-LENGKAP' AND "undeliverable_reason" = 'Pemadanan masih diajukan langsung kepada Ditjen Dukcapil.';

-- CreateTable
CREATE TABLE "matching_job" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "institution_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "file_name" TEXT NOT NULL,
    "elements" TEXT[],
    "status" TEXT NOT NULL DEFAULT 'DIPROSES',
    "hold" TEXT,
    "total_rows" INTEGER NOT NULL,
    "bad_rows" INTEGER NOT NULL,
    "done_rows" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_by" TEXT NOT NULL,
    "created_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "destroyed_at" TIMESTAMPTZ(3),

    CONSTRAINT "matching_job_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "matching_chunk" (
    "job_id" UUID NOT NULL,
    "chunk" INTEGER NOT NULL,
    "rows" INTEGER NOT NULL,
    "input_key" TEXT NOT NULL,
    "result_key" TEXT,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "matching_chunk_pkey" PRIMARY KEY ("job_id","chunk")
);

-- CreateTable
CREATE TABLE "matching_history" (
    "job_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "action" TEXT NOT NULL,
    "from" TEXT,
    "to" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "actor_unit" TEXT NOT NULL,
    "actor_role" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "matching_history_pkey" PRIMARY KEY ("job_id","version")
);

ALTER TABLE "matching_job" ADD CONSTRAINT "matching_job_rows" CHECK ("done_rows" BETWEEN 0 AND "total_rows" AND "total_rows" BETWEEN 1 AND 1000000);
ALTER TABLE "matching_chunk" ADD CONSTRAINT "matching_chunk_done" CHECK (("result_key" IS NULL) = ("done_at" IS NULL));

-- CreateIndex
CREATE INDEX "matching_job_institution_id_created_at_id_idx" ON "matching_job"("institution_id", "created_at" DESC, "id");

-- CreateIndex
CREATE INDEX "matching_job_created_at_id_idx" ON "matching_job"("created_at" DESC, "id");

-- CreateIndex
CREATE INDEX "matching_job_expires_at_idx" ON "matching_job"("expires_at");

-- AddForeignKey
ALTER TABLE "matching_job" ADD CONSTRAINT "matching_job_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "matching_job" ADD CONSTRAINT "matching_job_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "matching_chunk" ADD CONSTRAINT "matching_chunk_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "matching_job"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "matching_history" ADD CONSTRAINT "matching_history_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "matching_job"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Code lists of the contract (records/codes.test.ts holds them together).
ALTER TABLE "matching_job" ADD CONSTRAINT "matching_job_status_code" CHECK ("status" IN (
  'DIPROSES',
  'DIJEDA',
  'SELESAI',
  'DIBATALKAN'
));
ALTER TABLE "matching_job" ADD CONSTRAINT "matching_job_hold_code" CHECK ("hold" IN (
  'QUOTA_EXHAUSTED',
  'INSTITUTION_SUSPENDED',
  'AGREEMENT_INACTIVE',
  'TECHNICAL_GUIDE_MISSING'
));
ALTER TABLE "matching_history" ADD CONSTRAINT "matching_history_action_code" CHECK ("action" IN (
  'submit',
  'pause',
  'resume',
  'cancel',
  'complete'
));
ALTER TABLE "matching_history" ADD CONSTRAINT "matching_history_from_code" CHECK ("from" IN (
  'DIPROSES',
  'DIJEDA',
  'SELESAI',
  'DIBATALKAN'
));
ALTER TABLE "matching_history" ADD CONSTRAINT "matching_history_to_code" CHECK ("to" IN (
  'DIPROSES',
  'DIJEDA',
  'SELESAI',
  'DIBATALKAN'
));
ALTER TABLE "matching_history" ADD CONSTRAINT "matching_history_actor_role_code" CHECK ("actor_role" IN (
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
ALTER TABLE "outbox" DROP CONSTRAINT "outbox_kind_code";
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_kind_code" CHECK ("kind" IN (
  'START_ORDER',
  'START_REQUEST',
  'REQUEST_CHANGED',
  'CALENDAR_CHANGED',
  'CHECK_RETURN_DATA',
  'START_MATCHING'
));
