// Readings by the million: each decision maker's is looked at once through all questions together,
// and what the questions make of it is remembered; 64 readings are counted at a time.

#include "analysis/sampling.hpp"

#include <atomic>
#include <mutex>
#include <thread>

namespace standoff {
namespace {

// Readings drawn from one stream of dice: what a thread takes at a time.
constexpr std::uint64_t batch = 4096;

// A well-mixed number for each batch (Steele, Lea and Flood 2014, "splitmix").
std::uint64_t mixed(std::uint64_t seed, std::uint64_t number) {
  std::uint64_t z = seed + 0x9e3779b97f4a7c15 * (number + 1);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

class Sampler {
 public:
  explicit Sampler(const SamplingPlan& plan) : plan_(plan), questions_(plan.questions()) {
    for (const Readings& of : plan.readings) {
      std::vector<Comparison> all;
      for (const auto& question : questions_) {
        const auto& asked = question->comparisons(of.dm());
        all.insert(all.end(), asked.begin(), asked.end());
      }
      lenses_.emplace_back(of, all);
    }
    known_.resize(plan.readings.size());
    digests_.assign(questions_.size() * word, std::vector<Digest>(plan.readings.size()));
    by_question_.resize(questions_.size() * plan.readings.size());
  }

  void draw(std::uint64_t number, std::uint64_t readings, SampleCounts& counts) {
    std::mt19937_64 dice(mixed(plan_.seed, number));
    for (std::uint64_t done = 0; done < readings; done += word)
      add(dice, static_cast<std::size_t>(std::min<std::uint64_t>(word, readings - done)), counts);
    counts.of += readings;
  }

 private:
  static constexpr std::size_t word = 64;

  // Draws up to 64 readings and asks one question after the other about all of them: what a
  // question remembers stays close at hand.
  void add(std::mt19937_64& dice, std::size_t readings, SampleCounts& counts) {
    std::vector<std::uint64_t> counted(plan_.doubtful.size(), 0);  // a bit for each reading
    for (std::size_t k = 0; k < readings; ++k)
      for (std::size_t i = 0; i < plan_.readings.size(); ++i) {
        const Reading reading = plan_.readings[i].draw(dice);
        digest(k, i, reading);
        for (std::size_t d = 0; d < counted.size(); ++d)
          if (index(plan_.doubtful[d].dm) == i)
            for (const Said& said : reading)
              if (said.statement == plan_.doubtful[d].statement)
                counted[d] |= std::uint64_t{1} << k;
      }
    std::vector<std::uint64_t> holds;  // by conclusion, a bit for each reading
    std::vector<bool> answers;
    for (std::size_t q = 0; q < questions_.size(); ++q) {
      const std::size_t first = holds.size();
      for (std::size_t k = 0; k < readings; ++k) {
        answers.clear();
        questions_[q]->answer(digests_[q * word + k], answers);
        holds.resize(first + answers.size(), 0);
        for (std::size_t c = 0; c < answers.size(); ++c)
          holds[first + c] |= std::uint64_t{answers[c]} << k;
      }
    }
    tally(holds, counted, counts);
  }

  // Puts down what each question makes of a reading, the k-th of these.
  void digest(std::size_t k, std::size_t i, const Reading& reading) {
    Bits seen = lenses_[i].see(reading);
    auto& known = known_[i];
    auto found = known.find(seen);
    if (found == known.end()) {
      if (known.size() > 1 << 17) known.clear();
      std::vector<Digest> fresh;
      for (std::size_t q = 0; q < questions_.size(); ++q) fresh.push_back(digest_of(q, i, reading));
      found = known.emplace(std::move(seen), std::move(fresh)).first;
    }
    for (std::size_t q = 0; q < questions_.size(); ++q)
      digests_[q * word + k][i] = found->second[q];
  }

  // Through the eyes of one question many readings look alike.
  Digest digest_of(std::size_t q, std::size_t i, const Reading& reading) {
    const Lens& lens = questions_[q]->lens(DmId(i));
    auto& known = by_question_[q * known_.size() + i];
    Bits seen = lens.see(reading);
    if (const auto found = known.find(seen); found != known.end()) return found->second;
    const Digest fresh = questions_[q]->digest(DmId(i), seen);
    known.emplace(std::move(seen), fresh);
    return fresh;
  }

  static void tally(const std::vector<std::uint64_t>& holds,
                    const std::vector<std::uint64_t>& counted, SampleCounts& counts) {
    const auto ones = [](std::uint64_t w) { return static_cast<std::uint64_t>(std::popcount(w)); };
    counts.holds.resize(holds.size(), 0);
    counts.counts.resize(counted.size(), 0);
    counts.holds_and_counts.resize(counted.size(), std::vector<std::uint64_t>(holds.size(), 0));
    for (std::size_t c = 0; c < holds.size(); ++c) counts.holds[c] += ones(holds[c]);
    for (std::size_t d = 0; d < counted.size(); ++d) {
      counts.counts[d] += ones(counted[d]);
      for (std::size_t c = 0; c < holds.size(); ++c)
        counts.holds_and_counts[d][c] += ones(holds[c] & counted[d]);
    }
  }

  const SamplingPlan& plan_;
  std::vector<std::unique_ptr<Asking>> questions_;
  std::vector<Lens> lenses_;  // by decision maker, of all questions
  std::vector<std::unordered_map<Bits, std::vector<Digest>, BitsHash>> known_;
  std::vector<std::unordered_map<Bits, Digest, BitsHash>> by_question_;  // and decision maker
  std::vector<std::vector<Digest>> digests_;  // by question and reading, then decision maker
};

void merge(SampleCounts& into, const SampleCounts& from) {
  into.of += from.of;
  into.holds.resize(from.holds.size(), 0);
  for (std::size_t c = 0; c < from.holds.size(); ++c) into.holds[c] += from.holds[c];
  into.counts.resize(from.counts.size(), 0);
  into.holds_and_counts.resize(from.counts.size(),
                               std::vector<std::uint64_t>(from.holds.size(), 0));
  for (std::size_t d = 0; d < from.counts.size(); ++d) {
    into.counts[d] += from.counts[d];
    for (std::size_t c = 0; c < from.holds.size(); ++c)
      into.holds_and_counts[d][c] += from.holds_and_counts[d][c];
  }
}

}  // namespace

SampleCounts sample(const SamplingPlan& plan) {
  const std::uint64_t batches = (plan.samples + batch - 1) / batch;
  std::atomic<std::uint64_t> next{0};
  std::mutex mutex;
  SampleCounts all;
  std::uint64_t done = 0;
  const auto work = [&] {
    Sampler sampler(plan);
    for (std::uint64_t b = next++; b < batches && !plan.stop.stop_requested(); b = next++) {
      SampleCounts counts;
      sampler.draw(b, std::min(batch, plan.samples - b * batch), counts);
      const std::lock_guard lock(mutex);
      merge(all, counts);
      if (plan.progress) plan.progress(static_cast<double>(++done) / static_cast<double>(batches));
    }
  };
  std::vector<std::jthread> helpers;
  for (unsigned t = 1; t < std::min<std::uint64_t>(plan.threads, batches); ++t)
    helpers.emplace_back(work);
  work();
  helpers.clear();
  return all;
}

}  // namespace standoff
