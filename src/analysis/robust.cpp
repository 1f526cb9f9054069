// The conclusions, one question after the other: counted over all readings where that can be done,
// by a sample where it cannot; overturned by single changes; moved by single doubts.

#include "standoff/robust.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "analysis/flips.hpp"
#include "analysis/sampling.hpp"

namespace standoff {
namespace {

constexpr double z = 1.959963984540054;  // 95 %

double wilson(double holds, double n, double sign) {
  if (n == 0) return sign < 0 ? 0 : 1;
  const double share = holds / n;
  const double centre = share + z * z / (2 * n);
  const double half = z * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
  return std::clamp((centre + sign * half) / (1 + z * z / n), 0.0, 1.0);
}

class Study {
 public:
  Study(const Graph& graph, const RobustRequest& request)
      : graph_(graph), request_(request), ground_(graph) {
    check();
    written_ = all(Admitted::written);
    ordered_ = all(Admitted::orders);
    note_doubts();
    state_conclusions();
    questions_ = questions();
  }

  Robust run() {
    single_changes();
    if (!request_.shares) {
      answer_.complete = !request_.stop.stop_requested();
      return std::move(answer_);
    }
    if (request_.samples == 0) exactly();
    by_sample();
    if (request_.samples == 0 && request_.influence) influences();
    any_order();
    for (const Finding& finding : answer_.findings)
      answer_.complete = answer_.complete && finding.share.known();
    answer_.complete = answer_.complete && !request_.stop.stop_requested();
    return std::move(answer_);
  }

 private:
  void check() const {
    for (const auto& target : request_.targets)
      if (target.states.empty() || target.states.size() > 64)
        throw std::invalid_argument("robust: a target has 1 to 64 states");
    for (const SolutionConcept* c : request_.concepts)
      if (!one_exchange(*c))
        throw std::invalid_argument("robust: " + std::string(c->key) +
                                    " cannot be followed through readings");
    if (!request_.groups.empty() && !graph_.status_quo())
      throw std::invalid_argument("robust: deals start from a status quo, and there is none");
    for (const auto& group : request_.groups)
      if (group.size() < 2) throw std::invalid_argument("robust: a group has two members or more");
  }

  std::vector<Readings> all(Admitted admitted,
                            const std::optional<std::pair<DmId, Settled>>& settled = {}) const {
    std::vector<Readings> readings;
    for (std::size_t i = 0; i < graph_.dms(); ++i)
      readings.emplace_back(
          graph_, DmId(i), admitted,
          settled && settled->first == DmId(i) ? std::optional(settled->second) : std::nullopt);
    return readings;
  }

  void note_doubts() {
    Natural count = 1;
    for (const Readings& of : written_) {
      count *= of.count();
      for (const Readings::Block& block : of.blocks()) {
        for (const std::uint32_t k : block)
          if (of.weight(k).in > 0 && of.weight(k).out > 0) answer_.doubtful.push_back({of.dm(), k});
        if (block.size() < 2) continue;
        auto& group = answer_.unordered.emplace_back();
        for (const std::uint32_t k : block) group.push_back({of.dm(), k});
      }
    }
    answer_.readings = count.get_str();
  }

  void state_conclusions() {
    for (const auto& target : request_.targets)
      for (const SolutionConcept* c : request_.concepts) {
        Conclusion conclusion;
        conclusion.at = target.states;
        std::sort(conclusion.at.begin(), conclusion.at.end());
        conclusion.outcome = target.outcome;
        conclusion.concept_ = c;
        first_.push_back(answer_.findings.size());
        add(conclusion);
        for (std::size_t i = 0; i < graph_.dms(); ++i) {
          conclusion.dm = DmId(i);
          add(conclusion);
        }
      }
    for (const auto& group : request_.groups) {
      Conclusion conclusion;
      conclusion.kind = Conclusion::Kind::deal;
      conclusion.at = {*graph_.status_quo()};
      conclusion.group = group;
      std::sort(conclusion.group.begin(), conclusion.group.end());
      first_.push_back(answer_.findings.size());
      add(conclusion);
    }
    first_.push_back(answer_.findings.size());
  }
  void add(const Conclusion& conclusion) {
    answer_.findings.emplace_back().conclusion = conclusion;
  }

  // One for each entry of `first_` but the last.
  std::vector<std::unique_ptr<Asking>> questions() const {
    std::vector<std::unique_ptr<Asking>> questions;
    for (std::size_t q = 0; q + 1 < first_.size(); ++q) {
      const Conclusion& c = answer_.findings[first_[q]].conclusion;
      questions.push_back(c.kind == Conclusion::Kind::deal
                              ? ask_deal(ground_, written_, c.group, c.at.front())
                              : ask_stability(ground_, written_, *c.concept_, c.at));
    }
    return questions;
  }

  Limits limits() const {
    return {request_.most_classes, request_.most_combinations, request_.stop};
  }

  bool stopped() const { return request_.stop.stop_requested(); }

  // Progress: questions counted, with and without each doubt, and in any order.
  void step() {
    const double doubts = request_.influence ? static_cast<double>(answer_.doubtful.size()) : 0;
    const double steps = static_cast<double>(questions_.size()) * (2 + doubts);
    if (request_.progress) request_.progress(std::min(1.0, ++steps_ / steps));
  }

  void single_changes() {
    const Flips flips = find_flips(questions_, written_);
    answer_.edits = flips.edits.size();
    for (std::size_t c = 0; c < answer_.findings.size(); ++c) {
      answer_.findings[c].as_written = flips.as_written[c];
      answer_.findings[c].flips = flips.flipped[c];
      answer_.findings[c].rests_on = resting_on(flips.flipped[c]);
    }
  }

