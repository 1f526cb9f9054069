// Running a dispute through its stages.

#include "standoff/timeline.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>

#include "analysis/deal.hpp"
#include "standoff/variants.hpp"

namespace standoff {
namespace {

// The moves that somebody has a reason to make: improvements that nothing deters, and deals.
class Pull {
 public:
  Pull(const Graph& graph, const TimelineRequest& request)
      : graph_(graph), request_(request), joint_(graph, {.joint_moves = JointMoves::either}) {
    if (request.deals) groups_ = coalitions(graph.dms(), 2, graph.dms(), most_groups);
  }

  const std::vector<JointMove>& from(StateId s) {
    const auto [it, fresh] = known_.try_emplace(s);
    if (!fresh) return it->second;
    add_gains(s, it->second);
    for (const Coalition& group : groups_) add_deals(group, s, it->second);
    return it->second;
  }
  std::size_t visits() const { return known_.size(); }

 private:
  static constexpr std::size_t most_groups = 256;

  void add_gains(StateId s, std::vector<JointMove>& moves) const {
    for (std::size_t i = 0; i < graph_.dms(); ++i) {
      const Verdict verdict = judge(*request_.resting, graph_, DmId(i), s, request_.settings);
      if (verdict.stable) continue;
      Rank most = 0;
      for (const Threat& threat : verdict.threats)
        if (!threat.sanction) most = std::max(most, graph_.rank(DmId(i), threat.improvement.to));
      for (const Threat& threat : verdict.threats)
        if (!threat.sanction &&
            (request_.any_gain || graph_.rank(DmId(i), threat.improvement.to) == most))
          moves.push_back({{DmId(i)}, s, threat.improvement.to, {threat.improvement}});
    }
  }

  void add_deals(const Coalition& group, StateId s, std::vector<JointMove>& moves) {
    const std::vector<StateId>& ends = joint_.improvements(group, s);
    const std::vector<bool> beaten = dominated(graph_, group, ends);
    for (std::size_t k = 0; k < ends.size(); ++k)
      if (!beaten[k] && !idle_member(graph_, joint_, group, s, ends[k]))
        moves.push_back(joint_.move(group, s, ends[k]));
  }

  const Graph& graph_;
  const TimelineRequest& request_;
  Joint joint_;
  std::vector<Coalition> groups_;
  std::map<StateId, std::vector<JointMove>> known_;
};

// Breadth first from one state, ending wherever there is no pull. False when there was too much.
bool run_course(Phase::Course& course, Pull& pull, const TimelineRequest& request) {
  struct Step {
    StateId state;
    std::size_t before;
    JointMove move;
  };
  std::vector<Step> steps{{course.start, 0, {}}};
  std::map<StateId, std::size_t> met{{course.start, 0}};
  std::vector<std::size_t> resting;
  for (std::size_t k = 0; k < steps.size(); ++k) {
    if (request.stop.stop_requested() || pull.visits() > request.max_visits) return false;
    const std::vector<JointMove>& moves = pull.from(steps[k].state);
    if (moves.empty()) resting.push_back(k);
    for (const JointMove& move : moves)
      if (met.try_emplace(move.to, steps.size()).second) steps.push_back({move.to, k, move});
  }
  course.rests = !resting.empty();
  if (resting.empty())
    for (std::size_t k = 0; k < steps.size(); ++k) resting.push_back(k);
  for (const std::size_t k : resting) {
    Phase::End end{steps[k].state, {}};
    for (std::size_t at = k; at != 0; at = steps[at].before) end.way.push_back(steps[at].move);
    std::reverse(end.way.begin(), end.way.end());
    course.ends.push_back(std::move(end));
  }
  std::stable_sort(course.ends.begin(), course.ends.end(), [](const auto& a, const auto& b) {
    return std::pair(a.way.size(), a.state) < std::pair(b.way.size(), b.state);
  });
  return true;
}

// The members' options that a stage begins with whatever came before.
OptionSet entering(const Model& model, const Stage& stage) {
  OptionSet taken;
  for (const std::string& name : stage.enters)
    for (std::size_t k = 0; k < model.options.size(); ++k)
      if (model.options[k].qualified == name)
        for (std::optional<OptionId> o = OptionId(k); o; o = model.option(*o).below)
          taken.insert(*o);
  return taken;
}

class Runner {
 public:
  Runner(const Model& model, const TimelineRequest& request) : model_(model), request_(request) {}

