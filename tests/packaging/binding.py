"""The C library in another language: what a binding needs, with ctypes and what protoc makes of the installed schemas."""
import ctypes as c
import queue

from jiaxin.sdk.v1 import sdk_pb2
from jiaxin.v1 import envelope_pb2, session_pb2

OK, INVALID, REFUSED, NOT_SIGNED_IN, CLOSED = 0, 1, 2, 6, 10
SIGNED_IN, SIGNED_OUT, ITEM_ARRIVED, ANSWER_RECORDED, RECEIPTS_CHANGED, SETTLED, CAUGHT_UP = 2, 3, 4, 5, 6, 7, 9
NEEDS_SIGN_IN, STATE_CLOSED = 5, 7
UNTIL_CAUGHT_UP, UNTIL_OUTBOX_EMPTY = 1, 2
LENT, GIVEN = 0, 1
PATIENCE = 30  # seconds that one thing may take

_P, _S, _N, _I, _U32 = c.c_void_p, c.c_char_p, c.c_size_t, c.c_int32, c.c_uint32
_OUT, _SIZE = c.POINTER(c.c_void_p), c.POINTER(c.c_size_t)
_Event = c.CFUNCTYPE(None, _P, _P)
_Done = c.CFUNCTYPE(None, _P, _P, _P, _N)
_FUNCTIONS = {
    "jx_abi_version": (_U32,),
    "jx_free": (None, _P),
    "jx_failure_status": (_I, _P),
    "jx_failure_text_zh": (_S, _P),
    "jx_failure_text_en": (_S, _P),
    "jx_failure_error_code": (_I, _P),
    "jx_failure_field": (_S, _P),
    "jx_failure_free": (None, _P),
    "jx_options_new": (_P,),
    "jx_options_set_server_url": (_I, _P, _S),
    "jx_options_set_state_file": (_I, _P, _S),
    "jx_options_set_handing": (_I, _P, _I),
    "jx_options_free": (None, _P),
    "jx_event_kind": (_I, _P),
    "jx_event_failure": (_P, _P),
    "jx_event_message": (_P, _P, _SIZE),
    "jx_event_free": (None, _P),
    "jx_client_open": (_I, _P, _Event, _P, _OUT, _OUT),
    "jx_client_start": (_I, _P),
    "jx_client_close": (_I, _P),
    "jx_client_free": (_I, _P),
    "jx_client_state": (_I, _P),
    "jx_client_account": (_I, _P, _OUT, _SIZE, _OUT),
    "jx_client_wait": (_I, _P, _I, _U32, _OUT),
    "jx_client_sign_in_with_password": (_I, _P, _S, _S, _Done, _P, _P, _OUT),
    "jx_client_sign_in_with_code": (_I, _P, _S, _S, _S, _Done, _P, _P, _OUT),
    "jx_client_sign_out": (_I, _P, _Done, _P, _OUT),
    "jx_client_request": (_I, _P, _S, _N, _U32, _Done, _P, _P, _OUT),
    "jx_client_queue": (_I, _P, _S, _N, _P, _OUT),
    "jx_client_inbox": (_I, _P, _S, _N, _OUT, _SIZE, _OUT),
    "jx_client_inbox_entry": (_I, _P, _U32, _U32, c.c_uint64, _OUT, _SIZE, _OUT),
    "jx_client_outbox": (_I, _P, _U32, _OUT, _SIZE, _OUT),
}
_lib = c.CDLL("libjiaxin-client-c.so.1")
for _name, (_result, *_arguments) in _FUNCTIONS.items():
    getattr(_lib, _name).restype, getattr(_lib, _name).argtypes = _result, _arguments
assert _lib.jx_abi_version() == 1


class Failure(Exception):
    """A copy of a jx_failure."""

    def __init__(self, failure):
        self.status = _lib.jx_failure_status(failure)
        self.code = _lib.jx_failure_error_code(failure)
        self.field = _lib.jx_failure_field(failure).decode()
        self.zh = _lib.jx_failure_text_zh(failure).decode()
        self.en = _lib.jx_failure_text_en(failure).decode()
        super().__init__(f"{self.status} {self.zh} {self.en} {self.field}")


def _check(status, why):
    if status != OK:
        failure = Failure(why)
        _lib.jx_failure_free(why)
        assert failure.status == status
        raise failure


