// Shared by the verbs.

#include "cli/context.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <mutex>

#include "report/problems.hpp"
#include "standoff/variants.hpp"
#include "text/unicode.hpp"

namespace standoff::cli {
namespace {

// A signal handler can reach nothing but a global.
volatile std::sig_atomic_t interrupt_seen = 0;
void note_interrupt(int) { interrupt_seen = 1; }

std::string nearest_or(std::string_view word, const std::vector<std::string>& names,
                       const std::string& otherwise) {
  if (const auto near = text::nearest(word, names)) return "did you mean \"" + *near + "\"?";
  return otherwise;
}

constexpr const char* no_status_quo =
    "the dispute names no status quo; give --state as letters or as options taken";

}  // namespace

report::Style Context::style() const {
  const char* never = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  report::Style style;
  style.width = io.width;
  style.colour = !io.inside && !no_color && (never == nullptr || *never == '\0') &&
                 isatty(STDOUT_FILENO) == 1 &&
                 (term == nullptr || std::string_view(term) != "dumb");
  return style;
}

void Context::tell(const std::function<std::string()>& as_json,
                   const std::function<std::string()>& in_words) const {
  *io.out << (json ? as_json() : in_words());
  if (io.json != nullptr) *io.json << as_json();
}

void add_json(CLI::App& verb, Context& context) {
  verb.add_flag("--json", context.json, "answer as JSON");
}

void no_disk_inside(const Context& context, const std::string& path) {
  if (context.io.inside)
    throw Failure(Exit::wrong_usage, "no file may be touched here, and so not " + path);
}

void only_sources_inside(const Context& context, const std::string& path) {
  const std::string& sources = context.io.sources;
  if (sources.empty() || (path != sources && !path.starts_with(sources + "/")))
    no_disk_inside(context, path);
}

std::string read_file(const Context& context, const std::string& path) {
  if (const auto text = context.io.texts.find(path); text != context.io.texts.end())
    return text->second;
  only_sources_inside(context, path);
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored))
    throw Failure(Exit::wrong_usage, path + " is a directory");
  std::ifstream in(path, std::ios::binary);
  if (!in) throw Failure(Exit::wrong_usage, "cannot open " + path + ": " + std::strerror(errno));
  return {std::istreambuf_iterator<char>(in), {}};
}

Input read_input(const Context& context, const std::string& name) {
  if (const auto text = context.io.texts.find(name); text != context.io.texts.end())
    return {name, text->second};
  no_disk_inside(context, name);
  if (name == "-") return {"-", {std::istreambuf_iterator<char>(std::cin), {}}};
  if (std::filesystem::exists(name)) return {name, read_file(context, name)};
  std::vector<std::string> ids;
  for (const CatalogueEntry& entry : catalogue()) {
    if (entry.id == name) return {name, std::string(entry.bytes)};
    ids.emplace_back(entry.id);
  }
  throw Failure(Exit::wrong_usage, "there is no file " + name +
                                       ", and no such dispute in the catalogue; " +
                                       nearest_or(name, ids, "`standoff cases` lists it"));
}

void write_file(const Context& context, const std::string& path, std::string_view bytes,
                bool may_replace) {
  no_disk_inside(context, path);
  if (!may_replace && std::filesystem::exists(path))
    throw Failure(Exit::wrong_usage, path + " exists already; choose another name");
  std::string temporary = path + ".XXXXXX";
  const int file = mkstemp(temporary.data());
  if (file < 0)
    throw Failure(Exit::wrong_usage, "cannot write beside " + path + ": " + std::strerror(errno));
  // mkstemp makes the file private; a dispute has the permissions of any new file, or those of the
  // one it replaces.
  struct stat old {};
  const mode_t mask = umask(0);
  umask(mask);
  const mode_t mode =
      stat(path.c_str(), &old) == 0 ? old.st_mode & 07777 : static_cast<mode_t>(0666 & ~mask);
  bool good = fchmod(file, mode) == 0;
  for (std::size_t at = 0; good && at < bytes.size();) {
    const ssize_t n = write(file, bytes.data() + at, bytes.size() - at);
    good = n > 0;
    if (good) at += static_cast<std::size_t>(n);
  }
  good = good && fsync(file) == 0;
  good = close(file) == 0 && good;
  good = good && std::rename(temporary.c_str(), path.c_str()) == 0;
  if (!good) {
    const std::string why = std::strerror(errno);
    std::remove(temporary.c_str());
    throw Failure(Exit::wrong_usage, "cannot write " + path + ": " + why);
  }
}

