// The nodes of a space: each made once, found again by what it consists of, freed when no handle
// needs it.
//
// A node is dead when no handle leads to it. Dead nodes stay until collect() marks what is alive
// from the handles and frees the rest; meanwhile they may be found, and used, again. Collection
// happens only between operations, so operations need not protect what they are about to use.

#include <algorithm>
#include <bit>
#include <numeric>
#include <stdexcept>

#include "diagram/diagram.hpp"

namespace standoff::diagram {
namespace {

constexpr std::size_t first_collection = std::size_t{1} << 16;
constexpr std::size_t least_cache = std::size_t{1} << 12;
constexpr std::size_t most_ids = std::size_t{1} << 28;  // an Id has 29 bits; see Known
// A node, its share of the buckets, a remembered result, and the copy while the nodes move.
constexpr std::size_t bytes_per_node = 52;

}  // namespace

Diagram::Diagram(Space& space, Id id) : id_(id) { link(&space); }
Diagram::Diagram(const Diagram& other) : id_(other.id_) { link(other.space_); }
Diagram::Diagram(Diagram&& other) noexcept : id_(other.id_) {
  link(other.space_);
  other.unlink();
}
Diagram& Diagram::operator=(Diagram other) noexcept {
  if (space_ != other.space_) {
    unlink();
    link(other.space_);
  }
  id_ = other.id_;
  return *this;
}
Diagram::~Diagram() { unlink(); }

void Diagram::link(Space* space) {
  space_ = space;
  before_ = nullptr;
  after_ = nullptr;
  if (space == nullptr) return;
  after_ = space->handles_;
  if (after_ != nullptr) after_->before_ = this;
  space->handles_ = this;
}

void Diagram::unlink() {
  if (space_ == nullptr) return;
  (before_ != nullptr ? before_->after_ : space_->handles_) = after_;
  if (after_ != nullptr) after_->before_ = before_;
  space_ = nullptr;
}

Space::Space(std::size_t variables, Limits limits, std::vector<Variable> order)
    : limits_(std::move(limits)),
      most_nodes_(std::min(limits_.bytes / bytes_per_node, most_ids)),
      tables_(variables),
      level_of_(variables + 1),
      at_level_(std::move(order)),
      cache_(least_cache),
      collect_at_(first_collection) {
  if (at_level_.empty()) {
    at_level_.resize(variables);
    std::iota(at_level_.begin(), at_level_.end(), Variable{0});
  }
  std::vector<bool> seen(variables);
  for (const Variable v : at_level_) {
    if (v >= variables || seen[v])
      throw std::invalid_argument("Space: not an order of the variables");
    seen[v] = true;
  }
  if (at_level_.size() != variables)
    throw std::invalid_argument("Space: not an order of the variables");
  for (std::uint32_t level = 0; level < variables; ++level) level_of_[at_level_[level]] = level;
  level_of_[variables] = static_cast<std::uint32_t>(variables);
  nodes_.push_back({no, no, 0, static_cast<Variable>(variables)});
}

Space::~Space() {
  while (handles_ != nullptr) handles_->unlink();  // what is left of them is empty
}

Diagram Space::variable(Variable v) {
  return run([&] { return make(v, no, yes); });
}

Diagram Space::cube(std::span<const Variable> variables) {
  std::vector<Variable> by_level(variables.begin(), variables.end());
  std::sort(by_level.begin(), by_level.end(),
            [&](Variable a, Variable b) { return level_of_[a] > level_of_[b]; });
  return run([&] {
    Id all = yes;
    for (const Variable v : by_level) all = make(v, no, all);
    return all;
  });
}

std::size_t Space::bucket(Id low, Id high, std::size_t buckets) {
  const std::uint64_t mixed =
      (std::uint64_t{low} << 32 | high) * 0x9e3779b97f4a7c15;  // the golden ratio's fraction
  return (mixed >> 32 ^ mixed >> 13) & (buckets - 1);
}

// The node (v, low, high), found or made; `high` is what remains where both are the same.
Id Space::make(Variable v, Id low, Id high) {
  if (low == high) return low;
  const Id complement = low & 1;
  low ^= complement;
  high ^= complement;
  Table& table = tables_[v];
  if (table.count >= table.buckets.size()) enlarge(table);
  std::uint32_t& head = table.buckets[bucket(low, high, table.buckets.size())];
  for (std::uint32_t n = head; n != 0; n = nodes_[n].next)
    if (nodes_[n].low == low && nodes_[n].high == high) return n << 1 | complement;
  const std::uint32_t n = allocate();
  nodes_[n] = {low, high, head, v};
  head = n;
  ++table.count;
  return n << 1 | complement;
}

std::uint32_t Space::allocate() {
  if (free_ != 0) {
    const std::uint32_t n = free_;
    free_ = nodes_[n].next;
    --free_count_;
    return n;
  }
  if (nodes_.size() >= most_nodes_) throw Full();
  if (nodes_.size() == nodes_.capacity()) nodes_.reserve(std::min(2 * nodes_.size(), most_nodes_));
  if (nodes_.size() > cache_.size()) enlarge_cache();
  nodes_.emplace_back();
  return static_cast<std::uint32_t>(nodes_.size() - 1);
}

void Space::enlarge(Table& table) {
  std::vector<std::uint32_t> old(std::max<std::size_t>(4, 2 * table.buckets.size()));
  old.swap(table.buckets);
  for (const std::uint32_t head : old)
    for (std::uint32_t n = head; n != 0;) {
      const std::uint32_t next = nodes_[n].next;
      std::uint32_t& place =
          table.buckets[bucket(nodes_[n].low, nodes_[n].high, table.buckets.size())];
      nodes_[n].next = place;
      place = n;
      n = next;
    }
}

void Space::enlarge_cache() {
  std::vector<Known> old(2 * cache_.size());
  old.swap(cache_);
  for (const Known& known : old)
    if (known.f != 0) cache_[place(known.f, known.g, known.h)] = known;
}

std::vector<bool> Space::mark() const {
  std::vector<bool> alive(nodes_.size());
  alive[0] = true;
  std::vector<std::uint32_t> open;
  const auto visit = [&](Id f) {
    if (alive[f >> 1]) return;
    alive[f >> 1] = true;
    open.push_back(f >> 1);
  };
  for (const Diagram* handle = handles_; handle != nullptr; handle = handle->after_) {
    visit(handle->id_);
    while (!open.empty()) {
      const Node& node = nodes_[open.back()];
      open.pop_back();
      visit(node.low);
      visit(node.high);
    }
  }
  return alive;
}

void Space::collect() {
  const std::vector<bool> alive = mark();
  for (Table& table : tables_)
    for (std::uint32_t& head : table.buckets)
      for (std::uint32_t* link = &head; *link != 0;) {
        const std::uint32_t n = *link;
        if (alive[n]) {
          link = &nodes_[n].next;
          continue;
        }
        *link = nodes_[n].next;
        nodes_[n] = {no, no, free_, 0};
        free_ = n;
        ++free_count_;
        --table.count;
      }
  forget_dead(alive);
  collect_at_ = std::max(first_collection, 2 * nodes());
}

// Results that speak of freed nodes would be taken for others.
void Space::forget_dead(const std::vector<bool>& alive) {
  for (Known& known : cache_) {
    if (known.f == 0) continue;
    const Id f = known.f & ~tagged(Operation{7}, 0);
    if (!(alive[f >> 1] && alive[known.g >> 1] && alive[known.h >> 1] && alive[known.result >> 1]))
      known = {};
  }
}

}  // namespace standoff::diagram