def _event(event):
    """A copy: its kind, its message, and its Failure or None."""
    size = _N()
    data = _lib.jx_event_message(event, c.byref(size))
    failure = _lib.jx_event_failure(event)
    return _lib.jx_event_kind(event), c.string_at(data, size.value), failure and Failure(failure)


def _outcome(failure, message, size):
    return Failure(failure) if failure else c.string_at(message, size)


class Client:
    """Lent: callbacks copy. Given: they hand over, and whoever waits reads and frees, as where callbacks run later."""

    def __init__(self, server, state_file, handing=LENT):
        self._given = handing == GIVEN
        self.events = queue.Queue()  # copies, or given events
        self._on_event = _Event(self._heard)  # kept: the library calls it until close() has returned
        self._dones = []
        self._client, why = _P(), _P()
        options = _lib.jx_options_new()
        _lib.jx_options_set_server_url(options, server.encode())
        _lib.jx_options_set_state_file(options, state_file.encode())
        assert _lib.jx_options_set_handing(options, handing) == OK
        status = _lib.jx_client_open(options, self._on_event, None, c.byref(self._client), c.byref(why))
        _lib.jx_options_free(options)
        _check(status, why)

    def _heard(self, _user, event):
        self.events.put(event if self._given else _event(event))

    def _call(self, name, *arguments):
        why = _P()
        _check(getattr(_lib, name)(self._client, *arguments, c.byref(why)), why)

    def _ask(self, name, *arguments, ticket=(None,)):
        answer = queue.Queue()
        done = _Done(lambda _user, *got: answer.put(got if self._given else _outcome(*got)))
        self._dones.append(done)
        self._call(name, *arguments, done, None, *ticket)
        outcome = answer.get(timeout=PATIENCE)
        if self._given:
            failure, message, _size = outcome
            outcome = _outcome(*outcome)
            _lib.jx_failure_free(failure)
            _lib.jx_free(message)
        if isinstance(outcome, Failure):
            raise outcome
        return outcome

    def _read(self, kind, name, *arguments):
        message, size = _P(), _N()
        self._call(name, *arguments, c.byref(message), c.byref(size))
        try:
            return kind.FromString(c.string_at(message, size.value)) if message else None
        finally:
            _lib.jx_free(message)

    def sign_in_with_code(self, code, login, password):
        answer = self._ask("jx_client_sign_in_with_code", code.encode(), login.encode(), password.encode())
        return session_pb2.SignedIn.FromString(answer)

    def sign_in_with_password(self, login, password):
        answer = self._ask("jx_client_sign_in_with_password", login.encode(), password.encode())
        return session_pb2.SignedIn.FromString(answer)

    def sign_out(self):
        self._ask("jx_client_sign_out", ticket=())

    def request(self, frame):
        data = frame.SerializeToString()
        return envelope_pb2.ServerFrame.FromString(self._ask("jx_client_request", data, len(data), 0))

    def queue(self, frame):
        data, client_id = frame.SerializeToString(), (c.c_uint8 * 16)()
        self._call("jx_client_queue", data, len(data), client_id)
        return bytes(client_id)

    def next(self, kind):
        """The next event of this kind: its message and failure. Others before it are passed over."""
        while True:
            event = self.events.get(timeout=PATIENCE)
            got, message, failure = _event(event) if self._given else event
            if self._given:
                _lib.jx_event_free(event)
            if got == kind:
                return message, failure

    def state(self):
        return _lib.jx_client_state(self._client)

    def account(self):
        return self._read(sdk_pb2.Account, "jx_client_account")

    def inbox(self, **query):
        data = sdk_pb2.InboxQuery(**query).SerializeToString()
        return self._read(sdk_pb2.Inbox, "jx_client_inbox", data, len(data))

    def inbox_entry(self, member, message_id):
        return self._read(sdk_pb2.InboxEntry, "jx_client_inbox_entry", member.school_id, member.member_id, message_id)

    def outbox(self, limit=100):
        return self._read(sdk_pb2.Outbox, "jx_client_outbox", limit)

    def wait(self, until):
        self._call("jx_client_wait", until, PATIENCE * 1000)

    def close(self):
        return _lib.jx_client_close(self._client)

    def free(self):
        assert _lib.jx_client_free(self._client) == OK
        self._client = None
