-- CreateTable
CREATE TABLE "account" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "email" TEXT,
    "password_hash" TEXT,
    "display_name" TEXT NOT NULL,
    "lang" TEXT NOT NULL,
    "country" TEXT,
    "simulated" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "refresh_token" (
    "id" UUID NOT NULL,
    "family" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "refresh_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "exporter" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "exporter_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "exporter_member" (
    "exporter_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,

    CONSTRAINT "exporter_member_pkey" PRIMARY KEY ("exporter_id","account_id")
);

-- CreateTable
CREATE TABLE "api_key" (
    "id" UUID NOT NULL,
    "exporter_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotent_request" (
    "scope" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "status" INTEGER,
    "body" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotent_request_pkey" PRIMARY KEY ("scope","key")
);

-- CreateTable
CREATE TABLE "listing" (
    "id" UUID NOT NULL,
    "exporter_id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "source_lang" TEXT NOT NULL,
    "image" TEXT,
    "hs_code" TEXT,
    "origin_country" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "listing_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "listing_text" (
    "listing_id" UUID NOT NULL,
    "lang" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "machine" BOOLEAN NOT NULL,
    "reviewed" BOOLEAN NOT NULL,

    CONSTRAINT "listing_text_pkey" PRIMARY KEY ("listing_id","lang")
);

-- CreateTable
CREATE TABLE "variant" (
    "id" UUID NOT NULL,
    "listing_id" UUID NOT NULL,
    "exporter_id" UUID NOT NULL,
    "sku" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "names" JSONB NOT NULL DEFAULT '{}',
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "variant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "price" (
    "variant_id" UUID NOT NULL,
    "currency" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,

    CONSTRAINT "price_pkey" PRIMARY KEY ("variant_id","currency")
);

-- CreateTable
CREATE TABLE "stock" (
    "variant_id" UUID NOT NULL,
    "on_hand" INTEGER NOT NULL,
    "held" INTEGER NOT NULL DEFAULT 0,
    "sold" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "stock_pkey" PRIMARY KEY ("variant_id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "host_id" UUID NOT NULL,
    "source_lang" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'scheduled',
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "languages" TEXT[],
    "archive_languages" TEXT[],
    "max_languages" INTEGER NOT NULL,
    "poster" TEXT,
    "pinned_code" TEXT,
    "claim_seq" BIGINT NOT NULL DEFAULT 0,
    "segment_seq" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session_role" (
    "session_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "role" TEXT NOT NULL,

    CONSTRAINT "session_role_pkey" PRIMARY KEY ("session_id","account_id")
);

-- CreateTable
CREATE TABLE "line_up_item" (
    "session_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "listing_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "line_up_item_pkey" PRIMARY KEY ("session_id","code")
);

-- CreateTable
CREATE TABLE "caption_segment" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "n" INTEGER NOT NULL,
    "lang" TEXT NOT NULL,
    "rev" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "t0" INTEGER NOT NULL,
    "t1" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "caption_segment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "offer" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "listing_id" UUID NOT NULL,
    "max_per_buyer" INTEGER NOT NULL,
    "hold_seconds" INTEGER NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "offer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "claim" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "claim_seq" BIGINT NOT NULL,
    "buyer_id" UUID NOT NULL,
    "source_key" TEXT NOT NULL,
    "offer_id" UUID,
    "code" TEXT,
    "variant_id" UUID,
    "qty" INTEGER NOT NULL,
    "outcome" TEXT NOT NULL,
    "reason" TEXT,
    "choices" TEXT[],
    "hold_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "claim_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "hold" (
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "offer_id" UUID NOT NULL,
    "variant_id" UUID NOT NULL,
    "buyer_id" UUID NOT NULL,
    "qty" INTEGER NOT NULL,
    "unit_price" BIGINT NOT NULL,
    "state" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "hold_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sale_order" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "session_id" UUID NOT NULL,
    "exporter_id" UUID NOT NULL,
    "buyer_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "total" BIGINT NOT NULL,
    "placed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "confirmed_at" TIMESTAMPTZ(3),

    CONSTRAINT "sale_order_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payment" (
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "provider" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "payment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payment_webhook" (
    "provider" TEXT NOT NULL,
    "message_id" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "payment_webhook_pkey" PRIMARY KEY ("provider","message_id")
);

-- CreateTable
CREATE TABLE "ledger_entry" (
    "id" UUID NOT NULL,
    "transfer_id" UUID NOT NULL,
    "account" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "order_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ledger_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox_event" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "event" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "delivered_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "log_entry" (
    "session_id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "epoch" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "event_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "event" JSONB NOT NULL,

    CONSTRAINT "log_entry_pkey" PRIMARY KEY ("session_id","channel","epoch","seq")
);

-- CreateIndex
CREATE UNIQUE INDEX "account_email_key" ON "account"("email");

-- CreateIndex
CREATE UNIQUE INDEX "refresh_token_hash_key" ON "refresh_token"("hash");

-- CreateIndex
CREATE INDEX "refresh_token_family_idx" ON "refresh_token"("family");

-- CreateIndex
CREATE INDEX "refresh_token_account_id_idx" ON "refresh_token"("account_id");

-- CreateIndex
CREATE UNIQUE INDEX "exporter_slug_key" ON "exporter"("slug");

-- CreateIndex
CREATE INDEX "exporter_member_account_id_idx" ON "exporter_member"("account_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_hash_key" ON "api_key"("hash");

-- CreateIndex
CREATE INDEX "api_key_exporter_id_idx" ON "api_key"("exporter_id");

-- CreateIndex
CREATE INDEX "idempotent_request_created_at_idx" ON "idempotent_request"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "listing_exporter_id_slug_key" ON "listing"("exporter_id", "slug");

-- CreateIndex
CREATE INDEX "variant_listing_id_idx" ON "variant"("listing_id");

-- CreateIndex
CREATE UNIQUE INDEX "variant_exporter_id_sku_key" ON "variant"("exporter_id", "sku");

-- CreateIndex
CREATE UNIQUE INDEX "session_slug_key" ON "session"("slug");

-- CreateIndex
CREATE INDEX "session_state_starts_at_idx" ON "session"("state", "starts_at");

-- CreateIndex
CREATE UNIQUE INDEX "caption_segment_session_id_n_key" ON "caption_segment"("session_id", "n");

-- CreateIndex
CREATE INDEX "offer_session_id_idx" ON "offer"("session_id");

-- CreateIndex
CREATE UNIQUE INDEX "claim_session_id_claim_seq_key" ON "claim"("session_id", "claim_seq");

-- CreateIndex
CREATE UNIQUE INDEX "claim_session_id_buyer_id_source_key_key" ON "claim"("session_id", "buyer_id", "source_key");

-- CreateIndex
CREATE INDEX "hold_buyer_id_idx" ON "hold"("buyer_id");

-- CreateIndex
CREATE INDEX "hold_order_id_idx" ON "hold"("order_id");

-- CreateIndex
CREATE INDEX "hold_variant_id_idx" ON "hold"("variant_id");

-- CreateIndex
CREATE UNIQUE INDEX "sale_order_number_key" ON "sale_order"("number");

-- CreateIndex
CREATE INDEX "sale_order_buyer_id_placed_at_idx" ON "sale_order"("buyer_id", "placed_at");

-- CreateIndex
CREATE INDEX "sale_order_exporter_id_placed_at_idx" ON "sale_order"("exporter_id", "placed_at");

-- CreateIndex
CREATE UNIQUE INDEX "payment_order_id_attempt_key" ON "payment"("order_id", "attempt");

-- CreateIndex
CREATE INDEX "ledger_entry_transfer_id_idx" ON "ledger_entry"("transfer_id");

-- CreateIndex
CREATE INDEX "ledger_entry_account_idx" ON "ledger_entry"("account");

-- CreateIndex
CREATE INDEX "ledger_entry_order_id_idx" ON "ledger_entry"("order_id");

-- CreateIndex
CREATE UNIQUE INDEX "log_entry_session_id_event_id_key" ON "log_entry"("session_id", "event_id");

-- AddForeignKey
ALTER TABLE "refresh_token" ADD CONSTRAINT "refresh_token_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exporter_member" ADD CONSTRAINT "exporter_member_exporter_id_fkey" FOREIGN KEY ("exporter_id") REFERENCES "exporter"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exporter_member" ADD CONSTRAINT "exporter_member_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_exporter_id_fkey" FOREIGN KEY ("exporter_id") REFERENCES "exporter"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "listing" ADD CONSTRAINT "listing_exporter_id_fkey" FOREIGN KEY ("exporter_id") REFERENCES "exporter"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "listing_text" ADD CONSTRAINT "listing_text_listing_id_fkey" FOREIGN KEY ("listing_id") REFERENCES "listing"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "variant" ADD CONSTRAINT "variant_listing_id_fkey" FOREIGN KEY ("listing_id") REFERENCES "listing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "price" ADD CONSTRAINT "price_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "variant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock" ADD CONSTRAINT "stock_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "variant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_host_id_fkey" FOREIGN KEY ("host_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session_role" ADD CONSTRAINT "session_role_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session_role" ADD CONSTRAINT "session_role_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "line_up_item" ADD CONSTRAINT "line_up_item_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "line_up_item" ADD CONSTRAINT "line_up_item_listing_id_fkey" FOREIGN KEY ("listing_id") REFERENCES "listing"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "caption_segment" ADD CONSTRAINT "caption_segment_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "offer" ADD CONSTRAINT "offer_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim" ADD CONSTRAINT "claim_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hold" ADD CONSTRAINT "hold_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "sale_order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hold" ADD CONSTRAINT "hold_offer_id_fkey" FOREIGN KEY ("offer_id") REFERENCES "offer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hold" ADD CONSTRAINT "hold_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "variant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hold" ADD CONSTRAINT "hold_buyer_id_fkey" FOREIGN KEY ("buyer_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sale_order" ADD CONSTRAINT "sale_order_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sale_order" ADD CONSTRAINT "sale_order_exporter_id_fkey" FOREIGN KEY ("exporter_id") REFERENCES "exporter"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sale_order" ADD CONSTRAINT "sale_order_buyer_id_fkey" FOREIGN KEY ("buyer_id") REFERENCES "account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment" ADD CONSTRAINT "payment_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "sale_order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema language cannot say ------------------------------------------------------------------------

-- The last guard against overselling: whatever the code does, PostgreSQL refuses.
ALTER TABLE "stock"
  ADD CONSTRAINT "stock_never_oversold" CHECK ("held" >= 0 AND "sold" >= 0 AND "held" + "sold" <= "on_hand");

ALTER TABLE "account" ADD CONSTRAINT "account_kind" CHECK ("kind" IN ('person', 'guest', 'operator'));
ALTER TABLE "session" ADD CONSTRAINT "session_state" CHECK ("state" IN ('scheduled', 'live', 'ended'));
ALTER TABLE "session_role" ADD CONSTRAINT "session_role_name" CHECK ("role" IN ('host', 'co-host', 'interpreter', 'moderator'));
ALTER TABLE "hold" ADD CONSTRAINT "hold_state" CHECK ("state" IN ('HELD', 'PAYING', 'CONFIRMED', 'RELEASED', 'EXPIRED')),
  ADD CONSTRAINT "hold_qty" CHECK ("qty" > 0);
ALTER TABLE "sale_order" ADD CONSTRAINT "sale_order_state" CHECK ("state" IN ('pending', 'confirmed', 'cancelled'));
ALTER TABLE "payment" ADD CONSTRAINT "payment_state" CHECK ("state" IN ('pending', 'captured', 'declined', 'expired', 'refunded'));

-- A code names one open offer of a session; an order is captured by one payment at most.
CREATE UNIQUE INDEX "offer_one_open_per_code" ON "offer" ("session_id", "code") WHERE "closed_at" IS NULL;
CREATE UNIQUE INDEX "payment_one_capture_per_order" ON "payment" ("order_id") WHERE "state" = 'captured';

-- What the sweeper and the relay look for is small: index only that.
CREATE INDEX "hold_expiring" ON "hold" ("expires_at") WHERE "state" IN ('HELD', 'PAYING');
CREATE INDEX "outbox_undelivered" ON "outbox_event" ("id") WHERE "delivered_at" IS NULL;

-- Double entry: when a transaction ends, every transfer it touched sums to zero in each currency.
CREATE FUNCTION "ledger_transfer_balances"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM "ledger_entry" WHERE "transfer_id" = NEW."transfer_id" GROUP BY "currency" HAVING sum("amount") <> 0
  ) THEN
    RAISE EXCEPTION 'ledger transfer % does not sum to zero', NEW."transfer_id" USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "ledger_entry_balances" AFTER INSERT ON "ledger_entry"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "ledger_transfer_balances"();

-- The ledger is append-only: a mistake is corrected by another transfer.
CREATE FUNCTION "ledger_is_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the ledger is append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER "ledger_entry_append_only" BEFORE UPDATE OR DELETE ON "ledger_entry"
  FOR EACH ROW EXECUTE FUNCTION "ledger_is_append_only"();
