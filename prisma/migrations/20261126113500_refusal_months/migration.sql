-- CreateTable
CREATE TABLE "refusal_month" (
    "institution_id" UUID NOT NULL,
    "month" DATE NOT NULL,
    "reason" TEXT NOT NULL,
    "count" BIGINT NOT NULL,

    CONSTRAINT "refusal_month_pkey" PRIMARY KEY ("institution_id","month","reason")
);

ALTER TABLE "refusal_month" ADD CONSTRAINT "refusal_month_reason_code" CHECK ("reason" IN (
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
