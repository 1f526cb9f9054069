// From a text to its picture.

#include "serve/live.hpp"

#include <algorithm>

#include "figure/figure.hpp"
#include "page/json_figure.hpp"
#include "report/disputed.hpp"
#include "report/finding.hpp"
#include "report/json.hpp"
#include "serve/body.hpp"
#include "standoff/load.hpp"
#include "standoff/solve.hpp"
#include "standoff/variants.hpp"
#include "text/sha256.hpp"

namespace standoff::serve {
namespace {

constexpr std::size_t most_answers = 32;
constexpr std::size_t longest_remembered = std::size_t{2} << 20;
constexpr std::size_t most_judged = 4;
constexpr std::size_t listed_at_first = 4096;  // states in an answer when nothing is said
constexpr std::uint64_t memory = std::uint64_t{2} << 30;

const std::vector<std::string> members{"text",     "name",    "stage",  "view", "blind",
                                       "concepts", "figures", "wanted", "dm",   "limit"};

std::vector<const SolutionConcept*> concepts_of(const Json& body, const Model& model) {
  std::vector<std::string> keys = texts_if(body, "concepts");
  if (keys.empty()) keys = {"nash", "gmr", "smr", "seq", "sseq"};
  std::vector<const SolutionConcept*> chosen;
  for (const std::string& key : keys) {
    const SolutionConcept* c = find_concept(key);
    if (c == nullptr) {
      std::vector<std::string> known;
      for (const SolutionConcept* one : solution_concepts()) known.emplace_back(one->key);
      throw Refusal(400, unknown("concept", key, known));
    }
    if (const auto why = refusal(*c, model); !why.empty())
      throw Refusal(400, "\"" + key + "\" cannot be asked here: " + std::string(why));
    if (std::find(chosen.begin(), chosen.end(), c) == chosen.end()) chosen.push_back(c);
  }
  return chosen;
}

DmId dm_of(const Model& model, const std::string& id) {
  std::vector<std::string> known;
  for (std::size_t k = 0; k < model.decision_makers.size(); ++k) {
    if (model.decision_makers[k].id == id) return DmId(k);
    known.push_back(model.decision_makers[k].id);
  }
  throw Refusal(400, unknown("decision maker", id, known));
}

Model variant_of(const Json& body, const Model& model) {
  Model chosen = model;
  if (const auto blind = body.find("blind"); blind != body.end() && blind->is_boolean() && *blind)
    chosen = without_hindsight(chosen);
  if (const auto stage = text_if(body, "stage")) {
    std::vector<std::string> known;
    for (const Stage& one : chosen.stages) known.push_back(one.id);
    auto there = in_stage(chosen, *stage);
    if (!there) throw Refusal(400, unknown("stage", *stage, known));
    chosen = std::move(*there);
  }
  if (const auto view = text_if(body, "view")) {
    auto there = seen_by(chosen, dm_of(chosen, *view));
    if (!there)
      throw Refusal(400,
                    "the file says nothing of how \"" + *view + "\" sees the dispute otherwise");
    chosen = std::move(*there);
  }
  return chosen;
}

std::optional<StateId> wanted_of(const Json& body, const Graph& graph) {
  const auto label = text_if(body, "wanted");
  if (!label) return std::nullopt;
  for (std::uint32_t s = 0; s < graph.states(); ++s)
    if (graph.label(StateId(s)) == *label) return StateId(s);
  throw Refusal(400, "\"wanted\": there is no state \"" + *label + "\" in this dispute");
}

std::vector<const figure::Kind*> figures_of(const Json& body) {
  std::vector<const figure::Kind*> chosen;
  for (const std::string& key : texts_if(body, "figures")) {
    const figure::Kind* kind = figure::find_kind(key);
    if (kind == nullptr) {
      std::vector<std::string> known;
      for (const figure::Kind& one : figure::kinds()) known.emplace_back(one.key);
      throw Refusal(400, unknown("figure", key, known));
    }
    chosen.push_back(kind);
  }
  return chosen;
}

Json counters(const Model& model) {
  const report::Assumptions assumed = report::assumptions(model);
  return {{"assumptions", assumed.count()},
          {"claims", assumed.claims},
          {"disputed", report::disputed(model).count()}};
}

// What each option is called, in the order in which a state's letters tell them.
Json options_of(const Model& model) {
  Json list = Json::array();
  for (const Option& option : model.options) {
    Json one = {{"id", option.qualified}, {"name", option.name}};
    if (!option.otherwise.empty()) one["otherwise"] = option.otherwise;
    if (option.below) one["below"] = model.option(*option.below).qualified;
    list.push_back(std::move(one));
  }
  return list;
}

// The parts of an answer in their order. What the reports have written already goes in as it is.
class Answer {
 public:
  void add(const char* key, const Json& value) {
    add_written(key, value.dump(-1, ' ', false, Json::error_handler_t::replace));
  }
  void add_written(const char* key, std::string_view json) {
    text_ += text_.empty() ? "{\"" : ",\"";
    text_ += key;
    text_ += "\":";
    // Without its indentation, which can be two thirds of it. A line feed in a text is escaped.
    for (std::size_t at = 0; at < json.size();) {
      const std::size_t end = std::min(json.find('\n', at), json.size());
      text_ += json.substr(at, end - at);
      at = std::min(json.find_first_not_of("\n ", end), json.size());
    }
  }
  std::string finished() && { return std::move(text_) + "}\n"; }

