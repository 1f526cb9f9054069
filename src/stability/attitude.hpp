// What somebody makes of two states, as the settings have it: whether it would leave one for the
// other, and whether ending in one holds it back from leaving the other.
//
// Where all is certain these are "preferred" and "not preferred". Where statements may count or not
// there are four attitudes, a to d (Li, Hipel, Kilgour and Fang 2004); where strength is asked for
// only a strongly worse end holds anybody back (Hamouda, Kilgour and Hipel 2004).
#pragma once

#include "standoff/solution_concept.hpp"

namespace standoff {

class Attitude {
 public:
  Attitude(const Graph& graph, const Settings& settings) : graph_(graph), settings_(settings) {}

  /// Whether `i` would leave `s` for `t`.
  bool leaves(DmId i, StateId s, StateId t) const {
    if (certain(i)) return graph_.prefers(i, t, s);
    const Relation seen = graph_.compare(i, t, s);
    return seen == Relation::more || (seen == Relation::unknown && bold());
  }

  /// Whether a credible answer of `j` may lead from `s` to `t`: it prefers that, or may prefer it.
  bool answers(DmId j, StateId s, StateId t) const {
    if (certain(j)) return graph_.prefers(j, t, s);
    const Relation seen = graph_.compare(j, t, s);
    return seen == Relation::more || seen == Relation::unknown;
  }

  /// Whether ending in `u` holds `i` back from leaving `s`.
  bool deters(DmId i, StateId s, StateId u) const {
    if (u == s && !settings_.origin_is_sanction) return false;
    return bad(i, s, u);
  }

  /// The same, without regard to what the settings say of the origin: `u` is bad against `s`.
  bool bad(DmId i, StateId s, StateId u) const {
    if (settings_.strength == Strength::strong) return graph_.strongly_prefers(i, s, u);
    const bool strict = settings_.sanction == Sanction::worse;
    if (certain(i)) return strict ? graph_.prefers(i, s, u) : !graph_.prefers(i, u, s);
    switch (graph_.compare(i, u, s)) {
      case Relation::less:
        return true;
      case Relation::alike:
        return !strict;
      case Relation::more:
        return false;
      case Relation::unknown:
        return settings_.unknown == Unknown::c || settings_.unknown == Unknown::d;
    }
    return false;
  }

 private:
  bool certain(DmId i) const { return settings_.unknown == Unknown::counts || !graph_.doubtful(i); }
  bool bold() const { return settings_.unknown == Unknown::a || settings_.unknown == Unknown::c; }

  const Graph& graph_;
  Settings settings_;
};

}  // namespace standoff
