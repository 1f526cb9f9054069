// The whole picture of a text that is being edited, as fast as it is typed: what is wrong with it,
// what it comes to, its states and its figures.
#pragma once

#include <memory>
#include <stop_token>
#include <string>

#include "serve/body.hpp"
#include "serve/recent.hpp"

namespace standoff::serve {

/// What `Live` lists at most; beyond, states are counted and not told one by one.
constexpr std::size_t live_states = std::size_t{1} << 16;

/// Answers /api/analyse. Remembers the last answers, because going back and forth is what editors
/// do, and what they were made of, because figures are asked for one by one.
class Live {
 public:
  Live();
  ~Live();

  Response analyse(const Request& request);

 private:
  struct Judged;
  std::shared_ptr<const Judged> judged(const Json& body, std::size_t limit,
                                       const std::stop_token& stop);
  std::string picture(const Json& body, const std::stop_token& stop);

  Recent<std::string> answers_;
  Recent<std::shared_ptr<const Judged>> judged_;
};

}  // namespace standoff::serve
