// Exact arithmetic for shares of readings: the one place that knows GMP.
#pragma once

#include <gmpxx.h>

#include "standoff/robust.hpp"

namespace standoff {

/// A whole number of any size.
using Natural = mpz_class;

/// part / whole, in lowest terms; `whole` is not 0.
Ratio ratio(const Natural& part, const Natural& whole);

}  // namespace standoff
