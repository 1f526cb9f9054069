// Makes a failing dispute small enough to read.

#pragma once

#include <functional>

#include "random/plain_dispute.hpp"

namespace standoff::oracle {

// Leaves out and simplifies whatever can go while `still_fails` keeps saying yes, until nothing
// more can go. Asks only about well-formed disputes. The result is one that fails, or the dispute
// given, if not even that one fails.
PlainDispute shrink(PlainDispute dispute,
                    const std::function<bool(const PlainDispute&)>& still_fails);

// With everything that the constants in it decide worked out: "a and true" is "a".
Formula simplified(const Formula& formula);

}  // namespace standoff::oracle
