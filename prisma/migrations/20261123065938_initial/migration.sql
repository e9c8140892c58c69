-- CreateTable
CREATE TABLE "user" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "institution_id" UUID,
    "unit" TEXT,
    "disabled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user_role" (
    "user_id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "granted_by" TEXT,
    "granted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_role_pkey" PRIMARY KEY ("user_id","role")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "user_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "last_request" BIGINT NOT NULL,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limit_bucket" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_bucket_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "invitation" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "token_hash" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "roles" TEXT[],
    "institution_id" UUID,
    "unit" TEXT,
    "invited_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "institution" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "npwp" TEXT,
    "juknis_number" TEXT,
    "juknis_done_on" DATE,
    "suspended_at" TIMESTAMPTZ(3),
    "approval_above" BIGINT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "institution_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agreement" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "institution_id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE NOT NULL,
    "file_id" UUID,
    "created_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "agreement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "service" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "service_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "product" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "code" TEXT NOT NULL,
    "service_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "deliverable" BOOLEAN NOT NULL,
    "undeliverable_reason" TEXT,
    "max_quantity" INTEGER NOT NULL,
    "simponi_tarif" TEXT NOT NULL,
    "simponi_pp" TEXT NOT NULL,
    "simponi_akun" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "product_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tariff" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "product_id" UUID NOT NULL,
    "category" TEXT,
    "institution_id" UUID,
    "article" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "percent" INTEGER NOT NULL DEFAULT 100,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,

    CONSTRAINT "tariff_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "standing_decision" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "institution_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE NOT NULL,
    "max_units" INTEGER NOT NULL,
    "used_units" INTEGER NOT NULL DEFAULT 0,
    "note" TEXT NOT NULL,
    "decided_by" TEXT NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "standing_decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cart_line" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" TEXT NOT NULL,
    "institution_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,
    "seen_price" BIGINT NOT NULL,
    "reorder_of_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "cart_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "checkout" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "institution_id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "total" BIGINT NOT NULL,
    "submitted_by" TEXT NOT NULL,
    "submitted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "note" TEXT,

    CONSTRAINT "checkout_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "checkout_line" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "checkout_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,
    "unit_price" BIGINT NOT NULL,
    "reorder_of_id" UUID,

    CONSTRAINT "checkout_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "kuitansi_day" (
    "day" DATE NOT NULL,
    "number" INTEGER NOT NULL,

    CONSTRAINT "kuitansi_day_pkey" PRIMARY KEY ("day")
);

-- CreateTable
CREATE TABLE "order" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kuitansi" TEXT NOT NULL,
    "institution_id" UUID NOT NULL,
    "checkout_id" UUID,
    "product_id" UUID NOT NULL,
    "agreement_id" UUID,
    "tariff_id" UUID NOT NULL,
    "reorder_of_id" UUID,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "service_name" TEXT NOT NULL,
    "product_name" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "unit_price" BIGINT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "total" BIGINT NOT NULL,
    "tariff_article" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "status_since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "decision_required" BOOLEAN NOT NULL DEFAULT false,
    "standing_decision_id" UUID,
    "approved_at" TIMESTAMPTZ(3),
    "workflow_run_id" TEXT,
    "billing_attempt" INTEGER NOT NULL DEFAULT 0,
    "trx_id" TEXT,
    "simponi_trx_id" TEXT,
    "kode_billing" TEXT,
    "requested_expires_at" TIMESTAMPTZ(3),
    "billing_issued_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "billing_trouble" TEXT,
    "billing_trouble_words" TEXT,
    "billing_waiting_since" TIMESTAMPTZ(3),
    "cancelled_at" TIMESTAMPTZ(3),
    "open_until" TIMESTAMPTZ(3),
    "inquired_at" TIMESTAMPTZ(3),
    "inquiry_answer" TEXT,
    "inquiry_words" TEXT,
    "ntpn" TEXT,
    "ntb" TEXT,
    "paid_at" TIMESTAMPTZ(3),
    "bank_code" TEXT,
    "channel_code" TEXT,
    "book_date" DATE,
    "paid_in_time" BOOLEAN,
    "paid_in_full" BOOLEAN,
    "reported_amount" BIGINT,
    "proposal" TEXT,
    "proposed_by" TEXT,
    "return_kind" TEXT,
    "return_letter" TEXT,
    "returned_on" DATE,

    CONSTRAINT "order_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order_history" (
    "order_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "action" TEXT NOT NULL,
    "from" TEXT,
    "to" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "actor_unit" TEXT NOT NULL,
    "actor_role" TEXT NOT NULL,
    "note" TEXT,
    "intent_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "order_history_pkey" PRIMARY KEY ("order_id","version")
);

