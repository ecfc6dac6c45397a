-- CreateTable
CREATE TABLE "interpreter_seat" (
    "session_id" UUID NOT NULL,
    "lang" TEXT NOT NULL,
    "account_id" UUID NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "interpreter_seat_pkey" PRIMARY KEY ("session_id","lang","account_id")
);

-- CreateTable
CREATE TABLE "interpreting_text" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "lang" TEXT NOT NULL,
    "from" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "context" TEXT[],
    "deadline_at" TIMESTAMPTZ(3) NOT NULL,
    "answer" TEXT,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "interpreting_text_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "interpreter_seat_seen_at_idx" ON "interpreter_seat"("seen_at");

-- CreateIndex
CREATE INDEX "interpreting_text_session_id_lang_deadline_at_idx" ON "interpreting_text"("session_id", "lang", "deadline_at");

-- CreateIndex
CREATE INDEX "interpreting_text_deadline_at_idx" ON "interpreting_text"("deadline_at");

-- AddForeignKey
ALTER TABLE "interpreter_seat" ADD CONSTRAINT "interpreter_seat_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "interpreting_text" ADD CONSTRAINT "interpreting_text_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- An answer has a time; a text that was passed on has a time and no answer.
ALTER TABLE "interpreting_text" ADD CONSTRAINT "interpreting_text_answer_has_a_time" CHECK ("answer" IS NULL OR "answered_at" IS NOT NULL);
