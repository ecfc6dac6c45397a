-- A session that never began was called off: it has not ended.
ALTER TABLE "session" DROP CONSTRAINT "session_state",
  ADD CONSTRAINT "session_state" CHECK ("state" IN ('scheduled', 'live', 'ended', 'cancelled'));
UPDATE "session" SET "state" = 'cancelled' WHERE "state" = 'ended' AND "started_at" IS NULL;
