-- AlterTable
ALTER TABLE "institution" ADD COLUMN     "juknis_elements" TEXT[] DEFAULT ARRAY[]::TEXT[];
-- Who has a juknis already reads what the web service answers without one of its own.
UPDATE "institution" SET "juknis_elements" = ARRAY['nik', 'namaLengkap', 'tempatLahir', 'tanggalLahir', 'jenisKelamin',
  'statusKawin', 'alamat', 'noRt', 'noRw', 'namaProp', 'namaKab', 'namaKec', 'namaKel', 'statusEktp']
  WHERE "juknis_done_on" IS NOT NULL;

-- CreateTable
CREATE TABLE "quota_account" (
    "institution_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "granted" BIGINT NOT NULL DEFAULT 0,
    "debited" BIGINT NOT NULL DEFAULT 0,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "quota_account_pkey" PRIMARY KEY ("institution_id","product_id")
);

-- CreateTable
CREATE TABLE "api_credential" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "institution_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "environment" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "branch" TEXT,
    "secret_hash" TEXT NOT NULL,
    "previous_secret_hash" TEXT,
    "previous_until" TIMESTAMPTZ(3),
    "daily_limit" INTEGER,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "rotated_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "api_credential_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "allowed_network" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "institution_id" UUID NOT NULL,
    "cidr" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "requested_by" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "allowed_network_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "terminal" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "institution_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "branch" TEXT,
    "token_hash" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "registered_by" TEXT NOT NULL,
    "registered_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "last_seen_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "terminal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "access_log" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "institution_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "result" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "unit" BIGINT,
    "request_id" UUID NOT NULL,
    "credential_id" UUID,
    "person_id" TEXT,
    "terminal_id" UUID,
    "branch" TEXT,
    "address" TEXT,
    "nik_index" TEXT NOT NULL,
    "nik_sealed" TEXT NOT NULL,
    "purpose" TEXT,
    "case_sealed" TEXT,
    "duration_ms" INTEGER NOT NULL,

    CONSTRAINT "access_log_pkey" PRIMARY KEY ("id","at")
) PARTITION BY RANGE ("at");

-- The months lie in a schema of their own, which the application's role may not even enter: rows are reached through
-- "access_log" alone, where they may be read and added. Rows of a month that nobody made ahead fall into the last one.
CREATE SCHEMA "access_log_parts";
REVOKE ALL ON SCHEMA "access_log_parts" FROM PUBLIC;
CREATE TABLE "access_log_parts"."access_log_default" PARTITION OF "access_log" DEFAULT;

-- CreateTable
CREATE TABLE "access_key" (
    "institution_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "question" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "access_key_pkey" PRIMARY KEY ("institution_id","product_id","key")
);

-- CreateTable
CREATE TABLE "daily_use" (
    "subject" TEXT NOT NULL,
    "product_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "used" INTEGER NOT NULL,

    CONSTRAINT "daily_use_pkey" PRIMARY KEY ("subject","product_id","day")
);

-- CreateTable
CREATE TABLE "access_refusal" (
    "hour" TIMESTAMPTZ(0) NOT NULL,
    "institution_id" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "access_refusal_pkey" PRIMARY KEY ("hour","institution_id","subject","address","reason")
);

-- CreateIndex
CREATE UNIQUE INDEX "api_credential_user_id_key" ON "api_credential"("user_id");

