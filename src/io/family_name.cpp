// Names of families: reading them, and writing them in full.

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <stdexcept>

#include "io/family.hpp"

namespace standoff {
namespace {

constexpr int most_options = 256;

// A part that is letters and a number.
struct Part {
  std::string_view letters;
  int Family::*value;
  int least;
  int most;
  std::string_view what;
};
constexpr std::array<Part, 9> parts{{
    {"d", &Family::dms, 1, 64, "decision makers"},
    {"n", &Family::options, 2, most_options, "options"},
    {"m", &Family::statements, 1, 1000, "statements of each decision maker"},
    {"l", &Family::literals, 1, most_options, "literals of a pattern at most"},
    {"p", &Family::patterns, 1, 100, "patterns of a statement at most"},
    {"r", &Family::rules, 0, 1000, "rules"},
    {"w", &Family::one_way, 0, most_options, "one-way options"},
    {"big", &Family::big, 1, 99, "percent of the options owned by one decision maker"},
    {"g", &Family::guards, 0, most_options, "guarded options of each decision maker"},
}};

std::string text(int number) { return std::to_string(number); }
std::string quoted(std::string_view word) { return "\"" + std::string(word) + "\""; }

[[noreturn]] void wrong(std::string_view name, const std::string& why) {
  throw std::invalid_argument("the family " + quoted(name) + ": " + why);
}

std::string every_part() {
  std::string out;
  for (const Part& part : parts)
    out += std::string(part.letters) + " (" + std::string(part.what) + "), ";
  return out + "s (seed), payoffs, ladders";
}

template <class Number>
Number number(std::string_view name, std::string_view part, std::size_t letters, Number least,
              Number most) {
  const std::string_view digits = part.substr(letters);
  Number value{};
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc{} || end != digits.data() + digits.size() || value < least || value > most)
    wrong(name, "found " + quoted(part) + ", expected " + std::string(part.substr(0, letters)) +
                    " with a number from " + std::to_string(least) + " to " + std::to_string(most));
  return value;
}

void read(std::string_view name, std::string_view part, Family& family) {
  const std::size_t letters = std::min(part.find_first_of("0123456789"), part.size());
  const std::string_view key = part.substr(0, letters);
  if (part == "payoffs") {
    family.payoffs = true;
  } else if (part == "ladders") {
    family.ladders = true;
  } else if (key == "s") {
    family.seed = number<std::uint64_t>(name, part, letters, 0, UINT64_MAX);
  } else {
    const auto known = std::find_if(parts.begin(), parts.end(),
                                    [&](const Part& each) { return each.letters == key; });
    if (known == parts.end())
      wrong(name, "found " + quoted(part) + ", expected one of " + every_part() +
                      ", as in d3-n28-m10-l3-p2-r6-w7-s1");
    family.*known->value = number<int>(name, part, letters, known->least, known->most);
  }
}

int owned(const Family& family, int dm) {
  return family.first_option(dm + 1) - family.first_option(dm);
}

// Says no to what no dispute can be.
void check(std::string_view name, const Family& f) {
  const auto at_most = [&](int found, int most, const std::string& what) {
    if (found > most)
      wrong(name, "found " + text(found) + " " + what + ", expected at most " + text(most));
  };
  at_most(f.dms, f.options, "decision makers for " + text(f.options) + " options");
  at_most(f.literals, f.options, "literals for " + text(f.options) + " options");
  at_most(f.one_way, f.options, "one-way options of " + text(f.options));
  if (f.big > 0 && f.dms < 2)
    wrong(name, "found " + quoted("big" + text(f.big)) + " with 1 decision maker, expected 2");
  int ladders = 0;
  for (int dm = 0; dm < f.dms; ++dm) {
    if (owned(f, dm) == 0)
      wrong(name, "found no option for decision maker d" + text(dm) +
                      ", expected one at least; give more options, or less to the first");
    ladders += owned(f, dm) >= 2;
    at_most(f.guards, owned(f, dm),
            "guarded options for decision maker d" + text(dm) + " with " + text(owned(f, dm)));
  }
  if (f.ladders && ladders == 0)
    wrong(name, "found ladders where nobody has 2 options, expected somebody who has");
}

}  // namespace

int Family::first_option(int dm) const {
  if (big == 0) return dm * options / dms;
  if (dm == 0) return 0;
  const int of_the_first = (options * big + 50) / 100;
  return of_the_first + (dm - 1) * (options - of_the_first) / (dms - 1);
}

Family family_of(std::string_view name) {
  Family family;
  std::set<std::string_view> seen;
  for (std::size_t start = 0; start <= name.size();) {
    const std::size_t end = std::min(name.find('-', start), name.size());
    const std::string_view part = name.substr(start, end - start);
    start = end + 1;
    read(name, part, family);
    if (!seen.insert(part.substr(0, part.find_first_of("0123456789"))).second)
      wrong(name, "found " + quoted(part) + " after another part of its kind, expected each once");
  }
  for (const std::string_view needed : {"d", "n"})
    if (!seen.contains(needed))
      wrong(name, "found no part " + quoted(needed) + ", expected at least d3-n28");
  if (!seen.contains("l")) family.literals = std::min(family.literals, family.options);
  if (!seen.contains("w")) family.one_way = family.options / 4;
  check(name, family);
  return family;
}

std::string name_of(const Family& family) {
  std::string name;
  for (const Part& part : parts) {
    const bool optional = part.letters == "big" || part.letters == "g";
    if (optional && family.*part.value == 0) continue;
    name += (name.empty() ? "" : "-") + std::string(part.letters) + text(family.*part.value);
  }
  if (family.payoffs) name += "-payoffs";
  if (family.ladders) name += "-ladders";
  return name + "-s" + std::to_string(family.seed);
}

}  // namespace standoff
