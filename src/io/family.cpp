// Drawing a dispute of a family, then writing it down.
//
// All choices are made before a word is written, in one order: status quo, one-way options,
// statements, rules, weights, guards. (Words and choices mixed in one expression would depend on
// the order in which a compiler evaluates it.)

#include "io/family.hpp"

#include <algorithm>
#include <numeric>
#include <random>
#include <set>
#include <stdexcept>
#include <vector>

namespace standoff {
namespace {

constexpr int levels_of_a_ladder = 3;
constexpr int heaviest = 99;
constexpr int most_tries = 1000;  // for a statement that is not there yet

struct Literal {
  int option;
  bool taken;
  bool operator==(const Literal&) const = default;
};
using Pattern = std::vector<Literal>;    // all of them
using Statement = std::vector<Pattern>;  // any of them

enum class Change { both, take_only, drop_only };

struct Drawn {
  std::vector<bool> status_quo;                    // by option
  std::vector<Change> change;                      // by option
  std::vector<std::vector<std::string>> formulas;  // by decision maker
  std::vector<Pattern> rules;                      // each forbids a pair
  std::vector<std::vector<int>> weights;           // by decision maker and formula
  std::vector<std::vector<Literal>> guards;        // by decision maker, of its first options
};

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}

  // 0 .. bound-1; the same everywhere, which std::uniform_int_distribution is not.
  int below(int bound) { return static_cast<int>(engine_() % static_cast<std::uint64_t>(bound)); }
  bool coin() { return below(2) == 1; }

  // So many different numbers below `bound`, in no order.
  std::vector<int> different(int count, int bound) {
    std::vector<int> all(static_cast<std::size_t>(bound));
    std::iota(all.begin(), all.end(), 0);
    for (int k = 0; k < count; ++k) std::swap(all[k], all[k + below(bound - k)]);
    all.resize(static_cast<std::size_t>(count));
    return all;
  }

 private:
  std::mt19937_64 engine_;
};

// What options are called: "o7", or "o0.b" for the second level of the ladder that begins at 0.
class Names {
 public:
  explicit Names(const Family& family) {
    for (int dm = 0; dm < family.dms; ++dm) {
      const int first = family.first_option(dm);
      const int end = family.first_option(dm + 1);
      const int levels = family.ladders ? std::min(levels_of_a_ladder, end - first) : 0;
      ladder_.push_back(levels < 2 ? 0 : levels);
      for (int o = first; o < end; ++o)
        names_.push_back(o - first < ladder_.back() ? "o" + std::to_string(first) + "." +
                                                          static_cast<char>('a' + o - first)
                                                    : "o" + std::to_string(o));
    }
  }

  const std::string& operator[](int option) const { return names_[option]; }
  /// How many of a decision maker's first options are levels of its ladder; 0 without one.
  int ladder(int dm) const { return ladder_[dm]; }

  std::string text(const Literal& l) const { return (l.taken ? "" : "not ") + names_[l.option]; }
  std::string text(const Pattern& pattern) const {
    std::string out;
    for (const Literal& l : pattern) out += (out.empty() ? "" : " and ") + text(l);
    return out;
  }
  std::string text(const Statement& statement) const {
    if (statement.size() == 1) return text(statement.front());
    std::string out;
    for (const Pattern& pattern : statement) {
      const std::string words = text(pattern);
      out += (out.empty() ? "" : " or ") + (pattern.size() == 1 ? words : "(" + words + ")");
    }
    return out;
  }

 private:
  std::vector<std::string> names_;
  std::vector<int> ladder_;
};

class Drawing {
 public:
  Drawing(const Family& family, const Names& names)
      : family_(family), names_(names), dice_(family.seed) {}

  Drawn run() {
    draw_status_quo();
    draw_directions();
    for (int dm = 0; dm < family_.dms; ++dm) draw_formulas();
    for (int r = 0; r < family_.rules; ++r) draw_rule();
    for (int dm = 0; dm < family_.dms; ++dm) {
      auto& weights = drawn_.weights.emplace_back();
      for (int m = 0; m < family_.statements; ++m) weights.push_back(1 + dice_.below(heaviest));
    }
    for (int dm = 0; dm < family_.dms; ++dm) draw_guards(dm);
    return std::move(drawn_);
  }

 private:
  // A level that is taken brings those below it along.
  void draw_status_quo() {
    for (int o = 0; o < family_.options; ++o) drawn_.status_quo.push_back(dice_.coin());
    for (int dm = 0; dm < family_.dms; ++dm)
      for (int level = names_.ladder(dm) - 1; level > 0; --level) {
        const int o = family_.first_option(dm) + level;
        if (drawn_.status_quo[o]) drawn_.status_quo[o - 1] = true;
      }
  }

  void draw_directions() {
    drawn_.change.assign(static_cast<std::size_t>(family_.options), Change::both);
    for (const int o : dice_.different(family_.one_way, family_.options))
      drawn_.change[o] = dice_.coin() ? Change::take_only : Change::drop_only;
  }

