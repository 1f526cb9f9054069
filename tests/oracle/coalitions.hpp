// Coalition stability and deals from their quantifiers: H is the group, s the state in question, t
// a joint improvement, q where the others take the dispute from t.

#pragma once

#include <string_view>
#include <vector>

#include "oracle/definitions.hpp"

namespace standoff::oracle {

using Group = std::vector<int>;  // ascending

struct CoalitionSettings {
  enum class JointMoves { sequence, simultaneous, either };
  enum class Answers { individuals, groups };

  JointMoves joint_moves = JointMoves::sequence;
  bool pareto = false;  // a joint gain: worse for none, better for one
  Answers answers = Answers::individuals;
  Settings::Sanction sanction = Settings::Sanction::not_better;
  bool origin_is_sanction = true;
};

// All groups of at least `least` of them.
std::vector<Group> groups_of(int dms, int least);

// What H can bring about from s on its own, s left out; sorted.
std::vector<int> joint_reach(const OptionGame& layout, const Group& group, int s,
                             const CoalitionSettings& settings = {});
// Those of them that pay H.
std::vector<int> joint_improvements(const OptionGame& layout, const Group& group, int s,
                                    const CoalitionSettings& settings = {});
// Where the others can take it from t; `credible`: by steps that pay. Sorted; t itself only where a
// sequence leads back to it.
std::vector<int> answers_to(const OptionGame& layout, const Group& group, int t, bool credible,
                            const CoalitionSettings& settings = {});

// Whether q makes H sorry to have left s; with `inescapable`, whatever H then does together.
bool spoils(const OptionGame& layout, const Group& group, int s, int q, bool inescapable,
            const CoalitionSettings& settings = {});

// Coalition nash, gmr, smr, seq, sseq.
bool stable_for_group(const OptionGame& layout, const Group& group, int s, std::string_view key,
                      const CoalitionSettings& settings = {});

// The joint improvements than which no other is as good for all of H and better for one.
std::vector<int> undominated(const OptionGame& layout, const Group& group, int s,
                             const CoalitionSettings& settings = {});

}  // namespace standoff::oracle
