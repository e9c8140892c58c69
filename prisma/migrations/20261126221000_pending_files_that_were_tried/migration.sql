-- A file that the storage fails to destroy waits behind those that were not tried.
ALTER TABLE "pending_file" ADD COLUMN "tried_at" TIMESTAMPTZ(3);
