// The whole picture of a text that is being edited, as fast as it is typed: what is wrong with it,
// what it comes to, its states and its figures.
#pragma once

#include <list>
#include <mutex>
#include <string>

#include "serve/request.hpp"

namespace standoff::serve {

/// What `Live` lists at most; beyond, states are counted and not told one by one.
constexpr std::size_t live_states = std::size_t{1} << 16;

/// Answers /api/analyse; remembers the last answers, because going back and forth is what editors
/// do.
class Live {
 public:
  Response analyse(const Request& request);

 private:
  struct Remembered {
    std::string key;
    std::string body;
  };
  std::mutex mutex_;
  std::list<Remembered> remembered_;  // the newest first
  std::size_t bytes_ = 0;
};

}  // namespace standoff::serve