void add_variant(CLI::App& verb, Context& context) {
  const std::string group = "Which dispute";
  verb.add_option("--stage", context.stage, "a stage of the dispute, by id")->group(group);
  verb.add_option("--view", context.view, "as that decision maker sees it, by id")->group(group);
  verb.add_flag("--blind", context.blind, "without statements that use what was known only later")
      ->group(group);
}

std::size_t choose_stage(const Model& model, const std::string& id) {
  std::vector<std::string> ids;
  for (std::size_t k = 0; k < model.stages.size(); ++k) {
    if (model.stages[k].id == id) return k;
    ids.push_back(model.stages[k].id);
  }
  throw Failure(Exit::wrong_usage,
                "there is no stage \"" + id + "\"; " +
                    (ids.empty() ? std::string("this dispute has no stages")
                                 : nearest_or(id, ids, "stages: " + report::joined(ids))));
}

namespace {

Model seen_or_fail(const Model& model, const std::string& id) {
  if (auto there = seen_by(model, choose_dm(model, id))) return std::move(*there);
  throw Failure(Exit::wrong_usage, "the file says nothing of how \"" + id +
                                       "\" sees the dispute otherwise" +
                                       (model.views.empty() && !model.stages.empty()
                                            ? " here; views may belong to a stage (--stage)"
                                            : ""));
}

}  // namespace

Model load_or_fail(const Input& input, const Context& context) {
  Loaded loaded = load(input.bytes);
  report::Style style = context.style();
  style.colour = style.colour && isatty(STDERR_FILENO) == 1;
  if (!loaded) {
    *context.io.err << report::describe(loaded.problems, input.name, input.bytes, style);
    throw Failure(Exit::invalid_dispute, "");
  }
  if (!context.quiet)
    *context.io.err << report::describe(loaded.problems, input.name, input.bytes, style);
  Model model = context.blind ? without_hindsight(*loaded.model) : std::move(*loaded.model);
  if (!context.stage.empty()) {
    choose_stage(model, context.stage);  // tells what there is where there is none of this id
    model = in_stage(model, context.stage).value();
  }
  if (!context.view.empty()) model = seen_or_fail(model, context.view);
  return model;
}

Graph lay_out_or_fail(const Model& model, const LayOutLimits& limits, std::stop_token stop) {
  LayOut laid = lay_out(model, limits, std::move(stop));
  if (laid.graph) return std::move(*laid.graph);
  switch (laid.end) {
    case LayOutEnd::cancelled:
      throw Failure(Exit::partial, "stopped while the states were being laid out");
    case LayOutEnd::too_many_arcs:
      throw Failure(Exit::partial, "more than " + std::to_string(limits.max_arcs) +
                                       " moves between states; too many to list one by one");
    default:
      throw Failure(Exit::partial,
                    "more than " + std::to_string(limits.max_states) +
                        " feasible states are too many to list one by one. `standoff solve` counts "
                        "them and finds those that are stable without a list, and `standoff why "
                        "--state` explains any one of them, with the usual settings. Or add rules, "
                        "or fix options that are settled");
  }
}

OptionSet choose_options(const Model& model, const std::string& text) {
  if (text == "status_quo" || text == "now") {
    if (model.status_quo) return *model.status_quo;
    throw Failure(Exit::wrong_usage, no_status_quo);
  }
  OptionSet taken;
  const bool letters =
      text.size() == model.options.size() && text.find_first_not_of("YNyn") == std::string::npos;
  if (letters) {
    for (std::size_t k = 0; k < text.size(); ++k)
      taken.set(OptionId(k), text[k] == 'Y' || text[k] == 'y');
  } else if (text != "none" && !text.empty()) {
    for (std::size_t start = 0; start <= text.size();) {
      const std::size_t comma = std::min(text.find(',', start), text.size());
      std::string word = text.substr(start, comma - start);
      word.erase(0, word.find_first_not_of(' '));
      word.erase(word.find_last_not_of(' ') + 1);
      start = comma + 1;
      std::vector<OptionId> found;
      std::vector<std::string> ids;
      for (std::size_t k = 0; k < model.options.size(); ++k) {
        const Option& option = model.options[k];
        const std::string ladder =
            option.ladder && !option.below ? model.ladders[*option.ladder].id : "";
        if (option.id == word || option.qualified == word || ladder == word)
          found.push_back(OptionId(k));
        ids.push_back(option.id);
      }
      if (found.empty())
        throw Failure(Exit::wrong_usage,
                      "\"" + word + "\" is no option of this dispute; " +
                          nearest_or(word, ids, "options: " + report::joined(ids)));
      if (found.size() > 1)
        throw Failure(Exit::wrong_usage, "several decision makers have \"" + word + "\"; write " +
                                             model.option(found[0]).qualified + " or " +
                                             model.option(found[1]).qualified);
      for (std::optional<OptionId> o = found.front(); o; o = model.option(*o).below)
        taken.insert(*o);
    }
  }
  for (const Rule& rule : model.rules)
    if (!holds(rule.formula, taken))
      throw Failure(Exit::wrong_usage, "the state " + taken.letters(model.options.size()) +
                                           " is not feasible: it breaks the rule `" + rule.text +
                                           "`");
  return taken;
}

