// FORCE: every statement pulls the options it mentions towards their middle, again and again.
//
// Repeated from many random beginnings, since it only finds the nearest good order. The order
// decides whether diagrams stay small: on 100 options, 4 decision makers, with the order of the
// file they explode.

#include "symbolic/order.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>

namespace standoff::symbolic {
namespace {

constexpr int beginnings = 40;
constexpr int most_rounds = 200;

// A small generator of our own, so that the order is the same with every standard library.
class Dice {
 public:
  std::size_t below(std::size_t bound) {
    state_ += 0x9e3779b97f4a7c15;
    std::uint64_t z = state_;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
    z = (z ^ z >> 27) * 0x94d049bb133111eb;
    return static_cast<std::size_t>((z ^ z >> 31) % bound);
  }

 private:
  std::uint64_t state_ = 1;
};

using Edge = std::vector<std::size_t>;  // options that one formula mentions

std::vector<Edge> edges_of(const Model& model) {
  std::vector<Edge> edges;
  const auto add = [&](OptionSet mentioned) {
    Edge edge;
    mentioned.for_each([&](OptionId o) { edge.push_back(index(o)); });
    if (edge.size() > 1) edges.push_back(std::move(edge));
  };
  for (const DecisionMaker& dm : model.decision_makers) {
    if (const auto* statements = std::get_if<Statements>(&dm.preference))
      for (const Statement& s : statements->list) add(options_of(s.formula));
    if (const auto* ranking = std::get_if<Ranking>(&dm.preference))
      for (const auto& tier : ranking->tiers)
        for (const WrittenFormula& f : tier) add(options_of(f.formula));
    if (const auto* payoffs = std::get_if<Payoffs>(&dm.preference))
      for (const Payoffs::Weight& w : payoffs->weights) add(options_of(w.where.formula));
  }
  for (const Rule& rule : model.rules) add(options_of(rule.formula));
  for (std::size_t o = 0; o < model.options.size(); ++o)
    if (model.options[o].when) {
      OptionSet mentioned = options_of(*model.options[o].when);
      mentioned.insert(OptionId(o));
      add(mentioned);
    }
  return edges;
}

class Force {
 public:
  Force(std::size_t options, std::vector<Edge> edges) : edges_(std::move(edges)), order_(options) {
    std::iota(order_.begin(), order_.end(), std::size_t{0});
  }

  std::vector<std::size_t> run() {
    settle();
    std::vector<std::size_t> best = order_;
    std::size_t least = span();
    for (int k = 0; k < beginnings; ++k) {
      for (std::size_t left = order_.size(); left > 1; --left)
        std::swap(order_[left - 1], order_[dice_.below(left)]);
      settle();
      if (const std::size_t here = span(); here < least) {
        least = here;
        best = order_;
      }
    }
    return best;
  }

 private:
  // Pulls until it no longer gets better.
  void settle() {
    std::vector<std::size_t> best = order_;
    std::size_t least = span();
    for (int round = 0; round < most_rounds; ++round) {
      pull();
      const std::size_t here = span();
      if (here >= least) break;
      least = here;
      best = order_;
    }
    order_ = best;
  }

  void pull() {
    const std::vector<std::size_t> place = places();
    constexpr std::uint64_t unit = 1 << 20;
    std::vector<std::uint64_t> sum(order_.size(), 0);
    std::vector<std::uint64_t> pulls(order_.size(), 0);
    for (const Edge& edge : edges_) {
      std::uint64_t middle = 0;
      for (const std::size_t o : edge) middle += place[o];
      middle = middle * unit / edge.size();
      for (const std::size_t o : edge) {
        sum[o] += middle;
        ++pulls[o];
      }
    }
    std::vector<std::uint64_t> to(order_.size());
    for (std::size_t o = 0; o < to.size(); ++o)
      to[o] = pulls[o] == 0 ? place[o] * unit : sum[o] / pulls[o];
    std::stable_sort(order_.begin(), order_.end(),
                     [&](std::size_t a, std::size_t b) { return to[a] < to[b]; });
  }

  // How far apart the outermost options of each edge stand, summed up.
  std::size_t span() const {
    const std::vector<std::size_t> place = places();
    std::size_t total = 0;
    for (const Edge& edge : edges_) {
      std::size_t first = place.size();
      std::size_t last = 0;
      for (const std::size_t o : edge) {
        first = std::min(first, place[o]);
        last = std::max(last, place[o]);
      }
      total += last - first;
    }
    return total;
  }

  std::vector<std::size_t> places() const {
    std::vector<std::size_t> place(order_.size());
    for (std::size_t k = 0; k < order_.size(); ++k) place[order_[k]] = k;
    return place;
  }

  std::vector<Edge> edges_;
  std::vector<std::size_t> order_;
  Dice dice_;
};

}  // namespace

std::vector<OptionId> close_order(const Model& model) {
  std::vector<OptionId> result;
  for (const std::size_t o : Force(model.options.size(), edges_of(model)).run())
    result.push_back(OptionId(o));
  return result;
}

}  // namespace standoff::symbolic
