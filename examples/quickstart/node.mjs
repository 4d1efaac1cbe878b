// Posts one message: WEBHOOK_URL='http://…' node node.mjs (Node 18 or newer)
const url = process.env.WEBHOOK_URL;
if (!url) {
  console.error('Set WEBHOOK_URL to the URL of your webhook.');
  process.exit(2);
}

const response = await fetch(url, {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ content: 'Deploy completed successfully.', name: 'CI Bot', avatarUrl: null }),
});
const answer = await response.json();
if (!response.ok) {
  console.error(answer.detail);
  process.exit(1);
}
console.log('Message ID:', answer.message.id);
