// The ways in which one decision maker's list of statements may be read, and what a question can
// see of them.
//
// A reading is the statements that count, in one order. There may be 2^40 of them, or 10!; but a
// question only ever asks whether this state is better than that one, for some pairs of states.
// Readings that agree on all of its pairs are one to it: a lens counts them by that.
#pragma once

#include <optional>
#include <random>
#include <span>
#include <stop_token>
#include <vector>

#include "analysis/exact.hpp"
#include "standoff/graph.hpp"

namespace standoff {

using Bits = std::vector<std::uint64_t>;

struct BitsHash {
  std::size_t operator()(const Bits& bits) const {
    std::uint64_t h = 0x9e3779b97f4a7c15;
    for (const std::uint64_t w : bits) {
      h = (h ^ w) * 0xff51afd7ed558ccd;
      h ^= h >> 32;
    }
    return h;
  }
};

inline bool bit(const Bits& bits, std::size_t k) { return (bits[k / 64] >> (k % 64) & 1) != 0; }
inline void set_bit(Bits& bits, std::size_t k) { bits[k / 64] |= std::uint64_t{1} << (k % 64); }
inline Bits no_bits(std::size_t n) { return Bits((n + 63) / 64, 0); }

/// Is `a` better than `b`?
struct Comparison {
  StateId a{}, b{};
};

/// A statement as it counts in one reading.
struct Said {
  std::uint32_t statement = 0;
  bool negated = false;
};
/// One reading: most important first.
using Reading = std::vector<Said>;

/// Which readings there are.
enum class Admitted : std::uint8_t {
  written,  ///< those that the statements' confidence and unknown orders allow
  orders,   ///< all statements count, in any order
};

/// Whether one statement of one decision maker counts, said from outside.
struct Settled {
  std::uint32_t statement = 0;
  bool counts = true;
};

/// Everything that one decision maker's preference may mean. Whoever has a ranking, payoffs or
/// nothing has a single reading.
class Readings {
 public:
  Readings(const Graph& graph, DmId dm, Admitted admitted, std::optional<Settled> settled = {});

  /// In how many parts of its denominator a statement counts, and in how many not.
  struct Weight {
    std::uint32_t in = 1, out = 0;
  };
  /// A statement by itself, or several next to each other in no known order.
  using Block = std::vector<std::uint32_t>;

  std::size_t statements() const { return weights_.size(); }
  const Weight& weight(std::uint32_t statement) const { return weights_[statement]; }
  const std::vector<Block>& blocks() const { return blocks_; }
  const Graph& graph() const { return *graph_; }
  DmId dm() const { return dm_; }

  /// As the author wrote it: every statement, in the order of the file.
  Reading written() const;
  /// One reading by its weight.
  Reading draw(std::mt19937_64& dice) const;
  /// How many readings there are that weigh anything: 2 for each doubtful statement, k! for each
  /// order of k.
  Natural count() const;

  /// signature(s): bit k is set where statement k holds in s.
  const Bits& signature(StateId s) const { return signatures_[class_of_[index(s)]]; }
  /// States where the same statements hold have the same number.
  std::uint32_t truth_class(StateId s) const { return class_of_[index(s)]; }

 private:
  const Graph* graph_;
  DmId dm_;
  std::vector<Weight> weights_;          // by statement
  std::vector<Block> blocks_;            // most important first
  std::vector<Bits> signatures_;         // by truth class
  std::vector<std::uint32_t> class_of_;  // by state
};

/// One decision maker's readings as far as some comparisons tell them apart. Comparisons about
/// which each statement says the same share one bit, their kind.
class Lens {
 public:
  Lens() = default;
  Lens(const Readings& readings, const std::vector<Comparison>& comparisons);

  std::size_t kinds() const { return kinds_; }
  std::uint32_t kind(std::size_t comparison) const { return kind_[comparison]; }

  /// By kind, whether it is better; in one reading.
  Bits see(const Reading& reading) const;

  struct Class {
    Bits better;     ///< by kind
    Natural weight;  ///< of its readings, out of `total`
  };
  struct Classes {
    std::vector<Class> list;  ///< sorted by `better`
    Natural total;
  };
  /// All readings, counted by what they look like. Nothing when stopped, or when more than `most`
  /// would have to be told apart on the way.
  ///
  /// Position by position, most important first: what matters of a beginning is which statements
  /// of the block are used up, which kinds are decided and how. Beginnings that are equal in that
  /// go on alike, so they are counted together.
  std::optional<Classes> classes(const Readings& readings, std::size_t most,
                                 const std::stop_token& stop) const;

 private:
  std::size_t kinds_ = 0;
  std::vector<std::uint32_t> kind_;  // by comparison
  std::vector<Bits> better_;         // by statement: the kinds it decides for
  std::vector<Bits> differs_;        // by statement: the kinds it decides
  Bits fixed_;                       // of a preference that is no list of statements
};

}  // namespace standoff
