-- AlterTable
ALTER TABLE "allowed_network" ADD COLUMN     "blocked_by_staff" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "decision_note" TEXT;

-- AlterTable
ALTER TABLE "api_credential" ADD COLUMN     "revoked_by" TEXT,
ADD COLUMN     "revoked_note" TEXT;

-- AlterTable
ALTER TABLE "terminal" ADD COLUMN     "decision_note" TEXT;

-- AlterTable
ALTER TABLE "user" ADD COLUMN     "daily_limit" INTEGER;

-- CreateIndex
CREATE INDEX "allowed_network_cidr_idx" ON "allowed_network"("cidr");

-- CreateIndex
CREATE INDEX "allowed_network_requested_at_idx" ON "allowed_network"("requested_at");

ALTER TABLE "user" ADD CONSTRAINT "user_daily_limit" CHECK ("daily_limit" > 0);
-- What the centre blocked is blocked.
ALTER TABLE "allowed_network" ADD CONSTRAINT "allowed_network_blocked_by_staff" CHECK (NOT "blocked_by_staff" OR "status" = 'DIBLOKIR');
