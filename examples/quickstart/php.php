<?php
// Posts one message: WEBHOOK_URL='http://…' php php.php
$url = getenv('WEBHOOK_URL');
if (!$url) {
    fwrite(STDERR, "Set WEBHOOK_URL to the URL of your webhook.\n");
    exit(2);
}

$stream = fopen($url, 'r', false, stream_context_create(['http' => [
    'method' => 'POST',
    'header' => 'Content-Type: application/json',
    'content' => json_encode(['content' => 'Deploy completed successfully.', 'name' => 'CI Bot', 'avatarUrl' => null]),
    'ignore_errors' => true, // read the answer of a refusal too
]]));
if (!$stream) {
    exit(1);
}
$answer = json_decode(stream_get_contents($stream));
[, $status] = explode(' ', stream_get_meta_data($stream)['wrapper_data'][0]);
if ($status[0] !== '2') {
    fwrite(STDERR, $answer->detail . "\n");
    exit(1);
}
echo 'Message ID: ', $answer->message->id, "\n";
