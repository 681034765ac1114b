"""Reads a message on standard input and says as JSON what Python makes of it; the DKIM key is the first argument."""

import json
import sys
from email import message_from_bytes, policy

raw = sys.stdin.buffer.read()
message = message_from_bytes(raw, policy=policy.default)
answer = {
    "defects": [str(defect) for part in message.walk() for defect in part.defects],
    "subject": message["Subject"],
    "from": message["From"],
    "to": message["To"],
    "headers": sorted({name.lower() for name in message.keys()}),
    "text": message.get_body(("plain",)).get_content(),
    "html": message.get_body(("html",)).get_content(),
}
if len(sys.argv) > 1:
    import dkim

    record = ("v=DKIM1; k=rsa; p=" + sys.argv[1]).encode()
    answer["dkim"] = dkim.verify(raw, dnsfunc=lambda name, timeout=5: record)
print(json.dumps(answer))
