// Deals as advice to whoever sits between the parties: what each gives and gets, who goes first,
// who could go back on it, and whether the others would spoil it.

#include "report/deals.hpp"

#include <algorithm>

#include "report/measured.hpp"
#include "report/option_table.hpp"
#include "report/words.hpp"

namespace standoff::report {
namespace {

constexpr std::size_t most_told = 6;    // deals of one group
constexpr std::size_t most_orders = 2;  // of one deal, that work
constexpr std::size_t most_rows = 40;   // options in the table
constexpr std::size_t most_named = 12;  // groups without a deal

class DealsText {
 public:
  DealsText(const Graph& graph, const DealsAnswer& answer, const Style& style)
      : graph_(graph),
        model_(*graph.model()),
        answer_(answer),
        s_(answer.deals.state),
        style_(style),
        words_(graph) {}

  std::string run() {
    out_ += paragraph(style_, "", style_.heading("Deals from " + words_.state(s_)));
    for (const GroupDeals& group : answer_.deals.groups)
      if (!group.deals.empty()) one(group);
    none();
    side_by_side();
    if (answer_.paths) where_it_leads();
    left_out();
    return std::move(out_);
  }

 private:
  void say(std::string_view first, const std::string& text) {
    out_ += paragraph(style_, first, text);
  }

  std::string here() const { return graph_.status_quo() == s_ ? "now" : "there"; }

  std::string names(const Coalition& group) const {
    std::vector<std::string> all;
    for (const DmId dm : group) all.push_back(words_.called(dm));
    return enumeration(all);
  }

  void one(const GroupDeals& group) {
    out_ += "\n" + paragraph(style_, "", style_.heading(capital(names(group.group))));
    const std::size_t hidden = group.improvements - group.undominated;
    std::string how_many = counted(group.improvements, "change") + " that all take part in " +
                           (group.improvements == 1 ? "pays" : "pay") + " each of them";
    if (group.undominated == 0 && hidden > 0)
      how_many += ", but each is beaten, for all of them, by one in which somebody does nothing";
    else if (hidden > 0)
      how_many += "; " + counted(group.undominated, "of these is", "of these are") +
                  " not beaten by another";
    if (group.more) how_many = "At least " + how_many + " (among the first ones found)";
    if (group.improvements > 0) say("  ", how_many + ".");
    if (group.undominated == 0 && group.idle > 0 && !group.deals.empty() &&
        !group.deals.front().undominated)
      return;
    channels(group);
    std::size_t told = 0;
    for (const Deal& deal : group.deals) {
      if (!deal.undominated || told == most_told) break;
      ++told;
      const std::string letter = next_letter();
      columns_.push_back({letter, deal.to});
      told_.push_back(&deal);
      tell(group, deal, letter);
    }
    std::vector<std::string> more;
    for (std::size_t k = told; k < group.deals.size(); ++k)
      more.push_back(graph_.label(group.deals[k].to));
    const std::size_t unlisted = group.improvements + group.idle - told;
    if (!more.empty() && more.size() <= 8)
      say("  ",
          "Also: " + enumeration(more) +
              (told < group.undominated ? "." : ", each beaten, for all of them, by another."));
    else if (!more.empty())
      say("  ", "(" + std::to_string(unlisted) + " more; `--json` lists them)");
  }

  // A, B, ... Z, AA, AB, ...
  std::string next_letter() {
    std::string letters;
    for (std::size_t n = columns_.size() + 1; n > 0; n = (n - 1) / 26)
      letters.insert(letters.begin(), static_cast<char>('A' + (n - 1) % 26));
    return letters;
  }

