// A difference told in the dispute's own terms: what changed, what follows, and because of what.

#include "report/diff.hpp"

#include <algorithm>

#include "text/unicode.hpp"

namespace standoff::report {
namespace {

using What = Change::What;
using How = Change::How;
using About = Consequence::About;

std::string quoted(const std::string& text) { return "“" + text + "”"; }

class DiffText {
 public:
  DiffText(const DiffAnswer& answer, const Style& style)
      : answer_(answer), found_(answer.difference), style_(style) {}

  std::string run() {
    out_ += paragraph(style_, "",
                      style_.heading("From " + answer_.before_name + " to " + answer_.after_name));
    what_changed();
    what_follows();
    if (!found_.complete) out_ += "\nThis answer is partial: a limit was reached.\n";
    return std::move(out_);
  }

 private:
  std::string person(const std::string& id) const {
    for (const Model* model : {&answer_.after, &answer_.before})
      for (const DecisionMaker& dm : model->decision_makers)
        if (dm.id == id) return dm.name;
    return id;
  }

  void what_changed() {
    out_ += "\n" + style_.heading("What changed") + "\n";
    if (found_.changes.empty()) {
      out_ += "  Nothing.\n";
      return;
    }
    // Numbered in the order of the changes; those of one decision maker under its name.
    std::string under = "\n";
    for (std::size_t k = 0; k < found_.changes.size(); ++k) {
      const Change& change = found_.changes[k];
      if (change.whose != under && (!change.whose.empty() || under != "\n"))
        out_ += "  " + (change.whose.empty() ? std::string("The dispute") : person(change.whose)) +
                "\n";
      under = change.whose.empty() && under == "\n" ? "\n" : change.whose;
      out_ += paragraph(style_, text::pad_left(std::to_string(k + 1), 5) + "  ", told(change));
    }
  }

  static std::string noun(What what) {
    switch (what) {
      case What::title:
        return "the title";
      case What::as_of:
        return "the date";
      case What::decision_maker:
        return "decision maker";
      case What::option:
        return "option";
      case What::direction:
        return "option";
      case What::guard:
        return "guard of";
      case What::preference:
        return "preferences";
      case What::statement:
        return "want";
      case What::rule:
        return "rule";
      case What::outcome:
        return "outcome";
      case What::merge:
        return "merged state";
      case What::state:
        return "state";
      case What::moves:
        return "moves";
      case What::status_quo:
        return "status quo";
      case What::candidate:
        return "candidate";
      case What::channel:
        return "channel";
      case What::measure:
        return "measure";
      case What::stage:
        return "stage";
      case What::view:
        return "view";
      case What::question:
        return "question";
      case What::source:
        return "source";
      case What::evidence:
        return "evidence";
    }
    return "";
  }

  static std::string statement(const Change& c) {
    const std::string was = std::to_string(c.place_before);
    const std::string is = std::to_string(c.place_after);
    switch (c.how) {
      case How::added:
        return "wants, as number " + is + ": " + c.after;
      case How::dropped:
        return "no longer wants: " + c.before + " (was number " + was + ")";
      case How::moved:
        return std::string(c.place_after < c.place_before ? "puts higher" : "puts lower") +
               ", from number " + was + " to " + is + ": " + c.after;
      case How::replaced:
        return "wants, as number " + is + ": " + c.after + "; instead of: " + c.before;
      case How::reworded:
        return "means the same in other words, number " + is + ": " + c.after +
               "; before: " + c.before;
      case How::grounded:
        return "number " + is + " rests on other grounds: " + c.after;
      default:
        return "number " + is + " is marked in another way: " + c.after;
    }
  }

