# Posts one message: WEBHOOK_URL='http://…' python3 python.py
import json
import os
import sys
import urllib.error
import urllib.request

url = os.environ.get("WEBHOOK_URL")
if not url:
    print("Set WEBHOOK_URL to the URL of your webhook.", file=sys.stderr)
    sys.exit(2)

request = urllib.request.Request(
    url,
    data=json.dumps({"content": "Deploy completed successfully.", "name": "CI Bot", "avatarUrl": None}).encode(),
    headers={"Content-Type": "application/json"},
)
try:
    with urllib.request.urlopen(request) as response:
        print("Message ID:", json.load(response)["message"]["id"])
except urllib.error.HTTPError as error:
    sys.exit(json.load(error)["detail"])
