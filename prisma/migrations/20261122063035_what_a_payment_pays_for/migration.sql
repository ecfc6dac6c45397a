-- AlterTable
ALTER TABLE "payment" ADD COLUMN     "hold_ids" UUID[] DEFAULT ARRAY[]::UUID[];
