<?php
$answer = json_decode(file_get_contents(getenv('WEBHOOK_URL'), false, stream_context_create(['http' => [
    'method' => 'POST',
    'header' => 'Content-Type: application/json',
    'content' => json_encode(['content' => 'Deploy completed successfully.', 'name' => 'CI Bot', 'avatarUrl' => null]),
    'ignore_errors' => true, // a refusal is an answer too
]])));
if (!isset($answer->message)) {
    fwrite(STDERR, ($answer->detail ?? 'There is no answer.') . "\n");
    exit(1);
}
echo 'Message ID: ', $answer->message->id, "\n";
