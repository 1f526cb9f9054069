// A lever in words: what changes, and what on record speaks against it.
#pragma once

#include <string>
#include <vector>

#include "report/words.hpp"
#include "standoff/levers.hpp"

namespace standoff::report {

/// What an author wrote, as one sees it in a sentence.
std::string quoted(const std::string& text);

/// "The United States adopts "not hold if relief", in place 1 of 7 of its list." `before` is the
/// dispute that the edit is applied to; `places`: where it may be put, `edit.to` alone mostly.
std::string edit_in_words(const Words& words, const Model& before, const Edit& edit,
                          const std::vector<std::uint32_t>& places);

/// The edits of a plan, one sentence each, in the order in which they are applied.
std::vector<std::string> plan_in_words(const Words& words, const Plan& plan);

/// What a plan goes against.
struct Objections {
  std::vector<std::string> evidence;     ///< one clause for each claim that rests on something
  std::vector<std::string> assumptions;  ///< what it touches that rests on nothing
  std::vector<std::string> suggested;    ///< ids of the evidence behind a candidate, by edit
};
Objections objections(const Words& words, const Plan& plan);

}  // namespace standoff::report
