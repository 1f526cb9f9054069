// Puts the server together.

#include "serve/serve.hpp"

#include <algorithm>
#include <csignal>
#include <exception>
#include <thread>

#include "serve/guard.hpp"
#include "serve/http.hpp"
#include "serve/workbench.hpp"

namespace standoff::serve {

void serve(const ServeRequest& request) {
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);  // a file that may not grow is an error like others
  Workbench bench({.folder = request.folder,
                   .sources = request.sources,
                   .read_only = request.read_only,
                   .call = request.call});
  Limits limits;
  limits.workers = std::max(2U, std::thread::hardware_concurrency());
  Http http(request.address, request.port, request.or_next, limits);
  const Guard guard(request.address, http.port(), request.token);
  const bool v6 = request.address.find(':') != std::string::npos;
  std::string url = "http://" + (v6 ? "[" + request.address + "]" : request.address) + ":" +
                    std::to_string(http.port()) + "/";
  if (!request.token.empty()) url += "?token=" + request.token;
  http.stop_at_signals();  // before anybody knows that there is something to stop
  if (request.ready) request.ready(url);
  const Handlers handlers{.refuse =
                              [&](const Request& head) {
                                auto response = guard.refuse(head);
                                if (response) Guard::harden(*response);
                                return response;
                              },
                          .lane = Workbench::lane,
                          .answer = [&](const Request& r) { return bench.answer(r); }};
  // The list is what is looked at first, and takes a moment when nobody has asked for it yet.
  const std::jthread early([&] {
    try {
      bench.gallery.list();
    } catch (const std::exception&) {
      // Whoever asks for it will be told.
    }
  });
  http.run(handlers);
}

}  // namespace standoff::serve
