// Improvements without a second copy of the options.
//
// A source s prefers some target in its slice exactly when its rank is below the highest rank of a
// target there. That highest rank depends only on what the mover cannot change, and is found by
// narrowing the targets down, statement by statement. Statements that do not speak of the mover's
// options are alike for source and target. Only tied options need a copy, because there the targets
// depend on the source.

#include "symbolic/improve.hpp"

namespace standoff::symbolic {

using diagram::Diagram;

Diagram can_improve_into(Layout& layout, DmId dm, const Diagram& targets, Diagram sources) {
  const Mover& mover = layout.movers[index(dm)];
  Diagram result = layout.space.truth(false);
  if (targets.never()) return result;
  Diagram goals = targets;
  if (!mover.tied.empty()) goals = rename(goals, mover.after) & mover.step;
  for (const RankBit& bit : mover.preferring) {
    const Diagram some = and_exists(goals, bit.after, mover.free_and_copies);
    const Diagram better = sources & some & ~bit.before;
    result |= better;
    // Those that go on are as good as the best goals so far.
    sources &= ~(bit.before ^ some);
    if (sources.never()) break;
    goals &= bit.after | ~some;
  }
  return result;
}

Answered::Answered(Layout& layout, DmId focal)
    : layout_(layout),
      focal_(focal),
      reached_(layout.space.truth(false)),
      others_(layout.feasible) {}

void Answered::add(const Diagram& states) {
  const Diagram seeds = states & others_;
  if (seeds.never()) return;
  reached_ |= seeds;
  others_ &= ~seeds;
  // What each one has not yet been asked about. Moves of one decision maker are transitive, so
  // nobody is asked about what its own moves have brought.
  std::vector<Diagram> fresh(layout_.movers.size(), seeds);
  std::size_t idle = 0;
  for (std::size_t j = 0; idle < fresh.size(); j = (j + 1) % fresh.size()) {
    ++idle;
    if (DmId(j) == focal_ || fresh[j].never()) continue;
    const Diagram targets = std::exchange(fresh[j], layout_.space.truth(false));
    const Diagram found = can_improve_into(layout_, DmId(j), targets, others_);
    if (found.never()) continue;
    idle = 0;
    reached_ |= found;
    others_ &= ~found;
    for (std::size_t k = 0; k < fresh.size(); ++k)
      if (k != j) fresh[k] |= found;
  }
}

}  // namespace standoff::symbolic
