// Which verbs may be asked by HTTP, and with what: a list of what is allowed, not of what is not.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "serve/body.hpp"
#include "serve/verbs.hpp"

namespace standoff::serve {

/// How a member of the body becomes a flag of the verb.
enum class Kind {
  text,        ///< --key=value
  texts,       ///< a list, or one: --key=value for each
  number,      ///< whole, 0 or more
  seconds,     ///< a number, 0 or more
  flag,        ///< true: --key
  yes_no,      ///< true or false: --key=yes, --key=no
  leading,     ///< a text that must be there, and stands before the dispute
  positional,  ///< a text or a list, without a name of its own on the command line
};
struct Key {
  std::string_view name;  ///< in snake_case; the flag is the same in kebab-case
  Kind kind = Kind::text;
};
struct Verb {
  std::string_view name;
  std::string_view answers;         ///< one line for the description of the API
  std::vector<std::string> texts;   ///< members that hold disputes: "text", or "before", "after"
  std::vector<Key> keys;            ///< flags that may be given
  std::vector<std::string> always;  ///< given besides, after the disputes
};
/// In the order of the command line's help.
const std::vector<Verb>& verbs();

/// The call that a body asks for. Throws Refusal: 404 for a verb that may not be asked here, 400
/// for members it does not take.
VerbCall call_for(std::string_view verb, const Json& body);

/// What a verb said, as the API answers. Refusals too: 400 for a question that cannot be asked of
/// this dispute, 422 for a dispute with problems, which are told.
Response told(std::string_view verb, const VerbCall& call, const VerbAnswer& answer);

}  // namespace standoff::serve