-- CreateTable
CREATE TABLE "order_intent" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "order_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "body_hash" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "input" JSONB NOT NULL,
    "note" TEXT,
    "actor_id" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "actor_unit" TEXT NOT NULL,
    "actor_role" TEXT NOT NULL,
    "actor_roles" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "address" TEXT,
    "request_id" TEXT,
    "status" TEXT NOT NULL DEFAULT 'PENDING',
    "result" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "order_intent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payment_notice" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" TEXT NOT NULL,
    "kode_billing" TEXT NOT NULL,
    "ntpn" TEXT NOT NULL,
    "ntb" TEXT,
    "paid_at" TIMESTAMPTZ(3),
    "bank_code" TEXT,
    "channel_code" TEXT,
    "status" TEXT NOT NULL DEFAULT 'RECEIVED',
    "order_id" UUID,
    "words" TEXT,
    "sender" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "available_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "carried_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "payment_notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unmatched_payment" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kode_billing" TEXT NOT NULL,
    "ntpn" TEXT NOT NULL,
    "amount" BIGINT,
    "paid_at" TIMESTAMPTZ(3),
    "reason" TEXT NOT NULL,
    "confirmed" BOOLEAN NOT NULL DEFAULT false,
    "order_id" UUID,
    "status" TEXT NOT NULL DEFAULT 'TERBUKA',
    "note" TEXT,
    "closed_by" TEXT,
    "closed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "unmatched_payment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "report_import" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "file_name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "encoding" TEXT NOT NULL,
    "row_count" INTEGER NOT NULL,
    "matched" INTEGER NOT NULL,
    "differences" INTEGER NOT NULL,
    "period_from" DATE,
    "period_to" DATE,
    "imported_by" TEXT NOT NULL,
    "imported_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "report_import_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "report_difference" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "import_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "kode_billing" TEXT NOT NULL,
    "ntpn" TEXT NOT NULL DEFAULT '',
    "order_id" UUID,
    "expected_amount" BIGINT,
    "reported_amount" BIGINT,
    "status" TEXT NOT NULL DEFAULT 'TERBUKA',
    "note" TEXT,
    "closed_by" TEXT,
    "closed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "report_difference_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "voucher" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "number" TEXT NOT NULL,
    "institution_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "order_id" UUID,
    "ntpn" TEXT,
    "units" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "voucher_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_transaction" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" TEXT NOT NULL,
    "voucher_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ledger_transaction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_entry" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "transaction_id" UUID NOT NULL,
    "account" TEXT NOT NULL,
    "institution_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "units" BIGINT NOT NULL,

    CONSTRAINT "ledger_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stored_file" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" TEXT NOT NULL,
    "storage_key" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "institution_id" UUID,
    "order_id" UUID,
    "uploaded_by" TEXT NOT NULL,
    "uploaded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stored_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" TEXT NOT NULL,
    "ref_id" UUID NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "available_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outgoing_notice" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "channel" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "order_id" UUID,
    "recipient" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "dedupe_key" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'QUEUED',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "available_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_error" TEXT,
    "message_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "outgoing_notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_key" (
    "user_id" TEXT NOT NULL,
    "route" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "body_hash" TEXT NOT NULL,
    "status" INTEGER,
    "response" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("user_id","route","key")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "event" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "actor_unit" TEXT NOT NULL,
    "actor_roles" TEXT[],
    "address" TEXT,
    "request_id" TEXT,
    "subject_type" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "institution_id" UUID,
    "outcome" TEXT NOT NULL DEFAULT 'OK',
    "details" JSONB,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE INDEX "user_institution_id_idx" ON "user"("institution_id");

-- CreateIndex
CREATE INDEX "user_role_role_idx" ON "user_role"("role");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_key" ON "session"("token");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "account_user_id_idx" ON "account"("user_id");

-- CreateIndex
CREATE INDEX "verification_identifier_idx" ON "verification"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "rate_limit_key_key" ON "rate_limit"("key");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_token_hash_key" ON "invitation"("token_hash");

