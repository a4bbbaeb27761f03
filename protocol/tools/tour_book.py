"""The tour's text as it is written, and what of it differs with every recording."""
import json
import re

from google.protobuf import json_format

from line import as_text, hex_dump

SECRETS = {"token": "token, 32 bytes", "code": "sign-in code", "password": "password", "newPassword": "new password"}
NO_SECRET = "ERROR_CODE_"  # the code of an Error
VOLATILE_HEX = "(differs with every recording)"


def is_secret(key, entry):
    return key in SECRETS and isinstance(entry, str) and not entry.startswith(NO_SECRET)


def without_secrets(value):
    """The same with what must stay secret replaced, visibly."""
    if isinstance(value, list):
        return [without_secrets(entry) for entry in value]
    if not isinstance(value, dict):
        return value
    return {key: f"‹{SECRETS[key]}›" if is_secret(key, entry) else without_secrets(entry) for key, entry in value.items()}


def normalised(text):
    """What two recordings have in common: times, epochs, device sessions and the version of the rules are any."""
    text = re.sub(r'("[a-zA-Z]+Ms": ?)"\d{13}"', r'\1"TIME"', text)
    text = re.sub(r'("(?:epoch|deviceSession)": ?)"\d+"', r'\1"ANY"', text)
    text = re.sub(r'("policyVersion": ?)"[^"]*"', r'\1"ANY"', text)
    return re.sub(re.escape(VOLATILE_HEX) + r":\n```\n.*?```", VOLATILE_HEX, text, flags=re.S)


class Book:
    def __init__(self):
        self._parts = []
        self._in_frames = False

    def say(self, text):
        self._end_frames()
        self._parts.append(text.strip() + "\n")

    def _begin_frames(self):
        if not self._in_frames:
            self._parts.append("```")
        self._in_frames = True

    def _end_frames(self):
        if self._in_frames:
            self._parts.append("```\n")
        self._in_frames = False

    def frame(self, line, arrow, frame, data, hexed=False):
        self._begin_frames()
        if line.binary:
            shown = as_text(without_secrets(json_format.MessageToDict(frame)))
        else:  # as it was sent, but for the secrets
            shown = json.dumps(without_secrets(json.loads(data)), ensure_ascii=False, separators=(",", ":"))
        self._parts.append(f"{line.name} {arrow} {shown}")
        if not hexed:
            return
        self._end_frames()
        volatile = " " + VOLATILE_HEX if hexed == "volatile" else ""
        self._parts.append(f"The same as it goes over the line, {len(data)} bytes{volatile}:")
        self._parts.append(f"```\n{hex_dump(data)}\n```\n")

    def close(self, line, arrow, code, reason):
        self._begin_frames()
        self._parts.append(f"{line.name} {arrow} close {code}" + (f" “{reason}”" if reason else ""))

    def text(self):
        self._end_frames()
        return "\n".join(self._parts)
