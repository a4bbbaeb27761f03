/* The C interface of Jiaxin's client SDK (libjiaxin-client-c), for C, Swift, Kotlin, Dart and whatever else can call C.
 * It does what the C++ SDK does (client-sdk/spec.md): one person's connection, followed into a local inbox, with a
 * durable outbox. C++ programs take the C++ SDK; no process can hold both, see jiaxin.v1 below.
 *
 * Messages. What has fields crosses as one serialised protobuf message, in the format that the options name: protobuf's
 * bytes, or its JSON mapping as UTF-8 text. The schemas are installed beside this header, in share/jiaxin/proto:
 * jiaxin/v1/ is the protocol's, jiaxin/sdk/v1/sdk.proto is the SDK's own. Unknown fields are ignored, so either
 * side may be newer. (The library holds the C++ code of both schemas; a program that links libprotobuf and such code
 * of its own, too, ends at start because they are registered twice.)
 *
 * Ownership. jx_..._new, jx_client_open and every `jx_failure **why` give what the caller frees with jx_..._free;
 * every `uint8_t **message` gives what he frees with jx_free(), with a 0 byte behind its end, so that JSON is a C
 * string. What a callback is handed, and what a pointer got from it points to, is lent until the callback returns,
 * unless the options say JX_GIVEN. Whatever is passed in is copied before the call returns. Freeing NULL does nothing.
 *
 * Threads. Every function may be called from any thread at any time, except that an options or failure object belongs
 * to one thread at a time, and that nothing else may be under way on a client when jx_client_free() is called. All
 * callbacks of a client come one after the other on a thread of its own. They may call any function but
 * jx_client_wait() and jx_client_free(), which are refused there; they must return soon, and by returning: no
 * exception, no longjmp. Nothing is called before jx_client_start() or a sign-in, and nothing once jx_client_close()
 * has returned.
 *
 * Failure. A jx_status; `why`, unless NULL, is set to the details, or to NULL with JX_OK. Nothing throws or aborts.
 * NULL where something is needed, text that is not UTF-8 and bytes that are no message are JX_INVALID. After
 * jx_client_close() every function but jx_client_state() and jx_client_free() gives JX_CLOSED. Using what has been
 * freed is the one mistake that cannot be caught.
 *
 * Growth. Within one JX_ABI_VERSION functions, constants, events and fields are only added. Ignore events and read
 * statuses and states that you do not know as the nearest you do. */
#ifndef JIAXIN_CLIENT_H
#define JIAXIN_CLIENT_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define JX_API __attribute__((visibility("default")))
#else
#define JX_API
#endif

#define JX_ABI_VERSION 1
JX_API uint32_t jx_abi_version(void); /* of the library that is loaded: must equal JX_ABI_VERSION */
JX_API const char* jx_version(void);  /* e.g. "0.1.0" */

JX_API void jx_free(const void* message);

/* --- How a call ends. Numbers of enumerations never change, and travel as int32_t. */
typedef int32_t jx_status;
enum {
  JX_OK = 0,
  JX_INVALID = 1,      /* refused before anything was sent; jx_failure_field() says what is wrong */
  JX_REFUSED = 2,      /* by the server; jx_failure_error_code() says why */
  JX_DISCONNECTED = 3, /* no connection, or it ended before the answer: the request may have been done */
  JX_TIMED_OUT = 4,    /* no answer in time: the request may have been done */
  JX_CANCELLED = 5,
  JX_NOT_SIGNED_IN = 6,
  JX_OTHER_SERVER = 7, /* the sign-in kept belongs to another server's address */
  JX_BUSY = 8,         /* too many requests of this client are waiting */
  JX_STORAGE = 9,      /* the state file cannot be opened, read or written */
  JX_CLOSED = 10,
  JX_INTERNAL = 100 /* no memory, or a fault of the SDK's */
};

/* Details of a failure. Texts are for the person, UTF-8, never NULL; all take NULL for "no failure". */
typedef struct jx_failure jx_failure;
JX_API jx_status jx_failure_status(const jx_failure* failure);
JX_API const char* jx_failure_text_zh(const jx_failure* failure);
JX_API const char* jx_failure_text_en(const jx_failure* failure);
JX_API int32_t jx_failure_error_code(const jx_failure* failure); /* jiaxin.v1.ErrorCode, 0: none */
JX_API int32_t jx_failure_retry(const jx_failure* failure);      /* jiaxin.v1.Retry, 0: not said */
JX_API uint32_t jx_failure_retry_after_ms(const jx_failure* failure);
JX_API const char* jx_failure_field(const jx_failure* failure); /* which argument or field is at fault, or "" */
JX_API void jx_failure_free(const jx_failure* failure);

