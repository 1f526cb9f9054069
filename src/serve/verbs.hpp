// The verbs, as the server sees them: a function that is given by who starts it.
#pragma once

#include <functional>
#include <map>
#include <stop_token>
#include <string>
#include <vector>

namespace standoff::serve {

struct VerbCall {
  std::vector<std::string> arguments;        ///< {"why", "-", "--dm=union"}
  std::map<std::string, std::string> texts;  ///< what files of these names contain
  std::string sources = {};  ///< a folder of source texts, for verbs that verify evidence
  std::stop_token stop = {};
  std::function<void(double)> progress = {};  ///< told the share done
};
struct VerbAnswer {
  int exit = 0;      ///< as the command line has it
  std::string text;  ///< in words, a line a paragraph
  std::string json;  ///< the same as JSON; empty where the verb has none
  std::string said;  ///< on stderr
};
/// Never throws; called from several threads at once.
using CallVerb = std::function<VerbAnswer(const VerbCall&)>;

/// Exit codes that mean something here.
namespace exit_code {
constexpr int done = 0, condition_false = 1, wrong_usage = 2, invalid_dispute = 3,
              evidence_unverified = 4, partial = 5, bug = 70, interrupted = 130;
}

}  // namespace standoff::serve
