-- CreateTable
CREATE TABLE "holiday" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "day" DATE NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "office_id" UUID,
    "created_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "holiday_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ramadan_period" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "from" DATE NOT NULL,
    "to" DATE NOT NULL,
    "created_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ramadan_period_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "holiday_office_id_idx" ON "holiday"("office_id");

-- CreateIndex
CREATE UNIQUE INDEX "holiday_day_office_id_key" ON "holiday"("day", "office_id") NULLS NOT DISTINCT;

-- CreateIndex
CREATE UNIQUE INDEX "ramadan_period_from_key" ON "ramadan_period"("from");

-- AddForeignKey
ALTER TABLE "holiday" ADD CONSTRAINT "holiday_office_id_fkey" FOREIGN KEY ("office_id") REFERENCES "office"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- The allowed codes, as the contract's tables have them.
ALTER TABLE "holiday" ADD CONSTRAINT "holiday_kind_code" CHECK ("kind" IN (
  'LIBUR_NASIONAL',
  'CUTI_BERSAMA',
  'LIBUR_DAERAH'
));
-- A regional holiday is an office's own; the others hold everywhere.
ALTER TABLE "holiday" ADD CONSTRAINT "holiday_place" CHECK (("kind" = 'LIBUR_DAERAH') = ("office_id" IS NOT NULL));
ALTER TABLE "ramadan_period" ADD CONSTRAINT "ramadan_period_days" CHECK ("from" <= "to");
ALTER TABLE "outbox" DROP CONSTRAINT "outbox_kind_code";
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_kind_code" CHECK ("kind" IN (
  'START_ORDER',
  'START_REQUEST',
  'REQUEST_CHANGED',
  'CALENDAR_CHANGED'
));
