-- AlterTable
ALTER TABLE "invitation" ADD COLUMN     "office_id" UUID;

-- AlterTable
ALTER TABLE "user" ADD COLUMN     "office_id" UUID;

-- CreateTable
CREATE TABLE "region" (
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "province_code" TEXT NOT NULL,
    "province_name" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "office_id" UUID,

    CONSTRAINT "region_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "office" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "office_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "region_office_id_idx" ON "region"("office_id");

-- CreateIndex
CREATE UNIQUE INDEX "office_code_key" ON "office"("code");

-- CreateIndex
CREATE INDEX "office_name_idx" ON "office"("name");

-- CreateIndex
CREATE INDEX "invitation_office_id_idx" ON "invitation"("office_id");

-- CreateIndex
CREATE INDEX "user_office_id_idx" ON "user"("office_id");

-- AddForeignKey
ALTER TABLE "user" ADD CONSTRAINT "user_office_id_fkey" FOREIGN KEY ("office_id") REFERENCES "office"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_office_id_fkey" FOREIGN KEY ("office_id") REFERENCES "office"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "region" ADD CONSTRAINT "region_office_id_fkey" FOREIGN KEY ("office_id") REFERENCES "office"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- The allowed codes, as the contract's tables have them.
ALTER TABLE "region" ADD CONSTRAINT "region_zone_code" CHECK ("zone" IN (
  'WIB',
  'WITA',
  'WIT'
));
ALTER TABLE "office" ADD CONSTRAINT "office_zone_code" CHECK ("zone" IN (
  'WIB',
  'WITA',
  'WIT'
));
ALTER TABLE "region" ADD CONSTRAINT "region_code_digits" CHECK ("code" ~ '^[0-9]{4}$' AND "province_code" = left("code", 2));

-- Nobody belongs to an institution and to an office.
ALTER TABLE "user" ADD CONSTRAINT "user_place" CHECK ("institution_id" IS NULL OR "office_id" IS NULL);
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_place" CHECK ("institution_id" IS NULL OR "office_id" IS NULL);