-- CreateIndex
CREATE INDEX "invitation_institution_id_created_at_idx" ON "invitation"("institution_id", "created_at");

-- CreateIndex
CREATE INDEX "invitation_email_idx" ON "invitation"("email");

-- CreateIndex
CREATE UNIQUE INDEX "institution_code_key" ON "institution"("code");

-- CreateIndex
CREATE INDEX "institution_name_idx" ON "institution"("name");

-- CreateIndex
CREATE INDEX "agreement_institution_id_ends_on_idx" ON "agreement"("institution_id", "ends_on");

-- CreateIndex
CREATE INDEX "agreement_ends_on_idx" ON "agreement"("ends_on");

-- CreateIndex
CREATE UNIQUE INDEX "agreement_institution_id_number_key" ON "agreement"("institution_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "service_code_key" ON "service"("code");

-- CreateIndex
CREATE UNIQUE INDEX "product_code_key" ON "product"("code");

-- CreateIndex
CREATE INDEX "tariff_product_id_valid_from_idx" ON "tariff"("product_id", "valid_from");

-- CreateIndex
CREATE INDEX "standing_decision_institution_id_product_id_valid_to_idx" ON "standing_decision"("institution_id", "product_id", "valid_to");

-- CreateIndex
CREATE UNIQUE INDEX "cart_line_user_id_product_id_key" ON "cart_line"("user_id", "product_id");

-- CreateIndex
CREATE INDEX "checkout_institution_id_status_submitted_at_idx" ON "checkout"("institution_id", "status", "submitted_at");

-- CreateIndex
CREATE INDEX "checkout_line_checkout_id_idx" ON "checkout_line"("checkout_id");

-- CreateIndex
CREATE UNIQUE INDEX "order_kuitansi_key" ON "order"("kuitansi");

-- CreateIndex
CREATE UNIQUE INDEX "order_kode_billing_key" ON "order"("kode_billing");

-- CreateIndex
CREATE UNIQUE INDEX "order_ntpn_key" ON "order"("ntpn");

-- CreateIndex
CREATE INDEX "order_institution_id_created_at_id_idx" ON "order"("institution_id", "created_at" DESC, "id");

-- CreateIndex
CREATE INDEX "order_institution_id_status_created_at_id_idx" ON "order"("institution_id", "status", "created_at" DESC, "id");

-- CreateIndex
CREATE INDEX "order_created_at_id_idx" ON "order"("created_at" DESC, "id");

-- CreateIndex
CREATE INDEX "order_status_created_at_id_idx" ON "order"("status", "created_at" DESC, "id");

-- CreateIndex
CREATE INDEX "order_total_id_idx" ON "order"("total", "id");

-- CreateIndex
CREATE INDEX "order_reorder_of_id_idx" ON "order"("reorder_of_id");

-- CreateIndex
CREATE INDEX "order_checkout_id_idx" ON "order"("checkout_id");

-- CreateIndex
CREATE UNIQUE INDEX "order_history_intent_id_key" ON "order_history"("intent_id");

-- CreateIndex
CREATE UNIQUE INDEX "order_intent_order_id_actor_id_key_key" ON "order_intent"("order_id", "actor_id", "key");

-- CreateIndex
CREATE INDEX "payment_notice_status_available_at_idx" ON "payment_notice"("status", "available_at");

-- CreateIndex
CREATE INDEX "payment_notice_order_id_idx" ON "payment_notice"("order_id");

-- CreateIndex
CREATE UNIQUE INDEX "payment_notice_kode_billing_ntpn_kind_key" ON "payment_notice"("kode_billing", "ntpn", "kind");

-- CreateIndex
CREATE INDEX "unmatched_payment_status_created_at_id_idx" ON "unmatched_payment"("status", "created_at" DESC, "id");

-- CreateIndex
CREATE UNIQUE INDEX "unmatched_payment_kode_billing_ntpn_key" ON "unmatched_payment"("kode_billing", "ntpn");

-- CreateIndex
CREATE UNIQUE INDEX "report_import_sha256_key" ON "report_import"("sha256");

-- CreateIndex
CREATE INDEX "report_import_imported_at_idx" ON "report_import"("imported_at" DESC);

-- CreateIndex
CREATE INDEX "report_difference_status_created_at_id_idx" ON "report_difference"("status", "created_at" DESC, "id");

-- CreateIndex
CREATE UNIQUE INDEX "report_difference_kind_kode_billing_ntpn_key" ON "report_difference"("kind", "kode_billing", "ntpn");

-- CreateIndex
CREATE UNIQUE INDEX "voucher_number_key" ON "voucher"("number");

-- CreateIndex
CREATE UNIQUE INDEX "voucher_order_id_key" ON "voucher"("order_id");

-- CreateIndex
CREATE INDEX "voucher_institution_id_issued_at_id_idx" ON "voucher"("institution_id", "issued_at" DESC, "id");

-- CreateIndex
CREATE INDEX "voucher_issued_at_id_idx" ON "voucher"("issued_at" DESC, "id");

-- CreateIndex
CREATE INDEX "voucher_ntpn_idx" ON "voucher"("ntpn");

-- CreateIndex
CREATE INDEX "ledger_transaction_voucher_id_idx" ON "ledger_transaction"("voucher_id");

-- CreateIndex
CREATE INDEX "ledger_entry_institution_id_product_id_account_units_idx" ON "ledger_entry"("institution_id", "product_id", "account", "units");

-- CreateIndex
CREATE INDEX "ledger_entry_transaction_id_idx" ON "ledger_entry"("transaction_id");

-- CreateIndex
CREATE UNIQUE INDEX "stored_file_storage_key_key" ON "stored_file"("storage_key");

-- CreateIndex
CREATE INDEX "stored_file_order_id_idx" ON "stored_file"("order_id");

-- CreateIndex
CREATE INDEX "outbox_done_at_available_at_idx" ON "outbox"("done_at", "available_at");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_kind_ref_id_key" ON "outbox"("kind", "ref_id");

-- CreateIndex
CREATE UNIQUE INDEX "outgoing_notice_dedupe_key_key" ON "outgoing_notice"("dedupe_key");

-- CreateIndex
CREATE INDEX "outgoing_notice_status_available_at_idx" ON "outgoing_notice"("status", "available_at");

-- CreateIndex
CREATE INDEX "outgoing_notice_order_id_created_at_idx" ON "outgoing_notice"("order_id", "created_at");

-- CreateIndex
CREATE INDEX "idempotency_key_created_at_idx" ON "idempotency_key"("created_at");

-- CreateIndex
CREATE INDEX "audit_entry_subject_type_subject_id_id_idx" ON "audit_entry"("subject_type", "subject_id", "id");

-- CreateIndex
CREATE INDEX "audit_entry_institution_id_id_idx" ON "audit_entry"("institution_id", "id");

-- CreateIndex
CREATE INDEX "audit_entry_actor_id_id_idx" ON "audit_entry"("actor_id", "id");

-- CreateIndex
CREATE INDEX "audit_entry_event_id_idx" ON "audit_entry"("event", "id");

-- AddForeignKey
ALTER TABLE "user" ADD CONSTRAINT "user_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institution"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_role" ADD CONSTRAINT "user_role_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institution"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "agreement" ADD CONSTRAINT "agreement_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product" ADD CONSTRAINT "product_service_id_fkey" FOREIGN KEY ("service_id") REFERENCES "service"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tariff" ADD CONSTRAINT "tariff_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "standing_decision" ADD CONSTRAINT "standing_decision_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "standing_decision" ADD CONSTRAINT "standing_decision_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cart_line" ADD CONSTRAINT "cart_line_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cart_line" ADD CONSTRAINT "cart_line_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checkout" ADD CONSTRAINT "checkout_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checkout_line" ADD CONSTRAINT "checkout_line_checkout_id_fkey" FOREIGN KEY ("checkout_id") REFERENCES "checkout"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checkout_line" ADD CONSTRAINT "checkout_line_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order" ADD CONSTRAINT "order_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order" ADD CONSTRAINT "order_checkout_id_fkey" FOREIGN KEY ("checkout_id") REFERENCES "checkout"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order" ADD CONSTRAINT "order_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order" ADD CONSTRAINT "order_agreement_id_fkey" FOREIGN KEY ("agreement_id") REFERENCES "agreement"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order" ADD CONSTRAINT "order_tariff_id_fkey" FOREIGN KEY ("tariff_id") REFERENCES "tariff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order" ADD CONSTRAINT "order_reorder_of_id_fkey" FOREIGN KEY ("reorder_of_id") REFERENCES "order"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_history" ADD CONSTRAINT "order_history_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_intent" ADD CONSTRAINT "order_intent_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_notice" ADD CONSTRAINT "payment_notice_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "order"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report_difference" ADD CONSTRAINT "report_difference_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "report_import"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "voucher" ADD CONSTRAINT "voucher_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "voucher" ADD CONSTRAINT "voucher_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "voucher" ADD CONSTRAINT "voucher_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "order"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_transaction" ADD CONSTRAINT "ledger_transaction_voucher_id_fkey" FOREIGN KEY ("voucher_id") REFERENCES "voucher"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_transaction_id_fkey" FOREIGN KEY ("transaction_id") REFERENCES "ledger_transaction"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stored_file" ADD CONSTRAINT "stored_file_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "order"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outgoing_notice" ADD CONSTRAINT "outgoing_notice_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "order"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Code columns are text and checked: each list stands in contract/, and records/codes.test.ts holds both equal.
ALTER TABLE "user_role" ADD CONSTRAINT "user_role_role_code" CHECK ("role" IN (
  'lembaga-admin',
  'lembaga-pemesan',
  'lembaga-penyetuju',
  'lembaga-keuangan',
  'lembaga-teknis',
  'lembaga-operator',
  'operator-dinas',
  'supervisor-dinas',
  'staf-konsolidasi',
  'staf-pnbp',
  'staf-kerjasama',
  'pejabat',
  'auditor',
  'admin'
));
ALTER TABLE "institution" ADD CONSTRAINT "institution_category_code" CHECK ("category" IN (
  'KEMENTERIAN',
  'LEMBAGA_NEGARA',
  'PEMERINTAH_DAERAH',
  'BADAN_LAYANAN_UMUM',
  'PERBANKAN',
  'ASURANSI',
  'PASAR_MODAL',
  'SEKURITAS',
  'PEMBIAYAAN',
  'SELULER',
  'LAINNYA'
));
ALTER TABLE "tariff" ADD CONSTRAINT "tariff_category_code" CHECK ("category" IN (
  'KEMENTERIAN',
  'LEMBAGA_NEGARA',
  'PEMERINTAH_DAERAH',
  'BADAN_LAYANAN_UMUM',
  'PERBANKAN',
  'ASURANSI',
  'PASAR_MODAL',
  'SEKURITAS',
  'PEMBIAYAAN',
  'SELULER',
  'LAINNYA'
));
ALTER TABLE "checkout" ADD CONSTRAINT "checkout_status_code" CHECK ("status" IN (
  'MENUNGGU_PENYETUJU',
  'DIPROSES',
  'DITOLAK',
  'DITARIK'
));
ALTER TABLE "order" ADD CONSTRAINT "order_status_code" CHECK ("status" IN (
  'DIPROSES',
  'MENUNGGU_PERSETUJUAN',
  'DISETUJUI',
  'DITOLAK',
  'PENERBITAN_TAGIHAN',
  'TAGIHAN_BERMASALAH',
  'MENUNGGU_PEMBAYARAN',
  'KEDALUWARSA',
  'DIBATALKAN',
  'DIBAYAR',
  'PEMBAYARAN_BERMASALAH',
  'MENUNGGU_KEPUTUSAN',
  'PENGEMBALIAN',
  'DIKEMBALIKAN',
  'SELESAI'
));
ALTER TABLE "order" ADD CONSTRAINT "order_billing_trouble_code" CHECK ("billing_trouble" IN (
  'REFUSED',
  'SILENT'
));
ALTER TABLE "order" ADD CONSTRAINT "order_inquiry_answer_code" CHECK ("inquiry_answer" IN (
  'PAID',
  'NOT_FOUND',
  'UNKNOWN'
));
ALTER TABLE "order" ADD CONSTRAINT "order_proposal_code" CHECK ("proposal" IN (
  'HONOUR',
  'RETURN'
));
ALTER TABLE "order" ADD CONSTRAINT "order_return_kind_code" CHECK ("return_kind" IN (
  'KREDIT_PNBP_BERIKUTNYA',
  'TUNAI'
));
ALTER TABLE "order_history" ADD CONSTRAINT "order_history_action_code" CHECK ("action" IN (
  'submit',
  'applyStandingDecision',
  'requestApproval',
  'approve',
  'reject',
  'startBilling',
  'issueBilling',
  'reportBillingTrouble',
  'retryBilling',
  'enterBilling',
  'cancel',
  'expire',
  'confirmPayment',
  'flagPayment',
  'proposeHonour',
  'proposeReturn',
  'decide',
  'refuse',
  'completeReturn',
  'issueVoucher'
));
ALTER TABLE "order_history" ADD CONSTRAINT "order_history_from_code" CHECK ("from" IN (
  'DIPROSES',
  'MENUNGGU_PERSETUJUAN',
  'DISETUJUI',
  'DITOLAK',
  'PENERBITAN_TAGIHAN',
  'TAGIHAN_BERMASALAH',
  'MENUNGGU_PEMBAYARAN',
  'KEDALUWARSA',
  'DIBATALKAN',
  'DIBAYAR',
  'PEMBAYARAN_BERMASALAH',
  'MENUNGGU_KEPUTUSAN',
  'PENGEMBALIAN',
  'DIKEMBALIKAN',
  'SELESAI'
));
ALTER TABLE "order_history" ADD CONSTRAINT "order_history_to_code" CHECK ("to" IN (
  'DIPROSES',
  'MENUNGGU_PERSETUJUAN',
  'DISETUJUI',
  'DITOLAK',
  'PENERBITAN_TAGIHAN',
  'TAGIHAN_BERMASALAH',
  'MENUNGGU_PEMBAYARAN',
  'KEDALUWARSA',
  'DIBATALKAN',
  'DIBAYAR',
  'PEMBAYARAN_BERMASALAH',
  'MENUNGGU_KEPUTUSAN',
  'PENGEMBALIAN',
  'DIKEMBALIKAN',
  'SELESAI'
));
ALTER TABLE "order_history" ADD CONSTRAINT "order_history_actor_role_code" CHECK ("actor_role" IN (
  'lembaga-admin',
  'lembaga-pemesan',
  'lembaga-penyetuju',
  'lembaga-keuangan',
  'lembaga-teknis',
  'lembaga-operator',
  'operator-dinas',
  'supervisor-dinas',
  'staf-konsolidasi',
  'staf-pnbp',
  'staf-kerjasama',
  'pejabat',
  'auditor',
  'admin',
  'system',
  'timer',
  'SIMPONI'
));
ALTER TABLE "order_intent" ADD CONSTRAINT "order_intent_action_code" CHECK ("action" IN (
  'applyStandingDecision',
  'requestApproval',
  'approve',
  'reject',
  'startBilling',
  'issueBilling',
  'reportBillingTrouble',
  'retryBilling',
  'enterBilling',
  'cancel',
  'expire',
  'confirmPayment',
  'flagPayment',
  'proposeHonour',
  'proposeReturn',
  'decide',
  'refuse',
  'completeReturn',
  'issueVoucher'
));
ALTER TABLE "order_intent" ADD CONSTRAINT "order_intent_status_code" CHECK ("status" IN (
  'PENDING',
  'APPLIED',
  'REFUSED'
));
ALTER TABLE "payment_notice" ADD CONSTRAINT "payment_notice_kind_code" CHECK ("kind" IN (
  'ACTIVE_INQUIRY',
  'SWEEP',
  'ASKED',
  'REPORT'
));
ALTER TABLE "payment_notice" ADD CONSTRAINT "payment_notice_status_code" CHECK ("status" IN (
  'RECEIVED',
  'CARRIED',
  'CONFIRMED',
  'UNCONFIRMED',
  'UNMATCHED'
));
ALTER TABLE "unmatched_payment" ADD CONSTRAINT "unmatched_payment_reason_code" CHECK ("reason" IN (
  'UNKNOWN_CODE',
  'ORDER_CLOSED',
  'SECOND_PAYMENT',
  'UNCONFIRMED'
));
ALTER TABLE "unmatched_payment" ADD CONSTRAINT "unmatched_payment_status_code" CHECK ("status" IN (
  'TERBUKA',
  'SELESAI'
));
ALTER TABLE "report_difference" ADD CONSTRAINT "report_difference_kind_code" CHECK ("kind" IN (
  'UNKNOWN_CODE',
  'AMOUNT',
  'NTPN',
  'MISSING_HERE',
  'MISSING_IN_REPORT'
));
ALTER TABLE "report_difference" ADD CONSTRAINT "report_difference_status_code" CHECK ("status" IN (
  'TERBUKA',
  'SELESAI'
));
ALTER TABLE "voucher" ADD CONSTRAINT "voucher_source_code" CHECK ("source" IN (
  'PESANAN',
  'SALDO_AWAL'
));
ALTER TABLE "ledger_transaction" ADD CONSTRAINT "ledger_transaction_kind_code" CHECK ("kind" IN (
  'GRANT',
  'DEBIT'
));
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_account_code" CHECK ("account" IN (
  'KUOTA',
  'PENERBITAN',
  'PEMAKAIAN'
));
ALTER TABLE "stored_file" ADD CONSTRAINT "stored_file_kind_code" CHECK ("kind" IN (
  'BUKTI_PEMBAYARAN',
  'BPN_BANK',
  'PKS'
));
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_kind_code" CHECK ("kind" IN (
  'START_ORDER'
));
ALTER TABLE "outgoing_notice" ADD CONSTRAINT "outgoing_notice_channel_code" CHECK ("channel" IN (
  'EMAIL'
));
ALTER TABLE "outgoing_notice" ADD CONSTRAINT "outgoing_notice_template_code" CHECK ("template" IN (
  'INVITATION',
  'PASSWORD_RESET',
  'CHECKOUT_WAITING',
  'CHECKOUT_REJECTED',
  'BILLING_ISSUED',
  'PAYMENT_REMINDER',
  'ORDER_EXPIRED',
  'ORDER_CANCELLED',
  'ORDER_APPROVED',
  'ORDER_REJECTED',
  'PAYMENT_FLAGGED',
  'RETURN_DECIDED',
  'RETURN_COMPLETED',
  'VOUCHER_ISSUED',
  'STAFF_REMINDER',
  'STAFF_ESCALATION'
));
ALTER TABLE "outgoing_notice" ADD CONSTRAINT "outgoing_notice_status_code" CHECK ("status" IN (
  'QUEUED',
  'SENT',
  'FAILED',
  'SKIPPED'
));

