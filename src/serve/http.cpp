// Connections, with Boost.Beast.

#include "serve/http.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <exception>
#include <new>
#include <set>
#include <stdexcept>
#include <stop_token>

#include "serve/workers.hpp"

namespace standoff::serve {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using tcp = asio::ip::tcp;
using Error = boost::system::error_code;

constexpr auto farewell = std::chrono::seconds(2);  // for a client to take a refusal
constexpr int ports_tried = 100;

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

}  // namespace

class Http::Server {
 public:
  Server(const std::string& address, std::uint16_t port, bool or_next, const Limits& limits)
      : limits_(limits), acceptor_(io_), pause_(io_), signals_(io_) {
    Error bad;
    const asio::ip::address at = asio::ip::make_address(address, bad);
    if (bad) throw std::runtime_error("\"" + address + "\" is no IP address");
    acceptor_.open(at.is_v6() ? tcp::v6() : tcp::v4());
    acceptor_.set_option(asio::socket_base::reuse_address(true));
    for (int k = 0;; ++k) {
      acceptor_.bind({at, static_cast<std::uint16_t>(port + k)}, bad);
      if (!bad) acceptor_.listen(asio::socket_base::max_listen_connections, bad);
      if (!bad) break;
      const bool taken = bad == asio::error::address_in_use;
      if (taken && or_next && k < ports_tried && port + k < 65535) continue;
      throw std::runtime_error("cannot listen on " + address + ", port " +
                               std::to_string(port + k) + ": " +
                               (taken ? "another program does" : bad.message()));
    }
  }

  std::uint16_t port() const { return acceptor_.local_endpoint().port(); }

  void stop_at_signals() {
    signals_.add(SIGINT);
    signals_.add(SIGTERM);
    signals_.async_wait([this](Error bad, int) {
      if (!bad) end();
    });
  }

  void run(const Handlers& handlers) {
    handlers_ = &handlers;
    Workers quick(1, limits_.waiting);
    Workers live(limits_.workers, limits_.waiting);
    Workers patient(limits_.workers, limits_.waiting, Workers::Pace::gives_way);
    lanes_ = {&quick, &live, &patient};
    accept();
    io_.run();
  }

  void stop() {
    asio::post(io_, [this] { end(); });
  }

 private:
  class Session;

  void accept();
  void end();

  Response answer_of(const Request& request) const;

  // Sessions live in what io_ still has to do, and look at all of this when they end: io_ goes
  // first.
  Limits limits_;
  const Handlers* handlers_ = nullptr;
  std::array<Workers*, 3> lanes_{};  // by Lane
  std::set<Session*> sessions_;
  std::size_t bodies_ = 0;  // bytes of bodies that are held
  bool accepting_ = false;
  bool ending_ = false;
  asio::io_context io_{1};
  tcp::acceptor acceptor_;
  asio::steady_timer pause_;
  asio::signal_set signals_;
};

