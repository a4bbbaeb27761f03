"""Signs in and prints what arrives, until Ctrl-C. By hand:

  listen.py ws://127.0.0.1:8480/ws STATE-FILE                 as the device that STATE-FILE is
  listen.py ws://127.0.0.1:8480/ws STATE-FILE --code CODE     the first time
  listen.py ws://127.0.0.1:8480/ws STATE-FILE --login NAME    with the password

One state file is one device of one person. ws:// is for this machine: elsewhere a password needs wss://.
"""
import argparse
import asyncio
import getpass

from connection import Lost, Refused
from device import Device, Ended
from kept import Kept


def words(event):
    return event.item.title or getattr(event, event.WhichOneof("body") or "answer")


async def show(device):
    shown = {}
    while True:
        for membership in device.memberships:
            key = (membership.ref.school_id, membership.ref.member_id)
            for event in device.kept.events(membership.ref)[shown.get(key, 0):]:
                shown[key] = event.seq
                print(membership.school_name, event.seq, words(event), flush=True)
        await device.changed()


async def main(arguments):
    device = Device(arguments.url, Kept(arguments.state))
    if arguments.code:
        password = getpass.getpass("新密码 / new password: ")
        await device.sign_in(code={"code": arguments.code, "new_password": password})
    elif arguments.login:
        await device.sign_in(password={"login": arguments.login, "password": getpass.getpass("密码 / password: ")})
    showing = asyncio.create_task(show(device))
    try:
        await device.stay()
    finally:
        showing.cancel()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("url")
    parser.add_argument("state")
    parser.add_argument("--code")
    parser.add_argument("--login")
    try:
        asyncio.run(main(parser.parse_args()))
    except (Ended, Lost, Refused) as problem:
        parser.exit(1, f"{problem}\n")
    except KeyboardInterrupt:
        pass
