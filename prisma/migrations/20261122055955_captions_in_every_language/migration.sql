-- AlterTable
ALTER TABLE "caption_segment" ADD COLUMN     "deadline_at" TIMESTAMPTZ(3),
ADD COLUMN     "final_at" TIMESTAMPTZ(3),
ADD COLUMN     "targets" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "session" ADD COLUMN     "allowed_regions" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "glossary_version" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "translate_partials" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "caption_text" (
    "segment_id" UUID NOT NULL,
    "lang" TEXT NOT NULL,
    "session_id" UUID NOT NULL,
    "n" INTEGER NOT NULL,
    "rev" INTEGER NOT NULL,
    "source_rev" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "engine" TEXT NOT NULL,
    "machine" BOOLEAN NOT NULL,
    "locked" BOOLEAN NOT NULL DEFAULT false,
    "flags" TEXT[],
    "glossary" INTEGER NOT NULL DEFAULT 0,
    "lag_ms" INTEGER NOT NULL,
    "erased" INTEGER NOT NULL DEFAULT 0,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "caption_text_pkey" PRIMARY KEY ("segment_id","lang")
);

-- CreateTable
CREATE TABLE "caption_change" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "segment_id" UUID NOT NULL,
    "lang" TEXT NOT NULL,
    "rev" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "account_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "old_sha256" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "caption_change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "glossary_term" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "listing_id" UUID,
    "source_lang" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "targets" JSONB NOT NULL DEFAULT '{}',
    "version" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "glossary_term_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session_language" (
    "session_id" UUID NOT NULL,
    "lang" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "engine" TEXT NOT NULL,
    "reason" TEXT,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "session_language_pkey" PRIMARY KEY ("session_id","lang")
);

-- CreateIndex
CREATE INDEX "caption_text_session_id_lang_n_idx" ON "caption_text"("session_id", "lang", "n");

-- CreateIndex
CREATE INDEX "caption_change_session_id_at_idx" ON "caption_change"("session_id", "at");

-- CreateIndex
CREATE INDEX "caption_change_segment_id_idx" ON "caption_change"("segment_id");

-- CreateIndex
CREATE UNIQUE INDEX "glossary_term_session_id_source_lang_source_key" ON "glossary_term"("session_id", "source_lang", "source");

-- CreateIndex
CREATE INDEX "caption_segment_final_at_idx" ON "caption_segment"("final_at");

-- AddForeignKey
ALTER TABLE "caption_text" ADD CONSTRAINT "caption_text_segment_id_fkey" FOREIGN KEY ("segment_id") REFERENCES "caption_segment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "caption_text" ADD CONSTRAINT "caption_text_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "glossary_term" ADD CONSTRAINT "glossary_term_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session_language" ADD CONSTRAINT "session_language_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE CASCADE ON UPDATE CASCADE;
