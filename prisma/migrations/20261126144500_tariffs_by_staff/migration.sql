-- A tariff is proposed by one person and set by another; those that are there are in force.
ALTER TABLE "tariff"
  ADD COLUMN "simponi_tarif" TEXT,
  ADD COLUMN "simponi_pp" TEXT,
  ADD COLUMN "simponi_akun" TEXT,
  ADD COLUMN "status" TEXT NOT NULL DEFAULT 'DITETAPKAN',
  ADD COLUMN "proposed_by" TEXT,
  ADD COLUMN "proposed_at" TIMESTAMPTZ(3),
  ADD COLUMN "decided_by" TEXT,
  ADD COLUMN "decided_at" TIMESTAMPTZ(3),
  ADD COLUMN "decision_note" TEXT;
ALTER TABLE "tariff" ADD CONSTRAINT "tariff_status_code" CHECK ("status" IN (
  'DIUSULKAN',
  'DITETAPKAN',
  'DITOLAK'
));
ALTER TABLE "tariff" ADD CONSTRAINT "tariff_simponi"
  CHECK (num_nulls("simponi_tarif", "simponi_pp", "simponi_akun") IN (0, 3));
-- Nobody decides his own proposal.
ALTER TABLE "tariff" ADD CONSTRAINT "tariff_decider" CHECK ("decided_by" <> "proposed_by");

-- AddForeignKey
ALTER TABLE "tariff" ADD CONSTRAINT "tariff_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What only lacked a tariff can be ordered once it has one, unless somebody wrote a reason of his own against it.
UPDATE "product" SET "deliverable" = true, "undeliverable_reason" = NULL
  WHERE "code" = 'BUKU-DIGITAL'
    AND "undeliverable_reason" = 'Tarif belum ditetapkan pada aplikasi ini. Buku digital diserahkan oleh petugas.';
UPDATE "product" SET "deliverable" = true, "undeliverable_reason" = NULL
  WHERE "code" = 'SAM'
    AND "undeliverable_reason" = 'Tarif belum ditetapkan pada aplikasi ini. Personalisasi SAM diserahkan oleh petugas.';
