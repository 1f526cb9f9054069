// Connections: nobody waits for ever, neither for who is slow nor for an answer, and there is a
// bound to everything. Deadlines are made short here; nothing is asserted about how short.
#include "serve/http.hpp"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

using namespace standoff::serve;
using namespace std::chrono_literals;

namespace {

/// A bare connection to a port of this machine.
class Client {
 public:
  explicit Client(std::uint16_t port) : socket_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_port = htons(port);
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(connect(socket_, reinterpret_cast<const sockaddr*>(&at), sizeof at) == 0);
    const timeval patience{120,
                           0};  // a server that never closes fails the test, and does not hang it
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  }
  ~Client() { leave(); }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  /// False when the server has closed.
  bool say(const std::string& text) {
    return send(socket_, text.data(), text.size(), MSG_NOSIGNAL) ==
           static_cast<ssize_t>(text.size());
  }
  /// All that comes until the server closes; "still open" where it does not.
  std::string hear() {
    std::string got;
    char piece[4096];
    for (;;) {
      const ssize_t n = recv(socket_, piece, sizeof piece, 0);
      if (n == 0 || (n < 0 && errno == ECONNRESET)) return got;
      if (n < 0) return "still open";
      got.append(piece, static_cast<std::size_t>(n));
    }
  }
  /// Makes its own buffers small, so that a server soon has to wait for it.
  void read_little() {
    const int bytes = 4096;
    setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
  }
  void leave() {
    if (socket_ >= 0) close(socket_);
    socket_ = -1;
  }

 private:
  int socket_;
};

Limits short_limits() {
  Limits limits;
  limits.arrive = 300ms;
  limits.answer = 300ms;
  limits.grace = 300ms;
  limits.leave = 300ms;
  return limits;
}

class Running {
 public:
  Running(const Limits& limits, std::function<Response(const Request&)> answer)
      : http_("127.0.0.1", 0, false, limits),
        handlers_{
            .refuse = [](const Request&) { return std::optional<Response>(); },
            .lane =
                [](const Request& r) { return r.target == "/quick" ? Lane::quick : Lane::live; },
            .answer = std::move(answer)},
        thread_([this] { http_.run(handlers_); }) {}
  ~Running() { http_.stop(); }
  std::uint16_t port() const { return http_.port(); }

 private:
  Http http_;
  Handlers handlers_;
  std::jthread thread_;
};

const std::string get = "GET /quick HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

Response hello(const Request&) { return {200, "text/plain", "hello", {}}; }

}  // namespace