  void channels(const GroupDeals& group) {
    if (model_.channels.empty()) return;
    std::vector<std::string> open;
    for (const std::uint32_t c : group.channels) {
      const Channel& channel = model_.channels[c];
      Coalition ends;
      for (const DmId dm : channel.between)
        if (std::binary_search(group.group.begin(), group.group.end(), dm)) ends.push_back(dm);
      std::sort(ends.begin(), ends.end());
      open.push_back(channel.name +
                     (group.group.size() > 2 ? " (" + names(ends) + ")" : std::string()));
    }
    if (open.empty())
      say("  ", "No channel between them is open " + here() + ".");
    else
      say("  ", "They can talk through " + enumeration(open) + "." +
                    (group.connected ? "" : " That does not connect them all."));
  }

  void tell(const GroupDeals& group, const Deal& deal, const std::string& letter) {
    out_ += "\n" + paragraph(style_, "  " + letter + "  ", "→ " + words_.state(deal.to));
    for (const DmId member : group.group) {
      const std::string gives = part(deal, member);
      say("     ", words_.name(member) + (gives.empty() ? " does nothing" : " would " + gives) +
                       gets(member, deal.to) + ".");
    }
    if (const std::string change = turned(graph_, s_, deal.to); !change.empty())
      say("     ", "It " + change + ".");
    who_goes_first(deal);
    who_could_leave(deal);
    what_the_others_do(group, deal);
  }

  std::string part(const Deal& deal, DmId member) const {
    if (graph_.has_options() && (!graph_.merged() || deal.move.way.empty()))
      return words_.share(member, s_, deal.to);
    std::vector<std::string> moves;
    for (const Move& move : deal.move.way)
      if (move.dm == member) moves.push_back(words_.doing(move));
    return enumeration(moves);
  }

  bool holds_in(const Formula& f, StateId state) const {
    return graph_.has_options() ? holds(f, graph_.pattern(state))
                                : holds_in_state(f, static_cast<std::uint32_t>(index(state)));
  }

  // The most important statement that changes its truth decides.
  std::string gets(DmId member, StateId to) const {
    if (!graph_.prefers(member, to, s_)) return "; it is as well off as " + here();
    const auto* statements = std::get_if<Statements>(&model_.dm(member).preference);
    if (statements != nullptr)
      for (std::size_t k = 0; k < statements->list.size(); ++k)
        if (holds_in(statements->list[k].formula, to) != holds_in(statements->list[k].formula, s_))
          return "; its want number " + std::to_string(k + 1) +
                 " is met: " + statements->list[k].text;
    return ", and prefers what comes of it";
  }

  // "Belarus first, then the United States"
  std::string sequence(const Deal::Order& order) const {
    std::vector<std::string> movers;
    for (const Deal::Order::Step& step : order.steps) movers.push_back(words_.called(step.move.dm));
    std::string text = capital(movers.front()) + " first";
    for (std::size_t k = 1; k < movers.size(); ++k) text += ", then " + movers[k];
    return text;
  }

  static bool each_once(const Deal::Order& order) {
    Coalition movers;
    for (const Deal::Order::Step& step : order.steps) movers.push_back(step.move.dm);
    std::sort(movers.begin(), movers.end());
    return std::adjacent_find(movers.begin(), movers.end()) == movers.end();
  }

  // What happens on the way: who is worse off until whom, and who would not go on.
  std::string steps(const Deal::Order& order) const {
    std::string text;
    for (std::size_t k = 0; k + 1 < order.steps.size(); ++k) {
      const Deal::Order::Step& step = order.steps[k];
      const Deal::Order::Step& next = order.steps[k + 1];
      const std::string follower = words_.called(next.move.dm);
      const std::string worse = names(step.exposed) + (step.exposed.size() == 1 ? " is" : " are") +
                                " worse off than " + here();
      if (!next.carries_on) {
        text += "; " + follower + " would not follow";
        if (!step.exposed.empty()) text += ", and " + worse;
        break;
      }
      if (!step.exposed.empty())
        text += "; " + worse + " until " + follower + " follows, which would pay " + follower;
    }
    return text + ".";
  }

  static std::size_t exposure(const Deal::Order& order) {
    std::size_t sum = 0;
    for (const Deal::Order::Step& step : order.steps) sum += step.exposed.size();
    return sum;
  }