  void exactly() {
    for (std::size_t q = 0; q < questions_.size() && !stopped(); ++q) {
      const Counted counted = questions_[q]->count(written_, limits());
      if (stopped()) return;
      step();
      for (std::size_t c = first_[q]; c < first_[q + 1]; ++c) {
        Finding& finding = answer_.findings[c];
        finding.how = counted.how;
        if (!counted.shares.empty()) finding.share.exact = counted.shares[c - first_[q]];
      }
    }
  }

  // What was not counted, or everything where a sample was asked for.
  void by_sample() {
    const bool forced = request_.samples > 0;
    const auto open = [&](const Finding& finding) { return forced || !finding.how.empty(); };
    if (std::none_of(answer_.findings.begin(), answer_.findings.end(),
                     [&](const Finding& f) { return open(f) && !f.share.exact; }))
      return;
    SamplingPlan plan;
    plan.questions = [&] { return questions(); };
    plan.readings = written_;
    if (request_.influence) plan.doubtful = answer_.doubtful;
    plan.samples = forced ? request_.samples : request_.fallback;
    plan.seed = request_.seed;
    plan.threads = request_.threads;
    plan.stop = request_.stop;
    plan.progress = request_.progress;
    const SampleCounts counts = sample(plan);
    if (counts.of == 0) return;
    if (counts.of < plan.samples) answer_.complete = false;
    for (std::size_t c = 0; c < answer_.findings.size(); ++c) {
      Finding& finding = answer_.findings[c];
      if (!open(finding) || finding.share.exact) continue;
      finding.share.sampled = Sampled{counts.holds[c], counts.of};
      finding.how = "sampled: " + (forced ? "asked for" : finding.how);
      for (std::size_t d = 0; d < plan.doubtful.size(); ++d) {
        Influence influence{plan.doubtful[d], {}, {}};
        const std::uint64_t with = counts.holds_and_counts[d][c];
        influence.with.sampled = Sampled{with, counts.counts[d]};
        influence.without.sampled = Sampled{counts.holds[c] - with, counts.of - counts.counts[d]};
        finding.influence.push_back(std::move(influence));
      }
    }
  }

  void influences() {
    for (const StatementId& id : answer_.doubtful) {
      const auto with = all(Admitted::written, std::pair{id.dm, Settled{id.statement, true}});
      const auto without = all(Admitted::written, std::pair{id.dm, Settled{id.statement, false}});
      for (std::size_t q = 0; q < questions_.size(); ++q) {
        if (stopped()) return;
        if (!answer_.findings[first_[q]].share.exact) continue;
        const Counted yes = questions_[q]->count(with, limits());
        const Counted no = questions_[q]->count(without, limits());
        step();
        if (yes.shares.empty() || no.shares.empty()) continue;
        for (std::size_t c = first_[q]; c < first_[q + 1]; ++c)
          answer_.findings[c].influence.push_back(
              {id, {yes.shares[c - first_[q]], {}}, {no.shares[c - first_[q]], {}}});
      }
    }
  }

  void any_order() {
    for (std::size_t q = 0; q < questions_.size() && !stopped(); ++q) {
      const Counted counted = questions_[q]->count(ordered_, limits());
      if (stopped()) return;
      step();
      if (counted.shares.empty()) continue;
      for (std::size_t c = first_[q]; c < first_[q + 1]; ++c) {
        Finding& finding = answer_.findings[c];
        finding.any_order = counted.shares[c - first_[q]];
        finding.read_back = reads_back(finding);
      }
    }
  }

  bool reads_back(const Finding& finding) const {
    if (finding.conclusion.kind != Conclusion::Kind::stable || !finding.rests_on) return false;
    if (!finding.any_order->never() && !finding.any_order->always()) return false;
    if (std::any_of(finding.flips.begin(), finding.flips.end(),
                    [](const StatementEdit& e) { return e.kind == StatementEdit::Kind::swapped; }))
      return false;
    const auto [dm, statement] = *finding.rests_on;
    if (finding.conclusion.dm && *finding.conclusion.dm != dm) return false;
    const Model& model = *graph_.model();
    const OptionSet mentioned =
        options_of(std::get<Statements>(model.dm(dm).preference).list[statement].formula);
    const auto& own = model.dm(dm).options;
    return std::any_of(own.begin(), own.end(), [&](OptionId o) { return mentioned.contains(o); });
  }

  const Graph& graph_;
  const RobustRequest& request_;
  Ground ground_;
  std::vector<Readings> written_;  // by decision maker
  std::vector<Readings> ordered_;
  Robust answer_;
  std::vector<std::size_t> first_;  // by question: its first conclusion; one more at the end
  std::vector<std::unique_ptr<Asking>> questions_;
  double steps_ = 0;
};

}  // namespace

double Sampled::low() const {
  return holds == 0 ? 0 : wilson(static_cast<double>(holds), static_cast<double>(of), -1);
}
double Sampled::high() const {
  return holds == of ? 1 : wilson(static_cast<double>(holds), static_cast<double>(of), 1);
}

double Share::about() const {
  if (exact) return exact->about;
  if (!sampled || sampled->of == 0) return 0;
  return static_cast<double>(sampled->holds) / static_cast<double>(sampled->of);
}

Robust robust(const Graph& graph, const RobustRequest& request) {
  return Study(graph, request).run();
}

std::string short_text(const Ratio& ratio) {
  if (ratio.denominator.size() <= 3) return ratio.numerator + "/" + ratio.denominator;
  std::string text = std::to_string(ratio.about);  // six decimals
  return text.substr(0, text.size() - 2);
}

}  // namespace standoff