/// One connection. All of it runs on the one thread of `io_`; only `answer` is called elsewhere.
class Http::Server::Session : public std::enable_shared_from_this<Session> {
 public:
  Session(Server& server, tcp::socket socket)
      : server_(server), stream_(std::move(socket)), answer_timer_(server.io_) {
    server_.sessions_.insert(this);
  }
  ~Session() {
    server_.sessions_.erase(this);
    release_body();
    if (!server_.accepting_ && !server_.ending_) server_.accept();
  }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  void read() {
    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(server_.limits_.header_bytes));
    parser_->body_limit(server_.limits_.body_bytes);
    stream_.expires_after(server_.limits_.arrive);  // from here until the last byte
    http::async_read_header(
        stream_, buffer_, *parser_,
        [self = shared_from_this()](Error bad, std::size_t) { self->on_head(bad); });
  }

  /// The server ends: nobody waits any more.
  void close() {
    stop_.request_stop();
    answer_timer_.cancel();
    Error ignored;
    stream_.socket().close(ignored);
  }

 private:
  void on_head(Error bad) {
    if (bad) return refuse_malformed(bad);
    const auto& head = parser_->get();
    keep_alive_ = head.keep_alive();
    request_ = {};
    request_.method = std::string(head.method_string());
    method_ = request_.method;
    request_.target = std::string(head.target());
    for (const auto& field : head)
      request_.headers.emplace_back(lower({field.name_string().data(), field.name_string().size()}),
                                    std::string(field.value()));
    // One way to say how long a body is leaves no room for two readings of where it ends.
    if (request_.count("transfer-encoding") > 0)
      return refuse(problem(411, "a body comes with its length (Content-Length) here"));
    if (auto answer = server_.handlers_->refuse(request_)) return refuse(std::move(*answer));
    body_bytes_ = static_cast<std::size_t>(parser_->content_length().value_or(0));
    if (body_bytes_ > server_.limits_.body_bytes) {
      body_bytes_ = 0;
      return refuse_malformed(http::error::body_limit);
    }
    if (server_.bodies_ + body_bytes_ > server_.limits_.bodies_at_once) {
      body_bytes_ = 0;
      return refuse(busy());
    }
    server_.bodies_ += body_bytes_;
    if (beast::iequals(head[http::field::expect], "100-continue")) return say_continue();
    read_body();
  }

  void say_continue() {
    auto go_on = std::make_shared<http::response<http::empty_body>>(http::status::continue_, 11);
    http::async_write(stream_, *go_on, [self = shared_from_this(), go_on](Error bad, std::size_t) {
      if (!bad) self->read_body();
    });
  }

  void read_body() {
    http::async_read(
        stream_, buffer_, *parser_,
        [self = shared_from_this()](Error bad, std::size_t) { self->on_request(bad); });
  }

  void on_request(Error bad) {
    if (bad) return refuse_malformed(bad);
    request_.body = std::move(parser_->get().body());
    stop_ = std::stop_source();
    request_.stop = stop_.get_token();
    stream_.expires_never();
    Workers& workers = *server_.lanes_[static_cast<std::size_t>(server_.handlers_->lane(request_))];
    const std::size_t number = ++number_;
    // The answer may come after this session and even its server stopped waiting: what it needs is
    // held by the work itself.
    auto request = std::make_shared<Request>(std::move(request_));
    const bool taken = workers.submit([self = shared_from_this(), request, number]() mutable {
      auto response = std::make_shared<Response>(self->server_.answer_of(*request));
      // Moved, not copied: a session ends on the thread of io_ and nowhere else.
      asio::io_context& io = self->server_.io_;
      asio::post(io, [self = std::move(self), response, number] {
        if (number == self->number_ && self->waiting_) self->send(std::move(*response));
      });
    });
    if (!taken) return refuse(busy());
    waiting_ = true;
    watch_time(server_.limits_.answer, number);
    watch_leaving();
  }

  // Asks the answer to end when its time is over; and answers itself when it does not.
  void watch_time(std::chrono::milliseconds limit, std::size_t number) {
    answer_timer_.expires_after(limit);
    answer_timer_.async_wait([self = shared_from_this(), number](Error bad) {
      if (bad || !self->waiting_ || number != self->number_) return;
      if (!self->stop_.stop_requested()) {
        self->stop_.request_stop();
        return self->watch_time(self->server_.limits_.grace, number);
      }
      self->refuse(problem(504, "there was no answer in the time a question has; ask it as a job"));
    });
  }

  // Who closes the connection wants no answer; that is how a browser takes a question back.
  void watch_leaving() {
    if (watching_) return;
    watching_ = true;
    stream_.socket().async_wait(tcp::socket::wait_read, [self = shared_from_this()](Error bad) {
      self->watching_ = false;
      if (bad || !self->waiting_) return;
      Error failed;
      const bool more = self->stream_.socket().available(failed) > 0;
      if (!more || failed) {
        self->waiting_ = false;
        self->close();
      }
    });
  }

  static Response busy() {
    Response response = problem(503, "too much is being asked at once; ask again in a moment");
    response.headers.emplace_back("Retry-After", "1");
    return response;
  }

  void refuse_malformed(Error bad) {
    if (bad == http::error::header_limit || bad == http::error::buffer_overflow)
      return refuse(problem(431, "the header is longer than " +
                                     std::to_string(server_.limits_.header_bytes) + " bytes"));
    if (bad == http::error::body_limit)
      return refuse(problem(
          413, "the body is longer than " + std::to_string(server_.limits_.body_bytes) + " bytes"));
    // Gone, too slow, or nothing sent at all: there is nobody to tell.
    if (bad.category() != make_error_code(http::error::bad_method).category() ||
        bad == http::error::end_of_stream || bad == http::error::partial_message)
      return leave();
    refuse(problem(400, "this is not HTTP as the server knows it: " + bad.message()));
  }

  void refuse(Response response) {
    keep_alive_ = false;
    send(std::move(response));
  }

  void send(Response&& response) {
    waiting_ = false;
    ++number_;  // what still comes is too late
    answer_timer_.cancel();
    release_body();
    response_.emplace();
    http::response<http::string_body>& out = *response_;
    out.version(11);
    out.result(static_cast<unsigned>(response.status));
    out.reason(std::string(reason(response.status)));
    if (!response.type.empty()) out.set(http::field::content_type, response.type);
    for (const auto& [name, value] : response.headers) out.insert(name, value);
    out.keep_alive(keep_alive_);
    const bool bodiless = response.status == 204 || response.status == 304;
    if (!bodiless) out.content_length(response.body.size());
    if (!bodiless && method_ != "HEAD") out.body() = std::move(response.body);
    stream_.expires_after(server_.limits_.leave);
    http::async_write(stream_, out, [self = shared_from_this()](Error bad, std::size_t) {
      self->response_.reset();
      if (bad || server_ends(*self)) return self->leave();
      if (self->keep_alive_)
        self->read();
      else
        self->say_goodbye();
    });
  }
  static bool server_ends(const Session& session) { return session.server_.ending_; }

  // Closing with bytes unread would take the answer back from who has not read it yet.
  void say_goodbye() {
    Error ignored;
    stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
    stream_.expires_after(farewell);
    drain();
  }
  void drain() {
    buffer_.clear();
    stream_.async_read_some(buffer_.prepare(16 << 10),
                            [self = shared_from_this()](Error bad, std::size_t) {
                              if (bad) return self->leave();
                              self->drain();
                            });
  }
  void leave() {
    Error ignored;
    stream_.socket().close(ignored);
  }

  void release_body() {
    server_.bodies_ -= body_bytes_;
    body_bytes_ = 0;
  }

  Server& server_;
  beast::tcp_stream stream_;
  asio::steady_timer answer_timer_;
  beast::flat_buffer buffer_{(16 << 10) + (64 << 10)};
  std::optional<http::request_parser<http::string_body>> parser_;
  std::optional<http::response<http::string_body>> response_;
  Request request_;
  std::string method_;
  std::stop_source stop_;
  std::size_t number_ = 0;  // of the question; answers to earlier ones come too late
  std::size_t body_bytes_ = 0;
  bool keep_alive_ = false;
  bool waiting_ = false;   // for an answer
  bool watching_ = false;  // whether the client leaves
};

