-- AlterTable
ALTER TABLE "institution" ADD COLUMN     "production_closed_at" TIMESTAMPTZ(3),
ADD COLUMN     "production_letter" TEXT,
ADD COLUMN     "production_letter_on" DATE,
ADD COLUMN     "production_opened_on" DATE;

-- CreateTable
CREATE TABLE "trial_run" (
    "institution_id" UUID NOT NULL,
    "exercise" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "first_at" TIMESTAMPTZ(3) NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "trial_run_pkey" PRIMARY KEY ("institution_id","exercise","method")
);

-- AddForeignKey
ALTER TABLE "trial_run" ADD CONSTRAINT "trial_run_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Whoever had signed the juknis read true data already: production stays open to it.
UPDATE "institution" SET "production_opened_on" = "juknis_done_on" WHERE "juknis_done_on" IS NOT NULL;

ALTER TABLE "institution" ADD CONSTRAINT "institution_production_letter" CHECK (
  ("production_letter" IS NULL) = ("production_letter_on" IS NULL)
  AND ("production_letter" IS NULL OR "production_opened_on" IS NOT NULL));
ALTER TABLE "institution" ADD CONSTRAINT "institution_production_closed" CHECK (
  "production_closed_at" IS NULL OR "production_opened_on" IS NOT NULL);
ALTER TABLE "trial_run" ADD CONSTRAINT "trial_run_count" CHECK ("count" > 0);

ALTER TABLE "trial_run" ADD CONSTRAINT "trial_run_exercise_code" CHECK ("exercise" IN (
  'FOUND',
  'FOUND_WOMAN',
  'DECEASED',
  'DOUBLE',
  'NOT_FOUND',
  'INACTIVE',
  'QUOTA_EXHAUSTED',
  'UNAVAILABLE',
  'BAD_NIK',
  'MALFORMED',
  'ADDRESS_NOT_ALLOWED'
));
ALTER TABLE "trial_run" ADD CONSTRAINT "trial_run_method_code" CHECK ("method" IN (
  'CALL_NIK',
  'CALL_VERIFY_BY_ELEMEN',
  'FACE_RECOGNITION',
  'LIHAT_DATA',
  'BANDINGKAN',
  'CEK_KTP',
  'PADANKAN'
));
ALTER TABLE "access_refusal" DROP CONSTRAINT "access_refusal_reason_code";
ALTER TABLE "access_refusal" ADD CONSTRAINT "access_refusal_reason_code" CHECK ("reason" IN (
  'WRONG_SECRET',
  'FOREIGN_INSTITUTION',
  'CREDENTIAL_REVOKED',
  'ADDRESS_NOT_ALLOWED',
  'TERMINAL_NOT_ALLOWED',
  'INSTITUTION_SUSPENDED',
  'AGREEMENT_INACTIVE',
  'TECHNICAL_GUIDE_MISSING',
  'PRODUCTION_NOT_OPEN',
  'METHOD_NOT_ALLOWED',
  'RATE_LIMITED',
  'QUOTA_EXHAUSTED',
  'MALFORMED',
  'UPSTREAM_UNAVAILABLE'
));
