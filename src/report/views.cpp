// Misperception as text: what each expects, what lasts, and who is surprised by whom.

#include <algorithm>

#include "report/answers.hpp"
#include "report/words.hpp"

namespace standoff::report {
namespace {

class ViewsText {
 public:
  ViewsText(const ViewsAnswer& answer, const Style& style)
      : answer_(answer),
        game_(answer.game),
        model_(*answer.game.truth.model()),
        words_(answer.game.truth),
        style_(style) {}

  std::string run() {
    out_ += style_.heading(model_.title) + "\n";
    if (game_.level == 0)
      out_ += paragraph(style_, "",
                        "The file says nothing of anybody seeing the dispute otherwise, so nobody "
                        "is surprised.");
    else if (answer_.rule == Misperception::moves_only)
      out_ += paragraph(style_, "",
                        "By the narrow rule of the older tool: whoever does not see a situation "
                        "does not move to it or from it; nothing else changes.");
    else
      out_ +=
          paragraph(style_, "",
                    std::string("A hypergame of the ") + (game_.level == 1 ? "first" : "second") +
                        " level: everybody judges the dispute as it sees it.");
    for (std::size_t i = 0; i < game_.sights.size(); ++i)
      if (game_.sights[i].view != nullptr) sight(DmId(i), game_.sights[i]);
    lasting();
    for (std::size_t i = 0; i < game_.sights.size(); ++i) surprise(DmId(i));
    return std::move(out_);
  }

 private:
  std::string listed(const Graph& graph, const StateSet& states) {
    const Words words(graph);
    std::vector<std::string> names;
    states.for_each([&](StateId s) {
      if (names.size() < answer_.limit) names.push_back(words.state(s));
    });
    std::string line = enumeration(names);
    if (states.count() > names.size())
      line += " and " + std::to_string(states.count() - names.size()) + " more";
    return names.empty() ? "nothing" : line;
  }

  const Graph& own(const Sight& sight) const { return sight.graph ? *sight.graph : game_.truth; }

  void sight(DmId dm, const Sight& sight) {
    out_ += "\n" + style_.heading("As " + words_.called(dm) + " sees it") + "\n";
    if (sight.model) {
      for (std::size_t j = 0; j < model_.decision_makers.size(); ++j)
        belief(dm, DmId(j), *sight.model);
      std::vector<std::string> unknown;
      for (const Option& option : model_.options)
        if (std::none_of(sight.model->options.begin(), sight.model->options.end(),
                         [&](const Option& o) { return o.qualified == option.qualified; }))
          unknown.push_back("\"" + option.name + "\"");
      if (!unknown.empty())
        out_ += paragraph(style_, "  ", "It does not know of: " + enumeration(unknown) + ".");
    }
    if (sight.view->unseen)
      out_ += paragraph(style_, "  ", "It does not see: " + sight.view->unseen->text + ".");
    if (!sight.view->note.empty()) out_ += paragraph(style_, "  ", sight.view->note);
    out_ +=
        paragraph(style_, "  ", "It expects to last: " + listed(own(sight), sight.expected) + ".");
  }

  static std::vector<std::string> wants(const Model& model, DmId dm) {
    std::vector<std::string> texts;
    const Preference& preference = model.dm(dm).preference;
    if (const auto* statements = std::get_if<Statements>(&preference))
      for (const Statement& s : statements->list) texts.push_back(s.text);
    else if (const auto* ranking = std::get_if<Ranking>(&preference))
      for (const auto& tier : ranking->tiers) {
        std::vector<std::string> alike;
        for (const WrittenFormula& f : tier) alike.push_back(f.text);
        texts.push_back(enumeration(alike, "or"));
      }
    else if (const auto* payoffs = std::get_if<Payoffs>(&preference))
      for (const Payoffs::Weight& w : payoffs->weights) texts.push_back(w.where.text);
    return texts;
  }

  void belief(DmId dm, DmId about, const Model& seen) {
    const auto believed = wants(seen, about);
    const auto true_ones = wants(model_, about);
    if (believed == true_ones) return;
    std::vector<std::string> added, missing;
    for (const std::string& w : believed)
      if (std::find(true_ones.begin(), true_ones.end(), w) == true_ones.end())
        added.push_back("\"" + w + "\"");
    for (const std::string& w : true_ones)
      if (std::find(believed.begin(), believed.end(), w) == believed.end())
        missing.push_back("\"" + w + "\"");
    std::string line =
        "It believes that " + (about == dm ? "it" : words_.called(about)) + " wants ";
    if (added.empty() && missing.empty())
      line += "the same in another order: " + enumeration(believed);
    else if (added.empty())
      line += "what it wants, without " + enumeration(missing);
    else
      line += enumeration(added) + (missing.empty() ? "" : ", not " + enumeration(missing));
    out_ += paragraph(style_, "  ", line + ".");
  }

  void lasting() {
    out_ += "\n" + style_.heading("What lasts") + "\n";
    out_ += paragraph(style_, "  ",
                      counted(game_.equilibria.count(), "situation") +
                          " can last when everybody judges by what it sees (" +
                          std::string(answer_.concept_->key) +
                          "): " + listed(game_.truth, game_.equilibria) + ".");
    out_ += paragraph(style_, "  ",
                      game_.equilibria == game_.true_equilibria
                          ? "The same would last if everybody saw the dispute as it is."
                          : "If everybody saw the dispute as it is: " +
                                listed(game_.truth, game_.true_equilibria) + ".");
  }

  void surprise(DmId dm) {
    const Sight& sight = game_.sights[index(dm)];
    if (sight.surprises.count() == 0 && sight.illusions.count() == 0) return;
    out_ += "\n" + style_.heading("What surprises " + words_.called(dm)) + "\n";
    if (sight.surprises.count() > 0)
      out_ += paragraph(
          style_, "  ",
          "These last, and it does not expect it: " + listed(game_.truth, sight.surprises) + ".");
    if (sight.illusions.count() > 0)
      out_ += paragraph(style_, "  ",
                        "These it expects to last, and they do not: " +
                            listed(own(sight), sight.illusions) + ".");
    const Words seen(own(sight));
    for (const Disappointment& one : answer_.disappointments[index(dm)]) {
      const std::string where = "At " + words_.state(one.state) + " ";
      if (one.expected_to_stay)
        out_ += paragraph(style_, "  - ",
                          where + "it expects " + words_.called(one.about) + " to stay" +
                              (one.move ? ", which would rather " + doing(one) : "") + ".");
      else
        out_ +=
            paragraph(style_, "  - ",
                      where + "it expects " + words_.called(one.about) + " to " +
                          seen.doing(*one.move) + ", and " + words_.called(one.about) + " stays.");
    }
  }

  std::string doing(const Disappointment& one) {
    const Sight& theirs = game_.sights[index(one.about)];
    return Words(own(theirs)).doing(*one.move);
  }

  const ViewsAnswer& answer_;
  const Hypergame& game_;
  const Model& model_;
  Words words_;
  const Style& style_;
  std::string out_;
};

}  // namespace

std::string views(const ViewsAnswer& answer, const Style& style) {
  return ViewsText(answer, style).run();
}

}  // namespace standoff::report
