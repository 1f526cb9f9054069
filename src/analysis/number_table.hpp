// A table from numbers to numbers for the innermost loop of sampling: open addressing, nothing is
// ever taken out.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace standoff {

class NumberTable {
 public:
  /// The value of a key, put down as `otherwise` where it is new, and whether it was. Good until
  /// the next call.
  std::pair<std::uint64_t&, bool> at(std::uint64_t key, std::uint64_t otherwise) {
    if (2 * (size_ + 1) > slots_.size()) grow();
    Slot& slot = slots_[find(key)];
    const bool fresh = !slot.used;
    if (fresh) {
      slot = {key, otherwise, true};
      ++size_;
    }
    return {slot.value, fresh};
  }
  std::size_t size() const { return size_; }

 private:
  struct Slot {
    std::uint64_t key = 0;
    std::uint64_t value = 0;
    bool used = false;
  };

  // Where the key is, or would be put.
  std::size_t find(std::uint64_t key) const {
    std::uint64_t h = key * 0x9e3779b97f4a7c15;
    h ^= h >> 29;
    std::size_t at = h & (slots_.size() - 1);
    while (slots_[at].used && slots_[at].key != key) at = (at + 1) & (slots_.size() - 1);
    return at;
  }
  void grow() {
    std::vector<Slot> old(slots_.empty() ? 64 : 2 * slots_.size());
    old.swap(slots_);
    for (const Slot& slot : old)
      if (slot.used) slots_[find(slot.key)] = slot;
  }

  std::vector<Slot> slots_;
  std::size_t size_ = 0;
};

}  // namespace standoff
