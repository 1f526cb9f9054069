// The verbs that may be asked by HTTP.

#include "serve/questions.hpp"

#include <algorithm>

#include "standoff/load.hpp"

namespace standoff::serve {
namespace {

using enum Kind;

std::vector<Key> all_of(std::initializer_list<std::vector<Key>> parts) {
  std::vector<Key> all;
  for (const std::vector<Key>& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

std::string flag_of(std::string_view key) {
  std::string flag = "--";
  for (const char c : key) flag += c == '_' ? '-' : c;
  return flag;
}

// A value goes where a flag's value is expected or where a dispute is; only those without a flag
// before them could be taken for one.
std::string positional_value(std::string_view key, std::string value) {
  if (value.empty() || value.front() == '-')
    throw Refusal(400, "\"" + std::string(key) + "\" must be a name, not \"" + value + "\"");
  return value;
}

std::string flag_value(std::string_view key, std::string value) {
  if (value.empty()) throw Refusal(400, "\"" + std::string(key) + "\" is empty; leave it out");
  return value;
}

void add(const Key& key, const Json& body, std::vector<std::string>& positionals,
         std::vector<std::string>& flags) {
  const std::string name(key.name);
  const auto found = body.find(name);
  if (found == body.end() || found->is_null()) return;
  const std::string flag = flag_of(key.name);
  const auto wrong = [&](const char* expected) -> Refusal {
    return {400, "\"" + name + "\" must be " + expected};
  };
  switch (key.kind) {
    case text:
      flags.push_back(flag + "=" + flag_value(name, text_of(body, name.c_str())));
      return;
    case texts:
      for (std::string& value : texts_if(body, name.c_str()))
        flags.push_back(flag + "=" + flag_value(name, std::move(value)));
      return;
    case leading:
      return;  // it has been added
    case positional:
      for (std::string& value : texts_if(body, name.c_str()))
        positionals.push_back(positional_value(name, std::move(value)));
      return;
    case number:
      flags.push_back(flag + "=" + std::to_string(number_if(body, name.c_str()).value()));
      return;
    case seconds:
      if (!found->is_number() || !(found->get<double>() >= 0))
        throw wrong("a number of seconds, 0 or more");
      flags.push_back(flag + "=" + std::to_string(found->get<double>()));
      return;
    case Kind::flag:
      if (!found->is_boolean()) throw wrong("true or false");
      if (found->get<bool>()) flags.push_back(flag);
      return;
    case yes_no:
      if (!found->is_boolean()) throw wrong("true or false");
      flags.push_back(flag + (found->get<bool>() ? "=yes" : "=no"));
      return;
  }
}

}  // namespace

const std::vector<Verb>& verbs() {
  static const std::vector<Key> variant{{"stage"}, {"view"}, {"blind", flag}};
  static const std::vector<Key> limit{{"limit", number}};
  static const std::vector<Key> time{{"time_limit", seconds}};
  static const std::vector<Key> settings{{"sanction"},  {"origin_is_sanction", yes_no},
                                         {"responses"}, {"horizon", number},
                                         {"ties"},      {"followers"},
                                         {"unknown"},   {"strength"}};
  static const std::vector<std::string> one{"text"};
  static const std::vector<Verb> all{
      {"why",
       "the moves behind a verdict",
       one,
       all_of({{{"state"}, {"dm"}, {"concept"}, {"leader"}}, limit, time, settings, variant}),
       {}},
      {"paths",
       "where a dispute can go, the shortest ways, and what blocks a way",
       one,
       all_of({{{"from"}, {"to"}, {"improvements", flag}, {"by", texts}}, limit, time, variant}),
       {}},
      {"deals",
       "what groups can do together that pays each of them, and whether it would last",
       one,
       all_of({{{"group", positional},
                {"state"},
                {"max_size", number},
                {"idle", flag},
                {"reach", flag},
                {"stability", flag},
                {"concepts"},
                {"joint_moves"},
                {"gain"},
                {"answers"},
                {"sanction"},
                {"origin_is_sanction", yes_no}},
               limit,
               time,
               variant}),
       {}},
      {"levers",
       "the smallest changes that make a state stable for all, or break it",
       one,
       all_of({{{"target", positional},
                {"concept"},
                {"break", flag},
                {"reached", flag},
                {"every", flag},
                {"depth", number},
                {"edits", texts},
                {"price", texts},
                {"all", flag},
                {"orders", flag},
                {"dm"}},
               limit,
               time}),
       {}},
      {"robust",
       "in how many readings conclusions hold, and which statements they hang on",
       one,
       all_of({{{"state", texts},
                {"outcome", texts},
                {"group", texts},
                {"concepts"},
                {"orders"},
                {"doubt"},
                {"samples", number},
                {"seed", number}},
               time,
               variant}),
       {}},
      {"timeline",
       "the dispute through its stages, and what is due",
       one,
       all_of({{{"concept"}, {"any_gain", flag}, {"from"}, {"deals", flag}, {"no_record", flag}},
               time,
               settings}),
       {}},
      {"score",
       "the model's answers to dated questions, beside what came about",
       one,
       all_of({{{"concept"}, {"any_gain", flag}, {"no_record", flag}}, time, settings}),
       {}},
      {"views",
       "what each decision maker expects as it sees the dispute, and what surprises it",
       one,
       all_of({{{"concept"}, {"rule"}, {"stage"}}, limit, time, settings}),
       {}},
      {"measures",
       "what situations cost whom, which moves change it, and who can talk to whom",
       one,
       all_of({{{"state", texts}}, variant}),
       {}},
      {"diff",
       "what changed between two versions, and which conclusions did",
       {"before", "after"},
       all_of({{{"concepts"}}, time}),
       {}},
      {"figure",
       "one drawing, as SVG, with the same in words and as a table",
       one,
       all_of({{{"kind", leading}, {"state"}, {"dm"}, {"concept"}, {"all", flag}, {"table", flag}},
               limit,
               variant}),
       {}},
      {"check", "every problem of a file at once; evidence; assumptions", one, {}, {}},
      {"show",
       "options, preferences, rules, and the option table of the states",
       one,
       all_of({{{"states", flag}, {"moves", flag}}, limit, variant}),
       {}},
      {"convert", "a dispute in another format", one, all_of({{{"to"}}, variant}), {"-"}},
      {"report",
       "one page to hand over, or tables and graphs for other programs",
       one,
       all_of({{{"format"}, {"what"}, {"want", texts}}, limit, time, variant}),
       {}},
  };
  return all;
}

VerbCall call_for(std::string_view verb, const Json& body) {
  const auto found = std::find_if(verbs().begin(), verbs().end(),
                                  [&](const Verb& one) { return one.name == verb; });
  if (found == verbs().end()) {
    std::vector<std::string> names;
    for (const Verb& one : verbs()) names.emplace_back(one.name);
    throw Refusal(404, unknown("question", verb, names));
  }
  std::vector<std::string> known = found->texts;
  known.emplace_back("name");
  for (const Key& key : found->keys) known.emplace_back(key.name);
  only_known(body, known);

  VerbCall call;
  call.arguments.emplace_back(verb);
  for (const Key& key : found->keys)
    if (key.kind == leading)
      call.arguments.push_back(
          positional_value(key.name, text_of(body, std::string(key.name).c_str())));
  for (const std::string& text : found->texts) {
    // The name is only what the answer calls the dispute.
    std::string name = found->texts.size() == 1 ? text_if(body, "name").value_or("-") : text;
    if (name.empty() || name.front() == '-') name = "-";
    call.texts[name] = text_of(body, text.c_str());
    call.arguments.push_back(std::move(name));
  }
  call.arguments.insert(call.arguments.end(), found->always.begin(), found->always.end());
  std::vector<std::string> flags;
  for (const Key& key : found->keys) add(key, body, call.arguments, flags);
  call.arguments.insert(call.arguments.end(), flags.begin(), flags.end());
  return call;
}

Response told(std::string_view verb, const VerbCall& call, const VerbAnswer& answer) {
  // "standoff: no such state" is the program's way; here the sentence stands alone.
  std::string said = answer.said;
  if (said.starts_with("standoff: ")) said.erase(0, std::string_view("standoff: ").size());
  while (!said.empty() && said.back() == '\n') said.pop_back();
  switch (answer.exit) {
    case exit_code::invalid_dispute:
      if (verb == "check") break;  // that is its answer
      for (const auto& [name, text] : call.texts)
        if (const Loaded loaded = load(text); !loaded)
          throw Refusal(problem(
              422, "the dispute has problems, and nothing is answered before they are mended",
              "\"text\":" + Json(name).dump() + ",\"problems\":" +
                  problems_json(loaded.problems)
                      .dump(-1, ' ', false, Json::error_handler_t::replace)));
      break;
    case exit_code::wrong_usage:
      throw Refusal(400, said);
    case exit_code::bug:
      throw Refusal(500, said);
    case exit_code::partial:
    case exit_code::interrupted:
      if (answer.text.empty() && answer.json.empty())
        throw Refusal(call.stop.stop_requested() ? 504 : 422, said);
      break;
    case exit_code::condition_false:
      if (answer.text.empty() && answer.json.empty()) throw Refusal(422, said);
      break;
    default:
      break;
  }
  const bool complete = answer.exit != exit_code::partial && answer.exit != exit_code::interrupted;
  // The verb's JSON goes in as it is; reading and writing it again would only take time.
  std::string body = "{\"format\":\"standoff.answer/1\",\"verb\":" + Json(verb).dump() +
                     ",\"complete\":" + (complete ? "true" : "false") +
                     ",\"json\":" + (answer.json.empty() ? "null" : answer.json) + ",\"text\":" +
                     Json(answer.text).dump(-1, ' ', false, Json::error_handler_t::replace) + "}\n";
  return {200, "application/json", std::move(body)};
}

}  // namespace standoff::serve