StateId choose_state(const Graph& graph, const std::string& text) {
  const Model& model = *graph.model();
  if (text == "status_quo" || text == "now") {
    if (graph.status_quo()) return *graph.status_quo();
    throw Failure(Exit::wrong_usage, no_status_quo);
  }
  if (!graph.has_options()) {
    std::vector<std::string> ids;
    for (std::uint32_t s = 0; s < graph.states(); ++s) {
      if (graph.label(StateId(s)) == text) return StateId(s);
      ids.push_back(graph.label(StateId(s)));
    }
    throw Failure(Exit::wrong_usage, "there is no state \"" + text + "\"; " +
                                         nearest_or(text, ids, "states: " + report::joined(ids)));
  }
  for (const Outcome& outcome : model.outcomes)
    if (outcome.id == text) {
      const StateSet states = graph.where(outcome.where.formula);
      if (states.count() != 1)
        throw Failure(Exit::wrong_usage,
                      "the outcome \"" + text + "\" holds in " + std::to_string(states.count()) +
                          " states; name one by its letters or its options taken");
      StateId only{};
      states.for_each([&](StateId s) { only = s; });
      return only;
    }
  for (std::size_t m = 0; m < model.merges.size(); ++m)
    if (model.merges[m].id == text)
      for (std::uint32_t s = 0; s < graph.states(); ++s)
        if (graph.merge_of(StateId(s)) == static_cast<std::uint32_t>(m)) return StateId(s);

  return graph.find(choose_options(model, text)).value();
}

DmId choose_dm(const Model& model, const std::string& id) {
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < model.decision_makers.size(); ++i) {
    const DecisionMaker& dm = model.decision_makers[i];
    if (dm.id == id || dm.name == id) return DmId(i);
    ids.push_back(dm.id);
  }
  throw Failure(Exit::wrong_usage, "there is no decision maker \"" + id + "\"; " +
                                       nearest_or(id, ids, "there are: " + report::joined(ids)));
}

std::vector<const SolutionConcept*> choose_concepts(const std::string& keys, const Model& model,
                                                    const Settings& settings) {
  std::vector<const SolutionConcept*> chosen;
  std::vector<std::string> known;
  for (const SolutionConcept* c : solution_concepts()) known.emplace_back(c->key);
  if (keys == "all") {
    for (const SolutionConcept* c : solution_concepts())
      if (refusal(*c, model, settings).empty()) chosen.push_back(c);
    return chosen;
  }
  for (std::size_t start = 0; start <= keys.size();) {
    const std::size_t comma = std::min(keys.find(',', start), keys.size());
    const std::string key = keys.substr(start, comma - start);
    start = comma + 1;
    const SolutionConcept* c = find_concept(key);
    if (c == nullptr)
      throw Failure(Exit::wrong_usage,
                    "there is no concept \"" + key + "\"; " +
                        nearest_or(key, known, "there are: " + report::joined(known)));
    if (const auto why = refusal(*c, model, settings); !why.empty())
      throw Failure(Exit::wrong_usage, "\"" + key + "\" cannot be asked here: " + why);
    if (std::find(chosen.begin(), chosen.end(), c) == chosen.end()) chosen.push_back(c);
  }
  return chosen;
}