/* --- What a client is opened with. Needed: the server's address. */
typedef struct jx_options jx_options;
typedef int32_t jx_format;
enum { JX_PROTOBUF = 0, JX_JSON = 1 };
/* JX_GIVEN: every event, failure and message that a callback is handed is the program's, which frees it with
 * jx_event_free(), jx_failure_free() or jx_free() when it likes, after closing too. For languages that run a callback
 * later, on a thread of their own: Dart's NativeCallable.listener. */
typedef int32_t jx_handing;
enum { JX_LENT = 0, JX_GIVEN = 1 };

JX_API jx_options* jx_options_new(void); /* NULL: no memory */
/* ws://host:port/ws or host:port. The sign-in that is kept is bound to it. */
JX_API jx_status jx_options_set_server_url(jx_options* options, const char* url);
/* The file with the token, the inbox and the outbox, one client at a time. Unset: in memory, gone with the client. */
JX_API jx_status jx_options_set_state_file(jx_options* options, const char* path);
JX_API jx_status jx_options_set_device_name(jx_options* options, const char* name); /* at most 64 bytes */
JX_API jx_status jx_options_set_format(jx_options* options, jx_format format);
JX_API jx_status jx_options_set_handing(jx_options* options, jx_handing handing);
JX_API jx_status jx_options_set_connect_timeout_ms(jx_options* options, uint32_t milliseconds); /* unset: 10,000 */
JX_API jx_status jx_options_set_request_timeout_ms(jx_options* options, uint32_t milliseconds); /* unset: 30,000 */
JX_API void jx_options_free(jx_options* options);

/* --- What a client tells. */
typedef struct jx_client jx_client;
typedef struct jx_event jx_event;
typedef void (*jx_event_fn)(void* user, const jx_event* event);

typedef int32_t jx_kind;
enum {                          /* its message, and what else it has */
       JX_STATE_CHANGED = 1,    /* none; state, next attempt, failure where there is a reason */
       JX_SIGNED_IN = 2,        /* jiaxin.v1.SignedIn, without the token; after every sign-in, resumed ones included */
       JX_SIGNED_OUT = 3,       /* none; failure */
       JX_ITEM_ARRIVED = 4,     /* jiaxin.sdk.v1.InboxEntry; member, message id. On disk already, once per item */
       JX_ANSWER_RECORDED = 5,  /* jiaxin.sdk.v1.AnswerArrived; member, message id */
       JX_RECEIPTS_CHANGED = 6, /* jiaxin.v1.ReceiptUpdate; member, message id */
       JX_SETTLED = 7,          /* jiaxin.sdk.v1.Settled; member, message id, client id, failure if refused */
       JX_INBOX_RESET = 8,      /* none; member: its list is empty now and arrives anew */
       JX_CAUGHT_UP = 9,        /* none; member: all that was in its log when it was resumed has come */
       JX_TROUBLE = 10,         /* none; failure: the state file cannot be written, the client is offline */
       JX_REVIEW_CHANGED = 11   /* jiaxin.sdk.v1.ReviewNews; member, message id */
};

typedef int32_t jx_state;
enum {
  JX_IDLE = 0, /* not started */
  JX_CONNECTING = 1,
  JX_SIGNING_IN = 2,
  JX_ONLINE = 3,
  JX_WAITING = 4,       /* the connection failed or ended; another attempt follows */
  JX_NEEDS_SIGN_IN = 5, /* nothing happens until somebody signs in */
  JX_SUPERSEDED = 6,    /* the same device connected elsewhere; nothing happens until jx_client_start() */
  JX_STATE_CLOSED = 7
};

JX_API jx_kind jx_event_kind(const jx_event* event);
JX_API jx_state jx_event_state(const jx_event* event);
JX_API uint64_t jx_event_next_attempt_ms(const jx_event* event);  /* with JX_WAITING: from now */
JX_API const jx_failure* jx_event_failure(const jx_event* event); /* NULL: none */
JX_API uint32_t jx_event_school_id(const jx_event* event);        /* of the member; 0: none */
JX_API uint32_t jx_event_member_id(const jx_event* event);
JX_API uint64_t jx_event_message_id(const jx_event* event);                  /* 0: none */
JX_API const uint8_t* jx_event_client_id(const jx_event* event);             /* 16 bytes; NULL: none */
JX_API const uint8_t* jx_event_message(const jx_event* event, size_t* size); /* a 0 byte follows; size may be NULL */
JX_API void jx_event_free(const jx_event* event);                            /* with JX_GIVEN only */

/* --- A client. jx_client_open() touches no network; on_event may be NULL. `user` is handed to every call of on_event
 * and must outlive jx_client_close(). */