-- CreateIndex
CREATE INDEX "api_credential_institution_id_created_at_idx" ON "api_credential"("institution_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "allowed_network_institution_id_cidr_key" ON "allowed_network"("institution_id", "cidr");

-- CreateIndex
CREATE UNIQUE INDEX "terminal_token_hash_key" ON "terminal"("token_hash");

-- CreateIndex
CREATE INDEX "terminal_institution_id_registered_at_idx" ON "terminal"("institution_id", "registered_at");

-- CreateIndex
CREATE INDEX "access_log_institution_id_at_id_idx" ON "access_log"("institution_id", "at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "access_log_institution_id_product_id_unit_idx" ON "access_log"("institution_id", "product_id", "unit");

-- CreateIndex
CREATE INDEX "access_log_nik_index_at_idx" ON "access_log"("nik_index", "at" DESC);

-- CreateIndex
CREATE INDEX "access_key_at_idx" ON "access_key"("at");

-- CreateIndex
CREATE INDEX "daily_use_day_idx" ON "daily_use"("day");

-- Units get numbers: those of a voucher follow the last one of the voucher before it.
ALTER TABLE "ledger_transaction" ADD COLUMN "cause" TEXT, ADD COLUMN "first_unit" BIGINT, ADD COLUMN "last_unit" BIGINT;
ALTER TABLE "voucher" ADD COLUMN "first_unit" BIGINT, ADD COLUMN "last_unit" BIGINT;
UPDATE "voucher" v SET "first_unit" = n."last" - v."units" + 1, "last_unit" = n."last"
  FROM (SELECT "id", sum("units") OVER (PARTITION BY "institution_id", "product_id" ORDER BY "issued_at", "id") AS "last"
        FROM "voucher") n
  WHERE n."id" = v."id";
UPDATE "ledger_transaction" t SET "first_unit" = v."first_unit", "last_unit" = v."last_unit"
  FROM "voucher" v WHERE v."id" = t."voucher_id";
ALTER TABLE "ledger_transaction" ALTER COLUMN "first_unit" SET NOT NULL, ALTER COLUMN "last_unit" SET NOT NULL;
ALTER TABLE "voucher" ALTER COLUMN "first_unit" SET NOT NULL, ALTER COLUMN "last_unit" SET NOT NULL;
INSERT INTO "quota_account" ("institution_id", "product_id", "granted")
  SELECT "institution_id", "product_id", sum("units") FROM "voucher" GROUP BY "institution_id", "product_id";

ALTER TABLE "voucher" ADD CONSTRAINT "voucher_range" CHECK ("first_unit" > 0 AND "last_unit" - "first_unit" + 1 = "units");
ALTER TABLE "ledger_transaction" ADD CONSTRAINT "ledger_transaction_range" CHECK ("first_unit" > 0 AND "last_unit" >= "first_unit");
ALTER TABLE "quota_account" ADD CONSTRAINT "quota_account_never_below_zero" CHECK ("debited" BETWEEN 0 AND "granted");
ALTER TABLE "access_log" ADD CONSTRAINT "access_log_unit" CHECK (("outcome" = 'DEBITED') = ("unit" IS NOT NULL));
ALTER TABLE "api_credential" ADD CONSTRAINT "api_credential_daily_limit" CHECK ("daily_limit" > 0);

-- CreateIndex
CREATE UNIQUE INDEX "ledger_transaction_cause_key" ON "ledger_transaction"("cause");

-- CreateIndex
CREATE UNIQUE INDEX "voucher_institution_id_product_id_first_unit_key" ON "voucher"("institution_id", "product_id", "first_unit");

-- AddForeignKey
ALTER TABLE "quota_account" ADD CONSTRAINT "quota_account_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quota_account" ADD CONSTRAINT "quota_account_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_credential" ADD CONSTRAINT "api_credential_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_credential" ADD CONSTRAINT "api_credential_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "allowed_network" ADD CONSTRAINT "allowed_network_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "terminal" ADD CONSTRAINT "terminal_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Code lists of the contract (records/codes.test.ts holds them together).
ALTER TABLE "api_credential" ADD CONSTRAINT "api_credential_environment_code" CHECK ("environment" IN (
  'PRODUKSI',
  'UJI'
));
ALTER TABLE "allowed_network" ADD CONSTRAINT "allowed_network_status_code" CHECK ("status" IN (
  'MENUNGGU',
  'DISETUJUI',
  'DIBLOKIR'
));
ALTER TABLE "terminal" ADD CONSTRAINT "terminal_status_code" CHECK ("status" IN (
  'MENUNGGU',
  'DISETUJUI',
  'DIBLOKIR'
));
ALTER TABLE "access_log" ADD CONSTRAINT "access_log_channel_code" CHECK ("channel" IN (
  'WEB_SERVICE',
  'WEB_PORTAL',
  'PEMADANAN'
));
ALTER TABLE "access_log" ADD CONSTRAINT "access_log_method_code" CHECK ("method" IN (
  'CALL_NIK',
  'CALL_VERIFY_BY_ELEMEN',
  'FACE_RECOGNITION',
  'LIHAT_DATA',
  'BANDINGKAN',
  'CEK_KTP',
  'PADANKAN'
));
ALTER TABLE "access_log" ADD CONSTRAINT "access_log_result_code" CHECK ("result" IN (
  'DATA',
  'COMPARED',
  'DECEASED',
  'DOUBLE',
  'NOT_FOUND',
  'INACTIVE',
  'NO_FACE',
  'FAILED'
));
ALTER TABLE "access_log" ADD CONSTRAINT "access_log_outcome_code" CHECK ("outcome" IN (
  'DEBITED',
  'REPEATED',
  'FREE',
  'KEY_REUSED',
  'EXHAUSTED',
  'DAILY_LIMIT'
));
ALTER TABLE "access_log" ADD CONSTRAINT "access_log_purpose_code" CHECK ("purpose" IN (
  'PEMBUKAAN_REKENING',
  'KREDIT',
  'KLAIM',
  'PELAYANAN_PUBLIK',
  'PENEGAKAN_HUKUM',
  'PEMUTAKHIRAN_DATA',
  'LAINNYA'
));
ALTER TABLE "access_refusal" ADD CONSTRAINT "access_refusal_reason_code" CHECK ("reason" IN (
  'WRONG_SECRET',
  'FOREIGN_INSTITUTION',
  'CREDENTIAL_REVOKED',
  'ADDRESS_NOT_ALLOWED',
  'TERMINAL_NOT_ALLOWED',
  'INSTITUTION_SUSPENDED',
  'AGREEMENT_INACTIVE',
  'TECHNICAL_GUIDE_MISSING',
  'METHOD_NOT_ALLOWED',
  'RATE_LIMITED',
  'QUOTA_EXHAUSTED',
  'MALFORMED',
  'UPSTREAM_UNAVAILABLE'
));
ALTER TABLE "ledger_transaction" DROP CONSTRAINT "ledger_transaction_kind_code";
ALTER TABLE "ledger_transaction" ADD CONSTRAINT "ledger_transaction_kind_code" CHECK ("kind" IN (
  'GRANT',
  'DEBIT',
  'HANDOVER',
  'LAPSE'
));
ALTER TABLE "ledger_entry" DROP CONSTRAINT "ledger_entry_account_code";
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_account_code" CHECK ("account" IN (
  'KUOTA',
  'PENERBITAN',
  'PEMAKAIAN',
  'HANGUS'
));
