// Reports and tables that were made to be fetched, kept for some minutes.
#pragma once

#include <chrono>
#include <list>
#include <mutex>
#include <optional>
#include <string>

#include "serve/body.hpp"
#include "serve/verbs.hpp"

namespace standoff::serve {

class Documents {
 public:
  /// Has `report` make what the body asks for, and gives its id. Throws Refusal.
  std::string make(const VerbCall& asked, const Json& body, const CallVerb& call);
  /// As it goes to the browser; nothing when there is none of this id (any more).
  std::optional<Response> find(const std::string& id);

 private:
  struct Document {
    std::string id;
    std::chrono::steady_clock::time_point made;
    Response response;
  };
  void tidy();

  std::mutex mutex_;
  std::list<Document> all_;  // the newest first
};

}  // namespace standoff::serve
