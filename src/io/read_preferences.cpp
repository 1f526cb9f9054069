// `preferences`, `ranking` and `payoffs`: what each decision maker wants.

#include <algorithm>

#include "io/numbers.hpp"
#include "io/sections.hpp"

namespace standoff {
namespace {

using yaml::Node;

const std::vector<std::string> bases{"own", "ascribed", "revealed", "afterwards"};
const std::vector<std::string> statement_keys{"want",     "because",     "basis",
                                              "note",     "confidence",  "uncertain",
                                              "strongly", "known_after", "fixed"};

// Reads one decision maker's wants; the places of statements, tiers or weights go to `places`.
class PreferenceReader {
 public:
  PreferenceReader(Reading& reading, const Fields& dm, std::vector<Place>& places)
      : reading_(reading), dm_(dm), places_(places) {}

  std::vector<Statement> statements(const Node& list, const std::string& key) {
    std::vector<Statement> read;
    if (!is_list(list, key, "one statement a line, each with a dash, the most important first"))
      return read;
    std::uint32_t groups = 0;
    for (const Node& node : list.items) {
      const Node* group = node.find("any_order");
      if (group == nullptr) {
        add(node, std::nullopt, read);
        continue;
      }
      const Fields f(node, {"any_order"}, dm_.where() + ", an unordered group", reading_.problems);
      for (const Node& member : f.list("any_order")) add(member, groups, read);
      ++groups;
    }
    check_strength(read);
    return read;
  }

  Ranking ranking(const Node& list) {
    Ranking read;
    read.because = reading_.because(dm_);
    if (!is_list(list, "ranking", "list the tiers, best first: `[[a, b], c]`")) return read;
    for (const Node& node : list.items) {
      const Node* written = &node;
      if (node.is_mapping()) {
        const Fields f(node, {"tier", "strongly"}, dm_.where() + ", a tier", reading_.problems);
        written = f.find("tier");
        if (written == nullptr) f.text("tier", true);
        if (f.flag("strongly"))
          read.strongly_above.push_back(static_cast<std::uint32_t>(read.tiers.size()));
      }
      auto& tier = read.tiers.emplace_back();
      places_.push_back(node.place);
      if (written == nullptr) continue;
      if (written->is_list())
        for (const Node& item : written->items) tier.push_back(parse(item));
      else
        tier.push_back(parse(*written));
    }
    return read;
  }

  Payoffs payoffs(const Node& mapping) {
    Payoffs read;
    read.because = reading_.because(dm_);
    if (!check_mapping(mapping, dm_.where() + ": \"payoffs\"",
                       "write `strike: 3`, a formula and a number on each line", reading_.problems))
      return read;
    for (const yaml::Pair& pair : mapping.pairs) {
      WrittenFormula written = parse(pair.key);
      read.weights.push_back({std::move(written), millionths(pair.value)});
      places_.push_back(pair.key.place);
    }
    return read;
  }

 private:
  WrittenFormula parse(const Node& node) { return reading_.names.parse(node, dm_.where()); }

  bool is_list(const Node& node, const std::string& key, const std::string& hint) {
    if (node.is_list()) return true;
    reading_.problems.add(
        problem::wrong_type, node.place,
        dm_.where() + ": \"" + key + "\" should be a list, found " + std::string(node.what()),
        node.is_text() ? "write `[" + shortened(node.text) + "]`, or " + hint : hint);
    return false;
  }

  void add(const Node& node, std::optional<std::uint32_t> group, std::vector<Statement>& read) {
    Statement statement;
    statement.any_order = group;
    const Node* want = node.is_mapping() ? wanted(node, statement) : &node;
    if (want == nullptr) return;
    WrittenFormula written = reading_.names.parse(*want, dm_.where());
    statement.formula = std::move(written.formula);
    statement.text = std::move(written.text);
    places_.push_back(want->place);
    read.push_back(std::move(statement));
  }

  // What is strongly preferred to a state is so to everything below it too (theory: an up-set), and
  // that only holds when the strong statements are the first ones.
  void check_strength(const std::vector<Statement>& read) {
    for (std::size_t k = 1; k < read.size(); ++k)
      if (read[k].strongly && !read[k - 1].strongly) {
        reading_.problems.add(problem::strong_below, places_[places_.size() - read.size() + k],
                              dm_.where() + ": " + in_quotes(read[k].text) +
                                  " is meant strongly, and " + in_quotes(read[k - 1].text) +
                                  " above it is not",
                              "say `strongly: true` of what stands above it too, or move it up");
        return;
      }
  }

