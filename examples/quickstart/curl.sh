curl -X POST "$WEBHOOK_URL" \
  -H 'Content-Type: application/json' \
  -d '{"content":"Deploy completed successfully.","name":"CI Bot","avatarUrl":null}' --fail-with-body
