-- CreateTable
CREATE TABLE "speech_stream" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "next_seq" INTEGER NOT NULL DEFAULT 0,
    "arrived" INTEGER NOT NULL DEFAULT 0,
    "ended" BOOLEAN NOT NULL DEFAULT false,
    "lease" UUID,
    "leased_until" TIMESTAMPTZ(3),
    "state" JSONB NOT NULL DEFAULT '{}',
    "encoded" BYTEA NOT NULL DEFAULT '\x',
    "audio" BYTEA NOT NULL DEFAULT '\x',
    "last_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "speech_stream_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "speech_chunk" (
    "stream_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "lang" TEXT NOT NULL,
    "t0" INTEGER,
    "type" TEXT NOT NULL,
    "body" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "speech_chunk_pkey" PRIMARY KEY ("stream_id","seq")
);

-- CreateIndex
CREATE INDEX "speech_stream_session_id_idx" ON "speech_stream"("session_id");

-- CreateIndex
CREATE INDEX "speech_stream_last_at_idx" ON "speech_stream"("last_at");

-- AddForeignKey
ALTER TABLE "speech_stream" ADD CONSTRAINT "speech_stream_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "speech_chunk" ADD CONSTRAINT "speech_chunk_stream_id_fkey" FOREIGN KEY ("stream_id") REFERENCES "speech_stream"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "speech_stream" ADD CONSTRAINT "speech_stream_positions" CHECK ("next_seq" >= 0 AND "arrived" >= 0);
ALTER TABLE "speech_stream" ADD CONSTRAINT "speech_stream_lease" CHECK (("lease" IS NULL) = ("leased_until" IS NULL));
ALTER TABLE "speech_chunk" ADD CONSTRAINT "speech_chunk_seq" CHECK ("seq" >= 0);
ALTER TABLE "speech_chunk" ADD CONSTRAINT "speech_chunk_type" CHECK ("type" IN ('pcm', 'webm'));
