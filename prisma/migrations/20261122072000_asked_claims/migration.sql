-- What somebody was asked about keeps its place for a minute. Few claims are: a rush looks here for each buyer.
CREATE INDEX "claim_asked" ON "claim" ("session_id", "buyer_id") WHERE "outcome" = 'ASKED';
