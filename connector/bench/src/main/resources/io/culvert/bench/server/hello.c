/*
 * The hello program with libfcgi: what FastCGI costs without a servlet container.
 *
 * hello ADDRESS THREADS: every thread holds one connection at a time, for as long as nginx keeps it, so
 * there must be more threads than connections. Ends when standard input does.
 */
#include <fcgiapp.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BACKLOG 1024

static int listener;

static void send_bytes(long bytes, FCGX_Stream *out) {
  static const char chunk[8192];
  FCGX_FPrintF(out, "Content-Type: text/plain;charset=utf-8\r\nContent-Length: %ld\r\n\r\n", bytes);
  for (long left = bytes; left > 0; left -= sizeof chunk) {
    FCGX_PutStr(chunk, left < (long)sizeof chunk ? (int)left : (int)sizeof chunk, out);
  }
}

static void *serve(void *unused) {
  FCGX_Request request;
  (void)unused;
  if (FCGX_InitRequest(&request, listener, 0) != 0) {
    fputs("hello: FCGX_InitRequest failed\n", stderr);
    exit(1);
  }
  while (FCGX_Accept_r(&request) == 0) {
    const char *query = FCGX_GetParam("QUERY_STRING", request.envp);
    char chunk[8192];
    while (FCGX_GetStr(chunk, sizeof chunk, request.in) > 0) {
    }
    if (query != NULL && strncmp(query, "bytes=", 6) == 0) {
      send_bytes(atol(query + 6), request.out);
    } else {
      FCGX_PutS("Content-Type: text/plain;charset=utf-8\r\n"
                "Content-Length: 14\r\n"
                "\r\n"
                "Hello, world!\n",
                request.out);
    }
    FCGX_Finish_r(&request);
  }
  return NULL;
}

int main(int argc, char **argv) {
  char ignored[64];
  int threads = argc == 3 ? atoi(argv[2]) : 0;
  if (threads < 1) {
    fputs("usage: hello SOCKET THREADS\n", stderr);
    return 2;
  }
  if (FCGX_Init() != 0 || (listener = FCGX_OpenSocket(argv[1], BACKLOG)) < 0) {
    fprintf(stderr, "hello: can't listen on %s\n", argv[1]);
    return 1;
  }
  for (int i = 0; i < threads; i++) {
    pthread_t thread;
    if (pthread_create(&thread, NULL, serve, NULL) != 0) {
      fputs("hello: pthread_create failed\n", stderr);
      return 1;
    }
  }
  while (read(STDIN_FILENO, ignored, sizeof ignored) > 0) {
  }
  return 0;
}
