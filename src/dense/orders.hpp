// In which order another decision maker would have its own options, given everything else.
//
// A slice is all settings of one decision maker's options while all else stands still. The order of
// preference within a slice depends only on what the statements still say there: many families of
// residuals say the same once constants and repetitions are left out, and few orders ever occur.
// Slices of one order, and of one way to reach one setting from another, are of one kind; they are
// handled side by side, in the lanes of a vector.
#pragma once

#include <map>
#include <unordered_map>
#include <vector>

#include "dense/view.hpp"
#include "stability/carrier.hpp"

namespace standoff::dense {

class Orders {
  /// What a family says of a slice, as far as it orders anything there: a setting is worth the
  /// weights of the functions that hold (their sum or the greatest).
  struct Said {
    std::vector<diagram::Id> functions;
    std::vector<std::uint64_t> weights;
    std::uint64_t top = 0;   ///< no setting is worth more
    std::uint32_t open = 0;  ///< the guards that hold
    bool operator==(const Said&) const = default;
  };
  struct Hash {
    std::size_t operator()(const Said& said) const;
  };

 public:
  using Kind = std::uint32_t;

  /// With `preferences` false, slices are told apart only by which guards hold in them. Kinds are
  /// worked out beforehand as long as they fit `most_bytes`; the others when they are needed.
  /// `lanes`: slices that go side by side.
  Orders(const View& view, const Other& other, const Scale& scale, bool preferences,
         std::size_t lanes, std::size_t most_bytes, std::stop_token stop,
         const Progress& progress = {});

  /// Slices of a page by what the others have, in the order of the decision makers: each one's
  /// family.
  const std::vector<Residuals::Family>& families(std::size_t layer, std::size_t setting) const {
    return reading_.ends(layer, setting);
  }

  /// Slices of equal kind have equal orders.
  Kind kind(Residuals::Family f) const { return kind_of_[f]; }
  Kind kinds() const { return kind_count_; }

  /// Room for an order made when needed.
  struct Workspace {
    std::vector<std::uint32_t> settings;
    std::vector<Run> runs;
    Said said;
    std::vector<const std::uint64_t*> planes;
    std::vector<std::uint64_t> values;
  };
  /// The order of a slice of family f, good until the workspace is used again.
  Descent descent(Residuals::Family f, Workspace& workspace) const;
  /// What can be reached in a slice of family f.
  Grouped groups(Residuals::Family f) const { return groups_.with(reach_.at(open(f))); }

  std::size_t bytes() const { return settings_.size() * 4 + runs_.size() * sizeof(Run); }

 private:
  std::uint32_t open(Residuals::Family f) const;
  void say(Residuals::Family f, Said& said) const;
  void order(Workspace& workspace) const;
  Kind find(Workspace& workspace, std::size_t most_bytes,
            std::unordered_multimap<std::uint64_t, Kind>& known);
  Descent descent_of(const std::uint32_t* settings, const Run* runs, std::size_t run_count,
                     std::uint32_t open) const;

  const Mover& mover_;
  Reading reading_;
  std::size_t guards_;  // of the functions, the last ones
  std::vector<std::uint64_t> weights_;
  std::uint64_t start_;
  std::uint64_t top_;
  bool greatest_;
  bool by_importance_;  // each weight is more than all later ones together
  Groups groups_;
  std::vector<std::uint32_t> class_of_;    // by setting
  std::vector<std::uint64_t> everywhere_;  // a table that always holds
  std::map<std::uint32_t, Reach> reach_;   // by open guards
  Tables tables_;
  std::vector<Kind> kind_of_;  // by family
  Kind kind_count_ = 0;
  struct Kept {
    std::size_t settings, runs, run_count;
    std::uint32_t open;
  };
  std::vector<Kept> kept_;  // by kind
  std::vector<std::uint32_t> settings_;
  std::vector<Run> runs_;
};

}  // namespace standoff::dense
