#!/bin/sh
# Posts one message: WEBHOOK_URL='http://…' sh curl.sh (curl 7.76 or newer)
[ -n "$WEBHOOK_URL" ] || { echo 'Set WEBHOOK_URL to the URL of your webhook.' >&2; exit 2; }

if answer=$(curl -sS --fail-with-body -X POST "$WEBHOOK_URL" \
  -H 'Content-Type: application/json' \
  -d '{"content":"Deploy completed successfully.","name":"CI Bot","avatarUrl":null}')
then
  printf '%s\n' "$answer" | sed -n 's/.*"message": *{ *"id": *"\([0-9]*\)".*/Message ID: \1/p'
else
  [ -z "$answer" ] || printf '%s\n' "$answer" | sed -E 's/.*"detail": *"(([^"\\]|\\.)*)".*/\1/' >&2
  exit 1
fi
