// A dispute through its stages, and scored questions, as JSON.

#include <array>

#include "report/json.hpp"
#include "report/json_parts.hpp"

namespace standoff::report {
namespace {

constexpr std::array<const char*, 4> foretold{"yes", "no", "open", "unasked"};
constexpr std::array<const char*, 3> outcomes{"unknown", "yes", "no"};

Json course_json(const Graph& graph, const Phase::Course& course) {
  Json ends = Json::array();
  for (const Phase::End& end : course.ends) {
    Json way = Json::array();
    for (const JointMove& move : end.way) way.push_back(joint_move_json(graph, move));
    ends.push_back({{"state", graph.label(end.state)},
                    {"way", std::move(way)},
                    {"measures", measures_json(graph, end.state)}});
  }
  Json from = Json::array();
  for (const auto& [before, end] : course.from) from.push_back({before, end});
  return {{"start", graph.label(course.start)},
          {"recorded", course.recorded},
          {"carried", course.carried},
          {"from", std::move(from)},
          {"rests", course.rests},
          {"ends", std::move(ends)}};
}

}  // namespace

std::string timeline_json(const Model& model, const TimelineAnswer& answer) {
  Json json = head("standoff.timeline/1", model);
  json["concept"] = answer.resting->key;
  json["deals"] = answer.deals;
  json["complete"] = answer.run.complete;
  Json phases = Json::array();
  for (const Phase& phase : answer.run.phases) {
    Json one;
    if (!model.stages.empty()) {
      const Stage& stage = model.stages[phase.stage];
      one["stage"] = stage.id;
      one["from"] = stage.from;
      one["until"] = stage.until;
      one["now"] = stage.now;
    }
    Json options = Json::array();
    for (const Option& option : phase.model->options) options.push_back(option.qualified);
    one["options"] = std::move(options);
    one["feasible"] = phase.graph ? Json(phase.graph->states()) : Json(nullptr);
    Json courses = Json::array();
    if (phase.graph)
      for (const Phase::Course& course : phase.courses)
        courses.push_back(course_json(*phase.graph, course));
    one["courses"] = std::move(courses);
    Json broken = Json::array();
    for (const Phase::Broken& b : phase.broken)
      broken.push_back({{"from", {b.course, b.end}}, {"rule", phase.model->rules[b.rule].text}});
    one["broken"] = std::move(broken);
    phases.push_back(std::move(one));
  }
  json["phases"] = std::move(phases);
  return text_of(json);
}

std::string score_json(const Model& model, const ScoreAnswer& answer) {
  Json json = head("standoff.score/1", model);
  json["concept"] = answer.resting->key;
  json["complete"] = answer.complete;
  Json profiles = Json::array();
  for (const ScoreAnswer::Profile& profile : answer.profiles) {
    Json list = Json::array();
    for (const Scored& scored : profile.scored) {
      const Question& question = model.questions[scored.question];
      list.push_back({{"question", question.id},
                      {"by", question.by},
                      {"answer", foretold[static_cast<std::size_t>(scored.answer)]},
                      {"holds", scored.holds},
                      {"ends", scored.ends},
                      {"outcome", outcomes[static_cast<std::size_t>(question.outcome)]}});
    }
    const Tally tally = tallied(model, profile.scored);
    profiles.push_back({{"profile", profile.name},
                        {"deals", profile.deals},
                        {"left_out", profile.left_out},
                        {"right", tally.right},
                        {"wrong", tally.wrong},
                        {"open", tally.open},
                        {"unscored", tally.unscored},
                        {"questions", std::move(list)}});
  }
  json["profiles"] = std::move(profiles);
  return text_of(json);
}

}  // namespace standoff::report
