// What would have to change, for whom, what speaks against it, and what it then looks like.

#include "report/levers.hpp"

#include <algorithm>

#include "report/lever_words.hpp"

namespace standoff::report {
namespace {

// A plan and those beside it that differ only in where a single statement is put.
struct Group {
  std::size_t first = 0;
  std::vector<std::uint32_t> places;  // of the single edit, ascending; one where there is no choice
};

class LeversText {
 public:
  LeversText(const Graph& graph, const LeversTold& told, const Style& style)
      : graph_(graph), model_(*graph.model()), told_(told), style_(style), words_(graph) {}

  std::string run() {
    out_ += paragraph(style_, "", style_.heading(title()));
    out_ += paragraph(style_, "", view());
    if (told_.state) as_it_stands();
    out_ += "\n" + paragraph(style_, "", summary());
    for (const Group& group : groups()) {
      out_ += "\n";
      plan(group.first + 1, group);
    }
    if (told_.answer.count > told_.answer.plans.size())
      out_ += "\n" +
              paragraph(style_, "  ",
                        "(" + counted(told_.answer.count - told_.answer.plans.size(), "more plan") +
                            "; raise --limit)");
    if (told_.reordering) reordering(*told_.reordering);
    not_searched();
    next_step();
    return std::move(out_);
  }

 private:
  const LeverGoal& goal() const { return told_.request.goal; }

  std::string target() const {
    if (told_.state) return words_.state(*told_.state);
    return (goal().every && !goal().broken ? "every state of " : "some state of ") +
           quoted(told_.outcome);
  }

  std::string title() const {
    if (goal().broken)
      return "What would break " +
             (told_.state ? words_.state(*told_.state) : quoted(told_.outcome)) + ", so that " +
             (told_.state ? "it" : "no state of it") + " is stable for everybody" +
             (goal().reachable ? " and reached from the status quo by improvements" : "");
    return "What would make " + target() + " stable for everybody" +
           (goal().reachable ? ", and reached from the status quo by improvements" : "");
  }

  std::string view() const {
    const SolutionConcept& c = *told_.request.concept_;
    return "Everybody looks ahead as in " + std::string(c.name) + " (" + std::string(c.key) + ").";
  }

  void as_it_stands() {
    const StateId s = *told_.state;
    const auto holds = behaviour(graph_, s);
    std::vector<std::string> lines;
    out_ += "\nAs it stands:\n";
    for (std::uint32_t i = 0; i < graph_.dms(); ++i) {
      std::vector<std::string> keys;
      for (std::size_t k = 0; k < holds[i].size(); ++k)
        if (holds[i][k]) keys.emplace_back(leverable_keys()[k]);
      std::string line = words_.name(DmId(i));
      if (holds[i][0]) {
        line += " has nothing to gain by leaving.";
      } else {
        const Verdict verdict = judge(*told_.request.concept_, graph_, DmId(i), s);
        const auto open = std::find_if(verdict.threats.begin(), verdict.threats.end(),
                                       [](const Threat& t) { return !t.sanction; });
        if (open != verdict.threats.end())
          line += " would leave: it could " + words_.doing(open->improvement) + " → " +
                  words_.state(open->improvement.to) + ", and nothing deters it.";
        else
          line += " would like to leave, and is deterred.";
        line += keys.empty() ? " Stable under no view."
                             : " Stable under " + enumeration(keys) + " only.";
      }
      out_ += paragraph(style_, "  - ", line);
    }
  }

  std::string summary() const {
    const LeversAnswer& answer = told_.answer;
    const std::string up_to =
        answer.searched ? "up to a price of " + std::to_string(*answer.searched) : "";
    std::string text;
    if (answer.count == 0) {
      text = answer.complete ? "No plan does, " + up_to + ": all were looked at."
                             : "None was found yet";
    } else if (answer.least == 0U) {
      text = "Nothing has to change.";
    } else {
      text = counted(answer.count, "plan") + (answer.count == 1 ? " does" : " do");
      text += told_.request.all ? ", up to a price of " + std::to_string(told_.request.depth) +
                                      " and without a part that would do alone"
                                : ", at the least price, " + std::to_string(*answer.least);
      text += ".";
      if (*answer.least > 1)
        text += " Nothing cheaper than " + std::to_string(*answer.least) + " does.";
    }
    if (!answer.complete)
      text += (text.ends_with('.') ? " " : "; ") + std::string("the search was stopped: ") +
              (answer.searched ? "only plans " + up_to + " were all looked at."
                               : "not even the dispute as it stands was looked at.");
    return text;
  }

  bool alike(const Plan& a, const Plan& b) const {
    if (a.edits.size() != 1 || b.edits.size() != 1 || a.wanted != b.wanted ||
        a.equilibria != b.equilibria || a.reached != b.reached)
      return false;
    Edit moved = b.edits[0];
    moved.to = a.edits[0].to;
    const bool placed = moved.kind == EditKind::add || moved.kind == EditKind::move;
    return placed && moved == a.edits[0];
  }

  std::vector<Group> groups() const {
    const std::vector<Plan>& plans = told_.answer.plans;
    std::vector<Group> found;
    for (std::size_t k = 0; k < plans.size(); ++k) {
      const auto to = plans[k].edits.empty() ? 0 : plans[k].edits.back().to;
      const auto same = std::find_if(found.begin(), found.end(), [&](const Group& group) {
        return alike(plans[group.first], plans[k]);
      });
      if (same != found.end())
        same->places.push_back(to);
      else
        found.push_back({k, {to}});
    }
    for (Group& group : found) std::sort(group.places.begin(), group.places.end());
    return found;
  }

