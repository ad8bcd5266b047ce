/*
 * The physical floor of a server that sends each client a message per tick: one thread, one epoll, and for each client and tick one write of a
 * frame that was prepared at the start. What clients send is read and thrown away. It is no WebSocket server for anybody else: it does
 * not even look at the handshake.
 *
 * Environment: HZ, ticks per second; SIZE, payload bytes of a frame (0: it sends nothing).
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define MOST_CLIENTS 65536
#define MOST_EVENTS 1024
#define MOST_HEADER 10
#define NANOS_PER_SECOND 1000000000LL
#define NANOS_PER_MILLI 1000000LL

/* By descriptor. */
static struct client {
  int index;     /* among those who are sent to; -1: not greeted yet */
  size_t unsent; /* bytes of its last frame that the socket did not take */
} clients[MOST_CLIENTS];

static int greeted[MOST_CLIENTS];
static int greeted_count;

static const char GREETING[] =
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n";

static int64_t now_nanos(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * NANOS_PER_SECOND + time.tv_nsec;
}

static void die(const char *what) {
  perror(what);
  exit(1);
}

static double setting(const char *name, double otherwise) {
  const char *value = getenv(name);
  return value ? atof(value) : otherwise;
}

/* An unmasked binary frame; returns its length. */
static size_t prepare(unsigned char *frame, size_t size) {
  size_t header = 2;
  frame[0] = 0x82;
  if (size < 126) {
    frame[1] = (unsigned char)size;
  } else if (size < 65536) {
    frame[1] = 126;
    header = 4;
  } else {
    frame[1] = 127;
    header = 10;
  }
  size_t rest = size;
  for (size_t i = header; i > 2; i--, rest >>= 8) frame[i - 1] = (unsigned char)rest;
  return header + size;
}

static void send_to(int socket, const unsigned char *frame, size_t length) {
  struct client *client = &clients[socket];
  size_t wanted = client->unsent > 0 ? client->unsent : length; /* what is left of the last frame comes before a new one */
  ssize_t sent = send(socket, frame + length - wanted, wanted, MSG_NOSIGNAL);
  if (sent >= 0) client->unsent = wanted - (size_t)sent; /* a full socket is skipped */
}

static void forget(int socket) {
  int index = clients[socket].index;
  if (index >= 0) {
    greeted[index] = greeted[--greeted_count];
    clients[greeted[index]].index = index;
  }
  close(socket);
}

static void accept_all(int listener, int epoll) {
  int socket, on = 1;
  while ((socket = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
    if (socket >= MOST_CLIENTS) {
      close(socket);
      continue;
    }
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    clients[socket] = (struct client){.index = -1};
    struct epoll_event event = {.events = EPOLLIN, .data.fd = socket};
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, socket, &event) < 0) die("epoll_ctl");
  }
}

static void receive(int socket) {
  char buffer[8192];
  ssize_t length = read(socket, buffer, sizeof buffer);
  if (length <= 0) {
    if (length == 0 || errno != EAGAIN) forget(socket);
  } else if (clients[socket].index < 0) {
    if (send(socket, GREETING, sizeof GREETING - 1, MSG_NOSIGNAL) < 0) {
      forget(socket);
      return;
    }
    clients[socket].index = greeted_count;
    greeted[greeted_count++] = socket;
  }
}

static int listen_anywhere(void) {
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof address;
  if (listener < 0 || bind(listener, (struct sockaddr *)&address, size) < 0 || listen(listener, 1024) < 0 ||
      getsockname(listener, (struct sockaddr *)&address, &size) < 0)
    die("listen");
  printf("ready http://127.0.0.1:%d\n", ntohs(address.sin_port));
  fflush(stdout);
  return listener;
}

int main(void) {
  size_t size = (size_t)setting("SIZE", 0);
  int64_t period = (int64_t)(NANOS_PER_SECOND / setting("HZ", 20));
  unsigned char *frame = calloc(1, size + MOST_HEADER);
  struct epoll_event events[MOST_EVENTS];
  int epoll = epoll_create1(0);
  if (frame == NULL || epoll < 0) die("start");
  size_t length = prepare(frame, size);
  int listener = listen_anywhere();
  struct epoll_event event = {.events = EPOLLIN, .data.fd = listener};
  if (epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &event) < 0) die("epoll_ctl");

  for (int64_t next = now_nanos() + period;;) {
    int64_t left = next - now_nanos();
    if (left <= 0) {
      for (int i = 0; size > 0 && i < greeted_count; i++) send_to(greeted[i], frame, length);
      next += period;
      continue;
    }
    int count = epoll_wait(epoll, events, MOST_EVENTS, (int)((left + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI));
    for (int i = 0; i < count; i++) {
      if (events[i].data.fd == listener)
        accept_all(listener, epoll);
      else
        receive(events[i].data.fd);
    }
  }
}