 private:
  std::string text_;
};

void add_listed(Answer& answer, const Json& body, const Graph& graph, const Analysis& analysis,
                const std::vector<const figure::Kind*>& kinds, const std::stop_token& stop) {
  answer.add("finding", report::finding(graph, analysis));
  answer.add("bottom_line", report::bottom_line(graph, analysis));
  figure::FigureRequest asked;
  asked.wanted = wanted_of(body, graph);
  if (const auto dm = text_if(body, "dm")) asked.dm = dm_of(*graph.model(), *dm);
  asked.stop = stop;
  Json figures = Json::object();
  Json not_drawn = Json::object();
  for (const figure::Kind* kind : kinds)
    if (const auto drawn = kind->draw({graph, analysis}, asked))
      figures[std::string(kind->key)] = page::figure_object(*drawn);
    else
      not_drawn[std::string(kind->key)] = kind->why_not;
  answer.add("figures", figures);
  answer.add("not_drawn", not_drawn);
  answer.add("too_large", nullptr);
}

void add_counted(Answer& answer, const Solution& solution) {
  Json states = nullptr;
  if (solution.feasible) {
    const std::string digits = solution.feasible->text();
    states = digits.size() < 16 ? Json(std::stoull(digits)) : Json(digits);
  }
  answer.add("finding", nullptr);
  answer.add("bottom_line", nullptr);
  answer.add("figures", Json::object());
  answer.add("too_large",
             {{"states", states},
              {"message", solution.refusal.empty()
                              ? "too many situations to list: what is stable is counted, and any "
                                "one of them can be asked about"
                              : solution.refusal}});
}

// Too many states to list here may be few enough to count.
Solution listed_or_counted(const Model& model, SolveRequest request) {
  Solution first = solve(model, request);
  for (const Engine engine : {Engine::dense, Engine::symbolic}) {
    if (first.refusal.empty()) break;
    request.engine = engine;
    Solution other = solve(model, request);
    if (other.refusal.empty()) return other;
  }
  return first;
}

}  // namespace

/// A text that was read and judged. The graph refers to the model, so nothing here ever moves.
struct Live::Judged {
  Loaded loaded;
  std::optional<Model> model = {};        // the stage or the view that was asked for
  std::optional<Solution> solution = {};  // with a model only
  std::size_t limit = 0;                  // states it lists at most

  /// As JSON that lists at most so many states, which are no more than `limit`.
  std::string solve_json(std::size_t most) const {
    if (most == limit || (solution->feasible && *solution->feasible <= Count(most)))
      return report::solve_json(*model, *solution, most);
    Solution less;
    less.engine = solution->engine;
    less.complete = solution->complete;
    less.concepts = solution->concepts;
    less.feasible = solution->feasible;
    less.status_quo = solution->status_quo;
    less.stable = solution->stable;
    less.equilibria = solution->equilibria;
    for (Solution::Equilibria& one : less.equilibria)
      if (one.states.size() > most) one.states.resize(most);
    return report::solve_json(*model, less, most);
  }
};

Live::Live() : answers_(most_answers), judged_(most_judged) {}
Live::~Live() = default;

std::shared_ptr<const Live::Judged> Live::judged(const Json& body, std::size_t limit,
                                                 const std::stop_token& stop) {
  Json asked = body;
  for (const char* other : {"name", "figures", "wanted", "dm", "limit"}) asked.erase(other);
  const std::string key = text::sha256_hex(line_of(asked));
  if (auto known = judged_.find(key); known && limit <= (*known)->limit) return std::move(*known);
  auto made = std::make_shared<Judged>(Judged{load(text_of(body, "text"))});
  if (made->loaded) {
    const Model& model = made->model.emplace(variant_of(body, *made->loaded.model));
    SolveRequest request;
    request.concepts = concepts_of(body, model);
    request.limit = limit;
    request.listing.max_states = live_states;
    request.memory = memory;
    request.stop = stop;
    made->solution = listed_or_counted(model, std::move(request));
  }
  made->limit = limit;
  if (stop.stop_requested()) throw Refusal(504, "there was no answer in time");
  judged_.keep(key, made);
  return made;
}

std::string Live::picture(const Json& body, const std::stop_token& stop) {
  only_known(body, members);
  const std::size_t limit = number_if(body, "limit").value_or(listed_at_first);
  const std::vector<const figure::Kind*> kinds = figures_of(body);
  const std::shared_ptr<const Judged> found = judged(body, limit, stop);
  Answer answer;
  answer.add("format", "standoff.analyse/1");
  answer.add("sha256", text::sha256_hex(text_of(body, "text")));
  answer.add("valid", found->model.has_value());
  answer.add("problems", problems_json(found->loaded.problems));
  if (!found->model) return std::move(answer).finished();

  const Solution& solution = *found->solution;
  answer.add("counters", counters(*found->model));
  answer.add_written("solve", found->solve_json(limit));
  answer.add("options", options_of(*found->model));
  if (solution.graph && solution.analysis)
    add_listed(answer, body, *solution.graph, *solution.analysis, kinds, stop);
  else
    add_counted(answer, solution);
  if (stop.stop_requested()) throw Refusal(504, "there was no answer in time");
  return std::move(answer).finished();
}

Response Live::analyse(const Request& request) {
  const Json body = body_of(request);
  const std::string key = text::sha256_hex(request.body);
  if (auto known = answers_.find(key)) return {200, "application/json", std::move(*known), {}};
  std::string made = picture(body, request.stop);
  if (made.size() <= longest_remembered) answers_.keep(key, made);
  return {200, "application/json", std::move(made), {}};
}

}  // namespace standoff::serve
