-- Retention asks whether an edit or a deletion of a message is still in the stream. Posts do not pay for it.
CREATE INDEX message_changes_message ON message_changes (message_id);
