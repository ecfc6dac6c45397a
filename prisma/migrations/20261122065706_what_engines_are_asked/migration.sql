-- AlterTable
ALTER TABLE "translation_usage" DROP CONSTRAINT "translation_usage_pkey",
DROP COLUMN "kind",
DROP COLUMN "missed_terms",
ADD COLUMN     "calls" INTEGER NOT NULL DEFAULT 0,
ADD CONSTRAINT "translation_usage_pkey" PRIMARY KEY ("session_id", "lang", "engine");
