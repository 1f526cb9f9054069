// Printing a plain dispute as a dispute file (docs/reference/language.md).
//
// Two halves: the dispute becomes a tree of texts, lists and mappings, choosing words on the way;
// the tree becomes YAML or JSON, choosing the layout. All choices come from the dispute's notation.

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <map>
#include <optional>
#include <set>

#include "random/dice.hpp"
#include "random/plain_dispute.hpp"

namespace standoff::oracle {
namespace {

using Op = Formula::Op;

// Choices of notation. The plainest spelling is always the first, and plain notation takes it.
class Notation {
 public:
  explicit Notation(std::uint64_t seed) {
    if (seed != 0) dice_.emplace(seed);
  }
  int choose(int n) { return dice_ ? dice_->below(n) : 0; }
  bool perhaps(int percent) { return dice_ && dice_->chance(percent); }

 private:
  std::optional<Dice> dice_;
};

struct Entry;

struct Node {
  enum class Kind { text, number, list, mapping };
  Kind kind = Kind::text;
  std::string text;
  std::vector<Node> items;
  std::vector<Entry> entries;
};

struct Entry {
  std::string key;
  Node value;
};

Node text(std::string what) { return {Node::Kind::text, std::move(what), {}, {}}; }
Node number(std::string what) { return {Node::Kind::number, std::move(what), {}, {}}; }
Node list(std::vector<Node> items) { return {Node::Kind::list, "", std::move(items), {}}; }
Node mapping(std::vector<Entry> entries) {
  return {Node::Kind::mapping, "", {}, std::move(entries)};
}

// From a tree to a file.
class Layout {
 public:
  explicit Layout(Notation& notation) : notation_(notation), json_(notation.perhaps(8)) {}

  std::string file(const Node& top) { return json_ ? flow(top) + "\n" : block(top, 0); }

 private:
  static bool reads_otherwise(std::string word) {
    static const std::set<std::string> words = {"true", "false", "yes", "no",  "on",
                                                "off",  "y",     "n",   "null"};
    for (char& c : word) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return words.count(word) > 0;
  }

  static bool safe_unquoted(const std::string& s, bool in_flow) {
    if (s.empty() || reads_otherwise(s)) return false;
    if (!std::isalpha(static_cast<unsigned char>(s[0])) && s[0] != '(') return false;
    if (s.find(": ") != std::string::npos || s.find(" #") != std::string::npos) return false;
    return !in_flow || s.find_first_of(",[]{}") == std::string::npos;
  }

  std::string scalar(const std::string& s, bool in_flow) {
    if (!json_ && safe_unquoted(s, in_flow) && !notation_.perhaps(12)) return s;
    std::string quote = json_ || notation_.choose(2) == 0 ? "\"" : "'";
    return quote + s + quote;  // no text of ours has quotes or backslashes in it
  }

  std::string flow(const Node& node) {
    std::string result;
    switch (node.kind) {
      case Node::Kind::text:
        return scalar(node.text, true);
      case Node::Kind::number:
        return node.text;
      case Node::Kind::list:
        for (const Node& item : node.items) result += (result.empty() ? "" : ", ") + flow(item);
        return "[" + result + "]";
      case Node::Kind::mapping:
        for (const auto& [key, value] : node.entries) {
          result += (result.empty() ? "" : ", ") + scalar(key, true) + ": " + flow(value);
        }
        return "{" + result + "}";
    }
    return result;
  }

  // Small things read better on one line.
  bool in_one_line(const Node& node) {
    if (node.kind == Node::Kind::text || node.kind == Node::Kind::number) return true;
    if (node.items.empty() && node.entries.empty()) return true;
    bool leaves = true;
    auto look = [&](const Node& n) {
      leaves = leaves && (n.kind == Node::Kind::text || n.kind == Node::Kind::number);
    };
    for (const Node& item : node.items) look(item);
    for (const auto& entry : node.entries) look(entry.value);
    return leaves ? !notation_.perhaps(35) : notation_.perhaps(20);
  }

  std::string one_line(const Node& node) {
    return node.kind == Node::Kind::text ? scalar(node.text, false) : flow(node);
  }

  std::string block(const Node& node, std::size_t indent) {
    std::string result;
    const std::string margin(indent, ' ');
    for (const Node& item : node.items) {
      if (in_one_line(item)) {
        result += margin + "- " + one_line(item) + "\n";
      } else {
        result += block(item, indent + 2).replace(indent, 2, "- ");
      }
    }
    for (const auto& [key, value] : node.entries) {
      result += margin + scalar(key, false) + ":";
      bool section = indent == 0 && value.kind == Node::Kind::list && !value.items.empty() &&
                     value.items.front().kind == Node::Kind::mapping;
      if (!section && in_one_line(value)) {
        result += " " + one_line(value) + "\n";
      } else {
        result += "\n" + block(value, indent + 2);
      }
    }
    return result;
  }