TEST_CASE("who does not send a whole request in time is dropped, whatever little comes meanwhile") {
  const Running server(short_limits(), hello);
  for (const std::string begun : {"", "GET / HTTP/1.1\r\nX: ",
                                  "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n12"}) {
    Client client(server.port());
    client.say(begun);
    CHECK(client.hear() == "");
  }
  Client dripping(server.port());
  dripping.say("GET / HTTP/1.1\r\nX: ");
  int drops = 0;
  while (drops < 10'000 && dripping.say("a")) {
    ++drops;
    std::this_thread::sleep_for(20ms);
  }
  CHECK(drops < 10'000);
}

TEST_CASE("who does not read its answer is dropped") {
  Limits limits = short_limits();
  std::atomic<int> answered = 0;
  const Running server(limits, [&](const Request&) {
    ++answered;
    return Response{200, "text/plain", std::string(32 << 20, 'x'), {}};
  });
  Client client(server.port());
  client.read_little();
  CHECK(client.say("GET / HTTP/1.1\r\nHost: x\r\n\r\n"));
  while (answered == 0) std::this_thread::sleep_for(1ms);
  // Nothing is read until the server has given up; what it had sent before is no whole answer.
  int tries = 0;
  while (tries < 10'000 && client.say("x")) {
    ++tries;
    std::this_thread::sleep_for(20ms);
  }
  CHECK(tries < 10'000);
}

TEST_CASE("an answer is asked to end when its time is over, and told") {
  const Running server(short_limits(), [](const Request& request) {
    while (!request.stop.stop_requested()) std::this_thread::sleep_for(1ms);
    return Response{200, "text/plain", "what there was", {}};
  });
  Client client(server.port());
  client.say("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  const std::string heard = client.hear();
  CHECK(heard.starts_with("HTTP/1.1 200 "));
  CHECK(heard.ends_with("what there was"));
}

TEST_CASE("an answer that does not end is not waited for, and the next one comes all the same") {
  std::atomic<bool> release = false;
  const Running server(short_limits(), [&](const Request& request) {
    while (request.target == "/stuck" && !release) std::this_thread::sleep_for(1ms);
    return hello(request);
  });
  Client client(server.port());
  client.say("GET /stuck HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(client.hear().starts_with("HTTP/1.1 504 "));
  Client other(server.port());
  other.say(get);
  CHECK(other.hear().ends_with("hello"));
  release = true;
}

TEST_CASE("who leaves takes the question back") {
  Limits limits;
  std::atomic<bool> begun = false, stopped = false;
  const Running server(limits, [&](const Request& request) {
    if (request.target == "/quick") return hello(request);
    begun = true;
    while (!request.stop.stop_requested()) std::this_thread::sleep_for(1ms);
    stopped = true;
    return hello(request);
  });
  Client client(server.port());
  client.say("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  while (!begun) std::this_thread::sleep_for(1ms);
  client.leave();
  for (int k = 0; k < 60'000 && !stopped; ++k) std::this_thread::sleep_for(1ms);
  CHECK(stopped);
  // The second question of a connection as well as the first.
  begun = stopped = false;
  Client twice(server.port());
  twice.say("GET /quick HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n");
  while (!begun) std::this_thread::sleep_for(1ms);
  twice.leave();
  for (int k = 0; k < 60'000 && !stopped; ++k) std::this_thread::sleep_for(1ms);
  CHECK(stopped);
}

TEST_CASE("what waits for workers is bounded, and what needs none is answered meanwhile") {
  Limits limits;
  limits.workers = 1;
  limits.waiting = 2;
  std::atomic<int> begun = 0;
  std::atomic<bool> release = false;
  const Running server(limits, [&](const Request& request) {
    if (request.target != "/quick") {
      ++begun;
      while (!release) std::this_thread::sleep_for(1ms);
    }
    return hello(request);
  });
  const std::string ask = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
  Client first(server.port());
  first.say(ask);
  while (begun == 0) std::this_thread::sleep_for(1ms);
  // One runs, two wait; of three more at least one is refused.
  std::vector<std::unique_ptr<Client>> more;
  for (int k = 0; k < 3; ++k) more.emplace_back(std::make_unique<Client>(server.port()))->say(ask);
  Client quick(server.port());
  quick.say(get);
  CHECK(quick.hear().ends_with("hello"));
  release = true;
  int refused = 0;
  for (const auto& client : more) {
    const std::string heard = client->hear();
    const bool busy = heard.starts_with("HTTP/1.1 503 ");
    CHECK((busy || heard.starts_with("HTTP/1.1 200 ")));
    if (busy) CHECK(heard.find("Retry-After: ") != std::string::npos);
    refused += busy ? 1 : 0;
  }
  CHECK(refused == 1);
  CHECK(first.hear().ends_with("hello"));
}

TEST_CASE("bodies held at the same time are bounded") {
  Limits limits;
  limits.bodies_at_once = 1000;
  const Running server(limits, hello);
  const std::string head =
      "POST /quick HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: ";
  Client holding(server.port());
  holding.say(head + "800\r\n\r\n1234");
  Client probe(server.port());  // answered after the server has seen the first one's header
  probe.say(get);
  CHECK(probe.hear().ends_with("hello"));
  Client refused(server.port());
  refused.say(head + "300\r\n\r\n");
  CHECK(refused.hear().starts_with("HTTP/1.1 503 "));
  Client small(server.port());
  small.say(head + "5\r\n\r\n12345");
  CHECK(small.hear().ends_with("hello"));
  // Whoever held them leaves, and there is room again.
  holding.leave();
  bool room = false;
  for (int k = 0; k < 1000 && !room; ++k) {
    Client again(server.port());
    again.say(head + "300\r\n\r\n" + std::string(300, 'x'));
    room = again.hear().starts_with("HTTP/1.1 200 ");
  }
  CHECK(room);
}

TEST_CASE("connections are bounded; who comes later has its turn when another has left") {
  Limits limits;
  limits.connections = 2;
  const Running server(limits, hello);
  auto first = std::make_unique<Client>(server.port());
  auto second = std::make_unique<Client>(server.port());
  first->say("GET /quick HTTP/1.1\r\nHost: x\r\n");
  second->say("GET /quick HTTP/1.1\r\nHost: x\r\n");
  Client third(server.port());
  third.say(get);
  first.reset();
  CHECK(third.hear().ends_with("hello"));
}

TEST_CASE("a port that is taken is told, or the next one taken") {
  const Running server({}, hello);
  CHECK_THROWS_WITH_AS(Http("127.0.0.1", server.port(), false, {}),
                       doctest::Contains("another program"), std::runtime_error);
  const Http next("127.0.0.1", server.port(), true, {});
  CHECK(next.port() > server.port());
  CHECK_THROWS_AS(Http("localhost", 0, false, {}), std::runtime_error);
}
