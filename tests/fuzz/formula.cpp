// Fuzz target: any bytes as a formula over eight options and two outcomes.
#include "fuzz.hpp"
#include "io/formula_parser.hpp"

namespace {

using namespace standoff;

Resolved resolve(std::string_view name, std::size_t) {
  if (name.size() == 1 && name[0] >= 'a' && name[0] <= 'h')
    return Formula::option(OptionId(static_cast<std::uint32_t>(name[0] - 'a')));
  if (name == "settled")
    return Formula::of(
        Formula::Kind::conjunction,
        {Formula::option(OptionId(0)), Formula::negation(Formula::option(OptionId(1)))});
  if (name == "union.strike") return Formula::option(OptionId(7));
  return FormulaProblem{.code = "unknown-name", .message = "nothing has this name"};
}

std::size_t code_points(std::string_view text) {
  std::size_t n = 0;
  for (const char c : text) n += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return n;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  constexpr std::size_t most = 10'000;
  std::size_t budget = most;
  const ParsedFormula parsed = parse_formula(text, resolve, budget);
  fuzz::promise(budget <= most, "the budget only shrinks");
  for (const FormulaProblem& problem : parsed.problems) {
    fuzz::promise(!problem.code.empty() && !problem.message.empty(), "a problem says what it is");
    fuzz::promise(problem.offset <= code_points(text), "a problem lies inside the text");
  }
  if (!parsed.problems.empty()) return 0;
  fuzz::promise(size_of(parsed.formula) <= 4 * most, "a formula is no larger than its budget");
  // All decided: the three-valued reading agrees with the two-valued one.
  OptionSet all, taken;
  for (std::uint32_t o = 0; o < 8; ++o) all.insert(OptionId(o));
  for (std::uint32_t pattern = 0; pattern < 256; pattern += 51) {
    for (std::uint32_t o = 0; o < 8; ++o) taken.set(OptionId(o), (pattern >> o & 1) != 0);
    const Truth truth = known(parsed.formula, taken, all);
    fuzz::promise((truth == Truth::yes) == holds(parsed.formula, taken) && truth != Truth::open,
                  "known and holds agree where everything is decided");
  }
  return 0;
}
