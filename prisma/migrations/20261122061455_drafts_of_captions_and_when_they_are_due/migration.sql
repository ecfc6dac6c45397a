-- AlterTable
ALTER TABLE "caption_segment" ADD COLUMN     "due_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "session_language" ADD COLUMN     "lag_ms" INTEGER,
ADD COLUMN     "watched_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- CreateTable
CREATE TABLE "caption_draft" (
    "segment_id" UUID NOT NULL,
    "lang" TEXT NOT NULL,
    "source_rev" INTEGER NOT NULL,
    "output" TEXT NOT NULL,
    "shown" TEXT NOT NULL,

    CONSTRAINT "caption_draft_pkey" PRIMARY KEY ("segment_id","lang")
);

-- CreateIndex
CREATE INDEX "caption_segment_due_at_idx" ON "caption_segment"("due_at");

-- AddForeignKey
ALTER TABLE "caption_draft" ADD CONSTRAINT "caption_draft_segment_id_fkey" FOREIGN KEY ("segment_id") REFERENCES "caption_segment"("id") ON DELETE CASCADE ON UPDATE CASCADE;