  Notation& notation_;
  bool json_;
};

// From a dispute to a tree.
class Author {
 public:
  Author(const PlainDispute& dispute, Notation& notation)
      : dispute_(dispute), notation_(notation), slots_(oracle::slots(dispute)) {
    std::map<std::string, int> owners;
    for (const PlainDm& dm : dispute.dms) {
      for (const PlainOption& option : dm.options) ++owners[option.id];
    }
    for (const Slot& slot : slots_) {
      const std::string& id = slot.option->id;
      const std::string tail = slot.level ? "." + slot.level->id : "";
      std::vector<std::string>& names = spellings_[slot.key];
      std::vector<std::string> heads;
      if (slot.dm < 0 || owners[id] < 2) heads.push_back(id);
      if (slot.dm >= 0) heads.push_back(dispute.dms[slot.dm].id + "." + id);
      for (const std::string& head : heads) names.push_back(head + tail);
      if (slot.level && slot.below < 0) {  // the ladder's id alone means its lowest level
        names.insert(names.end(), heads.begin(), heads.end());
      }
    }
    for (const PlainState& state : dispute.states) spellings_[state.key] = {state.id};
    for (const PlainNamed& outcome : dispute.outcomes) spellings_[outcome.key] = {outcome.id};
    for (const PlainNamed& merge : dispute.merges) spellings_[merge.key] = {merge.id};
  }

  Node file() {
    std::vector<Entry> top;
    top.push_back({"standoff", number("1")});
    top.push_back({"title", text("A random dispute")});
    std::vector<Node> dms;
    for (const PlainDm& dm : dispute_.dms) dms.push_back(decision_maker(dm));
    top.push_back({"decision_makers", list(dms)});
    if (!dispute_.circumstances.empty()) {
      top.push_back({"options", options(dispute_.circumstances)});
    }
    if (!dispute_.rules.empty()) {
      std::vector<Node> rules;
      for (const PlainRule& r : dispute_.rules) rules.push_back(rule(r));
      top.push_back({"rules", list(rules)});
    }
    if (!dispute_.outcomes.empty()) {
      std::vector<Entry> outcomes;
      for (const PlainNamed& outcome : dispute_.outcomes) {
        outcomes.push_back({outcome.id, formula(outcome.where)});
      }
      top.push_back({"outcomes", mapping(outcomes)});
    }
    if (!dispute_.merges.empty()) {
      std::vector<Node> merges;
      for (const PlainNamed& merge : dispute_.merges) {
        std::vector<Entry> entries = {{"id", text(merge.id)}, {"where", formula(merge.where)}};
        if (notation_.perhaps(20)) entries.push_back({"name", text("All the same")});
        merges.push_back(mapping(entries));
      }
      top.push_back({"merge", list(merges)});
    }
    if (!dispute_.states.empty()) add_graph(top);
    if (dispute_.status_quo) top.push_back({"status_quo", status_quo()});
    return mapping(top);
  }

 private:
  // A formula as text, with what its outermost words are, to know where parentheses are needed.
  struct Phrase {
    enum class Kind { atom, negation, conjunction, disjunction, exclusive, arrow };
    std::string words;
    Kind kind = Kind::atom;
  };

  std::string name(int key) {
    const std::vector<std::string>& names = spellings_.at(key);
    return names[notation_.choose(static_cast<int>(names.size()))];
  }

  // `inside` a phrase of that kind; weaker and like binding things get parentheses, except that
  // and, or and xor may be chained.
  std::string inside(Phrase::Kind outer, const Formula& part) {
    using Kind = Phrase::Kind;
    Phrase phrase = say(part);
    bool binds_tighter = phrase.kind < outer;
    if (outer == Kind::exclusive && phrase.kind == Kind::disjunction) binds_tighter = false;
    bool chain = phrase.kind == outer && outer != Kind::arrow;
    if ((binds_tighter || chain) && !notation_.perhaps(8)) return phrase.words;
    return "(" + phrase.words + ")";
  }

  std::string chain(Phrase::Kind kind, const std::vector<Formula>& parts, const std::string& word) {
    std::string result;
    for (const Formula& part : parts) {
      if (!result.empty()) result += " " + word + " ";
      result += inside(kind, part);
    }
    return result;
  }

  std::string items(const std::vector<Formula>& parts) {
    std::string result;
    for (const Formula& part : parts) result += (result.empty() ? "" : ", ") + say(part).words;
    return "[" + result + "]";
  }

