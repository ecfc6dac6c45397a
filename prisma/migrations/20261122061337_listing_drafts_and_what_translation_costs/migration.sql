-- AlterTable
ALTER TABLE "listing" ADD COLUMN     "text_version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "listing_text" ADD COLUMN     "text_version" INTEGER;

-- CreateTable
CREATE TABLE "translation_usage" (
    "session_id" UUID NOT NULL,
    "lang" TEXT NOT NULL,
    "engine" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "texts" INTEGER NOT NULL DEFAULT 0,
    "characters" BIGINT NOT NULL DEFAULT 0,
    "cached" INTEGER NOT NULL DEFAULT 0,
    "terms" INTEGER NOT NULL DEFAULT 0,
    "missed_terms" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "translation_usage_pkey" PRIMARY KEY ("session_id","lang","engine","kind")
);

-- AddForeignKey
ALTER TABLE "translation_usage" ADD CONSTRAINT "translation_usage_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What a person wrote translates no version; what a machine wrote may be dropped when a newer one comes.
ALTER TABLE "listing_text" ADD CONSTRAINT "listing_text_version_of_machines" CHECK ("machine" OR "text_version" IS NULL);

-- Whether a segment was taken back is asked whenever one of its captions is archived.
CREATE INDEX "log_entry_retracted_idx" ON "log_entry" ("session_id", ("event" ->> 'segment'))
  WHERE "event" ->> 'type' = 'caption' AND "event" ->> 'state' = 'retracted';
