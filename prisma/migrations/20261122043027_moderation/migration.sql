-- AlterTable
ALTER TABLE "session" ADD COLUMN     "blocked_words" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "slow_mode_seconds" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "session_ban" (
    "session_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "session_ban_pkey" PRIMARY KEY ("session_id","account_id")
);

-- CreateTable
CREATE TABLE "review_hook" (
    "session_id" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "fail_open" BOOLEAN NOT NULL,

    CONSTRAINT "review_hook_pkey" PRIMARY KEY ("session_id")
);

-- AddForeignKey
ALTER TABLE "session_ban" ADD CONSTRAINT "session_ban_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session_ban" ADD CONSTRAINT "session_ban_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "review_hook" ADD CONSTRAINT "review_hook_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A message that is taken away is found with all its translations, and so is whether one was.
CREATE INDEX "log_entry_message_idx" ON "log_entry" ("session_id", ("event" ->> 'message'))
  WHERE "event" ->> 'type' IN ('chat.message', 'chat.translation', 'chat.removed');

-- The bounds that the API keeps, for whoever comes by another way.
ALTER TABLE "session" ADD CONSTRAINT "session_slow_mode_bounds" CHECK ("slow_mode_seconds" BETWEEN 0 AND 300);
