-- AlterTable
ALTER TABLE "listing" ADD COLUMN     "archived_at" TIMESTAMPTZ(3),
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- CreateTable
CREATE TABLE "image" (
    "sha256" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "image_pkey" PRIMARY KEY ("sha256")
);

-- CreateTable
CREATE TABLE "listing_image" (
    "listing_id" UUID NOT NULL,
    "sha256" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "alt" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "listing_image_pkey" PRIMARY KEY ("listing_id","sha256")
);

-- CreateIndex
CREATE INDEX "listing_image_sha256_idx" ON "listing_image"("sha256");

-- AddForeignKey
ALTER TABLE "listing_image" ADD CONSTRAINT "listing_image_listing_id_fkey" FOREIGN KEY ("listing_id") REFERENCES "listing"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "listing_image" ADD CONSTRAINT "listing_image_sha256_fkey" FOREIGN KEY ("sha256") REFERENCES "image"("sha256") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "image" ADD CONSTRAINT "image_type" CHECK ("type" IN ('image/png', 'image/jpeg', 'image/webp'));
-- pictures are compressed already
ALTER TABLE "image" ALTER COLUMN "bytes" SET STORAGE EXTERNAL;

-- what people write is older than the listing's own words as well, once these change
ALTER TABLE "listing_text" DROP CONSTRAINT "listing_text_version_of_machines";
UPDATE "listing_text" SET "text_version" = "listing"."text_version" FROM "listing"
  WHERE "listing"."id" = "listing_text"."listing_id" AND "listing_text"."text_version" IS NULL;
