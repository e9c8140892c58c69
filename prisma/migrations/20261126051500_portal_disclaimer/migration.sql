-- CreateTable
CREATE TABLE "portal_disclaimer" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "person_id" TEXT NOT NULL,
    "person_name" TEXT NOT NULL,
    "institution_id" UUID NOT NULL,
    "institution_name" TEXT NOT NULL,
    "branch" TEXT,
    "version" TEXT NOT NULL,
    "signature" TEXT NOT NULL,
    "terminal_id" UUID NOT NULL,
    "address" TEXT,
    "request_id" TEXT NOT NULL,
    "signed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "portal_disclaimer_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "portal_disclaimer_person_id_institution_id_signed_at_idx" ON "portal_disclaimer"("person_id", "institution_id", "signed_at" DESC);

-- CreateIndex
CREATE INDEX "portal_disclaimer_institution_id_signed_at_idx" ON "portal_disclaimer"("institution_id", "signed_at");

-- AddForeignKey
ALTER TABLE "portal_disclaimer" ADD CONSTRAINT "portal_disclaimer_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
