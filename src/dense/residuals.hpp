// What is left of a family of functions once some options are settled.
//
// The options are read in one fixed order. After some of them each function has become another one,
// of the options still to come: its residual. Few families of residuals ever occur together, far
// fewer than settings that lead to them; what the dense carrier computes once for each such family
// (a run of ranks, an order of preference) it need not compute for each setting.
//
// A family is a node of a diagram whose leaves are families of constants; it is built as far as it
// is read.
#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <vector>

#include "diagram/diagram.hpp"

namespace standoff::dense {

class Residuals {
 public:
  using Family = std::uint32_t;

  /// Functions of a space whose order is the order of reading. They must be kept alive meanwhile.
  Residuals(const diagram::Space& space, std::vector<diagram::Id> functions);

  Family root() const { return 0; }
  std::size_t families() const { return first_.size(); }
  /// The residuals, in the order of the functions.
  std::span<const diagram::Id> functions(Family f) const {
    return std::span(parts_).subspan(f * width_, width_);
  }

  /// The families after reading `bits` options from place `from` on, one for each setting of them,
  /// the first option its highest bit. `f` must not depend on options before `from`.
  std::vector<Family> after(Family f, std::uint32_t from, std::uint32_t bits);

 private:
  struct Children {
    Family no, yes;
  };
  Family intern();
  void widen();
  Children children(Family f);
  void fill(Family f, std::uint32_t at, std::uint32_t bits, Family* out);

  const diagram::Space& space_;
  std::size_t width_;
  std::vector<diagram::Id> parts_;    // by family, then by function
  std::vector<std::uint32_t> first_;  // by family: the place of the first option that matters
  std::vector<Children> children_;    // by family; unknown until asked for
  std::vector<Family> known_;         // a table open to search, by hash of the parts
  std::vector<diagram::Id> asked_;    // the parts that intern() looks for
};

/// The values of a function for all settings of the `bits` options from place `from` on, one bit
/// each, 64 to a word (at least one word, and one more of zeros). The function must depend on no
/// others.
std::vector<std::uint64_t> truth_table(const diagram::Space& space, diagram::Id function,
                                       std::uint32_t from, std::uint32_t bits);

/// Truth tables by residual, found without a search.
class Tables {
 public:
  /// Makes the table where there is none yet.
  template <typename Make>
  void need(diagram::Id residual, Make make) {
    if (residual >= at_.size()) at_.resize(residual + 1, nullptr);
    if (at_[residual] == nullptr) at_[residual] = tables_.emplace_back(make()).data();
  }
  /// The table of a residual that was needed.
  const std::uint64_t* operator[](diagram::Id residual) const { return at_[residual]; }

 private:
  std::deque<std::vector<std::uint64_t>> tables_;
  std::vector<const std::uint64_t*> at_;
};

}  // namespace standoff::dense
