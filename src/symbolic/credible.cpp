// What credible answers leave of a decision maker's gains, compared with its rank bit by bit.
//
// The condition fails at s when the most that i can count on, M(s) = best(i, answered(i, f))(s), is
// above its rank r(s). answered(i, f) is never computed as a number. Instead both are compared from
// the highest bit on, and only the states where they are equal so far go on. Let `prefix` be the
// bits so far and
//
//   between     the states whose answered value begins with the prefix,
//   above       those where it is higher,
//   undecided   the states where r(s) begins with it, and M(s) too or else M(s) is lower.
//
// The others can bring i down to the lower half of what begins with the prefix from `low`: all
// states of `between` from which their improvements lead to some with f in that half. Now some move
// of i leads from an undecided s outside all that, to the upper half or above, or none does. If s
// is ranked in the lower half, it fails in the first case and is undecided in the second; if it is
// ranked in the upper half, it is undecided in the first and holds in the second. What is still
// undecided when the bits run out is equal, and holds.
//
// The sets get smaller at every step; rising class by class instead takes twice as many
// searches for improvements.

#include "symbolic/credible.hpp"

#include "symbolic/moves.hpp"

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
    case Term::Kind::most:
      return has_answers(t.left()) || has_answers(t.right());
  }
  return false;
}

class Comparison {
 public:
  Comparison(Layout& layout, const Credible& condition, const Bits& f, const Progress& progress)
      : layout_(layout),
        i_(condition.i),
        // Where f is the rank itself, so is what a move gains: nothing else can make it fail.
        improving_(condition.improving || condition.f.text() == rank(i_).text()),
        f_(f),
        progress_(progress),
        failing_(layout.space.truth(false)) {}

  Diagram run() {
    const Diagram all = layout_.feasible;
    compare(0, all, all, all, layout_.space.truth(false), 0, 1);
    return all & ~failing_;
  }

 private:
  // `valued`: the states where f begins with the prefix. `from`, `share`: for the progress.
  void compare(std::size_t bit, const Diagram& undecided, const Diagram& valued,
               const Diagram& between, const Diagram& above, double from, double share) {
    if (undecided.never() || bit == f_.size()) {
      if (progress_) progress_(from + share);
      return;
    }
    layout_.keep_small();
    const Diagram& ranked_up = layout_.ranks[index(i_)][bit];
    const Diagram& valued_up = f_[bit];
    const Diagram low = answered_into(layout_, i_, valued & ~valued_up, between);
    const Diagram high = between & ~low;
    const Diagram out = above | high;
    const Diagram leaving = leads_into(out, undecided);
    failing_ |= leaving & ~ranked_up;
    compare(bit + 1, undecided & ~ranked_up & ~leaving, valued & ~valued_up, low, out, from,
            share / 2);
    compare(bit + 1, leaving & ranked_up, valued & valued_up, high, above, from + share / 2,
            share / 2);
  }

  Diagram leads_into(const Diagram& targets, const Diagram& sources) {
    return improving_ ? can_improve_into(layout_, i_, targets, sources)
                      : can_move_into(layout_, i_, targets, sources);
  }

  Layout& layout_;
  DmId i_;
  bool improving_;
  const Bits& f_;
  const Progress& progress_;
  Diagram failing_;
};

}  // namespace

std::optional<Credible> credible_shape(const Condition& condition) {
  using Kind = Term::Kind;
  if (condition.left.kind() != Kind::best || condition.right.kind() != Kind::rank)
    return std::nullopt;
  const std::string own = condition.right.text();
  const Term* inner = &condition.left.left();
  const bool improving = inner->kind() == Kind::least;
  if (improving) {
    if (inner->left().text() != own && inner->right().text() != own) return std::nullopt;
    inner = inner->left().text() == own ? &inner->right() : &inner->left();
  }
  const DmId i = condition.right.dm();
  if (condition.left.dm() != i || inner->kind() != Kind::answered || inner->dm() != i ||
      has_answers(inner->left()))
    return std::nullopt;
  return Credible{i, improving, inner->left()};
}

Diagram where(Layout& layout, const Credible& condition, const Bits& f, const Progress& progress) {
  return Comparison(layout, condition, f, progress).run();
}

}  // namespace standoff::symbolic
