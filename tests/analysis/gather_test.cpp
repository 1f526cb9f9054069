// What becomes of an answer when its carrier fails on the way.

#include "analysis/gather.hpp"

#include <doctest/doctest.h>

#include <new>

#include "report/json.hpp"
#include "small_disputes.hpp"

namespace {

using namespace standoff;

// Every feasible state, and everybody finds all of them stable.
class AllOf : public Region {
 public:
  explicit AllOf(std::vector<std::string> states) : states_(std::move(states)) {}
  Count count() const override { return Count(states_.size()); }
  bool contains(const std::string&) const override { return true; }
  std::vector<std::string> first(std::size_t) const override { return states_; }
  bool meet(const Region&) override { return true; }

 private:
  std::vector<std::string> states_;
};

// Has no memory left for one decision maker.
class Poor : public Carrier {
 public:
  explicit Poor(std::size_t out_of_memory) : out_of_memory_(out_of_memory) {}
  std::unique_ptr<Region> feasible() override {
    if (out_of_memory_ == 99) throw std::bad_alloc();
    return everything();
  }
  std::vector<std::unique_ptr<Region>> where(DmId i, std::span<const Condition> conditions,
                                             const Progress&) override {
    if (index(i) == out_of_memory_) throw std::bad_alloc();
    std::vector<std::unique_ptr<Region>> found;
    for (std::size_t c = 0; c < conditions.size(); ++c) found.push_back(everything());
    return found;
  }

 private:
  static std::unique_ptr<Region> everything() {
    return std::make_unique<AllOf>(std::vector<std::string>{"NN", "NY", "YN", "YY"});
  }
  std::size_t out_of_memory_;
};

const char* two =
    "decision_makers:\n"
    "  - {id: a, options: [p], preferences: [p]}\n"
    "  - {id: b, options: [q], preferences: [q]}\n";

Solution gathered(const Model& model, std::size_t out_of_memory, std::size_t at_once) {
  SolveRequest request;
  for (const char* key : {"nash", "seq"}) request.concepts.push_back(find_concept(key));
  Solution solution;
  solution.concepts = request.concepts;
  solution.stable.assign(2, std::vector<std::optional<Count>>(2));
  solution.status_quo_stable.assign(2, std::vector<std::optional<bool>>(2));
  solution.equilibria.resize(2);
  Poor carrier(out_of_memory);
  gather(carrier, model, request, at_once, solution);
  return solution;
}

}  // namespace

TEST_SUITE_BEGIN("analysis");

TEST_CASE("memory that runs out, in whichever thread, leaves the rest of the answer") {
  const Model model = tests::model_from(two);
  for (const std::size_t at_once : {1, 2, 4}) {
    CAPTURE(at_once);
    const Solution partial = gathered(model, 1, at_once);
    CHECK_FALSE(partial.complete);
    CHECK(partial.feasible == Count(4));
    for (std::size_t c = 0; c < 2; ++c) {
      CHECK(partial.stable[c][0] == Count(4));
      CHECK_FALSE(partial.stable[c][1]);
      CHECK_FALSE(partial.equilibria[c].count);
    }
    REQUIRE(partial.rows.size() == 4);
    CHECK(partial.rows[2].stable[0][0] == true);
    CHECK(partial.rows[2].stable[0][1] == std::nullopt);
    CHECK(gathered(model, 7, at_once).complete);
  }
  const Solution nothing = gathered(model, 99, 1);
  CHECK_FALSE(nothing.complete);
  CHECK_FALSE(nothing.feasible);
}

TEST_CASE("in JSON a verdict that is not known does not look like one") {
  const Model model = tests::model_from(two);
  const std::string partial = report::solve_json(model, gathered(model, 1, 1), 4096);
  CHECK(partial.find("\"unknown\"") != std::string::npos);
  CHECK(partial.find("\"b\": [\n          \"nash\",\n          \"seq\"\n        ]") !=
        std::string::npos);
  const std::string whole = report::solve_json(model, gathered(model, 7, 1), 4096);
  CHECK(whole.find("unknown") == std::string::npos);
}

TEST_SUITE_END();
