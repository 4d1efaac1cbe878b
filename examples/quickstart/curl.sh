#!/bin/sh
# Posts one message: WEBHOOK_URL='http://…' sh curl.sh
[ -n "$WEBHOOK_URL" ] || { echo 'Set WEBHOOK_URL to the URL of your webhook.' >&2; exit 2; }

answer=$(curl -sS -w '\n%{http_code}' -X POST "$WEBHOOK_URL" \
  -H 'Content-Type: application/json' \
  -d '{"content":"Deploy completed successfully.","name":"CI Bot","avatarUrl":null}') || exit 1
status=${answer##*[!0-9]}
body=${answer%???}

case $status in
  2*) printf '%s' "$body" | sed -n 's/.*"message": *{ *"id": *"\([0-9]*\)".*/Message ID: \1/p' ;;
  *) printf '%s' "$body" | sed -E 's/.*"detail": *"(([^"\\]|\\.)*)".*/\1/' >&2; exit 1 ;;
esac