-- Figures that no code path may get wrong.
ALTER TABLE "tariff" ADD CONSTRAINT "tariff_price" CHECK ("amount" >= 0 AND "percent" BETWEEN 0 AND 100);
ALTER TABLE "agreement" ADD CONSTRAINT "agreement_days" CHECK ("starts_on" <= "ends_on");
ALTER TABLE "cart_line" ADD CONSTRAINT "cart_line_quantity" CHECK ("quantity" > 0);
ALTER TABLE "checkout_line" ADD CONSTRAINT "checkout_line_quantity" CHECK ("quantity" > 0 AND "unit_price" >= 0);
ALTER TABLE "order" ADD CONSTRAINT "order_amount" CHECK ("quantity" > 0 AND "unit_price" >= 0 AND "total" = "unit_price" * "quantity");
ALTER TABLE "voucher" ADD CONSTRAINT "voucher_units" CHECK ("units" > 0);
ALTER TABLE "voucher" ADD CONSTRAINT "voucher_origin" CHECK (("source" = 'PESANAN') = ("order_id" IS NOT NULL));
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_units" CHECK ("units" <> 0);

-- A standing decision never gives more units than `pejabat` decided.
ALTER TABLE "standing_decision" ADD CONSTRAINT "standing_decision_units" CHECK ("used_units" BETWEEN 0 AND "max_units");

-- Double entry: when the transaction commits, the entries of each ledger movement sum to zero.
-- (The migration engine cuts a script at every semicolon: inside the body they are written \x3b.)
CREATE FUNCTION "ledger_entry_balanced"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  IF (SELECT sum("units") FROM "ledger_entry" WHERE "transaction_id" = NEW."transaction_id") <> 0 THEN
    RAISE EXCEPTION ''ledger transaction % does not sum to zero'', NEW."transaction_id" USING ERRCODE = ''check_violation''\x3b
  END IF\x3b
  RETURN NULL\x3b
END';
CREATE CONSTRAINT TRIGGER "ledger_entry_balanced" AFTER INSERT ON "ledger_entry"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "ledger_entry_balanced"();
