-- AlterTable
ALTER TABLE "video_stream" ADD COLUMN     "ends_session_after_minutes" INTEGER,
ADD COLUMN     "off_at" TIMESTAMPTZ(3),
ADD COLUMN     "starts_session" BOOLEAN NOT NULL DEFAULT false;