void add_settings(CLI::App& verb, Settings& settings) {
  const std::map<std::string, Sanction> sanctions{{"not-better", Sanction::not_better},
                                                  {"worse", Sanction::worse}};
  const std::map<std::string, bool> yes_no{{"yes", true}, {"no", false}};
  const std::map<std::string, Responses> responses{{"legal-sequences", Responses::legal_sequences},
                                                   {"single-move", Responses::single_move},
                                                   {"each-once", Responses::each_once}};
  const std::string group = "Contested points of the definitions (docs/reference/settings.md)";
  verb.add_option("--sanction", settings.sanction,
                  "an answer deters where the mover ends: not-better (default) or worse")
      ->transform(CLI::CheckedTransformer(sanctions).description("not-better|worse"))
      ->group(group);
  verb.add_option("--origin-is-sanction", settings.origin_is_sanction,
                  "being put back where one started deters: yes (default) or no")
      ->transform(CLI::CheckedTransformer(yes_no).description("yes|no"))
      ->group(group);
  verb.add_option("--responses", settings.responses,
                  "joint answers that count: legal-sequences (default), single-move or each-once")
      ->transform(
          CLI::CheckedTransformer(responses).description("legal-sequences|single-move|each-once"))
      ->group(group);

  const std::map<std::string, Ties> ties{
      {"every", Ties::every}, {"some", Ties::some}, {"first", Ties::first}};
  const std::map<std::string, Followers> followers{{"two-only", Followers::two_only},
                                                   {"worst-next", Followers::worst_next}};
  const std::string ahead = "Looking ahead (maximin, limited, nonmyopic, stackelberg)";
  verb.add_option("--horizon", settings.horizon, "moves looked ahead by maximin and limited (4)")
      ->check(CLI::Range(1U, Settings::longest_horizon))
      ->group(ahead);
  verb.add_option("--ties", settings.ties,
                  "where ends are liked alike: stable when it stays in every way of breaking ties "
                  "(default), in some, or by the first move")
      ->transform(CLI::CheckedTransformer(ties).description("every|some|first"))
      ->group(ahead);
  verb.add_option("--followers", settings.followers,
                  "with three decision makers and more: two-only (default: not asked), or "
                  "worst-next")
      ->transform(CLI::CheckedTransformer(followers).description("two-only|worst-next"))
      ->group(ahead);

  const std::map<std::string, Unknown> unknown{{"counts", Unknown::counts},
                                               {"a", Unknown::a},
                                               {"b", Unknown::b},
                                               {"c", Unknown::c},
                                               {"d", Unknown::d}};
  const std::map<std::string, Strength> strengths{{"general", Strength::general},
                                                  {"strong", Strength::strong}};
  const std::string preference = "Unknown and strong preference";
  verb.add_option("--unknown", settings.unknown,
                  "uncertain statements: each counts (default), or may count or not, with attitude "
                  "a, b, c or d to what may be preferred")
      ->transform(CLI::CheckedTransformer(unknown).description("counts|a|b|c|d"))
      ->group(preference);
  verb.add_option("--strength", settings.strength,
                  "an answer deters where the mover ends no better off (general, default) or "
                  "strongly worse off (strong)")
      ->transform(CLI::CheckedTransformer(strengths).description("general|strong"))
      ->group(preference);
}

void add_leader(CLI::App& verb, std::string& leader) {
  verb.add_option("--leader", leader, "the decision maker that leads, for stackelberg")
      ->group("Looking ahead (maximin, limited, nonmyopic, stackelberg)");
}

Stopper::Stopper(const Context& context, double seconds)
    : inside_(context.io.inside), forward_(context.io.stop, Forward{source_}) {
  if (!inside_) {
    interrupt_seen = 0;
    std::signal(SIGINT, note_interrupt);
  } else if (seconds <= 0) {
    return;  // nothing to watch for
  }
  watch_ = std::jthread(
      [source = source_, seconds, inside = inside_](const std::stop_token& finished) mutable {
        const auto start = std::chrono::steady_clock::now();
        std::mutex mutex;
        std::condition_variable_any pause;
        std::unique_lock lock(mutex);
        while (!finished.stop_requested()) {
          const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - start;
          if ((!inside && interrupt_seen != 0) || (seconds > 0 && passed.count() >= seconds)) {
            source.request_stop();
            return;
          }
          // Left at once when the work is done.
          pause.wait_for(lock, finished, std::chrono::milliseconds(5), [] { return false; });
        }
      });
}

Stopper::~Stopper() {
  if (!inside_) std::signal(SIGINT, SIG_DFL);
}

bool Stopper::interrupted() const { return !inside_ && interrupt_seen != 0; }

}  // namespace standoff::cli