  void who_goes_first(const Deal& deal) {
    if (deal.orders.empty()) {
      say("     ",
          "Order: at once only; step by step it would pass through something that cannot be.");
      return;
    }
    std::vector<const Deal::Order*> working;
    std::vector<const Deal::Order*> failing;
    for (const Deal::Order& order : deal.orders)
      (order.works ? working : failing).push_back(&order);
    std::stable_sort(
        working.begin(), working.end(), [](const Deal::Order* a, const Deal::Order* b) {
          return std::pair(!a->improving, exposure(*a)) < std::pair(!b->improving, exposure(*b));
        });
    const bool pays = std::any_of(deal.orders.begin(), deal.orders.end(),
                                  [](const Deal::Order& order) { return order.improving; });
    say("     ", std::string("Order: ") +
                     (pays              ? "it can be made so that every step pays whoever takes it."
                      : working.empty() ? "in no order would everybody carry on."
                                        : "no order pays at every step.") +
                     (deal.at_once && !pays ? " Made at once, nobody is exposed." : ""));
    std::size_t told = 0;
    for (const Deal::Order* order : working)
      if (told < (pays ? 1 : most_orders)) {
        ++told;
        say("     - ",
            sequence(*order) + (each_once(*order) ? "" : " (in several moves)") + steps(*order));
      }
    // Who cannot go first, and why not.
    Coalition first;
    for (const Deal::Order* order : working) first.push_back(order->steps.front().move.dm);
    for (const Deal::Order* order : failing) {
      const DmId dm = order->steps.front().move.dm;
      if (pays || std::find(first.begin(), first.end(), dm) != first.end()) continue;
      first.push_back(dm);
      say("     - ", sequence(*order) + steps(*order));
    }
    if (deal.orders.size() == 1 && deal.movers.size() > 1)
      say("     ", "No other order is possible.");
  }

  void who_could_leave(const Deal& deal) {
    if (deal.self_enforcing()) {
      say("     ", "Afterwards: nobody in it gains by going back on it.");
      return;
    }
    for (const Deal::Temptation& temptation : deal.temptations)
      say("     ", "Afterwards: " +
                       style_.warn(words_.called(temptation.move.dm) + " would gain by leaving") +
                       "; it could " + words_.doing(temptation.move) + " → " +
                       words_.state(temptation.move.to) + ".");
  }

  std::string ways(const std::vector<JointMove>& way) const {
    std::vector<std::string> parts;
    for (const JointMove& step : way) {
      if (step.by.size() == 1 && step.way.size() == 1) {
        parts.push_back(words_.then_could(step.way.front()));
        continue;
      }
      parts.push_back(names(step.by) + " could go together → " + graph_.label(step.to));
    }
    return enumeration(parts, "and then");
  }

  // Whoever the worst answer of that kind leaves least above the start.
  void what_the_others_do(const GroupDeals& group, const Deal& deal) {
    if (group.group.size() == graph_.dms()) return;
    if (deal.credible.spoilt) {
      spoilt(group, *deal.credible.spoilt, deal.credible.spoilt_for_good.has_value(),
             "and gain by it");
      return;
    }
    if (deal.any.spoilt) {
      spoilt(group, *deal.any.spoilt, deal.any.spoilt_for_good.has_value(),
             "though that would not pay them step by step");
      return;
    }
    std::string text = "The others: none of their answers takes the gain away";
    for (std::size_t k = 0; k < deal.credible.worst.size(); ++k) {
      const Deal::Reply& worst = deal.credible.worst[k];
      if (worst.way.empty()) continue;
      text += ". At worst for " + words_.called(group.group[k]) + ", of what pays them, " +
              ways(worst.way) + "; it is still better off than " + here();
      break;
    }
    say("     ", text + ".");
  }