  Pattern draw_pattern() {
    std::vector<int> options = dice_.different(1 + dice_.below(family_.literals), family_.options);
    std::sort(options.begin(), options.end());
    Pattern pattern;
    for (const int o : options) pattern.push_back({o, dice_.coin()});
    return pattern;
  }

  Statement draw_statement() {
    Statement statement;
    for (int left = 1 + dice_.below(family_.patterns); left > 0; --left) {
      Pattern pattern = draw_pattern();
      if (std::find(statement.begin(), statement.end(), pattern) == statement.end())
        statement.push_back(std::move(pattern));
    }
    return statement;
  }

  // One decision maker's, no two alike.
  void draw_formulas() {
    auto& formulas = drawn_.formulas.emplace_back();
    std::set<std::string> seen;
    for (int tries = 0; static_cast<int>(formulas.size()) < family_.statements;) {
      std::string formula = names_.text(draw_statement());
      if (seen.insert(formula).second) {
        formulas.push_back(std::move(formula));
        tries = 0;
      } else if (++tries == most_tries) {
        wrong("found only " + std::to_string(formulas.size()) + " different statements, expected " +
              std::to_string(family_.statements) + "; give more options, patterns or literals");
      }
    }
  }

  void draw_rule() {
    const auto holds_now = [&](const Literal& l) { return drawn_.status_quo[l.option] == l.taken; };
    Pattern pair;
    do {
      pair.clear();
      for (const int o : dice_.different(2, family_.options)) pair.push_back({o, dice_.coin()});
    } while (std::all_of(pair.begin(), pair.end(), holds_now));
    drawn_.rules.push_back(std::move(pair));
  }

  // Nobody waits for an option that waits itself, nor for a ladder; so no two wait for each other.
  void draw_guards(int dm) {
    auto& guards = drawn_.guards.emplace_back();
    if (family_.guards == 0) return;
    std::vector<int> free;
    for (int other = 0; other < family_.dms; ++other) {
      const int waiting = std::max(family_.guards, names_.ladder(other));
      for (int o = family_.first_option(other) + waiting; o < family_.first_option(other + 1); ++o)
        if (other != dm) free.push_back(o);
    }
    if (free.empty())
      wrong("found no option that decision maker d" + std::to_string(dm) +
            " could wait for, expected somebody else's that is neither guarded nor of a ladder");
    for (int g = 0; g < family_.guards; ++g) {
      const int o = free[dice_.below(static_cast<int>(free.size()))];
      guards.push_back({o, dice_.coin()});
    }
  }

  [[noreturn]] void wrong(const std::string& why) const {
    throw std::invalid_argument("the family \"" + name_of(family_) + "\": " + why);
  }

  const Family& family_;
  const Names& names_;
  Dice dice_;
  Drawn drawn_;
};

class Writing {
 public:
  Writing(const Family& family, const Names& names, const Drawn& drawn)
      : family_(family), names_(names), drawn_(drawn) {}

  std::string run() const {
    std::string out = "standoff: 1\ntitle: " + name_of(family_) + "\ndecision_makers:\n";
    for (int dm = 0; dm < family_.dms; ++dm)
      out += "  - id: d" + std::to_string(dm) + "\n    options:\n" + options(dm) + wants(dm);
    if (!drawn_.rules.empty()) out += "rules:\n";
    for (const Pattern& pair : drawn_.rules) out += "  - never: " + names_.text(pair) + "\n";
    return out + "status_quo: [" + status_quo() + "]\n";
  }

 private:
  std::string options(int dm) const {
    const int first = family_.first_option(dm);
    const int ladder = names_.ladder(dm);
    std::string out;
    if (ladder > 0) out += "      - id: o" + std::to_string(first) + "\n        levels:\n";
    for (int o = first; o < family_.first_option(dm + 1); ++o) {
      const bool level = o - first < ladder;
      const std::string& name = names_[o];
      out += (level ? "          - {id: " : "      - {id: ") + name.substr(name.find('.') + 1);
      if (drawn_.change[o] != Change::both)
        out += drawn_.change[o] == Change::take_only ? ", irreversible: taken"
                                                     : ", irreversible: dropped";
      if (o - first < family_.guards) out += ", when: " + names_.text(drawn_.guards[dm][o - first]);
      out += "}\n";
    }
    return out;
  }

  std::string wants(int dm) const {
    std::string out = family_.payoffs ? "    payoffs:\n" : "    preferences:\n";
    for (int m = 0; m < family_.statements; ++m) {
      const std::string& formula = drawn_.formulas[dm][m];
      out += family_.payoffs ? "      " + formula + ": " + std::to_string(drawn_.weights[dm][m])
                             : "      - " + formula;
      out += "\n";
    }
    return out;
  }

  std::string status_quo() const {
    std::string out;
    for (int o = 0; o < family_.options; ++o)
      if (drawn_.status_quo[o]) out += (out.empty() ? "" : ", ") + names_[o];
    return out;
  }

  const Family& family_;
  const Names& names_;
  const Drawn& drawn_;
};

}  // namespace

std::string dispute_of(const Family& family) {
  const Names names(family);
  const Drawn drawn = Drawing(family, names).run();
  return Writing(family, names, drawn).run();
}

}  // namespace standoff
