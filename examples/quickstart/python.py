import json, os, urllib.error, urllib.request

request = urllib.request.Request(
    os.environ["WEBHOOK_URL"],
    data=json.dumps({"content": "Deploy completed successfully.", "name": "CI Bot", "avatarUrl": None}).encode(),
    headers={"Content-Type": "application/json"},
)
try:
    with urllib.request.urlopen(request) as response:
        print("Message ID:", json.load(response)["message"]["id"])
except urllib.error.HTTPError as error:
    raise SystemExit(json.load(error)["detail"])
