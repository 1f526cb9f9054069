// What a statement rests on, from the firmest ground to none.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "standoff/model.hpp"

namespace standoff::report {

/// By strength: what somebody says of itself binds it most; what was seen only afterwards was not
/// known; an assumption rests on nothing.
enum class Ground : std::uint8_t { own, revealed, ascribed, afterwards, unsaid, nothing };
inline constexpr std::size_t grounds = 6;

/// The firmest of the statement's bases; `nothing` where no evidence is named, `unsaid` where
/// evidence is named and no basis.
Ground ground(const Statement& statement);
/// Of a ranking or of payoffs: nothing, or unsaid.
Ground ground(const Because& because);

/// "its own word", "rests on nothing".
std::string_view in_words(Ground ground);
/// One basis, whatever else there is.
std::string_view in_words(Basis basis);

}  // namespace standoff::report
