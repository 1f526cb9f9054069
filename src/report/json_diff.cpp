// A difference as JSON.

#include <array>

#include "report/diff.hpp"
#include "report/json_parts.hpp"

namespace standoff::report {
namespace {

constexpr std::array<std::string_view, 22> whats{
    "title",      "as_of",      "decision_maker", "option",  "direction", "guard",
    "preference", "statement",  "rule",           "outcome", "merge",     "state",
    "moves",      "status_quo", "candidate",      "channel", "measure",   "stage",
    "view",       "question",   "source",         "evidence"};
constexpr std::array<std::string_view, 7> hows{"added",   "dropped",  "moved",   "replaced",
                                               "changed", "reworded", "grounded"};
constexpr std::array<std::string_view, 6> abouts{"feasible",
                                                 "equilibria",
                                                 "status_quo_stable",
                                                 "outcome_stable",
                                                 "outcome_by_improvements",
                                                 "outcome_reachable"};
static_assert(static_cast<std::size_t>(Change::What::evidence) + 1 == whats.size());
static_assert(static_cast<std::size_t>(Change::How::grounded) + 1 == hows.size());
static_assert(static_cast<std::size_t>(Consequence::About::reachable) + 1 == abouts.size());

Json version(const Model& model, const std::string& name) {
  return {{"file", name}, {"title", model.title}, {"sha256", model.sha256}};
}

void put(Json& json, const char* key, const std::string& text) {
  if (!text.empty()) json[key] = text;
}

Json value(const Consequence& conclusion, const std::optional<Count>& found) {
  if (!found) return nullptr;
  return conclusion.counts() ? count_json(found) : Json(*found != Count(0U));
}

}  // namespace

std::string diff_json(const DiffAnswer& answer) {
  const Difference& found = answer.difference;
  Json json{{"format", "standoff.diff/1"},
            {"tool", tool()},
            {"before", version(answer.before, answer.before_name)},
            {"after", version(answer.after, answer.after_name)},
            {"complete", found.complete}};
  Json changes = Json::array();
  for (const Change& c : found.changes) {
    Json one{{"what", whats[static_cast<std::size_t>(c.what)]},
             {"how", hows[static_cast<std::size_t>(c.how)]}};
    put(one, "decision_maker", c.whose);
    put(one, "id", c.id);
    put(one, "before", c.before);
    put(one, "after", c.after);
    if (c.place_before != 0) one["place_before"] = c.place_before;
    if (c.place_after != 0) one["place_after"] = c.place_after;
    one["tried_alone"] = c.tried;
    changes.push_back(std::move(one));
  }
  json["changes"] = std::move(changes);
  json["compared"] = found.compared;
  Json conclusions = Json::array();
  for (const Consequence& c : found.conclusions) {
    Json one{{"about", abouts[static_cast<std::size_t>(c.key.about)]}};
    put(one, "outcome", c.key.outcome);
    put(one, "dm", c.key.dm);
    put(one, "concept", c.key.concept_);
    one["before"] = value(c, c.before);
    one["after"] = value(c, c.after);
    one["alone"] = c.alone;
    conclusions.push_back(std::move(one));
  }
  json["conclusions"] = std::move(conclusions);
  return text_of(json);
}

}  // namespace standoff::report