  static std::string told(const Change& c) {
    if (c.what == What::statement) return statement(c);
    const std::string thing = noun(c.what) + (c.id.empty() ? "" : " " + c.id);
    if (c.what == What::moves)
      return (c.after.empty() ? "" : "can now go " + c.after) +
             (c.after.empty() || c.before.empty() ? "" : "; ") +
             (c.before.empty() ? "" : "can no longer go " + c.before);
    if (c.what == What::status_quo)
      return "the status quo is now: " + c.after + "; before: " + c.before;
    switch (c.how) {
      case How::added:
        return "new " + thing + (c.after.empty() || c.after == c.id ? "" : ": " + c.after);
      case How::dropped:
        return "no longer there: " + thing +
               (c.before.empty() || c.before == c.id ? "" : " (" + c.before + ")");
      case How::reworded:
        return thing + " in other words: " + (c.after.empty() ? "nothing" : quoted(c.after)) +
               ", before " + (c.before.empty() ? "nothing" : quoted(c.before));
      case How::grounded:
        return thing + " rests on other grounds" + (c.id.empty() ? ": " + c.after : "");
      default:
        if (c.before.empty() && c.after.empty()) return thing + " changed";
        return thing + " is now " + (c.after.empty() ? "nothing" : quoted(c.after)) + ", before " +
               (c.before.empty() ? "nothing" : quoted(c.before));
    }
  }

  static std::string view(const Consequence& c) {
    return c.key.concept_.empty() ? "" : " (" + c.key.concept_ + ")";
  }

  std::string claim(const Consequence& c) const {
    const bool now = c.after && *c.after != Count(0U);
    const auto number = [](const std::optional<Count>& count) {
      return count ? count->text() : std::string("?");
    };
    switch (c.key.about) {
      case About::feasible:
        return "There are " + number(c.after) + " situations, before " + number(c.before);
      case About::equilibria:
        return number(c.after) + " are stable for everybody" + view(c) + ", before " +
               number(c.before);
      case About::status_quo:
        return "The status quo is " + std::string(now ? "now" : "no longer") + " stable for " +
               person(c.key.dm) + view(c);
      case About::stable:
        return "Outcome " + c.key.outcome + " is " + (now ? "now" : "no longer") +
               " stable for everybody somewhere" + view(c);
      case About::gainful:
        return "Moves that pay " + std::string(now ? "now lead" : "no longer lead") +
               " to outcome " + c.key.outcome;
      case About::reachable:
        return "Outcome " + c.key.outcome + " can " + (now ? "now" : "no longer") +
               " be reached at all";
    }
    return "";
  }

  std::string cause(const Consequence& c) const {
    if (c.alone.empty()) return "no single change makes this difference";
    std::vector<std::string> numbers;
    for (const std::size_t k : c.alone) numbers.push_back(std::to_string(k + 1));
    return numbers.size() == 1
               ? "change " + numbers.front() + " alone makes it so"
               : "each of the changes " + enumeration(numbers) + " alone would make it so";
  }

  void what_follows() {
    out_ += "\n" + style_.heading("What follows from it") + "\n";
    if (found_.conclusions.empty()) {
      out_ += paragraph(style_, "  ",
                        "None of the " + counted(found_.compared, "conclusion") +
                            " that both versions allow is different.");
      return;
    }
    out_ += paragraph(style_, "  ",
                      std::to_string(found_.conclusions.size()) + " of the " +
                          counted(found_.compared, "conclusion") +
                          " that both versions allow are different.");
    for (const Consequence& c : found_.conclusions)
      out_ += paragraph(style_, "  - ", claim(c) + "; " + cause(c) + ".");
    const auto untried = std::count_if(found_.changes.begin(), found_.changes.end(),
                                       [](const Change& c) { return !c.tried && matters(c); });
    if (untried > 0)
      out_ += paragraph(style_, "  ",
                        counted(static_cast<std::size_t>(untried), "change") +
                            " could not be tried alone: without others there would be no dispute.");
  }

  static bool matters(const Change& c) {
    const bool said_only = c.how == How::reworded || c.how == How::grounded;
    return !said_only && c.what >= What::decision_maker && c.what <= What::status_quo;
  }

  const DiffAnswer& answer_;
  const Difference& found_;
  const Style& style_;
  std::string out_;
};

}  // namespace

std::string diff(const DiffAnswer& answer, const Style& style) {
  return DiffText(answer, style).run();
}

}  // namespace standoff::report
