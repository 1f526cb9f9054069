// `measures`, `channels` and `questions`: what it costs whom, who can talk to whom, and what is to
// be foretold.

#include <algorithm>

#include "io/numbers.hpp"
#include "io/sections.hpp"

namespace standoff {
namespace {

using yaml::Node;

// A formula that is open whatever happens.
const Node& always() {
  static const Node node = [] {
    Node n;
    n.kind = Node::Kind::text;
    n.text = "true";
    return n;
  }();
  return node;
}

std::optional<std::int64_t> number(std::string_view text) {
  while (text.ends_with(' ')) text.remove_suffix(1);
  while (text.starts_with(' ')) text.remove_prefix(1);
  const Number read = read_number(text);
  if (read.fault != Number::Fault::none) return std::nullopt;
  return read.millionths;
}

// "40000..65000", or one number.
std::optional<Range> read_range(Reading& reading, const Node& node, const std::string& where) {
  std::optional<Range> range;
  if (node.is_text()) {
    const std::string_view text = node.text;
    const std::size_t dots = text.find("..");
    const auto low = number(text.substr(0, dots));
    const auto high = dots == std::string_view::npos ? low : number(text.substr(dots + 2));
    if (low && high && *low <= *high) return Range{*low, *high};
    if (low && high) {
      reading.problems.add(problem::ends_before_start, node.place,
                           where + ": the range " + in_quotes(text) + " ends before it begins",
                           "write the smaller number first");
      return std::nullopt;
    }
  }
  reading.problems.add(
      problem::bad_number, node.place,
      where + ": expected a number or a range, found " +
          (node.is_text() ? in_quotes(node.text) : std::string(node.what())),
      "write `120` or `40000..65000`, without separators; the unit goes under `unit`");
  return std::nullopt;
}

std::optional<DmId> read_dm(Reading& reading, const Node& node, const std::string& where) {
  if (const auto position = reading.decision_makers.find(node.text)) return DmId(*position);
  const auto& ids = reading.decision_makers.all();
  reading.problems.add(
      problem::unknown_name, node.place,
      where + ": there is no decision maker " + in_quotes(node.text),
      reading.problems.did_you_mean(node.text, ids, "decision makers here: " + listed(ids)));
  return std::nullopt;
}

void read_claims(Reading& reading, const Fields& f, Measure& measure) {
  if (f.has("value") == f.has("values")) {
    reading.problems.add(problem::missing_key, f.place(),
                         f.where() + " needs either \"value\" or \"values\"",
                         "write `value: 40000..65000`, or list what each source says: `values: "
                         "[{value: 1000, because: ...}]`");
    return;
  }
  if (const Node* value = f.find("value")) {
    if (const auto range = read_range(reading, *value, f.where()))
      measure.claims.push_back({*range, reading.because(f)});
    return;
  }
  if (const yaml::Pair* because = f.pair("because"))
    reading.problems.add(problem::unknown_key, because->key.place,
                         f.where() + ": \"because\" goes with each of the \"values\"",
                         "write `{value: ..., because: ...}`");
  for (const Node& node : f.list("values")) {
    if (!check_mapping(node, f.where() + ": a value", "write `- {value: 1000, because: ...}`",
                       reading.problems))
      continue;
    const Fields claim(node, {"value", "because"}, f.where() + ", a value", reading.problems);
    const Node* value = claim.find("value");
    if (value == nullptr) {
      claim.text("value", true);
      continue;
    }
    if (const auto range = read_range(reading, *value, f.where()))
      measure.claims.push_back({*range, reading.because(claim)});
  }
  if (measure.claims.empty() && f.find("values")->is_list() && f.find("values")->items.empty())
    reading.problems.add(problem::missing_key, f.place_of("values"), f.where() + " has no value",
                         "list at least one");
}

}  // namespace

void read_measures(Reading& reading, const Fields& top) {
  Ids ids;
  for (const Node& node : top.list("measures")) {
    if (!check_mapping(node, "a measure", "write `- {id: idle_cost, value: 40000..65000, ...}`",
                       reading.problems))
      continue;
    const Fields f(
        node, {"id", "name", "of", "unit", "value", "values", "per", "when", "because", "note"},
        called("measure", node), reading.problems);
    Measure measure;
    measure.id = f.id();
    if (!measure.id.empty())
      ids.add(measure.id, 0, f.find("id")->place, "measures", reading.problems);
    measure.name = f.text("name");
    if (measure.name.empty()) measure.name = measure.id;
    measure.unit = f.text("unit", true);
    measure.note = f.text("note");
    if (f.has("of") && !f.text("of").empty())
      measure.of = read_dm(reading, *f.find("of"), f.where());
    read_claims(reading, f, measure);
    if (const std::string per = f.text("per"); !per.empty()) {
      const auto& known = reading.model.measures;
      const auto other =
          std::find_if(known.begin(), known.end(), [&](const Measure& m) { return m.id == per; });
      if (other != known.end())
        measure.per = static_cast<std::uint32_t>(other - known.begin());
      else
        reading.problems.add(
            problem::unknown_name, f.find("per")->place,
            f.where() + ": there is no measure " + in_quotes(per) + " above it",
            reading.problems.did_you_mean(per, ids.all(), "list the measure it depends on first"));
    }
    const Node* when = f.find("when");
    measure.when = when != nullptr ? reading.names.parse(*when, f.where())
                                   : WrittenFormula{Formula::constant(true), ""};
    if (!measure.claims.empty()) reading.model.measures.push_back(std::move(measure));
  }
}

void name_channels(Reading& reading, const Fields& top) {
  for (const Node& node : top.list("channels")) {
    const Node* id = node.find("id");
    if (id == nullptr || !check_id(*id, "a channel", reading.problems)) continue;
    const Node* open = node.find("open_when");
    reading.names.add_outcome(id->text, id->place, open != nullptr ? *open : always());
  }
}

void read_channels(Reading& reading, const Fields& top) {
  for (const Node& node : top.list("channels")) {
    if (!check_mapping(node, "a channel", "write `- {between: [union, port], level: technical}`",
                       reading.problems))
      continue;
    const Fields f(node, {"id", "name", "between", "level", "open_when", "because", "note"},
                   called("channel", node), reading.problems);
    Channel channel;
    if (f.has("id")) channel.id = f.find("id")->text;
    channel.name = f.text("name");
    channel.level = f.text("level");
    channel.note = f.text("note");
    channel.because = reading.because(f);
    for (const Node* who : f.one_or_many("between"))
      if (const auto dm = read_dm(reading, *who, f.where())) channel.between.push_back(*dm);
    const Node* between = f.find("between");
    if (between == nullptr || !between->is_list() || between->items.size() < 2) {
      reading.problems.add(problem::missing_key, between != nullptr ? between->place : f.place(),
                           f.where() + " needs two decision makers or more under \"between\"",
                           "write `between: [union, port]`");
      continue;
    }
    if (const Node* open = f.find("open_when"))
      channel.open_when = channel.id.empty()
                              ? reading.names.parse(*open, f.where())
                              : WrittenFormula{reading.names.outcome(channel.id), open->text};
    reading.model.channels.push_back(std::move(channel));
  }
}

void read_questions(Reading& reading, const Fields& top) {
  static const std::vector<std::string> outcomes{"unknown", "yes", "no"};
  for (const Node& node : top.list("questions")) {
    if (!check_mapping(node, "a question", "write `- {id: ..., by: 2026-02-28, where: ...}`",
                       reading.problems))
      continue;
    const Node* of = node.find("stage");
    if (of != nullptr ? of->text != reading.stage : !reading.stage.empty()) continue;
    const Fields f(
        node, {"id", "asks", "by", "stage", "where", "outcome", "confidence", "because", "note"},
        called("question", node), reading.problems);
    Question question;
    question.id = f.id();
    question.text = f.text("asks", true);
    question.by = f.day("by");
    question.stage = f.text("stage");
    question.confidence = f.text("confidence");
    question.note = f.text("note");
    question.because = reading.because(f);
    if (const auto which = f.choice("outcome", outcomes))
      question.outcome = static_cast<Question::Outcome>(*which);
    const Node* where = f.find("where");
    if (where == nullptr) {
      f.text("where", true);
      continue;
    }
    question.where = reading.names.parse(*where, f.where());
    reading.model.questions.push_back(std::move(question));
  }
}

}  // namespace standoff
