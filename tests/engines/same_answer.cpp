// Comparing answers.

#include "engines/same_answer.hpp"

#include <algorithm>
#include <sstream>

#include "report/json.hpp"

namespace standoff::tests {
namespace {

// Where two texts first differ, as lines.
std::string first_difference(const std::string& expected, const std::string& found) {
  std::istringstream a(expected);
  std::istringstream b(found);
  std::string line_a;
  std::string line_b;
  for (int number = 1;; ++number) {
    const bool more_a = static_cast<bool>(std::getline(a, line_a));
    const bool more_b = static_cast<bool>(std::getline(b, line_b));
    if (!more_a && !more_b) return "nowhere";
    if (!more_a) line_a = "nothing";
    if (!more_b) line_b = "nothing";
    if (more_a != more_b || line_a != line_b)
      return "line " + std::to_string(number) + ": " + line_b + " instead of " + line_a;
  }
}

}  // namespace

std::vector<const SolutionConcept*> common_concepts() {
  std::vector<const SolutionConcept*> concepts;
  for (const SolutionConcept* c : solution_concepts())
    if (c->solve != nullptr) concepts.push_back(c);
  return concepts;
}

std::string answer(const Model& model, const SolveRequest& request) {
  const Solution solution = solve(model, request);
  if (!solution.refusal.empty()) return "refused: " + solution.refusal;
  std::string json = report::solve_json(model, solution, request.limit);
  const std::size_t begin = json.find("\n  \"engine\":");
  if (begin == std::string::npos) return "no line names the engine";
  return json.erase(begin, json.find('\n', begin + 1) - begin);
}

std::string engines_differ(const Model& model, std::size_t limit) {
  std::string expected;
  for (const Engine engine : {Engine::sparse, Engine::dense, Engine::symbolic})
    for (const unsigned threads : {1U, 2U}) {
      const std::string what =
          std::string(name_of(engine)) + " with " + std::to_string(threads) + " thread(s): ";
      std::string found;
      try {
        found = answer(
            model,
            {.concepts = common_concepts(), .engine = engine, .threads = threads, .limit = limit});
      } catch (const std::exception& error) {
        return what + "throws " + error.what();
      }
      if (expected.empty()) expected = found;
      if (found.starts_with("refused")) return what + found;
      if (found != expected) return what + first_difference(expected, found);
    }
  return {};
}

std::string differs_from_oracle(const Model& model, const oracle::PlainDispute& dispute,
                                Engine engine) {
  const std::vector<const SolutionConcept*> concepts = common_concepts();
  const oracle::OptionGame expected = oracle::lay_out(dispute);
  const auto states = static_cast<std::size_t>(expected.game.states);
  const Solution found =
      solve(model, {.concepts = concepts, .engine = engine, .limit = std::size_t{1} << 14});
  const std::string who = std::string(name_of(engine)) + " against the oracle: ";
  if (!found.refusal.empty()) return who + found.refusal;
  if (found.rows.size() != states) return who + "lists other states";
  for (std::size_t c = 0; c < concepts.size(); ++c) {
    std::vector<std::string> equilibria;
    std::vector<std::size_t> stable(model.decision_makers.size(), 0);
    for (std::size_t s = 0; s < states; ++s) {
      if (found.rows[s].state != expected.names[s])
        return who + "calls " + expected.names[s] + " " + found.rows[s].state;
      bool everybody = true;
      for (std::size_t i = 0; i < stable.size(); ++i) {
        const bool holds =
            oracle::stable(expected, static_cast<int>(i), static_cast<int>(s), concepts[c]->key);
        everybody = everybody && holds;
        stable[i] += holds ? 1 : 0;
        if (found.rows[s].stable[c][i] != holds)
          return who + std::string(concepts[c]->key) + ", decision maker " + std::to_string(i) +
                 ", state " + expected.names[s];
      }
      if (everybody) equilibria.push_back(expected.names[s]);
    }
    for (std::size_t i = 0; i < stable.size(); ++i)
      if (found.stable[c][i] != Count(stable[i]))
        return who + "how many states are stable for decision maker " + std::to_string(i);
    if (found.equilibria[c].count != Count(equilibria.size()) ||
        found.equilibria[c].states != equilibria)
      return who + "equilibria under " + std::string(concepts[c]->key);
  }
  return {};
}

}  // namespace standoff::tests
