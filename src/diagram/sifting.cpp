// A better order, found by moving one group of variables after another through all places (Rudell
// 1993).
//
// Two neighbouring variables change places by rewriting only the upper one's nodes, in place, so
// that ids and handles stay what they are. While that goes on every node knows how many lead to it,
// and is freed at once when none does: the number of nodes is then exact at every step.

#include <algorithm>
#include <numeric>

#include "diagram/diagram.hpp"

namespace standoff::diagram {

class Sifting {
 public:
  Sifting(Space& space, unsigned growth) : space_(space), growth_(growth) {
    space_.collect();
    std::fill(space_.cache_.begin(), space_.cache_.end(), Space::Known{});
    leading_.assign(space_.nodes_.size(), 0);
    for (const Space::Table& table : space_.tables_)
      for (std::uint32_t n : table.buckets)
        for (; n != 0; n = space_.nodes_[n].next) lead_to_children(n);
    for (const Diagram* h = space_.handles_; h != nullptr; h = h->after_) ++leading_[h->id_ >> 1];
    ++leading_[0];
  }

  void run(const std::vector<std::vector<Variable>>& groups) {
    arrange(groups);
    std::vector<std::size_t> largest(blocks_.size());
    std::iota(largest.begin(), largest.end(), std::size_t{0});
    std::vector<std::size_t> nodes;
    for (const Block& block : blocks_) nodes.push_back(nodes_of(block));
    std::stable_sort(largest.begin(), largest.end(),
                     [&](std::size_t a, std::size_t b) { return nodes[a] > nodes[b]; });
    std::vector<Variable> heads;
    for (const std::size_t k : largest) heads.push_back(blocks_[k].front());
    for (const Variable head : heads) place(head);
  }

 private:
  using Block = std::vector<Variable>;

  // The blocks from the top down: the groups, and the others one by one.
  void arrange(const std::vector<std::vector<Variable>>& groups) {
    std::vector<std::size_t> group_of(space_.variables(), groups.size());
    for (std::size_t g = 0; g < groups.size(); ++g)
      for (const Variable v : groups[g]) group_of[v] = g;
    std::size_t last = groups.size();
    for (const Variable v : space_.at_level_) {
      if (group_of[v] == groups.size() || group_of[v] != last) blocks_.emplace_back();
      blocks_.back().push_back(v);
      last = group_of[v];
    }
  }

  std::size_t nodes_of(const Block& block) const {
    std::size_t n = 0;
    for (const Variable v : block) n += space_.tables_[v].count;
    return n;
  }

  // Moves a block to where everything is smallest: to the nearer end first, then to the other.
  void place(Variable head) {
    std::size_t at = 0;
    while (blocks_[at].front() != head) ++at;
    std::size_t best = at;
    std::size_t least = space_.nodes();
    const auto look = [&](bool down) {
      while (down ? at + 1 < blocks_.size() : at > 0) {
        const std::size_t upper = down ? at : at - 1;
        if (!room_for(upper)) return;
        exchange(upper);
        at = down ? at + 1 : at - 1;
        if (space_.nodes() < least) {
          least = space_.nodes();
          best = at;
        }
        if (space_.nodes() * 100 > least * growth_) return;
      }
    };
    const bool down_first = at >= blocks_.size() / 2;
    look(down_first);
    look(!down_first);
    while (at < best) exchange(at++);
    while (at > best) exchange(--at);
  }

  // Each node of the upper block may make way for two new ones.
  bool room_for(std::size_t upper) const {
    const std::size_t most = 4 * (nodes_of(blocks_[upper]) + nodes_of(blocks_[upper + 1]));
    return space_.nodes() + most < space_.most_nodes_;
  }

  void exchange(std::size_t upper) {
    if (space_.limits_.stop.stop_requested()) throw Stopped();
    Block& above = blocks_[upper];
    Block& below = blocks_[upper + 1];
    const std::uint32_t top = space_.level_of_[above.front()];
    for (std::uint32_t k = 0; k < below.size(); ++k)
      for (std::uint32_t level = top + static_cast<std::uint32_t>(above.size()) + k;
           level > top + k; --level)
        exchange_levels(level - 1);
    std::swap(above, below);
  }