  void spoilt(const GroupDeals& group, const Deal::Reply& reply, bool for_good,
              const std::string& why) {
    Coalition losers;
    for (const DmId member : group.group)
      if (!graph_.prefers(member, reply.to, s_)) losers.push_back(member);
    say("     ", "The others: " + style_.bad("they could spoil it") + ", " + why + ": " +
                     ways(reply.way) + " → " + words_.state(reply.to) + ", where " + names(losers) +
                     (losers.size() == 1 ? " is" : " are") + " no better off than " + here() +
                     (for_good ? ", with nothing the group could do about it." : "."));
  }

  void none() {
    std::vector<std::string> without;
    std::size_t idle = 0;
    for (const GroupDeals& group : answer_.deals.groups)
      if (group.deals.empty()) {
        without.push_back(names(group.group));
        idle += group.idle;
      }
    if (without.empty()) return;
    out_ += "\n";
    if (answer_.one_group)
      say("", capital(without.front()) +
                  ": no change that all of them take part in pays each of "
                  "them.");
    else if (without.size() <= most_named) {
      std::string list;
      for (const std::string& group : without) list += (list.empty() ? "" : "; ") + group;
      say("", "No deal: " + list + ".");
    } else {
      say("", "No deal for " + counted(without.size(), "further group") + ".");
    }
    if (answer_.one_group && idle > 0)
      say("", counted(idle, "change") +
                  " would pay them though somebody does nothing; `--idle` "
                  "tells.");
  }

  void side_by_side() {
    if (columns_.empty() || !graph_.has_options() || model_.options.size() > most_rows) return;
    out_ += "\n" + style_.heading("Side by side") + "\n";
    std::vector<Column> columns{{here(), s_}};
    columns.insert(columns.end(), columns_.begin(), columns_.end());
    FootRow holds{"holds itself", {""}};
    FootRow safe{"safe from the others", {""}};
    for (const Deal* deal : told_) {
      holds.second.push_back(deal->self_enforcing() ? "yes" : "no");
      safe.second.push_back(!deal->any.spoilt ? "yes" : !deal->credible.spoilt ? "mostly" : "no");
    }
    std::size_t shown = 0;
    out_ += option_table(graph_, columns, {holds, safe}, style_, shown);
    if (shown < columns.size())
      say("  ", "(" + counted(columns.size() - shown, "more deal") + " beside these)");
    if (std::find(safe.second.begin(), safe.second.end(), "mostly") != safe.second.end())
      say("  ", "mostly: only answers that do not pay those who give them could spoil it.");
  }

  void where_it_leads() {
    const JointPaths& paths = *answer_.paths;
    out_ += "\n" + style_.heading("Where improvements lead, alone and together") + "\n";
    say("  ", std::string(paths.complete ? "" : "At least ") +
                  counted(paths.reached.count(), "situation") + ", this one included, of " +
                  std::to_string(graph_.states()) + "; in " +
                  std::to_string(answer_.lasting.size()) +
                  " of them nobody gains by a move of its own (Nash).");
    for (const StateId t : answer_.lasting) {
      if (t == s_) continue;
      std::vector<std::string> parts;
      for (const JointMove& step : paths.way(t)) parts.push_back(names(step.by));
      say("  - ", words_.state(t) + ": " + enumeration(parts, "then") + ".");
    }
  }

  void left_out() {
    const Deals& found = answer_.deals;
    if (!found.all_sizes && !answer_.one_group)
      out_ += "\n" + paragraph(style_, "",
                               "Groups of more than " + std::to_string(found.largest) +
                                   " were not looked at; `--max-size` says how many.");
    if (!found.complete || (answer_.paths && !answer_.paths->complete))
      out_ += "\nThis answer is partial: a limit was reached.\n";
  }

  const Graph& graph_;
  const Model& model_;
  const DealsAnswer& answer_;
  StateId s_;
  const Style& style_;
  Words words_;
  std::string out_;
  std::vector<Column> columns_;
  std::vector<const Deal*> told_;
};

}  // namespace

std::string deals(const Graph& graph, const DealsAnswer& answer, const Style& style) {
  return DealsText(graph, answer, style).run();
}

}  // namespace standoff::report
