// The dense carrier, put together.

#include "dense/carrier.hpp"

#include <algorithm>
#include <stdexcept>

#include "dense/focal.hpp"
#include "model/cube.hpp"

namespace standoff {
namespace {

constexpr double most_pairs = 1 << 24;

// What is worked out beforehand for later use; less where little memory is allowed.
std::uint64_t cache_of(std::uint64_t most_bytes) {
  constexpr std::uint64_t usual = std::uint64_t{768} << 20;
  return most_bytes == 0 ? usual : std::min(usual, most_bytes / 4);
}

}  // namespace

struct DenseCarrier::Parts {
  Parts(const Model& model, unsigned threads, std::uint64_t bytes, std::stop_token stop)
      : cube(model),
        most_bytes(bytes),
        common{cube, rules, scales, std::max(1U, threads), cache_of(bytes), std::move(stop)} {
    std::vector<Formula> all;
    for (const Rule& rule : model.rules) all.push_back(rule.formula);
    rules = all.empty() ? Formula::constant(true)
                        : Formula::of(Formula::Kind::conjunction, std::move(all));
    for (const DecisionMaker& dm : model.decision_makers)
      scales.push_back(dense::scale_of(dm.preference));
  }

  dense::Cube cube;
  Formula rules;
  std::vector<dense::Scale> scales;
  std::uint64_t most_bytes;
  dense::Common common;
};

std::string DenseCarrier::refusal(const Model& model) {
  if (std::string why = not_a_cube(model); !why.empty()) return why;
  const std::size_t owned =
      static_cast<std::size_t>(std::count_if(model.options.begin(), model.options.end(),
                                             [](const Option& o) { return o.owner.has_value(); }));
  if (model.options.size() > 36) return "more than 36 options make too many combinations";
  if (model.options.size() - owned > 16) return "more than 16 options belong to nobody";
  for (const DecisionMaker& dm : model.decision_makers) {
    if (dm.options.size() > 26) return dm.id + " owns more than 26 options";
    // What leads where is written out for each way the guards can stand: for an option that waits
    // for others 4 pairs in 2 ways, for another one that is one-way 3 pairs.
    double pairs = 1;
    for (const OptionId o : dm.options)
      pairs *= model.option(o).when ? 8 : model.option(o).direction != Direction::both ? 3 : 1;
    if (pairs > most_pairs)
      return "too many options of " + dm.id + " are one-way or wait for others";
    try {
      (void)dense::scale_of(dm.preference);
    } catch (const std::length_error& error) {
      return error.what();
    }
  }
  return {};
}

DenseCarrier::DenseCarrier(const Model& model, unsigned threads, std::uint64_t most_bytes,
                           std::stop_token stop)
    : parts_(std::make_unique<Parts>(model, threads, most_bytes, std::move(stop))) {}
DenseCarrier::~DenseCarrier() = default;

std::uint64_t DenseCarrier::bytes_for(const std::vector<std::vector<Condition>>& by_dm) const {
  std::uint64_t bytes = 0;
  std::size_t concepts = 0;
  for (std::size_t i = 0; i < by_dm.size(); ++i) {
    // Where all conditions at once are too much, they are taken one at a time.
    std::uint64_t most = 0;
    for (const Condition& condition : by_dm[i])
      most = std::max(most, dense::bytes_for(parts_->common, DmId(i), std::span(&condition, 1)));
    bytes = std::max(bytes, most);
    concepts = std::max(concepts, by_dm[i].size());
  }
  const std::uint64_t bitmap =
      (std::uint64_t{1} << parts_->cube.layer_bits) / 8 * parts_->cube.layers();
  return bytes + bitmap * 2 * concepts;
}

std::uint64_t DenseCarrier::cache_bytes() const {
  // Every run and every order could be one of its own.
  const std::uint64_t whole = (std::uint64_t{1} << parts_->cube.layer_bits) * parts_->cube.layers();
  return std::min(parts_->common.cache_bytes, 32 * whole);
}

std::unique_ptr<Region> DenseCarrier::feasible() {
  try {
    return dense::feasible_bitmap(parts_->common);
  } catch (const diagram::Stopped&) {
  } catch (const diagram::OutOfMemory&) {
  }
  return nullptr;
}

std::vector<std::unique_ptr<Region>> DenseCarrier::where(DmId i,
                                                         std::span<const Condition> conditions,
                                                         const Progress& progress) {
  std::vector<std::unique_ptr<Region>> out(conditions.size());
  const std::uint64_t together = dense::bytes_for(parts_->common, i, conditions);
  const bool at_once = parts_->most_bytes == 0 || together <= parts_->most_bytes / 2;
  const std::size_t step = at_once ? std::max<std::size_t>(1, conditions.size()) : 1;
  try {
    for (std::size_t c = 0; c < conditions.size(); c += step) {
      const std::span<const Condition> some =
          conditions.subspan(c, std::min(step, conditions.size() - c));
      const Progress part = [&](double share) {
        if (progress)
          progress((static_cast<double>(c) + share * static_cast<double>(some.size())) /
                   static_cast<double>(conditions.size()));
      };
      auto found = dense::evaluate(parts_->common, i, some, part);
      for (std::size_t k = 0; k < found.size(); ++k) out[c + k] = std::move(found[k]);
    }
  } catch (const diagram::Stopped&) {
    // What was not reached stays unknown.
  } catch (const diagram::OutOfMemory&) {
    // The same where the statements or rules cannot be read as diagrams.
  }
  return out;
}

}  // namespace standoff