  // Reads what a statement written as a mapping says beside its formula, which is returned.
  const Node* wanted(const Node& node, Statement& statement) {
    // `- strike: yes` or `- never: strike` is one thought, and gets one answer.
    const auto& keys = statement_keys;
    if (node.pairs.size() == 1 &&
        std::find(keys.begin(), keys.end(), node.pairs.front().key.text) == keys.end()) {
      reading_.problems.add(
          problem::unknown_key, node.pairs.front().key.place,
          dm_.where() + ": a statement has no key " + in_quotes(node.pairs.front().key.text),
          "a statement is a formula such as `strike` or `not strike`, without a colon; or `{want: "
          "FORMULA, because: ...}`");
      return nullptr;
    }
    const Fields f(node, keys, dm_.where() + ", a statement", reading_.problems);
    statement.note = f.text("note");
    statement.confidence = f.share("confidence");
    statement.uncertain = f.flag("uncertain");
    statement.strongly = f.flag("strongly");
    statement.known_after = f.flag("known_after");
    statement.fixed = f.flag("fixed");
    statement.because = reading_.because(f);
    for (const Node* basis : f.one_or_many("basis"))
      if (const auto which = f.choice("basis", *basis, bases))
        statement.basis.push_back(static_cast<Basis>(*which));
    const Node* want = f.find("want");
    if (want == nullptr) f.text("want", true);
    return want;
  }

  std::int64_t millionths(const Node& node) {
    const bool written = node.is_text() && node.plain;
    const Number number = written ? read_number(node.text) : Number{Number::Fault::not_a_number, 0};
    const std::string found = node.is_text() ? in_quotes(node.text) : std::string(node.what());
    switch (number.fault) {
      case Number::Fault::none:
        break;
      case Number::Fault::not_a_number:
        reading_.problems.add(problem::bad_number, node.place,
                              dm_.where() + ": expected a number, found " + found,
                              number_hint(node));
        break;
      case Number::Fault::too_large:
        reading_.problems.add(problem::bad_number, node.place,
                              dm_.where() + ": the number " + found + " is too large",
                              "only the order of the sums matters; stay below 1000000000");
        break;
      case Number::Fault::too_precise:
        reading_.problems.add(
            problem::too_precise, node.place,
            dm_.where() + ": the number " + found + " has more than six decimal places",
            "only the order of the sums matters; round it");
        break;
    }
    return number.millionths;
  }

  static std::string number_hint(const Node& node) {
    if (!node.is_text()) return "write a number like 12 or -1.5 after the colon";
    std::string pointed = node.text;
    if (const auto comma = pointed.find(','); comma != std::string::npos) pointed[comma] = '.';
    if (pointed != node.text && read_number(pointed).fault == Number::Fault::none)
      return "write it with a point: `" + pointed + "`";
    if (read_number(node.text).fault == Number::Fault::none)
      return "write `" + node.text + "` without quotes";
    return "write it like 12 or -1.5, in digits and with a point";
  }

  Reading& reading_;
  const Fields& dm_;
  std::vector<Place>& places_;
};

// Evidence of a decision maker as a whole is for a ranking or payoffs; a statement has its own.
void refuse_because(Reading& reading, const Fields& dm, const yaml::Pair& because) {
  reading.problems.add(problem::unknown_key, because.key.place,
                       dm.where() + ": \"because\" goes with \"ranking\" or \"payoffs\"",
                       "write it in the statement: `{want: ..., because: ...}`");
}

}  // namespace

void read_preferences(Reading& reading) {
  reading.places.preferences.resize(reading.model.decision_makers.size());
  for (std::size_t k = 0; k < reading.dm_nodes.size(); ++k) {
    DecisionMaker& dm = reading.model.decision_makers[k];
    const Node& node = *reading.dm_nodes[k];
    const Fields f(node, called("decision maker", node), reading.problems);
    if (const Node* candidates = node.find("candidates")) {
      std::vector<Place> places;
      dm.candidates = PreferenceReader(reading, f, places).statements(*candidates, "candidates");
    }
    std::vector<const yaml::Pair*> said;
    for (const std::string_view key : {"preferences", "ranking", "payoffs"})
      if (const yaml::Pair* pair = node.pair(key)) said.push_back(pair);
    if (said.size() > 1) {
      reading.problems.add(
          problem::two_preferences, said[1]->key.place,
          f.where() + " has both \"" + said[0]->key.text + "\" and \"" + said[1]->key.text + "\"",
          "keep one of them");
      continue;
    }
    if (said.empty()) {
      if (const yaml::Pair* because = node.pair("because")) refuse_because(reading, f, *because);
      reading.problems.add(problem::no_preferences, f.place_of("id"),
                           f.where() + " has no preferences, so all states are alike to it",
                           "add `preferences`, a list of statements, most important first");
      continue;
    }
    const yaml::Pair* because = node.pair("because");
    if (because != nullptr && said.front()->key.text == "preferences")
      refuse_because(reading, f, *because);
    PreferenceReader reader(reading, f, reading.places.preferences[k]);
    const auto& [key, value] = *said.front();
    if (key.text == "preferences")
      dm.preference = Statements{reader.statements(value, "preferences")};
    else if (key.text == "ranking")
      dm.preference = reader.ranking(value);
    else
      dm.preference = reader.payoffs(value);
  }
}

}  // namespace standoff
