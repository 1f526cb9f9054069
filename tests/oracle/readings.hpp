// The readings of a dispute, one by one: which statements count, in which order.

#pragma once

#include <functional>
#include <vector>

#include "random/plain_dispute.hpp"

namespace standoff::oracle {

// A statement counts in `in` of `in` + `out` parts of the readings. Statements next to each other
// with the same group, 0 or more, stand in any order.
struct Doubted {
  long in = 1;
  long out = 0;
  int group = -1;
};

struct ListReading {
  std::vector<int> statements;  // by number, most important first
  long weight = 1;
};

// Every order of every group with every choice of what counts; equal readings are not put
// together.
std::vector<ListReading> readings_of(const std::vector<Doubted>& list);

// Lays the dispute out once for each combination of readings of the decision makers' lists.
// `lists[dm]` has one entry for each statement of that decision maker.
void for_each_reading(const PlainDispute& dispute, const std::vector<std::vector<Doubted>>& lists,
                      const std::function<void(const OptionGame&, long weight)>& visit);

// In how many ways the lists can be read, as for_each_reading counts them.
long ways_to_read(const std::vector<std::vector<Doubted>>& lists);

// Whether the group can bring about, from s, something that every member prefers to s and that it
// could not bring about without some member, move by move or in one exchange.
bool deal(const OptionGame& layout, const std::vector<int>& group, int s);

}  // namespace standoff::oracle
