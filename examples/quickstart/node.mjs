const response = await fetch(process.env.WEBHOOK_URL, {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ content: 'Deploy completed successfully.', name: 'CI Bot', avatarUrl: null }),
});
const { message, detail } = await response.json();
if (!response.ok) throw new Error(detail);
console.log('Message ID:', message.id);
