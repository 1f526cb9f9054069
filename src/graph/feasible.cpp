// Enumerates the feasible combinations of options in the contract's order.
//
// Depth first over the options, N before Y, cutting a branch as soon as some rule is known to fail.
// A rule is looked at again only where an option it mentions was just decided.

#include "standoff/graph.hpp"

namespace standoff {
namespace {

class Enumeration {
 public:
  Enumeration(const Model& model, const LayOutLimits& limits, std::stop_token stop)
      : model_(model), limits_(limits), stop_(std::move(stop)), rules_of_(model.options.size()) {
    for (const Rule& rule : model.rules) {
      const RuleAt rule_here{&rule.formula, size_of(rule.formula)};
      options_of(rule.formula).for_each([&](OptionId o) {
        rules_of_[index(o)].push_back(rule_here);
      });
    }
  }

  Feasible run() {
    for (const Rule& rule : model_.rules)
      if (known(rule.formula, {}, {}) == Truth::no) return std::move(found_);
    decide(0);
    return std::move(found_);
  }

 private:
  void decide(std::size_t next) {
    if (next == model_.options.size()) {
      if (found_.rows.size() == limits_.max_states)
        found_.end = LayOutEnd::too_many_states;
      else
        found_.rows.push_back(taken_);
      return;
    }
    const auto o = OptionId(next);
    decided_.insert(o);
    for (const bool take : {false, true}) {
      taken_.set(o, take);
      if (possible(next)) decide(next + 1);
      if (found_.end != LayOutEnd::done) break;
    }
    taken_.erase(o);
    decided_.erase(o);
  }

  bool possible(std::size_t just_decided) {
    ++steps_;
    if ((++branches_ & 0xFFF) == 0 && stop_.stop_requested()) found_.end = LayOutEnd::cancelled;
    for (const RuleAt& rule : rules_of_[just_decided]) {
      steps_ += rule.size;
      if (steps_ > limits_.max_steps) found_.end = LayOutEnd::too_many_steps;
      if (found_.end != LayOutEnd::done) return false;
      if (known(*rule.formula, taken_, decided_) == Truth::no) return false;
    }
    return found_.end == LayOutEnd::done;
  }

  struct RuleAt {
    const Formula* formula;
    std::size_t size;
  };

  const Model& model_;
  const LayOutLimits& limits_;
  std::stop_token stop_;
  std::vector<std::vector<RuleAt>> rules_of_;
  OptionSet taken_;
  OptionSet decided_;
  std::size_t steps_ = 0;
  std::size_t branches_ = 0;
  Feasible found_;
};

}  // namespace

Feasible enumerate_feasible(const Model& model, const LayOutLimits& limits, std::stop_token stop) {
  return Enumeration(model, limits, std::move(stop)).run();
}

}  // namespace standoff
