-- AlterTable
ALTER TABLE "request_history" ADD COLUMN     "values_sealed" TEXT;

-- CreateTable
CREATE TABLE "renewed_secret" (
    "secret_hash" TEXT NOT NULL,
    "request_id" UUID NOT NULL,
    "notice_key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "renewed_secret_pkey" PRIMARY KEY ("secret_hash")
);

-- CreateIndex
CREATE UNIQUE INDEX "renewed_secret_notice_key_key" ON "renewed_secret"("notice_key");

-- CreateIndex
CREATE INDEX "renewed_secret_request_id_idx" ON "renewed_secret"("request_id");

-- CreateIndex
CREATE INDEX "outgoing_notice_number_idx" ON "outgoing_notice"("available_at") WHERE ("channel" = 'WHATSAPP' AND "recipient" != '' AND "status" != 'QUEUED');

-- AddForeignKey
ALTER TABLE "renewed_secret" ADD CONSTRAINT "renewed_secret_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "sync_request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
