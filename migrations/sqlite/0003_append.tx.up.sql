-- Another number with every change of a webhook: a post compares it to know that the webhook is still as it was read.
ALTER TABLE webhooks ADD COLUMN revision integer NOT NULL DEFAULT 0;
