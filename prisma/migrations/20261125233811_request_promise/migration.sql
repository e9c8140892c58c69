-- AlterTable
ALTER TABLE "sync_request" ADD COLUMN     "promise_days" INTEGER,
ADD COLUMN     "promise_from" TIMESTAMPTZ(3),
ADD COLUMN     "promise_ms" INTEGER;
