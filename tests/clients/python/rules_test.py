"""What the client does without a server: the vectors for clients, and back-off."""
import asyncio
import json
import unittest
import unittest.mock

from google.protobuf import json_format

from answers import text_sha256
from connection import REPOSITORY
from device import back_off
from jiaxin.v1.common_pb2 import MemberRef
from jiaxin.v1.envelope_pb2 import ServerFrame
from jiaxin.v1.inbox_pb2 import Event, Item
from kept import Kept
from logs import Logs


def vectors(topic):
    return json.loads((REPOSITORY / f"protocol/vectors/{topic}.json").read_bytes())["vectors"]


class NoConnection:
    """Counts what Logs would send."""

    def __init__(self):
        self.resumes = 0

    async def tell(self, resume):
        self.resumes += 1


class RulesTest(unittest.TestCase):
    @unittest.mock.patch("logs.GAP_SECONDS", 0)
    def test_following(self):
        for vector in vectors("following"):
            with self.subTest(vector["name"]):
                asyncio.run(self.follow(vector))

    async def follow(self, vector):
        kept, member, connection = Kept(":memory:"), MemberRef(school_id=1, member_id=7), NoConnection()
        kept.start_log(member, int(vector["kept"]["epoch"]))
        if vector["kept"]["seqs"]:
            kept.keep_events(member, [Event(seq=int(seq)) for seq in vector["kept"]["seqs"]])
        logs = Logs(kept)
        await logs.resume(connection, member)
        for frame in vector["frames"]:
            frame = json_format.ParseDict(frame, ServerFrame())
            if frame.HasField("resumed"):
                logs.start(frame.resumed)
            else:
                await logs.take(connection, frame.event_batch)
        self.assertEqual({"epoch": str(kept.position(member)[0]), "resumes": connection.resumes - 1,
                          "seqs": [str(event.seq) for event in kept.events(member)]}, vector["expect"])
        kept.close()

    def test_text_sha256(self):
        for vector in vectors("text_sha256"):
            item = json_format.ParseDict({"title": vector["title"], "form": vector["form"]}, Item())
            self.assertEqual(text_sha256(item).hex(), vector["textSha256"], vector["name"])

    def test_back_off_doubles_up_to_a_minute(self):
        for attempt, most in ((0, 0.5), (1, 1), (6, 32), (7, 60), (5000, 60)):
            waits = [back_off(attempt) for _ in range(200)]
            self.assertLessEqual(max(waits), most)
            self.assertGreater(max(waits), most / 2)


if __name__ == "__main__":
    unittest.main()