  Timeline run() {
    if (model_.stages.empty()) {
      begin(0, model_);
      first_course();
      courses();
      return std::move(timeline_);
    }
    if (request_.first >= model_.stages.size())
      throw std::out_of_range("timeline: there is no such stage");
    for (std::size_t k = request_.first; k < model_.stages.size(); ++k) {
      begin(k, *model_.stages[k].model);
      if (k == request_.first)
        first_course();
      else
        carried_courses(model_.stages[k]);
      courses();
      if (!timeline_.complete && request_.stop.stop_requested()) break;
      if (request_.progress)
        request_.progress(static_cast<double>(k + 1 - request_.first) /
                          static_cast<double>(model_.stages.size() - request_.first));
    }
    return std::move(timeline_);
  }

 private:
  Phase& phase() { return timeline_.phases.back(); }

  void begin(std::size_t stage, const Model& model) {
    Phase phase;
    phase.stage = stage;
    phase.model = &model;
    LayOut laid = lay_out(model, request_.listing, request_.stop);
    if (laid.graph) {
      const std::string_view no = refusal(*request_.resting, *laid.graph);
      if (!no.empty()) throw std::invalid_argument("timeline: " + std::string(no));
      phase.record = laid.graph->status_quo();
    } else {
      timeline_.complete = false;
    }
    phase.graph = std::move(laid.graph);
    timeline_.phases.push_back(std::move(phase));
  }

  void first_course() {
    if (!phase().record) return;
    Phase::Course course;
    course.start = *phase().record;
    course.recorded = course.carried = true;
    phase().courses.push_back(std::move(course));
  }

  void carried_courses(const Stage& stage) {
    if (!phase().graph) return;
    const Phase& before = timeline_.phases[timeline_.phases.size() - 2];
    std::map<StateId, Phase::Course> starts;
    for (std::size_t c = 0; c < before.courses.size(); ++c)
      for (std::size_t e = 0; e < before.courses[c].ends.size(); ++e) {
        const StateId left = before.courses[c].ends[e].state;
        const std::optional<StateId> start = continued(before, left, stage, c, e);
        if (!start) continue;
        Phase::Course& course = starts[*start];
        course.start = *start;
        course.carried |= before.courses[c].carried;
        course.from.emplace_back(c, e);
      }
    // A status quo that the file only carries over from its own moment records nothing.
    if (request_.recorded && phase().record &&
        (stage.now || has_own_status_quo(model_, *stage.model))) {
      Phase::Course& course = starts[*phase().record];
      course.start = *phase().record;
      course.recorded = true;
    }
    for (auto& [state, course] : starts) phase().courses.push_back(std::move(course));
  }

  // Where a stage begins that the one before left in `left`; nothing, and the rule, when it cannot.
  std::optional<StateId> continued(const Phase& before, StateId left, const Stage& stage,
                                   std::size_t course, std::size_t end) {
    const Model& model = *phase().model;
    if (model.is_explicit()) return left;  // the states are the same
    const OptionSet taken =
        carry_over(*before.model, before.graph->pattern(left), model) | entering(model, stage);
    if (const auto found = phase().graph->find(taken)) return found;
    for (std::size_t r = 0; r < model.rules.size(); ++r)
      if (!holds(model.rules[r].formula, taken)) {
        phase().broken.push_back({course, end, static_cast<std::uint32_t>(r)});
        break;
      }
    return std::nullopt;
  }

  void courses() {
    if (!phase().graph) return;
    Pull pull(*phase().graph, request_);
    for (Phase::Course& course : phase().courses)
      if (!run_course(course, pull, request_)) timeline_.complete = false;
  }

  const Model& model_;
  const TimelineRequest& request_;
  Timeline timeline_;
};

}  // namespace

Timeline timeline(const Model& model, const TimelineRequest& request) {
  return Runner(model, request).run();
}

std::vector<Scored> answers(const Model& model, const Timeline& run, bool recorded) {
  std::vector<Scored> scored;
  for (std::size_t q = 0; q < model.questions.size(); ++q) {
    const Question& question = model.questions[q];
    Scored one;
    one.question = static_cast<std::uint32_t>(q);
    for (const Phase& phase : run.phases) {
      if (!model.stages.empty()) {
        const Stage& stage = model.stages[phase.stage];
        if (question.stage.empty() ? !stage.now : stage.id != question.stage) continue;
      }
      if (!phase.graph) continue;
      const StateSet where = phase.graph->where(question.where.formula);
      std::vector<StateId> ends;
      for (const Phase::Course& course : phase.courses)
        if (course.carried || (recorded && course.recorded))
          for (const Phase::End& end : course.ends) ends.push_back(end.state);
      std::sort(ends.begin(), ends.end());
      ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
      one.ends = ends.size();
      one.holds = static_cast<std::size_t>(
          std::count_if(ends.begin(), ends.end(), [&](StateId s) { return where.contains(s); }));
    }
    if (one.ends > 0)
      one.answer = one.holds == one.ends ? Foretold::yes
                   : one.holds == 0      ? Foretold::no
                                         : Foretold::open;
    scored.push_back(one);
  }
  return scored;
}

}  // namespace standoff