  void exchange_levels(std::uint32_t upper) {
    const Variable x = space_.at_level_[upper];
    const Variable y = space_.at_level_[upper + 1];
    take_out_what_knows(x, y);
    std::swap(space_.at_level_[upper], space_.at_level_[upper + 1]);
    std::swap(space_.level_of_[x], space_.level_of_[y]);
    for (const std::uint32_t n : moving_) {
      const Id f0 = space_.nodes_[n].low;
      const Id f1 = space_.nodes_[n].high;
      const auto part = [&](Id f, bool high) {
        if (space_.constant(f) || space_.first(f) != y) return f;
        return high ? space_.high(f) : space_.low(f);
      };
      const Id low = lead_to(x, part(f0, false), part(f1, false));
      const Id high = lead_to(x, part(f0, true), part(f1, true));
      put(n, y, low, high);
      leave(f0);
      leave(f1);
    }
  }

  // Takes the nodes of x that lead to y out of their table.
  void take_out_what_knows(Variable x, Variable y) {
    moving_.clear();
    Space::Table& table = space_.tables_[x];
    const auto knows = [&](Id f) { return !space_.constant(f) && space_.first(f) == y; };
    for (std::uint32_t& head : table.buckets)
      for (std::uint32_t* link = &head; *link != 0;) {
        Space::Node& node = space_.nodes_[*link];
        if (!knows(node.low) && !knows(node.high)) {
          link = &node.next;
          continue;
        }
        moving_.push_back(*link);
        *link = node.next;
        --table.count;
      }
  }

  // Node (v, low, high), found or made, with one more that leads to it.
  Id lead_to(Variable v, Id low, Id high) {
    const std::size_t before = space_.tables_[v].count;
    const Id f = space_.make(v, low, high);
    if (space_.tables_[v].count > before) {
      if (leading_.size() < space_.nodes_.size()) leading_.resize(space_.nodes_.size());
      leading_[f >> 1] = 0;
      lead_to_children(f >> 1);
    }
    ++leading_[f >> 1];
    return f;
  }

  void lead_to_children(std::uint32_t n) {
    ++leading_[space_.nodes_[n].low >> 1];
    ++leading_[space_.nodes_[n].high >> 1];
  }

  // Makes n the node (v, low, high); both are counted as led to.
  void put(std::uint32_t n, Variable v, Id low, Id high) {
    Space::Table& table = space_.tables_[v];
    if (table.count >= table.buckets.size()) space_.enlarge(table);
    std::uint32_t& head = table.buckets[Space::bucket(low, high, table.buckets.size())];
    space_.nodes_[n] = {low, high, head, v};
    head = n;
    ++table.count;
  }

  // One fewer leads to f; frees what nothing leads to any more.
  void leave(Id f) {
    std::vector<std::uint32_t>& open = open_;
    open.push_back(f >> 1);
    while (!open.empty()) {
      const std::uint32_t n = open.back();
      open.pop_back();
      if (--leading_[n] != 0) continue;
      const Space::Node node = space_.nodes_[n];
      Space::Table& table = space_.tables_[node.variable];
      std::uint32_t* link =
          &table.buckets[Space::bucket(node.low, node.high, table.buckets.size())];
      while (*link != n) link = &space_.nodes_[*link].next;
      *link = node.next;
      --table.count;
      space_.nodes_[n] = {no, no, space_.free_, 0};
      space_.free_ = n;
      ++space_.free_count_;
      open.push_back(node.low >> 1);
      open.push_back(node.high >> 1);
    }
  }

  Space& space_;
  unsigned growth_;
  std::vector<Block> blocks_;
  std::vector<std::uint32_t> leading_;  // by node: how many nodes and handles lead to it
  std::vector<std::uint32_t> moving_;
  std::vector<std::uint32_t> open_;
};

void Space::sift(const std::vector<std::vector<Variable>>& groups, unsigned growth) {
  Sifting(*this, growth).run(groups);
}

}  // namespace standoff::diagram
