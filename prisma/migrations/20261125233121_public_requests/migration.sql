-- CreateTable
CREATE TABLE "pending_file" (
    "storage_key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "pending_file_pkey" PRIMARY KEY ("storage_key")
);

-- CreateTable
CREATE TABLE "link_recovery" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "nik_index" TEXT NOT NULL,
    "address" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "link_recovery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "spent_challenge" (
    "id" TEXT NOT NULL,
    "used_for" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "spent_challenge_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "pending_file_created_at_idx" ON "pending_file"("created_at");

-- CreateIndex
CREATE INDEX "link_recovery_created_at_idx" ON "link_recovery"("created_at");

-- CreateIndex
CREATE INDEX "spent_challenge_expires_at_idx" ON "spent_challenge"("expires_at");