  std::string count(const Formula& f) {
    static const std::vector<std::string> numbers = {
        "0", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"};
    std::string how_many = std::to_string(f.number);
    if (f.number <= 10 && notation_.choose(2) == 0) how_many = numbers[f.number];
    if (f.op == Op::at_least) return "at least " + how_many + " of";
    if (f.op == Op::at_most) return "at most " + how_many + " of";
    return "exactly " + how_many + " of";
  }

  Phrase say(const Formula& f) {
    using Kind = Phrase::Kind;
    const bool symbols = notation_.perhaps(35);
    switch (f.op) {
      case Op::truth:
        return {"true", Kind::atom};
      case Op::falsity:
        return {"false", Kind::atom};
      case Op::atom:
        return {name(f.number), Kind::atom};
      case Op::negation: {
        const Formula& part = f.parts.front();
        if (part.op == Op::disjunction && !part.parts.empty() && notation_.perhaps(50)) {
          return {"none of " + items(part.parts), Kind::atom};
        }
        return {(symbols ? "!" : "not ") + inside(Kind::negation, part), Kind::negation};
      }
      case Op::letters:
      case Op::conjunction:
        if (f.parts.empty()) return {"true", Kind::atom};
        if (notation_.perhaps(20)) return {"all of " + items(f.parts), Kind::atom};
        if (f.parts.size() == 1) return say(f.parts.front());
        return {chain(Kind::conjunction, f.parts, symbols ? "&" : "and"), Kind::conjunction};
      case Op::disjunction:
        if (f.parts.empty()) return {"false", Kind::atom};
        if (notation_.perhaps(20)) return {"any of " + items(f.parts), Kind::atom};
        if (f.parts.size() == 1) return say(f.parts.front());
        return {chain(Kind::disjunction, f.parts, symbols ? "|" : "or"), Kind::disjunction};
      case Op::exclusive:
        return {chain(Kind::exclusive, f.parts, "xor"), Kind::exclusive};
      case Op::given:
        return {chain(Kind::arrow, f.parts, "if"), Kind::arrow};
      case Op::implies:
        return {chain(Kind::arrow, f.parts, symbols ? "->" : "implies"), Kind::arrow};
      case Op::iff:
        return {chain(Kind::arrow, f.parts, symbols ? "<->" : "iff"), Kind::arrow};
      case Op::at_least:
      case Op::at_most:
      case Op::exactly:
        return {count(f) + " " + items(f.parts), Kind::atom};
    }
    return {};
  }

  Node formula(const Formula& f) { return text(say(f).words); }

  // In rankings and payoffs a state may be written by its letters.
  std::string state_or_formula(const Formula& f) {
    if (f.op != Op::letters) return say(f).words;
    std::string letters;
    for (const Slot& slot : slots_) {
      char letter = '-';
      for (const Formula& part : f.parts) {
        if (part == is(slot.key)) letter = 'Y';
        if (part == !is(slot.key)) letter = 'N';
      }
      letters += letter;
    }
    return letters;
  }

  std::string decimal(long millionths) {
    std::string digits = std::to_string(std::abs(millionths));
    if (digits.size() < 7) digits.insert(0, 7 - digits.size(), '0');
    std::string whole = digits.substr(0, digits.size() - 6);
    std::string fraction = digits.substr(digits.size() - 6);
    std::size_t needed = fraction.find_last_not_of('0') + 1;
    needed += static_cast<std::size_t>(notation_.choose(static_cast<int>(7 - needed)));
    std::string sign = millionths < 0 ? "-" : "";
    return sign + whole + (needed > 0 ? "." + fraction.substr(0, needed) : "");
  }

  static std::string direction(Direction d) { return d == Direction::take ? "taken" : "dropped"; }

  Node option(const PlainOption& o) {
    std::vector<Entry> entries = {{"id", text(o.id)}};
    if (notation_.perhaps(15)) entries.push_back({"name", text("do " + o.id)});
    if (notation_.perhaps(8)) entries.push_back({"otherwise", text("leave " + o.id)});
    if (o.direction != Direction::both) {
      entries.push_back({"irreversible", text(direction(o.direction))});
    }
    if (o.guard) entries.push_back({"when", formula(*o.guard)});
    if (!o.levels.empty()) {
      std::vector<Node> levels;
      for (const PlainLevel& l : o.levels) {
        std::vector<Entry> level = {{"id", text(l.id)}};
        if (l.direction && *l.direction != Direction::both) {
          level.push_back({"irreversible", text(direction(*l.direction))});
        }
        if (l.guard) level.push_back({"when", formula(*l.guard)});
        bool bare = level.size() == 1 && !notation_.perhaps(20);
        levels.push_back(bare ? text(l.id) : mapping(level));
      }
      entries.push_back({"levels", list(levels)});
    }
    bool bare = entries.size() == 1 && !notation_.perhaps(20);
    return bare ? text(o.id) : mapping(entries);
  }

  Node options(const std::vector<PlainOption>& all) {
    std::vector<Node> result;
    for (const PlainOption& o : all) result.push_back(option(o));
    return list(result);
  }

  Node decision_maker(const PlainDm& dm) {
    std::vector<Entry> entries = {{"id", text(dm.id)}};
    if (notation_.perhaps(15)) entries.push_back({"name", text("The side called " + dm.id)});
    if (!dm.options.empty()) entries.push_back({"options", options(dm.options)});
    if (!dm.statements.empty()) {
      std::vector<Node> statements;
      for (std::size_t k = 0; k < dm.statements.size(); ++k) {
        const Formula& f = dm.statements[k];
        bool bare = !notation_.perhaps(20);
        std::vector<Entry> flags;
        if (dm.uncertain.count(static_cast<int>(k)) != 0)
          flags.push_back({"uncertain", number("true")});
        if (static_cast<int>(k) < dm.strong) flags.push_back({"strongly", number("true")});
        if (bare && flags.empty()) {
          statements.push_back(formula(f));
          continue;
        }
        flags.insert(flags.begin(), {"want", formula(f)});
        statements.push_back(mapping(flags));
      }
      entries.push_back({"preferences", list(statements)});
    }
    if (!dm.tiers.empty()) {
      std::vector<Node> tiers;
      for (const auto& tier : dm.tiers) {
        std::vector<Node> alike;
        for (const Formula& f : tier) alike.push_back(text(state_or_formula(f)));
        bool bare = alike.size() == 1 && !notation_.perhaps(25);
        tiers.push_back(bare ? alike.front() : list(alike));
        if (dm.strong_steps.count(static_cast<int>(tiers.size()) - 1) != 0) {
          tiers.back() = mapping({{"tier", tiers.back()}, {"strongly", number("true")}});
        }
      }
      entries.push_back({"ranking", list(tiers)});
    }
    if (!dm.payoffs.empty()) {
      std::vector<Entry> payoffs;
      std::set<std::string> used;
      for (const PlainPayoff& payoff : dm.payoffs) {
        std::string where = state_or_formula(payoff.where);
        if (used.count(where) > 0) where = say(payoff.where).words;
        // A mapping has no key twice; in parentheses the same formula is another text.
        while (!used.insert(where).second) where = "(" + where + ")";
        payoffs.push_back({where, number(decimal(payoff.millionths))});
      }
      entries.push_back({"payoffs", mapping(payoffs)});
    }
    return mapping(entries);
  }

  Node rule(const PlainRule& r) {
    const Formula& f = r.what;
    bool counts = f.op == Op::at_least || f.op == Op::at_most || f.op == Op::exactly;
    if (!r.never && counts && !notation_.perhaps(25)) {
      std::vector<Node> parts;
      for (const Formula& part : f.parts) parts.push_back(formula(part));
      return mapping({{count(f), list(parts)}});
    }
    return mapping({{r.never ? "never" : "always", formula(f)}});
  }

  void add_graph(std::vector<Entry>& top) {
    std::vector<Node> states;
    for (const PlainState& s : dispute_.states) {
      bool bare = !notation_.perhaps(20);
      states.push_back(bare ? text(s.id)
                            : mapping({{"id", text(s.id)}, {"name", text("State " + s.id)}}));
    }
    top.push_back({"states", list(states)});
    std::vector<Entry> moves;
    for (const PlainDm& dm : dispute_.dms) {
      std::vector<Entry> from_here;
      for (const PlainState& s : dispute_.states) {
        std::vector<Node> targets;
        for (auto [from, to] : dm.moves) {
          if (from == s.key) targets.push_back(text(name(to)));
        }
        if (targets.empty()) continue;
        bool bare = targets.size() == 1 && notation_.choose(2) == 0;
        from_here.push_back({s.id, bare ? targets.front() : list(targets)});
      }
      if (!from_here.empty()) moves.push_back({dm.id, mapping(from_here)});
    }
    top.push_back({"moves", mapping(moves)});
  }

  Node status_quo() {
    const std::vector<int>& keys = *dispute_.status_quo;
    if (!dispute_.states.empty()) {
      Node state = text(name(keys.front()));
      return notation_.perhaps(25) ? mapping({{"state", state}}) : state;
    }
    std::vector<Node> taken;
    for (const Slot& slot : slots_) {
      if (std::count(keys.begin(), keys.end(), slot.key) > 0) taken.push_back(text(name(slot.key)));
    }
    return notation_.perhaps(25) ? mapping({{"taken", list(taken)}}) : list(taken);
  }

  const PlainDispute& dispute_;
  Notation& notation_;
  std::vector<Slot> slots_;
  std::map<int, std::vector<std::string>> spellings_;
};

}  // namespace

std::string to_yaml(const PlainDispute& dispute) {
  Notation notation(dispute.notation);
  return Layout(notation).file(Author(dispute, notation).file());
}

}  // namespace standoff::oracle
