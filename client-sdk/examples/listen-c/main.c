/* Signs in and prints what arrives, a line of JSON each, and marks it as read, until Ctrl-C or SIGTERM. The password
 * comes on standard input.
 *
 *   listen-c SERVER STATE_FILE LOGIN [CODE]    with a code: the first time, choosing LOGIN and the password */
#define _POSIX_C_SOURCE 200809L
#include <inttypes.h>
#include <jiaxin/client.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void tell(const jx_failure* why) {
  fprintf(stderr, "%s\n%s\n", jx_failure_text_zh(why), jx_failure_text_en(why));
}

static int failed(jx_failure* why) {
  tell(why);
  jx_failure_free(why);
  return 1;
}

static void mark_read(jx_client* client, const jx_event* event) {
  char frame[160];
  jx_failure* why = NULL;
  const int size = snprintf(frame, sizeof frame,
                            "{\"markRead\":{\"member\":{\"schoolId\":%" PRIu32 ",\"memberId\":%" PRIu32
                            "},\"messageId\":\"%" PRIu64 "\"}}",
                            jx_event_school_id(event), jx_event_member_id(event), jx_event_message_id(event));
  if (jx_client_queue(client, (const uint8_t*)frame, (size_t)size, NULL, &why) != JX_OK) failed(why);
}

static void on_event(void* user, const jx_event* event) {
  jx_client* client = *(jx_client**)user; /* set before anything can arrive */
  switch (jx_event_kind(event)) {
    case JX_SIGNED_IN: puts("signed in"); break;
    case JX_SIGNED_OUT: tell(jx_event_failure(event)); break;
    case JX_ITEM_ARRIVED:
      puts((const char*)jx_event_message(event, NULL)); /* JSON: a C string */
      mark_read(client, event);
      break;
    default: break; /* others may be added */
  }
  fflush(stdout);
}

static void on_sign_in(void* user, const jx_failure* failure, const uint8_t* message, size_t size) {
  (void)message, (void)size;
  if (failure) {
    tell(failure);
    *(int*)user = 1;
    kill(getpid(), SIGTERM); /* not raise(): it would reach this thread alone */
  }
}

int main(int argc, char** argv) {
  if (argc != 4 && argc != 5) {
    fputs("usage: listen-c SERVER STATE_FILE LOGIN [CODE]\n", stderr);
    return 2;
  }
  if (jx_abi_version() != JX_ABI_VERSION) return 3;
  sigset_t signals; /* blocked before the library starts its thread, so that sigwait() below gets them */
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, NULL);

  jx_options* options = jx_options_new();
  jx_options_set_server_url(options, argv[1]);
  jx_options_set_state_file(options, argv[2]);
  jx_options_set_device_name(options, "listen-c");
  jx_options_set_format(options, JX_JSON);
  jx_client* client = NULL;
  jx_failure* why = NULL;
  jx_status status = jx_client_open(options, on_event, &client, &client, &why);
  jx_options_free(options);
  if (status != JX_OK) return failed(why);

  char password[256] = "";
  if (fgets(password, sizeof password, stdin)) password[strcspn(password, "\n")] = '\0';
  int signal = 0, refused = 0;
  if (argc == 5)
    status = jx_client_sign_in_with_code(client, argv[4], argv[3], password, on_sign_in, &refused, NULL, &why);
  else status = jx_client_sign_in_with_password(client, argv[3], password, on_sign_in, &refused, NULL, &why);

  if (status == JX_OK) sigwait(&signals, &signal);
  const int code = status == JX_OK ? 0 : failed(why);
  jx_client_free(client); /* no callback runs after this */
  return code ? code : refused;
}
