"""What the tour says between the frames."""

INTRODUCTION = """
# A tour: one day on the wire

Every frame below went between a real server and a small Python program, `protocol/tools/record_tour.py`, which wrote
this page; a test lives the day again and compares. `→` is what the app sends, `←` what the server sends. Frames are
shown in protobuf's JSON mapping. On a connection of `jiaxin.v1.proto` the same goes over the line as protobuf's bytes,
of which some are shown; on one of `jiaxin.v1.json` it goes as it is shown.

Secrets are replaced by ‹words›. The client ids are fixed here so that the recording can be repeated: an app takes 16
random bytes. Times, epochs and device sessions differ with every recording. What a field means is in
[reference.md](reference.md), why things are done in this order in [README.md](README.md).
"""

SCHOOL = """
## 1. The school is there

`jiaxind init` made the school and printed the administrator's sign-in code. An app connects to `ws://HOST:PORT/ws` with
`Sec-WebSocket-Protocol: jiaxin.v1.proto`, and may ask whether anybody is there. The number 1 is the app's, the answer
carries it:
"""

CODES = """
Nobody of the roster has a sign-in yet. The administrator makes codes, which are shown this once, and prints them. Then
she signs out, and the server closes:
"""

TEACHER = """
## 2. 林雪梅 signs in, and sends a notice

She types her code and a password of her choice. `login` is left empty: she takes the name that the school suggests. The
answer is all that an app needs to draw its first screen: who she is, in which school, whom she may write to (one
class). The `token` is kept on the device; from now on it opens the door.
"""

TEACHER_FOLLOWS = """
She follows her log. Nothing is kept on this device yet, so epoch and position are 0, which are not written:
"""

NOTICE = """
She writes to the class. `stored` comes when the notice is on disk, with fsync, and in the logs of three guardians of
two children:
"""

GUARDIAN = """
## 3. 罗晓燕 signs in, and it is there

Her app was not connected when the notice came. That does not matter: it stands in her log.
"""

GUARDIAN_FOLLOWS = """
`headSeq` is 1: one event is waiting. She resumes from nothing, and it comes. The item is the same for everybody;
`children` are her own:
"""

GUARDIAN_KEEPS = """
The app writes the event and the position (epoch, seq 1) to its disk, in one transaction. Only then it acknowledges:
"""

JSON = """
## 4. 欧阳明 speaks JSON

The other child's father has no app, he uses a web page. It offers `jiaxin.v1.json, jiaxin.v1.proto`; the server takes
the first. Now every frame is one text message, and what follows is exactly what went over the line, secrets apart:
"""

SIGN_OUT = """
It is not his computer, so he signs out: the session ends, its token is worthless, the server closes. Next time he signs
in by password, where the case of the name does not matter, and gets a new device and a new token:
"""

LETTER = """
## 5. A letter with a reply slip

林雪梅's app connects again, by token. It does not follow her log this time, so nothing is pushed to it. She sends a
letter that asks for an answer:
"""

SLIP = """
罗晓燕 opens it (the app waits for ReadMarked) and answers for 陈思远. The answer has a client id of its own, and no
predecessor: it is her first. `option` 0 is the first one, and 0 is not written:
"""

SLIP_EVENT = """
Everybody who cares for 陈思远 and got the letter hears of the answer, she herself too, so that her other devices know.
(This may come before `answered`: pushed frames and answers have no fixed order.)
"""

FORM = """
## 6. A consent form

It arrives with `textSha256`, the hash of the exact text that a decision is bound to. The server has filled in the two
labels:
"""

NOT_OPENED = """
What if an app decides without having opened it? That is an error, with a code, what to do (`retry`), and words for the
person in two languages. Nothing was changed:
"""

DECIDE = """
She agrees. The app reckons `textSha256` from the text that it showed: title, purpose, body and both labels, joined by
the byte 0x1e. A new client id, since the first one was refused:
"""

LOST = """
## 7. The connection is lost

罗晓燕 goes into a tunnel: her connection is gone without a close frame. 林雪梅 writes meanwhile:
"""

RESUME = """
Out of the tunnel, the app connects, signs in by token and says how far it has come: the epoch and the newest seq that
it keeps. `afterSeq` says that this is understood, and what it lacks follows, nothing else:
"""

REPEAT = """
## 8. The same send again

Suppose that 林雪梅's app had not heard the answer to *春游改期*. It sends the same again, with the same client id, as often
as it likes. The answer is the first one, with the same `messageId`; nobody gets it twice:
"""

BLOCKED = """
## 9. What must not be asked

A notice that makes parents mark homework is not sent to anybody. This is an answer, not an error: with what was found,
where (code points in title, newline, body), which rule it breaks, and the lawful way on:
"""

TOO_LONG = """
An error of the ordinary kind: a title of 86 characters has 258 bytes, and 256 are allowed. `field` names it:
"""

ASKED = """
## 10. The principal is asked

Nobody is told of *今日作业*, which was blocked, unless its sender asks. 林雪梅 does, and says why. (Her app follows her log
again, and 唐国栋, the principal, has signed in and follows his. That is left out, as are receipt updates from here on.)
"""

ASKED_WAITING = """
唐国栋 finds it in his log, without the text. He asks for that, and sees what families would see, what was found, what
she says, and in `earlier` what she had written to the class in the ten minutes before, which the filter judged with it
(also the *春游改期* that was refused):
"""

ASKED_DECIDED = """
He refuses, and must give a reason. `counts` says that his decision is the one that stands:
"""

ASKED_OUTCOME = """
She reads it in her log, and no family ever hears of the notice:
"""

HELD = """
## 11. What a person decides

What may or may not be lawful is held: it is kept, but no family gets it before a person has decided. Nobody has to ask
for that, the `deciders` are told at once. One of them is 何静怡, who leads grade 3 (her sign-in, too, is left out):
"""

HELD_WAITING = """
何静怡 finds it in her log, and reads it:
"""

HELD_DECIDED = """
She releases it. (唐国栋, who might have done so, finds in his log that it waited, and what became of it.)
"""

HELD_OUTCOME = """
For 林雪梅 the item comes first, as if it had been sent now, and then what was decided:
"""

HELD_ARRIVES = """
罗晓燕 receives it as any other notice. What it went through is not for families:
"""

URGENT = """
## 12. It is urgent

The school bus is late. There are templates for this (`GetUrgentTemplates` lists them), whose words are the server's: no
filter is asked, and nobody has to decide. Only the slots are filled in:
"""

URGENT_ARRIVES = """
罗晓燕 has it at once:
"""

JOIN = """
## 13. A second school

罗晓燕's elder son goes to another school, which is on the same server and gave her a code of its own. She types it where
she is signed in already: it becomes one more membership of hers, with a log of its own, and her password stays:
"""

JOIN_FOLLOWS = """
She follows it on the same connection as the first. Nothing is in it yet:
"""

RECEIPTS = """
## 14. How far it has come

林雪梅 asks for the receipts of the form: one row per guardian and child. Silence is not consent: two rows have not been
delivered yet, and one child is unanswered:
"""

END = """
## 15. The day ends

The server is stopped for the night. It tells every connection when to come back, and closes:
"""
