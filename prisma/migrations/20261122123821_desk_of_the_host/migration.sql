-- CreateTable
CREATE TABLE "audience_sample" (
    "session_id" UUID NOT NULL,
    "minute" TIMESTAMPTZ(3) NOT NULL,
    "viewers" INTEGER NOT NULL,
    "by_language" JSONB NOT NULL,

    CONSTRAINT "audience_sample_pkey" PRIMARY KEY ("session_id","minute")
);

-- CreateIndex
CREATE INDEX "hold_offer_id_id_idx" ON "hold"("offer_id", "id");

-- AddForeignKey
ALTER TABLE "audience_sample" ADD CONSTRAINT "audience_sample_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE CASCADE ON UPDATE CASCADE;
