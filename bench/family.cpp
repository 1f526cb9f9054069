// Writing a random dispute of a family.

#include "family.hpp"

#include <random>
#include <set>
#include <vector>

namespace standoff::bench {
namespace {

class Writer {
 public:
  explicit Writer(const Family& family) : family_(family), dice_(family.seed) {}

  std::string run() {
    std::string out = "standoff: 1\ntitle: " + name_of(family_) + "\ndecision_makers:\n";
    std::set<int> one_way;
    while (static_cast<int>(one_way.size()) < family_.one_way)
      one_way.insert(below(family_.options));
    for (int i = 0; i < family_.dms; ++i) {
      out += "  - id: d" + std::to_string(i) + "\n    options:\n";
      for (int o = first(i); o < first(i + 1); ++o) {
        out += "      - {id: o" + std::to_string(o);
        if (one_way.contains(o))
          out += below(2) == 0 ? ", irreversible: taken" : ", irreversible: dropped";
        if (family_.guards && o < first(i) + 2)
          out +=
              ", when: " + literal((first(i + 1) + below(family_.options / 2)) % family_.options);
        out += "}\n";
      }
      out += "    preferences:\n";
      for (int s = 0; s < family_.statements; ++s) out += "      - " + statement() + "\n";
    }
    if (family_.rules > 0) out += "rules:\n";
    for (int r = 0; r < family_.rules; ++r) {
      const int a = below(family_.options);
      const int b = (a + 1 + below(family_.options - 1)) % family_.options;
      out += "  - never: " + literal(a) + " and " + literal(b) + "\n";
    }
    return out;
  }

 private:
  int below(int bound) { return static_cast<int>(dice_() % static_cast<std::uint64_t>(bound)); }
  int first(int dm) const { return dm * family_.options / family_.dms; }
  std::string literal(int o) { return (below(2) == 0 ? "not o" : "o") + std::to_string(o); }

  std::string statement() {
    std::string out;
    const int patterns = 1 + below(2);
    for (int p = 0; p < patterns; ++p) {
      std::set<int> options;
      for (int k = 1 + below(3); k > 0; --k) options.insert(below(family_.options));
      std::string pattern;
      for (const int o : options) pattern += (pattern.empty() ? "" : " and ") + literal(o);
      out += (p > 0 ? " or " : "") + ("(" + pattern + ")");
    }
    return out;
  }

  Family family_;
  std::mt19937_64 dice_;
};

}  // namespace

std::string name_of(const Family& f) {
  return std::to_string(f.dms) + " dms, " + std::to_string(f.options) + " options, " +
         std::to_string(f.statements) + " statements, " + std::to_string(f.rules) + " rules, " +
         std::to_string(f.one_way) + " one-way, seed " + std::to_string(f.seed);
}

std::string write(const Family& family) { return Writer(family).run(); }

}  // namespace standoff::bench
