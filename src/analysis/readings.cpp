// Reading lists in every way, all at once.

#include "analysis/readings.hpp"

#include <algorithm>
#include <numeric>
#include <unordered_map>

namespace standoff {
namespace {

constexpr std::uint32_t whole = 1'000'000;

// What is new, gets the next number.
template <typename Key, typename Hash>
class Numbers {
 public:
  std::uint32_t operator()(const Key& key) {
    return known_.try_emplace(key, static_cast<std::uint32_t>(known_.size())).first->second;
  }
  std::size_t size() const { return known_.size(); }

 private:
  std::unordered_map<Key, std::uint32_t, Hash> known_;
};

Readings::Weight weight_of(const Statement& statement, Admitted admitted) {
  if (admitted == Admitted::orders || !statement.doubtful()) return {};
  const std::uint32_t in = std::min(statement.confidence.value_or(whole / 2), whole);
  const std::uint32_t common = std::gcd(in, whole);
  return {in / common, (whole - in) / common};
}

}  // namespace

Readings::Readings(const Graph& graph, DmId dm, Admitted admitted, std::optional<Settled> settled)
    : graph_(&graph), dm_(dm), class_of_(graph.states(), 0) {
  const auto* statements = std::get_if<Statements>(&graph.model()->dm(dm).preference);
  if (statements == nullptr) {
    signatures_.emplace_back();
    return;
  }
  const std::vector<Statement>& list = statements->list;
  std::vector<Bits> of_state(graph.states(), no_bits(list.size()));
  for (std::uint32_t k = 0; k < list.size(); ++k) {
    weights_.push_back(weight_of(list[k], admitted));
    if (settled && settled->statement == k)
      weights_.back() = settled->counts ? Weight{1, 0} : Weight{0, 1};
    const bool same_block =
        k > 0 && (admitted == Admitted::orders ||
                  (list[k].any_order && list[k].any_order == list[k - 1].any_order));
    if (!same_block) blocks_.emplace_back();
    blocks_.back().push_back(k);
    graph.where(list[k].formula).for_each([&](StateId s) { set_bit(of_state[index(s)], k); });
  }
  Numbers<Bits, BitsHash> number;
  for (std::size_t s = 0; s < of_state.size(); ++s) {
    class_of_[s] = number(of_state[s]);
    if (class_of_[s] == signatures_.size()) signatures_.push_back(std::move(of_state[s]));
  }
}

Reading Readings::written() const {
  Reading reading;
  for (std::uint32_t k = 0; k < weights_.size(); ++k) reading.push_back({k, false});
  return reading;
}

Reading Readings::draw(std::mt19937_64& dice) const {
  // Not std::uniform_int_distribution and std::shuffle: the same seed shall give the same sample
  // with every standard library.
  const auto below = [&](std::uint64_t n) {
    const std::uint64_t fair = ~std::uint64_t{0} - ~std::uint64_t{0} % n;
    std::uint64_t value = dice();
    while (value >= fair) value = dice();
    return value % n;
  };
  Reading reading;
  for (const Block& block : blocks_) {
    const std::size_t start = reading.size();
    for (const std::uint32_t k : block) {
      const Weight& w = weights_[k];
      if (w.out == 0 || below(std::uint64_t{w.in} + w.out) < w.in) reading.push_back({k, false});
    }
    for (std::size_t n = reading.size(); n > start + 1; --n)
      std::swap(reading[n - 1], reading[start + below(n - start)]);
  }
  return reading;
}

Natural Readings::count() const {
  Natural readings = 1;
  for (const Block& block : blocks_)
    // Which of the block count, and those in any order: the sum over subsets of their orders.
    // counted[n]: in how many ways n of them count.
    if (!block.empty()) {
      std::vector<Natural> counted{1};
      for (const std::uint32_t k : block) {
        const Weight& w = weights_[k];
        std::vector<Natural> next(counted.size() + 1, 0);
        for (std::size_t n = 0; n < counted.size(); ++n) {
          if (w.in > 0) next[n + 1] += counted[n];
          if (w.out > 0) next[n] += counted[n];
        }
        counted = std::move(next);
      }
      Natural sum = 0;
      Natural orders = 1;
      for (std::size_t n = 0; n < counted.size(); ++n) {
        if (n > 0) orders *= static_cast<unsigned long>(n);
        sum += counted[n] * orders;
      }
      readings *= sum;
    }
  return readings;
}

Lens::Lens(const Readings& readings, const std::vector<Comparison>& comparisons) {
  const Graph& graph = readings.graph();
  kind_.reserve(comparisons.size());
  if (readings.statements() == 0) {
    // Kind 0: no better; kind 1: better. Without statements the ranks stand in the graph.
    kinds_ = 2;
    fixed_ = {2};
    for (const Comparison& c : comparisons)
      kind_.push_back(graph.prefers(readings.dm(), c.a, c.b) ? 1 : 0);
    return;
  }
  std::unordered_map<std::uint64_t, std::uint32_t> kind_of_classes;
  Numbers<Bits, BitsHash> number;
  std::vector<std::pair<StateId, StateId>> examples;  // by kind
  for (const Comparison& c : comparisons) {
    const std::uint64_t classes =
        std::uint64_t{readings.truth_class(c.a)} << 32 | readings.truth_class(c.b);
    const auto [entry, fresh] = kind_of_classes.try_emplace(classes, 0);
    if (fresh) {
      const Bits& a = readings.signature(c.a);
      const Bits& b = readings.signature(c.b);
      Bits says;
      for (std::size_t w = 0; w < a.size(); ++w) {
        says.push_back(a[w] & ~b[w]);
        says.push_back(b[w] & ~a[w]);
      }
      entry->second = number(says);
      if (entry->second == examples.size()) examples.emplace_back(c.a, c.b);
    }
    kind_.push_back(entry->second);
  }
  kinds_ = examples.size();
  better_.assign(readings.statements(), no_bits(kinds_));
  differs_ = better_;
  for (std::size_t kind = 0; kind < kinds_; ++kind) {
    const Bits& a = readings.signature(examples[kind].first);
    const Bits& b = readings.signature(examples[kind].second);
    for (std::size_t k = 0; k < readings.statements(); ++k) {
      if (bit(a, k) == bit(b, k)) continue;
      set_bit(differs_[k], kind);
      if (bit(a, k)) set_bit(better_[k], kind);
    }
  }
}

Bits Lens::see(const Reading& reading) const {
  if (!fixed_.empty()) return fixed_;
  Bits better = no_bits(kinds_);
  for (std::size_t w = 0; w < better.size(); ++w) {
    std::uint64_t decided = 0;
    for (const Said& said : reading) {
      const std::uint64_t differs = differs_[said.statement][w];
      const std::uint64_t yes =
          said.negated ? differs & ~better_[said.statement][w] : better_[said.statement][w];
      better[w] |= yes & ~decided;
      decided |= differs;
    }
  }
  return better;
}

std::optional<Lens::Classes> Lens::classes(const Readings& readings, std::size_t most,
                                           const std::stop_token& stop) const {
  if (!fixed_.empty()) return Classes{{{fixed_, 1}}, 1};
  const std::size_t words = no_bits(kinds_).size();
  // A beginning: statements of the block used up (one word), kinds decided, kinds better.
  using Layer = std::unordered_map<Bits, Natural, BitsHash>;
  Layer layer{{Bits(1 + 2 * words, 0), 1}};
  Natural total = 1;
  for (std::size_t at = 0; at < readings.blocks().size(); ++at) {
    Bits later(words, 0);
    for (std::size_t b = at + 1; b < readings.blocks().size(); ++b)
      for (const std::uint32_t k : readings.blocks()[b])
        for (std::size_t n = 0; n < words; ++n) later[n] |= better_[k][n];
    // Statements that decide nothing here change nothing, wherever they stand.
    Readings::Block block;
    for (const std::uint32_t k : readings.blocks()[at])
      if (std::any_of(differs_[k].begin(), differs_[k].end(), [](auto w) { return w != 0; }))
        block.push_back(k);
    if (block.size() > 63) return std::nullopt;
    for (std::size_t place = 0; place < block.size(); ++place) {
      Layer next;
      std::size_t looked_at = 0;
      for (const auto& [begun, weight] : layer) {
        if ((++looked_at & 0xFF) == 0 && stop.stop_requested()) return std::nullopt;
        for (std::size_t k = 0; k < block.size(); ++k) {
          if ((begun[0] >> k & 1) != 0) continue;
          const Readings::Weight& w = readings.weight(block[k]);
          // What nothing that is to come could make better is as good as decided.
          Bits hope = later;
          for (std::size_t j = 0; j < block.size(); ++j)
            if (j != k && (begun[0] >> j & 1) == 0)
              for (std::size_t n = 0; n < words; ++n) hope[n] |= better_[block[j]][n];
          Bits on = begun;
          on[0] |= std::uint64_t{1} << k;
          if (w.out > 0) {
            Bits without = on;
            for (std::size_t n = 0; n < words; ++n) without[1 + n] |= ~hope[n];
            next[std::move(without)] += weight * w.out;
          }
          if (w.in == 0) continue;
          for (std::size_t n = 0; n < words; ++n) {
            std::uint64_t& decided = on[1 + n];
            on[1 + words + n] |= better_[block[k]][n] & ~decided;
            decided |= differs_[block[k]][n] | ~hope[n];
          }
          next[std::move(on)] += weight * w.in;
        }
        if (next.size() > most) return std::nullopt;
      }
      layer = std::move(next);
    }
    Layer done;
    for (auto& [begun, weight] : layer) {
      Bits key = begun;
      key[0] = 0;
      done[std::move(key)] += weight;
    }
    layer = std::move(done);
    for (std::size_t n = 0; n < block.size(); ++n) {
      const Readings::Weight& w = readings.weight(block[n]);
      total *= static_cast<unsigned long>(n + 1);
      total *= static_cast<unsigned long>(std::uint64_t{w.in} + w.out);
    }
  }
  std::unordered_map<Bits, Natural, BitsHash> by_look;
  for (const auto& [begun, weight] : layer)
    by_look[Bits(begun.begin() + static_cast<std::ptrdiff_t>(1 + words), begun.end())] += weight;
  Classes result{{}, total};
  for (auto& [better, weight] : by_look) result.list.push_back({better, weight});
  std::sort(result.list.begin(), result.list.end(),
            [](const Class& a, const Class& b) { return a.better < b.better; });
  return result;
}

}  // namespace standoff
