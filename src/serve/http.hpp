// HTTP over TCP: reads requests, has them answered, writes the answers. The only part that knows
// Boost.Beast.
//
// Every connection is a few hundred bytes and no thread: one thread does all reading and writing,
// and answers are computed by workers. Whoever is slow to send, slow to read or never does either
// is dropped after a while and keeps nobody waiting.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "serve/request.hpp"

namespace standoff::serve {

struct Limits {
  std::size_t header_bytes = 16 << 10;
  std::size_t body_bytes = 8 << 20;
  std::size_t bodies_at_once = 256 << 20;  ///< bytes of bodies held at the same time
  std::size_t connections = 400;
  unsigned workers = 2;                      ///< threads for answers that take computing, a lane
  std::size_t waiting = 256;                 ///< answers that wait for a worker, at most
  std::chrono::milliseconds arrive{30'000};  ///< for a request to arrive whole
  std::chrono::milliseconds answer{60'000};  ///< for it to be answered
  std::chrono::milliseconds grace{5'000};    ///< for an answer to end once it was asked to
  std::chrono::milliseconds leave{30'000};   ///< for the answer to be taken
};

/// What the server does with requests. Called from several threads at once.
struct Handlers {
  /// What to answer without having seen the body; nothing: go on.
  std::function<std::optional<Response>(const Request& head)> refuse;
  std::function<Lane(const Request& head)> lane;
  std::function<Response(const Request&)> answer;
};

class Http {
 public:
  /// Listens on `address` (a number, "127.0.0.1" or "::1"). With `or_next`, the next ports are
  /// tried where one is taken. Throws std::runtime_error, with a sentence, when that does not work.
  Http(const std::string& address, std::uint16_t port, bool or_next, const Limits& limits);
  ~Http();

  std::uint16_t port() const;
  /// From here on, a SIGINT or SIGTERM does as `stop` does.
  void stop_at_signals();
  /// Answers until `stop` is called.
  void run(const Handlers& handlers);
  /// From any thread.
  void stop();

 private:
  class Server;
  std::unique_ptr<Server> server_;
};

}  // namespace standoff::serve
