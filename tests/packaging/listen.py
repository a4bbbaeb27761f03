"""The examples' listener once more, in Python with ctypes: prints what arrives once it is marked as read.

listen.py SERVER STATE_FILE LOGIN CODE; the password comes on standard input. Ends at SIGTERM.
"""
import signal
import sys

import binding
from jiaxin.sdk.v1 import sdk_pb2
from jiaxin.v1 import envelope_pb2, inbox_pb2


def main(server, state_file, login, code):
    client = binding.Client(server, state_file)
    print("signed in as", client.sign_in_with_code(code, login, sys.stdin.readline().rstrip("\n")).login, flush=True)
    while True:
        entry = sdk_pb2.InboxEntry.FromString(client.next(binding.ITEM_ARRIVED)[0])
        mark = inbox_pb2.MarkRead(member=entry.member, message_id=entry.message_id)
        client.queue(envelope_pb2.ClientFrame(mark_read=mark))
        client.wait(binding.UNTIL_OUTBOX_EMPTY)
        entry = client.inbox_entry(entry.member, entry.message_id)
        assert entry.read
        print(entry.item.sender.name, entry.item.title, entry.item.body, flush=True)


signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
main(*sys.argv[1:])
