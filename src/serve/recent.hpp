// The last few answers to expensive questions.
#pragma once

#include <algorithm>
#include <cstddef>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

namespace standoff::serve {

/// Values by key; where there is no room the one that was not asked for longest goes. From several
/// threads at once.
template <typename Value>
class Recent {
 public:
  explicit Recent(std::size_t most) : most_(most) {}

  std::optional<Value> find(const std::string& key) {
    const std::scoped_lock lock(mutex_);
    const auto found = std::find_if(all_.begin(), all_.end(),
                                    [&](const auto& entry) { return entry.first == key; });
    if (found == all_.end()) return std::nullopt;
    all_.splice(all_.begin(), all_, found);
    return found->second;
  }
  void keep(const std::string& key, Value value) {
    const std::scoped_lock lock(mutex_);
    std::erase_if(all_, [&](const auto& entry) { return entry.first == key; });
    all_.emplace_front(key, std::move(value));
    if (all_.size() > most_) all_.pop_back();
  }

 private:
  std::size_t most_;
  std::mutex mutex_;
  std::list<std::pair<std::string, Value>> all_;  // the newest first
};

}  // namespace standoff::serve
