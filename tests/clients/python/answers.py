"""What binds an answer: to the text that was shown, and to the signer's answer before. No state, no connection."""
import hashlib
import os


def new_client_id():
    return os.urandom(16)


def text_sha256(item):
    """Of a consent form as it is shown; reckoned from what is kept here, never copied from the item."""
    form = item.form
    shown = [item.title, form.purpose, form.body, form.agree_label or "同意", form.decline_label or "不同意"]
    return hashlib.sha256("\x1e".join(shown).encode()).digest()


def header(kept, member, event, child):
    return {"member": member, "client_id": new_client_id(), "message_id": event.message_id,
            "child_id": child.child_id, "predecessor": latest(kept, member, event, child)}


def latest(kept, member, event, child):
    """This person's own latest answer for the child, as the log tells it; 0: none."""
    mine = [e.answer.answer_id for e in kept.events(member) if e.message_id == event.message_id
            and e.answer.child_id == child.child_id and e.answer.member_id == member.member_id]
    return max(mine, default=0)
