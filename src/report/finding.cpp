// The finding and the bottom line. Whether it holds is judged by nash and seq, whatever was asked;
// how many situations can last is told only of a concept that was.

#include "report/finding.hpp"

#include <algorithm>

#include "report/style.hpp"
#include "report/words.hpp"

namespace standoff::report {
namespace {

constexpr std::size_t most_words = 60;

class Finding {
 public:
  Finding(const Graph& graph, const Analysis& analysis)
      : graph_(graph), analysis_(analysis), words_(graph) {
    if (!graph.status_quo()) return;
    for (std::size_t i = 0; i < graph.dms(); ++i) {
      const StateId now = *graph.status_quo();
      if (judge(*find_concept("nash"), graph, DmId(i), now, analysis.settings).stable) continue;
      restless_.push_back(DmId(i));
      const Verdict verdict = judge(*find_concept("seq"), graph, DmId(i), now, analysis.settings);
      for (const Threat& threat : verdict.threats)
        if (!threat.sanction)
          undeterred_.push_back(threat);
        else
          deterred_.push_back(threat);
    }
  }

  // By name where the names leave room for that.
  std::string in_bounds() const {
    std::string named = sentence(true);
    return count_words(named) > most_words ? sentence(false) : named;
  }

  // `names`: decision makers and moves by name; without, in numbers.
  std::string sentence(bool names) const {
    if (!graph_.status_quo()) {
      const std::string lasting = lasting_sentence("seq");
      if (!lasting.empty() || analysis_.concepts.empty()) return lasting;
      return lasting_sentence(analysis_.concepts.front()->key);
    }
    if (restless_.empty()) return "The situation holds: nobody gains by moving alone.";
    if (!undeterred_.empty()) {
      const Threat& first = undeterred_.front();
      const std::size_t more = undeterred_.size() - 1;
      if (!names)
        return "The situation does not hold: " + movers(undeterred_) +
               " could gain by moving alone, and nobody would answer so that it is lost.";
      return "The situation does not hold: " + words_.then_could(first.improvement) +
             " and gain, and nobody would find it worth while to take the gain away" +
             (more == 0 ? ""
                        : " (and there " + std::string(more == 1 ? "is " : "are ") +
                              counted(more, "more such move") + ")") +
             ".";
    }
    if (!names || deterred_.empty())
      return "The situation holds as long as people look ahead: " + movers(deterred_) +
             " could gain by moving alone, but an answer that pays others would take it away.";
    const Threat& first = deterred_.front();
    std::vector<std::string> answers;
    for (const Move& move : *first.sanction) answers.push_back(words_.then_could(move));
    return "The situation holds as long as people look ahead: " +
           words_.then_could(first.improvement) + " and gain, but then " +
           enumeration(answers, "and then") + ", and the gain would be gone.";
  }

  // "4 of 384 situations can last when people look ahead (seq)."
  std::string lasting_sentence(std::string_view key) const {
    const auto c = analysis_.find(key);
    if (!c || !analysis_.equilibria[*c]) return "";
    const std::size_t many = analysis_.equilibria[*c]->count();
    const std::string of = counted(graph_.states(), "situation");
    const std::string when = key == "nash"  ? "because nobody gains by moving alone (nash)"
                             : key == "seq" ? "when people look ahead at answers that pay (seq)"
                                            : "under one view (" + std::string(key) + ")";
    return (many == 0 ? "None" : std::to_string(many)) + " of " + of + " can last " + when + ".";
  }

  // Where moves that pay their movers end.
  std::string leads() const {
    if (!graph_.status_quo() || undeterred_.empty()) return "";
    const auto c = analysis_.find("seq");
    if (!c || !analysis_.equilibria[*c]) return "";
    PathQuery query;
    query.improvements_only = true;
    query.max_steps = 10'000'000;
    const Reach reach = standoff::reach(graph_, *graph_.status_quo(), query);
    StateSet ends = reach.reached();
    ends &= *analysis_.equilibria[*c];
    const std::size_t many = ends.count();
    if (many == 0) return "Moves that pay whoever makes them lead to no situation that lasts.";
    if (many > 1)
      return "Moves that pay whoever makes them lead to " + counted(many, "situation") +
             " that can last.";
    std::string where;
    ends.for_each([&](StateId s) { where = words_.state(s); });
    return "Moves that pay whoever makes them lead to one that lasts, " + where + ".";
  }

 private:
  std::string movers(const std::vector<Threat>& threats) const {
    std::vector<DmId> who;
    for (const Threat& threat : threats) who.push_back(threat.improvement.dm);
    std::sort(who.begin(), who.end());
    who.erase(std::unique(who.begin(), who.end()), who.end());
    return counted(who.size(), "decision maker");
  }

  const Graph& graph_;
  const Analysis& analysis_;
  Words words_;
  std::vector<DmId> restless_;      // who would rather be somewhere it can go
  std::vector<Threat> undeterred_;  // improvements that no credible answer takes away
  std::vector<Threat> deterred_;    // and those that one does
};

}  // namespace

std::size_t count_words(std::string_view text) {
  std::size_t words = 0;
  bool inside = false;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\n' || c == '\t';
    if (!space && !inside) ++words;
    inside = !space;
  }
  return words;
}

std::string finding(const Graph& graph, const Analysis& analysis) {
  return Finding(graph, analysis).in_bounds();
}

std::string bottom_line(const Graph& graph, const Analysis& analysis) {
  const Finding found(graph, analysis);
  const std::string first = found.in_bounds();
  std::string text = first;
  for (const std::string& more :
       {found.leads(),
        graph.status_quo() ? found.lasting_sentence("seq") : found.lasting_sentence("nash")})
    if (!more.empty() && more != first && count_words(text) + count_words(more) <= most_words)
      text += " " + more;
  return text;
}

}  // namespace standoff::report
