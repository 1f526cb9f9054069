// The source texts beside the disputes: whether passages still stand where the disputes say, and
// new passages to point at.
#pragma once

#include <mutex>
#include <string>
#include <vector>

#include "serve/body.hpp"
#include "standoff/evidence.hpp"

namespace standoff::serve {

class Sources {
 public:
  /// `folder`: empty when there are none. Throws std::runtime_error when it cannot be read.
  explicit Sources(const std::string& folder);

  /// Every source of the dispute with its text, and where each piece of evidence stands in it.
  Json evidence(const Json& body) const;
  /// The selector of a passage: by its place, or by its words.
  Json locate(const Json& body) const;

  const std::string& folder() const { return folder_; }

 private:
  std::vector<SourceText> texts() const;

  std::string folder_;
};

}  // namespace standoff::serve
