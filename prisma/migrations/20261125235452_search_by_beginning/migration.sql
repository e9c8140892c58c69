-- Numbers are searched by their beginning. In collation "C" the unique index serves that, whatever the database's own
-- collation is, and the trigram indexes go.
DROP INDEX "order_kuitansi_idx";
DROP INDEX "voucher_number_idx";

ALTER TABLE "order" ALTER COLUMN "kuitansi" TYPE TEXT COLLATE "C";
ALTER TABLE "voucher" ALTER COLUMN "number" TYPE TEXT COLLATE "C";
