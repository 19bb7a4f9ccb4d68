// The floor of fan-out: what the kernel alone costs. One thread, epoll, one send(2) per delivery.
// A connection begins with a line "<room> <bytes of a delivery>" and is answered with an empty object; then each
// WebSocket frame that it sends makes one delivery to each member of its room. What one pass of the loop reads for a
// room goes out joined, as Parley does.
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { FDS = 20000, ROOMS = 4096, JOINED = 64, PENDING = 1 << 16 };

struct room { int *members, count, waiting, bytes; char *joined; };
struct connection { struct room *room; int pending; char *bytes; };

static struct room rooms[ROOMS];
static struct connection connections[FDS];
static struct room *grown[ROOMS];
static int grown_count;

static void fail(const char *what) { perror(what); exit(1); }

static char *deliveries(int bytes) {
  static const char start[] = "{\"type\":\"entry\"";
  char *joined = malloc((size_t)bytes * JOINED);
  memset(joined, 'x', (size_t)bytes * JOINED);
  for (int i = 0; i < JOINED; i++) {
    char *frame = joined + (size_t)i * bytes;
    frame[0] = (char)0x81;
    frame[1] = 126;
    frame[2] = (char)((bytes - 4) >> 8);
    frame[3] = (char)(bytes - 4);
    memcpy(frame + 4, start, sizeof start - 1);
  }
  return joined;
}

static int join(int fd, const char *line) {
  int number, bytes;
  if (sscanf(line, "%d %d", &number, &bytes) != 2 || number < 0 || number >= ROOMS || bytes < 130) return -1;
  struct room *room = &rooms[number];
  if (!room->joined) { room->joined = deliveries(bytes); room->bytes = bytes; room->members = malloc(FDS * sizeof(int)); }
  room->members[room->count++] = fd;
  connections[fd].room = room;
  send(fd, "\x81\x02{}", 4, MSG_NOSIGNAL);
  return 0;
}

static void leave(int fd) {
  struct room *room = connections[fd].room;
  for (int i = 0; room && i < room->count; i++)
    if (room->members[i] == fd) room->members[i--] = room->members[--room->count];
  free(connections[fd].bytes);
  memset(&connections[fd], 0, sizeof connections[fd]);
  close(fd);
}

// Bytes of the masked frame at `at`, 0 when it is not whole yet. Frames here are shorter than 64 KiB.
static int frame_bytes(const unsigned char *at, int left) {
  if (left < 2) return 0;
  int size = at[1] & 127, head = 6;
  if (size == 126) {
    if (left < 4) return 0;
    size = at[2] << 8 | at[3];
    head = 8;
  }
  return left < head + size ? 0 : head + size;
}

static void take(int fd) {
  struct connection *me = &connections[fd];
  int used = 0, bytes;
  if (!me->room) {
    char *end = memchr(me->bytes, '\n', me->pending);
    if (!end) return;
    *end = 0;
    if (join(fd, me->bytes) < 0) { leave(fd); return; }
    used = (int)(end - me->bytes) + 1;
  }
  for (; (bytes = frame_bytes((unsigned char *)me->bytes + used, me->pending - used)) > 0; used += bytes)
    if (me->room->waiting++ == 0) grown[grown_count++] = me->room;
  me->pending -= used;
  memmove(me->bytes, me->bytes + used, me->pending);
}

static void deliver(void) {
  for (int g = 0; g < grown_count; g++) {
    struct room *room = grown[g];
    for (; room->waiting > 0; room->waiting -= room->waiting < JOINED ? room->waiting : JOINED) {
      size_t bytes = (size_t)room->bytes * (room->waiting < JOINED ? room->waiting : JOINED);
      for (int i = 0; i < room->count; i++) send(room->members[i], room->joined, bytes, MSG_NOSIGNAL);
    }
  }
  grown_count = 0;
}

int main(void) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof address;
  int one = 1, listener = socket(AF_INET, SOCK_STREAM, 0), loop = epoll_create1(0);
  if (bind(listener, (struct sockaddr *)&address, size) || listen(listener, 4096)) fail("listen");
  getsockname(listener, (struct sockaddr *)&address, &size);
  printf("%d\n", ntohs(address.sin_port));
  fflush(stdout);
  struct epoll_event event = {.events = EPOLLIN, .data.fd = listener}, ready[256];
  if (epoll_ctl(loop, EPOLL_CTL_ADD, listener, &event)) fail("epoll");
  for (;;) {
    int count = epoll_wait(loop, ready, 256, -1);
    for (int i = 0; i < count; i++) {
      int fd = ready[i].data.fd;
      if (fd == listener) {
        int fresh = accept(listener, NULL, NULL);
        if (fresh < 0 || fresh >= FDS) fail("accept");
        setsockopt(fresh, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        connections[fresh].bytes = malloc(PENDING);
        event.data.fd = fresh;
        epoll_ctl(loop, EPOLL_CTL_ADD, fresh, &event);
        continue;
      }
      struct connection *me = &connections[fd];
      ssize_t got = recv(fd, me->bytes + me->pending, PENDING - me->pending, 0);
      if (got <= 0) { leave(fd); continue; }
      me->pending += (int)got;
      take(fd);
    }
    deliver();
  }
}
