-- CreateTable
CREATE TABLE "video_stream" (
    "session_id" UUID NOT NULL,
    "key_hash" TEXT,
    "state" TEXT NOT NULL DEFAULT 'off',
    "server" TEXT,
    "connection" TEXT,
    "since" TIMESTAMPTZ(3),
    "heard_at" TIMESTAMPTZ(3),

    CONSTRAINT "video_stream_pkey" PRIMARY KEY ("session_id")
);

-- AddForeignKey
ALTER TABLE "video_stream" ADD CONSTRAINT "video_stream_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "video_stream" ADD CONSTRAINT "video_stream_state" CHECK ("state" IN ('off', 'on', 'lost'));
ALTER TABLE "video_stream" ADD CONSTRAINT "video_stream_on" CHECK ("state" <> 'on' OR "server" IS NOT NULL AND "connection" IS NOT NULL AND "since" IS NOT NULL AND "heard_at" IS NOT NULL);

-- the sweeper looks for those that fell silent
CREATE INDEX "video_stream_on_idx" ON "video_stream" ("heard_at") WHERE "state" = 'on';
