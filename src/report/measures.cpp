// What outcomes cost whom, as text, and which moves begin or end it.

#include <algorithm>

#include "report/answers.hpp"
#include "report/measured.hpp"
#include "report/words.hpp"

namespace standoff::report {
namespace {

std::string level(const Channel& channel) {
  return channel.level.empty() ? "" : " (" + channel.level + ")";
}

class MeasuresText {
 public:
  MeasuresText(const Graph& graph, const std::vector<StateId>& states, const Style& style)
      : graph_(graph), model_(*graph.model()), states_(states), style_(style), words_(graph) {}

  std::string run() {
    out_ += style_.heading(model_.title) + "\n";
    if (model_.measures.empty())
      out_ += paragraph(style_, "", "The file names no measures; see `measures` in the language.");
    for (const StateId s : states_) state(s);
    if (!model_.measures.empty()) turning_points();
    if (!model_.channels.empty()) channels();
    return std::move(out_);
  }

 private:
  void state(StateId s) {
    if (model_.measures.empty()) return;
    out_ += "\n" + paragraph(style_, "",
                             style_.heading(words_.state(s)) +
                                 (graph_.status_quo() == s ? ", where it stands" : ""));
    const auto lines = measured(graph_, s);
    for (const std::string& line : lines) out_ += paragraph(style_, "  ", line);
    if (lines.empty()) out_ += "  nothing is counted here.\n";
    for (const Stands& one : standing(graph_, s)) claims(model_.measures[one.measure]);
  }

  // Who says what, where they differ; once.
  void claims(const Measure& measure) {
    const auto position = static_cast<std::size_t>(&measure - model_.measures.data());
    if (measure.claims.size() < 2 || std::find(told_.begin(), told_.end(), position) != told_.end())
      return;
    told_.push_back(position);
    for (const Measure::Claim& claim : measure.claims) {
      std::vector<std::string> who;
      for (const std::uint32_t e : claim.because) {
        const Evidence& evidence = model_.evidence[e];
        const std::string& source = model_.sources[evidence.source].publisher;
        who.push_back((evidence.speaker.empty() ? source : evidence.speaker) +
                      (evidence.date.empty() ? "" : ", " + evidence.date));
      }
      out_ += paragraph(style_, "      ",
                        range(claim.value) + " " + measure.unit + ": " +
                            (who.empty() ? "assumed" : enumeration(who)));
    }
  }

  // The moves from where it stands that begin or end a measure.
  void turning_points() {
    if (!graph_.status_quo()) return;
    const StateId now = *graph_.status_quo();
    std::vector<bool> here(model_.measures.size());
    for (const Stands& one : standing(graph_, now)) here[one.measure] = true;
    std::string lines;
    for (std::size_t i = 0; i < graph_.dms(); ++i) {
      std::vector<bool> told(model_.measures.size());
      std::vector<StateId> targets = graph_.targets(DmId(i), now);
      if (graph_.has_options())  // the smallest changes first
        std::stable_sort(targets.begin(), targets.end(),
                         [&](StateId a, StateId b) { return changed(a, now) < changed(b, now); });
      for (const StateId t : targets) {
        std::vector<bool> there(model_.measures.size());
        for (const Stands& one : standing(graph_, t)) there[one.measure] = true;
        std::vector<std::string> begun, ended;
        for (std::size_t m = 0; m < here.size(); ++m) {
          if (here[m] == there[m] || told[m]) continue;
          told[m] = true;
          (there[m] ? begun : ended).push_back(model_.measures[m].name);
        }
        if (begun.empty() && ended.empty()) continue;
        std::string line = words_.could({DmId(i), now, t});
        if (!ended.empty()) line += ", which ends: " + enumeration(ended);
        if (!begun.empty()) line += ended.empty() ? ", which begins: " : "; and begins: ";
        if (!begun.empty()) line += enumeration(begun);
        lines += paragraph(style_, "  ", line + ".");
      }
    }
    if (!lines.empty()) out_ += "\n" + style_.heading("What one move changes") + "\n" + lines;
  }

  std::size_t changed(StateId a, StateId b) const {
    std::size_t n = 0;
    (graph_.pattern(a) ^ graph_.pattern(b)).for_each([&](OptionId) { ++n; });
    return n;
  }

  void channels() {
    out_ += "\n" + style_.heading("Who can talk to whom") + "\n";
    std::vector<std::uint32_t> open;
    if (const auto now = graph_.status_quo())
      open = graph_.has_options() ? open_channels(model_, graph_.pattern(*now))
                                  : open_channels(model_, static_cast<std::uint32_t>(index(*now)));
    for (std::size_t c = 0; c < model_.channels.size(); ++c) {
      const Channel& channel = model_.channels[c];
      std::vector<std::string> between;
      for (const DmId dm : channel.between) between.push_back(words_.called(dm));
      std::string line = capital(enumeration(between)) + ": " +
                         (channel.name.empty() ? "a channel" : channel.name) + level(channel);
      const bool is_open = std::find(open.begin(), open.end(), c) != open.end();
      if (channel.open_when)
        line += is_open ? ", open now" : ", shut until " + channel.open_when->text;
      out_ += paragraph(style_, "  ", line + ".");
    }
  }

  const Graph& graph_;
  const Model& model_;
  const std::vector<StateId>& states_;
  const Style& style_;
  Words words_;
  std::vector<std::size_t> told_;
  std::string out_;
};

}  // namespace

std::string measures(const Graph& graph, const std::vector<StateId>& states, const Style& style) {
  return MeasuresText(graph, states, style).run();
}

}  // namespace standoff::report
