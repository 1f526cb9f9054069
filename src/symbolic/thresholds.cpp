// Rising thresholds: how far down the others can bring the focal decision maker, class by class.
//
// Values are walked from the lowest up. For a value c, `answered` holds all states from which the
// others' improving moves can bring f down to c or below; it only grows. A state s of rank c fails
// the condition when some move leads from it to where they cannot do that (and where the rank
// itself is above c, if the condition says so). Values that no undecided state has only add to what
// is to be reached next time.

#include "symbolic/thresholds.hpp"

#include <string>

#include "symbolic/improve.hpp"

namespace standoff::symbolic {

using diagram::Diagram;

namespace {

bool has_answers(const Term& t) {
  switch (t.kind()) {
    case Term::Kind::rank:
      return false;
    case Term::Kind::answered:
      return true;
    case Term::Kind::best:
    case Term::Kind::forced:
      return has_answers(t.left());
    case Term::Kind::least:
      return has_answers(t.left()) || has_answers(t.right());
  }
  return false;
}

class Run {
 public:
  Run(Layout& layout, const Thresholds& t)
      : layout_(layout),
        t_(t),
        answered_(layout, t.shape.focal),
        none_(layout.space.truth(false)),
        waiting_(none_),
        low_(none_),
        failing_(none_) {}

  Diagram run() {
    walk(0, t_.undecided, layout_.feasible, layout_.feasible, 0.0, 1.0);
    return failing_;
  }

 private:
  // All values with the same first bits: the undecided and all states that have them as their rank,
  // and the states that have them as f.
  void walk(std::size_t bit, const Diagram& undecided, const Diagram& ranked, const Diagram& valued,
            double from, double share) {
    if (undecided.never()) {
      waiting_ |= valued;
      if (t_.shape.ranked_too) low_ |= ranked;
      return;
    }
    if (bit == t_.depth) {
      decide(undecided, ranked, valued);
      if (t_.progress) t_.progress(from + share);
      return;
    }
    const Diagram& rank = layout_.ranks[index(t_.shape.ranked)][bit];
    const Diagram& value = t_.f[bit];
    walk(bit + 1, undecided & ~rank, ranked & ~rank, valued & ~value, from, share / 2);
    walk(bit + 1, undecided & rank, ranked & rank, valued & value, from + share / 2, share / 2);
  }

  void decide(const Diagram& undecided, const Diagram& ranked, const Diagram& valued) {
    answered_.add(waiting_ | valued);
    waiting_ = none_;
    Diagram out = answered_.others();
    if (t_.shape.ranked_too) {
      low_ |= ranked;
      out &= ~low_;
    }
    failing_ |= undecided & reaches(layout_, t_.shape.mover, out, undecided);
  }

  Layout& layout_;
  const Thresholds& t_;
  Answered answered_;
  Diagram none_;
  Diagram waiting_;  // to be reached, before the next decision
  Diagram low_;      // ranked no higher than now
  Diagram failing_;
};

}  // namespace

std::optional<AnsweredShape> answered_shape(const Condition& condition) {
  using Kind = Term::Kind;
  const Term& best = condition.left;
  const Term& rank = condition.right;
  if (best.kind() != Kind::best || rank.kind() != Kind::rank) return std::nullopt;
  const Term* inner = &best.left();
  bool ranked_too = false;
  if (inner->kind() == Kind::least) {
    const Term& a = inner->left();
    const Term& b = inner->right();
    if (a.text() == rank.text())
      inner = &b;
    else if (b.text() == rank.text())
      inner = &a;
    else
      return std::nullopt;
    ranked_too = true;
  }
  if (inner->kind() != Kind::answered || has_answers(inner->left())) return std::nullopt;
  return AnsweredShape{best.dm(), inner->dm(), rank.dm(), ranked_too, inner->left()};
}

Diagram fails(Layout& layout, const Thresholds& thresholds) {
  return Run(layout, thresholds).run();
}

}  // namespace standoff::symbolic
