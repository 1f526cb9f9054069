// What every verb shares: flags for all, reading the dispute, choosing a state, exit codes,
// stopping.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <iosfwd>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "report/style.hpp"
#include "standoff/graph.hpp"
#include "standoff/load.hpp"
#include "standoff/solution_concept.hpp"

namespace standoff::cli {

/// Exit codes of the contract.
enum Exit : int {
  done = 0,
  condition_false = 1,
  wrong_usage = 2,
  invalid_dispute = 3,
  evidence_unverified = 4,
  partial = 5,
  bug = 70,
  interrupted = 130,
};

/// Ends a verb with a message on stderr and an exit code.
struct Failure : std::runtime_error {
  Failure(int code_, const std::string& message) : std::runtime_error(message), code(code_) {}
  int code;
};

/// What a verb reads, writes and heeds besides its flags: for the program the terminal, the disk
/// and signals; for who calls a verb from inside, texts and streams of its own.
struct Io {
  std::ostream* out = nullptr;
  std::ostream* err = nullptr;
  std::ostream* json = nullptr;  ///< where the answer also goes as JSON, beside the words on `out`
  bool inside = false;           ///< no file, stdin, terminal or signal is anybody's business here
  std::map<std::string, std::string> texts = {};  ///< what files of these names contain
  std::string sources = {};  ///< a folder of source texts that may be read all the same
  int width = 80;            ///< of the text
  std::stop_token stop = {};
  std::function<void(double)> progress = {};  ///< told the share done, in place of a bar
};

struct Context {
  const Io& io;
  bool json = false;
  std::string stage = {};  ///< which stage of the dispute; empty: the dispute as the file has it
  std::string view = {};   ///< as which decision maker sees it
  bool blind = false;      ///< without what was known only later
  bool no_color = false;
  bool quiet = false;
  int exit = Exit::done;

  report::Style style() const;
  bool wants_json() const { return json || io.json != nullptr; }
  /// Tells an answer in the form asked for; each is a function, called when it is.
  void tell(const std::function<std::string()>& as_json,
            const std::function<std::string()>& in_words) const;
};

/// Adds `--stage`, `--view` and `--blind` to a verb: `load_or_fail` then gives that variant of the
/// dispute.
void add_variant(CLI::App& verb, Context& context);

/// Adds `--json` to a verb.
void add_json(CLI::App& verb, Context& context);

/// Where a dispute comes from: a path, `-`, or a name from the catalogue.
struct Input {
  std::string name;  ///< as on the command line
  std::string bytes;
};
/// Throws Failure(wrong_usage) when there is no such file.
Input read_input(const Context& context, const std::string& name);
/// The bytes of a file; throws Failure(wrong_usage).
std::string read_file(const Context& context, const std::string& path);
/// Throws Failure(wrong_usage) where a verb called from inside would read what is none of its
/// sources.
void only_sources_inside(const Context& context, const std::string& path);
/// Throws Failure(wrong_usage) where a verb called from inside would touch the disk.
void no_disk_inside(const Context& context, const std::string& path);
/// Writes to a temporary file beside `path` and renames it, so that a crash leaves the old file
/// whole. Throws Failure.
void write_file(const Context& context, const std::string& path, std::string_view bytes,
                bool may_replace);

/// The model of an input; prints problems on stderr (warnings too, unless quiet) and throws
/// Failure(invalid_dispute).
Model load_or_fail(const Input& input, const Context& context);

/// Lays out, or explains on stderr why not and throws Failure(partial).
Graph lay_out_or_fail(const Model& model, const LayOutLimits& limits = {},
                      std::stop_token stop = {});

/// A state argument of the contract: letters, `status_quo`, a list of options taken, an outcome
/// that is one state, or a state id. Throws Failure(wrong_usage) with the nearest names.
StateId choose_state(const Graph& graph, const std::string& text);
/// The same without a graph, for disputes too large to be laid out: letters, `status_quo`, or a
/// list of options taken; the combination is feasible.
OptionSet choose_options(const Model& model, const std::string& text);
DmId choose_dm(const Model& model, const std::string& id);
/// The position of a stage in Model::stages; throws Failure(wrong_usage) with the nearest names.
std::size_t choose_stage(const Model& model, const std::string& id);
/// Keys separated by commas, or `all` that can be asked of this dispute. Throws
/// Failure(wrong_usage) for unknown ones and for those that cannot.
std::vector<const SolutionConcept*> choose_concepts(const std::string& keys, const Model& model,
                                                    const Settings& settings = {});

/// The flags for the contested points of the definitions and for what concepts leave open.
void add_settings(CLI::App& verb, Settings& settings);
/// The flag for who leads (Stackelberg): an id, to be looked up by `choose_dm` in the model.
void add_leader(CLI::App& verb, std::string& leader);

/// Asks for a stop on Ctrl-C, after a time limit, and when the context's own token does.
class Stopper {
 public:
  /// 0: no time limit.
  Stopper(const Context& context, double seconds);
  ~Stopper();
  std::stop_token token() const { return source_.get_token(); }
  bool interrupted() const;

 private:
  struct Forward {
    std::stop_source source;
    void operator()() const noexcept { std::stop_source(source).request_stop(); }
  };
  bool inside_;
  std::stop_source source_;
  std::stop_callback<Forward> forward_;
  std::jthread watch_;
};

/// Every verb adds itself.
using AddVerb = void (*)(CLI::App& app, Context& context);
void add_new(CLI::App&, Context&);
void add_check(CLI::App&, Context&);
void add_locate(CLI::App&, Context&);
void add_show(CLI::App&, Context&);
void add_solve(CLI::App&, Context&);
void add_why(CLI::App&, Context&);
void add_paths(CLI::App&, Context&);
void add_deals(CLI::App&, Context&);
void add_robust(CLI::App&, Context&);
void add_diff(CLI::App&, Context&);
void add_concepts(CLI::App&, Context&);
void add_convert(CLI::App&, Context&);
void add_cases(CLI::App&, Context&);
void add_family(CLI::App&, Context&);
void add_levers(CLI::App&, Context&);
void add_timeline(CLI::App&, Context&);
void add_score(CLI::App&, Context&);
void add_views(CLI::App&, Context&);
void add_measures(CLI::App&, Context&);
void add_report(CLI::App&, Context&);
void add_serve(CLI::App&, Context&);
void add_figure(CLI::App&, Context&);

}  // namespace standoff::cli