JX_API jx_status jx_client_open(const jx_options* options, jx_event_fn on_event, void* user, jx_client** client,
                                jx_failure** why);
/* Connects with the token that is kept and stays connected. */
JX_API jx_status jx_client_start(jx_client* client);
/* Ends everything; outstanding callbacks get JX_CLOSED before it returns, the outbox stays on disk. Inside a callback
 * it only begins to close: that ends once the callback has returned. */
JX_API jx_status jx_client_close(jx_client* client);
/* Closes and frees. JX_INVALID inside a callback of this client, and then it is still there. */
JX_API jx_status jx_client_free(jx_client* client);

JX_API jx_state jx_client_state(const jx_client* client);
/* jiaxin.sdk.v1.Account: who is signed in, and whether what is sent can be read on the way. */
JX_API jx_status jx_client_account(jx_client* client, uint8_t** message, size_t* size, jx_failure** why);

typedef int32_t jx_until;
enum { JX_UNTIL_ONLINE = 0, JX_UNTIL_CAUGHT_UP = 1, JX_UNTIL_OUTBOX_EMPTY = 2 };
/* For programs that have nothing else to do. Fails at once if only signing in can help. */
JX_API jx_status jx_client_wait(jx_client* client, jx_until until, uint32_t limit_ms, jx_failure** why);

/* --- Requests. With JX_OK `done` is called exactly once, with no failure and the answer, or with a failure and no
 * message; with anything else it is never called. `done` and `ticket` may be NULL; a ticket is never 0. */
typedef void (*jx_done_fn)(void* user, const jx_failure* failure, const uint8_t* message, size_t size);

/* jiaxin.v1.SignedIn. Tried once: a failed connection is a failure. jx_client_start() is implied. */
JX_API jx_status jx_client_sign_in_with_password(jx_client* client, const char* login, const char* password,
                                                 jx_done_fn done, void* user, uint64_t* ticket, jx_failure** why);
/* login "": the one that the school suggests. A code whose answer was lost may be used up: try the password first. */
JX_API jx_status jx_client_sign_in_with_code(jx_client* client, const char* code, const char* login,
                                             const char* new_password, jx_done_fn done, void* user, uint64_t* ticket,
                                             jx_failure** why);
/* No message. Tells the server if online, and erases what is kept here either way, the outbox included. */
JX_API jx_status jx_client_sign_out(jx_client* client, jx_done_fn done, void* user, jx_failure** why);
/* `frame` is a jiaxin.v1.ClientFrame without a number: join_membership, get_receipts, get_answer_status, issue_codes,
 * put_roster_piece, apply_roster, list_reviews, decide_review ... The answer is a jiaxin.v1.ServerFrame. timeout_ms 0: as the options say. */
JX_API jx_status jx_client_request(jx_client* client, const uint8_t* frame, size_t size, uint32_t timeout_ms,
                                   jx_done_fn done, void* user, uint64_t* ticket, jx_failure** why);
/* Its callback gets JX_CANCELLED soon after, unless it got something else before. */
JX_API jx_status jx_client_cancel(jx_client* client, uint64_t ticket);

/* --- The outbox. `frame` is a jiaxin.v1.ClientFrame with send_notice, send_letter, send_form, send_urgent, answer_slip,
 * decide or mark_read. It is on disk when this returns JX_OK, is sent when there is a connection, and again until the server's
 * result has come, which JX_SETTLED tells. An empty client id is chosen; `client_id`, unless NULL, gets its 16 bytes.
 * The same id with the same content joins the entry that is there. Of a decision, form_version and text_sha256 are
 * filled in from the form in the inbox if both are absent; of answers, the predecessor. */
JX_API jx_status jx_client_queue(jx_client* client, const uint8_t* frame, size_t size, uint8_t* client_id,
                                 jx_failure** why);
/* jiaxin.sdk.v1.Outbox */
JX_API jx_status jx_client_outbox(jx_client* client, uint32_t limit, uint8_t** message, size_t* size, jx_failure** why);

/* --- The inbox kept on this device. `query` is a jiaxin.sdk.v1.InboxQuery, NULL: an empty one. The answer is a
 * jiaxin.sdk.v1.Inbox. */
JX_API jx_status jx_client_inbox(jx_client* client, const uint8_t* query, size_t query_size, uint8_t** message,
                                 size_t* size, jx_failure** why);
/* jiaxin.sdk.v1.InboxEntry; NULL with JX_OK: there is none. */
JX_API jx_status jx_client_inbox_entry(jx_client* client, uint32_t school_id, uint32_t member_id, uint64_t message_id,
                                       uint8_t** message, size_t* size, jx_failure** why);

#ifdef __cplusplus
}
#endif

#endif