  std::string text_at(const Model& model, DmId dm, std::uint32_t place) const {
    return quoted(std::get<Statements>(model.dm(dm).preference).list.at(place).text);
  }

  void plan(std::size_t number, const Group& group) {
    const Plan& plan = told_.answer.plans[group.first];
    const std::string head = std::to_string(number) + ". ";
    Model now = model_;
    bool first = true;
    for (const Edit& edit : plan.edits) {
      const bool grouped = group.places.size() > 1;
      const std::string text = edit_in_words(
          words_, now, edit, grouped ? group.places : std::vector<std::uint32_t>{edit.to});
      out_ += paragraph(style_, first ? head : std::string(head.size(), ' '),
                        first ? capital(text) : "and: " + text);
      now = apply(std::move(now), edit);
      first = false;
    }
    if (plan.edits.empty()) out_ += paragraph(style_, head, "As things stand.");
    const std::string indent(head.size(), ' ');
    against(plan, indent);
    afterwards(plan, indent);
    if (plan.far_fetched) far_fetched(plan, indent);
  }

  void against(const Plan& plan, const std::string& indent) {
    if (plan.edits.empty()) return;
    const Objections found = objections(words_, plan);
    for (const std::string& what : found.evidence)
      out_ += paragraph(style_, indent + "against it: ", indent + "  ", what);
    for (const std::string& ids : found.suggested)
      out_ += paragraph(style_, indent + "suggested by: ", indent + "  ", ids);
    if (!found.assumptions.empty())
      out_ += paragraph(style_, indent + "touches an assumption: ", indent + "  ",
                        enumeration(found.assumptions));
    else if (found.evidence.empty())
      out_ += paragraph(style_, indent, "nothing on record speaks against it");
  }

  void afterwards(const Plan& plan, const std::string& indent) {
    std::string text = counted(plan.equilibria, "situation") +
                       (plan.equilibria == 1 ? " is" : " are") + " then stable for everybody (" +
                       std::to_string(told_.answer.equilibria) + " now)";
    if (!goal().broken && !told_.state && !plan.wanted.empty()) {
      std::vector<std::string> names(plan.wanted.begin(),
                                     plan.wanted.begin() + static_cast<std::ptrdiff_t>(std::min(
                                                               plan.wanted.size(), most_states)));
      if (names.size() < plan.wanted.size())
        names.push_back(std::to_string(plan.wanted.size() - names.size()) + " more");
      text += ", of those wanted: " + enumeration(names);
    }
    const bool is_now = told_.state && told_.state == graph_.status_quo();
    if (plan.reached && !goal().broken && !is_now)
      text += *plan.reached ? "; improvements lead there from the status quo"
                            : "; improvements do not lead there from the status quo";
    out_ += paragraph(style_, indent, text + ".");
  }

  void far_fetched(const Plan& plan, const std::string& indent) {
    const FarFetched& what = *plan.far_fetched;
    const Graph& edited = *plan.edited->graph;
    const Words words(edited);
    const Move& step = what.sanction[what.at];
    out_ += paragraph(
        style_, indent,
        style_.warn("far-fetched:") + " it holds only because, when " +
            words.called(what.improvement.dm) + " leaves (" + words.doing(what.improvement) +
            "), " + words.called(step.dm) + " might answer: " + words.doing(step) +
            "; it would rather: " + words.doing({step.dm, step.from, what.rather}) + ".");
  }

  void reordering(const Reordering& r) {
    out_ += "\n";
    switch (r.end) {
      case Reordering::End::unknown:
        out_ += paragraph(style_, "",
                          "Whether another order alone would do is not known: too many "
                          "statements, or stopped.");
        return;
      case Reordering::End::none: {
        std::string text = "By no reordering: however the same statements are ranked, ";
        std::vector<std::string> names;
        for (const DmId dm : r.unmoved) names.push_back(words_.called(dm));
        text += names.empty() ? "somebody leaves."
                              : enumeration(names) + (names.size() == 1 ? " leaves." : " leave.");
        out_ += paragraph(style_, "", text);
        return;
      }
      case Reordering::End::some:
        break;
    }
    if (r.swaps == 0) return;
    out_ += paragraph(style_, "",
                      "By reordering alone: " + counted(r.swaps, "swap") +
                          " of neighbours at the least; for instance");
    for (std::uint32_t i = 0; i < r.order.size(); ++i) {
      if (std::is_sorted(r.order[i].begin(), r.order[i].end())) continue;
      std::vector<std::string> texts;
      for (const std::uint32_t k : r.order[i]) texts.push_back(text_at(model_, DmId(i), k));
      std::string line = words_.name(DmId(i)) + ": ";
      for (std::size_t k = 0; k < texts.size(); ++k) line += (k == 0 ? "" : ", ") + texts[k];
      out_ += paragraph(style_, "  - ", line);
    }
  }

  void not_searched() {
    std::vector<std::string> names;
    for (const DmId dm : told_.answer.without_statements) names.push_back(words_.called(dm));
    if (names.empty()) return;
    out_ += "\n" + paragraph(style_, "",
                             "The preferences of " + enumeration(names) +
                                 " are no list of statements; nothing in them was changed.");
  }

  void next_step() {
    const auto& plans = told_.answer.plans;
    if (plans.empty() || plans.front().edits.empty()) return;
    out_ += "\nTo see the dispute after plan 1, repeat this with --plan 1 --write after.yaml\n";
  }

  static constexpr std::size_t most_states = 6;

  const Graph& graph_;
  const Model& model_;
  const LeversTold& told_;
  const Style& style_;
  Words words_;
  std::string out_;
};

}  // namespace

std::string levers(const Graph& graph, const LeversTold& told, const Style& style) {
  return LeversText(graph, told, style).run();
}

}  // namespace standoff::report
