<?php
$result = json_decode(file_get_contents(getenv('WEBHOOK_URL'), false, stream_context_create(['http' => [
    'method' => 'POST',
    'header' => 'Content-Type: application/json',
    'content' => json_encode(['content' => 'Deploy completed successfully.', 'name' => 'CI Bot', 'avatarUrl' => null]),
    'ignore_errors' => true, // read the body of a refusal too
]])));
if (!isset($result->message)) {
    fwrite(STDERR, ($result->detail ?? 'There was no response.') . "\n");
    exit(1);
}
echo 'Message ID: ', $result->message->id, "\n";
