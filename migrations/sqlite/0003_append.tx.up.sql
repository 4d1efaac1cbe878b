-- Incremented with every change of a webhook. A post compares it to detect that the webhook has changed since it was read.
ALTER TABLE webhooks ADD COLUMN revision integer NOT NULL DEFAULT 0;
