-- The app that somebody moves to, until its first code: the one that he has holds meanwhile.
CREATE TABLE "two_factor_replacement" (
    "user_id" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "backup_codes" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "two_factor_replacement_pkey" PRIMARY KEY ("user_id")
);

-- AddForeignKey
ALTER TABLE "two_factor_replacement" ADD CONSTRAINT "two_factor_replacement_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "two_factor"("user_id") ON DELETE CASCADE ON UPDATE CASCADE;