Response Http::Server::answer_of(const Request& request) const try {
  return handlers_->answer(request);
} catch (const std::bad_alloc&) {
  return problem(503, "there is not enough memory for this");
} catch (const std::exception& error) {
  return problem(500, std::string("a bug; please report it: ") + error.what());
}

void Http::Server::accept() {
  accepting_ = false;
  // Who comes when all places are taken waits in the system's queue.
  if (ending_ || sessions_.size() >= limits_.connections) return;
  accepting_ = true;
  acceptor_.async_accept([this](Error bad, tcp::socket socket) {
    accepting_ = false;
    if (ending_ || bad == asio::error::operation_aborted) return;
    if (bad) {  // no more files may be opened, say: it passes
      accepting_ = true;
      pause_.expires_after(std::chrono::milliseconds(100));
      pause_.async_wait([this](Error) { accept(); });
      return;
    }
    Error ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    std::make_shared<Session>(*this, std::move(socket))->read();
    accept();
  });
}

void Http::Server::end() {
  if (ending_) return;
  ending_ = true;
  Error ignored;
  acceptor_.close(ignored);
  pause_.cancel();
  signals_.clear(ignored);  // a second Ctrl-C ends the program the hard way
  for (Session* session : std::set<Session*>(sessions_)) session->close();
  io_.stop();
}

Http::Http(const std::string& address, std::uint16_t port, bool or_next, const Limits& limits)
    : server_(std::make_unique<Server>(address, port, or_next, limits)) {}
Http::~Http() = default;
std::uint16_t Http::port() const { return server_->port(); }
void Http::stop_at_signals() { server_->stop_at_signals(); }
void Http::run(const Handlers& handlers) { server_->run(handlers); }
void Http::stop() { server_->stop(); }

}  // namespace standoff::serve
