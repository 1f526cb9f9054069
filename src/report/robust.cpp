// How far conclusions hold, what overturns them, and what is worth finding out: for somebody who
// has to rely on them.

#include <algorithm>
#include <array>
#include <map>

#include "report/answers.hpp"
#include "report/words.hpp"
#include "report/worth.hpp"
#include "text/unicode.hpp"

namespace standoff::report {
namespace {

constexpr std::size_t most_statements = 8;
constexpr std::size_t most_evidence = 3;
constexpr std::size_t most_influences = 4;
constexpr int bar_width = 20;

std::string four_decimals(double share) {
  if (share > 0 && share < 0.00005) return "<0.0001";
  if (share < 1 && share > 0.99995) return ">0.9999";
  const std::string text = std::to_string(share + 0.00000005);
  return text.substr(0, text.size() - 2);
}

// "31,603,654"
std::string grouped(std::string digits) {
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

std::string numbered(const Ratio& ratio) {
  if (ratio.never()) return "none";
  if (ratio.always()) return "all";
  return ratio.denominator.size() <= 3 ? short_text(ratio) : four_decimals(ratio.about);
}

std::string numbered(const Share& share) {
  if (share.exact) return numbered(*share.exact);
  if (!share.sampled) return "?";
  return four_decimals(share.sampled->low()) + "-" + four_decimals(share.sampled->high());
}

std::string bar(const Share& share) {
  if (!share.known()) return std::string(bar_width + 2, ' ');
  // Full and empty mean all and none.
  int full = static_cast<int>(share.about() * bar_width + 0.5);
  const bool surely_none = share.exact && share.exact->never();
  const bool surely_all = share.exact && share.exact->always();
  full = std::clamp(full, surely_none ? 0 : 1, surely_all ? bar_width : bar_width - 1);
  return "[" + std::string(static_cast<std::size_t>(full), '#') +
         std::string(static_cast<std::size_t>(bar_width - full), '.') + "]";
}

class RobustText {
 public:
  RobustText(const Graph& graph, const RobustAnswer& answer, const Style& style)
      : graph_(graph),
        model_(*graph.model()),
        answer_(answer),
        found_(answer.found),
        style_(style),
        words_(graph) {}

  std::string run() {
    readings();
    in_short();
    tables();
    overturned();
    doubts();
    worth_finding_out();
    limits();
    return std::move(out_);
  }

 private:
  using Findings = std::vector<const Finding*>;

  void heading(const std::string& text) { out_ += "\n" + style_.heading(text) + "\n"; }
  void say(const std::string& text) { out_ += paragraph(style_, "  ", text); }
  void item(const std::string& text) { out_ += paragraph(style_, "  - ", text); }

  bool only_one() const { return found_.readings == "1"; }

  // "belarus 6"
  std::string short_name(const StatementId& id) const {
    return model_.dm(id.dm).id + " " + std::to_string(id.statement + 1);
  }
  const Statement& statement(const StatementId& id) const {
    return std::get<Statements>(model_.dm(id.dm).preference).list[id.statement];
  }

  void readings() {
    out_ += paragraph(style_, "", style_.heading(model_.title)) + "\n";
    std::string text;
    if (only_one()) {
      text = "The file leaves nothing open, so there is one reading of it: as written.";
    } else {
      text = grouped(found_.readings) + " readings of this dispute are admissible: ";
      std::vector<std::string> why;
      if (!found_.doubtful.empty())
        why.push_back(
            counted(found_.doubtful.size(), "statement") +
            (found_.doubtful.size() == 1 ? " may or may not count" : " may or may not count"));
      if (!found_.unordered.empty()) {
        std::vector<std::string> sizes;
        for (const auto& group : found_.unordered) sizes.push_back(std::to_string(group.size()));
        why.push_back((answer_.open_orders ? "every list may stand in any order ("
                                           : "groups may stand in any order (") +
                      enumeration(sizes) + " statements)");
      }
      text += enumeration(why) + ".";
    }
    if (answer_.blind) text += " Statements that use later knowledge are left out.";
    say(text);
    if (only_one())
      say("`--orders all` reads every list in every order, `--doubt all` doubts every statement; "
          "in the file, `confidence`, `uncertain` and `any_order` say what is open.");
    else
      say("A share counts readings of the file. It is not how likely anything is to happen.");
  }

  std::string target(const Conclusion& c) const {
    if (c.at.size() > 1) return "some state of \"" + c.outcome + "\"";
    if (graph_.status_quo() == c.at.front()) return "the status quo";
    return c.outcome.empty() ? words_.state(c.at.front()) : "\"" + c.outcome + "\"";
  }
  std::string group(const Conclusion& c) const {
    std::vector<std::string> names;
    for (const DmId i : c.group) names.push_back(words_.called(i));
    return enumeration(names);
  }

  // Conclusions for everybody, and deals, in order; those about one target or about deals together.
  std::vector<Findings> chapters() const {
    std::vector<Findings> chapters;
    const Conclusion* before = nullptr;
    for (const Finding& f : found_.findings) {
      const Conclusion& c = f.conclusion;
      if (c.dm) continue;
      const bool same = before != nullptr && before->kind == c.kind &&
                        (c.kind == Conclusion::Kind::deal ||
                         (before->at == c.at && before->outcome == c.outcome));
      if (!same) chapters.emplace_back();
      chapters.back().push_back(&f);
      before = &c;
    }
    return chapters;
  }
  static bool deals(const Findings& chapter) {
    return chapter.front()->conclusion.kind == Conclusion::Kind::deal;
  }

  static std::string keys(const Findings& findings) {
    std::vector<std::string> keys;
    for (const Finding* f : findings) keys.emplace_back(f->conclusion.concept_->key);
    return enumeration(keys);
  }

  // "gmr and smr in 2/3, seq in 1/4": those of equal share together.
  static std::string keys_with_shares(const Findings& findings) {
    std::vector<std::pair<std::string, Findings>> by_share;
    for (const Finding* f : findings) {
      const std::string share = numbered(f->share);
      const auto found = std::find_if(by_share.begin(), by_share.end(),
                                      [&](const auto& entry) { return entry.first == share; });
      if (found == by_share.end())
        by_share.push_back({share, {f}});
      else
        found->second.push_back(f);
    }
    std::vector<std::string> parts;
    for (const auto& [share, of] : by_share) parts.push_back(keys(of) + " in " + share);
    return listed(parts);
  }

  // ""december" is stable for everybody (nash and seq)", "the two have a deal"
  std::vector<std::string> sentences(const std::vector<Findings>& all,
                                     bool (*wanted)(const Finding&), bool with_shares) const {
    std::vector<std::string> out;
    for (const Findings& chapter : all) {
      Findings chosen;
      for (const Finding* f : chapter)
        if (wanted(*f)) chosen.push_back(f);
      if (chosen.empty()) continue;
      if (!deals(chapter)) {
        out.push_back(target(chosen.front()->conclusion) + " is stable for everybody (" +
                      (with_shares ? keys_with_shares(chosen) : keys(chosen)) + ")");
        continue;
      }
      for (const Finding* f : chosen)
        out.push_back(group(f->conclusion) + " have a deal" +
                      (with_shares ? " (in " + numbered(f->share) + ")" : ""));
    }
    return out;
  }

  void in_short() {
    heading("What holds");
    const auto all = chapters();
    const auto tell = [&](const std::string& where, bool (*wanted)(const Finding&),
                          bool with_shares = false) {
      const auto sentences_ = sentences(all, wanted, with_shares);
      if (sentences_.empty()) return;
      say(where);
      for (const std::string& sentence : sentences_) item(capital(sentence) + ".");
    };
    tell(only_one() ? "As written:" : "In every reading:",
         [](const Finding& f) { return f.share.exact && f.share.exact->always(); });
    tell(
        "In some readings and not in others; of all readings:",
        [](const Finding& f) {
          return f.share.exact && !f.share.exact->always() && !f.share.exact->never();
        },
        true);
    tell(only_one() ? "Not so, as written:" : "In no reading:",
         [](const Finding& f) { return f.share.exact && f.share.exact->never(); });
    tell(
        "Known by a sample of readings only, so neither in all nor in none for certain:",
        [](const Finding& f) { return f.share.sampled.has_value(); }, true);
    tell("Not known, because the computation was stopped:",
         [](const Finding& f) { return !f.share.known(); });
  }

  // Where only orders are open, that column would say the same again.
  bool only_orders() const { return answer_.open_orders && found_.doubtful.empty(); }

  void tables() {
    heading(only_one() ? "How firmly" : "In how many readings");
    for (const Findings& chapter : chapters()) {
      const bool about_deals = deals(chapter);
      out_ += paragraph(
          style_, "  ",
          about_deals ? "A deal from the status quo, by group:"
                      : capital(target(chapter.front()->conclusion)) + " is stable for everybody:");
      int width = 6;
      std::vector<std::string> names;
      for (const Finding* f : chapter) {
        names.push_back(about_deals ? ids(f->conclusion)
                                    : std::string(f->conclusion.concept_->key));
        names.back() = text::truncate(names.back(), 24);
        width = std::max(width, text::display_width(names.back()));
      }
      out_ += style_.faint("    " + text::pad("", width) + "  " + text::pad("as written", 12) +
                           (only_one() ? "share of orders"
                            : only_orders()
                                ? "share of the readings"
                                : text::pad("share of the readings", 24 + 15) + "any order")) +
              "\n";
      for (std::size_t k = 0; k < chapter.size(); ++k) {
        const Finding& f = *chapter[k];
        const std::string yes_no = text::pad(f.as_written ? "yes" : "no", 12);
        std::string line = "    " + text::pad(names[k], width) + "  " +
                           (f.as_written ? style_.good(yes_no) : style_.bad(yes_no)) +
                           (only_one() ? "" : measured(f.share, 15)) +
                           (only_one()      ? measured({f.any_order, {}}, 0)
                            : only_orders() ? ""
                            : f.any_order   ? numbered(*f.any_order)
                                            : "?");
        line.erase(line.find_last_not_of(' ') + 1);
        out_ += line + "\n";
      }
      if (!about_deals && !only_one()) by_decision_maker(chapter.front()->conclusion);
    }
    if (std::any_of(found_.findings.begin(), found_.findings.end(),
                    [](const Finding& f) { return f.conclusion.kind == Conclusion::Kind::deal; }))
      say("A deal is something that all its members prefer and that needs each of them.");
    if (!only_orders())
      say(std::string(only_one() ? "share of orders" : "any order") +
          ": in how many orders of the lists, every statement counting, it holds.");
    methods();
  }

  static std::string measured(const Share& share, int width) {
    return bar(share) + "  " + text::pad(numbered(share), width);
  }

  static std::string listed(const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
    return text;
  }

  std::string ids(const Conclusion& c) const {
    std::string text;
    for (const DmId i : c.group) text += (text.empty() ? "" : "+") + model_.dm(i).id;
    return text;
  }

  // Who it depends on: only where somebody differs from "all".
  void by_decision_maker(const Conclusion& about) {
    for (std::size_t i = 0; i < graph_.dms(); ++i) {
      std::vector<std::string> parts;
      bool firm = true;
      for (const Finding& f : found_.findings) {
        const Conclusion& c = f.conclusion;
        if (c.kind != about.kind || c.at != about.at || c.outcome != about.outcome ||
            c.dm != DmId(i))
          continue;
        firm = firm &&
               (f.share.exact ? f.share.exact->always()
                              : f.share.sampled && f.share.sampled->holds == f.share.sampled->of);
        parts.push_back(std::string(c.concept_->key) + " " + numbered(f.share));
      }
      if (!firm)
        out_ += paragraph(style_, "      for " + model_.dm(DmId(i)).id + ": ", "        ",
                          listed(parts));
    }
  }

  void methods() {
    std::map<std::string, std::size_t> how;
    for (const Finding& f : found_.findings)
      if (!f.how.empty()) ++how[f.how];
    std::map<std::string, std::size_t> sorted;
    std::size_t products = 0;
    std::size_t sums = 0;
    std::size_t met = 0;
    std::string sampled;
    for (const auto& [text, count] : how) {
      if (text.starts_with("exact: a product")) products += count;
      if (text.starts_with("exact: a sum")) sums += count;
      if (text.starts_with("exact: readings")) met += count;
      if (text.starts_with("sampled: ") && sampled.empty()) sampled = text.substr(9);
    }
    if (products + sums + met > 0)
      say("Exact shares, over all readings at once: products over decision makers where a verdict "
          "hangs on one list each, sums over what the decision makers can be seen to want where "
          "it does not.");
    for (const Finding& f : found_.findings)
      if (f.share.sampled) {
        say("Sampled (" + sampled + "): " + grouped(std::to_string(f.share.sampled->of)) +
            " readings drawn, seed " + std::to_string(answer_.seed) +
            "; two numbers are an interval that misses the share about once in twenty times.");
        break;
      }
  }

  // How statements are called here, where there are any.
  std::string example() const {
    for (const DecisionMaker& dm : model_.decision_makers)
      if (const auto* list = std::get_if<Statements>(&dm.preference); list && !list->list.empty()) {
        const std::size_t last = list->list.size();
        return " \"" + dm.id + " " + std::to_string(last) + "\" is statement " +
               std::to_string(last) + " of " + dm.id + ", \"" + list->list.back().text + "\".";
      }
    return "";
  }

  // "us 2 put below 3 or dropped; belarus 2 or 5 or lithuania 1 negated": statements to which the
  // same can be done stand together, the mildest changes first.
  std::string changes(const std::vector<StatementEdit>& edits) const {
    std::map<std::pair<DmId, std::uint32_t>, std::vector<const StatementEdit*>> by_statement;
    for (const StatementEdit& e : edits) by_statement[{e.dm, e.statement}].push_back(&e);
    // By what is done, then by decision maker, the numbers of the statements.
    std::map<std::string, std::map<DmId, std::vector<std::string>>> by_change;
    std::vector<std::string> order;
    for (const auto& [id, of] : by_statement) {
      std::vector<std::string> done;
      for (const StatementEdit* e : of)
        done.push_back(e->kind == StatementEdit::Kind::swapped
                           ? "put below " + std::to_string(e->statement + 2)
                       : e->kind == StatementEdit::Kind::dropped ? "dropped"
                                                                 : "negated");
      const std::string change = enumeration(done, "or");
      if (!by_change.contains(change)) order.push_back(change);
      by_change[change][id.first].push_back(std::to_string(id.second + 1));
    }
    std::stable_partition(order.begin(), order.end(),
                          [](const std::string& change) { return change != "negated"; });
    std::string text;
    for (const std::string& change : order) {
      std::vector<std::string> who;
      for (const auto& [dm, numbers] : by_change[change])
        who.push_back(model_.dm(dm).id + " " + enumeration(numbers, "or"));
      text += (text.empty() ? "" : "; ") + enumeration(who, "or") + " " + change;
    }
    return text;
  }

  void overturned() {
    heading("What would overturn it");
    say(counted(found_.edits, "single change") +
        " of the lists as written tried: each statement put below the next one, dropped, negated." +
        example());
    for (const Findings& chapter : chapters()) {
      out_ += paragraph(style_, "  ",
                        deals(chapter)
                            ? std::string("Deals from the status quo:")
                            : capital(target(chapter.front()->conclusion)) + ", for everybody:");
      // Conclusions that the same changes overturn are told together.
      std::vector<bool> told(chapter.size(), false);
      for (std::size_t k = 0; k < chapter.size(); ++k) {
        if (told[k]) continue;
        const Finding& f = *chapter[k];
        std::vector<std::string> names;
        for (std::size_t other = k; other < chapter.size(); ++other) {
          const Finding& o = *chapter[other];
          if (told[other] || o.flips != f.flips || o.as_written != f.as_written ||
              o.read_back != f.read_back)
            continue;
          told[other] = true;
          names.push_back(deals(chapter) ? ids(o.conclusion)
                                         : std::string(o.conclusion.concept_->key));
        }
        std::string text = enumeration(names) + " (" +
                           (deals(chapter) ? (f.as_written ? "there is one" : "there is none")
                                           : (f.as_written ? "stable" : "not stable")) +
                           "): ";
        text += f.flips.empty() ? "no single change." : changes(f.flips) + ".";
        if (f.read_back)
          text += " This is an assumption read back: no order matters to it, and it hangs on " +
                  short_name(*f.rests_on) + " alone.";
        else if (f.rests_on)
          text += " It rests on one statement, " + short_name(*f.rests_on) + ".";
        item(text);
      }
    }
  }

  // Two samples differ where their intervals do not meet.
  static bool told_apart(const Share& a, const Share& b) {
    if (a.sampled && b.sampled)
      return a.sampled->low() > b.sampled->high() || b.sampled->low() > a.sampled->high();
    return a.about() != b.about();
  }

  // A tornado for each conclusion that the doubts decide.
  void doubts() {
    bool any = false;
    for (const Findings& chapter : chapters())
      for (const Finding* f : chapter) {
        std::vector<Influence> sorted = f->influence;
        std::erase_if(sorted, [](const Influence& i) { return !told_apart(i.with, i.without); });
        if (sorted.empty()) continue;
        std::stable_sort(sorted.begin(), sorted.end(), [](const Influence& a, const Influence& b) {
          return std::abs(a.difference()) > std::abs(b.difference());
        });
        if (!any) heading("Which doubts matter");
        any = true;
        const Conclusion& c = f->conclusion;
        say((deals(chapter) ? "A deal of " + group(c)
                            : capital(target(c)) + " is stable for everybody (" +
                                  std::string(c.concept_->key) + ")") +
            (sorted.front().with.sampled ? ", about:" : ":"));
        for (std::size_t k = 0; k < std::min(sorted.size(), most_influences); ++k) {
          const Influence& i = sorted[k];
          const double difference = i.difference();
          const auto length = static_cast<std::size_t>(std::clamp(
              std::abs(difference) * bar_width + 0.5, 1.0, static_cast<double>(bar_width)));
          out_ += "    " + text::pad(text::truncate(short_name(i.statement), 18), 18) + " " +
                  text::pad(std::string(length, difference > 0 ? '+' : '-'), bar_width) + "  " +
                  four_decimals(i.without.about()) + " without it, " +
                  four_decimals(i.with.about()) + " with it\n";
        }
        if (sorted.size() > most_influences)
          out_ += "    (" + std::to_string(sorted.size() - most_influences) +
                  " more with less influence; --json lists all)\n";
      }
  }

  // Statements by how many conclusions a change of them overturns.
  void worth_finding_out() {
    const std::vector<Worth> weights = report::worth_finding_out(found_);
    if (weights.empty()) return;
    heading("What is worth finding out");
    say("Statements whose single change overturns most of the " +
        std::to_string(conclusions_counted(found_)) +
        " conclusions above, and what each rests on:");
    for (std::size_t k = 0; k < std::min(weights.size(), most_statements); ++k) {
      const Worth& w = weights[k];
      const Statement& s = statement(w.id);
      out_ += paragraph(style_, "  ", "    ",
                        short_name(w.id) + ", \"" + s.text + "\": overturns " +
                            std::to_string(w.overturns) +
                            (w.mildly == 0             ? ", by being negated only"
                             : w.mildly == w.overturns ? ", by its place or its absence"
                                                       : ", " + std::to_string(w.mildly) +
                                                             " of them by its place or its "
                                                             "absence") +
                            ".");
      evidence(s);
    }
    if (weights.size() > most_statements)
      say("(" + counted(weights.size() - most_statements, "more statement") +
          "; --json lists all)");
  }

  void evidence(const Statement& s) {
    constexpr std::array<std::string_view, 4> grounds{"in its own words", "ascribed by others",
                                                      "revealed by what it did",
                                                      "seen only afterwards"};
    std::vector<std::string> basis;
    for (const Basis b : s.basis) basis.emplace_back(grounds[static_cast<std::size_t>(b)]);
    std::string text = basis.empty() ? "" : capital(enumeration(basis)) + ". ";
    if (s.because.empty()) text += "Rests on no evidence: an assumption.";
    for (std::size_t k = 0; k < std::min(s.because.size(), most_evidence); ++k) {
      const Evidence& e = model_.evidence[s.because[k]];
      text += e.id + (e.says.empty() ? "" : ": " + e.says) + (e.says.ends_with('.') ? " " : "; ");
    }
    if (text.ends_with("; ")) text.replace(text.size() - 2, 2, ".");
    if (s.because.size() > most_evidence)
      text += " And " + counted(s.because.size() - most_evidence, "more item") + ".";
    while (text.ends_with(' ')) text.pop_back();
    out_ += paragraph(style_, "      ", text);
  }

  // Evidence behind several doubtful statements: where independence is wrong.
  void limits() {
    heading("What this does not say");
    if (!only_one()) {
      item("No share is the chance of an event: it counts readings of what was written down.");
      if (!found_.doubtful.empty()) {
        std::map<std::uint32_t, std::vector<std::string>> behind;
        for (const StatementId& id : found_.doubtful)
          for (const std::uint32_t e : statement(id).because) behind[e].push_back(short_name(id));
        std::string shared;
        std::size_t listed = 0;
        for (const auto& [e, statements] : behind) {
          if (statements.size() < 2) continue;
          if (++listed <= 4)
            shared += (shared.empty() ? "" : "; ") + model_.evidence[e].id + " behind " +
                      enumeration(statements);
        }
        item(
            "The doubts are taken as independent of each other. Where one piece of evidence "
            "stands behind several doubtful statements, they are not" +
            (shared.empty() ? std::string(".")
                            : ": " + shared + (listed > 4 ? "; and more." : ".")));
      }
    }
    item("Stable is not the same as reached: `paths` and `solve` say what can be come to.");
    if (answer_.left_out > 0)
      item(counted(answer_.left_out, "outcome") +
           " of many states not asked; name one with --outcome (at most 64 states).");
    if (!found_.complete)
      item(
          "This answer is partial: the computation was stopped, and a ? stands for what is not "
          "known.");
  }

  const Graph& graph_;
  const Model& model_;
  const RobustAnswer& answer_;
  const Robust& found_;
  const Style& style_;
  Words words_;
  std::string out_;
};

}  // namespace

std::string robust(const Graph& graph, const RobustAnswer& answer, const Style& style) {
  return RobustText(graph, answer, style).run();
}

}  // namespace standoff::report
