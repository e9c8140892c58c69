-- CreateTable
CREATE TABLE "access_hour" (
    "hour" TIMESTAMPTZ(0) NOT NULL,
    "institution_id" UUID NOT NULL,
    "calls" INTEGER NOT NULL,
    "units" INTEGER NOT NULL,

    CONSTRAINT "access_hour_pkey" PRIMARY KEY ("hour","institution_id")
);

-- CreateIndex
CREATE INDEX "access_hour_institution_id_hour_idx" ON "access_hour"("institution_id", "hour");
