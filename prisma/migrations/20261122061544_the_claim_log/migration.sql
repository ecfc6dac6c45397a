-- AlterTable
ALTER TABLE "claim" ADD COLUMN     "body" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "buyer_alias" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "session" ADD COLUMN     "claim_words" TEXT[] DEFAULT ARRAY[]::TEXT[];
