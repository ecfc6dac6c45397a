-- AlterTable
ALTER TABLE "caption_segment" ADD COLUMN     "engine" TEXT NOT NULL DEFAULT 'source';
