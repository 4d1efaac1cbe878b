-- Retention checks whether an edit or a deletion of a message is still in the stream. The index adds no cost to posts.
CREATE INDEX message_changes_message ON message_changes (message_id);
